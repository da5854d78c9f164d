"""1 000 threads at once, each with its own turn at a lock."""
import threading
import time

lock = threading.Lock()
total = 0
start_together = threading.Barrier(1001)


def work(i):
    global total
    start_together.wait()
    time.sleep(0.2)
    with lock:
        total += i


threads = [threading.Thread(target=work, args=(i,)) for i in range(1000)]
for thread in threads:
    thread.start()
print("alive:", threading.active_count())
start = time.perf_counter()
start_together.wait()
for thread in threads:
    thread.join()
print(total, 0.2 <= time.perf_counter() - start < 1.2)
