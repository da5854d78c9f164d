"""Paths that match a pattern."""

import os
from fnmatch import fnmatchcase

__all__ = ["glob", "iglob", "escape"]


def _has_magic(part):
    return any(c in part for c in '*?[')


def _walk(base, parts, hidden):
    if not parts:
        yield base
        return
    part, rest = parts[0], parts[1:]
    if part == '**':
        yield from _walk(base, rest, hidden)
        try:
            names = os.listdir(base or '.')
        except OSError:
            return
        for name in names:
            full = os.path.join(base, name) if base else name
            if os.path.isdir(full) and not name.startswith('.'):
                yield from _walk(full, parts, hidden)
    elif _has_magic(part):
        try:
            names = os.listdir(base or '.')
        except OSError:
            return
        for name in names:
            if fnmatchcase(name, part) and (hidden or not name.startswith('.') or part.startswith('.')):
                full = os.path.join(base, name) if base else name
                if not rest or os.path.isdir(full):
                    yield from _walk(full, rest, hidden)
    else:
        full = os.path.join(base, part) if base else part
        if os.path.exists(full):
            yield from _walk(full, rest, hidden)


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    base = '/' if pathname.startswith('/') else ''
    parts = [p for p in pathname.split('/') if p]
    if not recursive:
        parts = ['*' if p == '**' else p for p in parts]
    return iter(dict.fromkeys(_walk(base, parts, include_hidden)))


def glob(pathname, **kwargs):
    return list(iglob(pathname, **kwargs))


def escape(pathname):
    return ''.join('[' + c + ']' if c in '*?[' else c for c in pathname)
