"""Download manager: segments of one file by several threads, retries on pretend failures, resume, checksum at the end."""
import hashlib
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

CONTENT = bytes((i * 7 + i // 13) % 256 for i in range(10_000))


class NetworkError(IOError):
    pass


class Server:
    def __init__(self, failures):
        self.failures, self.lock, self.requests = failures, threading.Lock(), 0

    def get_range(self, start, end):
        time.sleep(0.001)
        with self.lock:
            self.requests += 1
            if self.requests in self.failures:
                raise NetworkError(f"connection reset at request {self.requests}")
        return CONTENT[start:end]


class Download:
    def __init__(self, server, size, segments):
        self.server, self.buffer, self.retries = server, bytearray(size), 0
        step = -(-size // segments)
        self.segments = [(i, min(i + step, size)) for i in range(0, size, step)]
        self.done, self.lock = set(), threading.Lock()

    def fetch(self, segment, attempts=3):
        start, end = segment
        for attempt in range(attempts):
            try:
                data = self.server.get_range(start, end)
            except NetworkError:
                with self.lock:
                    self.retries += 1
                if attempt == attempts - 1:
                    raise
                time.sleep(0.0005 * 2 ** attempt)
            else:
                self.buffer[start:end] = data
                with self.lock:
                    self.done.add(segment)
                return len(data)

    def run(self, workers):
        errors = []
        with ThreadPoolExecutor(workers) as pool:
            futures = {pool.submit(self.fetch, s): s for s in self.segments if s not in self.done}
            for f in as_completed(futures):
                if f.exception():
                    errors.append((futures[f], str(f.exception()).split(" at ")[0]))
        return errors


d = Download(Server(failures={2, 5, 6}), len(CONTENT), 8)
print(d.segments[0], d.segments[-1], d.run(4), d.retries)
print(hashlib.sha1(d.buffer).hexdigest() == hashlib.sha1(CONTENT).hexdigest(), hashlib.sha1(CONTENT).hexdigest())
broken = Download(Server(failures=set(range(1, 4))), 100, 1)
print(broken.run(2), broken.done)
print(broken.run(2), broken.done, bytes(broken.buffer) == CONTENT[:100])
print(memoryview(d.buffer)[10:14].tolist(), d.buffer[:4].hex(" "), issubclass(NetworkError, OSError))
