import threading
import time

counter = 0
lock = threading.Lock()


def work():
    global counter
    for _ in range(200):
        with lock:
            value = counter
            counter = value + 1


threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(counter, lock.locked())
print(lock.acquire(), lock.acquire(blocking=False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)

rlock = threading.RLock()
with rlock:
    with rlock:
        print("twice")
try:
    rlock.release()
except RuntimeError as error:
    print(error)

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01))
semaphore.release(2)
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as error:
    print(error)

event = threading.Event()
print(event.wait(0.01), event.is_set())
threading.Timer(0.02, event.set).start()
print(event.wait(5), event.is_set())

condition = threading.Condition()
items = []


def consumer(n):
    with condition:
        condition.wait_for(lambda: items)
        print("consumed", items.pop())


threads = [threading.Thread(target=consumer, args=(i,)) for i in range(3)]
[t.start() for t in threads]
for i in range(3):
    time.sleep(0.02)
    with condition:
        items.append(i)
        condition.notify()
[t.join() for t in threads]
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: False, 0.01))
try:
    condition.notify()
except RuntimeError as error:
    print(error)

order = []
barrier = threading.Barrier(3, action=lambda: order.append("action"))


def meet(n):
    time.sleep(0.01 * n)
    position = barrier.wait()
    order.append("passed")


threads = [threading.Thread(target=meet, args=(i,)) for i in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(order, barrier.n_waiting, barrier.parties, barrier.broken)
try:
    barrier.wait(0.01)
except threading.BrokenBarrierError as error:
    print("broken", repr(error), barrier.broken)
