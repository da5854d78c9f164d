"""Manager: dict, list, Namespace, Lock, Queue, Value shared between processes; nested proxies; a custom manager."""
from multiprocessing import Manager, Process
from multiprocessing.managers import BaseManager
import operator


def add_entries(d, names, n):
    d[n] = n * n
    d[str(n)] = "v" * n
    names.append(f"worker{n}")


def locked_increment(ns, lock, times):
    for _ in range(times):
        with lock:
            ns.counter += 1


def produce(q, n):
    for i in range(3):
        q.put((n, i))


class MathsClass:
    def __init__(self, base=0):
        self.base = base
        self.calls = 0

    def add(self, x, y):
        self.calls += 1
        return self.base + x + y

    def mul(self, x, y):
        self.calls += 1
        return x * y

    def history(self):
        return self.calls

    def fail(self):
        raise ArithmeticError("inside the manager")


class MyManager(BaseManager):
    pass


MyManager.register('Maths', MathsClass)


def use_remote(maths, n):
    maths.add(n, n)


def join(*processes):
    for p in processes:
        p.start()
    for p in processes:
        p.join()


if __name__ == "__main__":
    with Manager() as manager:
        d, names = manager.dict(), manager.list(["main"])
        join(*(Process(target=add_entries, args=(d, names, n)) for n in range(1, 4)))
        print(sorted(d.items(), key=str), sorted(names), len(d), 2 in d, d.get("9", "no"))
        d.update(x=1)
        print(d.pop("x"), sorted(map(str, d.keys())), d.copy() == dict(d))
        names.extend(["z", "a"])
        names.sort()
        names.reverse()
        print(names[:2], names.count("a"), names.index("z"), str(names) == str(list(names)))

        ns = manager.Namespace(counter=0, name="ns")
        lock = manager.Lock()
        join(*(Process(target=locked_increment, args=(ns, lock, 5)) for _ in range(3)))
        print(ns.counter, ns.name, ns)
        q = manager.Queue()
        join(*(Process(target=produce, args=(q, n)) for n in range(2)))
        print(sorted(q.get() for _ in range(q.qsize())), q.empty())
        v = manager.Value("i", 3)
        v.value += 4
        a = manager.Array("i", [1, 2, 3])
        a[1] = 20
        print(v.value, a[0], a[1], v)

        nested = manager.dict(inner=manager.list([1]))
        nested["inner"].append(2)
        nested["plain"] = [1]
        nested["plain"].append("lost")
        print(list(nested["inner"]), nested["plain"])
        try:
            d["nothing"]
        except KeyError as e:
            print("KeyError", e)
        e = manager.Event()
        print(e.is_set(), e.set(), e.is_set(), repr(d).startswith("<DictProxy object"), type(d).__name__)

    with MyManager() as manager:
        maths = manager.Maths(100)
        print(maths.add(4, 3), maths.mul(7, 8))
        join(*(Process(target=use_remote, args=(maths, n)) for n in range(3)))
        print("calls", maths.history())
        try:
            maths.fail()
        except ArithmeticError as e:
            print("ArithmeticError:", e)
        try:
            maths.calls
        except AttributeError as e:
            print("AttributeError:", e)
    print(operator.itemgetter(1)([1, 2]))
