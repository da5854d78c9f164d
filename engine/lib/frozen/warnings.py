"""warnings: messages to people, filtered and printed once per place."""

import _report
import sys

filters = [("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
           ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0),
           ("ignore", None, ResourceWarning, None, 0)]
_defaultaction = "default"
_onceregistry = {}
_seen = {}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self.category.__name__, self.filename, self.lineno, self.line))


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        line = _report.source_line(filename, lineno)
    line = line.strip()
    return text + f"  {line}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


_original_show = showwarning


def _show(record):
    if showwarning is not _original_show:
        showwarning(record.message, record.category, record.filename, record.lineno, record.file, record.line)
    else:
        file = sys.stderr if record.file is None else record.file
        if file is not None:
            file.write(formatwarning(record.message, record.category, record.filename, record.lineno, record.line))


def _matches(entry, text, category, module, lineno):
    action, message, cls, wanted, line = entry
    if not issubclass(category, cls) or (line and line != lineno):
        return False
    if message is not None and not _match_text(message, text):
        return False
    return wanted is None or wanted == module or (hasattr(wanted, "match") and wanted.match(module) is not None)


def _match_text(pattern, text):
    if hasattr(pattern, "match"):
        return pattern.match(text) is not None
    return text.lower().startswith(pattern.lower())


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    module = module or filename
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    action = _defaultaction
    for entry in filters:
        if _matches(entry, text, category, module, lineno):
            action = entry[0]
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = {"once": (text, category), "module": (text, category, module)}.get(action, (text, category, filename, lineno))
    if action != "always":
        if key in _seen:
            return
        _seen[key] = True
    _show(WarningMessage(message, category, filename, lineno, source=source))


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = sys._getframe(stacklevel)
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        module = frame.f_globals.get("__name__", "<string>")
    except ValueError:
        filename, lineno, module = "sys", 1, "sys"
    warn_explicit(message, category, filename, lineno, module, source=source)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    assert action in ("error", "ignore", "always", "default", "module", "once"), f"invalid action: {action!r}"
    entry = (action, message or None, category, module or None, lineno)
    _add(entry, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in ("error", "ignore", "always", "default", "module", "once"), f"invalid action: {action!r}"
    _add((action, None, category, None, lineno), append)


def _add(entry, append):
    if entry in filters:
        filters.remove(entry)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global showwarning
        self._saved = filters[:], showwarning, dict(_seen)
        _seen.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []

            def keep(message, category, filename, lineno, file=None, line=None):
                log.append(WarningMessage(message, category, filename, lineno, file, line))

            showwarning = keep
            return log
        return None

    def __exit__(self, *exc_info):
        global showwarning
        filters[:], showwarning, seen = self._saved
        _seen.clear()
        _seen.update(seen)
