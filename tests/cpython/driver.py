"""Runs inside GILscope: the tests of one of CPython's test modules, each outcome as a line that tests/cpython/run reads.

Arguments: the module's name, the index of the first test to run, then for each skip its pattern and its reason.
A line is the record separator, a word and fields with tabs between them: `start INDEX ID`, `end INDEX OUTCOME DETAIL`,
`extra OUTCOME ID DETAIL` for fixtures, `total N`, `done`.
"""

import fnmatch
import importlib
import os
import sys
import traceback
import unittest

MODULE, FIRST = sys.argv[1], int(sys.argv[2])
SKIPS = list(zip(sys.argv[3::2], sys.argv[4::2]))
OUT = sys.stdout
PID = os.getpid()


def report(*fields):
    if os.getpid() != PID:
        return  # a child of a test must not speak for it
    OUT.write("\x1e" + "\t".join(str(field).replace("\t", " ").replace("\n", "\x1f") for field in fields) + "\n")
    OUT.flush()


def flatten(suite):
    for test in suite:
        if isinstance(test, unittest.BaseTestSuite):
            yield from flatten(test)
        else:
            yield test


def name_of(test):
    name = test.id()
    return name[len(MODULE) + 1:] if name.startswith(MODULE + ".") else name


def home_of(test):
    """The module that wrote the test's body: tests of shared files are inherited."""
    method = getattr(type(test), getattr(test, "_testMethodName", ""), None)
    return getattr(method, "__module__", None) or MODULE


class Skipped(unittest.TestCase):
    """Stands for a test that the list of skips names: its class's fixtures do not run either."""

    def __init__(self, name, reason):
        super().__init__()
        self.name = name
        self.reason = reason

    def id(self):
        return self.name

    def runTest(self):
        self.skipTest(self.reason)


class Result(unittest.TestResult):
    index = FIRST - 1
    current = None

    def startTest(self, test):
        super().startTest(test)
        self.index += 1
        self.current = test
        self.outcome = "passed"
        self.detail = ""
        report("start", self.index, name_of(test), home_of(test))

    def stopTest(self, test):
        super().stopTest(test)
        report("end", self.index, self.outcome, self.detail)
        self.current = None

    def _tell(self, test, outcome, detail):
        if self.current is None:
            report("extra", outcome, name_of(test), detail)
        elif self.outcome != "failed":
            self.outcome, self.detail = outcome, detail

    def addFailure(self, test, err):
        self._tell(test, "failed", self._exc_info_to_string(err, test))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._tell(test, "failed", f"{subtest._subDescription()}\n{self._exc_info_to_string(err, test)}")

    def addSkip(self, test, reason):
        if isinstance(test, unittest.case._SubTest):
            return
        self._tell(test, "skipped", reason)

    def addExpectedFailure(self, test, err):
        pass

    def addUnexpectedSuccess(self, test):
        self._tell(test, "failed", "unexpected success")


def main():
    try:
        module = importlib.import_module(MODULE)
        tests = list(flatten(unittest.defaultTestLoader.loadTestsFromModule(module)))
    except unittest.SkipTest as skipped:
        return report("extra", "skipped", "the whole file", skipped)
    except BaseException:
        return report("extra", "failed", "import", traceback.format_exc())
    report("total", len(tests))
    for index, test in enumerate(tests):
        for pattern, reason in SKIPS:
            if fnmatch.fnmatchcase(name_of(test), pattern):
                tests[index] = Skipped(name_of(test), reason)
                break
    unittest.TestSuite(tests[FIRST:]).run(Result())


if __name__ == "__main__":  # a child that is spawned imports this file again
    main()
    report("done")
    os._exit(0)
