"""What a test case can assert. TestCase inherits this."""

import collections
import logging
import sys
import warnings

from .util import (_common_shorten_repr, _count_diff_all_purpose, _count_diff_hashable, safe_repr)

__unittest = True

DIFF_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


class _ShouldStop(Exception):
    """The test has to stop: its first subtest failed under failfast, or the expected failure has come."""


# --- contexts

class _BaseContext:
    def __init__(self, test_case):
        self.test_case = test_case

    def _raise_failure(self, standard):
        message = self.test_case._formatMessage(self.msg, standard)
        raise self.test_case.failureException(message)


class _AssertRaisesContext(_BaseContext):
    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected = expected
        self.obj_name = None
        self.msg = None
        if expected_regex is not None:
            import re
            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex

    def _is_expected_type(self):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return all(isinstance(kind, type) and issubclass(kind, self._base_type) for kind in kinds)

    def handle(self, name, args, kwargs):
        """The context itself, or the call made inside it."""
        if not self._is_expected_type():
            raise TypeError(f"{name}() arg 1 must be {self._base_type_str}")
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *args = args
        self.obj_name = getattr(function, "__name__", None) or str(function)
        with self:
            function(*args, **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            try:
                name = self.expected.__name__
            except AttributeError:
                name = str(self.expected)
            if self.obj_name:
                self._raise_failure(f"{name} not raised by {self.obj_name}")
            self._raise_failure(f"{name} not raised")
        if not issubclass(kind, self.expected):
            return False
        self._clear_frames(value, tb)
        self.exception = value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(value)):
            self._raise_failure(f'"{self.expected_regex.pattern}" does not match "{value}"')
        return True

    def _clear_frames(self, value, tb):
        """Locals of the frames that raised are let go of, as CPython does, so that tests about lifetimes see the same."""
        import traceback
        clear = getattr(traceback, "clear_frames", None)
        if clear is not None:
            clear(tb)

    __class_getitem__ = classmethod(lambda cls, item: cls)


class _AssertWarnsContext(_AssertRaisesContext):
    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self.warnings_manager.__exit__(kind, value, tb)
        if kind is not None:
            return
        try:
            name = self.expected.__name__
        except AttributeError:
            name = str(self.expected)
        first = None
        for each in self.warnings:
            if not isinstance(each.message, self.expected):
                continue
            if first is None:
                first = each.message
            if self.expected_regex is not None and not self.expected_regex.search(str(each.message)):
                continue
            self.warning = each.message
            self.filename = each.filename
            self.lineno = each.lineno
            return
        if first is not None:
            self._raise_failure(f'"{self.expected_regex.pattern}" does not match "{first}"')
        if self.obj_name:
            self._raise_failure(f"{name} not triggered by {self.obj_name}")
        self._raise_failure(f"{name} not triggered")


_LoggingWatcher = collections.namedtuple("_LoggingWatcher", ["records", "output"])


class _CapturingHandler(logging.Handler):
    def __init__(self):
        logging.Handler.__init__(self)
        self.watcher = _LoggingWatcher([], [])

    def flush(self):
        pass

    def emit(self, record):
        self.watcher.records.append(record)
        self.watcher.output.append(self.format(record))


class _AssertLogsContext(_BaseContext):
    LOGGING_FORMAT = "%(levelname)s:%(name)s:%(message)s"

    def __init__(self, test_case, logger_name, level, no_logs):
        super().__init__(test_case)
        self.logger_name = logger_name
        self.level = logging._nameToLevel.get(level, level) if level else logging.INFO
        self.msg = None
        self.no_logs = no_logs

    def __enter__(self):
        if isinstance(self.logger_name, logging.Logger):
            self.logger = self.logger_name
        else:
            self.logger = logging.getLogger(self.logger_name)
        handler = _CapturingHandler()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        self.watcher = handler.watcher
        self._before = self.logger.handlers[:], self.logger.level, self.logger.propagate
        self.logger.handlers = [handler]
        self.logger.setLevel(self.level)
        self.logger.propagate = False
        return None if self.no_logs else handler.watcher

    def __exit__(self, kind, value, tb):
        self.logger.handlers, level, self.logger.propagate = self._before
        self.logger.setLevel(level)
        if kind is not None:
            return False
        level_name = logging.getLevelName(self.level)
        if self.no_logs:
            if self.watcher.records:
                self._raise_failure(f"Unexpected logs found: {self.watcher.output!r}")
        elif not self.watcher.records:
            self._raise_failure(f"no logs of level {level_name} or higher triggered on {self.logger.name}")


class _OrderedChainMap(collections.ChainMap):
    def __iter__(self):
        seen = set()
        for mapping in self.maps:
            for key in mapping:
                if key not in seen:
                    seen.add(key)
                    yield key


class Asserts:
    # --- messages

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        if msg is None:
            return standard
        try:
            return f"{standard} : {msg}"
        except UnicodeDecodeError:
            return f"{safe_repr(standard)} : {safe_repr(msg)}"

    def _fail_unless(self, condition, msg, standard):
        if not condition:
            raise self.failureException(self._formatMessage(msg, standard))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + DIFF_OMITTED % len(diff)

    def _diff(self, first, second):
        try:
            import difflib
        except ImportError:
            return "\n".join(["- " + line for line in first] + ["+ " + line for line in second])
        return "\n".join(difflib.ndiff(first, second))

    def _pretty_lines(self, value):
        try:
            from pprint import pformat
        except ImportError:
            return [repr(value)]
        return pformat(value).splitlines()

    # --- truth and identity

    def assertTrue(self, expr, msg=None):
        if not expr:
            raise self.failureException(self._formatMessage(msg, f"{safe_repr(expr)} is not true"))

    def assertFalse(self, expr, msg=None):
        if expr:
            raise self.failureException(self._formatMessage(msg, f"{safe_repr(expr)} is not false"))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self.fail(self._formatMessage(msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}"))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self.fail(self._formatMessage(msg, f"unexpectedly identical: {safe_repr(expr1)}"))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self.fail(self._formatMessage(msg, f"{safe_repr(obj)} is not None"))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self.fail(self._formatMessage(msg, "unexpectedly None"))

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self.fail(self._formatMessage(msg, f"{safe_repr(obj)} is not an instance of {cls!r}"))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self.fail(self._formatMessage(msg, f"{safe_repr(obj)} is an instance of {cls!r}"))

    # --- equality

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            standard = "%s != %s" % _common_shorten_repr(first, second)
            raise self.failureException(self._formatMessage(msg, standard))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            raise self.failureException(self._formatMessage(msg, f"{safe_repr(first)} == {safe_repr(second)}"))

    def _round_difference(self, first, second, places, delta):
        """(is it zero, how that is said)"""
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, f"within {safe_repr(delta)} delta ({safe_repr(difference)} difference)"
        places = 7 if places is None else places
        return round(difference, places) == 0, f"within {places!r} places ({safe_repr(difference)} difference)"

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        same, said = self._round_difference(first, second, places, delta)
        if not same:
            raise self.failureException(
                self._formatMessage(msg, f"{safe_repr(first)} != {safe_repr(second)} {said}"))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        same, said = self._round_difference(first, second, places, delta)
        if delta is None:
            said = said.partition(" (")[0]
        if first == second or same:
            raise self.failureException(
                self._formatMessage(msg, f"{safe_repr(first)} == {safe_repr(second)} {said}"))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            kind = seq_type.__name__
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f"{which} sequence is not a {kind}: {safe_repr(seq)}")
        else:
            kind = "sequence"
        standard = None
        lengths = []
        for which, seq in (("First", seq1), ("Second", seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                standard = f"{which} {kind} has no length.    Non-sequence?"
                break
        if standard is None:
            if seq1 == seq2:
                return
            standard = "%ss differ: %s != %s\n" % ((kind.capitalize(),) + _common_shorten_repr(seq1, seq2))
            standard += self._first_difference(seq1, seq2, lengths, kind, seq_type)
        diff = "\n" + self._diff(self._pretty_lines(seq1), self._pretty_lines(seq2))
        self.fail(self._formatMessage(msg, self._truncateMessage(standard, diff)))

    def _first_difference(self, seq1, seq2, lengths, kind, seq_type):
        text = ""
        for index in range(min(lengths)):
            items = []
            for which, seq in (("first", seq1), ("second", seq2)):
                try:
                    items.append(seq[index])
                except (TypeError, IndexError, NotImplementedError):
                    return text + f"\nUnable to index element {index} of {which} {kind}\n"
            if items[0] != items[1]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % ((index,) + _common_shorten_repr(*items))
                break
        else:
            if lengths[0] == lengths[1] and seq_type is None and type(seq1) != type(seq2):
                return text  # the sequences differ only in their type
        for longer, shorter, which, seq in ((0, 1, "First", seq1), (1, 0, "Second", seq2)):
            if lengths[longer] > lengths[shorter]:
                text += "\n%s %s contains %d additional elements.\n" % (which, kind, lengths[longer] - lengths[shorter])
                try:
                    text += "First extra element %d:\n%s\n" % (lengths[shorter], safe_repr(seq[lengths[shorter]]))
                except (TypeError, IndexError, NotImplementedError):
                    text += "Unable to index element %d of %s %s\n" % (lengths[shorter], which.lower(), kind)
        return text

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        differences = []
        for which, one, other in (("first", set1, set2), ("second", set2, set1)):
            try:
                differences.append(one.difference(other))
            except TypeError as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            except AttributeError as error:
                self.fail(f"{which} argument does not support set difference: {error}")
        if not any(differences):
            return
        lines = []
        for which, items in zip(("first", "second"), differences):
            if items:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines += map(repr, items)
        self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            standard = "%s != %s" % _common_shorten_repr(d1, d2)
            diff = "\n" + self._diff(self._pretty_lines(d1), self._pretty_lines(d2))
            self.fail(self._formatMessage(msg, self._truncateMessage(standard, diff)))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        first_lines, second_lines = first.splitlines(True), second.splitlines(True)
        if len(first_lines) == 1 and first.strip("\r\n") == first:
            first_lines, second_lines = [first + "\n"], [second + "\n"]
        standard = "%s != %s" % _common_shorten_repr(first, second)
        try:
            import difflib
            diff = "\n" + "".join(difflib.ndiff(first_lines, second_lines))
        except ImportError:
            diff = "\n" + "".join(["- " + line for line in first_lines] + ["+ " + line for line in second_lines])
        self.fail(self._formatMessage(msg, self._truncateMessage(standard, diff)))

    def assertCountEqual(self, first, second, msg=None):
        first_seq, second_seq = list(first), list(second)
        try:
            if collections.Counter(first_seq) == collections.Counter(second_seq):
                return
            differences = _count_diff_hashable(first_seq, second_seq)
        except TypeError:
            differences = _count_diff_all_purpose(first_seq, second_seq)
        if differences:
            lines = ["First has %d, Second has %d:  %r" % each for each in differences]
            self.fail(self._formatMessage(
                msg, self._truncateMessage("Element counts were not equal:\n", "\n".join(lines))))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        warnings.warn("assertDictContainsSubset is deprecated", DeprecationWarning, stacklevel=2)
        missing = [key for key in subset if key not in dictionary]
        mismatched = [f"{safe_repr(key)}, expected: {safe_repr(value)}, actual: {safe_repr(dictionary[key])}"
                      for key, value in subset.items() if key in dictionary and value != dictionary[key]]
        if not missing and not mismatched:
            return
        standard = ""
        if missing:
            standard = "Missing: " + ",".join(map(safe_repr, missing))
        if mismatched:
            standard += ("; " if standard else "") + "Mismatched values: " + ",".join(mismatched)
        self.fail(self._formatMessage(msg, standard))

    # --- membership and order

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self.fail(self._formatMessage(msg, f"{safe_repr(member)} not found in {safe_repr(container)}"))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self.fail(self._formatMessage(msg, f"{safe_repr(member)} unexpectedly found in {safe_repr(container)}"))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self.fail(self._formatMessage(msg, f"{safe_repr(a)} not less than {safe_repr(b)}"))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self.fail(self._formatMessage(msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}"))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self.fail(self._formatMessage(msg, f"{safe_repr(a)} not greater than {safe_repr(b)}"))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self.fail(self._formatMessage(msg, f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}"))

    # --- texts

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, "expected_regex must not be empty."
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            standard = f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}"
            raise self.failureException(self._formatMessage(msg, standard))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            standard = (f"Regex matched: {text[match.start():match.end()]!r} matches "
                        f"{unexpected_regex.pattern!r} in {text!r}")
            raise self.failureException(self._formatMessage(msg, standard))

    # --- exceptions, warnings, logs

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None  # no circle through this frame

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogsContext(self, logger, level, no_logs=True)


def _deprecated(original):
    def deprecated(self, *args, **kwargs):
        warnings.warn(f"Please use {original} instead.", DeprecationWarning, 2)
        return getattr(self, original)(*args, **kwargs)
    return deprecated


if sys.version_info < (3, 12):
    for _old, _new in (("failUnlessEqual", "assertEqual"), ("assertEquals", "assertEqual"),
                       ("failIfEqual", "assertNotEqual"), ("assertNotEquals", "assertNotEqual"),
                       ("failUnlessAlmostEqual", "assertAlmostEqual"), ("assertAlmostEquals", "assertAlmostEqual"),
                       ("failIfAlmostEqual", "assertNotAlmostEqual"),
                       ("assertNotAlmostEquals", "assertNotAlmostEqual"), ("failUnless", "assertTrue"),
                       ("assert_", "assertTrue"), ("failUnlessRaises", "assertRaises"), ("failIf", "assertFalse"),
                       ("assertRaisesRegexp", "assertRaisesRegex"), ("assertRegexpMatches", "assertRegex"),
                       ("assertNotRegexpMatches", "assertNotRegex")):
        setattr(Asserts, _old, _deprecated(_new))
