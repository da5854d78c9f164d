"""array and cmath."""

import array
import cmath
import copy
import pickle

a = array.array("i", [1, 2, 3])
print(a, len(a), a[0], a[-1], a[1:], a.typecode, a.itemsize, list(a), 2 in a, a + a, a * 2, a == array.array("i", [1, 2, 3]), a < array.array("i", [2]))
a.append(4)
a.extend([5, 6])
a.insert(0, 0)
a.remove(3)
print(a, a.pop(), a.pop(0), a.count(2), a.index(4), a.tolist(), a.tobytes(), copy.copy(a), pickle.loads(pickle.dumps(a)))
a[0] = 9
a[1:2] = array.array("i", [7, 8])
del a[0]
a.reverse()
a += array.array("i", [1])
print(a, array.array("d"), array.array("f", [0.1]), array.array("u", "abc"), array.array("u", "abc").tounicode(), array.array("b", b"\x01\xff"), array.array("q", range(3)), isinstance(a, array.ArrayType), array.typecodes)
b = array.array("h", [1, 256])
b.byteswap()
c = array.array("B")
c.frombytes(b"xyz")
c.fromlist([1, 2])
print(b, c, array.array("d", [1.5, 2]).tobytes(), [array.array(t).itemsize for t in array.typecodes])
for case in ["array.array('i', ['a'])", "array.array('b', [200])", "array.array('b', [-200])", "array.array('B', [-1])", "array.array('B', [256])", "array.array('h', [1 << 20])", "array.array('H', [-1])", "array.array('i', [1 << 40])", "array.array('i', [1 << 70])", "array.array('I', [-1])", "array.array('l', [1 << 70])", "array.array('L', [1 << 70])", "array.array('z')", "array.array(1)", "array.array('i', 'x')", "a[100]", "a['x']", "a + [1]", "a.pop(50)", "array.array('i').pop()", "a.remove(99)", "a.index(99)", "a.append(1.5)", "array.array('d', ['x'])", "a.frombytes(b'abc')", "a.fromlist((1,))"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)

show = lambda z: f"{z.real:.12g}{z.imag:+.12g}j"
for z in [0j, 1 + 0j, -1 + 0j, 1j, -1j, 3 + 4j, -2.5 + 0.5j, 0.3 - 0.7j, 5, -4]:
    line = [repr(z), f"{cmath.phase(z):.12g}"] + [f"{x:.12g}" for x in cmath.polar(z)]
    for name in "sqrt exp log log10 sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh".split():
        try:
            line.append(name + " " + show(getattr(cmath, name)(z)))
        except Exception as e:
            line.append(f"{name} {type(e).__name__} {e}")
    print(*line)
print(show(cmath.rect(2, cmath.pi / 3)), show(cmath.log(8, 2)), cmath.isclose(1, 1 + 1e-12j), cmath.isnan(complex("nan")), cmath.isinf(cmath.infj), cmath.isfinite(1j), cmath.inf, cmath.nanj, cmath.tau, cmath.e)
