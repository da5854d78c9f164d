"""os.fork, waitpid, pipes and _exit: the UNIX way, as operating systems courses show it."""
import os
import signal
import sys
import time


def child_work(number, write_end):
    os.write(write_end, f"child {number} sum {sum(range(number * 10))}\n".encode())


def main():
    read_end, write_end = os.pipe()
    children = []
    for number in range(3):
        pid = os.fork()
        if pid == 0:
            os.close(read_end)
            child_work(number, write_end)
            os._exit(number)
        children.append(pid)
    os.close(write_end)
    codes = {}
    for pid in children:
        done, status = os.waitpid(pid, 0)
        codes[children.index(done)] = (os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
    with os.fdopen(read_end) as pipe:
        for line in sorted(pipe):
            print(line, end="")
    print(codes)

    pid = os.fork()
    if pid == 0:
        time.sleep(60)
        os._exit(0)
    print(os.waitpid(pid, os.WNOHANG) == (0, 0))
    os.kill(pid, signal.SIGTERM)
    _, status = os.waitpid(pid, 0)
    print("killed by a signal:", os.WIFSIGNALED(status), os.WTERMSIG(status), signal.Signals(os.WTERMSIG(status)).name)

    # memory is copied, not shared
    numbers = [1, 2, 3]
    pid = os.fork()
    if pid == 0:
        numbers.append("child")
        print("child sees", numbers, flush=True)
        sys.exit(7)
    _, status = os.wait()
    print("parent sees", numbers, os.waitstatus_to_exitcode(status))
    try:
        os.waitpid(-1, 0)
    except ChildProcessError as e:
        print("ChildProcessError", e.errno)
    try:
        os.kill(pid, 0)
    except ProcessLookupError as e:
        print("ProcessLookupError", e.errno)


if __name__ == "__main__":
    main()
