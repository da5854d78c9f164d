"""Connections, servers and datagrams on the machine's network: the loop's methods and their transports.

A transport always has one receive under way (unless reading is paused) and at most one send; both are
requests whose futures call back into it.
"""

import errno
import socket as _socket
from . import events
from . import exceptions
from . import futures
from . import tasks
from . import transports

_RECEIVE_SIZE = 256 * 1024
_HIGH_WATER = 64 * 1024


class SocketTransport(transports.Transport):
    """A connection."""

    def __init__(self, loop, sock, protocol, waiter=None, server=None):
        handle = sock._handle
        super().__init__({'socket': sock, 'sockname': sock.getsockname(), 'peername': sock.getpeername()})
        self._loop = loop
        self._sock = sock
        self._handle = handle
        self._protocol = protocol
        self._server = server
        self._buffer = bytearray()
        self._sending = None
        self._receiving = None
        self._closing = False
        self._lost = False
        self._paused = False
        self._eof_wanted = False
        self._protocol_paused = False
        self._high_water, self._low_water = _HIGH_WATER, _HIGH_WATER // 4
        if server is not None:
            server._attach(self)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._receive)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        state = ' closed' if self._lost else ' closing' if self._closing else ''
        return f'<_SelectorSocketTransport{state} fd={self._handle} read=polling write=<idle, bufsize=' \
               f'{len(self._buffer)}>>'

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return not self._closing and not self._paused

    def pause_reading(self):
        self._paused = True

    def resume_reading(self):
        if self._paused:
            self._paused = False
            self._receive()

    def _receive(self):
        if self._closing or self._paused or self._receiving is not None:
            return
        self._receiving = self._loop._io("SocketReceive", a=self._handle, b=_RECEIVE_SIZE)
        self._receiving.add_done_callback(self._received)

    def _received(self, future):
        self._receiving = None
        if future.cancelled() or self._lost:
            return
        error = future.exception()
        if error is not None:
            self._force_close(error)
            return
        data = future.result().data
        if data:
            if hasattr(self._protocol, 'data_received'):
                self._protocol.data_received(data)
            else:
                buffer = self._protocol.get_buffer(len(data))
                buffer[:len(data)] = data
                self._protocol.buffer_updated(len(data))
            self._receive()
            return
        keep_open = self._protocol.eof_received()
        if not keep_open:
            self.close()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')
        if self._eof_wanted:
            raise RuntimeError('Cannot call write() after write_eof()')
        if not data or self._lost:
            return
        self._buffer += data
        self._send()
        if len(self._buffer) > self._high_water and not self._protocol_paused:
            self._protocol_paused = True
            self._protocol.pause_writing()

    def _send(self):
        if self._sending is None and self._buffer:
            self._sending = self._loop._io("SocketSend", a=self._handle, data=bytes(self._buffer))
            self._sending.add_done_callback(self._sent)

    def _sent(self, future):
        self._sending = None
        if future.cancelled() or self._lost:
            return
        error = future.exception()
        if error is not None:
            self._force_close(error)
            return
        del self._buffer[:future.result().a]
        if self._protocol_paused and len(self._buffer) <= self._low_water:
            self._protocol_paused = False
            self._protocol.resume_writing()
        if self._buffer:
            self._send()
        elif self._closing:
            self._finish(None)
        elif self._eof_wanted:
            self._shutdown()

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._eof_wanted:
            self._eof_wanted = True
            if not self._buffer:
                self._shutdown()

    def _shutdown(self):
        shut = self._loop._io("SocketShutdown", a=self._handle, b=1)
        shut.add_done_callback(lambda future: future.cancelled() or future.exception())

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = _HIGH_WATER if low is None else 4 * low
        self._high_water, self._low_water = high, high // 4 if low is None else low

    def get_write_buffer_size(self):
        return len(self._buffer)

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def close(self):
        if self._closing:
            return
        self._closing = True
        if self._receiving is not None:
            self._receiving.cancel()
        if not self._buffer:
            self._loop.call_soon(self._finish, None)

    def abort(self):
        self._force_close(None)

    def _force_close(self, error):
        if self._lost:
            return
        self._buffer.clear()
        self._closing = True
        for request in (self._receiving, self._sending):
            if request is not None:
                request.cancel()
        self._loop.call_soon(self._finish, error)

    def _finish(self, error):
        if self._lost:
            return
        self._lost = True
        try:
            self._protocol.connection_lost(error)
        finally:
            self._sock.close()
            if self._server is not None:
                self._server._detach(self)


class Server(events.AbstractServer):
    """Accepts connections until it is closed."""

    def __init__(self, loop, sockets, protocol_factory, backlog=100):
        self._loop = loop
        self._sockets = sockets
        self._protocol_factory = protocol_factory
        self._accepting = {}
        self._active = {}
        self._waiters = []
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f'<{self.__class__.__name__} sockets={self.sockets!r}>'

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        return () if self._sockets is None else tuple(self._sockets)

    def _attach(self, transport):
        self._active[transport] = None

    def _detach(self, transport):
        self._active.pop(transport, None)
        if not self._active and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock._ensure_listening()
            self._accept(sock)

    def _accept(self, sock):
        request = self._loop._io("SocketAccept", a=sock._handle)
        self._accepting[sock] = request
        request.add_done_callback(lambda future: self._accepted(sock, future))

    def _accepted(self, sock, future):
        if future.cancelled() or not self._serving:
            return
        error = future.exception()
        if error is not None:
            self._loop.call_exception_handler({'message': 'socket.accept() failed', 'exception': error})
            return
        connection = sock._accepted(future.result())
        SocketTransport(self._loop, connection, self._protocol_factory(), server=self)
        self._accept(sock)

    def close(self):
        sockets = self._sockets
        if sockets is None:
            return
        self._sockets = None
        self._serving = False
        for request in self._accepting.values():
            request.cancel()
        self._accepting.clear()
        for sock in sockets:
            sock.close()
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if not self._active:
            self._wakeup()

    def close_clients(self):
        for transport in list(self._active):
            transport.close()

    def abort_clients(self):
        for transport in list(self._active):
            transport.abort()

    async def start_serving(self):
        self._start_serving()
        await tasks.sleep(0)

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._sockets is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        self._serving_forever_fut._cause = "Network"
        self._serving_forever_fut._wait_name = "serve_forever"
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        if self._sockets is None and not self._active:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


async def _connected_socket(loop, host, port):
    request = loop._io("SocketConnect", text=host, a=port)
    request._wait_name = f"connect {host}:{port}"
    try:
        reply = await request
    except OSError as error:
        if error.errno == errno.ECONNREFUSED:
            address = ('127.0.0.1' if host == 'localhost' else host, port)
            raise ConnectionRefusedError(error.errno, f"Connect call failed {address}") from None
        raise
    sock = _socket.socket()
    sock._connected(reply.a, (host, port))
    return sock


async def create_connection(loop, protocol_factory, host, port, *, ssl=None, sock=None, timeout=None, **kwargs):
    if sock is None:
        if host is None and port is None:
            raise ValueError('host and port was not specified and no sock specified')
        sock = await _connected_socket(loop, host, int(port))
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = SocketTransport(loop, sock, protocol, waiter)
    try:
        await waiter
    except BaseException:
        transport.close()
        raise
    return transport, protocol


async def create_server(loop, protocol_factory, host, port, *, sock=None, backlog=100, start_serving=True,
                        ssl=None, **kwargs):
    if isinstance(ssl, bool):
        raise TypeError('ssl argument must be an SSLContext or None')
    if sock is None:
        hosts = [host] if host is None or isinstance(host, str) else list(host)
        sockets = []
        for name in hosts:
            sock = _socket.socket()
            sock.bind((name or '0.0.0.0', port or 0))
            sock.listen(backlog)
            sockets.append(sock)
    else:
        sockets = [sock]
    server = Server(loop, sockets, protocol_factory, backlog)
    if start_serving:
        server._start_serving()
        await tasks.sleep(0)
    return server


def _path_address(path):
    from multiprocessing.connection import _port_of
    return 'localhost', _port_of(path)


async def create_unix_connection(loop, protocol_factory, path, **kwargs):
    host, port = _path_address(path)
    return await create_connection(loop, protocol_factory, host, port, **kwargs)


async def create_unix_server(loop, protocol_factory, path, **kwargs):
    host, port = _path_address(path)
    return await create_server(loop, protocol_factory, host, port, **kwargs)


class DatagramTransport(transports.DatagramTransport):
    def __init__(self, loop, sock, protocol, address):
        super().__init__({'socket': sock, 'sockname': sock.getsockname(), 'peername': address})
        self._loop, self._sock, self._protocol, self._address = loop, sock, protocol, address
        self._closing = False
        self._receiving = None
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._receive)

    def _receive(self):
        if not self._closing:
            self._receiving = self._loop._io("DatagramReceive", a=self._sock._handle)
            self._receiving.add_done_callback(self._received)

    def _received(self, future):
        if future.cancelled() or self._closing:
            return
        error = future.exception()
        if error is not None:
            self._protocol.error_received(error)
        else:
            reply = future.result()
            self._protocol.datagram_received(reply.data, (reply.text, reply.b))
        self._receive()

    def sendto(self, data, addr=None):
        host, port = addr or self._address
        sent = self._loop._io("DatagramSend", a=self._sock._handle, text=host, b=port, data=bytes(data))
        sent.add_done_callback(self._sent)

    def _sent(self, future):
        if not future.cancelled() and future.exception() is not None:
            self._protocol.error_received(future.exception())

    def is_closing(self):
        return self._closing

    def close(self):
        if not self._closing:
            self._closing = True
            if self._receiving is not None:
                self._receiving.cancel()
            self._loop.call_soon(self._finish)

    abort = close

    def _finish(self):
        self._protocol.connection_lost(None)
        self._sock.close()


async def create_datagram_endpoint(loop, protocol_factory, local_addr, remote_addr, *, sock=None, **kwargs):
    if sock is None:
        sock = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
        sock.bind(local_addr or ('0.0.0.0', 0))
    protocol = protocol_factory()
    transport = DatagramTransport(loop, sock, protocol, remote_addr)
    await tasks.sleep(0)
    return transport, protocol


# Sockets that the program made itself

async def sock_recv(loop, sock, n):
    request = loop._io("SocketReceive", a=sock._handle, b=n)
    request._wait_name = "recv"
    return (await request).data


async def sock_sendall(loop, sock, data):
    data = bytes(data)
    while data:
        request = loop._io("SocketSend", a=sock._handle, data=data)
        request._wait_name = "send"
        data = data[(await request).a:]


async def sock_connect(loop, sock, address):
    request = loop._io("SocketConnect", text=address[0], a=address[1])
    request._wait_name = f"connect {address[0]}:{address[1]}"
    sock._connected((await request).a, address)


async def sock_accept(loop, sock):
    sock._ensure_listening()
    request = loop._io("SocketAccept", a=sock._handle)
    request._wait_name = "accept"
    connection = sock._accepted(await request)
    connection.setblocking(False)
    return connection, connection.getpeername()


def _handle_of(fd):
    return fd if isinstance(fd, int) else fd.fileno()


def _watch(loop, handle):
    watched = loop.__dict__.setdefault('_readers', {})
    if handle not in watched:
        return
    request = loop._io("WaitAny", headers=[(str(handle), "")])
    watched[handle][2] = request
    request.add_done_callback(lambda future: _readable(loop, handle, future))


def _readable(loop, handle, future):
    entry = loop.__dict__.setdefault('_readers', {}).get(handle)
    if future.cancelled() or entry is None or future.exception() is not None:
        return
    callback, args, _ = entry
    callback(*args)
    _watch(loop, handle)


def add_reader(loop, fd, callback, args):
    handle = _handle_of(fd)
    known = handle in loop.__dict__.setdefault('_readers', {})
    loop._readers[handle] = [callback, args, loop._readers[handle][2] if known else None]
    if not known:
        _watch(loop, handle)


def remove_reader(loop, fd):
    entry = loop.__dict__.setdefault('_readers', {}).pop(_handle_of(fd), None)
    if entry is None:
        return False
    if entry[2] is not None:
        entry[2].cancel()
    return True


def add_writer(loop, fd, callback, args):
    # A simulated socket can always be written to: the callback comes once in every turn.
    writers = loop.__dict__.setdefault('_writers', {})
    handle = _handle_of(fd)

    def turn():
        if writers.get(handle) is turn:
            callback(*args)
            loop.call_soon(turn)

    writers[handle] = turn
    loop.call_soon(turn)


def remove_writer(loop, fd):
    return loop.__dict__.setdefault('_writers', {}).pop(_handle_of(fd), None) is not None
