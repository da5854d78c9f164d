"""Values printed over several lines where one is too short."""

import io
import sys
import types
from collections import Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Pretty-print a Python object to a stream [default is sys.stdout]."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Format a Python object into a pretty-printed representation."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Pretty-print a Python object"""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """Sorts whatever cannot be compared by type and identity."""

    __slots__ = ["obj"]

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_pair(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(object):
    return "<Recursion on %s with id=%s>" % (type(object).__name__, id(object))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        stream = io.StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format(self, object, stream, indent, allowance, context, level):
        if id(object) in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            printer = self._printers.get(type(object).__repr__)
            if printer is None and _is_dataclass(object):
                printer = PrettyPrinter._print_dataclass
            if printer is not None:
                context[id(object)] = 1
                printer(self, object, stream, indent, allowance, context, level + 1)
                del context[id(object)]
                return
        stream.write(text)

    def _print_dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields
        name = type(object).__name__
        indent += len(name) + 1
        items = [(f.name, getattr(object, f.name)) for f in fields(object) if f.repr]
        stream.write(name + "(")
        self._format_namespace_items(items, stream, indent, allowance, context, level)
        stream.write(")")

    def _print_simplenamespace(self, object, stream, indent, allowance, context, level):
        name = "namespace" if type(object) is types.SimpleNamespace else type(object).__name__
        indent += len(name) + 1
        stream.write(name + "(")
        self._format_namespace_items(list(object.__dict__.items()), stream, indent, allowance, context, level)
        stream.write(")")

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            stream.write(key + "=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _print_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        if len(object):
            items = sorted(object.items(), key=_safe_pair) if self._sort_dicts else object.items()
            self._format_dict_items(list(items), stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _print_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def _print_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _print_tuple(self, object, stream, indent, allowance, context, level):
        stream.write("(")
        end = ",)" if len(object) == 1 else ")"
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _print_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        if type(object) is set:
            stream.write("{")
            end = "}"
        else:
            stream.write(type(object).__name__ + "({")
            end = "})"
            indent += len(type(object).__name__) + 1
        self._format_items(sorted(object, key=_safe_key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _print_str(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = rest = self._width - indent
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                rest -= allowance
            if len(text) <= rest:
                chunks.append(text)
                continue
            import re
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            limit, current = room, ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        if level == 1:
            stream.write("(")
        stream.write(("\n" + " " * indent).join(chunks))
        if level == 1:
            stream.write(")")

    def _print_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            stream.write("(")
        separator = ""
        width, current, last = self._width - indent, b"", len(object) // 4 * 4
        for i in range(0, len(object), 4):
            part = object[i:i + 4]
            candidate = current + part
            if i == last:
                width -= allowance
            if len(repr(candidate)) > width:
                if current:
                    stream.write(separator + repr(current))
                    separator = "\n" + " " * indent
                current = part
            else:
                current = candidate
        if current:
            stream.write(separator + repr(current))
        if parens:
            stream.write(")")

    def _print_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _print_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        stream.write("%s(%s,\n%s" % (name, self._repr(object.default_factory, context, level), " " * indent))
        self._print_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _print_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "({")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def _print_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        stream.write(name + "([")
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            stream.write("],\n%smaxlen=%s)" % (" " * indent, self._repr(object.maxlen, context, level)))

    def _print_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._repr(key, context, level)
            stream.write(text + ": ")
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        between = ",\n" + " " * indent
        separator, width, room = "", self._width - indent + 1, 0
        room = width
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if room < size:
                    room = width
                    if separator:
                        separator = between
                if room >= size:
                    room -= size
                    stream.write(separator)
                    separator = ", "
                    stream.write(text)
                    continue
            stream.write(separator)
            separator = between
            self._format(item, stream, indent, allowance if last else 1, context, level)

    _printers = {
        dict.__repr__: _print_dict, OrderedDict.__repr__: _print_ordered_dict, list.__repr__: _print_list,
        tuple.__repr__: _print_tuple, set.__repr__: _print_set, frozenset.__repr__: _print_set,
        str.__repr__: _print_str, bytes.__repr__: _print_bytes, types.MappingProxyType.__repr__: _print_mappingproxy,
        types.SimpleNamespace.__repr__: _print_simplenamespace, defaultdict.__repr__: _print_default_dict,
        Counter.__repr__: _print_counter, deque.__repr__: _print_deque, UserDict.__repr__: _print_user,
        UserList.__repr__: _print_user, UserString.__repr__: _print_user,
    }

    def _safe_repr(self, object, context, maxlevels, level):
        """The repr, whether it can be read back, and whether it contains itself."""
        kind = type(object)
        if kind in (str, int, float, complex, bool, bytes, type(None)):
            if kind is int and self._underscore_numbers:
                return f"{object:_d}", True, False
            return repr(object), True, False
        r = getattr(kind, "__repr__", None)
        if issubclass(kind, int) and r is int.__repr__:
            return repr(object), True, False
        is_dict = issubclass(kind, dict) and r is dict.__repr__
        is_list = issubclass(kind, list) and r is list.__repr__
        is_tuple = issubclass(kind, tuple) and r is tuple.__repr__
        if not (is_dict or is_list or is_tuple):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return repr(object), True, False
        if maxlevels and level >= maxlevels:
            return ("{...}" if is_dict else "[...]" if is_list else "(...)"), False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []
        level += 1
        if is_dict:
            items = sorted(object.items(), key=_safe_pair) if self._sort_dicts else object.items()
            pairs = [[k, v] for k, v in items]
        else:
            pairs = [[item] for item in object]
        for pair in pairs:
            texts = []
            for item in pair:
                text, item_readable, item_recursive = self.format(item, context, maxlevels, level)
                texts.append(text)
                readable = readable and item_readable
                recursive = recursive or item_recursive
            parts.append(": ".join(texts))
        del context[id(object)]
        inner = ", ".join(parts)
        if is_dict:
            return "{%s}" % inner, readable, recursive
        if is_list:
            return "[%s]" % inner, readable, recursive
        return ("(%s,)" if len(object) == 1 else "(%s)") % inner, readable, recursive


def _is_dataclass(object):
    if isinstance(object, type) or not hasattr(type(object), "__dataclass_fields__"):
        return False
    function = type(object).__repr__
    return type(object).__dataclass_params__.repr and "__create_fn__" in getattr(
        getattr(function, "__wrapped__", function), "__qualname__", "")
