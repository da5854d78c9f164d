"""HTML as a tree to search: what tutorials use of Beautiful Soup."""

import html
import re
from html.parser import HTMLParser

__version__ = "4.12.3"
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_MULTIPLE = ("class", "rel", "rev", "accept-charset", "headers")
_CLOSED_BY = {"li": {"li"}, "p": {"p"}, "tr": {"tr"}, "td": {"td", "th"}, "th": {"td", "th"}, "option": {"option"},
              "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}


class FeatureNotFound(ValueError):
    pass


class PageElement:
    parent = None

    def _after(self, step):
        if self.parent is None:
            return None
        siblings = self.parent.contents
        at = next(i for i, item in enumerate(siblings) if item is self) + step
        return siblings[at] if 0 <= at < len(siblings) else None

    next_sibling = property(lambda self: self._after(1))
    previous_sibling = property(lambda self: self._after(-1))

    @property
    def next_siblings(self):
        item = self.next_sibling
        while item is not None:
            yield item
            item = item.next_sibling

    @property
    def parents(self):
        item = self.parent
        while item is not None:
            yield item
            item = item.parent

    def find_parent(self, name=None, attrs={}, **kwargs):
        return next((p for p in self.parents if _matches(p, name, attrs, kwargs)), None)

    def find_next_sibling(self, name=None, attrs={}, **kwargs):
        return next((s for s in self.next_siblings if isinstance(s, Tag) and _matches(s, name, attrs, kwargs)), None)

    def find_next_siblings(self, name=None, attrs={}, **kwargs):
        return [s for s in self.next_siblings if isinstance(s, Tag) and _matches(s, name, attrs, kwargs)]

    def extract(self):
        if self.parent is not None:
            self.parent.contents = [item for item in self.parent.contents if item is not self]
            self.parent = None
        return self

    decompose = extract


class NavigableString(str, PageElement):
    name = None

    @property
    def string(self):
        return self

    text = property(lambda self: str(self))

    def get_text(self, separator="", strip=False):
        return self.strip() if strip else str(self)


class Comment(NavigableString):
    pass


class Doctype(NavigableString):
    pass


class ResultSet(list):
    def __getattr__(self, key):
        raise AttributeError(
            f"ResultSet object has no attribute '{key}'. You're probably treating a list of elements like a single "
            "element. Did you call find_all() when you meant to call find()?")


def _value_matches(value, wanted):
    if callable(wanted):
        return bool(wanted(value))
    if wanted is True:
        return value is not None
    if wanted is None or wanted is False:
        return value is None
    if isinstance(wanted, re.Pattern):
        return value is not None and any(wanted.search(item) for item in
                                         (value if isinstance(value, list) else [value]))
    if isinstance(wanted, (list, tuple, set)):
        return any(_value_matches(value, item) for item in wanted)
    if isinstance(value, list):
        return str(wanted) in value or str(wanted) == " ".join(value)
    return value == str(wanted)


def _matches(tag, name, attrs, kwargs):
    if name is not None:
        if callable(name) and not isinstance(name, re.Pattern):
            if not name(tag):
                return False
        elif not _value_matches(tag.name, name):
            return False
    if not isinstance(attrs, dict):
        attrs = {"class": attrs}
    for key, wanted in {**attrs, **kwargs}.items():
        if key in ("string", "text"):
            if tag.string is None or not _value_matches(tag.string, wanted):
                return False
        elif not _value_matches(tag.attrs.get("class" if key == "class_" else key), wanted):
            return False
    return True


class Tag(PageElement):
    def __init__(self, name, attrs=()):
        self.name = name
        self.contents = []
        self.attrs = {}
        for key, value in attrs:
            value = "" if value is None else value
            self.attrs[key] = value.split() if key in _MULTIPLE else value

    def _append(self, item):
        item.parent = self
        self.contents.append(item)

    def append(self, item):
        self._append(NavigableString(item) if type(item) is str else item)

    def __getitem__(self, key):
        return self.attrs[key]

    def __setitem__(self, key, value):
        self.attrs[key] = value

    def __delitem__(self, key):
        self.attrs.pop(key, None)

    def __contains__(self, item):
        return any(item is child or item == child for child in self.contents)

    def __iter__(self):
        return iter(self.contents)

    def __len__(self):
        return len(self.contents)

    def __bool__(self):
        return True

    def __call__(self, *args, **kwargs):
        return self.find_all(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__") or name == "contents":
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return self.find(name)

    def get(self, key, default=None):
        return self.attrs.get(key, default)

    def get_attribute_list(self, key, default=None):
        value = self.get(key, default)
        return value if isinstance(value, list) else [value]

    def has_attr(self, key):
        return key in self.attrs

    @property
    def descendants(self):
        for child in self.contents:
            yield child
            if isinstance(child, Tag):
                yield from child.descendants

    children = property(lambda self: iter(self.contents))

    @property
    def strings(self):
        for item in self.descendants:
            if type(item) is NavigableString:
                yield item

    @property
    def stripped_strings(self):
        for text in self.strings:
            text = text.strip()
            if text:
                yield text

    def get_text(self, separator="", strip=False):
        return separator.join(self.stripped_strings if strip else self.strings)

    getText = get_text
    text = property(get_text)

    @property
    def string(self):
        if len(self.contents) != 1:
            return None
        child = self.contents[0]
        return child if isinstance(child, NavigableString) else child.string

    @string.setter
    def string(self, text):
        self.contents = []
        self.append(str(text))

    def find_all(self, name=None, attrs={}, recursive=True, string=None, limit=None, **kwargs):
        if "text" in kwargs:
            string = kwargs.pop("text")
        items = self.descendants if recursive else self.contents
        found = ResultSet()
        for item in items:
            if isinstance(item, Tag):
                if name is None and string is not None and not attrs and not kwargs:
                    continue
                if _matches(item, name, attrs, kwargs) and (string is None or item.string is not None and
                                                            _value_matches(item.string, string)):
                    found.append(item)
            elif name is None and string is not None and not attrs and not kwargs:
                if type(item) is NavigableString and _value_matches(item, string):
                    found.append(item)
            if limit and len(found) >= limit:
                break
        return found

    findAll = find_all

    def find(self, name=None, attrs={}, recursive=True, string=None, **kwargs):
        found = self.find_all(name, attrs, recursive, string, 1, **kwargs)
        return found[0] if found else None

    def select(self, selector, limit=None):
        found = ResultSet()
        wanted = [_Selector(part) for part in selector.split(",")]
        for item in self.descendants:
            if isinstance(item, Tag) and any(one.matches(item, self) for one in wanted):
                found.append(item)
                if limit and len(found) >= limit:
                    break
        return found

    def select_one(self, selector):
        found = self.select(selector, 1)
        return found[0] if found else None

    def _attributes(self):
        parts = []
        for key, value in self.attrs.items():
            value = " ".join(value) if isinstance(value, list) else value
            parts.append(f' {key}="{html.escape(value, False)}"')
        return "".join(parts)

    def decode_contents(self):
        return "".join(_markup(item) for item in self.contents)

    def __str__(self):
        if self.name in _VOID:
            return f"<{self.name}{self._attributes()}/>"
        return f"<{self.name}{self._attributes()}>{self.decode_contents()}</{self.name}>"

    __repr__ = __str__

    def prettify(self):
        lines = []
        self._pretty(lines, 0)
        return "\n".join(lines) + "\n"

    def _pretty(self, lines, depth):
        if self.name in _VOID:
            lines.append(" " * depth + str(self))
            return
        lines.append(f"{' ' * depth}<{self.name}{self._attributes()}>")
        for item in self.contents:
            if isinstance(item, Tag):
                item._pretty(lines, depth + 1)
            elif item.strip():
                lines.append(" " * (depth + 1) + _markup(NavigableString(item.strip())))
        lines.append(f"{' ' * depth}</{self.name}>")


def _markup(item):
    if isinstance(item, Tag):
        return str(item)
    if isinstance(item, Comment):
        return f"<!--{item}-->"
    if isinstance(item, Doctype):
        return f"<!DOCTYPE {item}>"
    return html.escape(item, False)


class _Selector:
    """One CSS selector: names, #ids, .classes, [attributes], :first-child, descendants and children."""

    _STEP = re.compile(r"\s*(>)?\s*([^\s>]+)")
    _PART = re.compile(r"([#.]?)([\w*-]+)|\[([\w-]+)(?:([~^$*|]?=)[\"']?([^\"'\]]*)[\"']?)?\]|:([\w-]+)(?:\((\d+)\))?")

    def __init__(self, text):
        self.steps = []
        for direct, simple in self._STEP.findall(text.strip()):
            self.steps.append((bool(direct), self._PART.findall(simple)))

    def matches(self, tag, root):
        return self._matches(tag, len(self.steps) - 1, root)

    def _matches(self, tag, step, root):
        direct, parts = self.steps[step]
        if not all(self._part(tag, part) for part in parts):
            return False
        if step == 0:
            return not direct or tag.parent is root
        for parent in tag.parents:
            if self._matches(parent, step - 1, root):
                return True
            if direct:
                return False
        return False

    @staticmethod
    def _part(tag, part):
        kind, name, attribute, operator, wanted, pseudo, number = part
        if pseudo:
            siblings = [s for s in tag.parent.contents if isinstance(s, Tag)] if tag.parent is not None else [tag]
            place = next(i for i, s in enumerate(siblings) if s is tag)
            return {"first-child": place == 0, "last-child": place == len(siblings) - 1,
                    "nth-child": place + 1 == int(number or 0),
                    "nth-of-type": [s for s in siblings if s.name == tag.name].index(tag) + 1 == int(number or 0)
                    }.get(pseudo, False)
        if attribute:
            value = tag.get(attribute)
            if value is None or not operator:
                return value is not None
            value = " ".join(value) if isinstance(value, list) else value
            return {"=": value == wanted, "^=": value.startswith(wanted), "$=": value.endswith(wanted),
                    "*=": wanted in value, "~=": wanted in value.split()}.get(operator, False)
        if kind == "#":
            return tag.get("id") == name
        if kind == ".":
            return name in tag.get("class", ())
        return name == "*" or tag.name == name


class _Builder(HTMLParser):
    def __init__(self, soup):
        super().__init__()
        self.open = [soup]

    def handle_starttag(self, tag, attrs):
        if self.open[-1].name in _CLOSED_BY.get(tag, ()):
            self.open.pop()
        made = Tag(tag, attrs)
        self.open[-1]._append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name == tag:
                del self.open[at:]
                break

    def handle_data(self, data):
        last = self.open[-1].contents[-1:]
        if last and type(last[0]) is NavigableString:
            data = last[0].extract() + data
        self.open[-1]._append(NavigableString(data))

    def handle_comment(self, data):
        self.open[-1]._append(Comment(data))

    def handle_decl(self, decl):
        self.open[-1]._append(Doctype(decl[8:]))


class BeautifulSoup(Tag):
    """A document."""

    def __init__(self, markup="", features=None, **kwargs):
        super().__init__("[document]")
        if hasattr(markup, "read"):
            markup = markup.read()
        if isinstance(markup, (bytes, bytearray)):
            markup = bytes(markup).decode("utf-8", "replace")
        builder = _Builder(self)
        builder.feed(markup)
        builder.close()
        self.original_encoding = None

    def __str__(self):
        return self.decode_contents()

    __repr__ = __str__

    def new_tag(self, name, **attrs):
        return Tag(name, attrs.items())

    def _pretty(self, lines, depth):
        for item in self.contents:
            if isinstance(item, Tag):
                item._pretty(lines, depth)
            elif item.strip():
                lines.append(_markup(item).strip())
