"""The end of a program: non-daemon threads go on after an exception in main, atexit runs last, the status is 1."""
import atexit
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

atexit.register(print, "atexit: registered first, runs last")
atexit.register(lambda: print("atexit: threads left", threading.active_count()))


@atexit.register
def goodbye():
    print("atexit: goodbye")


def slow():
    time.sleep(0.03)
    print("thread: I was still working")


pool = ThreadPoolExecutor(1)
pool.submit(time.sleep, 0.01)
pool.submit(print, "pool: queued work is done before the end")
threading.Thread(target=slow).start()
threading.Thread(target=lambda: (time.sleep(30), print("never")), daemon=True).start()
sys.stderr = open("/dev/null", "w") if False else sys.stderr
print("main: raising")
raise RuntimeError("main dies, the others do not")
