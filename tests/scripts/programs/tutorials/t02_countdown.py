# Countdown with a class that can be terminated: Python Cookbook 12.1, three ways of stopping.
import time
from threading import Event, Thread


class CountdownTask:
    def __init__(self):
        self._running = True
        self.reached = None

    def terminate(self):
        self._running = False

    def run(self, n):
        while self._running and n > 0:
            n -= 1
            time.sleep(0.002)
        self.reached = n


c = CountdownTask()
t = Thread(target=c.run, args=(1000,))
t.start()
time.sleep(0.02)
print('alive' if t.is_alive() else 'finished')
c.terminate()  # Signal termination
t.join()  # Wait for actual termination
print(0 < c.reached < 1000, t.is_alive())


def countdown(n, started_evt):
    print('countdown starting')
    started_evt.set()
    while n > 0:
        print('T-minus', n)
        n -= 1
        time.sleep(0.005)


# Create the event object that will be used to signal startup
started_evt = Event()
print('Launching countdown')
t = Thread(target=countdown, args=(3, started_evt))
t.start()
# Wait for the thread to start
started_evt.wait()
t.join()
print('countdown is over')


class PeriodicTimer:
    def __init__(self, interval):
        from threading import Condition
        self._interval = interval
        self._flag = 0
        self._cv = Condition()

    def start(self, rounds):
        t = Thread(target=self.run, args=(rounds,))
        t.daemon = True
        t.start()

    def run(self, rounds):
        for _ in range(rounds):
            time.sleep(self._interval)
            with self._cv:
                self._flag ^= 1
                self._cv.notify_all()

    def wait_for_tick(self):
        with self._cv:
            last_flag = self._flag
            while last_flag == self._flag:
                self._cv.wait()


ptimer = PeriodicTimer(0.01)
ptimer.start(20)
ticks = []


def down(n):
    while n > 0:
        ptimer.wait_for_tick()
        ticks.append(('down', n))
        n -= 1


def up(last):
    n = 0
    while n < last:
        ptimer.wait_for_tick()
        ticks.append(('up', n))
        n += 1


ts = [Thread(target=down, args=(4,)), Thread(target=up, args=(3,))]
for t in ts:
    t.start()
for t in ts:
    t.join()
print([x for x in ticks if x[0] == 'down'], [x for x in ticks if x[0] == 'up'])
