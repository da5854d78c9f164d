"""Message digests. The algorithms are C++ (_hashes)."""

from _hashes import blake2 as _blake2, new as _new, pbkdf2_hmac as _pbkdf2_hmac

algorithms_guaranteed = {"blake2b", "blake2s", "md5", "sha1", "sha224", "sha256", "sha384",
                         "sha3_224", "sha3_256", "sha3_384", "sha3_512", "sha512", "shake_128",
                         "shake_256"}
algorithms_available = set(algorithms_guaranteed)

__all__ = (*sorted(algorithms_guaranteed), "new", "algorithms_guaranteed", "algorithms_available",
           "pbkdf2_hmac", "file_digest")


def new(name, data=b"", *, usedforsecurity=True, **kwargs):
    """A hash object of that name, fed with data."""
    if kwargs:
        return {"blake2b": blake2b, "blake2s": blake2s}[name](data, **kwargs)
    return _new(name, data)


def _constructor(name):
    def construct(string=b"", *, usedforsecurity=True):
        return _new(name, string)

    construct.__name__ = construct.__qualname__ = "openssl_" + name
    return construct


md5 = _constructor("md5")
sha1 = _constructor("sha1")
sha224 = _constructor("sha224")
sha256 = _constructor("sha256")
sha384 = _constructor("sha384")
sha512 = _constructor("sha512")
sha3_224 = _constructor("sha3_224")
sha3_256 = _constructor("sha3_256")
sha3_384 = _constructor("sha3_384")
sha3_512 = _constructor("sha3_512")
shake_128 = _constructor("shake_128")
shake_256 = _constructor("shake_256")
del _constructor


def blake2b(data=b"", /, *, digest_size=64, key=b"", salt=b"", person=b"", fanout=1, depth=1,
            leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False,
            usedforsecurity=True):
    return _blake2("blake2b", data, digest_size, key, salt, person, fanout, depth, leaf_size,
                   node_offset, node_depth, inner_size, last_node)


def blake2s(data=b"", /, *, digest_size=32, key=b"", salt=b"", person=b"", fanout=1, depth=1,
            leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False,
            usedforsecurity=True):
    return _blake2("blake2s", data, digest_size, key, salt, person, fanout, depth, leaf_size,
                   node_offset, node_depth, inner_size, last_node)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    return _pbkdf2_hmac(hash_name, password, salt, iterations, dklen)


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """The hash object of all that the file still holds."""
    digestobj = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        digestobj.update(fileobj.getbuffer())
        return digestobj
    while data := fileobj.read(_bufsize):
        digestobj.update(data)
    return digestobj
