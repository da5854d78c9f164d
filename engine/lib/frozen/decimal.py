"""Decimal floating point with the context's precision and rounding."""

import contextvars
import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext",
           "DecimalException", "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal",
           "Overflow", "Underflow", "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax",
           "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR",
           "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext", "MAX_PREC",
           "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN"
ROUND_CEILING, ROUND_FLOOR, ROUND_UP = "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP"
ROUND_HALF_DOWN, ROUND_05UP = "ROUND_HALF_DOWN", "ROUND_05UP"
_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN,
              ROUND_05UP)
HAVE_THREADS = HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - MAX_PREC + 1


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Inexact, Rounded, Clamped)
_SIGNAL_OF = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
              DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}


class Context:
    """Precision, rounding, and which signals are exceptions."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        self.prec = 28 if prec is None else prec
        self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        self.flags = self._signals(flags or ())
        self.traps = self._signals((InvalidOperation, DivisionByZero, Overflow) if traps is None else traps)

    @staticmethod
    def _signals(given):
        if isinstance(given, dict):
            return dict(given)
        return {signal: signal in given for signal in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and not (isinstance(value, int) and 1 <= value <= MAX_PREC):
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ", ".join(s.__name__ for s, on in self.flags.items() if on)
        traps = ", ".join(s.__name__ for s, on in self.traps.items() if on)
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags,
                       self.traps)

    __copy__ = copy

    def clear_flags(self):
        self.flags = self._signals(())

    def clear_traps(self):
        self.traps = self._signals(())

    def _signal(self, condition, result=None):
        signal = _SIGNAL_OF.get(condition, condition)
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return result

    def create_decimal(self, num="0"):
        return Decimal(num, self)._rounded(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._rounded(self)

    def _call(name):
        def method(self, *args):
            with localcontext(self):
                return getattr(Decimal(args[0]), name)(*args[1:])
        return method

    add, subtract, multiply = _call("__add__"), _call("__sub__"), _call("__mul__")
    divide, divide_int, remainder = _call("__truediv__"), _call("__floordiv__"), _call("__mod__")
    power, sqrt, abs, minus, plus = _call("__pow__"), _call("sqrt"), _call("__abs__"), _call("__neg__"), _call("__pos__")
    quantize, exp, ln, log10, compare = _call("quantize"), _call("exp"), _call("ln"), _call("log10"), _call("compare")


DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped,
                                                              Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])
_current = contextvars.ContextVar("decimal_context")


def getcontext():
    """Get the current context."""
    try:
        return _current.get()
    except LookupError:
        context = DefaultContext.copy()
        _current.set(context)
        return context


def setcontext(context):
    """Set a new default context."""
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class localcontext:
    """A context for a with statement."""

    def __init__(self, ctx=None, **kwargs):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *args):
        setcontext(self._saved)


def _round_up(rounding, sign, quotient, rest, divisor):
    """Does quotient + rest / divisor round away from zero?"""
    if not rest:
        return False
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return bool(sign)
    if rounding == ROUND_05UP:
        return quotient % 5 == 0
    twice = 2 * rest
    if twice != divisor:
        return twice > divisor
    return rounding == ROUND_HALF_UP or rounding == ROUND_HALF_EVEN and quotient % 2 == 1


_PARSER = _re.compile(r"""
    (?P<sign>[-+])?
    (?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?
     |Inf(?:inity)?
     |(?P<signal>s)?NaN(?P<diag>\d*))\Z
""", _re.VERBOSE | _re.IGNORECASE)
_INFINITE, _QUIET, _SIGNALLING = "F", "n", "N"


class Decimal:
    """Floating point class for decimal arithmetic."""

    __slots__ = ("_sign", "_int", "_exp")

    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            return cls._made(value._sign, value._int, value._exp)
        if isinstance(value, int):
            return cls._made(int(value < 0), abs(int(value)), 0)
        if isinstance(value, str):
            return cls._parsed(value, context or getcontext())
        if isinstance(value, float):
            (context or getcontext())._signal(FloatOperation)
            return cls.from_float(value)
        if isinstance(value, (list, tuple)):
            return cls._from_tuple(value)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def _made(cls, sign, coefficient, exponent):
        self = object.__new__(cls)
        self._sign, self._int, self._exp = sign, coefficient, exponent
        return self

    @classmethod
    def _parsed(cls, text, context):
        found = _PARSER.match(text.strip().replace("_", ""))
        if not found:
            return context._signal(ConversionSyntax, Decimal._made(0, 0, _QUIET))
        sign = int(found["sign"] == "-")
        if found["int"] is not None:
            fraction = found["frac"] or ""
            return cls._made(sign, int(found["int"] + fraction or "0"), int(found["exp"] or 0) - len(fraction))
        if found["diag"] is not None:
            return cls._made(sign, int(found["diag"] or 0), _SIGNALLING if found["signal"] else _QUIET)
        return cls._made(sign, 0, _INFINITE)

    @classmethod
    def _from_tuple(cls, value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        return cls._made(sign, int("".join(map(str, digits)) or "0") if exponent != _INFINITE else 0, exponent)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls._made(int(f < 0), abs(f), 0)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if _math.isnan(f):
            return cls._made(int(_math.copysign(1.0, f) < 0), 0, _QUIET)
        if _math.isinf(f):
            return cls._made(int(f < 0), 0, _INFINITE)
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return cls._made(int(_math.copysign(1.0, f) < 0), n * 5 ** k, -k)

    # what kind of number

    def is_nan(self):
        return self._exp in (_QUIET, _SIGNALLING)

    def is_qnan(self):
        return self._exp == _QUIET

    def is_snan(self):
        return self._exp == _SIGNALLING

    def is_infinite(self):
        return self._exp == _INFINITE

    def is_finite(self):
        return not isinstance(self._exp, str)

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self.is_finite() and self._int == 0

    def is_normal(self, context=None):
        return self.is_finite() and self._int != 0

    def __bool__(self):
        return not self.is_finite() or self._int != 0

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1 if self.is_finite() else 0

    def as_tuple(self):
        if self._exp == _INFINITE:
            return DecimalTuple(self._sign, (0,), _INFINITE)
        digits = () if self.is_nan() and not self._int else tuple(map(int, str(self._int)))
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer ratio")
        if not self.is_finite():
            raise OverflowError("cannot convert Infinity to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        g = _math.gcd(n, d)
        return n // g, d // g

    # text

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if not self.is_finite():
            if self._exp == _INFINITE:
                return sign + "Infinity"
            return sign + ("NaN" if self._exp == _QUIET else "sNaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        exponent = "" if left == point else f"E{left - point:+d}"
        return sign + whole + fraction + exponent

    def to_eng_string(self, context=None):
        return self.__str__(eng=True)

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec):
        found = _re.fullmatch(r"(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?", spec, _re.S)
        if not found:
            raise ValueError("invalid format string")
        fill, align, sign, _, zero, width, comma, precision, kind = found.groups()
        number = self
        if kind == "%":
            number = Decimal._made(self._sign, self._int, self._exp + 2) if self.is_finite() else self
        if number.is_finite():
            body = number._format_body(kind, None if precision is None else int(precision))
        else:
            body = str(number).lstrip("-")
        if comma:
            whole, dot, rest = body.partition(".")
            digits = _re.match(r"\d*", whole).group()
            grouped = f"{int(digits or 0):{comma}}" if digits else digits
            body = grouped + whole[len(digits):] + dot + rest
        mark = "-" if number._sign else sign if sign in ("+", " ") else ""
        text = body + ("%" if kind == "%" else "")
        if zero and not align:
            fill, align = "0", "="
        if zero and not number.is_finite():
            zero, fill = None, " "
        room = int(width or 0) - len(mark) - len(text)
        if room <= 0:
            return mark + text
        fill = fill or " "
        if align == "=":
            return mark + fill * room + text
        if align == "<":
            return mark + text + fill * room
        if align == "^":
            return fill * (room // 2) + mark + text + fill * (room - room // 2)
        return fill * room + mark + text

    def _format_body(self, kind, precision):
        rounding = getcontext().rounding
        number = self
        if kind in ("e", "E"):
            if precision is not None:
                number = number._to_digits(precision + 1, rounding)
            digits = str(number._int)
            if number._int == 0 and precision is not None:
                digits = "0" * (precision + 1)
            exponent = number.adjusted() if number._int else number._exp + (precision or 0)
            return digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + f"{kind}{exponent:+d}"
        if kind in ("f", "F", "%"):
            if precision is not None:
                number = number._to_exponent(-precision, rounding)
            if number._exp > 0:
                number = number._to_exponent(0, rounding)
            digits = str(number._int).rjust(1 - number._exp, "0")
            point = len(digits) + number._exp
            return digits[:point] + ("." + digits[point:] if number._exp else "")
        if precision is not None and len(str(number._int)) > max(precision, 1):
            number = number._to_digits(max(precision, 1), rounding)
        text = str(number).lstrip("-")
        return text.lower() if kind == "g" else text

    # rounding

    def _to_exponent(self, exponent, rounding):
        """This finite number with that exponent."""
        if self._exp >= exponent:
            return Decimal._made(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        divisor = 10 ** (exponent - self._exp)
        quotient, rest = divmod(self._int, divisor)
        quotient += _round_up(rounding, self._sign, quotient, rest, divisor)
        return Decimal._made(self._sign, quotient, exponent)

    def _to_digits(self, count, rounding):
        """This finite number with exactly `count` digits."""
        if not self._int:
            return Decimal._made(self._sign, 0, self._exp)
        result = self._to_exponent(self.adjusted() - count + 1, rounding)
        if len(str(result._int)) > count:
            result = Decimal._made(result._sign, result._int // 10, result._exp + 1)
        return result

    def _rounded(self, context=None):
        """This number in the context's precision."""
        context = context or getcontext()
        if not self.is_finite():
            return self
        result = self
        if len(str(self._int)) > context.prec:
            result = self._to_digits(context.prec, context.rounding)
            context._signal(Rounded)
            if result._int * 10 ** max(0, result._exp - self._exp) != self._int:
                context._signal(Inexact)
        if result._int and result.adjusted() > context.Emax:
            context._signal(Inexact)
            context._signal(Rounded)
            return context._signal(Overflow, Decimal._made(self._sign, 0, _INFINITE))
        tiny = context.Emin - context.prec + 1
        if result._exp < tiny:
            result = self._to_exponent(tiny, context.rounding)
            context._signal(Subnormal)
        return result

    # arithmetic

    @staticmethod
    def _other(other):
        if isinstance(other, Decimal):
            return other
        if isinstance(other, int):
            return Decimal._made(int(other < 0), abs(int(other)), 0)
        return None

    def _nan_of(self, other):
        for value in (self, other):
            if value.is_nan():
                if value._exp == _SIGNALLING:
                    getcontext()._signal(InvalidOperation)
                return Decimal._made(value._sign, value._int, _QUIET)
        return None

    def __add__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        context = getcontext()
        if not (self.is_finite() and other.is_finite()):
            nan = self._nan_of(other)
            if nan is not None:
                return nan
            if self.is_infinite() and other.is_infinite() and self._sign != other._sign:
                return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
            return Decimal(self if self.is_infinite() else other)
        exponent = min(self._exp, other._exp)
        a = self._int * 10 ** (self._exp - exponent) * (-1 if self._sign else 1)
        b = other._int * 10 ** (other._exp - exponent) * (-1 if other._sign else 1)
        total = a + b
        if total:
            sign = int(total < 0)
        elif not self._int and not other._int:
            sign = self._sign & other._sign if context.rounding != ROUND_FLOOR else self._sign | other._sign
        else:
            sign = int(context.rounding == ROUND_FLOOR)
        return Decimal._made(sign, abs(total), exponent)._rounded(context)

    __radd__ = __add__

    def __sub__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if not (self.is_finite() and other.is_finite()):
            nan = self._nan_of(other)
            if nan is not None:
                return nan
            if self.is_zero() or other.is_zero():
                return getcontext()._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
            return Decimal._made(sign, 0, _INFINITE)
        return Decimal._made(sign, self._int * other._int, self._exp + other._exp)._rounded()

    __rmul__ = __mul__

    def _special_division(self, other):
        """The quotient where it is no number's; None elsewhere."""
        context = getcontext()
        nan = self._nan_of(other)
        if nan is not None:
            return nan
        if self.is_infinite() and other.is_infinite():
            return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
        sign = self._sign ^ other._sign
        if self.is_infinite():
            return Decimal._made(sign, 0, _INFINITE)
        if other.is_infinite():
            return Decimal._made(sign, 0, context.Emin - context.prec + 1)
        if not other._int:
            if not self._int:
                return context._signal(DivisionUndefined, Decimal._made(0, 0, _QUIET))
            return context._signal(DivisionByZero, Decimal._made(sign, 0, _INFINITE))
        return None

    def __truediv__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        special = self._special_division(other)
        if special is not None:
            return special
        context = getcontext()
        sign = self._sign ^ other._sign
        if not self._int:
            return Decimal._made(sign, 0, self._exp - other._exp)
        shift = len(str(other._int)) - len(str(self._int)) + context.prec + 1
        exponent = self._exp - other._exp - shift
        if shift >= 0:
            quotient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            quotient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if quotient % 5 == 0:
                quotient += 1  # so that rounding sees that it is not exact
        else:
            ideal = self._exp - other._exp
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return Decimal._made(sign, quotient, exponent)._rounded(context)

    def __rtruediv__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other / self

    def _whole_division(self, other):
        exponent = min(self._exp, other._exp)
        quotient, rest = divmod(self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent))
        if len(str(quotient)) > getcontext().prec:
            bad = getcontext()._signal(DivisionImpossible, Decimal._made(0, 0, _QUIET))
            return bad, bad
        return (Decimal._made(self._sign ^ other._sign, quotient, 0),
                Decimal._made(self._sign, rest, exponent)._rounded())

    def __floordiv__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        special = self._special_division(other)
        if special is not None:
            return Decimal._made(special._sign, 0, 0) if special.is_finite() else special
        return self._whole_division(other)[0]

    def __rfloordiv__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        nan = self._nan_of(other)
        if nan is not None:
            return nan
        if self.is_infinite() or not other:
            condition = DivisionUndefined if self.is_zero() else InvalidOperation
            return getcontext()._signal(condition, Decimal._made(0, 0, _QUIET))
        if other.is_infinite():
            return self._rounded()
        return self._whole_division(other)[1]

    def __rmod__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else (self // other, self % other)

    def __rdivmod__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else divmod(other, self)

    def __pow__(self, other, modulo=None):
        other = self._other(other)
        if other is None:
            return NotImplemented
        context = getcontext()
        nan = self._nan_of(other)
        if nan is not None:
            return nan
        if not other:
            if not self:
                return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
            return Decimal(1)
        whole = other == other.to_integral_value() if other.is_finite() else True
        if not self:
            negative = self._sign and whole and int(other) % 2
            return Decimal._made(int(negative), 0, _INFINITE if other._sign else 0)
        if whole and other.is_finite() and abs(other) < 100000:
            power = int(other)
            if power > 0 and len(str(self._int)) * power <= 4000 and self.is_finite():
                return Decimal._made(self._sign & power & 1, self._int ** power, self._exp * power)._rounded(context)
            with localcontext(context) as work:
                work.prec += 12
                result, base, left = Decimal(1), self, abs(power)
                while left:
                    if left & 1:
                        result = result * base
                    left >>= 1
                    if left:
                        base = base * base
                if power < 0:
                    result = 1 / result
            return result._rounded(context)
        if self._sign:
            return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
        with localcontext(context) as work:
            work.prec += 10
            result = (self.ln() * other).exp()
        return result._rounded(context)

    def __rpow__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other ** self

    def sqrt(self, context=None):
        context = context or getcontext()
        if self.is_nan() or self.is_infinite() and not self._sign:
            return self
        if not self:
            return Decimal._made(self._sign, 0, self._exp // 2)
        if self._sign:
            return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
        exponent, number = self._exp, self._int
        if exponent & 1:
            exponent, number = exponent - 1, number * 10
        shift = max(0, context.prec + 1 - (len(str(number)) + 1) // 2)
        scaled = number * 100 ** shift
        root = _math.isqrt(scaled)
        ideal = self._exp // 2
        exponent = exponent // 2 - shift
        if root * root == scaled:
            while exponent < ideal and root % 10 == 0:
                root, exponent = root // 10, exponent + 1
        elif root % 5 == 0:
            root += 1
        work = context.copy()
        work.rounding = ROUND_HALF_EVEN
        return Decimal._made(0, root, exponent)._rounded(work)

    def exp(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self
        if self.is_infinite():
            return Decimal(0) if self._sign else self
        if not self:
            return Decimal(1)
        with localcontext(context) as work:
            work.prec += 10 + max(0, self.adjusted() + 1)
            work.rounding = ROUND_HALF_EVEN
            halvings = max(0, self.adjusted() + 1) * 4 + 8
            x = self / 2 ** halvings
            total = term = Decimal(1)
            n = 0
            limit = Decimal._made(0, 1, -work.prec - 5)
            while abs(term) > limit:
                n += 1
                term = term * x / n
                total = total + term
            for _ in range(halvings):
                total = total * total
        work = context.copy()
        work.rounding = ROUND_HALF_EVEN
        return total._rounded(work)

    def ln(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self
        if not self:
            return Decimal._made(1, 0, _INFINITE)
        if self._sign:
            return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
        if self.is_infinite():
            return self
        if self == 1:
            return Decimal(0)
        with localcontext(context) as work:
            work.prec += 12
            work.rounding = ROUND_HALF_EVEN
            guess = Decimal(_math.log(self._int) + self._exp * _math.log(10))
            for _ in range(2 + work.prec.bit_length() // 2):
                power = guess.exp()
                guess = guess + 2 * (self - power) / (self + power)
        work = context.copy()
        work.rounding = ROUND_HALF_EVEN
        return guess._rounded(work)

    def log10(self, context=None):
        context = context or getcontext()
        if self.is_finite() and self._int and not self._sign:
            digits = str(self._int)
            if digits.strip("0") == "1":
                return Decimal(self.adjusted())
        with localcontext(context) as work:
            work.prec += 6
            result = self.ln()
            if result.is_finite():
                result = result / Decimal(10).ln()
        return result._rounded(context)

    # comparison

    def _compared(self, other):
        """-1, 0, 1 for two numbers that are not NaN."""
        if self.is_infinite() or other.is_infinite():
            a = (-1 if self._sign else 1) if self.is_infinite() else 0
            b = (-1 if other._sign else 1) if other.is_infinite() else 0
            return (a > b) - (a < b)
        exponent = min(self._exp, other._exp)
        a = self._int * 10 ** (self._exp - exponent) * (-1 if self._sign else 1)
        b = other._int * 10 ** (other._exp - exponent) * (-1 if other._sign else 1)
        return (a > b) - (a < b)

    def _comparable(self, other):
        if isinstance(other, float):
            getcontext().flags[FloatOperation] = True
            return Decimal.from_float(other)
        if isinstance(other, _numbers.Rational) and not isinstance(other, int):
            return Decimal(other.numerator) / Decimal(other.denominator)
        return self._other(other)

    def __eq__(self, other):
        other = self._comparable(other)
        if other is None:
            return NotImplemented
        return False if self.is_nan() or other.is_nan() else self._compared(other) == 0

    def _order(test):
        def method(self, other):
            other = self._comparable(other)
            if other is None:
                return NotImplemented
            if self.is_nan() or other.is_nan():
                return getcontext()._signal(InvalidOperation, False)
            return test(self._compared(other))
        return method

    __lt__, __le__ = _order(lambda c: c < 0), _order(lambda c: c <= 0)
    __gt__, __ge__ = _order(lambda c: c > 0), _order(lambda c: c >= 0)

    def compare(self, other, context=None):
        other = Decimal(other)
        nan = self._nan_of(other)
        return Decimal(self._compared(other)) if nan is None else nan

    def __hash__(self):
        if self.is_nan():
            if self._exp == _SIGNALLING:
                raise TypeError("Cannot hash a signaling NaN value.")
            return object.__hash__(self)
        if self.is_infinite():
            return -314159 if self._sign else 314159
        p = (1 << 61) - 1
        power = pow(10, self._exp, p) if self._exp >= 0 else pow(pow(10, p - 2, p), -self._exp, p)
        value = self._int * power % p
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def max(self, other, context=None):
        other = Decimal(other)
        return (other if self.is_nan() or self < other else self)._rounded(context)

    def min(self, other, context=None):
        other = Decimal(other)
        return (other if self.is_nan() or other < self else self)._rounded(context)

    # conversion

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = Decimal(exp)
        nan = self._nan_of(exp)
        if nan is not None:
            return nan
        if self.is_infinite() and exp.is_infinite():
            return Decimal(self)
        if not self.is_finite() or not exp.is_finite():
            return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
        result = self._to_exponent(exp._exp, rounding or context.rounding)
        if len(str(result._int)) > context.prec:
            return context._signal(InvalidOperation, Decimal._made(0, 0, _QUIET))
        return result

    def to_integral_value(self, rounding=None, context=None):
        if not self.is_finite() or self._exp >= 0:
            return Decimal(self)
        return self._to_exponent(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        result = self._rounded(context)
        if not result.is_finite():
            return result
        if not result._int:
            return Decimal._made(result._sign, 0, 0)
        number, exponent = result._int, result._exp
        while number % 10 == 0:
            number, exponent = number // 10, exponent + 1
        return Decimal._made(result._sign, number, exponent)

    def same_quantum(self, other, context=None):
        return self._exp == Decimal(other)._exp

    def scaleb(self, other, context=None):
        return Decimal._made(self._sign, self._int, self._exp + int(other))._rounded(context)

    def fma(self, other, third, context=None):
        other = Decimal(other)
        return Decimal._made(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp) + Decimal(third)

    def copy_abs(self):
        return Decimal._made(0, self._int, self._exp)

    def copy_negate(self):
        return Decimal._made(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        return Decimal._made(Decimal(other)._sign, self._int, self._exp)

    def __neg__(self):
        return (self.copy_negate() if self or not self.is_finite() else self.copy_abs())._rounded()

    def __pos__(self):
        return (self if self or not self.is_finite() else self.copy_abs())._rounded()

    def __abs__(self):
        return self.copy_abs()._rounded()

    def __int__(self):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if not self.is_finite():
            raise OverflowError("cannot convert Infinity to integer")
        value = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._exp == _SIGNALLING:
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self)) if not self.is_nan() else float("-nan" if self._sign else "nan")

    def __complex__(self):
        return complex(float(self))

    def __round__(self, n=None):
        if n is not None:
            return self.quantize(Decimal._made(0, 1, -n), ROUND_HALF_EVEN)
        return int(self._checked()._to_exponent(0, ROUND_HALF_EVEN)) if self._checked()._exp < 0 else int(self)

    def _checked(self):
        int(self)
        return self

    def __floor__(self):
        return int(self._checked()._to_exponent(0, ROUND_FLOOR)) if self._checked()._exp < 0 else int(self)

    def __ceil__(self):
        return int(self._checked()._to_exponent(0, ROUND_CEILING)) if self._checked()._exp < 0 else int(self)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_numbers.Number.register(Decimal)
