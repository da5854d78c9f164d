"""A connection's life as a state machine with enums, a transition table and a lock; many threads drive many of them."""
import enum
import random
import threading
from collections import Counter


class State(enum.Enum):
    IDLE = "idle"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    FAILED = "failed"
    CLOSED = "closed"

    @property
    def final(self):
        return self is State.CLOSED


class Event(enum.IntEnum):
    CONNECT = 1
    SUCCESS = enum.auto()
    ERROR = enum.auto()
    RETRY = enum.auto()
    CLOSE = enum.auto()


class InvalidTransition(Exception):
    def __init__(self, state, event):
        super().__init__(f"{event.name} in {state.name}")


TRANSITIONS = {
    (State.IDLE, Event.CONNECT): State.CONNECTING,
    (State.CONNECTING, Event.SUCCESS): State.CONNECTED,
    (State.CONNECTING, Event.ERROR): State.FAILED,
    (State.CONNECTED, Event.ERROR): State.FAILED,
    (State.FAILED, Event.RETRY): State.CONNECTING,
    **{(s, Event.CLOSE): State.CLOSED for s in State if not s.final},
}


class Machine:
    def __init__(self, name):
        self.name, self.state = name, State.IDLE
        self.history, self.refused = [State.IDLE], 0
        self._lock = threading.Lock()
        self._hooks = {}

    def hook(self, state):
        def register(f):
            self._hooks.setdefault(state, []).append(f)
            return f
        return register

    def fire(self, event):
        with self._lock:
            try:
                self.state = TRANSITIONS[self.state, event]
            except KeyError:
                self.refused += 1
                raise InvalidTransition(self.state, event) from None
            self.history.append(self.state)
            for f in self._hooks.get(self.state, ()):
                f(self)


m = Machine("demo")
entered = Counter()


@m.hook(State.FAILED)
def on_failed(machine):
    entered[machine.name] += 1


for e in (Event.CONNECT, Event.ERROR, Event.RETRY, Event.SUCCESS, Event.ERROR, Event.CLOSE):
    m.fire(e)
print(" -> ".join(s.value for s in m.history), dict(entered))
for e in (Event.CONNECT, Event.CLOSE):
    try:
        m.fire(e)
    except InvalidTransition as error:
        print("InvalidTransition:", error)


def drive(machines, seed):
    rng = random.Random(seed)
    for _ in range(30):
        machine = rng.choice(machines)
        try:
            machine.fire(rng.choice([e for e in Event if e != Event.CLOSE]))
        except InvalidTransition:
            pass


machines = [Machine(f"m{i}") for i in range(4)]
threads = [threading.Thread(target=drive, args=(machines, s)) for s in range(5)]
[t.start() for t in threads]
[t.join() for t in threads]
print("every step was allowed:", all((a, b) in {(s, t) for (s, _), t in TRANSITIONS.items()}
                                     for machine in machines for a, b in zip(machine.history, machine.history[1:])))
print("moves + refusals =", sum(len(x.history) - 1 + x.refused for x in machines))
print(list(Event), Event(2), Event.RETRY > Event.ERROR, State("idle"), State.IDLE in State, len(State))
