"""Overselling: a shop with optimistic versions and with pessimistic locks; retries on conflicts; 100 buyers."""
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


class Conflict(Exception):
    pass


class SoldOut(Exception):
    pass


@dataclass(frozen=True)
class Row:
    stock: int
    version: int = 0


class Table:
    def __init__(self, **rows):
        self.rows, self.lock = {k: Row(v) for k, v in rows.items()}, threading.Lock()
        self.conflicts = 0

    def read(self, key):
        return self.rows[key]

    def compare_and_set(self, key, old, stock):
        with self.lock:
            if self.rows[key].version != old.version:
                self.conflicts += 1
                raise Conflict(key)
            self.rows[key] = Row(stock, old.version + 1)


def buy_naive(table, key):
    row = table.read(key)
    if row.stock == 0:
        raise SoldOut(key)
    time.sleep(0.001)
    table.rows[key] = Row(row.stock - 1, row.version + 1)


def buy_optimistic(table, key, attempts=1000):
    for _ in range(attempts):
        row = table.read(key)
        if row.stock == 0:
            raise SoldOut(key)
        time.sleep(0.0001)
        try:
            return table.compare_and_set(key, row, row.stock - 1)
        except Conflict:
            continue
    raise TimeoutError(key)


row_locks = {"phone": threading.Lock()}


def buy_pessimistic(table, key):
    with row_locks[key]:
        buy_naive(table, key)


def sell(how, buyers, stock):
    table, outcomes = Table(phone=stock), []

    def one(_):
        try:
            how(table, "phone")
            return "sold"
        except SoldOut:
            return "sold out"

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(one, range(buyers)))
    return outcomes.count("sold"), table.read("phone"), table.conflicts


sold, row, _ = sell(buy_naive, 100, 10)
print("naive oversells:", sold > 10)
sold, row, conflicts = sell(buy_optimistic, 60, 10)
print("optimistic:", sold, row, "conflicts happened:", conflicts > 0)
sold, row, conflicts = sell(buy_pessimistic, 60, 10)
print("pessimistic:", sold, row, conflicts)
try:
    Row(1).stock = 5
except Exception as e:
    print(type(e).__name__, e)
print(Row(1) == Row(1, 0), hash(Row(1)) == hash(Row(1)), Row(stock=2, version=3))
