"""A job queue with dataclasses, enums, type hints, retries, dependencies and a report; async workers."""
from __future__ import annotations

import asyncio
import itertools
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, auto
from typing import Awaitable, Callable, Optional


class Status(Enum):
    PENDING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    SKIPPED = auto()


_ids = itertools.count(1)


@dataclass
class Job:
    name: str
    action: Callable[[], Awaitable[object]] = field(repr=False)
    after: list[str] = field(default_factory=list)
    retries: int = 0
    id: int = field(default_factory=lambda: next(_ids))
    status: Status = Status.PENDING
    attempts: int = 0
    result: Optional[object] = None
    finished: asyncio.Event = field(default_factory=asyncio.Event, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.retries < 0:
            raise ValueError("retries must not be negative")

    @property
    def ok(self) -> bool:
        return self.status is Status.DONE


class Runner:
    def __init__(self, jobs: list[Job], workers: int = 2) -> None:
        self.jobs = {j.name: j for j in jobs}
        self.workers = workers
        self.order: list[str] = []

    async def run_one(self, job: Job, slots: asyncio.Semaphore) -> None:
        try:
            for name in job.after:
                await self.jobs[name].finished.wait()
                if not self.jobs[name].ok:
                    job.status = Status.SKIPPED
                    return
            async with slots:
                job.status = Status.RUNNING
                while True:
                    job.attempts += 1
                    try:
                        job.result = await job.action()
                        job.status = Status.DONE
                        return
                    except Exception as e:
                        if job.attempts > job.retries:
                            job.status, job.result = Status.FAILED, repr(e)
                            return
        finally:
            self.order.append(job.name)
            job.finished.set()

    async def run(self) -> dict[str, Status]:
        slots = asyncio.Semaphore(self.workers)
        async with asyncio.TaskGroup() as tg:
            for job in self.jobs.values():
                tg.create_task(self.run_one(job, slots), name=job.name)
        return {name: j.status for name, j in self.jobs.items()}


def step(value, delay=0.001, fail_times=0):
    left = fail_times

    async def action():
        nonlocal left
        await asyncio.sleep(delay)
        if left:
            left -= 1
            raise ConnectionError(f"{value} not yet")
        return value

    return action


async def main() -> None:
    jobs = [
        Job("deploy", step("deployed"), after=["build", "test"]),
        Job("build", step("built", 0.005), after=["checkout"]),
        Job("test", step("tested", fail_times=2), after=["checkout"], retries=2),
        Job("checkout", step("v1")),
        Job("docs", step("docs", fail_times=1), after=["checkout"]),
        Job("publish docs", step("published"), after=["docs", "deploy"]),
    ]
    runner = Runner(jobs)
    statuses = await runner.run()
    for name, status in statuses.items():
        j = runner.jobs[name]
        print(f"{j.id} {name:<13}{status.name:<8} attempts={j.attempts} result={j.result}")
    position = runner.order.index
    print("dependencies kept:", all(position(d) < position(j.name) for j in jobs for d in j.after))
    print(jobs[3])
    print(asdict(replace(jobs[3], finished=None, action=None))["status"])
    try:
        Job("bad", step(0), retries=-1)
    except ValueError as e:
        print(e)


asyncio.run(main())
