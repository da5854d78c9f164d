"""Unique identifiers from many threads: a Snowflake-like generator, uuid4, secrets, itertools.count."""
import itertools
import secrets
import string
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor


class Snowflake:
    EPOCH = 1288834974657

    def __init__(self, worker):
        self.worker, self.sequence, self.last = worker, 0, -1
        self.lock = threading.Lock()

    def next_id(self):
        with self.lock:
            now = int(time.time() * 1000)
            if now == self.last:
                self.sequence = (self.sequence + 1) & 0xFFF
                if not self.sequence:
                    while now <= self.last:
                        time.sleep(0.0001)
                        now = int(time.time() * 1000)
            else:
                self.sequence = 0
            self.last = now
            return (now - self.EPOCH) << 22 | self.worker << 12 | self.sequence

    @staticmethod
    def parts(id_):
        return id_ >> 22, id_ >> 12 & 0x3FF, id_ & 0xFFF


flake = Snowflake(7)
with ThreadPoolExecutor(8) as pool:
    ids = list(pool.map(lambda _: flake.next_id(), range(200)))
print(len(set(ids)), {Snowflake.parts(i)[1] for i in ids}, all(i > 0 for i in ids))
with ThreadPoolExecutor(4) as pool:
    uuids = list(pool.map(lambda _: uuid.uuid4(), range(50)))
print(len(set(uuids)), {u.version for u in uuids}, len(uuids[0].hex), str(uuids[0]).count("-"))
alphabet = string.ascii_letters + string.digits
tokens = {"".join(secrets.choice(alphabet) for _ in range(12)) for _ in range(20)}
print(len(tokens), all(t.isalnum() for t in tokens), len(secrets.token_hex(8)), secrets.randbelow(1), len(secrets.token_urlsafe(16)) > 16)
print(uuid.UUID("12345678123456781234567812345678"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x.test"))


def base62(n):
    digits = string.digits + string.ascii_lowercase + string.ascii_uppercase
    out = ""
    while True:
        n, r = divmod(n, 62)
        out = digits[r] + out
        if not n:
            return out


numbers = itertools.count(10 ** 9, 7)
print([base62(next(numbers)) for _ in range(3)], base62(0), base62(61), base62(2 ** 64))
print(secrets.compare_digest("a", "a"), f"{2 ** 40:,}", f"{255:#x} {255:08b} {3.14159:.2f}")
