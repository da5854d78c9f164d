"""pathlib: pure paths, and files below a temporary folder."""

import os
import pathlib
import pickle
import tempfile
from pathlib import Path, PurePath, PurePosixPath

for text in ["", ".", "/", "//", "///a", "a", "a/b", "a//b/./c/", "/usr/lib/x.tar.gz", "../x", "a/..", "file.", ".hidden", "a.b.c", "x/.bashrc", "dir/name.txt"]:
    p = PurePosixPath(text)
    print(repr(p), str(p), p.parts, p.root, p.anchor, p.name, p.suffix, p.suffixes, p.stem, repr(p.parent), list(p.parents), p.is_absolute(), p.as_posix(), os.fspath(p), bytes(p))
a, b = PurePath("a/b"), PurePath("a/c")
print(a < b, a == PurePath("a//b"), a != b, hash(a) == hash(PurePath("a/b")), sorted([b, a, PurePath("a")]), a / "x" / "y", "r" / a, a / "/abs", a.joinpath("p", "q"), PurePath("x", "y", "/z", "w"), PurePath(a, b))
for case in ["a.with_name('z')", "a.with_suffix('.py')", "PurePath('x.txt').with_suffix('')", "PurePath('x.txt').with_stem('y')", "a.relative_to('a')", "a.relative_to('z')", "a.is_relative_to('a')", "PurePath('/a/b').relative_to('/')", "PurePath('/').with_name('x')", "a.with_suffix('x')", "a.with_name('x/y')", "a.match('*')", "a.match('a/*')", "a.match('/a/b')", "PurePath('a/b.py').match('*.py')", "PurePath('/a/b c').as_uri()", "a.as_uri()", "a / 3", "PurePath(3)", "PurePath(b'x')", "a < 3", "a.parents[0]", "a.parents[5]", "a.parents[-1]", "PurePath('a/b/c').parents[:2]", "pickle.loads(pickle.dumps(a)) == a", "isinstance(Path('x'), os.PathLike)", "type(Path('x')).__name__", "repr(Path())", "a.match('')"]:
    try:
        print(case, "->", repr(eval(case)))
    except Exception as e:
        print(case, "->", type(e).__name__, e)

with tempfile.TemporaryDirectory() as name:
    base = Path(name)
    (base / "sub" / "deep").mkdir(parents=True)
    (base / "one.txt").write_text("first\nsecond\n")
    (base / "two.py").write_bytes(b"print(1)")
    (base / "sub" / "three.txt").write_text("ünicode", encoding="utf-8")
    (base / "sub" / "deep" / "four.txt").touch()
    show = lambda paths: sorted(str(p.relative_to(base)) for p in paths)
    print(show(base.iterdir()), show(base.glob("*.txt")), show(base.glob("**/*.txt")), show(base.rglob("*.txt")), show(base.glob("sub/*")), show(base.rglob("*")), show(base.glob("**")), show(base.glob("*/deep")))
    print((base / "one.txt").read_text(), (base / "one.txt").read_bytes(), (base / "sub/three.txt").read_text("utf-8"), (base / "one.txt").stat().st_size, (base / "one.txt").exists(), (base / "no").exists(), base.is_dir(), (base / "one.txt").is_file(), (base / "one.txt").is_dir(), (base / "one.txt").is_symlink())
    with (base / "one.txt").open() as f:
        print([line.strip() for line in f])
    moved = (base / "one.txt").rename(base / "renamed.txt")
    print(moved.name, show(base.iterdir()))
    moved.unlink()
    for action in ["moved.unlink()", "moved.unlink(missing_ok=True)", "moved.read_text()", "(base / 'sub').mkdir()", "(base / 'sub').mkdir(exist_ok=True)", "(base / 'x' / 'y').mkdir()", "(base / 'sub').rmdir()", "(base / 'two.py').touch(exist_ok=False)", "(base / 'two.py').write_text(3)", "list((base / 'nope').iterdir())"]:
        try:
            print(action, eval(action))
        except Exception as e:
            print(action, type(e).__name__, str(e).replace(name, "BASE"))
    os.chdir(base)
    print(Path("two.py").resolve() == (base / "two.py").resolve(), Path("two.py").absolute().name, Path.cwd() == Path(os.getcwd()), Path("sub/../two.py").resolve().name)
    os.chdir("/")
