"""Numbers and arrays of numbers in memory that processes share."""

import _machine
from . import get_context
from .context import assert_spawning

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

# typecode -> (bytes, kind): 'i' signed, 'u' unsigned, 'f' float, 'c' a byte, 'b' bool, 'w' a character.
_TYPES = {
    'c': (1, 'c'), 'b': (1, 'i'), 'B': (1, 'u'), 'u': (4, 'w'), 'h': (2, 'i'), 'H': (2, 'u'), 'i': (4, 'i'),
    'I': (4, 'u'), 'l': (8, 'i'), 'L': (8, 'u'), 'q': (8, 'i'), 'Q': (8, 'u'), 'f': (4, 'f'), 'd': (8, 'f'),
    '?': (1, 'b'),
}
_NAMES = {'c': 'c_char', 'b': 'c_byte', 'B': 'c_ubyte', 'u': 'c_wchar', 'h': 'c_short', 'H': 'c_ushort',
          'i': 'c_int', 'I': 'c_uint', 'l': 'c_long', 'L': 'c_ulong', 'q': 'c_long', 'Q': 'c_ulong',
          'f': 'c_float', 'd': 'c_double', '?': 'c_bool'}
_FORMATS = {4: '<f', 8: '<d'}


def _typecode(typecode_or_type):
    if isinstance(typecode_or_type, str):
        if typecode_or_type not in _TYPES:
            raise TypeError("invalid typecode: %r" % (typecode_or_type,))
        return typecode_or_type
    code = getattr(typecode_or_type, '_type_', None)
    if not isinstance(code, str) or code not in _TYPES:
        raise TypeError("this type has no size: %r" % (typecode_or_type,))
    return code


def _pack(code, value):
    size, kind = _TYPES[code]
    if kind == 'i' or kind == 'u':
        if not isinstance(value, int):
            import operator
            value = operator.index(value)
        return (value & (1 << 8 * size) - 1).to_bytes(size, 'little')
    if kind == 'f':
        if not isinstance(value, (int, float)):
            raise TypeError("must be real number, not %s" % type(value).__name__)
        import struct
        return struct.pack(_FORMATS[size], value)
    if kind == 'c':
        if isinstance(value, int):
            return bytes([value])
        if not isinstance(value, bytes) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        return value
    if kind == 'b':
        return b'\1' if value else b'\0'
    if not isinstance(value, str) or len(value) != 1:
        raise TypeError("unicode string expected instead of %s instance" % type(value).__name__)
    return ord(value).to_bytes(4, 'little')


def _unpack(code, data):
    size, kind = _TYPES[code]
    if kind == 'i':
        return int.from_bytes(data, 'little', signed=True)
    if kind == 'u':
        return int.from_bytes(data, 'little')
    if kind == 'f':
        import struct
        return struct.unpack(_FORMATS[size], data)[0]
    if kind == 'c':
        return bytes(data)
    if kind == 'b':
        return data != b'\0'
    return chr(int.from_bytes(data, 'little'))


class _Shared:
    """A piece of shared memory with a type."""

    def __init__(self, code, handle):
        self._code = code
        self._handle = handle
        self._size = _TYPES[code][0]

    def _read(self, offset, count):
        return _machine.io("MemoryRead", a=self._handle, b=offset, c=count).data

    def _write(self, offset, data):
        _machine.io("MemoryWrite", a=self._handle, b=offset, data=data)


class _RawValue(_Shared):
    @property
    def value(self):
        return _unpack(self._code, self._read(0, self._size))

    @value.setter
    def value(self, value):
        self._write(0, _pack(self._code, value))

    def __reduce__(self):
        assert_spawning(self)
        return _RawValue, (self._code, self._handle)

    def __repr__(self):
        return '%s(%r)' % (_NAMES[self._code], self.value)


class _RawArray(_Shared):
    def __init__(self, code, handle, length):
        super().__init__(code, handle)
        self._length_ = length

    def __len__(self):
        return self._length_

    def _index(self, i):
        i = i.__index__()
        if i < 0:
            i += self._length_
        if not 0 <= i < self._length_:
            raise IndexError("invalid index")
        return i

    def __getitem__(self, i):
        size = self._size
        if isinstance(i, slice):
            values = self._all()[i]
            if self._code == 'c':
                return b''.join(values)
            return ''.join(values) if self._code == 'u' else values
        return _unpack(self._code, self._read(self._index(i) * size, size))

    def _all(self):
        size = self._size
        data = self._read(0, self._length_ * size)
        return [_unpack(self._code, data[o:o + size]) for o in range(0, len(data), size)]

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            indices = range(*i.indices(self._length_))
            value = list(value)
            if len(value) != len(indices):
                raise ValueError("Can only assign sequence of same size")
            if indices.step == 1 and value:
                self._write(indices.start * self._size, b''.join(_pack(self._code, v) for v in value))
                return
            for index, v in zip(indices, value):
                self._write(index * self._size, _pack(self._code, v))
        else:
            self._write(self._index(i) * self._size, _pack(self._code, value))

    def __iter__(self):
        for i in range(self._length_):
            yield self[i]

    @property
    def value(self):
        if self._code == 'c':
            return self._read(0, self._length_).split(b'\0')[0]
        if self._code == 'u':
            return ''.join(self._all()).split('\0')[0]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute 'value'")

    @value.setter
    def value(self, value):
        if len(value) > self._length_:
            raise ValueError("byte string too long")
        if self._code == 'u':
            self[0:len(value)] = value
            if len(value) < self._length_:
                self[len(value)] = '\0'
        else:
            self._write(0, value + (b'\0' if len(value) < self._length_ else b''))

    raw = property(lambda self: self._read(0, self._length_))

    def __reduce__(self):
        assert_spawning(self)
        return _RawArray, (self._code, self._handle, self._length_)

    def __repr__(self):
        return '<multiprocessing.sharedctypes.%s_Array_%d object at %#x>' % (
            _NAMES[self._code], self._length_, id(self))


class _RawStructure:
    """A ctypes.Structure: each field at its offset."""

    def __init__(self, type_, handle):
        object.__setattr__(self, '_type', type_)
        object.__setattr__(self, '_handle', handle)
        fields, offset = {}, 0
        for name, field_type in type_._fields_:
            code = _typecode(field_type)
            size = _TYPES[code][0]
            offset = (offset + size - 1) // size * size
            fields[name] = (code, offset, size)
            offset += size
        object.__setattr__(self, '_layout', fields)

    def __getattr__(self, name):
        try:
            code, offset, size = self._layout[name]
        except KeyError:
            raise AttributeError(f"'{self._type.__name__}' object has no attribute '{name}'") from None
        return _unpack(code, _machine.io("MemoryRead", a=self._handle, b=offset, c=size).data)

    def __setattr__(self, name, value):
        code, offset, size = self._layout[name]
        _machine.io("MemoryWrite", a=self._handle, b=offset, data=_pack(code, value))

    def __reduce__(self):
        assert_spawning(self)
        return _RawStructure, (self._type, self._handle)


def _new_memory(size):
    return _machine.io("MemoryCreate", a=max(size, 1), text="").a


def RawValue(typecode_or_type, *args):
    """A value in shared memory, without a lock."""
    if hasattr(typecode_or_type, '_fields_'):
        obj = _RawStructure(typecode_or_type, _new_memory(8 * len(typecode_or_type._fields_)))
        for (name, _), value in zip(typecode_or_type._fields_, args):
            setattr(obj, name, value)
        return obj
    code = _typecode(typecode_or_type)
    obj = _RawValue(code, _new_memory(_TYPES[code][0]))
    if args:
        obj.value = args[0]
    return obj


class _StructureArray:
    def __init__(self, items):
        self._items = items

    def __len__(self):
        return len(self._items)

    def __getitem__(self, i):
        return self._items[i]

    def __iter__(self):
        return iter(self._items)


def RawArray(typecode_or_type, size_or_initializer):
    """An array in shared memory, without a lock."""
    if hasattr(typecode_or_type, '_fields_'):
        if isinstance(size_or_initializer, int):
            size_or_initializer = [()] * size_or_initializer
        return _StructureArray([RawValue(typecode_or_type, *args) for args in size_or_initializer])
    code = _typecode(typecode_or_type)
    if isinstance(size_or_initializer, int):
        return _RawArray(code, _new_memory(_TYPES[code][0] * size_or_initializer), size_or_initializer)
    values = list(size_or_initializer)
    obj = _RawArray(code, _new_memory(_TYPES[code][0] * len(values)), len(values))
    obj[0:len(values)] = values
    return obj


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A value in shared memory, with a lock around its use."""
    obj = RawValue(typecode_or_type, *args)
    if lock is False:
        return obj
    return synchronized(obj, _lock_of(lock, ctx), ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array in shared memory, with a lock around its use."""
    obj = RawArray(typecode_or_type, size_or_initializer)
    if lock is False:
        return obj
    return synchronized(obj, _lock_of(lock, ctx), ctx)


def _lock_of(lock, ctx):
    if lock in (True, None):
        return (ctx or get_context()).RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return lock


def copy(obj):
    new = RawArray(obj._code, list(obj)) if isinstance(obj, _RawArray) else RawValue(obj._code, obj.value)
    return new


def synchronized(obj, lock=None, ctx=None):
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if isinstance(obj, _RawValue):
        return Synchronized(obj, lock, ctx)
    if isinstance(obj, _RawArray):
        if obj._code == 'c':
            return SynchronizedString(obj, lock, ctx)
        return SynchronizedArray(obj, lock, ctx)
    if isinstance(obj, _StructureArray):
        return SynchronizedArray(obj, lock, ctx)
    return SynchronizedStructure(obj, lock, ctx)


class SynchronizedBase:
    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or get_context()).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)


class Synchronized(SynchronizedBase):
    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        with self:
            return self._obj[start:stop]

    def __iter__(self):
        for i in range(len(self._obj)):
            yield self[i]


class SynchronizedString(SynchronizedArray):
    @property
    def value(self):
        with self:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self:
            self._obj.value = value

    @property
    def raw(self):
        with self:
            return self._obj.raw


class SynchronizedStructure(SynchronizedBase):
    def __getattr__(self, name):
        if name in ('_obj', '_lock') or name.startswith('__'):
            raise AttributeError(name)
        with self._lock:
            return getattr(self._obj, name)

    def __setattr__(self, name, value):
        if name in ('_obj', '_lock', 'acquire', 'release'):
            object.__setattr__(self, name, value)
        else:
            with self._lock:
                setattr(self._obj, name, value)
