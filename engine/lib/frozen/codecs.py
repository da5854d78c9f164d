"""Encodings by name, and streams that encode and decode."""

import builtins
import io

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE = BOM_LE = BOM32_LE = b"\xff\xfe"
BOM_UTF16_BE = BOM_BE = BOM32_BE = b"\xfe\xff"
BOM_UTF16 = BOM = BOM_UTF16_LE
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE
_NAMES = {"utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "latin1": "iso8859-1", "latin": "iso8859-1", "l1": "iso8859-1",
          "iso88591": "iso8859-1", "ascii": "ascii", "usascii": "ascii", "646": "ascii", "utf16": "utf-16",
          "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf32": "utf-32", "utf32le": "utf-32-le",
          "utf32be": "utf-32-be", "utf8sig": "utf-8-sig", "cp1252": "cp1252", "windows1252": "cp1252",
          "cp437": "cp437", "rot13": "rot13", "hex": "hex", "hexcodec": "hex", "base64": "base64",
          "base64codec": "base64", "unicodeescape": "unicode-escape", "rawunicodeescape": "raw-unicode-escape",
          "zlib": "zlib", "zip": "zlib"}


def _plain(name):
    return "".join(c for c in name.lower() if c.isalnum())


class CodecInfo(tuple):
    """What lookup() answers: encode, decode, a reader and a writer."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


_search_functions = []


def register(search_function):
    _search_functions.append(search_function)


def unregister(search_function):
    if search_function in _search_functions:
        _search_functions.remove(search_function)


def lookup(encoding):
    """What is known about an encoding; LookupError."""
    name = _NAMES.get(_plain(encoding))
    if name is None:
        for search in _search_functions:
            found = search(encoding.lower().replace("-", "_"))
            if found is not None:
                return found
        try:
            "".encode(encoding)
        except LookupError:
            raise LookupError(f"unknown encoding: {encoding}") from None
        name = encoding.lower()

    def encode_all(input, errors="strict"):
        return encode(input, name, errors), len(input)

    def decode_all(input, errors="strict"):
        return decode(input, name, errors), len(input)

    class Reader(StreamReader):
        decode = staticmethod(decode_all)

    class Writer(StreamWriter):
        encode = staticmethod(encode_all)

    class Encoder(IncrementalEncoder):
        encoding = name

    class Decoder(IncrementalDecoder):
        encoding = name

    return CodecInfo(encode_all, decode_all, Reader, Writer, Encoder, Decoder, name)


_ROT13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                       "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")


def encode(obj, encoding="utf-8", errors="strict"):
    name = _NAMES.get(_plain(encoding))
    if name == "rot13":
        return obj.translate(_ROT13)
    if name == "hex":
        return bytes(obj).hex().encode()
    if name == "base64":
        import base64
        return base64.encodebytes(obj)
    if name == "zlib":
        import zlib
        return zlib.compress(obj)
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    name = _NAMES.get(_plain(encoding))
    if name == "rot13":
        return obj.translate(_ROT13)
    if name == "hex":
        import binascii
        return binascii.unhexlify(obj)
    if name == "base64":
        import base64
        return base64.decodebytes(obj)
    if name == "zlib":
        import zlib
        return zlib.decompress(obj)
    return bytes(obj).decode(encoding, errors)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


class IncrementalEncoder:
    encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors

    def encode(self, input, final=False):
        return input.encode(self.encoding, self.errors)

    def reset(self):
        pass


class IncrementalDecoder:
    """Decodes pieces; keeps bytes that do not make a character yet."""

    encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = b""

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        for kept in range(0 if final else 4):
            end = len(data) - kept
            if end < 0:
                break
            try:
                text = data[:end].decode(self.encoding)
            except UnicodeDecodeError:
                continue
            self.buffer = data[end:]
            return text
        self.buffer = b""
        return data.decode(self.encoding, self.errors)

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class Codec:
    pass


class StreamWriter(Codec):
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


class StreamReader(Codec):
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def read(self, size=-1, chars=-1, firstline=False):
        return self.decode(self.stream.read(size), self.errors)[0]

    def readline(self, size=None, keepends=True):
        line = self.decode(self.stream.readline(), self.errors)[0]
        return line if keepends else line.rstrip("\r\n")

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    return io.open(filename, mode.replace("b", "").replace("U", ""), -1 if buffering == 0 else buffering, encoding,
                   errors, "")


def iterencode(iterator, encoding, errors="strict", **kwargs):
    for piece in iterator:
        yield encode(piece, encoding, errors)


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors)
    for piece in iterator:
        text = decoder.decode(piece)
        if text:
            yield text
    text = decoder.decode(b"", True)
    if text:
        yield text
