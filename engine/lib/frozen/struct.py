"""Values to bytes and back, as C lays them out."""

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']

from math import frexp, ldexp


class error(Exception):
    pass


_SIZES = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8,
          'e': 2, 'f': 4, 'd': 8}
_NATIVE = {**_SIZES, 'l': 8, 'L': 8, 'n': 8, 'N': 8, 'P': 8}
_FLOATS = {'e': (5, 10), 'f': (8, 23), 'd': (11, 52)}
_cache = {}


def _parse(fmt):
    """(byte order, size, [(code, count, offset), ...])"""
    if isinstance(fmt, bytes):
        fmt = fmt.decode('ascii')
    found = _cache.get(fmt)
    if found is not None:
        return found
    order, native, text = 'little', True, fmt
    if fmt[:1] in '@=<>!' and fmt:
        native = fmt[0] == '@'
        order = 'big' if fmt[0] in '>!' else 'little'
        text = fmt[1:]
    sizes = _NATIVE if native else _SIZES
    items, offset, count = [], 0, ''
    for c in text:
        if c.isspace():
            continue
        if c.isdigit():
            count += c
            continue
        n = int(count) if count else 1
        count = ''
        if c in 'sp':
            items.append((c, n, offset))
            offset += n
            continue
        if c not in sizes:
            raise error('bad char in struct format')
        size = sizes[c]
        if native and c != 'x':
            offset += -offset % size
        if c == 'x':
            items.append((c, n, offset))
            offset += n
            continue
        for _ in range(n):
            items.append((c, size, offset))
            offset += size
    if count:
        raise error('repeat count given without format specifier')
    found = _cache[fmt] = order, offset, items
    return found


def _pack_float(value, code):
    exponent_bits, fraction_bits = _FLOATS[code]
    bias = (1 << exponent_bits - 1) - 1
    top = (1 << exponent_bits) - 1
    if value != value:
        return top << fraction_bits | 1 << fraction_bits - 1
    sign = 1 if value < 0 or (value == 0 and str(value)[0] == '-') else 0
    value = abs(value)
    sign <<= exponent_bits + fraction_bits
    if value == float('inf'):
        return sign | top << fraction_bits
    if value == 0:
        return sign
    mantissa, exponent = frexp(value)
    exponent += bias - 1
    if exponent <= 0:  # a subnormal number
        fraction = round(ldexp(mantissa, fraction_bits + exponent))
        return sign | fraction
    fraction = round(ldexp(mantissa * 2 - 1, fraction_bits))
    result = (exponent << fraction_bits) + fraction
    if result >= top << fraction_bits:
        raise OverflowError('float too large to pack with %s format' % code)
    return sign | result


def _unpack_float(bits, code):
    exponent_bits, fraction_bits = _FLOATS[code]
    top = (1 << exponent_bits) - 1
    sign = -1.0 if bits >> exponent_bits + fraction_bits else 1.0
    exponent = bits >> fraction_bits & top
    fraction = bits & (1 << fraction_bits) - 1
    if exponent == top:
        return float('nan') if fraction else sign * float('inf')
    if exponent == 0:
        return sign * ldexp(fraction, 2 - (1 << exponent_bits - 1) - fraction_bits)
    return sign * ldexp(fraction + (1 << fraction_bits), exponent - (1 << exponent_bits - 1) + 1 - fraction_bits)


def _pack_one(code, size, value, order):
    if code in _FLOATS:
        if not isinstance(value, (int, float)):
            raise error('required argument is not a float')
        return _pack_float(float(value), code).to_bytes(size, order)
    if code == 'c':
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error('char format requires a bytes object of length 1')
        return bytes(value)
    if code == '?':
        return b'\1' if value else b'\0'
    if not isinstance(value, int):
        if not hasattr(value, '__index__'):
            raise error('required argument is not an integer')
        value = value.__index__()
    signed = code.islower() and code != 'P'
    try:
        return value.to_bytes(size, order, signed=signed)
    except OverflowError:
        low, high = (-(1 << 8 * size - 1), (1 << 8 * size - 1) - 1) if signed else (0, (1 << 8 * size) - 1)
        if size == 1:
            raise error(('byte' if signed else 'ubyte') + f' format requires {low} <= number <= {high}') from None
        if size == 2:
            raise error('short format requires (-32767 -1) <= number <= 32767' if signed else
                        'ushort format requires 0 <= number <= 65535') from None
        raise error(f"'{code}' format requires {low} <= number <= {high}") from None


def pack(fmt, /, *values):
    order, size, items = _parse(fmt)
    wanted = sum(1 for code, _, _ in items if code != 'x')
    if wanted != len(values):
        raise error(f'pack expected {wanted} items for packing (got {len(values)})')
    out = bytearray(size)
    i = 0
    for code, n, offset in items:
        if code == 'x':
            continue
        value = values[i]
        i += 1
        if code in 'sp':
            if not isinstance(value, (bytes, bytearray)):
                raise error("argument for 's' must be a bytes object")
            data = bytes(value)
            if code == 'p':
                data = bytes([min(len(data), n - 1, 255)]) + data[:n - 1]
            out[offset:offset + n] = data[:n] + bytes(max(0, n - len(data)))
        else:
            out[offset:offset + n] = _pack_one(code, n, value, order)
    return bytes(out)


def unpack(fmt, buffer, /):
    order, size, items = _parse(fmt)
    buffer = bytes(buffer)
    if len(buffer) != size:
        raise error(f'unpack requires a buffer of {size} bytes')
    out = []
    for code, n, offset in items:
        if code == 'x':
            continue
        data = buffer[offset:offset + n]
        if code == 's' or code == 'c':
            out.append(data)
        elif code == 'p':
            out.append(data[1:1 + data[0]])
        elif code == '?':
            out.append(data != b'\0')
        elif code in _FLOATS:
            out.append(_unpack_float(int.from_bytes(data, order), code))
        else:
            out.append(int.from_bytes(data, order, signed=code.islower()))
    return tuple(out)


def calcsize(fmt, /):
    return _parse(fmt)[1]


def pack_into(fmt, buffer, offset, /, *values):
    data = pack(fmt, *values)
    if offset + len(data) > len(buffer):
        raise error(f'pack_into requires a buffer of at least {offset + len(data)} bytes for packing '
                    f'{len(data)} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    buffer[offset:offset + len(data)] = data


def unpack_from(fmt, /, buffer, offset=0):
    size = calcsize(fmt)
    data = bytes(buffer[offset:offset + size])
    if len(data) < size:
        raise error(f'unpack_from requires a buffer of at least {offset + size} bytes for unpacking {size} '
                    f'bytes at offset {offset} (actual buffer size is {len(buffer)})')
    return unpack(fmt, data)


def iter_unpack(fmt, buffer, /):
    size = calcsize(fmt)
    if not size or len(buffer) % size:
        raise error(f'iterative unpacking requires a buffer of a multiple of {size} bytes')
    return iter([unpack(fmt, buffer[i:i + size]) for i in range(0, len(buffer), size)])


class Struct:
    """A format, parsed once."""

    def __init__(self, format):
        self.format = format if isinstance(format, str) else format.decode()
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'Struct({self.format!r})'
