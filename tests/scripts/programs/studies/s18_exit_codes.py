"""Exit codes: os._exit in a child skips clean-up, sys.exit in a thread ends only that, SystemExit values, nested finally."""
import atexit
import os
import sys
import threading
from multiprocessing import Process


def child_hard():
    atexit.register(print, "not printed")
    try:
        os._exit(9)
    finally:
        print("not printed either")


def child_soft(code):
    try:
        sys.exit(code)
    finally:
        print("finally in the child", code, flush=True)


def child_assert():
    sys.stderr = open(os.devnull, "w")
    assert 1 == 2, "never equal"


def child_returns():
    return 42


def code_of(target, *args):
    p = Process(target=target, args=args)
    p.start()
    p.join()
    return p.exitcode


def thread_exit():
    try:
        sys.exit("from a thread")
    except SystemExit as e:
        seen.append(e.code)
        raise


if __name__ == "__main__":
    seen = []
    print(code_of(child_hard), code_of(child_soft, 3), code_of(child_soft, None), code_of(child_assert), code_of(child_returns))
    t = threading.Thread(target=thread_exit)
    t.start()
    t.join()
    print("main goes on", seen)
    try:
        exit_code = [sys.exit([1, 2])]
    except SystemExit as e:
        print(repr(e.code), isinstance(e, Exception))
    try:
        raise SystemExit
    except BaseException as e:
        print(type(e).__mro__[1].__name__, e.code)
    try:
        quit(5)
    except SystemExit as e:
        print("quit", e.code)
    sys.exit(300)
