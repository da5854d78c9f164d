"""INI files: sections of names and values."""

import re
from _collections_abc import MutableMapping

__all__ = ["NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError", "InterpolationError",
           "InterpolationDepthError", "InterpolationMissingOptionError", "InterpolationSyntaxError", "ParsingError",
           "MissingSectionHeaderError", "ConfigParser", "RawConfigParser", "Interpolation", "BasicInterpolation",
           "ExtendedInterpolation", "SectionProxy", "DEFAULTSECT", "MAX_INTERPOLATION_DEPTH"]

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


class Error(Exception):
    """Base class for ConfigParser exceptions."""

    def __init__(self, msg=""):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__("No section: %r" % (section,))
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        where = f"While reading from {source!r}" + (f" [line {lineno:2d}]" if lineno is not None else "") + ": " \
            if source is not None else ""
        super().__init__(f"{where}{'section' if where else 'Section'} {section!r} already exists")
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        where = f"While reading from {source!r}" + (f" [line {lineno:2d}]" if lineno is not None else "") + ": " \
            if source is not None else ""
        super().__init__(f"{where}{'option' if where else 'Option'} {option!r} in section {section!r} already exists")
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__("No option %r in section: %r" % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, "Bad value substitution: option {!r} in section {!r} contains an "
                         "interpolation key {!r} which is not a valid option name. Raw value: {!r}".format(
                             option, section, reference, rawval))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, "Recursion limit exceeded in value substitution: option {!r} in section "
                         "{!r} contains an interpolation key which cannot be substituted in {} steps. Raw value: "
                         "{!r}".format(option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source):
        super().__init__(f"Source contains parsing errors: {source!r}")
        self.source = source
        self.errors = []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, repr(line))


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class Interpolation:
    """Leaves values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """%(name)s stands for the value of that name."""

    _KEY = re.compile(r"%\(([^)]+)\)s")

    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, option, value, section, defaults, 1)

    def before_set(self, parser, section, option, value):
        rest = self._KEY.sub("", value.replace("%%", ""))
        if "%" in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, rest.find("%")))
        return value

    def _expand(self, parser, option, value, section, names, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, value)
        parts, rest = [], value
        while "%" in rest:
            at = rest.find("%")
            parts.append(rest[:at])
            rest = rest[at:]
            if rest[1:2] == "%":
                parts.append("%")
                rest = rest[2:]
                continue
            if rest[1:2] != "(":
                raise InterpolationSyntaxError(option, section, "'%%' must be followed by '%%' or '(', found: %r"
                                               % (rest,))
            found = self._KEY.match(rest)
            if found is None:
                raise InterpolationSyntaxError(option, section, "bad interpolation variable reference %r" % rest)
            key = parser.optionxform(found.group(1))
            if key not in names:
                raise InterpolationMissingOptionError(option, section, value, key)
            parts.append(self._expand(parser, option, names[key], section, names, depth + 1))
            rest = rest[found.end():]
        return "".join(parts) + rest


class ExtendedInterpolation(Interpolation):
    """${name} and ${section:name} stand for values."""

    _KEY = re.compile(r"\$\{([^}]+)\}")

    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, option, value, section, defaults, 1)

    def _expand(self, parser, option, value, section, names, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, value)

        def replace(found):
            where, _, key = found.group(1).rpartition(":")
            try:
                inner = parser.get(where, parser.optionxform(key), raw=True) if where else names[parser.optionxform(key)]
            except (KeyError, NoSectionError, NoOptionError):
                raise InterpolationMissingOptionError(option, section, value, found.group(1)) from None
            return self._expand(parser, option, inner, where or section, names, depth + 1)

        return self._KEY.sub(replace, value.replace("$$", "\0")).replace("\0", "$")


class RawConfigParser(MutableMapping):
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False,
                      "off": False}
    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET):
        self._sections = {}
        self._defaults = {}
        self._allow_no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._empty_lines = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation or Interpolation()
        for name, convert in ({} if converters is _UNSET else converters).items():
            setattr(self, "get" + name, self._getter(convert))
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(str(key))] = None if value is None else str(value)

    def _getter(self, convert):
        return lambda section, option, **kwargs: self._get_conv(section, option, convert, **kwargs)

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError("Invalid section name: %r" % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def optionxform(self, optionstr):
        return optionstr.lower()

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, str(name))
            except OSError:
                continue
            done.append(name)
        return done

    def read_file(self, f, source=None):
        self._read(f, source or getattr(f, "name", "<???>"))

    def read_string(self, string, source="<string>"):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source="<dict>"):
        for section, keys in dictionary.items():
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            for key, value in keys.items():
                self.set(section, self.optionxform(str(key)), None if value is None else str(value))

    def _read(self, lines, source):
        section = option = None
        indent = 0
        problems = None
        seen = set()
        target = None
        for number, line in enumerate(lines, 1):
            value = line
            for prefix in self._inline:
                at = re.search(r"(^|\s)" + re.escape(prefix), value)
                if at:
                    value = value[:at.start()]
            stripped = value.strip()
            if stripped.startswith(self._comments) if self._comments else False:
                continue
            if not stripped:
                if self._empty_lines and not line.strip():
                    if option and target is not None and target.get(option) is not None:
                        target[option].append("")
                else:
                    indent = float("inf")
                continue
            here = len(line) - len(line.lstrip())
            if target is not None and option and here > indent and target[option] is not None:
                target[option].append(stripped)
                continue
            indent = here
            header = self.SECTCRE.match(stripped)
            if header:
                section = header.group("header")
                option = None
                if section == self.default_section:
                    target = self._defaults
                elif section in self._sections:
                    if self._strict and section in seen:
                        raise DuplicateSectionError(section, source, number)
                    target = self._sections[section]
                else:
                    target = self._sections[section] = {}
                seen.add(section)
                continue
            if target is None:
                raise MissingSectionHeaderError(source, number, line)
            places = [(stripped.find(d), d) for d in self._delimiters if d in stripped]
            if not places and not self._allow_no_value or places and min(places)[0] == 0:
                problems = problems or ParsingError(source)
                problems.append(number, line)
                continue
            if places:
                at, delimiter = min(places)
                name, text = stripped[:at].rstrip(), stripped[at + len(delimiter):].strip()
            else:
                name, text = stripped, None
            option = self.optionxform(name)
            if self._strict and (section, option) in seen:
                raise DuplicateOptionError(section, option, source, number)
            seen.add((section, option))
            target[option] = None if text is None else [text]
        for values in [self._defaults, *self._sections.values()]:
            for name, text in values.items():
                if isinstance(text, list):
                    values[name] = "\n".join(text).rstrip()
        if problems:
            raise problems

    def _names(self, section, vars):
        if section not in self._sections and section != self.default_section:
            raise NoSectionError(section)
        names = {**self._defaults, **self._sections.get(section, {})}
        for key, value in (vars or {}).items():
            names[self.optionxform(key)] = None if value is None else str(value)
        return names

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            names = self._names(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in names:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = names[option]
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, names)

    def _get_conv(self, section, option, convert, *, raw=False, vars=None, fallback=_UNSET):
        try:
            return convert(self.get(section, option, raw=raw, vars=vars))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, **kwargs):
        return self._get_conv(section, option, int, **kwargs)

    def getfloat(self, section, option, **kwargs):
        return self._get_conv(section, option, float, **kwargs)

    def getboolean(self, section, option, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError("Not a boolean: %s" % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        names = self._names(section, vars)
        return [(key, self.get(section, key, raw=raw, vars=vars)) for key in names]

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            target = self._defaults
        elif section in self._sections:
            target = self._sections[section]
        else:
            raise NoSectionError(section)
        target[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        delimiter = f" {self._delimiters[0]} " if space_around_delimiters else self._delimiters[0]
        sections = ([(self.default_section, self._defaults)] if self._defaults else []) + list(self._sections.items())
        for name, values in sections:
            fp.write(f"[{name}]\n")
            for key, value in values.items():
                if value is None:
                    fp.write(f"{key}\n")
                else:
                    fp.write("{}{}{}\n".format(key, delimiter, str(value).replace("\n", "\n\t")))
            fp.write("\n")

    def remove_option(self, section, option):
        target = self._defaults if not section or section == self.default_section else self._sections.get(section)
        if target is None:
            raise NoSectionError(section)
        return target.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if key not in self._sections:
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from list(self._sections)


class ConfigParser(RawConfigParser):
    """Values are strings, and interpolated."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not isinstance(value, str) and not (value is None and self._allow_no_value):
            raise TypeError("option values must be strings")
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        super().add_section(section)


class SectionProxy(MutableMapping):
    """A proxy for a single section from a parser."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    def __repr__(self):
        return f"<Section: {self._name}>"

    parser = property(lambda self: self._parser)
    name = property(lambda self: self._name)

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if not isinstance(value, str) and not (value is None and self._parser._allow_no_value):
            raise TypeError("option values must be strings")
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, **kwargs):
        return self._parser.getint(self._name, option, fallback=fallback, **kwargs)

    def getfloat(self, option, fallback=None, **kwargs):
        return self._parser.getfloat(self._name, option, fallback=fallback, **kwargs)

    def getboolean(self, option, fallback=None, **kwargs):
        return self._parser.getboolean(self._name, option, fallback=fallback, **kwargs)
