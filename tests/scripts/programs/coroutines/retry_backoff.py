"""Retry with exponential back-off and jitter, a circuit breaker, and a decorator for sync and async functions."""
import asyncio
import functools
import inspect
import random
import time
from enum import Enum, auto


class TransientError(Exception):
    ...


class PermanentError(Exception):
    ...


def retry(*exceptions, tries=4, delay=0.001, backoff=2, jitter=0.0, logger=print):
    exceptions = exceptions or (Exception,)

    def delays():
        d = delay
        for _ in range(tries - 1):
            yield d + random.uniform(0, jitter)
            d *= backoff

    def decorator(f):
        if inspect.iscoroutinefunction(f):
            @functools.wraps(f)
            async def wrapper(*args, **kwargs):
                for wait in delays():
                    try:
                        return await f(*args, **kwargs)
                    except exceptions as e:
                        logger(f"{f.__name__}: {type(e).__name__}({e}), retrying in {wait * 1000:.0f} ms")
                        await asyncio.sleep(wait)
                return await f(*args, **kwargs)
        else:
            @functools.wraps(f)
            def wrapper(*args, **kwargs):
                for wait in delays():
                    try:
                        return f(*args, **kwargs)
                    except exceptions as e:
                        logger(f"{f.__name__}: {type(e).__name__}({e}), retrying in {wait * 1000:.0f} ms")
                        time.sleep(wait)
                return f(*args, **kwargs)
        return wrapper
    return decorator


class State(Enum):
    CLOSED = auto()
    OPEN = auto()
    HALF_OPEN = auto()


class CircuitOpen(Exception):
    pass


class CircuitBreaker:
    def __init__(self, threshold, recovery):
        self.threshold, self.recovery = threshold, recovery
        self.failures, self.state, self.opened_at = 0, State.CLOSED, None
        self.history = [self.state]

    def set(self, state):
        self.state = state
        self.history.append(state)

    async def call(self, f, *args):
        if self.state is State.OPEN:
            if time.monotonic() - self.opened_at < self.recovery:
                raise CircuitOpen
            self.set(State.HALF_OPEN)
        try:
            result = await f(*args)
        except Exception:
            self.failures += 1
            if self.failures >= self.threshold or self.state is State.HALF_OPEN:
                self.opened_at = time.monotonic()
                self.set(State.OPEN)
            raise
        self.failures = 0
        if self.state is not State.CLOSED:
            self.set(State.CLOSED)
        return result


attempts = {"flaky": 0, "sync": 0}


@retry(TransientError, tries=5)
async def flaky(succeed_at):
    attempts["flaky"] += 1
    if attempts["flaky"] < succeed_at:
        raise TransientError(attempts["flaky"])
    return f"ok after {attempts['flaky']}"


@retry(ZeroDivisionError, tries=3, backoff=3)
def sync_division(x):
    attempts["sync"] += 1
    return x // (attempts["sync"] - 3)


@retry(TransientError)
async def permanent():
    raise PermanentError("no use")


async def main():
    print(await flaky(4))
    try:
        sync_division(1)
    except ZeroDivisionError as e:
        print("gave up:", e, attempts)
    try:
        await permanent()
    except PermanentError as e:
        print("not retried:", e)

    healthy = False

    async def service():
        if not healthy:
            raise TransientError("down")
        return "up"

    breaker = CircuitBreaker(threshold=3, recovery=0.01)
    outcomes = []
    for i in range(8):
        if i == 5:
            await asyncio.sleep(0.012)
        if i == 6:
            healthy = True
            await asyncio.sleep(0.012)
        try:
            outcomes.append(await breaker.call(service))
        except (TransientError, CircuitOpen) as e:
            outcomes.append(type(e).__name__)
    print(outcomes)
    print(" -> ".join(s.name for s in breaker.history), breaker.state, State.OPEN.value)
    print(flaky.__name__, flaky.__wrapped__.__name__, inspect.iscoroutinefunction(flaky), inspect.iscoroutinefunction(sync_division))


asyncio.run(main())
