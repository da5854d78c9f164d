"""Files from coroutines: to_thread for open/read/write, a lock per file, a tail -f, and csv and json on the way."""
import asyncio
import csv
import json
import os
import tempfile
from pathlib import Path


def write_text(path, text):
    with open(path, "w", encoding="utf-8") as f:
        return f.write(text)


def read_text(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


async def copy(source, target, lock):
    text = await asyncio.to_thread(read_text, source)
    async with lock:
        with open(target, "a", encoding="utf-8") as f:
            await asyncio.to_thread(f.write, text.upper())
    return len(text)


async def tail(path, lines_wanted):
    lines = []
    with open(path) as f:
        while len(lines) < lines_wanted:
            line = f.readline()
            if line.endswith("\n"):
                lines.append(line.strip())
            else:
                await asyncio.sleep(0.001)
    return lines


async def grow(path, lines):
    for line in lines:
        with open(path, "a") as f:
            f.write(line + "\n")
        await asyncio.sleep(0.002)


async def main():
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        names = [root / f"part{i}.txt" for i in range(3)]
        print(await asyncio.gather(*(asyncio.to_thread(write_text, p, f"text {i}\n" * (i + 1)) for i, p in enumerate(names))))
        lock, target = asyncio.Lock(), root / "all.txt"
        print(sum(await asyncio.gather(*(copy(p, target, lock) for p in names))), target.stat().st_size)
        print(sorted(target.read_text().split("\n")))
        log = root / "log" / "app.log"
        log.parent.mkdir()
        log.touch()
        lines, _ = await asyncio.gather(tail(log, 3), grow(log, ["one", "two", "three"]))
        print(lines, log.exists(), log.suffix, log.stem, log.name, log.relative_to(root).as_posix())
        with open(root / "t.csv", "w", newline="") as f:
            w = csv.DictWriter(f, ["name", "n"])
            w.writeheader()
            w.writerows([{"name": "a, b", "n": 1}, {"name": 'q"q', "n": 2}])
        with open(root / "t.csv", newline="") as f:
            rows = list(csv.DictReader(f))
        print(rows, (root / "t.csv").read_text().splitlines())
        (root / "t.json").write_text(json.dumps({"rows": rows, "ok": True, "none": None}, indent=1))
        print(json.loads((root / "t.json").read_text())["rows"][1]["name"])
        print(sorted(p.name for p in root.iterdir()), sorted(p.name for p in root.glob("*.txt")))
        print([p.name for p in sorted(root.rglob("*.log"))], os.path.exists(root / "nothing"))
        try:
            await asyncio.to_thread(read_text, root / "nothing")
        except FileNotFoundError as e:
            print("FileNotFoundError", Path(e.filename).name)


asyncio.run(main())
