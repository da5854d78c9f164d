"""Two locks taken in different orders: with time-outs the threads back off and both finish."""
import logging
import random
import sys
import threading
import time
from contextlib import contextmanager

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s %(message)s")

lock_a = threading.Lock()
lock_b = threading.Lock()
done = []


def careful(name, first, second):
    backoffs = 0
    while True:
        with first:
            time.sleep(0.005)
            if second.acquire(timeout=0.003 + random.random() * 0.005):
                try:
                    done.append(name)
                    return
                finally:
                    second.release()
        backoffs += 1
        time.sleep(random.random() * 0.01)


t1 = threading.Thread(target=careful, args=("t1", lock_a, lock_b))
t2 = threading.Thread(target=careful, args=("t2", lock_b, lock_a))
t1.start(); t2.start()
t1.join(); t2.join()
logging.info("done: %s", sorted(done))

# 线程局部变量保存已经获得的锁 (Python Cookbook 的死锁检测方案)
_local = threading.local()


@contextmanager
def acquire(*locks):
    # 按照对象的编号对锁排序
    locks = sorted(locks, key=lambda x: id(x))
    acquired = getattr(_local, 'acquired', [])
    if acquired and max(id(lock) for lock in acquired) >= id(locks[0]):
        raise RuntimeError('Lock Order Violation')
    acquired.extend(locks)
    _local.acquired = acquired
    try:
        for lock in locks:
            lock.acquire()
        yield
    finally:
        for lock in reversed(locks):
            lock.release()
        del acquired[-len(locks):]


x_lock = threading.Lock()
y_lock = threading.Lock()
count = {"thread_1": 0, "thread_2": 0}


def thread_1():
    for _ in range(10):
        with acquire(x_lock, y_lock):
            count["thread_1"] += 1


def thread_2():
    for _ in range(10):
        with acquire(y_lock, x_lock):
            count["thread_2"] += 1


ts = [threading.Thread(target=thread_1), threading.Thread(target=thread_2)]
for t in ts:
    t.daemon = True
    t.start()
for t in ts:
    t.join()
print(count)
big, small = sorted((x_lock, y_lock), key=id, reverse=True)
try:
    with acquire(big):
        with acquire(small):
            print("never here")
except RuntimeError as e:
    logging.error("%s: %s", type(e).__name__, e)
print(x_lock.locked(), y_lock.locked())
