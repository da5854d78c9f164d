"""Checks pretend web sites for their status: sequential, threads, pool, asyncio; a table at the end."""
import asyncio
import concurrent.futures
import threading
import time
from collections import namedtuple
from http import HTTPStatus

Site = namedtuple("Site", "url status delay", defaults=[200, 0.004])
SITES = [
    Site("https://python.test"),
    Site("https://slow.test", delay=0.02),
    Site("https://gone.test", 410),
    Site("https://broken.test", 503, 0.001),
    Site("https://nowhere.test", None),
    Site("https://moved.test", 301),
]


class DNSError(OSError):
    pass


def check(site):
    time.sleep(site.delay)
    if site.status is None:
        raise DNSError(-2, "Name or service not known")
    return site.url, HTTPStatus(site.status)


def describe(site, outcome):
    if isinstance(outcome, Exception):
        return f"{site.url:<24} DOWN  {outcome.strerror}"
    _, status = outcome
    mark = "ok" if status < 300 else "->" if status < 400 else "!!"
    return f"{site.url:<24} {mark}    {status.value} {status.phrase}"


def safely(site):
    try:
        return check(site)
    except DNSError as e:
        return e


def sequential():
    return [safely(s) for s in SITES]


def threaded():
    results = [None] * len(SITES)

    def one(i):
        results[i] = safely(SITES[i])

    ts = [threading.Thread(target=one, args=(i,)) for i in range(len(SITES))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return results


def pooled():
    with concurrent.futures.ThreadPoolExecutor(max_workers=3) as ex:
        return list(ex.map(safely, SITES))


async def check_async(site):
    await asyncio.sleep(site.delay)
    if site.status is None:
        raise DNSError(-2, "Name or service not known")
    return site.url, HTTPStatus(site.status)


async def concurrently():
    return await asyncio.gather(*map(check_async, SITES), return_exceptions=True)


reports = {}
for way in (sequential, threaded, pooled, lambda: asyncio.run(concurrently())):
    name = "asyncio" if way.__name__ == "<lambda>" else way.__name__
    begin = time.perf_counter()
    reports[name] = [describe(s, o) for s, o in zip(SITES, way())], time.perf_counter() - begin
for line in reports["sequential"][0]:
    print(line)
for name, (lines, seconds) in reports.items():
    print(f"{name:>10}: same report {lines == reports['sequential'][0]}, took {seconds > 0.02}")
up = [s for s in SITES if s.status and s.status < 400]
print(f"{len(up)}/{len(SITES)} up = {len(up) / len(SITES):.1%}", Site._field_defaults, HTTPStatus.NOT_FOUND.phrase)
