"""Deposits and withdrawals from many threads; the balance must come out right with a lock."""
import threading
import time
import random


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self._lock = threading.RLock()
        self.history = []

    @property
    def balance(self):
        with self._lock:
            return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        with self._lock:
            new = self._balance + amount
            time.sleep(0.0001)
            self._balance = new
            self.history.append(("deposit", amount))

    def withdraw(self, amount):
        with self._lock:
            if amount > self._balance:
                raise InsufficientFunds(f"{self.owner} has {self._balance}, needs {amount}")
            new = self._balance - amount
            time.sleep(0.0001)
            self._balance = new
            self.history.append(("withdraw", amount))

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"


class Bank:
    def __init__(self):
        self.accounts = {}
        self.failed = 0
        self.failed_lock = threading.Lock()

    def open(self, owner, balance):
        self.accounts[owner] = Account(owner, balance)

    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        # always lock in the same order, or two transfers can block each other for ever
        first, second = sorted((a, b), key=lambda acc: acc.owner)
        with first._lock, second._lock:
            a.withdraw(amount)
            b.deposit(amount)

    def total(self):
        return sum(acc.balance for acc in self.accounts.values())


def clerk(bank, seed):
    rng = random.Random(seed)
    for _ in range(20):
        source, target = rng.sample(sorted(bank.accounts), 2)
        try:
            bank.transfer(source, target, rng.randrange(1, 60))
        except InsufficientFunds:
            with bank.failed_lock:
                bank.failed += 1


bank = Bank()
for owner, money in [("alice", 100), ("bob", 50), ("carol", 0), ("dave", 300)]:
    bank.open(owner, money)
before = bank.total()
threads = [threading.Thread(target=clerk, args=(bank, seed)) for seed in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
moves = sum(len(acc.history) for acc in bank.accounts.values())
print("total before", before, "after", bank.total())
print("transfers + failures =", moves // 2 + bank.failed)
print("nobody below zero:", all(acc.balance >= 0 for acc in bank.accounts.values()))
try:
    bank.accounts["carol"].withdraw(10 ** 6)
except InsufficientFunds as e:
    print(type(e).__name__, "needs 1000000" in str(e))
try:
    bank.accounts["bob"].deposit(-5)
except ValueError as e:
    print(e)
