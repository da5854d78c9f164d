"""Two-phase commit between processes over pipes: prepare, vote, commit or abort; one participant is stubborn."""
import multiprocessing as mp


def participant(name, conn, balance):
    staged = None
    while True:
        message = conn.recv()
        kind = message[0]
        if kind == "prepare":
            amount = message[1]
            staged = amount if balance + amount >= 0 else None
            conn.send(("yes" if staged is not None else "no", name))
        elif kind == "commit":
            balance += staged
            staged = None
            conn.send(("done", balance))
        elif kind == "abort":
            staged = None
            conn.send(("undone", balance))
        elif kind == "exit":
            conn.send(("bye", balance))
            conn.close()
            return


class Coordinator:
    def __init__(self, **balances):
        self.links, self.processes, self.log = {}, [], []
        for name, balance in balances.items():
            ours, theirs = mp.Pipe()
            p = mp.Process(target=participant, args=(name, theirs, balance), name=name)
            p.start()
            theirs.close()
            self.links[name] = ours
            self.processes.append(p)

    def ask(self, names, *message):
        for name in names:
            self.links[name].send(message)
        return {name: self.links[name].recv() for name in names}

    def transfer(self, **changes):
        for name, amount in changes.items():
            self.links[name].send(("prepare", amount))
        votes = {name: self.links[name].recv()[0] for name in changes}
        decision = "commit" if all(v == "yes" for v in votes.values()) else "abort"
        self.log.append((dict(votes), decision))
        return decision, {n: b for n, (_, b) in self.ask(changes, decision).items()}

    def close(self):
        final = {n: b for n, (_, b) in self.ask(self.links, "exit").items()}
        for p in self.processes:
            p.join()
        return final, [p.exitcode for p in self.processes]


if __name__ == "__main__":
    c = Coordinator(ann=100, bob=20, eve=0)
    print(c.transfer(ann=-30, bob=30))
    print(c.transfer(bob=-60, eve=60))
    print(c.transfer(ann=-10, bob=-10, eve=20))
    print(c.transfer(eve=-21, ann=21))
    for votes, decision in c.log:
        print(decision, sorted(votes.items()))
    final, codes = c.close()
    print(final, sum(final.values()), codes)
