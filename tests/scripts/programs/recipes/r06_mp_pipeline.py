"""A pipeline of processes: generate -> filter -> sum, linked by queues, stopped by a sentinel that is passed on."""
import multiprocessing as mp


def generate(out, limit):
    a, b = 0, 1
    while a <= limit:
        out.put(a)
        a, b = b, a + b
    out.put(None)


def keep(predicate, inbox, out):
    for item in iter(inbox.get, None):
        if predicate(item):
            out.put(item)
    out.put(None)


def even(n):
    return n % 2 == 0


def total(inbox, conn):
    seen = list(iter(inbox.get, None))
    conn.send((len(seen), sum(seen)))
    conn.close()


def square_stage(inbox, out, stop):
    while True:
        item = inbox.get()
        if item == stop:
            out.put(stop)
            return
        out.put(item ** 2)


if __name__ == "__main__":
    q1, q2 = mp.Queue(), mp.Queue(maxsize=2)
    receiver, sender = mp.Pipe(duplex=False)
    stages = [mp.Process(target=generate, args=(q1, 4_000_000), name="generate"),
              mp.Process(target=keep, args=(even, q1, q2), name="keep even"),
              mp.Process(target=total, args=(q2, sender), name="total")]
    for s in stages:
        s.start()
    print("Project Euler 2:", receiver.recv())
    for s in stages:
        s.join()
        print(f"{s.name}: {s.exitcode}")

    stop = ("stop", 0)
    simple_in, simple_out = mp.SimpleQueue(), mp.SimpleQueue()
    p = mp.Process(target=square_stage, args=(simple_in, simple_out, stop))
    p.start()
    for n in (2, 3, 10, stop):
        simple_in.put(n)
    print(list(iter(simple_out.get, stop)))
    p.join()
    print(simple_in.empty(), simple_out.empty())
