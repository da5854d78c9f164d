"""multiprocessing.shared_memory: blocks by name, memoryviews, ShareableList, clean-up."""
from multiprocessing import Process, shared_memory
import struct


def double(name, count):
    shm = shared_memory.SharedMemory(name=name)
    values = struct.unpack_from(f"{count}i", shm.buf)
    struct.pack_into(f"{count}i", shm.buf, 0, *(v * 2 for v in values))
    shm.close()


def edit(name):
    sl = shared_memory.ShareableList(name=name)
    sl[0] = "changed"[:5]
    sl[2] = sl[2] + 0.5
    sl.shm.close()


if __name__ == "__main__":
    shm = shared_memory.SharedMemory(create=True, size=64)
    print(shm.size >= 64, len(shm.name) > 3)
    struct.pack_into("4i", shm.buf, 0, 1, 2, 3, 4)
    workers = [Process(target=double, args=(shm.name, 4))]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    print(struct.unpack_from("4i", shm.buf))
    other = shared_memory.SharedMemory(shm.name)
    other.buf[:5] = b"howdy"
    print(bytes(shm.buf[:5]), shm.buf[0], other.name == shm.name)
    shm.buf[4] = 100
    print(bytes(other.buf[:5]))
    other.close()
    shm.close()
    shm.unlink()
    try:
        shared_memory.SharedMemory(name=shm.name)
    except FileNotFoundError as e:
        print("FileNotFoundError", e.errno)

    a = shared_memory.ShareableList(["howdy", b"HoWdY", -273.154, 100, None, True, 42])
    print([type(entry).__name__ for entry in a], a[2], len(a))
    a[2] = -78.5
    p = Process(target=edit, args=(a.shm.name,))
    p.start()
    p.join()
    print(list(a), a.index(42), a.count(b"HoWdY"))
    try:
        a[10]
    except IndexError as e:
        print("IndexError:", e)
    try:
        a[0] = "much too long for the place"
    except ValueError as e:
        print("ValueError:", e)
    a.shm.close()
    a.shm.unlink()
