"""Observer pattern with threads: a ticker publishes prices, observers compute averages and alarms, weak references let go."""
import gc
import random
import statistics
import threading
import weakref
from collections import deque


class Ticker:
    def __init__(self, seed):
        self.rng, self.prices = random.Random(seed), {"ACME": 100.0, "GLOB": 50.0}
        self.observers, self.lock = weakref.WeakSet(), threading.Lock()

    def subscribe(self, observer):
        with self.lock:
            self.observers.add(observer)
        return observer

    def tick(self):
        for symbol in self.prices:
            self.prices[symbol] = round(self.prices[symbol] * (1 + self.rng.uniform(-0.05, 0.05)), 2)
            with self.lock:
                observers = list(self.observers)
            for o in observers:
                o.update(symbol, self.prices[symbol])


class MovingAverage:
    def __init__(self, window):
        self.windows, self.size = {}, window

    def update(self, symbol, price):
        self.windows.setdefault(symbol, deque(maxlen=self.size)).append(price)

    def averages(self):
        return {s: round(statistics.mean(w), 3) for s, w in self.windows.items()}


class Alarm:
    def __init__(self, symbol, below):
        self.symbol, self.below, self.rang = symbol, below, threading.Event()

    def update(self, symbol, price):
        if symbol == self.symbol and price < self.below:
            self.rang.set()


ticker = Ticker(seed=3)
average, alarm = ticker.subscribe(MovingAverage(4)), ticker.subscribe(Alarm("ACME", 99))
temporary = ticker.subscribe(MovingAverage(2))
print(len(ticker.observers))
del temporary
gc.collect()
print(len(ticker.observers))
t = threading.Thread(target=lambda: [ticker.tick() for _ in range(20)])
t.start()
print("alarm:", alarm.rang.wait(2))
t.join()
print(average.averages(), ticker.prices)
data = list(average.windows["ACME"])
print(round(statistics.pstdev(data), 4), statistics.median(data), min(data) <= statistics.fmean(data) <= max(data))
