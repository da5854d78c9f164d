"""Paths as objects, on the simulated disk."""

import errno
import fnmatch
import io
import os
import posixpath
import re
import sys
from _collections_abc import Sequence
from urllib.parse import quote_from_bytes

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _PathParents(Sequence):
    """The logical ancestors of a path."""

    def __init__(self, path):
        self._path_class = type(path)
        self._root = path._root
        self._names = path._names

    def __len__(self):
        return len(self._names)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._path_class._made(self._root, self._names[:len(self._names) - index - 1])

    def __repr__(self):
        return f"<{self._path_class.__name__}.parents>"


class PurePath:
    """A path that is only looked at, never on a disk."""

    __slots__ = ("_root", "_names", "_text")

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return cls._from_parts(args)

    @classmethod
    def _made(cls, root, names):
        self = object.__new__(cls)
        self._root = root
        self._names = names
        self._text = None
        return self

    @classmethod
    def _from_parts(cls, args):
        root, names = "", []
        for arg in args:
            if isinstance(arg, PurePath):
                other_root, other = arg._root, arg._names
            else:
                text = os.fspath(arg)
                if not isinstance(text, str):
                    raise TypeError("argument should be a str object or an os.PathLike object returning str, not "
                                    f"{type(text)!r}")
                other_root = ""
                if text.startswith("/"):
                    other_root = "//" if text.startswith("//") and not text.startswith("///") else "/"
                other = [name for name in text.split("/") if name and name != "."]
            if other_root:
                root, names = other_root, list(other)
            else:
                names = names + list(other)
        return cls._made(root, names)

    def __reduce__(self):
        return type(self), tuple(self.parts)

    def __str__(self):
        if self._text is None:
            self._text = self._root + "/".join(self._names) or "."
        return self._text

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return "file://" + quote_from_bytes(os.fsencode(str(self)))

    def _flavour_of(self, other):
        return isinstance(other, PurePath)

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    def _key(self):
        return ([self._root] if self._root else []) + self._names

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, PurePath) else NotImplemented

    drive = property(lambda self: "", doc="The drive prefix, empty here.")
    root = property(lambda self: self._root, doc="The root of the path, if any.")
    anchor = property(lambda self: self._root, doc="The concatenation of the drive and root, or ''.")
    parts = property(lambda self: tuple(self._key()), doc="An object providing sequence-like access to the components.")
    parents = property(lambda self: _PathParents(self), doc="A sequence of this path's logical parents.")

    @property
    def name(self):
        """The final path component, if any."""
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        at = name.rfind(".")
        return name[:at] if 0 < at < len(name) - 1 else name

    @property
    def parent(self):
        return self._made(self._root, self._names[:-1]) if self._names else self

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._made(self._root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        name = self.name
        if not name:
            raise ValueError(f"{self!r} has an empty name")
        old = self.suffix
        return self._made(self._root, self._names[:-1] + [(name[:-len(old)] if old else name) + suffix])

    def with_segments(self, *pathsegments):
        return type(self)(*pathsegments)

    def relative_to(self, *other, walk_up=False):
        if not other:
            raise TypeError("need at least one argument")
        base = self._from_parts(other)
        size = len(base._names)
        if base._root == self._root and self._names[:size] == base._names:
            return self._made("", self._names[size:])
        if walk_up and base._root == self._root:
            common = 0
            while self._names[common:common + 1] == base._names[common:common + 1] != []:
                common += 1
            return self._made("", [".."] * (size - common) + self._names[common:])
        raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the "
                         "other is absolute.")

    def is_relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def joinpath(self, *args):
        return self._from_parts((self,) + args)

    def __truediv__(self, key):
        try:
            return self._from_parts((self, key))
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._from_parts((key, self))
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def match(self, path_pattern, *, case_sensitive=None):
        pattern = self._from_parts((path_pattern,))
        wanted = pattern._key()
        if not wanted:
            raise ValueError("empty pattern")
        parts = self._key()
        if pattern._root and len(wanted) != len(parts) or len(wanted) > len(parts):
            return False
        return all(fnmatch.fnmatchcase(part, name) for part, name in zip(reversed(parts), reversed(wanted)))


class PurePosixPath(PurePath):
    __slots__ = ()


class PureWindowsPath(PurePath):
    __slots__ = ()

    def __new__(cls, *args):
        raise NotImplementedError("Windows paths are not part of GILscope's simulated library")


class Path(PurePath):
    """A path of the simulated disk."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return cls._from_parts(args)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def iterdir(self):
        for name in os.listdir(self):
            yield self._made(self._root, self._names + [name])

    def _children(self):
        try:
            return [self._made(self._root, self._names + [name]) for name in os.listdir(self)]
        except OSError:
            return []

    def _select(self, parts):
        if not parts:
            if self.exists():
                yield self
            return
        first, rest = parts[0], parts[1:]
        if first == "**":
            yield from self._select(rest)
            for child in self._children():
                if child.is_dir():
                    yield from child._select(parts) if rest or parts else ()
        elif re.search(r"[*?\[]", first):
            for child in self._children():
                if fnmatch.fnmatchcase(child.name, first) and (not rest or child.is_dir()):
                    yield from child._select(rest)
        else:
            yield from self.joinpath(first)._select(rest)

    def glob(self, pattern, *, case_sensitive=None):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        parsed = PurePosixPath(pattern)
        if parsed._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        seen = set()
        for path in self._select(parsed._names):
            if str(path) not in seen and (parsed._names[-1:] != ["**"] or path.is_dir()):
                seen.add(str(path))
                yield path

    def rglob(self, pattern, *, case_sensitive=None):
        return self.glob("**/" + str(pattern))

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield type(self)(folder), folders, files

    def absolute(self):
        return self if self._root else self._from_parts((os.getcwd(), self))

    def resolve(self, strict=False):
        path = os.path.realpath(self)
        if strict:
            os.stat(path)
        return self._from_parts((path,))

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    def lstat(self):
        return os.stat(self)

    def owner(self):
        return "user"

    group = owner

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open(mode="rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open(mode="r", encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open(mode="wb") as file:
            return file.write(memoryview(data))

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open(mode="w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(errno.EEXIST, "File exists", str(self))
            return
        self.open("ab").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self._from_parts((target,))

    def replace(self, target):
        os.replace(self, target)
        return self._from_parts((target,))

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self)

    def is_dir(self):
        return os.path.isdir(self)

    def is_file(self):
        return os.path.isfile(self)

    def is_mount(self):
        return os.path.ismount(self)

    def is_symlink(self):
        return False

    def is_junction(self):
        return False

    def is_block_device(self):
        return False

    is_char_device = is_fifo = is_socket = is_block_device

    def expanduser(self):
        if not self._root and self._names and self._names[0][:1] == "~":
            return self._from_parts((os.path.expanduser(str(self)),))
        return self


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


class WindowsPath(Path):
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise NotImplementedError(f"cannot instantiate {cls.__name__!r} on your system")
