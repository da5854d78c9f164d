#!/usr/bin/env python3
"""Measures what instructions cost on the machine's own CPython and prints engine/machine/cost_tables.inc.

Method: pairs of loops that differ by a known handful of instructions are timed in turn (median of several
rounds, so that the machine's noise hits both); the cost of the difference is shared out over its instructions by
solving the little linear system from the simplest one on. One command:

    python3 benchmarks/measure_costs.py > engine/machine/cost_tables.inc
"""
import statistics
import sys
import time

ROUNDS = 15
N = 200_000


def timed(source, setup="pass", repeat=20):
    """Nanoseconds per execution of `source` inside an unrolled loop, without the loop's own cost."""
    def build(body):
        text = "def f(it):\n" + "".join(f"    {line}\n" for line in setup.splitlines())
        text += "    for _ in it:\n" + "".join(f"        {line}\n" for line in body)
        space = {}
        exec(text, space)
        return space["f"]
    body = [line for _ in range(repeat) for line in source.splitlines()]
    full, empty = build(body), build(["pass"])
    count = N // repeat
    gains = []
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        full(range(count))
        middle = time.perf_counter_ns()
        empty(range(count))
        end = time.perf_counter_ns()
        gains.append(((middle - start) - (end - middle)) / (count * repeat))
    return max(statistics.median(gains), 0.1)


def loop_cost():
    """FOR_ITER + STORE_FAST + JUMP_BACKWARD."""
    def f(n):
        for _ in range(n):
            pass
    gains = []
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        f(N)
        gains.append((time.perf_counter_ns() - start) / N)
    return statistics.median(gains)


costs = {}


def put(names, ns):
    for name in names.split():
        costs[name] = max(ns, 0.1)


move = timed("a = b", "b = 1") / 2
put("LoadFast StoreFast LoadConst PopTop PushNull Copy Swap Nop KwNames LoadClosure EndSend EndFor", move)
put("LoadFastCheck LoadFastAndClear DeleteFast", move * 1.3)
loop = loop_cost()
put("ForIter", max(loop - move - 2, 2))
put("JumpBackward JumpBackwardNoInterrupt JumpForward Resume", 1.5)
add = timed("a = b + c", "b = 3; c = 4") - 3 * move
put("BinaryOp", add)
put("UnaryNegative UnaryPositive UnaryInvert UnaryNot", timed("a = -b", "b = 1.5") - 2 * move)
compare = timed("a = b < c", "b = 3; c = 4") - 3 * move
put("CompareOp IsOp", compare)
put("ContainsOp", timed("a = b in c", "b = 3; c = {3, 4}") - 3 * move)
jump = timed("if b: pass", "b = True")
put("PopJumpIfFalse PopJumpIfTrue PopJumpIfNone PopJumpIfNotNone", max(jump - move, 0.5))
subscript = timed("a = b[c]", "b = [1, 2, 3]; c = 1") - 3 * move
put("BinarySubscr", subscript)
put("StoreSubscr DeleteSubscr", timed("b[c] = c", "b = [1, 2, 3]; c = 1") - 3 * move)
put("BinarySlice StoreSlice BuildSlice", timed("a = b[1:2]", "b = [1, 2, 3]") - 2 * move)
attribute = timed("a = o.x", "class C: pass\no = C(); o.x = 1") - 2 * move
put("LoadAttr", attribute)
put("StoreAttr DeleteAttr", timed("o.x = 1", "class C: pass\no = C(); o.x = 1") - 2 * move)
put("LoadGlobal LoadName LoadDeref LoadFromDictOrDeref LoadFromDictOrGlobals LoadLocals", timed("len") - move)
put("StoreGlobal StoreName StoreDeref DeleteName DeleteGlobal DeleteDeref", move * 2.5)
call = timed("f()", "def f(): pass")
put("Call", max(call - 3 * move, 5) * 0.6)
put("ReturnValue ReturnConst", max(call - 3 * move, 5) * 0.3)
method = timed("o.m()", "class C:\n    def m(self): pass\no = C()")
put("LoadMethod LoadSuperAttr LoadSuperMethod", max(method - call, 1))
put("CallFunctionEx", timed("f(*t)", "def f(a): pass\nt = (1,)") - 2 * move)
put("MakeFunction MakeCell CopyFreeVars LoadBuildClass", timed("a = lambda: 0") - move)
put("BuildTuple", timed("a = (b, b)", "b = 1") - 3 * move)
put("BuildList", timed("a = [b, b]", "b = 1") - 3 * move)
put("BuildSet", timed("a = {b}", "b = 1") - 2 * move)
put("BuildMap BuildConstKeyMap", timed("a = {b: b}", "b = 1") - 3 * move)
put("ListAppend SetAdd MapAdd", 6.0)
put("ListExtend SetUpdate DictUpdate DictMerge", timed("a = [*b]", "b = [1]") - 2 * move)
put("UnpackSequence UnpackEx", timed("x, y = t", "t = (1, 2)") - 3 * move)
put("FormatValue", timed("a = f'{b}'", "b = 'x'") - 2 * move)
put("BuildString", timed("a = f'{b}{b}'", "b = 'x'") / 2)
put("GetIter GetYieldFromIter", timed("for x in t: pass", "t = ()") - move)
raising = timed("try: raise e\nexcept ValueError: pass", "e = ValueError()", repeat=5)
put("RaiseVarargs Reraise PushExcInfo PopExcept CheckExcMatch CheckEgMatch CleanupThrow EndAsyncFor", raising / 5)
put("LoadAssertionError SetupAnnotations GetLen MatchMapping MatchSequence", 5.0)
put("MatchKeys MatchClass", 80.0)
manager = timed("with o: pass", "class C:\n    def __enter__(self): pass\n    def __exit__(self, a, b, c): pass\no = C()")
put("BeforeWith BeforeAsyncWith WithExceptStart", max(manager - 2 * call, 10))
put("ImportName ImportFrom", timed("import sys") - move)
generator = timed("for x in g(): pass", "def g():\n    yield 1\n    yield 1", repeat=5)
put("YieldValue Send ReturnGenerator GetAwaitable GetAiter GetAnext", generator / 8)
put("CallIntrinsic1 CallIntrinsic2", 15.0)

print(f"// Written by benchmarks/measure_costs.py on CPython {sys.version.split()[0]}; hundredths of a nanosecond.")
for name, ns in costs.items():
    print(f"{{Opcode::{name}, {min(round(ns * 100), 60000)}}},")
