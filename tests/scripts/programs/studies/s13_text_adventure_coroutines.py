"""Players as coroutines in a shared world: rooms with locks, items, a monster that wakes up, a log in order of time."""
import asyncio
import enum


class Item(enum.Flag):
    NOTHING = 0
    LAMP = enum.auto()
    KEY = enum.auto()
    SWORD = enum.auto()
    ALL = LAMP | KEY | SWORD


class Room:
    def __init__(self, name, items=Item.NOTHING, needs=Item.NOTHING):
        self.name, self.items, self.needs = name, items, needs
        self.door = asyncio.Lock()
        self.exits = {}

    def __rshift__(self, other):
        self.exits[other.name] = other
        other.exits[self.name] = self
        return other


class Player:
    def __init__(self, name, start, world):
        self.name, self.room, self.bag, self.world, self.alive = name, start, Item.NOTHING, world, True

    def say(self, text):
        self.world.log.append(f"{self.name} {text}")

    async def play(self, script):
        for line in script.split(";"):
            await asyncio.sleep(0.01)
            match line.split():
                case ["go", where] if where in self.room.exits:
                    target = self.room.exits[where]
                    if missing := target.needs & ~self.bag:
                        self.say(f"needs {missing.name} for {where}")
                        continue
                    async with target.door:
                        self.room = target
                    self.say(f"enters {where}")
                case ["go", where]:
                    self.say(f"sees no way to {where}")
                case ["take"]:
                    found, self.room.items = self.room.items, Item.NOTHING
                    self.bag |= found
                    self.say(f"takes {found.name if found else 'nothing'}")
                case ["drop", name]:
                    item = Item[name.upper()]
                    self.bag &= ~item
                    self.room.items |= item
                    self.say(f"drops {name}")
                case ["wait", seconds]:
                    await asyncio.sleep(float(seconds))
                case other:
                    self.say(f"mumbles {' '.join(other)}")
        return self.name, self.room.name, self.bag


class World:
    def __init__(self):
        self.log = []
        hall, cave = Room("hall", Item.LAMP), Room("cave", Item.KEY, needs=Item.LAMP)
        vault = Room("vault", Item.SWORD, needs=Item.KEY)
        hall >> cave >> vault
        self.start = hall


async def main():
    world = World()
    ann, bob = Player("ann", world.start, world), Player("bob", world.start, world)
    results = await asyncio.gather(
        ann.play("take;go cave;take;go vault;take;sing a song"),
        asyncio.wait_for(bob.play("wait 0.005;go cave;go attic;take;wait 0.1"), 1))
    print(*world.log, sep="\n")
    for name, room, bag in results:
        print(name, room, bag, bag == Item.ALL, Item.KEY in bag)
    print(Item.LAMP | Item.KEY, (Item.ALL & ~Item.SWORD), bool(Item.NOTHING), Item(5), len(Item))


asyncio.run(main())
