import queue
import threading

q = queue.Queue(2)


def producer():
    for i in range(6):
        q.put(i)
    q.put(None)


def consumer():
    while (item := q.get()) is not None:
        print("got", item)
        q.task_done()
    q.task_done()


a, b = threading.Thread(target=producer), threading.Thread(target=consumer)
a.start()
b.start()
a.join()
b.join()
q.join()
print(q.empty(), q.full(), q.qsize())
for attempt in (lambda: q.get(timeout=0.01), q.get_nowait):
    try:
        attempt()
    except queue.Empty as error:
        print(repr(error))
q.put(1)
q.put(2)
for attempt in (lambda: q.put(3, timeout=0.01), lambda: q.put_nowait(3)):
    try:
        attempt()
    except queue.Full as error:
        print(repr(error))
p = queue.PriorityQueue()
for item in ((3, "c"), (1, "a"), (2, "b")):
    p.put(item)
print([p.get() for _ in range(3)])
s = queue.LifoQueue()
[s.put(i) for i in range(3)]
print([s.get() for _ in range(3)])
try:
    s.task_done()
    s.task_done()
    s.task_done()
    s.task_done()
except ValueError as error:
    print(error)
simple = queue.SimpleQueue()
t = threading.Thread(target=lambda: print([simple.get() for _ in range(3)]))
t.start()
[simple.put(i) for i in range(3)]
t.join()
print(simple.empty(), simple.qsize())
print(sum(q.get() for _ in range(2)))
try:
    q.get(timeout=-1)
except ValueError as error:
    print(error)
