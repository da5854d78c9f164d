"""Copies a folder tree with a thread pool, checks it with hashes, walks it, and cleans up."""
import glob
import hashlib
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor

TREE = {
    "readme.txt": "hello",
    "src/main.py": "print('hi')\n" * 20,
    "src/lib/util.py": "x = 1\n",
    "data/a.csv": "a,b\n1,2\n",
    "data/empty": "",
}


def build(root):
    for name, text in TREE.items():
        path = os.path.join(root, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)


def files(root):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            full = os.path.join(folder, name)
            yield os.path.relpath(full, root)


def checksum(path):
    h = hashlib.md5()
    with open(path, "rb") as f:
        for block in iter(lambda: f.read(16), b""):
            h.update(block)
    return h.hexdigest()


def copy_one(source, target, name):
    destination = os.path.join(target, name)
    os.makedirs(os.path.dirname(destination), exist_ok=True)
    shutil.copyfile(os.path.join(source, name), destination)
    return name, os.path.getsize(destination)


with tempfile.TemporaryDirectory() as work:
    source, target = os.path.join(work, "source"), os.path.join(work, "target")
    build(source)
    names = list(files(source))
    print(names)
    with ThreadPoolExecutor(3) as pool:
        for name, size in sorted(pool.map(lambda n: copy_one(source, target, n), names)):
            print(f"{size:5} {name}")
        sums = [pool.submit(checksum, os.path.join(root, n)) for root in (source, target) for n in names]
        half = len(names)
        print("same:", [a.result() == b.result() for a, b in zip(sums[:half], sums[half:])])
    print([os.path.basename(p) for p in sorted(glob.glob(os.path.join(target, "**", "*.py"), recursive=True))])
    os.replace(os.path.join(target, "readme.txt"), os.path.join(target, "README"))
    print(sorted(os.listdir(target)), os.path.splitext("a/b.tar.gz"), os.path.split("/x/y/z"), os.path.isabs(work))
    print(sorted(e.name for e in os.scandir(target) if e.is_dir()), os.stat(os.path.join(target, "README")).st_size)
    try:
        os.rmdir(os.path.join(target, "src"))
    except OSError as e:
        print(type(e).__name__, e.errno in (39, 66))
    try:
        os.mkdir(target)
    except FileExistsError as e:
        print("FileExistsError", e.errno)
    shutil.rmtree(target)
    print(os.path.exists(target), os.listdir(work))
