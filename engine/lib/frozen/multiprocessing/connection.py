"""Pipes between processes, listeners and clients, and wait().

A Connection sends and receives whole messages through the world's message pipes: one handle to read
from, one to write to, either None for a one-way end. Listener and Client speak over sockets.
"""

import errno
import os
import pickle
import time
import _machine
from . import util
from .context import AuthenticationError, BufferTooShort, get_spawning_popen
from .popen import Sentinel

__all__ = ['Client', 'Listener', 'Pipe', 'wait']

BUFSIZE = 8192
CONNECTION_TIMEOUT = 20.


def _seconds(timeout):
    return -1.0 if timeout is None else max(float(timeout), 0.0)


class _ConnectionBase:
    """What pipes and sockets have in common: checks, pickling, context manager."""

    _closed = False
    _readable = True
    _writable = True

    def _check_closed(self):
        if self._closed:
            raise OSError("handle is closed")

    def _check_readable(self):
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        if not self._writable:
            raise OSError("connection is read-only")

    @property
    def closed(self):
        return self._closed

    @property
    def readable(self):
        return self._readable

    @property
    def writable(self):
        return self._writable

    def send(self, obj):
        """Sends a (picklable) object."""
        self._check_closed()
        self._check_writable()
        self._send(pickle.dumps(obj))

    def recv(self):
        """Receives an object; EOFError when there is nothing left and the other end is closed."""
        self._check_closed()
        self._check_readable()
        return pickle.loads(self._recv())

    def send_bytes(self, buf, offset=0, size=None):
        self._check_closed()
        self._check_writable()
        data = bytes(buf)
        n = len(data)
        if offset < 0:
            raise ValueError("offset is negative")
        if n < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = n - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > n:
            raise ValueError("buffer length < offset + size")
        self._send(data[offset:offset + size])

    def recv_bytes(self, maxlength=None):
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        data = self._recv()
        if maxlength is not None and len(data) > maxlength:
            self.close()
            raise OSError("bad message length")
        return data

    def recv_bytes_into(self, buf, offset=0):
        self._check_closed()
        self._check_readable()
        data = self._recv()
        if len(data) > len(buf) - offset:
            raise BufferTooShort(data)
        buf[offset:offset + len(data)] = data
        return len(data)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


class Connection(_ConnectionBase):
    """One end of a pipe."""

    def __init__(self, read_handle, write_handle):
        self._read_handle = read_handle
        self._write_handle = write_handle
        self._readable = read_handle is not None
        self._writable = write_handle is not None

    def fileno(self):
        self._check_closed()
        return self._write_handle if self._read_handle is None else self._read_handle

    def _wait_name(self):
        return str(self.fileno())

    def close(self):
        if not self._closed:
            self._closed = True
            for handle in (self._read_handle, self._write_handle):
                if handle is not None:
                    try:
                        _machine.io("Close", a=handle)
                    except OSError:
                        pass

    def _send(self, data):
        try:
            _machine.io("PipeSend", a=self._write_handle, data=data)
        except BrokenPipeError:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe") from None

    def _recv(self):
        try:
            return _machine.io("PipeReceive", a=self._read_handle).data
        except BrokenPipeError:
            raise EOFError from None

    def poll(self, timeout=0.0):
        """Whether there is something to receive (or the end), within timeout seconds."""
        self._check_closed()
        self._check_readable()
        return bool(_machine.io("PipePoll", a=self._read_handle, seconds=_seconds(timeout)).a)

    def __reduce__(self):
        if get_spawning_popen() is not None:
            return Connection, (self._read_handle, self._write_handle)
        # On its way through another pipe: the sender may close its own end before it arrives.
        return Connection, tuple(None if h is None else _machine.io("Duplicate", a=h).a
                                 for h in (self._read_handle, self._write_handle))

    def __repr__(self):
        return "<multiprocessing.connection.Connection object at %#x>" % id(self)


def Pipe(duplex=True):
    """Two connected Connections; with duplex=False the first only reads, the second only writes."""
    one = _machine.io("PipeCreate")
    if not duplex:
        return Connection(one.a, None), Connection(None, one.b)
    two = _machine.io("PipeCreate")
    return Connection(one.a, two.b), Connection(two.a, one.b)


def wait(object_list, timeout=None):
    """Those of the connections, sockets and sentinels that are ready; waits for the first."""
    object_list = list(object_list)
    names = []
    for obj in object_list:
        if isinstance(obj, Sentinel):
            names.append("p%d" % obj.pid)
        elif isinstance(obj, int):
            names.append("p%d" % (obj - Sentinel.BASE) if obj >= Sentinel.BASE else str(obj))
        else:
            names.append(str(obj.fileno()))
    if not names:
        if timeout:
            time.sleep(timeout)
        return []
    for obj in object_list:
        if isinstance(obj, SocketConnection) and obj._buffer:
            timeout = 0.0
    reply = _machine.io("WaitAny", headers=[(name, "") for name in names], seconds=_seconds(timeout))
    ready = {name for name, _ in reply.headers}
    return [obj for obj, name in zip(object_list, names)
            if name in ready or isinstance(obj, SocketConnection) and obj._buffer]


class SocketConnection(_ConnectionBase):
    """A connection over a socket: messages with their length in front."""

    def __init__(self, handle):
        self._handle = handle
        self._buffer = b""

    def fileno(self):
        self._check_closed()
        return self._handle

    def close(self):
        if not self._closed:
            self._closed = True
            try:
                _machine.io("Close", a=self._handle)
            except OSError:
                pass

    def _send(self, data):
        data = len(data).to_bytes(8, "big") + data
        while data:
            data = data[_machine.io("SocketSend", a=self._handle, data=data).a:]

    def _take(self, n):
        while len(self._buffer) < n:
            part = _machine.io("SocketReceive", a=self._handle, b=1 << 16).data
            if not part:
                raise EOFError
            self._buffer += part
        taken, self._buffer = self._buffer[:n], self._buffer[n:]
        return taken

    def _recv(self):
        return self._take(int.from_bytes(self._take(8), "big"))

    def poll(self, timeout=0.0):
        self._check_closed()
        if self._buffer:
            return True
        reply = _machine.io("WaitAny", headers=[(str(self._handle), "")], seconds=_seconds(timeout))
        return bool(reply.headers)

    def __reduce__(self):
        handle = self._handle if get_spawning_popen() is not None else _machine.io("Duplicate", a=self._handle).a
        return SocketConnection, (handle,)


def _port_of(address):
    """A port for an address that is a path: where a socket of the family AF_UNIX would be."""
    address = str(address)
    if address.startswith('/tmp/pymp-'):
        return int(address[10:].split('/')[0])  # chosen by Listener: the port is in the path
    port = 0
    for character in address:
        port = (port * 31 + ord(character)) % 20000
    return 40000 + port


class Listener:
    """Accepts connections at an address: ('localhost', port), or a path, or one of its own choice."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError('authkey should be a byte string')
        if address is None and family == 'AF_INET':
            address = ('localhost', 0)
        self._authkey = authkey
        self._last_accepted = None
        if address is None:
            reply = _machine.io("SocketListen", text='localhost', a=0, b=backlog)
            self._address = '/tmp/pymp-%d/listener' % reply.b
        elif isinstance(address, tuple):
            reply = _machine.io("SocketListen", text=address[0] or '0.0.0.0', a=address[1], b=backlog)
            self._address = ('127.0.0.1' if address[0] == 'localhost' else address[0] or '0.0.0.0', reply.b)
        else:
            reply = _machine.io("SocketListen", text='localhost', a=_port_of(address), b=backlog)
            self._address = address
        self._handle = reply.a

    def accept(self):
        if self._handle is None:
            raise OSError('listener is closed')
        reply = _machine.io("SocketAccept", a=self._handle)
        if isinstance(self._address, tuple):
            self._last_accepted = (reply.text, reply.b)
        c = SocketConnection(reply.a)
        if self._authkey is not None:
            deliver_challenge(c, self._authkey)
            answer_challenge(c, self._authkey)
        return c

    def close(self):
        handle, self._handle = self._handle, None
        if handle is not None:
            _machine.io("Close", a=handle)

    @property
    def address(self):
        return self._address

    @property
    def last_accepted(self):
        return self._last_accepted

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to the listener at that address."""
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')
    if isinstance(address, tuple):
        reply = _machine.io("SocketConnect", text=address[0], a=address[1])
    else:
        reply = _machine.io("SocketConnect", text='localhost', a=_port_of(address))
    c = SocketConnection(reply.a)
    if authkey is not None:
        answer_challenge(c, authkey)
        deliver_challenge(c, authkey)
    return c


MESSAGE_LENGTH = 40
_CHALLENGE = b'#CHALLENGE#'
_WELCOME = b'#WELCOME#'
_FAILURE = b'#FAILURE#'


def _digest(authkey, message):
    # Nobody listens in on a simulated network; what matters is that different keys answer differently.
    value = 14695981039346656037
    for byte in bytes(authkey) + b"\0" + message:
        value = (value ^ byte) * 1099511628211 % (1 << 64)
    return value.to_bytes(8, "big")


def deliver_challenge(connection, authkey):
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))
    message = os.urandom(MESSAGE_LENGTH)
    connection.send_bytes(_CHALLENGE + message)
    if connection.recv_bytes(256) == _digest(authkey, message):
        connection.send_bytes(_WELCOME)
    else:
        connection.send_bytes(_FAILURE)
        raise AuthenticationError('digest received was wrong')


def answer_challenge(connection, authkey):
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))
    message = connection.recv_bytes(256)
    if message[:len(_CHALLENGE)] != _CHALLENGE:
        raise AuthenticationError('protocol error, expected challenge: ' + repr(message))
    connection.send_bytes(_digest(authkey, message[len(_CHALLENGE):]))
    if connection.recv_bytes(256) != _WELCOME:
        raise AuthenticationError('digest sent was rejected')
