"""Examples in docstrings, run and compared with what stands below them."""

import re
import sys
import traceback
import unittest
from collections import namedtuple
from io import StringIO

__all__ = ["DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
           "IGNORE_EXCEPTION_DETAIL", "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
           "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest", "DocTestParser",
           "DocTestFinder", "DocTestRunner", "OutputChecker", "DocTestFailure", "UnexpectedException", "testmod",
           "run_docstring_examples", "DocTestSuite", "TestResults", "register_optionflag"]

TestResults = namedtuple("TestResults", "failed attempted")
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


class Example:
    """One statement and what it is to print or to raise."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want if not want or want.endswith("\n") else want + "\n"
        self.exc_msg = exc_msg if exc_msg is None or exc_msg.endswith("\n") else exc_msg + "\n"
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring, which share their names."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        examples = "no examples" if count == 0 else "1 example" if count == 1 else f"{count} examples"
        return f"<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({examples})>"

    def __lt__(self, other):
        return (self.name, self.filename, self.lineno or -1) < (other.name, other.filename, other.lineno or -1)


# --- finding

class DocTestParser:
    _OPTION = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.M)

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def parse(self, string, name="<string>"):
        """Texts and examples in turn."""
        lines = string.expandtabs().split("\n")
        margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
        margin = min(margins, default=0)
        lines = [line[margin:] for line in lines]
        parts, text, at = [], [], 0
        while at < len(lines):
            stripped = lines[at].lstrip(" ")
            if not stripped.startswith(">>>") or stripped[3:4] not in ("", " "):
                text.append(lines[at])
                at += 1
                continue
            parts.append("\n".join(text) + "\n" if text else "")
            text = []
            example, at = self._example(lines, at, name)
            if example is not None:
                parts.append(example)
        parts.append("\n".join(text))
        return parts

    def _example(self, lines, at, name):
        first = at
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        source = []
        while at < len(lines) and (at == first or lines[at][indent:indent + 3] == "..."
                                   and lines[at][:indent].strip() == "" and lines[at][indent + 3:indent + 4] in ("", " ")):
            if lines[at][indent + 3:indent + 4] not in ("", " "):
                raise ValueError(f"line {at + 1} of the docstring for {name} lacks blank after {lines[at][indent:indent + 3]}: "
                                 f"{lines[at]!r}")
            source.append(lines[at][indent + 4:])
            at += 1
        want = []
        while at < len(lines) and lines[at].strip() and not lines[at].lstrip(" ").startswith(">>>"):
            if lines[at][:indent].strip():
                raise ValueError(f"line {at + 1} of the docstring for {name} has inconsistent leading whitespace: {lines[at]!r}")
            want.append(lines[at][indent:])
            at += 1
        source, want = "\n".join(source), "\n".join(want)
        if all(not line.strip() or line.lstrip().startswith("#") for line in source.split("\n")):
            return None, at
        return Example(source, want, self._exception_message(want), first, indent, self._options(source, name)), at

    def _options(self, source, name):
        options = {}
        for found in self._OPTION.finditer(source):
            for word in found.group(1).replace(",", " ").split():
                if word[0] not in "+-" or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"the doctest for {name} has an invalid option: {word!r}")
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == "+"
        return options

    def _exception_message(self, want):
        """The last part of an expected traceback: where the lines are no longer indented."""
        lines = want.split("\n")
        if not re.match(r"Traceback \((most recent call last|innermost last)\):\s*$", lines[0]):
            return None
        for number, line in enumerate(lines[1:], 1):
            if line[:1].isalnum() or line[:1] == "_":
                return "\n".join(lines[number:])
        return None


class DocTestFinder:
    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError(f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        if module is None and type(obj) is not type(sys):
            module = sys.modules.get(getattr(obj, "__module__", None))
        module = obj if type(obj) is type(sys) else module
        globs = dict(module.__dict__ if globs is None and module else globs or {})
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, globs, set())
        tests.sort()
        return tests

    def _find(self, tests, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._of(obj, name, module, globs)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if type(obj) is type(sys):
            for key, value in obj.__dict__.items():
                if self._is_documented(value) and self._belongs(module, value):
                    self._find(tests, value, f"{name}.{key}", module, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                self._find(tests, value, f"{name}.__test__.{key}", module, globs, seen)
        elif isinstance(obj, type):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if isinstance(value, property) or self._is_documented(value) and self._belongs(module, value):
                    self._find(tests, value, f"{name}.{key}", module, globs, seen)

    def _is_documented(self, value):
        while hasattr(value, "__wrapped__"):
            value = value.__wrapped__
        return isinstance(value, type) or type(value).__name__ in ("function", "method_descriptor")

    def _belongs(self, module, value):
        return module is None or getattr(value, "__module__", None) == module.__name__

    def _of(self, obj, name, module, globs):
        docstring = obj if isinstance(obj, str) else getattr(obj, "__doc__", None) or ""
        if not isinstance(docstring, str):
            docstring = str(docstring)
        if self._exclude_empty and not docstring:
            return None
        filename = getattr(module, "__file__", None) or getattr(module, "__name__", "<string>")
        code = getattr(obj, "__code__", None)
        lineno = code.co_firstlineno if code is not None else 0 if type(obj) is type(sys) else None
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)


# --- comparing

class OutputChecker:
    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{BLANKLINE_MARKER}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _matches_with_ellipsis(want, got)

    def output_difference(self, example, got, optionflags):
        def indented(text):
            return "".join(f"    {line}\n" for line in text.splitlines())
        if example.want and got:
            return f"Expected:\n{indented(example.want)}Got:\n{indented(got)}"
        if example.want:
            return f"Expected:\n{indented(example.want)}Got nothing\n"
        return f"Expected nothing\nGot:\n{indented(got)}" if got else "Expected nothing\nGot nothing\n"


def _matches_with_ellipsis(want, got):
    if ELLIPSIS_MARKER not in want:
        return want == got
    pieces = want.split(ELLIPSIS_MARKER)
    first, last = pieces[0], pieces[-1]
    if not got.startswith(first) or not got.endswith(last) or len(first) + len(last) > len(got):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in pieces[1:-1]:
        at = got.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


# --- running

class DocTestFailure(Exception):
    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DocTestRunner:
    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0

    def report_start(self, out, test, example):
        if self._verbose:
            out(f"Trying:\n    {example.source}Expecting {'nothing' if not example.want else ':'}\n{example.want}")

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._head(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        text = "".join(traceback.format_exception(*exc_info))
        out(self._head(test, example) + "Exception raised:\n" + "".join(f"    {line}\n" for line in text.splitlines()))

    def _head(self, test, example):
        line = "?" if test.lineno is None else test.lineno + example.lineno + 1
        source = "".join(f"    {text}\n" for text in example.source.splitlines())
        return f"{self.DIVIDER}\nFile \"{test.filename}\", line {line}, in {test.name}\nFailed example:\n{source}"

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """The examples in order; their output is caught and compared."""
        real = sys.stdout
        out = out or real.write
        caught = StringIO()
        hook, sys.displayhook = sys.displayhook, sys.__displayhook__
        failures = tries = 0
        sys.stdout = caught
        try:
            for number, example in enumerate(test.examples):
                flags = self.original_optionflags
                for flag, wanted in example.options.items():
                    flags = flags | flag if wanted else flags & ~flag
                self.optionflags = flags
                if flags & SKIP:
                    continue
                tries += 1
                if not self._run_example(test, example, number, caught, out):
                    failures += 1
                    if flags & FAIL_FAST:
                        break
        finally:
            sys.stdout, sys.displayhook = real, hook
            self.optionflags = self.original_optionflags
            if clear_globs:
                test.globs.clear()
        self.tries += tries
        self.failures += failures
        return TestResults(failures, tries)

    def _run_example(self, test, example, number, caught, out):
        self.report_start(out, test, example)
        error = None
        try:
            exec(compile(example.source, f"<doctest {test.name}[{number}]>", "single"), test.globs)
        except KeyboardInterrupt:
            raise
        except BaseException:
            error = sys.exc_info()
        got = caught.getvalue()
        if got and not got.endswith("\n"):  # as what is wanted
            got += "\n"
        caught.seek(0)
        caught.truncate()
        if error is None:
            if self._checker.check_output(example.want, got, self.optionflags):
                self.report_success(out, test, example, got)
                return True
            self.report_failure(out, test, example, got)
            return False
        message = "".join(traceback.format_exception_only(*error[:2]))
        if isinstance(error[1], SyntaxError):  # its place is not compared
            lines = message.splitlines(True)
            message = next((line for line in lines if re.match(r"\w*Error\b", line)), message)
        if example.exc_msg is None:
            self.report_unexpected_exception(out, test, example, error)
            return False
        if self._checker.check_output(example.exc_msg, message, self.optionflags):
            self.report_success(out, test, example, got)
            return True
        if self.optionflags & IGNORE_EXCEPTION_DETAIL and _kind(example.exc_msg) == _kind(message):
            self.report_success(out, test, example, got)
            return True
        self.report_failure(out, test, example, got + "".join(traceback.format_exception(*error)))
        return False

    def summarize(self, verbose=None):
        if self.failures:
            print(f"***Test Failed*** {self.failures} failures.")
        return TestResults(self.failures, self.tries)


def _kind(message):
    """The exception's class without its module."""
    return message.split("\n")[0].partition(":")[0].rpartition(".")[2]


class DebugRunner(DocTestRunner):
    """Raises at the first failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        return super().run(test, compileflags, out, False)

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    m = sys.modules["__main__"] if m is None else m
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# --- as unit tests

class DocTestCase(unittest.TestCase):
    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test = test
        self._dt_globs = test.globs.copy()
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        said = StringIO()
        runner = DocTestRunner(checker=self._dt_checker, verbose=False, optionflags=self._dt_optionflags)
        failures, _ = runner.run(self._dt_test, out=said.write, clear_globs=False)
        if failures:
            raise self.failureException(f"Failed doctest test for {self._dt_test.name}\n  File \"{self._dt_test.filename}\", "
                                        f"line {self._dt_test.lineno}\n\n{said.getvalue()}")

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return hash((self._dt_optionflags, id(self._dt_test)))

    def __repr__(self):
        name = self._dt_test.name.split(".")
        return f"{name[-1]} ({'.'.join(name[:-1])})"

    __str__ = __repr__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        module = __import__(module, fromlist=["*"])
    suite = unittest.TestSuite()
    for test in (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            suite.addTest(DocTestCase(test, **options))
    return suite
