"""Arrays of numbers of one machine type."""

import struct as _struct
from _collections_abc import MutableSequence as _MutableSequence

typecodes = "bBuhHiIlLqQfd"
_SIZES = {"b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
_NAMES = {"b": "signed char", "B": "unsigned byte integer", "h": "short integer", "H": "unsigned short",
          "i": "signed integer", "I": "unsigned int", "l": "long", "L": "unsigned long"}


class array:
    """array(typecode [, initializer]) -> array"""

    __module__ = "array"

    def __new__(cls, typecode, initializer=(), /, **kwargs):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not " + type(typecode).__name__)
        if typecode not in _SIZES:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self = object.__new__(cls)
        self._code = typecode
        self._size = _SIZES[typecode]
        self._items = []
        if isinstance(initializer, str):
            if typecode != "u":
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self._items = list(initializer)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, array):
            self._items = [self._checked(item) for item in initializer._items]
        else:
            self.extend(initializer)
        return self

    typecode = property(lambda self: self._code, doc="the typecode character used to create the array")
    itemsize = property(lambda self: self._size, doc="the size, in bytes, of one array item")

    def _checked(self, value):
        code = self._code
        if code == "u":
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError("array item must be a unicode character, not " + type(value).__name__)
            return value
        if code in "fd":
            if not isinstance(value, (int, float)) and not hasattr(value, "__float__"):
                raise TypeError("must be real number, not " + type(value).__name__)
            value = float(value)
            return _struct.unpack("f", _struct.pack("f", value))[0] if code == "f" else value
        if not isinstance(value, int):
            if not hasattr(value, "__index__"):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            value = value.__index__()
        value = int(value)
        bits = 8 * self._size
        low, high = (0, (1 << bits) - 1) if code.isupper() else (-1 << bits - 1, (1 << bits - 1) - 1)
        if not low <= value <= high:
            raise OverflowError(self._overflow(value, low))
        return value

    def _overflow(self, value, low):
        code = self._code
        word = "less than minimum" if value < low else "greater than maximum"
        if code in "bhBH":
            name = {"b": "signed char", "h": "signed short integer", "B": "unsigned byte integer",
                    "H": "unsigned short"}[code]
            if code == "h":
                name = "signed short integer"
            return f"{name} is {word}"
        if code == "i":
            return f"signed integer is {word}" if -1 << 63 <= value < 1 << 63 else "Python int too large to convert to C long"
        if code in "IL" and value < 0:
            return "can't convert negative value to unsigned int"
        if code == "I" and value < 1 << 64:
            return "unsigned int is greater than maximum"
        if code == "Q" and value < 0:
            return "can't convert negative int to unsigned"
        return {"l": "Python int too large to convert to C long", "q": "int too big to convert"}.get(
            code, "Python int too large to convert to C unsigned long" if code in "IL" else "int too big to convert")

    def _made(self, items):
        result = object.__new__(array)
        result._code, result._size, result._items = self._code, self._size, items
        return result

    def __repr__(self):
        if not self._items:
            return f"array('{self._code}')"
        if self._code == "u":
            return f"array('u', {''.join(self._items)!r})"
        return f"array('{self._code}', {self._items!r})"

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        items, at = self._items, 0
        while at < len(items):
            yield items[at]
            at += 1

    def __contains__(self, value):
        return value in self._items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._made(self._items[index])
        try:
            return self._items[index]
        except IndexError:
            raise IndexError("array index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f"can only assign array (not \"{type(value).__name__}\") to array slice")
            if value._code != self._code:
                raise TypeError("bad argument type for built-in operation")
            self._items[index] = value._items
            return
        if not isinstance(index, int) and not hasattr(index, "__index__"):
            raise TypeError("array indices must be integers")
        value = self._checked(value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __delitem__(self, index):
        try:
            del self._items[index]
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f"can only append array (not \"{type(other).__name__}\") to array")
        if other._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        return self._made(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f"can only extend with array (not \"{type(other).__name__}\")")
        self._items += (self + other)._items[len(self._items):]
        return self

    def __mul__(self, count):
        return self._made(self._items * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        self._items *= count
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __copy__(self):
        return self._made(list(self._items))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce__(self):
        return array, (self._code, list(self._items))

    def __bytes__(self):
        return self.tobytes()

    def __class_getitem__(cls, item):
        return cls

    def append(self, value, /):
        self._items.append(self._checked(value))

    def extend(self, iterable, /):
        if isinstance(iterable, array) and iterable._code != self._code:
            raise TypeError("can only extend with array of same kind")
        for item in iterable:
            self.append(item)

    def fromlist(self, items, /):
        if not isinstance(items, list):
            raise TypeError("arg must be list")
        self._items += [self._checked(item) for item in items]

    def fromunicode(self, text, /):
        if self._code != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self._items += list(text)

    def frombytes(self, data, /):
        data = bytes(data)
        if len(data) % self._size:
            raise ValueError("bytes length not a multiple of item size")
        if self._code == "u":
            self._items += list(data.decode("utf-32-le"))
        else:
            self._items += _struct.unpack(f"<{len(data) // self._size}{self._format()}", data)

    def fromfile(self, file, count, /):
        data = file.read(count * self._size)
        self.frombytes(data[:len(data) // self._size * self._size])
        if len(data) != count * self._size:
            raise EOFError("read() didn't return enough bytes")

    def _format(self):
        return {"l": "q", "L": "Q"}.get(self._code, self._code)

    def tobytes(self):
        if self._code == "u":
            return "".join(self._items).encode("utf-32-le")
        return _struct.pack(f"<{len(self._items)}{self._format()}", *self._items)

    def tofile(self, file, /):
        file.write(self.tobytes())

    def tolist(self):
        return list(self._items)

    def tounicode(self):
        if self._code != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self._items)

    def buffer_info(self):
        return id(self), len(self._items)

    def byteswap(self):
        self._items = list(_struct.unpack(f">{len(self._items)}{self._format()}", self.tobytes()))

    def count(self, value, /):
        return self._items.count(value)

    def index(self, value, start=0, stop=9223372036854775807, /):
        try:
            return self._items.index(value, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def insert(self, index, value, /):
        self._items.insert(index, self._checked(value))

    def pop(self, index=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        try:
            return self._items.pop(index)
        except IndexError:
            raise IndexError("pop index out of range") from None

    def remove(self, value, /):
        try:
            self._items.remove(value)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def reverse(self):
        self._items.reverse()


ArrayType = array
_MutableSequence.register(array)
