"""Bytes as text, and check sums."""


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def hexlify(data, sep=None, bytes_per_sep=1):
    return bytes(data).hex().encode() if sep is None else bytes(data).hex(sep, bytes_per_sep).encode()


b2a_hex = hexlify


def unhexlify(hexstr):
    try:
        return bytes.fromhex(hexstr if isinstance(hexstr, str) else bytes(hexstr).decode('ascii'))
    except ValueError:
        raise Error('Non-hexadecimal digit found' if len(hexstr) % 2 == 0 else 'Odd-length string') from None


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    from base64 import b64encode
    return b64encode(data) + (b'\n' if newline else b'')


def a2b_base64(data, *, strict_mode=False):
    from base64 import b64decode
    return b64decode(data)


_table = None


def crc32(data, value=0):
    global _table
    if _table is None:
        _table = []
        for n in range(256):
            for _ in range(8):
                n = n >> 1 ^ 0xedb88320 if n & 1 else n >> 1
            _table.append(n)
    value ^= 0xffffffff
    for byte in bytes(data):
        value = _table[(value ^ byte) & 255] ^ value >> 8
    return value ^ 0xffffffff
