"""Sockets on the machine's network."""

import errno as _errno
import _machine


class _Named(int):
    """What an IntEnum's members are to those who print and compare them, without the import of enum."""

    _members = {}

    def __new__(cls, value, name=None):
        known = cls._members.get(value)
        if known is None:
            if name is None:
                raise ValueError("%r is not a valid %s" % (value, cls.__name__))
            known = cls._members[value] = int.__new__(cls, value)
            known._name_ = known.name = name
            setattr(cls, name, known)
        return known

    value = property(int)

    def __repr__(self):
        return "<%s.%s: %d>" % (type(self).__name__, self.name, self)

    def __str__(self):
        return str(int(self))


class AddressFamily(_Named):
    _members = {}


class SocketKind(_Named):
    _members = {}


AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = map(AddressFamily, (0, 1, 2, 10),
                                            ('AF_UNSPEC', 'AF_UNIX', 'AF_INET', 'AF_INET6'))
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = map(SocketKind, (1, 2, 3), ('SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW'))
SOCK_NONBLOCK, SOCK_CLOEXEC = 2048, 524288
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_ERROR, SO_REUSEPORT = \
    1, 2, 9, 6, 7, 8, 4, 15
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 6, 17, 41
TCP_NODELAY, IPV6_V6ONLY, IP_MULTICAST_TTL, IP_ADD_MEMBERSHIP = 1, 26, 33, 35
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
INADDR_ANY = 0
AI_PASSIVE = 1
MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL = 2, 64, 256
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_default_timeout = None
_sentinel = object()


def setdefaulttimeout(value):
    global _default_timeout
    _default_timeout = value


def getdefaulttimeout():
    return _default_timeout


class socket:
    """A socket. Its handle exists from connect() or listen() on: until then it only knows what it wants."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self.family = AF_INET if family == -1 else AddressFamily._members.get(family, family)
        self.type = SOCK_STREAM if type == -1 else SocketKind._members.get(type & 15, type & 15)
        self.proto = 0 if proto == -1 else proto
        self._handle = None
        self._timeout = _default_timeout
        self._local = ('0.0.0.0', 0)
        self._peer = None
        self._listening = False
        self._closed = False
        self._pipe = None       # socketpair: handles to read from and to write to
        self._rest = b""
        self._options = {}
        if fileno is not None:
            self._handle = fileno

    def __repr__(self):
        kind = 'SOCK_DGRAM' if self.type == SOCK_DGRAM else 'SOCK_STREAM'
        text = f"<socket.socket{' [closed]' if self._closed else ''} fd={self.fileno()}, " \
               f"family={self.family}, type={self.type}, proto={self.proto}"
        if not self._closed:
            text += f", laddr={self._local!r}"
            if self._peer:
                text += f", raddr={self._peer!r}"
        return text + ">"

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def _check(self):
        if self._closed:
            raise OSError(_errno.EBADF, "Bad file descriptor")

    def _address(self, address):
        if self.family == AF_UNIX:
            from multiprocessing.connection import _port_of
            return 'localhost', _port_of(address)
        if not isinstance(address, tuple):
            raise TypeError(f"connect(): AF_INET address must be tuple, not {address.__class__.__name__}")
        host, port = address[0], address[1]
        if not 0 <= port <= 65535:
            raise OverflowError("bind(): port must be 0-65535.")
        return host, port

    def _seconds(self):
        return -1.0 if self._timeout is None else float(self._timeout)

    def _io(self, kind, **words):
        try:
            return _machine.io(kind, seconds=self._seconds(), **words)
        except TimeoutError:
            if self._timeout == 0:
                raise BlockingIOError(_errno.EAGAIN, "Resource temporarily unavailable") from None
            raise TimeoutError("timed out") from None

    # How it gets its handle

    def bind(self, address):
        self._check()
        host, port = self._address(address)
        self._local = address if self.family == AF_UNIX else (_numeric(host or '0.0.0.0'), port)
        if self.type == SOCK_DGRAM:
            self._open_datagrams(port)
        elif port:
            # A port that is taken is an error of bind(), not of listen().
            self._open_listener(host, port)

    def _open_datagrams(self, port):
        reply = _machine.io("DatagramOpen", a=port)
        self._handle = reply.a
        self._local = (self._local[0], reply.b)

    def _open_listener(self, host, port):
        reply = _machine.io("SocketListen", text=host or '0.0.0.0', a=port, b=128)
        self._handle = reply.a
        self._listening = True
        if self.family != AF_UNIX:
            self._local = (self._local[0], reply.b)

    def listen(self, backlog=128):
        self._check()
        self._ensure_listening()

    def _ensure_listening(self):
        if not self._listening:
            host, port = self._address(self._local)
            self._open_listener(host, port)

    def _connected(self, handle, address):
        self._handle = handle
        self._peer = address if isinstance(address, str) else (_numeric(address[0]), address[1])
        self._local = ('127.0.0.1', 40000 + handle % 20000)

    def connect(self, address):
        self._check()
        host, port = self._address(address)
        if self.type == SOCK_DGRAM:
            self._peer = (host, port)
            return
        try:
            reply = _machine.io("SocketConnect", text=host, a=port, seconds=self._seconds())
        except TimeoutError:
            raise TimeoutError("timed out") from None
        self._connected(reply.a, address)

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as error:
            return error.errno or _errno.EAGAIN
        return 0

    def _accepted(self, reply):
        connection = socket(self.family, self.type, self.proto)
        connection._handle = reply.a
        connection._peer = '' if self.family == AF_UNIX else (reply.text, reply.b)
        connection._local = self._local if self.family == AF_UNIX or self._local[0] != '0.0.0.0' \
            else ('127.0.0.1', self._local[1])
        return connection

    def accept(self):
        self._check()
        if not self._listening:
            raise OSError(_errno.EINVAL, "Invalid argument")
        connection = self._accepted(self._io("SocketAccept", a=self._handle))
        return connection, connection._peer

    # Data

    def send(self, data, flags=0):
        self._check()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        if self._pipe is not None:
            _machine.io("PipeSend", a=self._pipe[1], data=data)
            return len(data)
        if self._handle is None:
            raise BrokenPipeError(_errno.EPIPE, "Broken pipe")
        if self.type == SOCK_DGRAM:
            return self.sendto(data, self._peer)
        return _machine.io("SocketSend", a=self._handle, data=data).a

    def sendall(self, data, flags=0):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        while data:
            data = data[self.send(data):]

    def recv(self, bufsize, flags=0):
        self._check()
        if self._pipe is not None:
            return self._recv_pipe(bufsize)
        if self._handle is None or self._listening:
            raise OSError(_errno.ENOTCONN, "Transport endpoint is not connected")
        if self.type == SOCK_DGRAM:
            return self.recvfrom(bufsize)[0]
        return self._io("SocketReceive", a=self._handle, b=bufsize).data

    def _recv_pipe(self, bufsize):
        if not self._rest:
            try:
                self._rest = self._io("PipeReceive", a=self._pipe[0]).data
            except BrokenPipeError:
                return b""
        data, self._rest = self._rest[:bufsize], self._rest[bufsize:]
        return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def sendto(self, data, *args):
        self._check()
        host, port = self._address(args[-1])
        if self._handle is None:
            self._open_datagrams(0)
        _machine.io("DatagramSend", a=self._handle, text=host, b=port, data=bytes(data))
        return len(data)

    def recvfrom(self, bufsize, flags=0):
        self._check()
        if self.type != SOCK_DGRAM:
            return self.recv(bufsize), self._peer
        if self._handle is None:
            self._open_datagrams(0)
        reply = self._io("DatagramReceive", a=self._handle)
        return reply.data[:bufsize], (reply.text, reply.b)

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        import io
        raw = SocketIO(self, mode.replace('b', ''))
        if 'b' in mode:
            return raw
        return io.TextIOWrapper(raw, encoding, errors, newline)

    # The rest

    def fileno(self):
        if self._closed:
            return -1
        if self._pipe is not None:
            return self._pipe[0]
        return -1 if self._handle is None else self._handle

    def getsockname(self):
        self._check()
        return self._local

    def getpeername(self):
        self._check()
        if self._peer is None:
            raise OSError(_errno.ENOTCONN, "Transport endpoint is not connected")
        return self._peer

    def settimeout(self, value):
        if value is not None and value < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def setsockopt(self, level, optname, value=None, optlen=None):
        self._check()
        self._options[level, optname] = value

    def getsockopt(self, level, optname, buflen=None):
        return self._options.get((level, optname), 0)

    def shutdown(self, how):
        self._check()
        if self._handle is not None and self._peer is not None:
            _machine.io("SocketShutdown", a=self._handle, b=how)
        elif self._pipe is None:
            raise OSError(_errno.ENOTCONN, "Transport endpoint is not connected")

    def detach(self):
        handle, self._handle, self._closed = self._handle, None, True
        return handle

    def dup(self):
        new = socket(self.family, self.type, self.proto)
        new.__dict__.update(self.__dict__)
        new._handle = _machine.io("Duplicate", a=self._handle).a
        return new

    def close(self):
        if self._closed:
            return
        self._closed = True
        for handle in (self._handle, *(self._pipe or ())):
            if handle is not None:
                try:
                    _machine.io("Close", a=handle)
                except OSError:
                    pass

    def set_inheritable(self, inheritable):
        pass

    def get_inheritable(self):
        return False


SocketType = socket


class SocketIO:
    """A connected socket as a binary file."""

    def __init__(self, sock, mode):
        self._sock, self.mode, self.name = sock, mode, sock.fileno()
        self._ahead = b""
        self.closed = False

    def readable(self):
        return 'r' in self.mode

    def writable(self):
        return 'w' in self.mode or '+' in self.mode

    def seekable(self):
        return False

    def fileno(self):
        return self._sock.fileno()

    def read(self, size=-1):
        while size is None or size < 0 or len(self._ahead) < size:
            part = self._sock.recv(8192)
            if not part:
                break
            self._ahead += part
        if size is None or size < 0:
            size = len(self._ahead)
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def readline(self, size=-1):
        while b"\n" not in self._ahead:
            part = self._sock.recv(8192)
            if not part:
                break
            self._ahead += part
        end = self._ahead.find(b"\n") + 1 or len(self._ahead)
        line, self._ahead = self._ahead[:end], self._ahead[end:]
        return line

    def __iter__(self):
        while line := self.readline():
            yield line

    def write(self, data):
        self._sock.sendall(data)
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def _numeric(host):
    return '127.0.0.1' if host == 'localhost' else host


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two connected sockets."""
    one, two = _machine.io("PipeCreate"), _machine.io("PipeCreate")
    a, b = socket(AF_UNIX, type), socket(AF_UNIX, type)
    a._pipe, b._pipe = (one.a, two.b), (two.a, one.b)
    a._peer = b._peer = a._local = b._local = ''
    return a, b


def create_connection(address, timeout=_sentinel, source_address=None, *, all_errors=False):
    sock = socket()
    if timeout is not _sentinel:
        sock.settimeout(timeout)
    sock.connect(address)
    return sock


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket(family)
    sock.bind(address)
    sock.listen(backlog or 128)
    return sock


def gethostname():
    return 'gilscope'


def getfqdn(name=''):
    return name or 'gilscope'


def gethostbyname(hostname):
    try:
        return _machine.io("Resolve", text=hostname).text
    except OSError:
        raise gaierror(-2, 'Name or service not known') from None


def gethostbyaddr(ip):
    return (ip, [], [ip])


def gethostbyname_ex(hostname):
    return (hostname, [], [gethostbyname(hostname)])


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    address = gethostbyname(host) if host else '0.0.0.0'
    return [(AF_INET, type or SOCK_STREAM, proto or IPPROTO_TCP, '', (address, port))]


def getservbyname(name, protocol='tcp'):
    return {'http': 80, 'https': 443, 'ftp': 21, 'ssh': 22, 'smtp': 25, 'domain': 53}[name]


def inet_aton(text):
    return bytes(int(part) for part in text.split('.'))


def inet_ntoa(data):
    return '.'.join(str(b) for b in data)


def inet_pton(family, text):
    return inet_aton(text)


def inet_ntop(family, data):
    return inet_ntoa(data)


def htons(x):
    return (x & 0xff) << 8 | x >> 8


def htonl(x):
    return int.from_bytes(x.to_bytes(4, 'little'), 'big')


ntohs, ntohl = htons, htonl
