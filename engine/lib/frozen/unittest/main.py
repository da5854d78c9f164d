"""unittest.main(): runs the tests of a module as a program."""

import sys

from . import loader, runner
from .signals import installHandler

__unittest = True

_USAGE = """\
usage: {prog} [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS]
{indent}[tests ...]

positional arguments:
  tests                 a list of any number of test modules, classes and test
                        methods.

options:
  -h, --help            show this help message and exit
  -v, --verbose         Verbose output
  -q, --quiet           Quiet output
  --locals              Show local variables in tracebacks
  -f, --failfast        Stop on first fail or error
  -c, --catch           Catch Ctrl-C and display results so far
  -b, --buffer          Buffer stdout and stderr during tests
  -k TESTNAMEPATTERNS   Only run tests which match the given substring
"""


class TestProgram:
    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    _discovery_parser = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        self.module = module
        argv = sys.argv if argv is None else argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = argv[0].rpartition("/")[2]
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, message=None):
        if message:
            print(message)
        self._print_help()
        sys.exit(2)

    def _print_help(self):
        print(_USAGE.format(prog=self.progName, indent=" " * (8 + len(self.progName))), end="")

    def parseArgs(self, argv):
        names = []
        rest = iter(argv[1:])
        for argument in rest:
            if argument in ("-h", "--help"):
                self._print_help()
                sys.exit(0)
            elif argument in ("-v", "--verbose"):
                self.verbosity = 2
            elif argument in ("-q", "--quiet"):
                self.verbosity = 0
            elif argument == "--locals":
                self.tb_locals = True
            elif argument in ("-f", "--failfast"):
                self.failfast = True
            elif argument in ("-c", "--catch"):
                self.catchbreak = True
            elif argument in ("-b", "--buffer"):
                self.buffer = True
            elif argument.startswith("-k"):
                pattern = argument[2:] or next(rest, "")
                pattern = pattern if "*" in pattern else f"*{pattern}*"
                self.testNamePatterns = (self.testNamePatterns or []) + [pattern]
            elif argument.startswith("-"):
                print(f"{self.progName}: error: unrecognized arguments: {argument}", file=sys.stderr)
                sys.exit(2)
            else:
                names.append(argument)
        if names:
            self.testNames = names
        elif self.defaultTest is None:
            self.testNames = None
        else:
            self.testNames = (self.defaultTest,) if isinstance(self.defaultTest, str) else tuple(self.defaultTest)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        chosen = self.testRunner or runner.TextTestRunner
        if isinstance(chosen, type):
            options = dict(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer,
                           warnings=self.warnings)
            try:
                chosen = chosen(**options, tb_locals=self.tb_locals)
            except TypeError:
                try:
                    chosen = chosen(**options)
                except TypeError:
                    chosen = chosen()
        self.result = chosen.run(self.test)
        if self.exit:
            if self.result.testsRun == 0 and not self.result.skipped and sys.version_info >= (3, 12):
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
