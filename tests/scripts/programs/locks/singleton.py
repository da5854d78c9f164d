"""Thread-safe singletons in four ways, and a lazy property that computes once."""
import functools
import threading
import time


class SingletonMeta(type):
    _instances = {}
    _lock: threading.Lock = threading.Lock()

    def __call__(cls, *args, **kwargs):
        with cls._lock:
            if cls not in cls._instances:
                instance = super().__call__(*args, **kwargs)
                cls._instances[cls] = instance
        return cls._instances[cls]


class Config(metaclass=SingletonMeta):
    def __init__(self, value: str) -> None:
        time.sleep(0.005)
        self.value = value


class ByNew:
    _instance = None
    _lock = threading.Lock()
    created = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                # 双重检查锁定
                if not cls._instance:
                    time.sleep(0.005)
                    cls._instance = super().__new__(cls)
                    ByNew.created += 1
        return cls._instance


def singleton(cls):
    instances = {}
    lock = threading.Lock()

    @functools.wraps(cls, updated=())
    def get(*args, **kwargs):
        with lock:
            if cls not in instances:
                instances[cls] = cls(*args, **kwargs)
        return instances[cls]

    return get


@singleton
class Logger:
    "Collects lines."

    def __init__(self):
        self.lines = []


class LazyProperty:
    def __init__(self, function):
        self.function = function
        self.lock = threading.RLock()

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        with self.lock:
            if self.name not in instance.__dict__:
                instance.__dict__[self.name] = self.function(instance)
        return instance.__dict__[self.name]


class Report:
    computed = 0

    @LazyProperty
    def total(self):
        Report.computed += 1
        time.sleep(0.005)
        return sum(range(1000))


seen = []
report = Report()


def worker(n):
    seen.append((Config(f"from {n}"), ByNew(), Logger(), report.total))
    Logger().lines.append(n)


threads = [threading.Thread(target=worker, args=(n,)) for n in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for column in zip(*seen):
    print(len(column), len({id(x) for x in column}), type(column[0]).__name__)
print(ByNew.created, Report.computed, sorted(Logger().lines), Logger.__name__, Logger.__doc__)
print(Config("late").value.startswith("from"), type(Config).__name__)
