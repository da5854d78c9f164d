"""One call makes instances of many classes in turn: each gets its own __init__, however often the class changes."""


class Account:
    def __init__(self, name):
        self.name = name


class Silent:
    def __init__(self, name):
        pass


class Plain:
    pass


class Made:
    def __new__(cls, name):
        made = super().__new__(cls)
        made.name = "made " + name
        return made


def function(name):
    return name


def make(kind, *args):
    return kind(*args) if args else kind()


shown = []
for turn in range(30):
    for kind in (Account, Silent, Made, function, Account, str, Silent, Made, Account):
        thing = make(kind, "x")
        shown.append(getattr(thing, "name", thing if isinstance(thing, str) else type(thing).__name__))
    shown.append(type(make(Plain)).__name__)
print(len(shown), sorted((name, shown.count(name)) for name in set(shown)))

for turn in range(12):
    Account.__init__ = (lambda self, name, turn=turn: setattr(self, "name", f"{name}{turn}"))
    print(make(Account, "a").name, end=" ")
print()
