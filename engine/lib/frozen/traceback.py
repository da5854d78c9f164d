"""Reports of exceptions and stacks as text."""

import collections.abc
import itertools
import linecache
import sys
from _traceback import carets as _carets, instruction_position as _position, suggestion as _suggestion

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list",
           "format_stack", "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack",
           "print_tb", "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
           "print_list"]

_RECURSIVE_CUTOFF = 3
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_missing = object()


class FrameSummary:
    """One line of a stack: where, in which function, and the source."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals", "_raw")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self._raw = None
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        if lookup_line:
            self.line

    @property
    def _original_line(self):
        self.line
        return self._raw or ""

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._raw = linecache.getline(self.filename, self.lineno).rstrip("\n")
            self._line = self._raw.strip()
        return self._line

    def _key(self):
        return self.filename, self.lineno, self.name, self.locals

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._key() == other._key()
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def walk_stack(f):
    """(frame, line) from the given frame outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class StackSummary(list):
    """The lines of a stack, outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        entries = ((frame, lineno, None) for frame, lineno in frame_gen)
        return klass._extract(entries, limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(klass, entries, limit, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                entries = itertools.islice(entries, limit)
            else:
                entries = collections.deque(entries, maxlen=-limit)
        result = klass()
        for frame, lineno, position in entries:
            code = frame.f_code
            end_lineno = colno = end_colno = None
            if position is not None:
                _, end_lineno, colno, end_colno = position
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=lookup_lines,
                                       locals=frame.f_locals if capture_locals else None,
                                       end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        return result

    @classmethod
    def from_list(klass, a_list):
        result = klass()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, summary):
        rows = [f'  File "{summary.filename}", line {summary.lineno}, in {summary.name}\n']
        if summary.line:
            rows.append(f"    {summary.line.strip()}\n")
            if summary.colno is not None and summary._raw:
                marks = _carets(summary._raw, summary.lineno, summary.end_lineno, summary.colno, summary.end_colno)
                if marks:
                    rows.append(f"    {marks}\n")
        if summary.locals:
            for name, value in sorted(summary.locals.items()):
                rows.append(f"    {name} = {value}\n")
        return "".join(rows)

    def format(self):
        result = []
        last = None
        count = 0
        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            here = summary.filename, summary.lineno, summary.name
            if here != last:
                self._repeated(result, count)
                last, count = here, 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        self._repeated(result, count)
        return result

    @staticmethod
    def _repeated(result, count):
        count -= _RECURSIVE_CUTOFF
        if count > 0:
            result.append(f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\n')


def _safe(value, what, func=str):
    try:
        return func(value)
    except BaseException:
        return f"<{what} {func.__name__}() failed>"


def _tb_entries(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno, _position(tb)
        tb = tb.tb_next


class TracebackException:
    """An exception made ready to be printed: nothing of it is kept alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        seen = _seen if _seen is not None else set()
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(_tb_entries(exc_traceback), limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _safe(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._is_syntax_error = False
        self._type_name = None
        if exc_type is not None:
            module = exc_type.__module__
            self._type_name = exc_type.__qualname__
            if module not in ("__main__", "builtins"):
                self._type_name = f"{module}.{self._type_name}"
        self._extra = ""
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            self._is_syntax_error = True
        elif isinstance(exc_value, (ImportError, NameError, AttributeError)):
            self._extra = _suggestion(exc_value)
            self._str += self._extra
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth)
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        self.__cause__ = self.__context__ = None
        if exc_value is not None:
            cause, context = exc_value.__cause__, exc_value.__context__
            if cause is not None and id(cause) not in seen:
                self.__cause__ = TracebackException(type(cause), cause, cause.__traceback__, _seen=seen, **options)
            wanted = not compact or (cause is None and not exc_value.__suppress_context__)
            if context is not None and wanted and id(context) not in seen:
                self.__context__ = TracebackException(type(context), context, context.__traceback__, _seen=seen,
                                                      **options)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [TracebackException(type(e), e, e.__traceback__, _seen=seen, **options)
                               for e in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type_str(self):
        return self._type_name

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0):
        """The last lines: type, message and notes."""
        if self.exc_type is None:
            yield "None\n"
            return
        if self._is_syntax_error:
            yield from self._format_syntax_error()
        else:
            text = self._str
            yield f"{self._type_name}: {text}\n" if text else f"{self._type_name}\n"
        notes = self.__notes__
        if notes is None:
            return
        if isinstance(notes, collections.abc.Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                yield from [line + "\n" for line in _safe(note, "note").split("\n")]
        else:
            yield f"{_safe(notes, '__notes__', func=repr)}\n"

    def _format_syntax_error(self):
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
            if self.text is not None:
                line = self.text.rstrip("\n")
                shown = line.lstrip(" \n\f")
                cut = len(line) - len(shown)
                yield f"    {shown}\n"
                if self.offset is not None:
                    offset = self.offset
                    end = self.end_offset if self.end_offset not in (None, 0) else offset
                    if self.end_lineno is not None and self.end_lineno != self.lineno:
                        end = len(line) + 1
                    if end <= offset or end < 0:
                        end = offset + 1
                    start = offset - 1 - cut
                    if start >= 0:
                        blanks = "".join(c if c.isspace() else " " for c in shown[:start])
                        blanks += " " * (start - len(blanks))
                        yield f"    {blanks}{'^' * (end - offset)}\n"
        yield f"{self._type_name}: {self.msg or '<no detail available>'}\n"

    def format(self, *, chain=True, _ctx=None):
        """The whole report, in pieces that end with newlines."""
        state = _ctx if _ctx is not None else _PrintState()
        output = []
        exc = self
        if chain:
            while exc:
                if exc.__cause__ is not None:
                    message, older = _CAUSE, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    message, older = _CONTEXT, exc.__context__
                else:
                    message, older = None, None
                output.append((message, exc))
                exc = older
        else:
            output.append((None, exc))
        for message, exc in reversed(output):
            if message is not None:
                yield from state.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from state.emit("Traceback (most recent call last):\n")
                    yield from state.emit(exc.stack.format())
                yield from state.emit(exc.format_exception_only())
            elif state.depth > self.max_group_depth:
                yield from state.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from self._format_group(exc, state)

    def _format_group(self, exc, state):
        outermost = state.depth == 0
        if outermost:
            state.depth = 1
        if exc.stack:
            yield from state.emit("Exception Group Traceback (most recent call last):\n",
                                  margin="+" if outermost else None)
            yield from state.emit(exc.stack.format())
        yield from state.emit(exc.format_exception_only())
        count = len(exc.exceptions)
        shown = count if count <= self.max_group_width else self.max_group_width + 1
        state.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                state.need_close = True
            cut = i >= self.max_group_width
            title = "..." if cut else str(i + 1)
            yield (state.indent() + ("+-" if i == 0 else "  ") + f"+---------------- {title} ----------------\n")
            state.depth += 1
            if cut:
                left = count - self.max_group_width
                yield from state.emit(f"and {left} more exception{'s' if left > 1 else ''}\n")
            else:
                yield from exc.exceptions[i].format(_ctx=state)
            if last and state.need_close:
                yield state.indent() + "+------------------------------------\n"
                state.need_close = False
            state.depth -= 1
        if outermost:
            state.depth = 0

    def print(self, *, file=None, chain=True):
        file = sys.stderr if file is None else file
        for line in self.format(chain=chain):
            file.write(line)


class _PrintState:
    """The margin that a group's members are printed in."""

    def __init__(self):
        self.depth = 0
        self.need_close = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, texts, margin=None):
        prefix = ""
        if self.depth:
            prefix = self.indent() + ("|" if margin is None else margin) + " "
        for text in [texts] if isinstance(texts, str) else texts:
            yield "".join(prefix + line for line in text.splitlines(True)) if prefix else text


def _parse(exc, value, tb):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _missing:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc, None if exc is None else exc.__traceback__
    return value, tb


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True, **kwargs):
    value, tb = _parse(exc, value, tb)
    te = TracebackException(type(value) if value is not None else None, value, tb, limit=limit, compact=True)
    return list(te.format(chain=chain))


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True, **kwargs):
    value, tb = _parse(exc, value, tb)
    te = TracebackException(type(value) if value is not None else None, value, tb, limit=limit, compact=True)
    te.print(file=file, chain=chain)


def format_exception_only(exc, /, value=_missing, *, show_group=False):
    if value is _missing:
        value = exc
    te = TracebackException(type(value) if value is not None else None, value, None, compact=True)
    return list(te.format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_value"):
        raise ValueError("no last exception")
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def extract_tb(tb, limit=None):
    return StackSummary._extract(_tb_entries(tb), limit)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file=file)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    file = sys.stderr if file is None else file
    for item in StackSummary.from_list(extracted_list).format():
        file.write(item)


def clear_frames(tb):
    pass
