"""Objects to bytes and back: CPython's format, protocols 2 to 5 written, all of them that programs meet read.

The bytes are those of CPython, so that their number, which the simulated pipes charge for, is right.
"""

import sys
import copyreg
from copyreg import _inverted_registry

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load",
           "loads", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL", "PickleBuffer"]

format_version = "4.0"
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4 if sys.version_info < (3, 14) else 5
_BATCHSIZE = 1000
_FRAME_SIZE_MIN = 4
_FRAME_SIZE_TARGET = 64 * 1024


class PickleError(Exception):
    """Base class of the two others."""


class PicklingError(PickleError):
    """The object cannot be pickled."""


class UnpicklingError(PickleError):
    """The bytes are no pickle."""


PickleError.__module__ = PicklingError.__module__ = UnpicklingError.__module__ = "_pickle"


class PickleBuffer:
    """A buffer that may be sent beside the pickle; here it is always sent inside."""

    def __init__(self, data):
        self._data = data

    def raw(self):
        return memoryview(self._data)

    def release(self):
        self._data = None


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


_FunctionType = type(lambda: 0)
_BuiltinType = type(len)


def _encode_long(x):
    if x == 0:
        return b''
    nbytes = (x.bit_length() >> 3) + 1
    result = x.to_bytes(nbytes, 'little', signed=True)
    if x < 0 and nbytes > 1 and result[-1] == 0xff and result[-2] & 0x80:
        result = result[:-1]
    return result


def whichmodule(obj, name):
    """The module in which an object of that name can be found."""
    module_name = getattr(obj, '__module__', None)
    if module_name is not None:
        return module_name
    for module_name, module in list(sys.modules.items()):
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, name) is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def _getattribute(obj, name):
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError("Can't pickle local object")
        obj = getattr(obj, part)
    return obj


class Pickler:
    """Writes objects to a file."""

    dispatch = {}

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        self._file_write = None if file is None else file.write
        self.proto = max(2, int(protocol))
        self.memo = {}
        self._dispatch_table = getattr(self, 'dispatch_table', None)
        # Subclasses may answer here; asking each object costs time that most picklers do not have to spend.
        self._asks = type(self).persistent_id is not Pickler.persistent_id or hasattr(self, 'reducer_override')

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        data = self._dumps(obj)
        self._file_write(data)

    def _dumps(self, obj):
        """The whole pickle: a header, frames of the opcodes, STOP."""
        proto = self.proto
        self.out = out = []
        self.write = out.append
        self.frame_start = 0
        self.chunks = [b'\x80' + bytes([proto])]
        self.save(obj)
        self.write(b'.')
        if proto < 4:
            return self.chunks[0] + b''.join(out)
        self._end_frame()
        return b''.join(self.chunks)

    def _end_frame(self):
        data = b''.join(self.out)
        if data:
            if len(data) >= _FRAME_SIZE_MIN:
                self.chunks.append(b'\x95' + len(data).to_bytes(8, 'little'))
            self.chunks.append(data)
        self.out.clear()

    def _write_large(self, header, payload):
        """Large bytes stand outside of frames, as CPython writes them."""
        if self.proto >= 4:
            self._end_frame()
            self.chunks.append(header)
            self.chunks.append(payload)
        else:
            self.write(header)
            self.write(payload)

    def _commit(self):
        if self.proto >= 4 and len(self.out) > 2000 and sum(map(len, self.out)) >= _FRAME_SIZE_TARGET:
            self._end_frame()

    def memoize(self, obj):
        memo = self.memo
        idx = len(memo)
        memo[id(obj)] = idx, obj
        if self.proto >= 4:
            self.write(b'\x94')
        elif idx < 256:
            self.write(b'q' + bytes([idx]))
        else:
            self.write(b'r' + idx.to_bytes(4, 'little'))

    def _get(self, i):
        if i < 256:
            return b'h' + bytes([i])
        return b'j' + i.to_bytes(4, 'little')

    def save(self, obj):
        t = type(obj)
        if self._asks and self._save_as_asked(obj, t):
            return
        f = self.dispatch.get(t)
        if f is not None and f in _ATOMS:
            f(self, obj)
            return
        x = self.memo.get(id(obj))
        if x is not None:
            self.write(self._get(x[0]))
            return
        if f is not None:
            f(self, obj)
            return
        table = self._dispatch_table
        reduce = copyreg.dispatch_table.get(t) if table is None else table.get(t)
        if reduce is not None:
            rv = reduce(obj)
        elif issubclass(t, type):
            self.save_global(obj)
            return
        else:
            rv = copyreg.reduce(obj, self.proto)
        if isinstance(rv, str):
            self.save_global(obj, rv)
            return
        if not isinstance(rv, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(rv) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self.save_reduce(obj, *rv)

    def _save_as_asked(self, obj, t):
        pid = self.persistent_id(obj)
        if pid is not None:
            self.save(pid)
            self.write(b'Q')
            return True
        override = getattr(self, 'reducer_override', None)
        if override is not None and id(obj) not in self.memo and t not in _BASIC:
            rv = override(obj)
            if rv is not NotImplemented:
                if isinstance(rv, str):
                    self.save_global(obj, rv)
                else:
                    self.save_reduce(obj, *rv)
                return True
        return False

    def save_reduce(self, obj, func, args, state=None, listitems=None, dictitems=None, state_setter=None):
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple, not "
                                + type(args).__name__)
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        write = self.write
        func_name = getattr(func, "__name__", "")
        if func_name == "__newobj_ex__" and self.proto >= 4:
            cls, args, kwargs = args
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            write(b'\x92')
        elif func_name == "__newobj__":
            cls = args[0]
            if not hasattr(cls, "__new__"):
                raise PicklingError("args[0] from __newobj__ args has no __new__")
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("args[0] from __newobj__ args has the wrong class")
            self.save(cls)
            self.save(args[1:])
            write(b'\x81')
        else:
            self.save(func)
            self.save(args)
            write(b'R')
        if obj is not None:
            x = self.memo.get(id(obj))
            if x is not None:  # a recursive structure that came by again while its arguments were saved
                write(b'0' + self._get(x[0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self.save(state)
                write(b'b')
            else:
                self.save(state_setter)
                self.save(obj)
                self.save(state)
                write(b'\x86R0')

    # The built-in types

    def save_none(self, obj):
        self.write(b'N')
    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        self.write(b'\x88' if obj else b'\x89')
    dispatch[bool] = save_bool

    def save_long(self, obj):
        if 0 <= obj <= 0xff:
            self.write(b'K' + obj.to_bytes(1, 'little'))
        elif 0 <= obj <= 0xffff:
            self.write(b'M' + obj.to_bytes(2, 'little'))
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(b'J' + obj.to_bytes(4, 'little', signed=True))
        else:
            encoded = _encode_long(obj)
            n = len(encoded)
            if n < 256:
                self.write(b'\x8a' + bytes([n]) + encoded)
            else:
                self.write(b'\x8b' + n.to_bytes(4, 'little') + encoded)
    dispatch[int] = save_long

    def save_float(self, obj):
        from struct import pack
        self.write(b'G' + pack('>d', obj))
    dispatch[float] = save_float

    def save_bytes(self, obj):
        n = len(obj)
        if self.proto < 3:
            if not obj:
                self.save_reduce(obj, bytes, ())
            else:
                import codecs
                self.save_reduce(obj, codecs.encode, (str(obj, 'latin1'), 'latin1'))
            return
        if n <= 0xff:
            self.write(b'C' + bytes([n]) + obj)
        elif n > 0xffffffff and self.proto >= 4:
            self._write_large(b'\x8e' + n.to_bytes(8, 'little'), obj)
        elif n >= _FRAME_SIZE_TARGET:
            self._write_large(b'B' + n.to_bytes(4, 'little'), obj)
        else:
            self.write(b'B' + n.to_bytes(4, 'little') + obj)
        self.memoize(obj)
    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(obj, bytearray, (bytes(obj),) if obj else ())
            return
        n = len(obj)
        self.write(b'\x96' + n.to_bytes(8, 'little') + bytes(obj))
        self.memoize(obj)
    dispatch[bytearray] = save_bytearray

    def save_str(self, obj):
        encoded = obj.encode('utf-8', 'surrogatepass')
        n = len(encoded)
        if n <= 0xff and self.proto >= 4:
            self.write(b'\x8c' + bytes([n]) + encoded)
        elif n > 0xffffffff and self.proto >= 4:
            self._write_large(b'\x8d' + n.to_bytes(8, 'little'), encoded)
        elif n >= _FRAME_SIZE_TARGET:
            self._write_large(b'X' + n.to_bytes(4, 'little'), encoded)
        else:
            self.write(b'X' + n.to_bytes(4, 'little') + encoded)
        self.memoize(obj)
    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            self.write(b')')
            return
        n = len(obj)
        save, memo = self.save, self.memo
        if n > 3:
            self.write(b'(')
        for element in obj:
            save(element)
        x = memo.get(id(obj))
        if x is not None:  # the tuple is inside itself: it is there already
            self.write((b'0' * n if n <= 3 else b'1') + self._get(x[0]))
            return
        self.write((b'', b'\x85', b'\x86', b'\x87')[n] if n <= 3 else b't')
        self.memoize(obj)
    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(b']')
        self.memoize(obj)
        self._batch_appends(obj)
    dispatch[list] = save_list

    def _batch_appends(self, items):
        items = list(items)
        save, write = self.save, self.write
        for start in range(0, len(items), _BATCHSIZE):
            batch = items[start:start + _BATCHSIZE]
            if len(batch) == 1:
                save(batch[0])
                write(b'a')
                continue
            write(b'(')
            asks = self._asks
            for x in batch:
                if type(x) is int and not asks:  # the most common of lists, without a call each
                    if 0 <= x <= 0xff:
                        write(b'K' + x.to_bytes(1, 'little'))
                    elif 0 <= x <= 0xffff:
                        write(b'M' + x.to_bytes(2, 'little'))
                    elif -0x80000000 <= x <= 0x7fffffff:
                        write(b'J' + x.to_bytes(4, 'little', signed=True))
                    else:
                        save(x)
                else:
                    save(x)
            write(b'e')
            self._commit()

    def save_dict(self, obj):
        self.write(b'}')
        self.memoize(obj)
        self._batch_setitems(obj.items())
    dispatch[dict] = save_dict

    def _batch_setitems(self, items):
        items = list(items)
        save, write = self.save, self.write
        for start in range(0, len(items), _BATCHSIZE):
            batch = items[start:start + _BATCHSIZE]
            if len(batch) == 1:
                save(batch[0][0])
                save(batch[0][1])
                write(b's')
                continue
            write(b'(')
            for k, v in batch:
                save(k)
                save(v)
            write(b'u')
            self._commit()

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(obj, set, (list(obj),))
            return
        save, write = self.save, self.write
        write(b'\x8f')
        self.memoize(obj)
        items = list(obj)
        for start in range(0, len(items), _BATCHSIZE):
            write(b'(')
            for item in items[start:start + _BATCHSIZE]:
                save(item)
            write(b'\x90')
    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(obj, frozenset, (list(obj),))
            return
        self.write(b'(')
        for item in obj:
            self.save(item)
        x = self.memo.get(id(obj))
        if x is not None:
            self.write(b'1' + self._get(x[0]))
            return
        self.write(b'\x91')
        self.memoize(obj)
    dispatch[frozenset] = save_frozenset

    def save_global(self, obj, name=None):
        """Classes and functions go by their name: the other side imports them."""
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        module_name = whichmodule(obj, name)
        if '<locals>' in name.split('.'):
            raise AttributeError("Can't pickle local object %r" % name)
        try:
            __import__(module_name)
            module = sys.modules[module_name]
        except (ImportError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        try:
            obj2 = _getattribute(module, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
        if obj2 is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(b'\x93')
        elif '.' in name:
            parent, _, last = name.rpartition('.')
            self.save_reduce(obj, getattr, (_getattribute(module, parent), last))
            return
        else:
            self.write(b'c' + module_name.encode() + b'\n' + name.encode() + b'\n')
        self.memoize(obj)
    dispatch[_FunctionType] = save_global

    def save_builtin(self, obj):
        owner = getattr(obj, '__self__', None)
        if owner is not None and type(owner).__name__ != 'module':
            self.save_reduce(obj, getattr, (owner, obj.__name__))
            return
        self.save_global(obj)
    dispatch[_BuiltinType] = save_builtin

    def save_type(self, obj):
        for value, name in ((None, 'NoneType'), (NotImplemented, 'NotImplementedType'), (..., 'ellipsis')):
            if obj is type(value):
                return self.save_reduce(obj, type, (value,))
        self.save_global(obj)
    dispatch[type] = save_type

    def save_singleton(self, obj):
        self.save_global(obj, 'Ellipsis' if obj is ... else 'NotImplemented')
    dispatch[type(...)] = dispatch[type(NotImplemented)] = save_singleton

    def save_module(self, obj):
        raise TypeError("cannot pickle 'module' object")
    dispatch[type(sys)] = save_module


# Values that are never remembered, because their pickle is not longer than a reference.
_ATOMS = {Pickler.save_none, Pickler.save_bool, Pickler.save_long, Pickler.save_float}
_BASIC = {type(None), bool, int, float, str, bytes, tuple, list, dict, set, frozenset}


class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file
        self.encoding, self.errors = encoding, errors

    def persistent_load(self, pid):
        raise UnpicklingError("unsupported persistent id encountered")

    def load(self):
        """The next object of the file."""
        file = self._file
        data = file.read()
        if not data:
            raise EOFError("Ran out of input")
        value, end = self._loads(data)
        if end < len(data):
            file.seek(end - len(data), 1)
        return value

    def find_class(self, module, name):
        __import__(module)
        return _getattribute(sys.modules[module], name) if '.' in name else getattr(sys.modules[module], name)

    def _loads(self, data):
        self.data = data
        self.memo = {}
        self.stack = []
        self.metastack = []
        pos = 0
        size = len(data)
        dispatch = _LOAD
        while True:
            if pos >= size:
                raise EOFError("Ran out of input")
            code = data[pos]
            if code == 0x2e:  # STOP
                return self.stack.pop(), pos + 1
            method = dispatch.get(code)
            if method is None:
                raise UnpicklingError("invalid load key, '\\x%02x'." % code if code < 32 or code > 126
                                      else "invalid load key, '%c'." % code)
            pos = method(self, data, pos + 1)

    def _pop_mark(self):
        items = self.stack
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        self.stack = self.metastack.pop()
        return items


_LOAD = {}


def _load(code):
    def register(method):
        _LOAD[code] = method
        return method
    return register


def _need(data, pos, n):
    end = pos + n
    if end > len(data):
        raise UnpicklingError("pickle data was truncated")
    return data[pos:end]


def _line(data, pos):
    end = data.find(b'\n', pos)
    if end < 0:
        raise UnpicklingError("pickle data was truncated")
    return data[pos:end], end + 1


@_load(0x80)
def load_proto(self, data, pos):
    if data[pos] > HIGHEST_PROTOCOL:
        raise ValueError("unsupported pickle protocol: %d" % data[pos])
    return pos + 1


@_load(0x95)
def load_frame(self, data, pos):
    if pos + 8 + int.from_bytes(data[pos:pos + 8], 'little') > len(data):
        raise UnpicklingError("pickle data was truncated")
    return pos + 8


def _constant(code, value):
    def load_constant(self, data, pos):
        self.stack.append(value)
        return pos
    _LOAD[code] = load_constant


_constant(0x4e, None)
_constant(0x88, True)
_constant(0x89, False)
_constant(0x29, ())


def _empty(code, kind):
    def load_empty(self, data, pos):
        self.stack.append(kind())
        return pos
    _LOAD[code] = load_empty


_empty(0x5d, list)
_empty(0x7d, dict)
_empty(0x8f, set)


def _integer(code, n, signed):
    def load_integer(self, data, pos):
        self.stack.append(int.from_bytes(_need(data, pos, n), 'little', signed=signed))
        return pos + n
    _LOAD[code] = load_integer


_integer(0x4d, 2, False)
_integer(0x4a, 4, True)


@_load(0x4b)
def load_binint1(self, data, pos):
    self.stack.append(data[pos])
    return pos + 1


@_load(0x49)
def load_int(self, data, pos):
    text, pos = _line(data, pos)
    self.stack.append(False if text == b'00' else True if text == b'01' else int(text.decode()))
    return pos


@_load(0x4c)
def load_long(self, data, pos):
    text, pos = _line(data, pos)
    self.stack.append(int(text.decode().rstrip('L')))
    return pos


@_load(0x46)
def load_float(self, data, pos):
    text, pos = _line(data, pos)
    self.stack.append(float(text.decode()))
    return pos


@_load(0x47)
def load_binfloat(self, data, pos):
    from struct import unpack
    self.stack.append(unpack('>d', _need(data, pos, 8))[0])
    return pos + 8


def _sized(code, n, convert):
    def load_sized(self, data, pos):
        length = int.from_bytes(data[pos:pos + n], 'little')
        pos += n
        self.stack.append(convert(_need(data, pos, length)))
        return pos + length
    _LOAD[code] = load_sized


def _as_text(data):
    return data.decode('utf-8', 'surrogatepass')


def _as_long(data):
    return int.from_bytes(data, 'little', signed=True)


_sized(0x8c, 1, _as_text)
_sized(0x58, 4, _as_text)
_sized(0x8d, 8, _as_text)
_sized(0x43, 1, bytes)
_sized(0x42, 4, bytes)
_sized(0x8e, 8, bytes)
_sized(0x96, 8, bytearray)
_sized(0x8a, 1, _as_long)
_sized(0x8b, 4, _as_long)
_sized(0x55, 1, _as_text)
_sized(0x54, 4, _as_text)


@_load(0x56)
def load_unicode(self, data, pos):
    text, pos = _line(data, pos)
    self.stack.append(text.decode('raw-unicode-escape'))
    return pos


@_load(0x28)
def load_mark(self, data, pos):
    self.metastack.append(self.stack)
    self.stack = []
    return pos


@_load(0x30)
def load_pop(self, data, pos):
    if self.stack:
        del self.stack[-1]
    else:
        self._pop_mark()
    return pos


@_load(0x31)
def load_pop_mark(self, data, pos):
    self._pop_mark()
    return pos


@_load(0x32)
def load_dup(self, data, pos):
    self.stack.append(self.stack[-1])
    return pos


@_load(0x94)
def load_memoize(self, data, pos):
    self.memo[len(self.memo)] = self.stack[-1]
    return pos


@_load(0x71)
def load_binput(self, data, pos):
    self.memo[data[pos]] = self.stack[-1]
    return pos + 1


@_load(0x72)
def load_long_binput(self, data, pos):
    self.memo[int.from_bytes(data[pos:pos + 4], 'little')] = self.stack[-1]
    return pos + 4


@_load(0x70)
def load_put(self, data, pos):
    text, pos = _line(data, pos)
    self.memo[int(text.decode())] = self.stack[-1]
    return pos


def _remembered(self, i):
    try:
        self.stack.append(self.memo[i])
    except KeyError:
        raise UnpicklingError(f'Memo value not found at index {i}') from None


@_load(0x68)
def load_binget(self, data, pos):
    _remembered(self, data[pos])
    return pos + 1


@_load(0x6a)
def load_long_binget(self, data, pos):
    _remembered(self, int.from_bytes(data[pos:pos + 4], 'little'))
    return pos + 4


@_load(0x67)
def load_get(self, data, pos):
    text, pos = _line(data, pos)
    _remembered(self, int(text.decode()))
    return pos


@_load(0x74)
def load_tuple(self, data, pos):
    items = self._pop_mark()
    self.stack.append(tuple(items))
    return pos


def _small_tuple(code, n):
    def load_small_tuple(self, data, pos):
        self.stack[-n:] = [tuple(self.stack[-n:])]
        return pos
    _LOAD[code] = load_small_tuple


_small_tuple(0x85, 1)
_small_tuple(0x86, 2)
_small_tuple(0x87, 3)


@_load(0x6c)
def load_list(self, data, pos):
    items = self._pop_mark()
    self.stack.append(items)
    return pos


@_load(0x64)
def load_dict(self, data, pos):
    items = self._pop_mark()
    self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})
    return pos


@_load(0x91)
def load_frozenset(self, data, pos):
    items = self._pop_mark()
    self.stack.append(frozenset(items))
    return pos


@_load(0x61)
def load_append(self, data, pos):
    value = self.stack.pop()
    self.stack[-1].append(value)
    return pos


@_load(0x65)
def load_appends(self, data, pos):
    items = self._pop_mark()
    target = self.stack[-1]
    extend = getattr(target, 'extend', None)
    if extend is not None:
        extend(items)
    else:
        for item in items:
            target.append(item)
    return pos


@_load(0x73)
def load_setitem(self, data, pos):
    value = self.stack.pop()
    key = self.stack.pop()
    self.stack[-1][key] = value
    return pos


@_load(0x75)
def load_setitems(self, data, pos):
    items = self._pop_mark()
    target = self.stack[-1]
    for i in range(0, len(items), 2):
        target[items[i]] = items[i + 1]
    return pos


@_load(0x90)
def load_additems(self, data, pos):
    items = self._pop_mark()
    target = self.stack[-1]
    if isinstance(target, set):
        target.update(items)
    else:
        for item in items:
            target.add(item)
    return pos


@_load(0x63)
def load_global(self, data, pos):
    module, pos = _line(data, pos)
    name, pos = _line(data, pos)
    self.stack.append(self.find_class(module.decode(), name.decode()))
    return pos


@_load(0x93)
def load_stack_global(self, data, pos):
    name = self.stack.pop()
    module = self.stack.pop()
    if type(name) is not str or type(module) is not str:
        raise UnpicklingError("STACK_GLOBAL requires str")
    self.stack.append(self.find_class(module, name))
    return pos


@_load(0x52)
def load_reduce(self, data, pos):
    args = self.stack.pop()
    self.stack[-1] = self.stack[-1](*args)
    return pos


@_load(0x81)
def load_newobj(self, data, pos):
    args = self.stack.pop()
    cls = self.stack.pop()
    self.stack.append(cls.__new__(cls, *args))
    return pos


@_load(0x92)
def load_newobj_ex(self, data, pos):
    kwargs = self.stack.pop()
    args = self.stack.pop()
    cls = self.stack.pop()
    self.stack.append(cls.__new__(cls, *args, **kwargs))
    return pos


@_load(0x62)
def load_build(self, data, pos):
    state = self.stack.pop()
    inst = self.stack[-1]
    setstate = getattr(inst, "__setstate__", None)
    if setstate is not None:
        setstate(state)
        return pos
    slotstate = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slotstate = state
    if state:
        try:
            inst.__dict__.update(state)
        except (AttributeError, TypeError):
            for k, v in state.items():
                setattr(inst, k, v)
    if slotstate:
        for k, v in slotstate.items():
            setattr(inst, k, v)
    return pos


@_load(0x51)
def load_binpersid(self, data, pos):
    self.stack.append(self.persistent_load(self.stack.pop()))
    return pos


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The pickle of an object, as bytes."""
    return Pickler(None, protocol)._dumps(obj)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Writes the pickle of an object to a file."""
    Pickler(file, protocol).dump(obj)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of a pickle."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(None)._loads(bytes(data))[0]


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of the pickle that the file holds next."""
    return Unpickler(file).load()


_Pickler, _Unpickler, _dumps, _loads = Pickler, Unpickler, dumps, loads
