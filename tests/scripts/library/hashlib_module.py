"""hashlib and hmac."""

import hashlib
import hmac

for name in sorted(hashlib.algorithms_guaranteed):
    for size in (0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 135, 136, 144, 168, 1000, 5000):
        h = hashlib.new(name, bytes(i * 7 % 256 for i in range(size)))
        print(name, size, h.digest_size, h.block_size, h.hexdigest(20) if "shake" in name else h.hexdigest())
h = hashlib.sha256()
h.update(b"hello ")
copy = h.copy()
h.update(bytearray(b"world"))
copy.update(memoryview(b"there"))
print(h.hexdigest(), copy.hexdigest(), h.digest() == h.digest(), h.name, hashlib.md5(b"a").digest(), hashlib.sha1("é".encode()).hexdigest(), hashlib.new("SHA256", b"x").hexdigest(), hashlib.sha256(b"a", usedforsecurity=False).name)
print(hashlib.blake2b(b"x", digest_size=20, key=b"key", salt=b"salt", person=b"person").hexdigest(), hashlib.blake2s(b"y", digest_size=5, key=b"k" * 32).hexdigest(), hashlib.blake2b(b"x" * 128).hexdigest(), hashlib.blake2b(b"x" * 129, fanout=2, depth=2, leaf_size=4096, node_offset=1, node_depth=1, inner_size=32, last_node=True).hexdigest())
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100).hex(), hashlib.pbkdf2_hmac("sha1", b"p" * 100, b"s", 3, 50).hex())
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.new(b"k" * 200, b"m", hashlib.md5).hexdigest(), hmac.digest(b"k", b"m", "sha512").hex(), hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"), hmac.new(b"k", digestmod="sha1").name)
for case in ("hashlib.md5('a')", "hashlib.new('foo')", "hashlib.md5().update('a')", "hashlib.md5().update(1)", "hashlib.blake2b(b'', digest_size=65)", "hashlib.shake_128(b'').hexdigest()", "hashlib.blake2b(key=b'x' * 65)", "hashlib.blake2b(salt=b'x' * 17)", "hashlib.pbkdf2_hmac('sha256', b'', b'', 0)", "hmac.new(b'k', b'm')", "hmac.new('k', b'm', 'md5')"):
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
