"""Pipes between processes: duplex, one way, EOFError when the other end closes, poll, bytes, wait on several."""
import multiprocessing as mp
from multiprocessing.connection import wait


def calculator(conn):
    while True:
        try:
            expression = conn.recv()
        except EOFError:
            break
        if expression == "stop":
            conn.send("stopping")
            break
        a, op, b = expression
        try:
            conn.send({"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[op])
        except KeyError as e:
            conn.send(e)
    conn.close()


def foo(w, n):
    for i in range(3):
        w.send((i, n))
    w.close()


def sender(conn):
    conn.send_bytes(b"raw bytes")
    conn.send([1, "two", {"three": 3.0}, None, (4,)])
    conn.send(Point(1, 2))
    conn.close()


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


if __name__ == "__main__":
    ours, theirs = mp.Pipe()
    p = mp.Process(target=calculator, args=(theirs,))
    p.start()
    theirs.close()
    for request in [(1, "+", 2), (6, "*", 7), (1, "/", 4), (1, "/", 0), (1, "%", 1)]:
        ours.send(request)
        print(request, "->", repr(ours.recv()))
    print("anything left?", ours.poll(), ours.poll(0.01))
    ours.send("stop")
    print(ours.recv())
    p.join()
    try:
        ours.recv()
    except EOFError:
        print("EOFError: the other end is closed")

    r, w = mp.Pipe(duplex=False)
    print(r.readable, r.writable, w.readable, w.writable)
    q = mp.Process(target=sender, args=(w,))
    q.start()
    w.close()
    print(r.recv_bytes())
    print(r.recv(), r.recv())
    q.join()
    try:
        r.send(1)
    except OSError as e:
        print("OSError:", e)
    r.close()
    print(r.closed)
    try:
        r.recv()
    except OSError as e:
        print("OSError:", e)

    readers, got = [], []
    for i in range(4):
        r, w = mp.Pipe(duplex=False)
        readers.append(r)
        p = mp.Process(target=foo, args=(w, i))
        p.start()
        # We close the writable end of the pipe now to be sure that p is the only process which owns a handle for it.
        w.close()
    while readers:
        for r in wait(readers):
            try:
                got.append(r.recv())
            except EOFError:
                readers.remove(r)
    print(sorted(got))
