def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


n = 90
a = [[(i * j) % 10 + 0.5 for j in range(n)] for i in range(n)]
b = [[(i + j) % 7 for j in range(n)] for i in range(n)]
c = multiply(a, b)
c = multiply(c, b)
print(sum(map(sum, c)))
