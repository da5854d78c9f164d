"""Every digest of hashlib is there."""


def requires_hashdigest(digestname, openssl=None, usedforsecurity=True):
    return lambda test: test
