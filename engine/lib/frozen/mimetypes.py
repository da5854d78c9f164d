"""Media types by file name."""

import posixpath

types_map = {
    ".html": "text/html", ".htm": "text/html", ".css": "text/css", ".csv": "text/csv", ".txt": "text/plain",
    ".py": "text/x-python", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
    ".xml": "text/xml", ".pdf": "application/pdf", ".zip": "application/zip", ".tar": "application/x-tar",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
    ".ico": "image/vnd.microsoft.icon", ".bmp": "image/bmp", ".webp": "image/webp", ".mp3": "audio/mpeg",
    ".wav": "audio/x-wav", ".mp4": "video/mp4", ".webm": "video/webm", ".avi": "video/x-msvideo",
    ".md": "text/markdown", ".c": "text/plain", ".h": "text/plain", ".sh": "application/x-sh",
    ".bin": "application/octet-stream", ".wasm": "application/wasm",
}
encodings_map = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
suffix_map = {".tgz": ".tar.gz"}
common_types = {}
inited = True


def init(files=None):
    pass


def add_type(type, ext, strict=True):
    types_map[ext] = type


def guess_type(url, strict=True):
    """Guess the type of a file based on its URL."""
    base, ext = posixpath.splitext(str(url).split("?")[0])
    if ext in suffix_map:
        base, ext = posixpath.splitext(base + suffix_map[ext])
    encoding = encodings_map.get(ext)
    if encoding:
        base, ext = posixpath.splitext(base)
    return types_map.get(ext) or types_map.get(ext.lower()), encoding


def guess_all_extensions(type, strict=True):
    return [ext for ext, name in types_map.items() if name == type.lower()]


def guess_extension(type, strict=True):
    found = guess_all_extensions(type, strict)
    return found[0] if found else None
