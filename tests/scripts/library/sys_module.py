# sys
import sys
print(sys.platform, sys.byteorder, sys.maxsize, sys.maxunicode, sys.getrecursionlimit(), sys.getdefaultencoding())
print(sys.version_info >= (3, 8), sys.version_info.major, sys.version_info[0], len(sys.version_info), isinstance(sys.version_info, tuple))
print(sys.implementation.name, sys.float_info.max, sys.float_info.epsilon, sys.hash_info.modulus, sys.int_info.bits_per_digit)
print(sys.getswitchinterval())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
for bad in (0, -1):
    try:
        sys.setswitchinterval(bad)
    except ValueError as e:
        print(e)
print(sys.modules["sys"] is sys, "sys" in sys.modules, "__main__" in sys.modules)
print(sys.intern("abc") is sys.intern("abc"), sys.stdout.isatty() in (True, False), len(sys.argv))
sys.setrecursionlimit(500)
print(sys.getrecursionlimit())
def depth(n):
    return depth(n + 1)
try:
    depth(0)
except RecursionError as e:
    print("RecursionError")
def caller():
    return sys._getframe(1).f_code.co_name
def outer():
    return caller()
print(outer(), sys._getframe().f_lineno)
sys.stdout.write("written\n")
print("err", file=sys.stderr)
print(sys.exc_info(), sys.exception())
class Catch:
    def __init__(self):
        self.parts = []
    def write(self, s):
        self.parts.append(s)
    def flush(self):
        pass
old = sys.stdout
sys.stdout = c = Catch()
print("into catch", 1)
sys.stdout = old
print(c.parts)
print(sys.getsizeof([]) > 0, sys.getsizeof("abc"), sys.getsizeof(0), sys.getsizeof(()), sys.getsizeof(1.5))
try:
    sys.exit("bye")
except SystemExit as e:
    print(repr(e), e.code)
try:
    sys.exit()
except SystemExit as e:
    print(repr(e), e.code)
print(sys.flags.optimize, sys.float_repr_style)
def hook(t, v, tb):
    print("hooked", t.__name__, v)
sys.excepthook = hook
raise ValueError("to hook")
