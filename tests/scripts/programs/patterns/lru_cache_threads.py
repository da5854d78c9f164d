"""An LRU cache with expiry of one's own, functools.lru_cache, cached_property, and single flight for threads."""
import functools
import threading
import time
from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity, ttl=None, clock=time.monotonic):
        self.capacity, self.ttl, self.clock = capacity, ttl, clock
        self.data, self.lock = OrderedDict(), threading.RLock()
        self.hits = self.misses = 0

    def get(self, key, default=None):
        with self.lock:
            if key in self.data:
                value, born = self.data[key]
                if self.ttl is None or self.clock() - born < self.ttl:
                    self.data.move_to_end(key)
                    self.hits += 1
                    return value
                del self.data[key]
            self.misses += 1
            return default

    def put(self, key, value):
        with self.lock:
            self.data[key] = value, self.clock()
            self.data.move_to_end(key)
            if len(self.data) > self.capacity:
                self.data.popitem(last=False)

    def __contains__(self, key):
        return key in self.data

    def __len__(self):
        return len(self.data)


class SingleFlight:
    """Only one thread computes a key; the others wait for its result."""

    def __init__(self, function):
        self.function, self.lock, self.flights = function, threading.Lock(), {}
        functools.update_wrapper(self, function)

    def __call__(self, key):
        with self.lock:
            leader = key not in self.flights
            if leader:
                self.flights[key] = threading.Event(), []
            done, result = self.flights[key]
        if leader:
            result.append(self.function(key))
            done.set()
        else:
            done.wait()
        return result[0]


calls = []


@SingleFlight
def expensive(key):
    """Takes long."""
    calls.append(key)
    time.sleep(0.01)
    return key.upper()


cache = LRUCache(2)
cache.put("a", 1)
cache.put("b", 2)
print(cache.get("a"), end=" ")
cache.put("c", 3)
print("b" in cache, list(cache.data), cache.get("b", "gone"), cache.hits, cache.misses)
now = [0.0]
timed = LRUCache(10, ttl=5, clock=lambda: now[0])
timed.put("x", 1)
now[0] = 4.9
print(timed.get("x"), end=" ")
now[0] = 5.1
print(timed.get("x"), len(timed))

results = []
threads = [threading.Thread(target=lambda k=k: results.append(expensive(k))) for k in "ab" * 4]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results), sorted(calls), expensive.__name__, expensive.__doc__)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.lru_cache(maxsize=2, typed=True)
def show(x):
    return repr(x)


print(fib(80), fib.cache_info())
show(1), show(1.0), show(1), show("z")
print(show.cache_info(), show.cache_parameters())
show.cache_clear()
print(show.cache_info().currsize)


class Circle:
    def __init__(self, r):
        self.r = r
        self.computed = 0

    @functools.cached_property
    def area(self):
        self.computed += 1
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area, c.computed, "area" in vars(c))
