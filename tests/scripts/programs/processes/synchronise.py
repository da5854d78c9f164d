"""Event, Condition, Semaphore, Barrier and Lock between processes."""
# sorted
import multiprocessing as mp
import time


def wait_for_event(e, name):
    e.wait()
    print(f"{name}: event is set {e.is_set()}")


def wait_with_timeout(e, t):
    print("timed wait:", e.wait(t))


def stage_1(cond, done):
    time.sleep(0.02)
    with cond:
        done.value = 1
        print("stage 1 done")
        cond.notify_all()


def stage_2(cond, done, n):
    with cond:
        cond.wait_for(lambda: done.value)
        print(f"stage 2 [{n}] runs, stage 1 done: {bool(done.value)}")


def limited(sem, running, peak):
    with sem:
        with running.get_lock():
            running.value += 1
            peak.value = max(peak.value, running.value)
        time.sleep(0.01)
        with running.get_lock():
            running.value -= 1


def at_barrier(barrier, q, n):
    time.sleep(0.003 * n)
    q.put(("before", n))
    barrier.wait()
    q.put(("after", n))


def write_lines(lock, n):
    for i in range(3):
        with lock:
            print(f"process {n} line {i}")


def start_and_join(processes):
    for p in processes:
        p.start()
    for p in processes:
        p.join()


if __name__ == "__main__":
    e = mp.Event()
    timed = mp.Process(target=wait_with_timeout, args=(e, 0.01))
    timed.start()
    timed.join()
    ps = [mp.Process(target=wait_for_event, args=(e, n)) for n in ("a", "b")]
    for p in ps:
        p.start()
    print("set?", e.is_set())
    e.set()
    for p in ps:
        p.join()

    cond, done = mp.Condition(), mp.Value("i", 0)
    start_and_join([mp.Process(target=stage_2, args=(cond, done, i)) for i in range(2)] +
                   [mp.Process(target=stage_1, args=(cond, done))])

    sem, running, peak = mp.Semaphore(2), mp.Value("i", 0), mp.Value("i", 0)
    start_and_join([mp.Process(target=limited, args=(sem, running, peak)) for _ in range(5)])
    print("peak", peak.value, "running", running.value)

    q, barrier = mp.Queue(), mp.Barrier(3)
    start_and_join([mp.Process(target=at_barrier, args=(barrier, q, n)) for n in range(3)])
    events = [q.get() for _ in range(6)]
    print("barrier kept:", {what for what, _ in events[:3]} == {"before"})

    lock = mp.Lock()
    start_and_join([mp.Process(target=write_lines, args=(lock, n)) for n in range(2)])
    print(lock.acquire(timeout=1), lock.acquire(block=False))
    lock.release()
    try:
        lock.release()
    except ValueError as error:
        print("ValueError:", error)
    r = mp.RLock()
    print(r.acquire(), r.acquire())
    r.release(), r.release()
    try:
        r.release()
    except AssertionError as error:
        print("AssertionError:", error)
    b = mp.BoundedSemaphore(1)
    try:
        b.release()
    except ValueError as error:
        print("ValueError:", error)
