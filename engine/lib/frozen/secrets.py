"""Random values from the run's seed."""

import os

__all__ = ['choice', 'randbelow', 'randbits', 'token_bytes', 'token_hex', 'token_urlsafe', 'compare_digest']

DEFAULT_ENTROPY = 32


def randbits(k):
    return int.from_bytes(os.urandom((k + 7) // 8), 'little') & (1 << k) - 1


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    k = exclusive_upper_bound.bit_length()
    while (r := randbits(k)) >= exclusive_upper_bound:
        pass
    return r


def choice(sequence):
    return sequence[randbelow(len(sequence))]


def token_bytes(nbytes=None):
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    from base64 import urlsafe_b64encode
    return urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')


def compare_digest(a, b):
    return a == b
