"""ThreadPoolExecutor in the ways people use it: map, submit, as_completed with a dict, wait, callbacks, exceptions."""
import concurrent.futures
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, ALL_COMPLETED

URLS = {
    'http://www.foxnews.test/': 0.02,
    'http://www.cnn.test/': 0.01,
    'http://europe.wsj.test/': 0.03,
    'http://some-made-up-domain.test/': None,
}


# Retrieve a single page and report the URL and contents
def load_url(url, timeout):
    delay = URLS[url]
    if delay is None:
        raise ConnectionError("Name or service not known")
    time.sleep(delay)
    return b"x" * int(delay * 1000)


def example_from_the_documentation():
    lines = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=5) as executor:
        future_to_url = {executor.submit(load_url, url, 60): url for url in URLS}
        for future in concurrent.futures.as_completed(future_to_url):
            url = future_to_url[future]
            try:
                data = future.result()
            except Exception as exc:
                lines.append('%r generated an exception: %s' % (url, exc))
            else:
                lines.append('%r page is %d bytes' % (url, len(data)))
    print(*sorted(lines), sep="\n")


def callbacks():
    seen = []
    with ThreadPoolExecutor(2, thread_name_prefix="cb") as pool:
        f = pool.submit(pow, 2, 8)
        f.add_done_callback(lambda fut: seen.append(fut.result()))
        g = pool.submit(int, "x")
        g.add_done_callback(lambda fut: seen.append(type(fut.exception()).__name__))
    f.add_done_callback(lambda fut: seen.append("already done"))
    print(sorted(map(str, seen)), f.done(), g.exception())


def cancelling():
    gate = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(gate.wait)
        second, third = pool.submit(print, "never"), pool.submit(lambda: "third")
        while not first.running():
            time.sleep(0.001)
        print("cancel:", first.cancel(), second.cancel(), second.cancelled(), third.done())
        gate.set()
        print(first.result(), third.result())
        try:
            second.result()
        except concurrent.futures.CancelledError as e:
            print("CancelledError", repr(e))


def waiting():
    with ThreadPoolExecutor() as pool:
        fs = [pool.submit(time.sleep, d) for d in (0.005, 0.1)]
        result = wait(fs, return_when=FIRST_COMPLETED)
        print(len(result.done), len(result.not_done))
        result = wait(fs, timeout=0.001)
        print(len(result.not_done) >= 1)
        done, not_done = wait(fs, return_when=ALL_COMPLETED)
        print(len(done), not_done)
        try:
            for _ in as_completed([pool.submit(time.sleep, 0.05)], timeout=0.005):
                pass
        except concurrent.futures.TimeoutError as e:
            print("TimeoutError:", e)


def mapping():
    with ThreadPoolExecutor(max_workers=3) as pool:
        print(list(pool.map(lambda a, b: a * b, range(5), range(10, 15))))
        it = pool.map(lambda n: 10 // n, [5, 0, 1])
        try:
            print(next(it), next(it))
        except ZeroDivisionError as e:
            print("map:", e)
        with ThreadPoolExecutor(1) as inner:
            print(pool.submit(inner.submit(sum, [1, 2]).result).result())
    try:
        pool.submit(print)
    except RuntimeError as e:
        print("RuntimeError:", e)


def shutting_down():
    pool = ThreadPoolExecutor(1)
    fs = [pool.submit(time.sleep, 0.01) for _ in range(4)]
    pool.shutdown(wait=True, cancel_futures=True)
    print(sum(f.cancelled() for f in fs) >= 2, fs[0].done())


for f in (example_from_the_documentation, callbacks, cancelling, waiting, mapping, shutting_down):
    print("--", f.__name__)
    f()
