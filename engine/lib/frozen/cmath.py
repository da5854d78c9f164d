"""Mathematics of complex numbers."""

import math

pi, e, tau, inf, nan = math.pi, math.e, math.tau, math.inf, math.nan
infj, nanj = complex(0.0, inf), complex(0.0, nan)


def _complex(x):
    return complex(x)


def phase(z, /):
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    z = _complex(z)
    return abs(z), phase(z)


def rect(r, phi, /):
    if r == 0:
        return complex(r * math.cos(phi) if not math.isinf(phi) else 0.0, 0.0 if phi == 0 else r * math.sin(phi))
    return complex(r * math.cos(phi), r * math.sin(phi))


def exp(z, /):
    z = _complex(z)
    try:
        scale = math.exp(z.real)
    except OverflowError:
        raise OverflowError("math range error") from None
    return complex(scale * math.cos(z.imag), scale * math.sin(z.imag))


def log(z, base=None, /):
    z = _complex(z)
    if z == 0:
        raise ValueError("math domain error")
    size = math.hypot(z.real, z.imag)
    if 0.71 <= size <= 1.73:
        large, small = max(abs(z.real), abs(z.imag)), min(abs(z.real), abs(z.imag))
        real = math.log1p((large - 1) * (large + 1) + small * small) / 2
    else:
        real = math.log(size)
    result = complex(real, math.atan2(z.imag, z.real))
    return result if base is None else result / log(base)


def log10(z, /):
    result = log(z)
    return complex(result.real / math.log(10), result.imag / math.log(10))


def sqrt(z, /):
    z = _complex(z)
    if z == 0:
        return complex(0.0, z.imag)
    real, imag = abs(z.real), abs(z.imag)
    if math.isinf(imag):
        return complex(inf, z.imag)
    real, imag = real / 8.0, imag
    s = 2.0 * math.sqrt(real + math.hypot(real, imag / 8.0))
    d = imag / (2.0 * s)
    if z.real >= 0:
        return complex(s, math.copysign(d, z.imag))
    return complex(d, math.copysign(s, z.imag))


def cosh(z, /):
    z = _complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z, /):
    z = _complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z, /):
    z = _complex(z)
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    denominator = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)


def cos(z, /):
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    z = _complex(z)
    s = sinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def tan(z, /):
    z = _complex(z)
    s = tanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def acos(z, /):
    z = _complex(z)
    s1, s2 = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z, /):
    z = _complex(z)
    s1, s2 = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


def asinh(z, /):
    z = _complex(z)
    s1, s2 = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                   math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def asin(z, /):
    z = _complex(z)
    s = asinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def atanh(z, /):
    z = _complex(z)
    if z.real < 0 or z.real == 0 and math.copysign(1.0, z.real) < 0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay == 0:
        raise ValueError("math domain error")
    real = math.log1p(4.0 * z.real / ((1 - z.real) ** 2 + ay * ay)) / 4.0
    return complex(real, -math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0)


def atan(z, /):
    z = _complex(z)
    s = atanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def isfinite(z, /):
    z = _complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isnan(z, /):
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z, /):
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = _complex(a), _complex(b)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol
