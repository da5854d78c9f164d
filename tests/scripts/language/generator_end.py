"""Generators that nobody holds any more: their finally and with blocks run, at the latest in a collection."""
import gc


class Block:
    def __enter__(self):
        print("in")

    def __exit__(self, kind, value, traceback):
        print("out", kind)


def steps():
    try:
        yield 1
        yield 2
    finally:
        print("finally")


def blocks():
    with Block():
        yield 1


for make in (steps, blocks):
    generator = make()
    next(generator)
    del generator
    gc.collect()

unstarted = steps()
del unstarted
finished = list(steps())
gc.collect()
print(finished)


def wrapped():
    yield from steps()


outer = wrapped()
print(next(outer))
outer = None
gc.collect()
at_exit = steps()
next(at_exit)
print("end")
