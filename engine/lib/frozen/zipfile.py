"""Zip archives: written and read whole, members stored or deflated."""

import binascii
import io
import os
import shutil
import stat
import struct
import sys
import threading
import time
import zlib

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA", "is_zipfile",
           "ZipInfo", "ZipFile", "PyZipFile", "LargeZipFile", "Path"]

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_NAMES = {ZIP_STORED: "store", ZIP_DEFLATED: "deflate", ZIP_BZIP2: "bzip2", ZIP_LZMA: "lzma"}
_UTF8 = 0x800


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    """Raised when writing a zipfile, the zipfile requires ZIP64 extensions and those extensions are disabled."""


error = BadZipfile = BadZipFile


def _find_end(data):
    """The end record and where it stands, or None."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - 65557))
    if at < 0 or at + _END.size > len(data):
        return None
    return _END.unpack_from(data, at), at


def is_zipfile(filename):
    """Quickly see if a file is a ZIP file by checking the magic number."""
    try:
        if hasattr(filename, "read"):
            place = filename.tell()
            filename.seek(0)
            data = filename.read()
            filename.seek(place)
        else:
            with open(filename, "rb") as file:
                data = file.read()
    except OSError:
        return False
    return _find_end(data) is not None


class ZipInfo:
    """Class with attributes describing each file in the ZIP archive."""

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        null = filename.find("\0")
        self.filename = filename[:null] if null >= 0 else filename
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.date_time = date_time
        self.compress_type = ZIP_STORED
        self._compresslevel = None
        self.comment = b""
        self.extra = b""
        self.create_system = 3
        self.create_version = 20
        self.extract_version = 20
        self.reserved = 0
        self.flag_bits = 0
        self.volume = 0
        self.internal_attr = 0
        self.external_attr = 0
        self.header_offset = 0
        self.CRC = 0
        self.compress_size = 0
        self.file_size = 0

    def __repr__(self):
        result = [f"<{type(self).__name__} filename={self.filename!r}"]
        if self.compress_type != ZIP_STORED:
            result.append(f" compress_type={_NAMES.get(self.compress_type, self.compress_type)}")
        high, low = self.external_attr >> 16, self.external_attr & 0xffff
        if high:
            result.append(f" filemode={stat.filemode(high)!r}")
        if low:
            result.append(f" external_attr={low:#x}")
        folder = self.is_dir()
        if not folder or self.file_size:
            result.append(f" file_size={self.file_size!r}")
        if (not folder or self.compress_size) and (self.compress_type != ZIP_STORED or
                                                   self.file_size != self.compress_size):
            result.append(f" compress_size={self.compress_size!r}")
        return "".join(result) + ">"

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        filename = os.fspath(filename)
        info = os.stat(filename)
        folder = stat.S_ISDIR(info.st_mode)
        date_time = time.localtime(info.st_mtime)[0:6]
        if date_time[0] < 1980:
            date_time = (1980, 1, 1, 0, 0, 0)
        arcname = os.path.normpath(os.path.splitdrive(filename if arcname is None else os.fspath(arcname))[1])
        arcname = arcname.lstrip("/")
        result = cls(arcname + "/" if folder else arcname, date_time)
        result.external_attr = (info.st_mode & 0xffff) << 16
        if folder:
            result.external_attr |= 0x10
        else:
            result.file_size = info.st_size
        return result

    def is_dir(self):
        return self.filename.endswith("/")

    def _name_bytes(self):
        try:
            return self.filename.encode("ascii"), self.flag_bits
        except UnicodeEncodeError:
            return self.filename.encode("utf-8"), self.flag_bits | _UTF8

    def _dos_time(self):
        year, month, day, hour, minute, second = self.date_time
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day

    def FileHeader(self, zip64=None):
        name, flags = self._name_bytes()
        clock, day = self._dos_time()
        return _LOCAL.pack(b"PK\3\4", self.extract_version, self.reserved, flags, self.compress_type, clock, day,
                           self.CRC, self.compress_size, self.file_size, len(name), len(self.extra)) + name + self.extra

    def _central(self):
        name, flags = self._name_bytes()
        clock, day = self._dos_time()
        return _CENTRAL.pack(b"PK\1\2", self.create_version, self.create_system, self.extract_version, self.reserved,
                             flags, self.compress_type, clock, day, self.CRC, self.compress_size, self.file_size,
                             len(name), len(self.extra), len(self.comment), 0, self.internal_attr, self.external_attr,
                             self.header_offset) + name + self.extra + self.comment


class ZipExtFile(io.BytesIO):
    """A member opened for reading."""

    def __init__(self, data, info):
        super().__init__(data)
        self.name = info.filename
        self.mode = "r"

    def __repr__(self):
        return f"<zipfile.ZipExtFile name={self.name!r} mode={self.mode!r}{' [closed]' if self.closed else ''}>"

    def writable(self):
        return False


class _ZipWriteFile(io.BytesIO):
    """A member opened for writing: goes into the archive when closed."""

    def __init__(self, archive, info):
        super().__init__()
        self._archive = archive
        self._info = info

    def close(self):
        if not self.closed:
            data = self.getvalue()
            super().close()
            self._archive._writing = False
            self._archive._append(self._info, data)


def _check_compression(compression):
    if compression in (ZIP_STORED, ZIP_DEFLATED):
        return
    if compression in (ZIP_BZIP2, ZIP_LZMA):
        raise RuntimeError(f"Compression requires the (missing) {'bz2' if compression == ZIP_BZIP2 else 'lzma'} module")
    raise NotImplementedError("That compression method is not supported")


class ZipFile:
    """Class with methods to open, read, write, close, list zip files."""

    fp = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *,
                 strict_timestamps=True, metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self._allowZip64 = allowZip64
        self._didModify = False
        self.debug = 0
        self.NameToInfo = {}
        self.filelist = []
        self.compression = compression
        self.compresslevel = compresslevel
        self.mode = mode
        self.pwd = None
        self._comment = b""
        self._writing = False
        self._lock = threading.RLock()
        if isinstance(file, (str, os.PathLike)):
            file = os.fspath(file)
            self._filePassed = 0
            self.filename = file
            if mode == "a":
                mode_of_file = "r+b" if os.path.exists(file) else "w+b"
            else:
                mode_of_file = {"r": "rb", "w": "w+b", "x": "x+b"}[mode]
            self.fp = io.open(file, mode_of_file)
        else:
            self._filePassed = 1
            self.fp = file
            self.filename = getattr(file, "name", None)
        try:
            if mode == "r":
                self._read_contents()
            elif mode in ("w", "x"):
                self._didModify = True
                self.start_dir = self._start_of_file()
            else:
                try:
                    self._read_contents()
                except BadZipFile:
                    self.fp.seek(0, 2)
                    self._didModify = True
                    self.start_dir = self.fp.tell()
        except BaseException:
            fp, self.fp = self.fp, None
            if not self._filePassed:
                fp.close()
            raise

    def _start_of_file(self):
        try:
            return self.fp.tell()
        except (AttributeError, OSError):
            return 0

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        result = [f"<{type(self).__module__}.{type(self).__qualname__}"]
        if self.fp is not None:
            if self._filePassed:
                result.append(f" file={self.fp!r}")
            elif self.filename is not None:
                result.append(f" filename={self.filename!r}")
            result.append(f" mode={self.mode!r}")
        else:
            result.append(" [closed]")
        return "".join(result) + ">"

    def _read_contents(self):
        self.fp.seek(0)
        data = self.fp.read()
        found = _find_end(data)
        if found is None:
            raise BadZipFile("File is not a zip file")
        (_, _, _, _, count, size, offset, comment_size), at = found
        self._comment = data[at + _END.size:at + _END.size + comment_size]
        shift = at - size - offset
        self.start_dir = offset + shift
        place = self.start_dir
        for _ in range(count):
            if place + _CENTRAL.size > at:
                raise BadZipFile("Truncated central directory")
            fields = _CENTRAL.unpack_from(data, place)
            if fields[0] != b"PK\1\2":
                raise BadZipFile("Bad magic number for central directory")
            place += _CENTRAL.size
            name_size, extra_size, note_size = fields[12:15]
            name = data[place:place + name_size]
            info = ZipInfo(name.decode("utf-8" if fields[5] & _UTF8 else "cp437" if not name.isascii() else "ascii"))
            info.extra = data[place + name_size:place + name_size + extra_size]
            info.comment = data[place + name_size + extra_size:place + name_size + extra_size + note_size]
            place += name_size + extra_size + note_size
            (info.create_version, info.create_system, info.extract_version, info.reserved, info.flag_bits,
             info.compress_type, clock, day, info.CRC, info.compress_size, info.file_size) = fields[1:12]
            info.internal_attr, info.external_attr = fields[16:18]
            info.header_offset = fields[18] + shift
            info.date_time = ((day >> 9) + 1980, day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63,
                              (clock & 31) * 2)
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def printdir(self, file=None):
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for info in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print("%-46s %s %12d" % (info.filename, date, info.file_size), file=file)

    def testzip(self):
        for info in self.filelist:
            try:
                self.read(info)
            except BadZipFile:
                return info.filename

    def getinfo(self, name):
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError("There is no item named %r in the archive" % name)
        return info

    def setpassword(self, pwd):
        if pwd and not isinstance(pwd, bytes):
            raise TypeError("pwd: expected bytes, got %s" % type(pwd).__name__)
        self.pwd = pwd or None

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError("comment: expected bytes, got %s" % type(comment).__name__)
        self._comment = comment
        self._didModify = True

    def read(self, name, pwd=None):
        with self.open(name, "r", pwd) as file:
            return file.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        if mode not in {"r", "w"}:
            raise ValueError('open() requires mode "r" or "w"')
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if mode == "w":
            if isinstance(name, ZipInfo):
                info = name
            else:
                info = ZipInfo(name, date_time=time.localtime(time.time())[:6])
                info.compress_type = self.compression
                info._compresslevel = self.compresslevel
                info.external_attr = 0o600 << 16
            if self._writing:
                raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                                 "Close the first handle before opening another.")
            self._writing = True
            return _ZipWriteFile(self, info)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before trying to read.")
        info = name if isinstance(name, ZipInfo) else self.getinfo(name)
        return ZipExtFile(self._member(info), info)

    def _member(self, info):
        with self._lock:
            self.fp.seek(info.header_offset)
            header = self.fp.read(_LOCAL.size)
            if len(header) != _LOCAL.size:
                raise BadZipFile("Truncated file header")
            fields = _LOCAL.unpack(header)
            if fields[0] != b"PK\3\4":
                raise BadZipFile("Bad magic number for file header")
            if info.flag_bits & 1:
                raise RuntimeError("File %r is encrypted, password required for extraction" % info.filename)
            self.fp.read(fields[10] + fields[11])
            data = self.fp.read(info.compress_size)
        _check_compression(info.compress_type)
        if info.compress_type == ZIP_DEFLATED:
            data = zlib.decompressobj(-15).decompress(data)
        if zlib.crc32(data) != info.CRC:
            raise BadZipFile("Bad CRC-32 for file %r" % info.filename)
        return data

    def extract(self, member, path=None, pwd=None):
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        path = os.getcwd() if path is None else os.fspath(path)
        for member in self.namelist() if members is None else members:
            self._extract_member(member, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        if not isinstance(member, ZipInfo):
            member = self.getinfo(member)
        parts = [part for part in member.filename.split("/") if part not in ("", os.curdir, os.pardir)]
        targetpath = os.path.normpath(os.path.join(targetpath, *parts))
        upper = os.path.dirname(targetpath)
        if upper and not os.path.exists(upper):
            os.makedirs(upper, exist_ok=True)
        if member.is_dir():
            if not os.path.isdir(targetpath):
                os.makedirs(targetpath, exist_ok=True)
            return targetpath
        with self.open(member, pwd=pwd) as source, open(targetpath, "wb") as target:
            shutil.copyfileobj(source, target)
        return targetpath

    def _write_check(self, info):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn("Duplicate name: %r" % info.filename, stacklevel=4)
        if self.mode not in ("w", "x", "a"):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        _check_compression(info.compress_type)

    def _append(self, info, data):
        with self._lock:
            self._write_check(info)
            info.file_size = len(data)
            info.CRC = zlib.crc32(data)
            if info.compress_type == ZIP_DEFLATED:
                level = -1 if info._compresslevel is None else info._compresslevel
                data = zlib.compress(data, level, -15)
            info.compress_size = len(data)
            self.fp.seek(self.start_dir)
            info.header_offset = self.fp.tell()
            self.fp.write(info.FileHeader())
            self.fp.write(data)
            self.start_dir = self.fp.tell()
            self._didModify = True
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")
        info = ZipInfo.from_file(filename, arcname)
        if info.is_dir():
            self._append(info, b"")
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info._compresslevel = self.compresslevel if compresslevel is None else compresslevel
        with open(filename, "rb") as source:
            data = source.read()
        self._append(info, data)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        if isinstance(data, str):
            data = data.encode("utf-8")
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, date_time=time.localtime(time.time())[:6])
            info.compress_type = self.compression
            info._compresslevel = self.compresslevel
            if info.filename.endswith("/"):
                info.external_attr = 0o40775 << 16 | 0x10
            else:
                info.external_attr = 0o600 << 16
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists.")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info._compresslevel = compresslevel
        self._append(info, bytes(data))

    def mkdir(self, zinfo_or_directory_name, mode=511):
        name = zinfo_or_directory_name
        info = name if isinstance(name, ZipInfo) else ZipInfo(name if name.endswith("/") else name + "/")
        info.external_attr = ((0o40000 | mode) & 0xffff) << 16 | 0x10
        self._append(info, b"")

    def close(self):
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before closing the zip.")
        fp = self.fp
        try:
            if self.mode in ("w", "x", "a") and self._didModify:
                fp.seek(self.start_dir)
                central = b"".join(info._central() for info in self.filelist)
                count = len(self.filelist)
                fp.write(central + _END.pack(b"PK\5\6", 0, 0, count, count, len(central), self.start_dir,
                                             len(self._comment)) + self._comment)
                if self.mode == "a":
                    fp.truncate()
                fp.flush()
        finally:
            self.fp = None
            if not self._filePassed:
                fp.close()


PyZipFile = ZipFile


def __getattr__(name):
    if name == "Path":
        raise AttributeError("zipfile.Path is not part of GILscope's simulated library")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
