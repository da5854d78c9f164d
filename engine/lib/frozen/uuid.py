"""Universally unique identifiers; the random ones come from the run's seed."""

import os

NAMESPACE_TEXTS = {'NAMESPACE_DNS': '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
                   'NAMESPACE_URL': '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
                   'NAMESPACE_OID': '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
                   'NAMESPACE_X500': '6ba7b814-9dad-11d1-80b4-00c04fd430c8'}
RESERVED_NCS, RFC_4122 = 'reserved for NCS compatibility', 'specified in RFC 4122'


class UUID:
    """128 bits, written as 8-4-4-4-12 hexadecimal digits."""

    __slots__ = ('int',)

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = int_(hex, 16)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = int_.from_bytes(bytes, 'big')
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            int &= ~(0xc000 << 48)
            int |= 0x8000 << 48
            int &= ~(0xf000 << 64)
            int |= version << 76
        object.__setattr__(self, 'int', int)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __getstate__(self):
        return {'int': self.int}

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def version(self):
        return int_(self.int >> 76 & 0xf) if self.variant == RFC_4122 else None

    @property
    def variant(self):
        return RFC_4122 if self.int >> 62 & 3 == 2 else RESERVED_NCS

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def fields(self):
        return (self.int >> 96, self.int >> 80 & 0xffff, self.int >> 64 & 0xffff, self.int >> 56 & 0xff,
                self.int >> 48 & 0xff, self.int & 0xffffffffffff)

    @property
    def node(self):
        return self.int & 0xffffffffffff

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __str__(self):
        hex = self.hex
        return '%s-%s-%s-%s-%s' % (hex[:8], hex[8:12], hex[12:16], hex[16:20], hex[20:])


int_ = int


def getnode():
    return 0x024200000001


def uuid1(node=None, clock_seq=None):
    """From the time and this machine."""
    import time
    t = time.time_ns() // 100 + 0x01b21dd213814000
    if clock_seq is None:
        clock_seq = int.from_bytes(os.urandom(2), 'big') & 0x3fff
    value = (t & 0xffffffff) << 96 | (t >> 32 & 0xffff) << 80 | (t >> 48 & 0x0fff) << 64 | clock_seq << 48 \
        | (getnode() if node is None else node)
    return UUID(int=value, version=1)


def _named(namespace, name, algorithm, version):
    import hashlib
    if isinstance(name, str):
        name = name.encode('utf-8')
    return UUID(bytes=getattr(hashlib, algorithm)(namespace.bytes + name).digest()[:16], version=version)


def uuid3(namespace, name):
    return _named(namespace, name, 'md5', 3)


def uuid4():
    """A random one."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    return _named(namespace, name, 'sha1', 5)


for _name, _text in NAMESPACE_TEXTS.items():
    globals()[_name] = UUID(_text)
