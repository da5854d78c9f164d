"""Daemon threads end with the program, timers fire late or are cancelled."""
import threading
import time

beats = []


def heartbeat():
    while True:
        beats.append(time.time())
        time.sleep(0.02)


def say(what, *, mark="."):
    print("timer says", what + mark, threading.current_thread().daemon)


def main():
    t = threading.Thread(target=heartbeat)
    t.setDaemon(True)
    print("daemon?", t.isDaemon(), t.daemon)
    t.start()

    first = threading.Timer(0.05, say, ["hello"])
    second = threading.Timer(10, say, args=("never",))
    third = threading.Timer(0.1, say, ("bye",), {"mark": "!"})
    for timer in (first, second, third):
        timer.start()
    print("active:", threading.active_count())
    second.cancel()
    first.join()
    third.join()
    second.join()
    print("after the timers:", threading.active_count())
    print("names:", sorted(x.name for x in threading.enumerate() if "Timer" in x.name or x is threading.main_thread()))
    print("heart beats:", len(beats) >= 3)
    print(third.interval, third.finished.is_set(), second.finished.is_set())
    try:
        t.daemon = False
    except RuntimeError as e:
        print("RuntimeError:", e)
    try:
        t.start()
    except RuntimeError as e:
        print("RuntimeError:", e)
    try:
        threading.current_thread().join()
    except RuntimeError as e:
        print("RuntimeError:", e)
    print("main is done, the daemon goes with it")


if __name__ == '__main__':
    main()
