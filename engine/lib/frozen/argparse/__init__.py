"""Command lines: declared arguments, parsed, with usage, help and errors as CPython words them."""

import os
import re
import sys

from ._actions import (
    _UNRECOGNIZED, Action, ArgumentError, ArgumentTypeError, BooleanOptionalAction, FileType, Namespace,
    _get_action_name, _SubParsersAction, _AttributeHolder, _HelpAction, _StoreAction,
)
from ._containers import _ActionsContainer, _ArgumentGroup, _MutuallyExclusiveGroup
from ._help import (
    ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, ArgumentDefaultsHelpFormatter, HelpFormatter,
    MetavarTypeHelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter,
)

__version__ = "1.1"
__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
    "MetavarTypeHelpFormatter", "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS",
    "ZERO_OR_MORE",
]

for _class in (HelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, ArgumentDefaultsHelpFormatter,
               MetavarTypeHelpFormatter, Namespace, Action, ArgumentError, ArgumentTypeError, BooleanOptionalAction,
               FileType):
    _class.__module__ = __name__


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Object for parsing command line strings into Python objects."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None, argument_default=None,
                 conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        super().__init__(description, prefix_chars, argument_default, conflict_handler)
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        default_prefix = "-" if "-" in prefix_chars else prefix_chars[0]
        if self.add_help:
            self.add_argument(default_prefix + "h", default_prefix * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        names = ["prog", "usage", "description", "formatter_class", "conflict_handler", "add_help"]
        return [(name, getattr(self, name)) for name in names]

    # what it consists of

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop("title", "subcommands"),
                                                       kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, "")
            kwargs["prog"] = formatter.format_help().strip()
        kwargs.pop("action", None)
        action = _SubParsersAction(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    # parsing

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: " + " ".join(rest))
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, args = self._parse_known_args(args, namespace)
            except ArgumentError as problem:
                self.error(str(problem))
        else:
            namespace, args = self._parse_known_args(args, namespace)
        if hasattr(namespace, _UNRECOGNIZED):
            args.extend(getattr(namespace, _UNRECOGNIZED))
            delattr(namespace, _UNRECOGNIZED)
        return namespace, args

    parse_intermixed_args = parse_args
    parse_known_intermixed_args = parse_known_args

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        return _Run(self, arg_strings, namespace).finish()

    def _read_args_from_files(self, arg_strings):
        result = []
        for arg in arg_strings:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                result.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as problem:
                self.error(str(problem))
            inner = []
            for line in lines:
                inner.extend(self.convert_arg_line_to_args(line))
            result.extend(self._read_args_from_files(inner))
        return result

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _parse_optional(self, arg):
        """None: a positional; else (action or None, option string, explicit argument)."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            option, explicit = arg.split("=", 1)
            if option in self._option_string_actions:
                return self._option_string_actions[option], option, explicit
        matches = self._get_option_tuples(arg)
        if len(matches) > 1:
            options = ", ".join(option for _, option, _ in matches)
            raise ArgumentError(None, f"ambiguous option: {arg} could match {options}")
        if matches:
            return matches[0]
        if self._negative_number_matcher.match(arg) and not self._has_negative_number_optionals:
            return None
        if " " in arg:
            return None
        return None, arg, None

    def _get_option_tuples(self, option_string):
        result = []
        chars = self.prefix_chars
        if option_string[0] in chars and option_string[1] in chars:
            if self.allow_abbrev:
                prefix, _, explicit = option_string.partition("=")
                explicit = explicit if "=" in option_string else None
                for option in self._option_string_actions:
                    if option.startswith(prefix):
                        result.append((self._option_string_actions[option], option, explicit))
        elif option_string[0] in chars:
            short, short_explicit = option_string[:2], option_string[2:]
            for option in self._option_string_actions:
                if option == short:
                    result.append((self._option_string_actions[option], option, short_explicit))
                elif option.startswith(option_string):
                    result.append((self._option_string_actions[option], option, None))
        return result

    def _get_nargs_pattern(self, action):
        nargs = action.nargs
        if nargs is None:
            pattern = "(-*A-*)"
        elif nargs == OPTIONAL:
            pattern = "(-*A?-*)"
        elif nargs == ZERO_OR_MORE:
            pattern = "(-*[A-]*)"
        elif nargs == ONE_OR_MORE:
            pattern = "(-*A[A-]*)"
        elif nargs == REMAINDER:
            pattern = "([-AO]*)"
        elif nargs == PARSER:
            pattern = "(-*A[-AO]*)"
        elif nargs == SUPPRESS:
            pattern = "(-*-*)"
        else:
            pattern = "(-*%s-*)" % "-*".join("A" * nargs)
        if action.option_strings:
            pattern = pattern.replace("-*", "").replace("-", "")
        return pattern

    def _match_argument(self, action, arg_strings_pattern):
        match = re.match(self._get_nargs_pattern(action), arg_strings_pattern)
        if match is None:
            messages = {None: "expected one argument", OPTIONAL: "expected at most one argument",
                        ONE_OR_MORE: "expected at least one argument"}
            message = messages.get(action.nargs)
            if message is None:
                message = f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"
            raise ArgumentError(action, message)
        return len(match.group(1))

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        for count in range(len(actions), 0, -1):
            pattern = "".join(self._get_nargs_pattern(action) for action in actions[:count])
            match = re.match(pattern, arg_strings_pattern)
            if match is not None:
                return [len(text) for text in match.groups()]
        return []

    def _get_values(self, action, arg_strings):
        if action.nargs not in (PARSER, REMAINDER) and "--" in arg_strings:
            arg_strings = arg_strings[:]
            arg_strings.remove("--")
        if not arg_strings and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
        elif not arg_strings and action.nargs == ZERO_OR_MORE and not action.option_strings:
            value = arg_strings if action.default is None else action.default
            self._check_value(action, value) if action.default is not None else None
        elif len(arg_strings) == 1 and action.nargs in (None, OPTIONAL):
            value = self._get_value(action, arg_strings[0])
            self._check_value(action, value)
        elif action.nargs == REMAINDER:
            value = [self._get_value(action, arg) for arg in arg_strings]
        elif action.nargs == PARSER:
            value = [self._get_value(action, arg) for arg in arg_strings]
            self._check_value(action, value[0])
        elif action.nargs == SUPPRESS:
            value = SUPPRESS
        else:
            value = [self._get_value(action, arg) for arg in arg_strings]
            for item in value:
                self._check_value(action, item)
        return value

    def _get_value(self, action, arg_string):
        type_function = self._registry_get("type", action.type, action.type)
        try:
            return type_function(arg_string)
        except ArgumentTypeError as problem:
            raise ArgumentError(action, str(problem)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {arg_string!r}") from None

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {choices})")

    # texts

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


class _Run:
    """One parsing of a command line: where it stands, what was seen."""

    def __init__(self, parser, arg_strings, namespace):
        self.parser = parser
        self.args = arg_strings
        self.namespace = namespace
        self.seen = []
        self.seen_not_default = []
        self.extras = []
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                self.conflicts.setdefault(id(action), []).extend(a for a in group._group_actions if a is not action)
        self.options = {}
        pattern = []
        for index, arg in enumerate(arg_strings):
            if arg == "--":
                pattern.append("-")
                pattern.extend("A" * (len(arg_strings) - index - 1))
                break
            option = parser._parse_optional(arg)
            if option is None:
                pattern.append("A")
            else:
                self.options[index] = option
                pattern.append("O")
        self.pattern = "".join(pattern)
        self.positionals = parser._get_positional_actions()

    def take(self, action, arguments, option_string=None):
        self.seen.append(action)
        values = self.parser._get_values(action, arguments)
        if values is not action.default:
            self.seen_not_default.append(action)
            for other in self.conflicts.get(id(action), ()):
                if any(other is a for a in self.seen_not_default):
                    raise ArgumentError(action, f"not allowed with argument {_get_action_name(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option_string)

    def consume_optional(self, index):
        parser = self.parser
        action, option, explicit = self.options[index]
        todo = []
        while True:
            if action is None:
                self.extras.append(self.args[index])
                return index + 1
            if explicit is None:
                start = index + 1
                count = parser._match_argument(action, self.pattern[start:])
                stop = start + count
                todo.append((action, self.args[start:stop], option))
                break
            count = parser._match_argument(action, "A") if action.nargs != 0 else 0
            if count == 0 and option[1] not in parser.prefix_chars and explicit != "":
                todo.append((action, [], option))
                option = option[0] + explicit[0]
                explicit = explicit[1:] or None
                if option not in parser._option_string_actions:
                    raise ArgumentError(action, f"ignored explicit argument {option[1:] + (explicit or '')!r}")
                action = parser._option_string_actions[option]
                if explicit is not None and explicit[0] == "=":
                    explicit = explicit[1:]
            elif count == 1:
                stop = index + 1
                todo.append((action, [explicit], option))
                break
            else:
                raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
        for action, arguments, option in todo:
            self.take(action, arguments, option)
        return stop

    def consume_positionals(self, index):
        counts = self.parser._match_arguments_partial(self.positionals, self.pattern[index:])
        for action, count in zip(self.positionals, counts):
            self.take(action, self.args[index:index + count])
            index += count
        self.positionals = self.positionals[len(counts):]
        return index

    def finish(self):
        index = 0
        last_option = max(self.options) if self.options else -1
        while index <= last_option:
            next_option = min(i for i in self.options if i >= index)
            if index != next_option:
                stop = self.consume_positionals(index)
                if stop > index:
                    index = stop
                    continue
                index = stop
            if index not in self.options:
                self.extras.extend(self.args[index:next_option])
                index = next_option
            index = self.consume_optional(index)
        stop = self.consume_positionals(index)
        self.extras.extend(self.args[stop:])
        self.check_required()
        return self.namespace, self.extras

    def check_required(self):
        parser = self.parser
        required = []
        for action in parser._actions:
            if any(action is a for a in self.seen):
                continue
            if action.required:
                required.append(_get_action_name(action))
            elif (action.default is not None and isinstance(action.default, str) and
                  hasattr(self.namespace, action.dest) and action.default is getattr(self.namespace, action.dest)):
                setattr(self.namespace, action.dest, parser._get_value(action, action.default))
        if required:
            parser.error("the following arguments are required: " + ", ".join(required))
        for group in parser._mutually_exclusive_groups:
            if group.required and not any(a is b for a in group._group_actions for b in self.seen_not_default):
                names = [_get_action_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                parser.error(f"one of the arguments {' '.join(names)} is required")
