"""Bytes as letters."""

__all__ = ['b64encode', 'b64decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode',
           'urlsafe_b64decode', 'b32encode', 'b32decode', 'b16encode', 'b16decode', 'encodebytes', 'decodebytes']

_B64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _bytes(s):
    return s.encode('ascii') if isinstance(s, str) else bytes(s)


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    s = bytes(s)
    alphabet = _B64 if altchars is None else _B64[:62] + bytes(altchars)
    out = bytearray()
    for i in range(0, len(s), 3):
        block = s[i:i + 3]
        n = int.from_bytes(block + bytes(3 - len(block)), 'big')
        quad = bytes([alphabet[n >> 18], alphabet[n >> 12 & 63], alphabet[n >> 6 & 63], alphabet[n & 63]])
        out += quad[:len(block) + 1] + b'=' * (3 - len(block))
    return bytes(out)


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    alphabet = _B64 if altchars is None else _B64[:62] + _bytes(altchars)
    values = {c: i for i, c in enumerate(alphabet)}
    bits = count = digits = 0
    out = bytearray()
    import binascii
    for c in s:
        if c == 61:
            break
        if c not in values:
            if validate:
                raise binascii.Error('Only base64 data is allowed')
            continue
        bits = bits << 6 | values[c]
        digits += 1
        count += 6
        if count >= 8:
            count -= 8
            out.append(bits >> count & 255)
    if digits % 4 == 1:
        raise binascii.Error("Invalid base64-encoded string: number of data characters "
                             f"({digits}) cannot be 1 more than a multiple of 4")
    if digits % 4 and s.count(b'=') < 4 - digits % 4:
        raise binascii.Error('Incorrect padding')
    return bytes(out)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def b32encode(s):
    s = bytes(s)
    out = bytearray()
    for i in range(0, len(s), 5):
        block = s[i:i + 5]
        n = int.from_bytes(block + bytes(5 - len(block)), 'big')
        digits = bytes(_B32[n >> shift & 31] for shift in range(35, -1, -5))
        keep = (len(block) * 8 + 4) // 5
        out += digits[:keep] + b'=' * (8 - keep)
    return bytes(out)


def b32decode(s, casefold=False):
    s = _bytes(s)
    s = (s.upper() if casefold else s).rstrip(b'=')
    n = 0
    for c in s:
        n = n << 5 | _B32.index(c)
    size = len(s) * 5 // 8
    return (n >> len(s) * 5 - size * 8).to_bytes(size, 'big')


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    s = _bytes(s)
    return bytes.fromhex((s.upper() if casefold else s).decode())


def encodebytes(s):
    return b''.join(b64encode(s[i:i + 57]) + b'\n' for i in range(0, len(s), 57))


decodebytes = b64decode
