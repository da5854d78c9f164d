"""Five philosophers who never starve: a try-lock on the second fork, as the well known recipe does."""
# sorted
import random
import threading
import time


class Philosopher(threading.Thread):
    running = True

    def __init__(self, index, name, fork_left, fork_right, meals):
        threading.Thread.__init__(self, name=name)
        self.index = index
        self.fork_left = fork_left
        self.fork_right = fork_right
        self.meals = meals
        self.eaten = 0
        self.swaps = 0

    def run(self):
        while self.running and self.eaten < self.meals:
            # Philosopher is thinking (but really is sleeping).
            time.sleep(random.uniform(0.001, 0.004))
            self.dine()
        print(f"{self.name} is full after {self.eaten} meals.")

    def dine(self):
        fork1, fork2 = self.fork_left, self.fork_right
        while self.running:
            fork1.acquire(True)
            locked = fork2.acquire(False)
            if locked:
                break
            fork1.release()
            self.swaps += 1
            fork1, fork2 = fork2, fork1
        else:
            return
        self.dining()
        fork2.release()
        fork1.release()

    def dining(self):
        time.sleep(random.uniform(0.001, 0.003))
        self.eaten += 1


def dining_philosophers():
    forks = [threading.Lock() for n in range(5)]
    names = ('Aristotle', 'Kant', 'Buddha', 'Marx', 'Russel')
    philosophers = [Philosopher(i, names[i], forks[i % 5], forks[(i + 1) % 5], meals=4) for i in range(5)]
    random.seed(507129)
    Philosopher.running = True
    for p in philosophers:
        p.start()
    for p in philosophers:
        p.join(timeout=5)
    Philosopher.running = False
    print("Now we're finishing.", sum(p.eaten for p in philosophers), any(f.locked() for f in forks))


dining_philosophers()
