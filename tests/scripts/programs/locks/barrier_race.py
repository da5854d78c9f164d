"""Runners meet at a barrier; also what a broken and an aborted barrier say."""
# sorted
from random import randrange
from threading import Barrier, BrokenBarrierError, Thread, current_thread
from time import ctime, sleep, time

num_runners = 3
finish_line = Barrier(num_runners)
runners = ['Huey', 'Dewey', 'Louie']


def runner():
    name = runners.pop()
    sleep(randrange(2, 5) / 200)
    assert len(ctime().split()) == 5
    print('%s reached the barrier' % name)
    index = finish_line.wait()
    if index == 0:
        print("one of them was released as number 0")


def phase_action():
    phases.append(len(phases))


phases = []
steps = []
barrier = Barrier(4, action=phase_action)


def phased(n):
    for step in range(3):
        sleep(0.001 * n)
        steps.append(step)
        barrier.wait()


def impatient():
    b = Barrier(2)
    try:
        b.wait(timeout=0.01)
    except BrokenBarrierError:
        print("nobody came:", b.broken, b.n_waiting, b.parties)
    b.reset()
    print("after reset:", b.broken)


def aborted():
    b = Barrier(3, timeout=5)
    result = []

    def wait():
        try:
            b.wait()
            result.append("through")
        except BrokenBarrierError:
            result.append("broken")

    ts = [Thread(target=wait) for _ in range(2)]
    for t in ts:
        t.start()
    while b.n_waiting < 2:
        sleep(0.001)
    b.abort()
    for t in ts:
        t.join()
    print("aborted:", result, b.broken)


print('START RACE!!!!')
threads = []
for i in range(num_runners):
    threads.append(Thread(target=runner))
    threads[-1].start()
for thread in threads:
    thread.join()
print('Race over!')
ts = [Thread(target=phased, args=(n,)) for n in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("phases", phases, "steps in order", steps == sorted(steps), len(steps))
impatient()
aborted()
