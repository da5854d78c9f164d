"""The "C" locale, which is the only one here."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    pass


def setlocale(category, locale=None):
    if locale in (None, "", "C", "POSIX", "C.UTF-8"):
        return "C" if locale != "C.UTF-8" else locale
    if isinstance(locale, str) and locale.startswith("en_US"):
        return locale
    raise Error("unsupported locale setting")


def getlocale(category=LC_CTYPE):
    return "en_US", "UTF-8"


def getdefaultlocale(envvars=()):
    return "en_US", "UTF-8"


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def getencoding():
    return "UTF-8"


def localeconv():
    return {"decimal_point": ".", "thousands_sep": "", "grouping": [], "currency_symbol": "",
            "int_curr_symbol": "", "mon_decimal_point": "", "mon_thousands_sep": "", "mon_grouping": [],
            "positive_sign": "", "negative_sign": "", "int_frac_digits": 127, "frac_digits": 127,
            "p_cs_precedes": 127, "p_sep_by_space": 127, "n_cs_precedes": 127, "n_sep_by_space": 127,
            "p_sign_posn": 127, "n_sign_posn": 127}


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(string, /):
    return string


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    return format_string("%.12g", val)


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)


def normalize(localename):
    return localename
