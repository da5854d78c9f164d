"""An elevator as a state machine in one thread, passengers in others, calls in a condition-guarded list."""
import enum
import threading
import time


class Direction(enum.Enum):
    UP = 1
    DOWN = -1
    IDLE = 0


class Elevator(threading.Thread):
    def __init__(self, floors, capacity):
        super().__init__(name="elevator", daemon=True)
        self.floors, self.capacity = floors, capacity
        self.floor, self.direction = 0, Direction.IDLE
        self.cond = threading.Condition()
        self.waiting, self.riding = [], []
        self.visited, self.max_load = [0], 0
        self.open_for_business = True

    def call(self, passenger):
        with self.cond:
            self.waiting.append(passenger)
            self.cond.notify_all()

    def targets(self):
        return {p.source for p in self.waiting} | {p.target for p in self.riding}

    def choose(self):
        targets = self.targets()
        above = [f for f in targets if f > self.floor]
        below = [f for f in targets if f < self.floor]
        if self.direction is Direction.UP and above or (above and not below):
            return Direction.UP
        if below:
            return Direction.DOWN
        return Direction.IDLE

    def run(self):
        while True:
            with self.cond:
                self.cond.wait_for(lambda: self.targets() or not self.open_for_business)
                if not self.targets():
                    return
                self.exchange()
                self.direction = self.choose()
                self.floor += self.direction.value
            if self.direction is not Direction.IDLE:
                time.sleep(0.0005)
                self.visited.append(self.floor)

    def exchange(self):
        for p in [p for p in self.riding if p.target == self.floor]:
            self.riding.remove(p)
            p.arrived.set()
        for p in [p for p in self.waiting if p.source == self.floor]:
            if len(self.riding) < self.capacity:
                self.waiting.remove(p)
                self.riding.append(p)
        self.max_load = max(self.max_load, len(self.riding))

    def close(self):
        with self.cond:
            self.open_for_business = False
            self.cond.notify_all()


class Passenger(threading.Thread):
    def __init__(self, name, source, target, elevator):
        super().__init__(name=name)
        self.source, self.target, self.elevator = source, target, elevator
        self.arrived = threading.Event()

    def run(self):
        self.elevator.call(self)
        self.arrived.wait()


lift = Elevator(floors=10, capacity=3)
people = [Passenger(f"P{i}", i * 3 % 10, (i * 7 + 1) % 10, lift) for i in range(8)]
people = [p for p in people if p.source != p.target]
lift.start()
for p in people:
    p.start()
for p in people:
    p.join()
lift.close()
lift.join()
print("everybody arrived:", all(p.arrived.is_set() for p in people), len(people))
print("load", 1 <= lift.max_load <= 3, "floors", min(lift.visited) >= 0, max(lift.visited) <= 9)
print("one floor at a time:", all(abs(a - b) == 1 for a, b in zip(lift.visited, lift.visited[1:])))
print(lift.riding, lift.waiting, list(Direction), Direction(-1).name, Direction["UP"].value)
