"""How long do n sleeping threads take? A table of comparisons, rounded so that it is the same everywhere."""
import threading
import time


def run(n, seconds):
    threads = [threading.Thread(target=time.sleep, args=(seconds,)) for _ in range(n)]
    begin = time.monotonic()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return time.monotonic() - begin


for n in (1, 5, 20):
    elapsed = run(n, 0.05)
    print(f"{n:3} threads slept 50 ms each: {n * 50} ms of sleep in {elapsed // 0.05:.0f} x 50 ms")
begin, cpu = time.perf_counter(), time.process_time()
time.sleep(0.05)
print("sleep uses no processor:", time.process_time() - cpu < 0.03, time.perf_counter() - begin >= 0.05)
print(time.perf_counter_ns() > 0, type(time.time_ns()).__name__, isinstance(time.thread_time(), float))
print(time.gmtime(0).tm_year, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400 * 365)), time.mktime(time.localtime(1e9)))
print(time.asctime(time.gmtime(1700000000)), len(time.ctime()), time.strptime("2024-02-29", "%Y-%m-%d").tm_yday)
try:
    time.sleep(-1)
except ValueError as e:
    print("ValueError:", e)
