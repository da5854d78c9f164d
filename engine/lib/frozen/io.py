"""Files of the machine's file system, and files that are only in memory.

A binary file is one class (_BinaryFile) with a small read-ahead and a write buffer over the machine's
requests; TextIOWrapper makes text of any binary file, BytesIO and StringIO live in memory.
"""

import _machine

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
           "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase",
           "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    """The file cannot do that."""


class IOBase:
    """What all files have: lines, with, closed."""

    _closed = False

    @property
    def closed(self):
        return self._closed

    def _check_open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        if not self._closed:
            self.flush()
            self._closed = True

    def flush(self):
        self._check_open()

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def seek(self, offset, whence=0):
        raise UnsupportedOperation("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None):
        raise UnsupportedOperation("truncate")

    def readlines(self, hint=-1):
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *args):
        self.close()

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_io.{type(self).__name__}' object")


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def read1(self, size=-1):
        return self.read(size)


class TextIOBase(IOBase):
    encoding = None
    newlines = None
    errors = None


def _fail(error, path):
    raise OSError(error.errno, error.strerror, path) from None


class _BinaryFile(BufferedIOBase):
    """A file of the machine, read ahead and written behind in pieces of 8 KiB."""

    def __init__(self, file, mode="rb", buffering=-1):
        if not isinstance(file, int):
            import os
            file = os.fspath(file)
        self.mode = mode
        self.name = file
        kind = mode.replace('b', '').replace('t', '').replace('U', '')
        self._reads = 'r' in kind or '+' in kind
        self._writes = kind != 'r'
        self._ahead = b""      # read and not yet taken
        self._behind = []      # written and not yet sent
        self._behind_size = 0
        self._unbuffered = buffering == 0
        if isinstance(file, int):
            self._handle = file
        else:
            try:
                reply = _machine.io("FileOpen", text=os._absolute(file), text2=kind)
            except OSError as error:
                _fail(error, file)
            self._handle = reply.a

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def fileno(self):
        self._check_open()
        return self._handle

    def _start_reading(self):
        self._check_open()
        if not self._reads:
            raise UnsupportedOperation("read")
        if self._behind:
            self.flush()

    def _start_writing(self):
        if self._closed:
            raise ValueError("write to closed file")
        if not self._writes:
            raise UnsupportedOperation("write")
        if self._ahead:
            _machine.io("FileSeek", a=self._handle, b=-len(self._ahead), c=1)
            self._ahead = b""

    def read(self, size=-1):
        self._start_reading()
        if size is None or size < 0:
            data = self._ahead + _machine.io("FileRead", a=self._handle, b=-1).data
            self._ahead = b""
            return data
        while len(self._ahead) < size:
            wanted = size - len(self._ahead)
            part = _machine.io("FileRead", a=self._handle, b=max(wanted, DEFAULT_BUFFER_SIZE)).data
            if not part:
                break
            self._ahead += part
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def peek(self, size=0):
        self._start_reading()
        if not self._ahead:
            self._ahead = _machine.io("FileRead", a=self._handle, b=DEFAULT_BUFFER_SIZE).data
        return self._ahead

    def readline(self, size=-1):
        self._start_reading()
        begin = 0
        while True:
            end = self._ahead.find(b"\n", begin)
            if end >= 0:
                end += 1
                break
            begin = len(self._ahead)
            part = _machine.io("FileRead", a=self._handle, b=DEFAULT_BUFFER_SIZE).data
            if not part:
                end = begin
                break
            self._ahead += part
        if size is not None and 0 <= size < end:
            end = size
        line, self._ahead = self._ahead[:end], self._ahead[end:]
        return line

    def write(self, data):
        self._start_writing()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        self._behind.append(data)
        self._behind_size += len(data)
        if self._unbuffered or self._behind_size >= DEFAULT_BUFFER_SIZE:
            self.flush()
        return len(data)

    def flush(self):
        self._check_open()
        if self._behind:
            data = b"".join(self._behind)
            self._behind, self._behind_size = [], 0
            _machine.io("FileWrite", a=self._handle, data=data)

    def seek(self, offset, whence=0):
        self._check_open()
        self.flush()
        if whence == 1:
            offset -= len(self._ahead)
        self._ahead = b""
        return _machine.io("FileSeek", a=self._handle, b=offset, c=whence).a

    def tell(self):
        self._check_open()
        position = _machine.io("FileSeek", a=self._handle, b=0, c=1).a
        return position - len(self._ahead) + self._behind_size

    def truncate(self, size=None):
        self.flush()
        if size is None:
            size = self.tell()
        _machine.io("FileTruncate", a=self._handle, b=size)
        return size

    def close(self):
        if not self._closed:
            self.flush()
            self._closed = True
            _machine.io("Close", a=self._handle)


class BufferedReader(_BinaryFile):
    pass


class BufferedWriter(_BinaryFile):
    pass


class BufferedRandom(_BinaryFile):
    pass


class FileIO(_BinaryFile):
    def __init__(self, file, mode="r", closefd=True, opener=None):
        super().__init__(file, mode, 0)


class BufferedRWPair(BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self.read, self.readline, self.write = reader.read, reader.readline, writer.write


class _PipeFile(BufferedIOBase):
    """A pipe's end as a file: os.fdopen."""

    def __init__(self, fd, mode):
        self._fd, self.mode, self.name = fd, mode, fd
        self._rest = b""

    def readable(self):
        return 'r' in self.mode

    def writable(self):
        return 'w' in self.mode

    def fileno(self):
        return self._fd

    def read(self, size=-1):
        import os
        while size is None or size < 0 or len(self._rest) < size:
            part = os.read(self._fd, 1 << 16)
            if not part:
                break
            self._rest += part
        if size is None or size < 0:
            size = len(self._rest)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def readline(self, size=-1):
        import os
        while b"\n" not in self._rest:
            part = os.read(self._fd, 1 << 16)
            if not part:
                break
            self._rest += part
        end = self._rest.find(b"\n") + 1 or len(self._rest)
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def write(self, data):
        import os
        return os.write(self._fd, data)

    def close(self):
        import os
        if not self._closed:
            self._closed = True
            os.close(self._fd)


class TextIOWrapper(TextIOBase):
    """Text over a binary file: decoded, with its line ends made \\n."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding = 'UTF-8' if encoding in (None, 'locale') else encoding
        self.errors = errors or 'strict'
        self._newline = newline
        self.line_buffering = line_buffering
        self._text = ""          # decoded and not yet taken
        self._pending = b""      # the beginning of a character whose end has not come yet
        self._at_end = False
        mode = getattr(buffer, 'mode', 'r')
        self.mode = mode.replace('b', '') if isinstance(mode, str) else mode

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"

    @property
    def name(self):
        return self.buffer.name

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return False

    @property
    def closed(self):
        return self.buffer.closed

    def _check_readable(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")

    def _translate(self, text):
        if self._newline is None and '\r' in text:
            return text.replace('\r\n', '\n').replace('\r', '\n')
        return text

    def read(self, size=-1):
        self._check_readable()
        if size is None or size < 0:
            data = self._pending + self.buffer.read()
            self._pending = b""
            text, self._text = self._text, ""
            return text + self._translate(data.decode(self.encoding, self.errors))
        while len(self._text) < size and self._read_line():
            pass
        text, self._text = self._text[:size], self._text[size:]
        return text

    def _read_line(self):
        """Moves one line of the buffer into _text; False at the end."""
        line = self.buffer.readline()
        if not line:
            return False
        if self._newline is None and line.endswith(b'\r') and len(line) > 1:
            line += self.buffer.readline()
        self._text += self._translate(line.decode(self.encoding, self.errors))
        return True

    def readline(self, size=-1):
        if not self._text:
            if self.closed:
                raise ValueError("I/O operation on closed file.")
            if not self.buffer.readable():
                raise UnsupportedOperation("not readable")
            line = self.buffer.readline().decode(self.encoding, self.errors)
            if '\r' not in line and (size is None or size < 0):
                return line  # the usual case, without the detour over _text
            self._text = self._translate(line)
        end = self._text.find('\n') + 1
        if not end and self._read_line():
            return self.readline(size)
        end = end or len(self._text)
        if size is not None and 0 <= size < end:
            end = size
        line, self._text = self._text[:end], self._text[end:]
        return line

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        text = s
        if self._newline not in (None, '', '\n') and '\n' in s:
            text = s.replace('\n', self._newline)
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.line_buffering and ('\n' in s or '\r' in s):
            self.flush()
        return len(s)

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        self.buffer.flush()

    def seek(self, offset, whence=0):
        if whence == 1 and offset != 0:
            raise UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == 2 and offset != 0:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence == 1:
            return self.tell()
        self._text = ""
        self._pending = b""
        return self.buffer.seek(offset, whence)

    def tell(self):
        return self.buffer.tell() - len(self._text.encode(self.encoding, self.errors))

    def truncate(self, size=None):
        self.flush()
        return self.buffer.truncate(self.tell() if size is None else size)

    def detach(self):
        self.flush()
        return self.buffer

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        if line_buffering is not None:
            self.line_buffering = line_buffering

    def close(self):
        if not self.buffer.closed:
            self.buffer.close()


class BytesIO(BufferedIOBase):
    """A binary file in memory."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray(initial_bytes or b"")
        self._pos = 0

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check_open()
        return bytes(self._data)

    def getbuffer(self):
        return memoryview(self._data)

    def read(self, size=-1):
        self._check_open()
        end = len(self._data) if size is None or size < 0 else self._pos + size
        data = bytes(self._data[self._pos:end])
        self._pos += len(data)
        return data

    def readline(self, size=-1):
        self._check_open()
        end = self._data.find(b"\n", self._pos) + 1 or len(self._data)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        data = bytes(self._data[self._pos:end])
        self._pos += len(data)
        return data

    def write(self, data):
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        if self._pos > len(self._data):
            self._data += bytes(self._pos - len(self._data))
        self._data[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)

    def seek(self, pos, whence=0):
        self._check_open()
        if whence == 0 and pos < 0:
            raise ValueError("negative seek value %r" % (pos,))
        self._pos = max(0, pos + (0, self._pos, len(self._data))[whence])
        return self._pos

    def tell(self):
        self._check_open()
        return self._pos

    def truncate(self, size=None):
        self._check_open()
        size = self._pos if size is None else size
        del self._data[size:]
        return size

    def close(self):
        self._closed = True


class StringIO(TextIOBase):
    """A text file in memory."""

    def __init__(self, initial_value="", newline="\n"):
        self._parts = []      # what was written at the end, not yet joined
        self._value = ""
        self._pos = 0
        self._newline = newline
        if initial_value:
            self._value = self._translate(initial_value)

    def _translate(self, text):
        if self._newline is None:
            return text.replace('\r\n', '\n').replace('\r', '\n')
        if self._newline in ('\r\n', '\r'):
            return text.replace('\n', self._newline)
        return text

    def _join(self):
        if self._parts:
            self._value += ''.join(self._parts)
            self._parts = []
        return self._value

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check_open()
        return self._join()

    def read(self, size=-1):
        self._check_open()
        value = self._join()
        end = len(value) if size is None or size < 0 else self._pos + size
        data = value[self._pos:end]
        self._pos += len(data)
        return data

    def readline(self, size=-1):
        self._check_open()
        value = self._join()
        end = value.find('\n', self._pos) + 1 or len(value)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        line = value[self._pos:end]
        self._pos += len(line)
        return line

    def write(self, s):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        length = len(s)
        s = self._translate(s)
        if self._parts or self._pos >= len(self._value):
            if not self._parts and self._pos > len(self._value):
                self._value += '\0' * (self._pos - len(self._value))
            self._parts.append(s)
        else:
            self._value = self._value[:self._pos] + s + self._value[self._pos + len(s):]
        self._pos += len(s)
        return length

    def seek(self, pos, whence=0):
        self._check_open()
        if whence == 0 and pos < 0:
            raise ValueError("Negative seek position %r" % (pos,))
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        value = self._join()
        self._pos = (pos, self._pos, len(value))[whence]
        return self._pos

    def tell(self):
        self._check_open()
        return self._pos

    def truncate(self, size=None):
        size = self._pos if size is None else size
        self._value = self._join()[:size]
        return size

    def close(self):
        self._closed = True


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Opens a file of the machine's file system."""
    if not isinstance(file, (str, bytes, int)):
        import os
        file = os.fspath(file)
    if not isinstance(mode, str):
        raise TypeError("invalid mode: %r" % mode)
    modes = set(mode)
    if modes - set("axrwb+t") or len(mode) > len(modes):
        raise ValueError("invalid mode: %r" % mode)
    creating, reading, writing, appending = 'x' in modes, 'r' in modes, 'w' in modes, 'a' in modes
    text, binary = 't' in modes, 'b' in modes
    if text and binary:
        raise ValueError("can't have text and binary mode at once")
    if creating + reading + writing + appending != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    if buffering == 0 and not binary:
        raise ValueError("can't have unbuffered text I/O")
    if isinstance(file, int):
        return _open_descriptor(file, mode, buffering, encoding, errors, newline)
    if buffering == 0:
        return FileIO(file, mode)
    kind = BufferedRandom if '+' in modes else BufferedReader if reading else BufferedWriter
    buffer = kind(file, mode, buffering)
    if binary:
        return buffer
    wrapper = TextIOWrapper(buffer, encoding, errors, newline, line_buffering=buffering == 1)
    wrapper.mode = mode
    return wrapper


def _open_descriptor(fd, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True):
    import os
    if fd in os._files:
        buffer = _BinaryFile(fd, mode)
    else:
        buffer = _PipeFile(fd, mode)
    return buffer if 'b' in mode else TextIOWrapper(buffer, encoding, errors, newline,
                                                    line_buffering=buffering == 1)


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return 'utf-8' if encoding is None else encoding


BlockingIOError = BlockingIOError
for _class in (RawIOBase, BufferedIOBase, TextIOBase, BytesIO, StringIO, TextIOWrapper, FileIO, BufferedReader,
               BufferedWriter, BufferedRandom, BufferedRWPair):
    _class.__module__ = '_io'
