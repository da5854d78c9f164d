"""C's number types, for the memory that processes share; there is no C library to call."""

__all__ = ['Structure', 'c_int', 'c_uint', 'c_long', 'c_ulong', 'c_double', 'c_float', 'c_char', 'c_bool',
           'sizeof']


class _SimpleCData:
    _type_ = None

    def __init__(self, value=None):
        self.value = self._default if value is None else value

    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'

    def __class_getitem__(cls, item):
        return cls

    def __mul__(self, n):
        raise TypeError("only types can be multiplied")


def _simple(name, code, default):
    cls = type(name, (_SimpleCData,), {'_type_': code, '_default': default})
    globals()[name] = cls
    return cls


for _name, _code in (('c_byte', 'b'), ('c_ubyte', 'B'), ('c_short', 'h'), ('c_ushort', 'H'), ('c_int', 'i'),
                     ('c_uint', 'I'), ('c_long', 'l'), ('c_ulong', 'L'), ('c_longlong', 'q'),
                     ('c_ulonglong', 'Q')):
    _simple(_name, _code, 0)
for _name, _code in (('c_float', 'f'), ('c_double', 'd')):
    _simple(_name, _code, 0.0)
_simple('c_bool', '?', False)
_simple('c_char', 'c', b'\0')
_simple('c_wchar', 'u', '\0')
c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_long
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulong
c_size_t, c_ssize_t = c_ulong, c_long
_SIZES = {'b': 1, 'B': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'f': 4, 'd': 8, '?': 1,
          'c': 1, 'u': 4}


class Structure:
    """Named fields; multiprocessing.Value and Array put them into shared memory."""

    _fields_ = ()

    def __init__(self, *args, **kwargs):
        for name, kind in self._fields_:
            setattr(self, name, kind._default)
        for (name, _), value in zip(self._fields_, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


def sizeof(kind):
    if hasattr(kind, '_fields_'):
        return sum(_SIZES[field._type_] for _, field in kind._fields_)
    return _SIZES[kind._type_]


class _NoLibrary:
    def __getattr__(self, name):
        raise NotImplementedError("GILscope's ctypes has no C libraries to call")

    def LoadLibrary(self, name):
        raise OSError(f"{name}: cannot open shared object file: GILscope has no C libraries")


cdll = windll = pythonapi = _NoLibrary()


def CDLL(name, *args, **kwargs):
    raise OSError(f"{name}: cannot open shared object file: GILscope has no C libraries")
