"""zlib, gzip, zipfile and stat. The compressed bytes themselves may differ from zlib's."""

import gzip
import io
import os
import stat
import tempfile
import zipfile
import zlib

DATA = [b"", b"a", b"hello world " * 100, bytes(range(256)) * 20, os.urandom(0), b"\0" * 5000]
for data in DATA:
    for level in (-1, 0, 1, 6, 9):
        packed = zlib.compress(data, level)
        print(len(data), level, zlib.decompress(packed) == data, packed[:2], len(packed) <= len(data) + 30, hex(zlib.crc32(data)), hex(zlib.adler32(data)))
    c = zlib.compressobj(wbits=-15)
    raw = c.compress(data) + c.flush()
    d = zlib.decompressobj(-15)
    print(d.decompress(raw + b"rest") == data, d.unused_data, d.eof, zlib.decompress(raw, -15) == data, gzip.decompress(gzip.compress(data)) == data)
# What a real zlib made.
REAL = bytes.fromhex("789ccb48cdc9c95728cf2fca4951c840a2006afd0a85")
print(zlib.decompress(bytes.fromhex("789c4b4c4a06000 24d0127".replace(" ", ""))))
d = zlib.decompressobj()
packed = zlib.compress(b"x" * 1000)
print([len(d.decompress(packed[i:i + 5])) >= 0 for i in range(0, len(packed), 5)][-1], d.eof, zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"))
for case in ["zlib.decompress(b'nonsense')", "zlib.decompress(b'')", "zlib.decompress(zlib.compress(b'abc')[:-1])", "zlib.compress('a')", "zlib.compress(b'', 11)", "gzip.decompress(b'nope')", "zlib.decompress(zlib.compress(b'abc')[:-1] + b'x')", "zlib.compressobj(level=20)"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__module__, type(e).__name__, e)

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with gzip.open("x.gz", "wt") as f:
        f.write("line 1\nline 2\n")
    with gzip.open("x.gz", "rt") as f:
        print(f.readlines())
    with gzip.open("x.gz") as f:
        print(f.read(4), f.readline(), f.read())
    os.mkdir("d")
    with open("d/file.txt", "w") as f:
        f.write("text " * 50)
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.write("d/file.txt")
        z.write("d/file.txt", "other/name.txt", zipfile.ZIP_STORED)
        z.writestr("str.txt", "späm" * 20)
        z.writestr("bytes.bin", b"\0\1")
        with z.open("opened.txt", "w") as member:
            member.write(b"part one, ")
            member.write(b"part two")
        z.comment = b"about"
        print(z.namelist(), z.mode, z.compression)
    with zipfile.ZipFile("a.zip") as z:
        print(z.namelist(), z.comment, z.read("str.txt").decode(), z.testzip(), [(i.filename, i.file_size, i.compress_type, i.is_dir()) for i in z.infolist()], z.getinfo("bytes.bin").CRC)
        with z.open("d/file.txt") as member:
            print(member.read(10), member.name)
        print(os.path.relpath(z.extract("str.txt", "out"), folder), sorted(os.listdir("out")))
        z.extractall("all")
        print(sorted(os.listdir("all")), os.listdir("all/other"), open("all/d/file.txt").read() == "text " * 50)
    with zipfile.ZipFile("a.zip", "a") as z:
        z.writestr("late.txt", "late")
    with zipfile.ZipFile("a.zip") as z:
        print(z.namelist(), z.read("late.txt"), z.read("opened.txt"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as z:
        z.writestr("a", "1" * 100)
    print(zipfile.is_zipfile(buffer), zipfile.is_zipfile("d/file.txt"), zipfile.is_zipfile("no"), len(buffer.getvalue()), zipfile.ZipFile(buffer).read("a"))
    for case in ["zipfile.ZipFile('no.zip')", "zipfile.ZipFile('d/file.txt')", "zipfile.ZipFile('a.zip').read('nope')", "zipfile.ZipFile('a.zip', 'q')", "zipfile.ZipFile(io.BytesIO(b''))", "zipfile.ZipFile('a.zip').writestr('a', 'b')", "zipfile.ZipFile('b.zip', 'w', 77)", "zipfile.ZipInfo('x', (1970, 1, 1, 0, 0, 0))"]:
        try:
            print(case, eval(case))
        except Exception as e:
            print(case, type(e).__name__, e)
    mode = os.stat("d").st_mode
    print(stat.S_ISDIR(mode), stat.S_ISREG(os.stat("a.zip").st_mode), stat.filemode(0o100644), stat.filemode(0o040755), stat.filemode(0o104711), stat.S_IMODE(0o100644), stat.S_IFMT(0o040755) == stat.S_IFDIR)
    os.chdir("/")
