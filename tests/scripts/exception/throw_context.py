"""The context of an exception that is thrown into a generator: what the generator handles, not what the thrower does."""


def handling():
    try:
        raise KeyError(3)
    except KeyError:
        try:
            yield 1
        except ValueError as error:
            yield repr(error.__context__)


def plain():
    try:
        yield 1
    except ValueError as error:
        yield repr(error.__context__)


def delegating(inner):
    try:
        raise IndexError(4)
    except IndexError:
        yield from inner


for make in (handling, plain, lambda: delegating(plain()), lambda: delegating(iter([1, 2]))):
    generator = make()
    next(generator)
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            print(generator.throw(ValueError(5)))
        except ValueError as error:
            print("out", repr(error.__context__))

for arguments in ((ValueError(1), 2), (ValueError, None, 3), (list,), (ValueError, "text"), (3,)):
    generator = plain()
    next(generator)
    try:
        print(generator.throw(*arguments))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(generator.gi_code.co_name)
generator.close()
print(generator.gi_code.co_name, generator.gi_frame)
