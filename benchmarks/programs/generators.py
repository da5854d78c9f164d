def numbers(n):
    for i in range(n):
        yield i


def squares(source):
    for i in source:
        yield i * i


def odd(source):
    return (i for i in source if i & 1)


print(sum(odd(squares(numbers(1_500_000)))))
