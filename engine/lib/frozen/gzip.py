"""gzip files: compressed when closed, decompressed when first read."""

import builtins
import io
import struct
import time
import zlib

READ, WRITE = 1, 2
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]


class BadGzipFile(OSError):
    """Exception raised in some cases for invalid gzip files."""


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """Open a gzip-compressed file in binary or text mode."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    elif encoding is not None:
        raise ValueError("Argument 'encoding' not supported in binary mode")
    binary_mode = mode.replace("t", "")
    if isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__"):
        file = GzipFile(filename, binary_mode, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, binary_mode, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    return io.TextIOWrapper(file, encoding, errors, newline) if "t" in mode else file


class GzipFile(io.BufferedIOBase):
    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        mode = mode or getattr(fileobj, "mode", "rb")
        if mode and "b" not in mode:
            mode += "b"
        if fileobj is None:
            fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
        self.name = filename if filename is not None else getattr(fileobj, "name", "")
        if not isinstance(self.name, (str, bytes)):
            self.name = str(self.name) if hasattr(self.name, "__fspath__") else ""
        if mode.startswith("r"):
            self.mode = READ
            self._plain = None
        elif mode.startswith(("w", "a", "x")):
            self.mode = WRITE
            self._plain = io.BytesIO()
        else:
            raise ValueError(f"Invalid mode: {mode!r}")
        self._level = compresslevel
        self._mtime = mtime
        self.fileobj = fileobj

    def __repr__(self):
        return "<gzip " + repr(self.fileobj)[1:-1] + " " + hex(id(self)) + ">"

    @property
    def closed(self):
        return self.fileobj is None

    def _source(self):
        if self.mode != READ:
            import errno
            raise OSError(errno.EBADF, "read() on write-only GzipFile object")
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if self._plain is None:
            self._plain = io.BytesIO(decompress(self.fileobj.read()))
        return self._plain

    def read(self, size=-1):
        return self._source().read(size)

    def read1(self, size=-1):
        return self._source().read(size)

    def peek(self, n):
        source = self._source()
        place = source.tell()
        data = source.read(n)
        source.seek(place)
        return data

    def readline(self, size=-1):
        return self._source().readline(size)

    def write(self, data):
        if self.mode != WRITE:
            import errno
            raise OSError(errno.EBADF, "write() on read-only GzipFile object")
        if self.closed:
            raise ValueError("write() on closed GzipFile object")
        return self._plain.write(data)

    def seek(self, offset, whence=0):
        return (self._source() if self.mode == READ else self._plain).seek(offset, whence)

    def tell(self):
        return (self._source() if self.mode == READ else self._plain).tell()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        pass

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def close(self):
        fileobj = self.fileobj
        if fileobj is None:
            return
        self.fileobj = None
        try:
            if self.mode == WRITE:
                fileobj.write(compress(self._plain.getvalue(), self._level, mtime=self._mtime))
        finally:
            if self.myfileobj is not None:
                self.myfileobj.close()
                self.myfileobj = None


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """Compress data in one shot and return the compressed string."""
    if mtime is None:
        mtime = time.time()
    hint = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(compresslevel, 0)
    header = struct.pack("<BBBBLBB", 0x1f, 0x8b, 8, 0, int(mtime), hint, 255)
    body = zlib.compress(data, compresslevel, wbits=-15)
    return header + body + struct.pack("<LL", zlib.crc32(data), len(data) & 0xffffffff)


def decompress(data):
    """Decompress a gzip compressed string in one shot."""
    parts = []
    data = bytes(data)
    while data:
        if data[:2] != b"\x1f\x8b":
            if not data.strip(b"\0") and parts:
                break
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        stream = zlib.decompressobj(wbits=31)
        try:
            parts.append(stream.decompress(data))
        except zlib.error as problem:
            if "data check" in str(problem):
                raise BadGzipFile("CRC check failed") from None
            raise
        if not stream.eof:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data = stream.unused_data
    return b"".join(parts)
