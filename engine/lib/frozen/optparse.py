"""Command lines the older way: options anywhere, what is left comes back as a list."""

import os
import sys
import textwrap

__all__ = ["Option", "make_option", "SUPPRESS_HELP", "SUPPRESS_USAGE", "Values", "OptionContainer", "OptionGroup",
           "OptionParser", "HelpFormatter", "IndentedHelpFormatter", "TitledHelpFormatter", "OptParseError",
           "OptionError", "OptionConflictError", "OptionValueError", "BadOptionError", "check_choice"]

NO_DEFAULT = ("NO", "DEFAULT")
SUPPRESS_HELP, SUPPRESS_USAGE = "SUPPRESSHELP", "SUPPRESSUSAGE"


class OptParseError(Exception):
    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    def __init__(self, msg, option):
        self.msg = msg
        self.option_id = str(option)

    def __str__(self):
        return f"option {self.option_id}: {self.msg}" if self.option_id else self.msg


class OptionConflictError(OptionError):
    pass


class OptionValueError(OptParseError):
    pass


class BadOptionError(OptParseError):
    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return "no such option: %s" % self.opt_str


class AmbiguousOptionError(BadOptionError):
    def __init__(self, opt_str, possibilities):
        super().__init__(opt_str)
        self.possibilities = possibilities

    def __str__(self):
        return "ambiguous option: %s (%s?)" % (self.opt_str, ", ".join(self.possibilities))


def _integer(text):
    prefix = text[:2].lower()
    if prefix == "0x":
        return int(text, 16)
    if prefix == "0b":
        return int(text[2:] or "0", 2)
    return int(text, 8) if text[:1] == "0" and len(text) > 1 else int(text)


_CHECKS = {"int": (_integer, "integer"), "long": (_integer, "integer"), "float": (float, "floating-point"),
           "complex": (complex, "complex")}


def check_choice(option, opt, value):
    if value in option.choices:
        return value
    choices = ", ".join(map(repr, option.choices))
    raise OptionValueError("option %s: invalid choice: %r (choose from %s)" % (opt, value, choices))


class Option:
    """One option: its strings, what it does with a value, how help shows it."""

    _NAMES = ("action", "type", "dest", "default", "nargs", "const", "choices", "callback", "callback_args",
              "callback_kwargs", "help", "metavar")
    ACTIONS = ("store", "store_const", "store_true", "store_false", "append", "append_const", "count", "callback",
               "help", "version")
    TYPED = ("store", "append")

    def __init__(self, *opts, **attrs):
        opts = [opt for opt in opts if opt]
        if not opts:
            raise TypeError("at least one option string must be supplied")
        self._short_opts, self._long_opts = [], []
        for opt in opts:
            if len(opt) < 2:
                raise OptionError("invalid option string %r: must be at least two characters long" % opt, self)
            if len(opt) == 2:
                if opt[0] != "-" or opt[1] == "-":
                    raise OptionError("invalid short option string %r: must be of the form -x, (x any non-dash char)"
                                      % opt, self)
                self._short_opts.append(opt)
            else:
                if not opt.startswith("--") or opt[2] == "-":
                    raise OptionError("invalid long option string %r: must start with --, followed by non-dash" % opt,
                                      self)
                self._long_opts.append(opt)
        for name in self._NAMES:
            setattr(self, name, attrs.pop(name, NO_DEFAULT if name == "default" else None))
        if attrs:
            raise OptionError("invalid keyword arguments: %s" % ", ".join(sorted(attrs)), self)
        self._complete()

    def _complete(self):
        self.action = self.action or "store"
        if self.action not in self.ACTIONS:
            raise OptionError("invalid action: %r" % self.action, self)
        if self.type is None and self.action in self.TYPED:
            self.type = "choice" if self.choices is not None else "string"
        if isinstance(self.type, type):
            self.type = self.type.__name__
        if self.type == "str":
            self.type = "string"
        if self.type is not None and self.type not in (*_CHECKS, "string", "choice"):
            raise OptionError("invalid option type: %r" % self.type, self)
        if self.type == "choice" and self.choices is None:
            raise OptionError("must supply a list of choices for type 'choice'", self)
        if self.dest is None and (self.action not in ("help", "version", "callback") or self.type is not None):
            self.dest = self._long_opts[0][2:].replace("-", "_") if self._long_opts else self._short_opts[0][1]
        if self.type is not None and self.nargs is None:
            self.nargs = 1

    def __str__(self):
        return "/".join(self._short_opts + self._long_opts)

    def takes_value(self):
        return self.type is not None

    def get_opt_string(self):
        return (self._long_opts or self._short_opts)[0]

    def _check(self, opt, value):
        if self.type == "choice":
            return check_choice(self, opt, value)
        if self.type in _CHECKS:
            convert, what = _CHECKS[self.type]
            try:
                return convert(value)
            except ValueError:
                raise OptionValueError("option %s: invalid %s value: %r" % (opt, what, value)) from None
        return value

    def process(self, opt, value, values, parser):
        if value is not None:
            value = self._check(opt, value) if self.nargs == 1 else tuple(self._check(opt, v) for v in value)
        dest, action = self.dest, self.action
        if action == "store":
            setattr(values, dest, value)
        elif action == "store_const":
            setattr(values, dest, self.const)
        elif action == "store_true":
            setattr(values, dest, True)
        elif action == "store_false":
            setattr(values, dest, False)
        elif action in ("append", "append_const"):
            values.ensure_value(dest, []).append(value if action == "append" else self.const)
        elif action == "count":
            setattr(values, dest, values.ensure_value(dest, 0) + 1)
        elif action == "callback":
            self.callback(self, opt, value, parser, *(self.callback_args or ()), **(self.callback_kwargs or {}))
        elif action == "help":
            parser.print_help()
            parser.exit()
        else:
            parser.print_version()
            parser.exit()


make_option = Option


class Values:
    """The options' values, as attributes."""

    def __init__(self, defaults=None):
        for name, value in (defaults or {}).items():
            setattr(self, name, value)

    def __str__(self):
        return str(self.__dict__)

    def __repr__(self):
        return "<%s at %#x: %s>" % (type(self).__name__, id(self), self)

    def __eq__(self, other):
        if isinstance(other, Values):
            return self.__dict__ == other.__dict__
        return self.__dict__ == other if isinstance(other, dict) else NotImplemented

    def ensure_value(self, attr, value):
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


class OptionContainer:
    def __init__(self, description=None):
        self.option_list = []
        self.description = description
        self._by_string = {}
        self.defaults = {}

    def set_description(self, description):
        self.description = description

    def get_description(self):
        return self.description

    def add_option(self, *args, **kwargs):
        option = Option(*args, **kwargs) if args and isinstance(args[0], str) else args[0]
        conflicts = [opt for opt in option._short_opts + option._long_opts if opt in self._by_string]
        if conflicts:
            raise OptionConflictError("conflicting option string(s): %s" % ", ".join(conflicts), option)
        self.option_list.append(option)
        for opt in option._short_opts + option._long_opts:
            self._by_string[opt] = option
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            elif option.dest not in self.defaults:
                self.defaults[option.dest] = None
        return option

    def add_options(self, option_list):
        for option in option_list:
            self.add_option(option)

    def get_option(self, opt_str):
        return self._by_string.get(opt_str)

    def has_option(self, opt_str):
        return opt_str in self._by_string


class OptionGroup(OptionContainer):
    def __init__(self, parser, title, description=None):
        super().__init__(description)
        self.parser = parser
        self.title = title
        self._by_string = parser._by_string
        self.defaults = parser.defaults


class HelpFormatter:
    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        self.indent, self.limit, self.short_first = indent_increment, max_help_position, short_first
        self.width = width


class IndentedHelpFormatter(HelpFormatter):
    pass


class TitledHelpFormatter(HelpFormatter):
    pass


class OptionParser(OptionContainer):
    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option, version=None, conflict_handler="error",
                 description=None, formatter=None, add_help_option=True, prog=None, epilog=None):
        super().__init__(description)
        self.prog = prog
        self.version = version
        self.epilog = epilog
        self.allow_interspersed_args = True
        self.option_groups = []
        self.values = self.rargs = self.largs = None
        self.set_usage(usage)
        self.add_options(option_list or ())
        if version:
            self.add_option("--version", action="version", help="show program's version number and exit")
            self.option_list.insert(0, self.option_list.pop())
        if add_help_option:
            self.add_option("-h", "--help", action="help", help="show this help message and exit")

    def set_usage(self, usage):
        if usage is None:
            usage = "%prog [options]"
        elif usage is SUPPRESS_USAGE:
            usage = None
        elif usage.lower().startswith("usage: "):
            usage = usage[7:]
        self.usage = usage

    def enable_interspersed_args(self):
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        self.allow_interspersed_args = False

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def add_option_group(self, *args, **kwargs):
        group = OptionGroup(self, *args, **kwargs) if isinstance(args[0], str) else args[0]
        self.option_groups.append(group)
        return group

    def get_default_values(self):
        values = dict(self.defaults)
        for option in self._all_options():
            default = values.get(option.dest)
            if isinstance(default, str) and option.type not in (None, "string"):
                values[option.dest] = option._check(option.get_opt_string(), default)
        return Values(values)

    def _all_options(self):
        return self.option_list + [option for group in self.option_groups for option in group.option_list]

    def parse_args(self, args=None, values=None):
        self.rargs = rargs = list(sys.argv[1:] if args is None else args)
        self.largs = largs = []
        self.values = values = self.get_default_values() if values is None else values
        try:
            while rargs:
                arg = rargs[0]
                if arg == "--":
                    del rargs[0]
                    break
                if arg[:2] == "--":
                    self._long(rargs, values)
                elif arg[:1] == "-" and len(arg) > 1:
                    self._short(rargs, values)
                elif self.allow_interspersed_args:
                    largs.append(rargs.pop(0))
                else:
                    break
        except (BadOptionError, OptionValueError) as problem:
            self.error(str(problem))
        return values, largs + rargs

    def _take(self, option, opt, rargs):
        if len(rargs) < option.nargs:
            self.error("%s option requires %d argument%s" % (opt, option.nargs, "" if option.nargs == 1 else "s"))
        taken = rargs[:option.nargs]
        del rargs[:option.nargs]
        return taken[0] if option.nargs == 1 else tuple(taken)

    def _long(self, rargs, values):
        opt, equals, explicit = rargs.pop(0).partition("=")
        names = [name for name in self._by_string if name.startswith(opt) and name.startswith("--")]
        if opt not in self._by_string:
            if not names:
                raise BadOptionError(opt)
            if len(names) > 1:
                raise AmbiguousOptionError(opt, sorted(names))
            opt = names[0]
        option = self._by_string[opt]
        value = None
        if option.takes_value():
            if equals:
                rargs.insert(0, explicit)
            value = self._take(option, opt, rargs)
        elif equals:
            self.error("%s option does not take a value" % opt)
        option.process(opt, value, values, self)

    def _short(self, rargs, values):
        letters = rargs.pop(0)[1:]
        for i, letter in enumerate(letters):
            opt = "-" + letter
            option = self._by_string.get(opt)
            if option is None:
                raise BadOptionError(opt)
            value = None
            if option.takes_value():
                if i + 1 < len(letters):
                    rargs.insert(0, letters[i + 1:])
                value = self._take(option, opt, rargs)
            option.process(opt, value, values, self)
            if option.takes_value():
                break

    def get_prog_name(self):
        return os.path.basename(sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, s):
        return s.replace("%prog", self.get_prog_name())

    def exit(self, status=0, msg=None):
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        self.print_usage(sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.get_prog_name(), msg))

    def get_usage(self):
        return "Usage: %s\n" % self.expand_prog_name(self.usage) if self.usage else ""

    def print_usage(self, file=None):
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        return self.expand_prog_name(self.version) if self.version else ""

    def print_version(self, file=None):
        if self.version:
            print(self.get_version(), file=file)

    # help

    def _strings(self, option):
        if not option.takes_value():
            return ", ".join(option._short_opts + option._long_opts)
        metavar = option.metavar or option.dest.upper()
        return ", ".join([f"{opt} {metavar}" for opt in option._short_opts] +
                         [f"{opt}={metavar}" for opt in option._long_opts])

    def _option_help(self, option, indent, position, width):
        opts = self._strings(option)
        room = position - indent - 2
        if len(opts) > room:
            text, first = "%*s%s\n" % (indent, "", opts), position
        else:
            text, first = "%*s%-*s  " % (indent, "", room, opts), 0
        if option.help:
            default = self.defaults.get(option.dest)
            shown = option.help.replace("%default", "none" if default is None else str(default))
            lines = textwrap.wrap(shown, width)
            text += "%*s%s\n" % (first, "", lines[0])
            text += "".join("%*s%s\n" % (position, "", line) for line in lines[1:])
        elif not text.endswith("\n"):
            text += "\n"
        return text

    def format_help(self, formatter=None):
        import shutil
        columns = shutil.get_terminal_size().columns - 2
        parts = []
        if self.usage:
            parts.append(self.get_usage() + "\n")
        if self.description:
            parts.append(textwrap.fill(self.expand_prog_name(self.description), max(columns, 11)) + "\n\n")
        options = [(o, 2) for o in self.option_list if o.help is not SUPPRESS_HELP]
        grouped = [(o, 4) for g in self.option_groups for o in g.option_list if o.help is not SUPPRESS_HELP]
        longest = max((len(self._strings(o)) + indent for o, indent in options + grouped), default=0)
        position = min(longest + 2, 24)
        width = max(columns - position, 11)
        parts.append("Options:\n")
        parts += [self._option_help(o, indent, position, width) for o, indent in options]
        for group in self.option_groups:
            parts.append(f"\n  {group.title}:\n")
            if group.description:
                parts.append(textwrap.fill(group.description, max(columns - 4, 11), initial_indent="    ",
                                           subsequent_indent="    ") + "\n\n")
            parts += [self._option_help(o, 4, position, width) for o in group.option_list
                      if o.help is not SUPPRESS_HELP]
        if self.epilog:
            parts.append("\n" + textwrap.fill(self.epilog, max(columns, 11)) + "\n")
        return "".join(parts)

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())
