def f(rows, k):
    a = [x + k for row in rows if row for x in row]
    b = {x: [y for y in x] for x in a}
    return {lambda: x for x in b}
top = [i for i in range(3)]
class C:
    k = 2
    l = [k for k in top]
