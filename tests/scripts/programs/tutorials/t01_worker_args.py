"""PyMOTW style: workers with arguments, names, a daemon and a join with a time-out."""
import threading
import time


def worker(num):
    """thread worker function"""
    results.append('Worker: %s' % num)


def named():
    print(threading.current_thread().getName(), 'Starting')
    time.sleep(0.01)
    print(threading.current_thread().name, 'Exiting')


def daemon():
    time.sleep(5)
    print("never printed")


results = []
threads = []
for i in range(5):
    t = threading.Thread(target=worker, args=(i,))
    threads.append(t)
    t.start()
for t in threads:
    t.join()
print(sorted(results))

w = threading.Thread(name='worker', target=named)
w.start()
w.join()
w.setName("renamed")
print(w.name, w.getName(), w.is_alive(), w.ident == w.ident, w.native_id is not None)

d = threading.Thread(name='daemon', target=daemon, daemon=True)
d.start()
d.join(0.01)
print('d.is_alive()', d.is_alive())

main_thread = threading.main_thread()
for t in threading.enumerate():
    if t is main_thread:
        continue
    print('still running:', t.name, t.daemon)
print(threading.current_thread() is main_thread, main_thread.name, threading.currentThread().name)
print(threading.get_ident() == main_thread.ident, threading.active_count(), threading.activeCount() if hasattr(threading, "activeCount") else 0)
