"""Named pieces of memory that several processes see."""

__all__ = ['SharedMemory', 'ShareableList']

import pickle
import _machine


class _Buffer:
    """The bytes of a segment, as a memoryview shows them: every access is one to the machine's memory."""

    format = 'B'
    itemsize = 1
    readonly = False

    def __init__(self, handle, start, stop):
        self._handle, self._start, self._stop = handle, start, stop

    def __len__(self):
        return self._stop - self._start

    nbytes = property(__len__)

    def _index(self, i):
        if i < 0:
            i += len(self)
        if not 0 <= i < len(self):
            raise IndexError("index out of bounds on dimension 1")
        return self._start + i

    def __getitem__(self, i):
        if isinstance(i, slice):
            start, stop, step = i.indices(len(self))
            if step != 1:
                return self.tobytes()[i]
            return _Buffer(self._handle, self._start + start, self._start + max(start, stop))
        return _machine.io("MemoryRead", a=self._handle, b=self._index(i), c=1).data[0]

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            start, stop, step = i.indices(len(self))
            data = bytes(value)
            if step != 1 or len(data) != max(0, stop - start):
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            _machine.io("MemoryWrite", a=self._handle, b=self._start + start, data=data)
        else:
            if not 0 <= value <= 255:
                raise ValueError("memoryview: invalid value for format 'B'")
            _machine.io("MemoryWrite", a=self._handle, b=self._index(i), data=bytes([value]))

    def __iter__(self):
        return iter(self.tobytes())

    def __bytes__(self):
        return self.tobytes()

    def tobytes(self):
        return _machine.io("MemoryRead", a=self._handle, b=self._start, c=len(self)).data

    def tolist(self):
        return list(self.tobytes())

    def hex(self):
        return self.tobytes().hex()

    def __eq__(self, other):
        return self.tobytes() == bytes(other)

    def release(self):
        pass

    def __repr__(self):
        return '<memory at %#x>' % id(self)


class SharedMemory:
    """A segment: created under a new name, or found by its name."""

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        if create:
            try:
                reply = _machine.io("MemoryCreate", a=size, text=name or "psm_%08x" % _machine.random_bits(32))
            except FileExistsError:
                raise FileExistsError(17, 'File exists', '/' + name) from None
            self._name, self._size = reply.text, size
        else:
            try:
                reply = _machine.io("MemoryOpen", text=name)
            except FileNotFoundError:
                raise FileNotFoundError(2, 'No such file or directory', '/' + name) from None
            self._name, self._size = name, reply.b
        self._handle = reply.a
        self._buf = _Buffer(self._handle, 0, self._size)

    def __reduce__(self):
        return self.__class__, (self.name, False, self.size)

    def __repr__(self):
        return f'{self.__class__.__name__}({self.name!r}, size={self.size})'

    @property
    def buf(self):
        return self._buf

    @property
    def name(self):
        return self._name

    @property
    def size(self):
        return self._size

    def close(self):
        """This process does not use it any more."""
        self._buf = None

    def unlink(self):
        """Nobody uses it any more."""
        _machine.io("MemoryUnlink", a=self._handle)


class ShareableList:
    """A list of fixed length of None, bool, int, float, str and bytes in shared memory."""

    def __init__(self, sequence=None, *, name=None):
        if sequence is not None:
            items = [pickle.dumps(self._checked(item)) for item in sequence]
            # Room to change an item into another one of about its size.
            rooms = [max(24, (len(data) + 15) // 8 * 8) for data in items]
            header = len(items).to_bytes(8, 'little') + b''.join(r.to_bytes(8, 'little') for r in rooms)
            self.shm = SharedMemory(name, create=True, size=len(header) + sum(rooms))
            self.shm.buf[0:len(header)] = header
            self._load()
            for i, data in enumerate(items):
                self._store(i, data)
        else:
            self.shm = SharedMemory(name)
            self._load()

    @staticmethod
    def _checked(item):
        if item is not None and not isinstance(item, (bool, int, float, str, bytes)):
            raise KeyError(type(item))
        return item

    def _load(self):
        buf = self.shm.buf
        n = int.from_bytes(bytes(buf[0:8]), 'little')
        table = bytes(buf[8:8 + 8 * n])
        self._rooms = [int.from_bytes(table[i:i + 8], 'little') for i in range(0, 8 * n, 8)]
        self._offsets = [8 + 8 * n]
        for room in self._rooms:
            self._offsets.append(self._offsets[-1] + room)

    def _index(self, position):
        if position < 0:
            position += len(self._rooms)
        if not 0 <= position < len(self._rooms):
            raise IndexError("index out of range")
        return position

    def _store(self, i, data):
        self.shm.buf[self._offsets[i]:self._offsets[i] + len(data)] = data

    def __getitem__(self, position):
        i = self._index(position)
        return pickle.loads(bytes(self.shm.buf[self._offsets[i]:self._offsets[i + 1]]))

    def __setitem__(self, position, value):
        i = self._index(position)
        data = pickle.dumps(self._checked(value))
        if len(data) > self._rooms[i]:
            raise ValueError("bytes/str item exceeds available storage")
        self._store(i, data)

    def __len__(self):
        return len(self._rooms)

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]

    def __reduce__(self):
        return _open_shareable_list, (self.shm.name,)

    def __repr__(self):
        return f'{self.__class__.__name__}({list(self)}, name={self.shm.name!r})'

    def count(self, value):
        return list(self).count(value)

    def index(self, value):
        for position, entry in enumerate(self):
            if value == entry:
                return position
        raise ValueError("ShareableList.index(x): x not in list")


def _open_shareable_list(name):
    return ShareableList(name=name)
