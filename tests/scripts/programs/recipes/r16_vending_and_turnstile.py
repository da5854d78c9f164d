"""Two little simulations of a systems course: a turnstile that counts visitors and a vending machine with states."""
import random
import threading
import time


class Turnstile:
    def __init__(self, limit):
        self.inside = self.total = self.peak = 0
        self.cond = threading.Condition()
        self.limit = limit

    def enter(self):
        with self.cond:
            while self.inside == self.limit:
                self.cond.wait()
            self.inside += 1
            self.total += 1
            self.peak = max(self.peak, self.inside)

    def leave(self):
        with self.cond:
            self.inside -= 1
            self.cond.notify()


def visitor(gate, rng):
    gate.enter()
    time.sleep(rng.random() / 200)
    gate.leave()


class VendingMachine:
    PRICES = {"water": 100, "cola": 150, "tea": 80}

    def __init__(self):
        self.lock = threading.RLock()
        self.credit, self.cash, self.stock = 0, 0, dict.fromkeys(self.PRICES, 3)
        self.log = []

    def insert(self, *coins):
        with self.lock:
            for coin in coins:
                if coin not in (10, 20, 50, 100, 200):
                    raise ValueError(f"coin {coin} not accepted")
                self.credit += coin

    def buy(self, name):
        with self.lock:
            price = self.PRICES[name]
            if self.stock[name] == 0:
                raise LookupError(f"{name} is sold out")
            if self.credit < price:
                raise ValueError(f"{name} costs {price}, you have {self.credit}")
            self.credit -= price
            self.cash += price
            self.stock[name] -= 1
            return self.refund()

    def refund(self):
        with self.lock:
            change, self.credit = self.credit, 0
            coins = []
            for c in (200, 100, 50, 20, 10):
                n, change = divmod(change, c)
                coins += [c] * n
            return coins

    def customer(self, name, *coins):
        with self.lock:  # one customer at a time stands before it
            try:
                self.insert(*coins)
                self.log.append((name, self.buy(name)))
            except (ValueError, LookupError) as e:
                self.log.append((name, str(e), self.refund()))


rng = random.Random(4)
gate = Turnstile(3)
people = [threading.Thread(target=visitor, args=(gate, rng)) for _ in range(15)]
for p in people:
    p.start()
for p in people:
    p.join()
print(gate.total, gate.inside, gate.peak <= 3)

vm = VendingMachine()
orders = [("water", 200), ("cola", 100, 50), ("tea", 20, 20, 20), ("water", 100), ("water", 100), ("water", 100), ("tea", 5)]
ts = [threading.Thread(target=vm.customer, args=o) for o in orders]
for t in ts:
    t.start()
    t.join()
for row in vm.log:
    print(*row)
print(vm.cash, vm.stock, vm.credit)
