"""The often asked question: how do I kill a thread? With a stop event, as the answer says."""
import threading
import time


class StoppableThread(threading.Thread):
    """Thread class with a stop() method. The thread itself has to check
    regularly for the stopped() condition."""

    def __init__(self, *args, **kwargs):
        super(StoppableThread, self).__init__(*args, **kwargs)
        self._stop_event = threading.Event()

    def stop(self):
        self._stop_event.set()

    def stopped(self):
        return self._stop_event.is_set()


class Poller(StoppableThread):
    def __init__(self, interval, callback):
        super().__init__(name="poller", daemon=True)
        self.interval = interval
        self.callback = callback
        self.polls = 0

    def run(self):
        while not self._stop_event.wait(self.interval):
            self.polls += 1
            self.callback(self.polls)
        print("poller stopped")


class ThreadWithReturnValue(threading.Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        threading.Thread.__init__(self, group, target, name, args, kwargs, daemon=daemon)
        self._return = None

    def run(self):
        if self._target is not None:
            self._return = self._target(*self._args, **self._kwargs)

    def join(self, *args):
        threading.Thread.join(self, *args)
        return self._return


class ThreadWithException(threading.Thread):
    exc = None

    def run(self):
        try:
            super().run()
        except BaseException as e:
            self.exc = e

    def join(self, timeout=None):
        super().join(timeout)
        if self.exc:
            raise self.exc


enough = threading.Event()


def on_poll(n):
    if n == 4:
        enough.set()


poller = Poller(0.01, on_poll)
poller.start()
enough.wait()
poller.stop()
poller.join()
print(poller.stopped(), poller.polls >= 4, str(poller).split(",")[0])

twrv = ThreadWithReturnValue(target=lambda a, b=2: a ** b, args=(7,), kwargs={"b": 3})
twrv.start()
print(twrv.join())

t = ThreadWithException(target=lambda: 1 / 0, name="divider")
t.start()
try:
    t.join()
except ZeroDivisionError as e:
    print("caught in main:", repr(e), t.name)
