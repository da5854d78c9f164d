"""A menu program as beginners write it; there is no input, so the end of it must be handled."""
import queue
import sys
import threading


def ask(prompt, default=None):
    try:
        return input(prompt)
    except EOFError:
        print("<no input>")
        return default


def reader(q):
    for line in sys.stdin:
        q.put(line)
    q.put(None)


name = ask("Your name? ", "nobody")
print(f"Hello, {name}!")
choice = ask("(1) add (2) quit: ", "2")
while choice != "2":
    choice = ask("again: ", "2")
q = queue.Queue()
t = threading.Thread(target=reader, args=(q,), daemon=True)
t.start()
print("lines:", list(iter(q.get, None)))
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
print("usage: %s" % sys.argv[0].split("/")[-1], len(sys.argv), sys.argv[1:])
print("done", file=sys.stderr)
sys.stdout.write("no newline at the end")
