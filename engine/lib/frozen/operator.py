"""The operators of Python as functions."""

from _operator import *
from _operator import _compare_digest

__all__ = [
    "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq",
    "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift",
    "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift", "is_",
    "is_not", "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift", "lt",
    "matmul", "methodcaller", "mod", "mul", "ne", "neg", "not_", "or_", "pos", "pow", "rshift",
    "setitem", "sub", "truediv", "truth", "xor",
]

for _name in (
    "lt le eq ne ge gt abs add and_ concat contains delitem floordiv getitem index inv invert "
    "lshift matmul mod mul neg not_ or_ pos pow rshift setitem sub truediv xor iadd iand iconcat "
    "ifloordiv ilshift imatmul imod imul ior ipow irshift isub itruediv ixor call"
).split():
    globals()["__" + _name.rstrip("_") + "__"] = globals()[_name]
del _name
