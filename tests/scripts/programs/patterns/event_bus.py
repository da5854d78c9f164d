"""An event bus with sync and async handlers, decorators, priorities, once-handlers and weak references."""
import asyncio
import inspect
import weakref
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Awaitable, Callable, DefaultDict, List, Union

Handler = Callable[[Any], Union[None, Awaitable[None]]]


@dataclass(frozen=True)
class Event:
    name: str


@dataclass(frozen=True)
class UserCreated(Event):
    user_id: int
    email: str = "nobody@example.test"


@dataclass(frozen=True)
class OrderPlaced(Event):
    total: float
    items: tuple = field(default_factory=tuple)


@dataclass(order=True)
class Subscription:
    priority: int
    handler: Handler = field(compare=False)
    once: bool = field(default=False, compare=False)


class EventBus:
    def __init__(self) -> None:
        self._subs: DefaultDict[type, List[Subscription]] = defaultdict(list)
        self.errors: List[str] = []

    def on(self, event_type: type, *, priority: int = 10, once: bool = False):
        def decorator(handler: Handler) -> Handler:
            self._subs[event_type].append(Subscription(priority, handler, once))
            self._subs[event_type].sort()
            return handler
        return decorator

    def handlers(self, event: Event):
        for cls in type(event).__mro__:
            yield from ((cls, s) for s in list(self._subs.get(cls, ())))

    async def emit(self, event: Event) -> int:
        handled = 0
        for cls, sub in self.handlers(event):
            if sub.once:
                self._subs[cls].remove(sub)
            try:
                result = sub.handler(event)
                if inspect.isawaitable(result):
                    await result
                handled += 1
            except Exception as e:
                self.errors.append(f"{sub.handler.__name__}: {e!r}")
        return handled


bus = EventBus()
log = []


@bus.on(UserCreated, priority=5)
async def send_mail(event):
    await asyncio.sleep(0.001)
    log.append(f"mail to {event.email}")


@bus.on(UserCreated, priority=1, once=True)
def first_user_party(event):
    log.append(f"party for {event.user_id}")


@bus.on(OrderPlaced)
def broken(event):
    raise ValueError(event.total)


@bus.on(Event, priority=99)
def audit(event):
    log.append(f"audit {event}")


async def main():
    print(await bus.emit(UserCreated("created", 1)), await bus.emit(UserCreated("created", 2, email="b@x.test")))
    print(await bus.emit(OrderPlaced("order", 9.99, ("book", "pen"))), bus.errors)
    counts = await asyncio.gather(*(bus.emit(UserCreated("bulk", n)) for n in range(3)))
    print(counts, len(log))


asyncio.run(main())
print(*log[:6], sep="\n")
try:
    UserCreated("x", 1).user_id = 5
except AttributeError as e:
    print(type(e).__name__, e)
print(len({UserCreated("x", 1), UserCreated("x", 1), UserCreated("x", 2)}))


class Listener:
    def __call__(self, *args):
        return "called"


listener = Listener()
ref = weakref.ref(listener)
print(ref() is listener, ref()(1))
