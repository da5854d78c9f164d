"""A coffee shop: customers queue, baristas work, a manager closes; statistics from virtual events."""
# mask: served in \d+ ms
import collections
import random
import threading
import time
from datetime import datetime, timedelta

MENU = {"espresso": 2, "latte": 4, "mocha": 5, "tea": 1}
Order = collections.namedtuple("Order", ["customer", "drink", "placed"])


class Shop:
    def __init__(self, baristas):
        self.orders = collections.deque()
        self.cv = threading.Condition()
        self.open = True
        self.done = []
        self.baristas = [threading.Thread(target=self.work, name=name) for name in baristas]

    def __enter__(self):
        for b in self.baristas:
            b.start()
        return self

    def __exit__(self, exc_type, exc, tb):
        with self.cv:
            self.open = False
            self.cv.notify_all()
        for b in self.baristas:
            b.join()

    def order(self, customer, drink):
        if drink not in MENU:
            raise KeyError(f"we do not sell {drink}")
        with self.cv:
            self.orders.append(Order(customer, drink, time.monotonic()))
            self.cv.notify()

    def work(self):
        me = threading.current_thread().name
        while True:
            with self.cv:
                while not self.orders:
                    if not self.open:
                        return
                    self.cv.wait()
                order = self.orders.popleft()
            time.sleep(MENU[order.drink] / 1000)
            waited = int((time.monotonic() - order.placed) * 1000)
            with self.cv:
                self.done.append((order, me, waited))


rng = random.Random(2024)
with Shop(["Ann", "Ben"]) as shop:
    for n in range(12):
        shop.order(f"customer{n:02}", rng.choice(list(MENU)))
    try:
        shop.order("tourist", "wine")
    except KeyError as e:
        print("refused:", e)

for order, who, waited in sorted(shop.done):
    print(f"{order.customer}: {order.drink:<8} served in {waited} ms")
print(collections.Counter(order.drink for order, _, _ in shop.done).most_common())
print("both worked:", {who for _, who, _ in shop.done} == {"Ann", "Ben"})
print(Order._fields, shop.done[0][0]._replace(placed=0)._asdict().keys())
opened = datetime(2024, 3, 9, 8, 30)
for hours in (0, 1.5, 9):
    print((opened + timedelta(hours=hours)).strftime("%a %d.%m.%Y %H:%M"), timedelta(hours=hours))
