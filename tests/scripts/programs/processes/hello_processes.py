"""Processes with names, pids, parents, exit codes and arguments; the tutorial's info() example and more."""
# sorted
# mask: \bpid \d+
import multiprocessing
import os
import sys
import time


def info(title):
    print(title, "|", __name__, "|", multiprocessing.current_process().name, "| pid", os.getpid(),
          "| parent is main:", os.getppid() == main_pid)


def f(name, greeting="hello"):
    info("function f")
    print(greeting, name)


def exit_with(code):
    sys.exit(code)


def raises():
    sys.stderr = open(os.devnull, "w")
    raise ValueError("in the child")


def sleeper():
    time.sleep(30)


main_pid = os.getpid()

if __name__ == "__main__":
    multiprocessing.set_start_method("fork", force=True)
    info("main line")
    p = multiprocessing.Process(target=f, args=("bob",))
    print(p.name, p.is_alive(), p.exitcode, p.pid, p.daemon)
    p.start()
    print("alive:", p.is_alive(), p.pid != main_pid, p in multiprocessing.active_children())
    p.join()
    print("alive:", p.is_alive(), "exitcode", p.exitcode, multiprocessing.active_children())

    named = multiprocessing.Process(name="greeter", target=f, kwargs={"name": "eve", "greeting": "hi"})
    named.start()
    named.join()

    for code in (0, 3, None, "message"):
        q = multiprocessing.Process(target=exit_with, args=(code,))
        q.start()
        q.join()
        print("sys.exit", repr(code), "->", q.exitcode)
    r = multiprocessing.Process(target=raises)
    r.start()
    r.join()
    print("exception ->", r.exitcode)

    s = multiprocessing.Process(target=sleeper, daemon=True)
    s.start()
    s.join(timeout=0.02)
    print("still alive after join(timeout):", s.is_alive(), s.exitcode)
    s.terminate()
    s.join()
    print("terminated:", s.is_alive(), s.exitcode)
    k = multiprocessing.Process(target=sleeper)
    k.start()
    k.kill()
    k.join()
    print("killed:", k.exitcode)
    print(str(k).startswith("<Process name='Process-"), "SIGKILL" in repr(k))
    k.close()
    try:
        k.is_alive()
    except ValueError as e:
        print("ValueError:", e)
    try:
        p.start()
    except AssertionError as e:
        print("AssertionError:", e)
