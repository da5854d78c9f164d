"""Compression as zlib's: the streams can be read by any zlib, but the compressed bytes are not always its own."""

import _deflate
import _machine
from _deflate import adler32, crc32

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_COMPLETE, _INCOMPLETE, _INVALID, _TOO_LONG = range(4)
# Seconds per byte on the machine that the costs were measured on, by level; CPython releases the GIL meanwhile.
_COMPRESS_COST = (1e-9, 8e-9, 10e-9, 13e-9, 17e-9, 25e-9, 35e-9, 45e-9, 60e-9, 70e-9)
_DECOMPRESS_COST = 3e-9


class error(Exception):
    __module__ = "zlib"


def _header(level):
    """The two bytes before a zlib stream: method and window, how hard the compressor tried."""
    grade = 0 if level in (0, 1) else 1 if 2 <= level <= 5 else 2 if level in (-1, 6) else 3
    value = 0x7800 | grade << 6
    return (value + 31 - value % 31).to_bytes(2, "big")


def _deflated(data, level):
    _machine.work(len(data) * _COMPRESS_COST[level if level >= 0 else 6], True, "zlib.compress")
    return _deflate.compress(data, level)


def _wrapped(data, level, wbits):
    body = _deflated(data, level)
    if wbits < 0:
        return body
    if wbits > 15:
        return _GZIP_HEADER + body + crc32(data).to_bytes(4, "little") + (len(data) & 0xffffffff).to_bytes(4, "little")
    return _header(level) + body + adler32(data).to_bytes(4, "big")


def _check_level(level):
    if not -1 <= level <= 9:
        raise error("Bad compression level")


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    _check_level(level)
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return _wrapped(bytes(data), level, wbits)


def _header_length(data, wbits):
    """How long the header of `data` is; None: more is needed. Raises error."""
    if wbits < 0:
        return 0, "raw"
    if wbits > 31 and data[:1] != b"\x1f":
        wbits = 15
    if wbits > 15:
        if len(data) < 10:
            return None, "gzip"
        if data[:3] != b"\x1f\x8b\x08":
            raise error("Error -3 while decompressing data: incorrect header check")
        flags, at = data[3], 10
        if flags & 4:
            if len(data) < at + 2:
                return None, "gzip"
            at += 2 + int.from_bytes(data[at:at + 2], "little")
        for bit in (8, 16):
            if flags & bit:
                end = data.find(b"\0", at)
                if end < 0:
                    return None, "gzip"
                at = end + 1
        return at + (2 if flags & 2 else 0), "gzip"
    if len(data) < 2:
        return None, "zlib"
    if data[0] & 15 != 8 or (data[0] << 8 | data[1]) % 31:
        raise error("Error -3 while decompressing data: incorrect header check")
    return 2, "zlib"


def _inflated(data, wbits, limit=0):
    """(plain data, bytes used or None when the stream goes on)"""
    start, kind = _header_length(data, wbits)
    if start is None or start > len(data):
        return b"", None
    plain, used, outcome = _deflate.decompress(data[start:], limit)
    _machine.work(len(plain) * _DECOMPRESS_COST, True, "zlib.decompress")
    if outcome == _INVALID:
        raise error("Error -3 while decompressing data: invalid block type" if not plain else
                    "Error -3 while decompressing data: invalid distance too far back")
    if outcome != _COMPLETE:
        return plain, None
    end = start + used
    if kind == "raw":
        return plain, end
    size = 8 if kind == "gzip" else 4
    trailer = data[end:end + size]
    if len(trailer) < size:
        return plain, None
    expected = crc32(plain).to_bytes(4, "little") if kind == "gzip" else adler32(plain).to_bytes(4, "big")
    if trailer[:4] != expected:
        raise error("Error -3 while decompressing data: incorrect data check")
    if kind == "gzip" and trailer[4:] != (len(plain) & 0xffffffff).to_bytes(4, "little"):
        raise error("Error -3 while decompressing data: incorrect length check")
    return plain, end + size


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    data = bytes(data)
    plain, end = _inflated(data, wbits)
    if end is None:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return plain


class _Compress:
    """Collects what it is given; flush() compresses it."""

    def __init__(self, level, wbits):
        self._level = level
        self._wbits = wbits
        self._data = bytearray()
        self._finished = False

    def compress(self, data, /):
        self._data += data
        return b""

    def flush(self, mode=Z_FINISH, /):
        if mode != Z_FINISH or self._finished:
            return b""
        self._finished = True
        return _wrapped(bytes(self._data), self._level, self._wbits)

    def copy(self):
        other = _Compress(self._level, self._wbits)
        other._data = bytearray(self._data)
        return other

    __copy__ = copy


class _Decompress:
    """Decompresses what has come so far again and again, and hands out what is new."""

    def __init__(self, wbits):
        self._wbits = wbits
        self._data = b""
        self._given = 0
        self.eof = False
        self.unused_data = b""
        self.unconsumed_tail = b""

    def decompress(self, data, /, max_length=0):
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        if self.unconsumed_tail and bytes(data).startswith(self.unconsumed_tail):
            data = bytes(data)[len(self.unconsumed_tail):]
        self._data += bytes(data)
        plain, end = _inflated(self._data, self._wbits)
        new = plain[self._given:]
        if max_length and len(new) > max_length:
            new = new[:max_length]
            self.unconsumed_tail = self._data[-1:]
        else:
            self.unconsumed_tail = b""
            if end is not None:
                self.eof = True
                self.unused_data = self._data[end:]
        self._given += len(new)
        return new

    def flush(self, length=DEF_BUF_SIZE, /):
        return b"" if self.eof else self.decompress(b"")


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,
                strategy=Z_DEFAULT_STRATEGY, zdict=None):
    if not -1 <= level <= 9 or method != DEFLATED:
        raise ValueError("Invalid initialization option")
    return _Compress(level, wbits)


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    return _Decompress(wbits)
