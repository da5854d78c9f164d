"""Tables in text files: values between separators, quoted where needed."""

from io import StringIO

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect", "__doc__", "__version__"]

__version__ = "1.0"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_field_limit = 131072


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    """Describe a CSV dialect."""

    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        try:
            _Format(self)
        except TypeError as problem:
            raise Error(str(problem)) from None


class excel(Dialect):
    """Describe the usual properties of Excel-generated CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Describe the usual properties of Excel-generated TAB-delimited files."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """Describe the usual properties of Unix-generated CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


class _Format:
    """A dialect with all its parameters checked."""

    _DEFAULTS = {"delimiter": ",", "quotechar": '"', "escapechar": None, "doublequote": True,
                 "skipinitialspace": False, "lineterminator": "\r\n", "quoting": QUOTE_MINIMAL, "strict": False}

    def __init__(self, dialect=None, **given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name, default in self._DEFAULTS.items():
            value = getattr(dialect, name, default) if dialect is not None else default
            if name in given:
                value = given.pop(name)
            setattr(self, name, value)
        if given:
            raise TypeError(f"{next(iter(given))!r} is an invalid keyword argument for this function")
        self._check_character("delimiter", False)
        self._check_character("quotechar", True)
        self._check_character("escapechar", True)
        if not isinstance(self.quoting, int) or not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value' if isinstance(self.quoting, int) else
                            f'"quoting" must be an integer')
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        if self.lineterminator is None:
            raise TypeError('"lineterminator" must be a string, not NoneType')

    def _check_character(self, name, optional):
        value = getattr(self, name)
        if optional and value in (None, ""):
            setattr(self, name, None)
            return
        if not isinstance(value, str):
            kind = "string or None" if optional else "string"
            raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
        if len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, **fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(*new_limit):
    global _field_limit
    old = _field_limit
    if new_limit:
        if not isinstance(new_limit[0], int):
            raise TypeError("limit must be an integer")
        _field_limit = new_limit[0]
    return old


class reader:
    """An iterator over the rows of a text given line by line."""

    def __init__(self, csvfile, dialect=None, **fmtparams):
        self._lines = iter(csvfile)
        self.dialect = _Format(dialect, **fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        row, state, field, numeric = [], "start", [], False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == "start" and not row and not field:
                    raise
                if state in ("quoted", "escaped in quotes") and self.dialect.strict:
                    raise Error("unexpected end of data")
                if row or field or state != "start":
                    row.append(self._value(field, numeric))
                    return row
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened "
                            "in text mode)")
            self.line_num += 1
            state, field, numeric = self._line(line, row, state, field, numeric)
            if state == "start":
                return row

    def _value(self, field, numeric):
        text = "".join(field)
        if len(text) > _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")
        return float(text) if numeric else text

    def _line(self, line, row, state, field, numeric):
        d = self.dialect
        delimiter, quote, escape = d.delimiter, d.quotechar, d.escapechar
        at, size = 0, len(line)
        if state == "start" and not row:
            if line in ("\n", "\r\n", "\r", ""):
                return "start", [], False
            state = "field start"
        elif state == "escaped":
            state = "unquoted"
        while at < size:
            c = line[at]
            at += 1
            if state == "quoted":
                if c == escape:
                    if at < size:
                        field.append(line[at])
                        at += 1
                elif c == quote:
                    if d.doublequote and line[at:at + 1] == quote:
                        field.append(c)
                        at += 1
                    else:
                        state = "after quote"
                else:
                    field.append(c)
                continue
            if c in "\r\n":
                if line[at:].strip("\r\n"):
                    raise Error("new-line character seen in unquoted field - do you need to open the file in "
                                "universal-newline mode?")
                break
            if state == "field start":
                field, numeric = [], False
                if c == quote and d.quoting != QUOTE_NONE:
                    state = "quoted"
                    continue
                if c == " " and d.skipinitialspace:
                    continue
                numeric = d.quoting == QUOTE_NONNUMERIC
                state = "unquoted"
            if c == delimiter:
                row.append(self._value(field, numeric if field else False if d.quoting != QUOTE_NONNUMERIC else numeric))
                field, state, numeric = [], "field start", False
            elif c == escape:
                if at < size:
                    field.append(line[at])
                    at += 1
                state = "unquoted"
            elif state == "after quote" and d.strict:
                raise Error(f"'{delimiter}' expected after '{quote}'")
            else:
                if state == "after quote":
                    state = "unquoted"
                field.append(c)
        if state == "quoted":
            return state, field, numeric
        row.append(self._value(field, numeric))
        return "start", [], False


class writer:
    """Writes rows as lines to a file."""

    def __init__(self, csvfile, dialect=None, **fmtparams):
        if not hasattr(csvfile, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._write = csvfile.write
        self.dialect = _Format(dialect, **fmtparams)

    def _field(self, value, alone):
        d = self.dialect
        if value is None:
            text = ""
        elif isinstance(value, float):
            text = repr(value)
        else:
            text = str(value)
        numeric = isinstance(value, (int, float))
        if d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not numeric:
            quoted = True
        elif d.quoting == QUOTE_NONE:
            quoted = False
        else:
            special = [d.delimiter, "\r", "\n", *d.lineterminator] + ([d.quotechar] if d.doublequote else [])
            quoted = any(c and c in text for c in special) or alone and not text
        if not quoted and d.quoting == QUOTE_NONE:
            return self._escaped(text, alone)
        quote, escape = d.quotechar, d.escapechar
        if escape:
            text = text.replace(escape, escape * 2)
        if quote and d.doublequote:
            text = text.replace(quote, quote * 2)
        elif quote and quote in text:
            if not escape:
                raise Error("need to escape, but no escapechar set")
            text = text.replace(quote, escape + quote)
        return quote + text + quote if quoted else text

    def _escaped(self, text, alone):
        d = self.dialect
        if alone and not text:
            raise Error("single empty field record must be quoted")
        result = []
        for c in text:
            if c in (d.delimiter, d.escapechar, d.quotechar, "\r", "\n") or c in d.lineterminator:
                if not d.escapechar:
                    raise Error("need to escape, but no escapechar set")
                result.append(d.escapechar)
            result.append(c)
        return "".join(result)

    def writerow(self, row):
        try:
            values = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        d = self.dialect
        fields = [self._field(value, len(values) == 1) for value in values]
        return self._write(d.delimiter.join(fields) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    """Rows as dictionaries, whose keys are the first row or `fieldnames`."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        result = dict(zip(self.fieldnames, row))
        known, given = len(self.fieldnames), len(row)
        if known < given:
            result[self.restkey] = row[known:]
        elif known > given:
            for key in self.fieldnames[given:]:
                result[key] = self.restval
        return result


class DictWriter:
    """Writes dictionaries as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._values, rowdicts))


class Sniffer:
    """Guesses a dialect from a sample."""

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line]
        best = None
        for candidate in delimiters or ",\t;|: ":
            counts = {line.count(candidate) for line in lines}
            if len(counts) == 1 and counts != {0}:
                best = candidate
                break
        if best is None:
            raise Error("Could not determine delimiter")

        class dialect(excel):
            _name = "sniffed"
            delimiter = best
            skipinitialspace = all(best + " " in line for line in lines)
        return dialect

    def has_header(self, sample):
        rows = list(reader(StringIO(sample), self.sniff(sample)))
        header, rest = rows[0], rows[1:21]

        def numeric(text):
            try:
                complex(text)
                return True
            except ValueError:
                return False

        votes = 0
        for column, title in enumerate(header):
            cells = [row[column] for row in rest if len(row) == len(header)]
            if cells and all(map(numeric, cells)):
                votes += -1 if numeric(title) else 1
            elif cells and len({len(cell) for cell in cells}) == 1:
                votes += 1 if len(title) != len(cells[0]) else -1
        return votes > 0
