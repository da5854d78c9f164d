"""Subprocesses: the simulated shell's few commands, and Python programs. _commands says what runs there."""

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

import _machine
from . import events
from . import streams
from . import tasks
from . import transports

PIPE = -1
STDOUT = -2
DEVNULL = -3
_LIMIT = 2 ** 16


class _Stdin:
    """Our end of a subprocess's standard input: a writer and its transport in one."""

    def __init__(self, loop, end):
        self._loop, self._end = loop, end
        self._queue, self._request, self._error = [], None, None
        self._closing = False
        self._drained = []
        self.transport = self

    def write(self, data):
        if self._closing:
            raise RuntimeError('unable to perform operation on <WriteUnixTransport closed=True>; the handler is closed')
        if data:
            self._queue.append(bytes(data))
            self._pump()

    def writelines(self, lines):
        self.write(b''.join(lines))

    def _pump(self):
        if self._request is not None:
            return
        if self._queue and self._error is None:
            self._request = self._loop._io("PipeSend", a=self._end, data=self._queue.pop(0))
            self._request._wait_name = "stdin of a subprocess"
            self._request.add_done_callback(self._sent)
            return
        if self._closing and self._end is not None:
            _machine.io("Close", a=self._end)
            self._end = None
        waiters, self._drained = self._drained, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def _sent(self, future):
        self._request = None
        if not future.cancelled() and future.exception() is not None:
            self._error = future.exception()
            self._queue.clear()
        self._pump()

    async def drain(self):
        if self._queue or self._request is not None:
            waiter = self._loop.create_future()
            self._drained.append(waiter)
            await waiter
        else:
            await tasks.sleep(0)
        if self._error is not None:
            raise ConnectionResetError('Connection lost')

    def close(self):
        if not self._closing:
            self._closing = True
            self._pump()

    write_eof = abort = close

    def can_write_eof(self):
        return True

    def is_closing(self):
        return self._closing or self._error is not None

    async def wait_closed(self):
        while self._end is not None and self._error is None:
            await self.drain()

    def get_extra_info(self, name, default=None):
        return default

    def get_write_buffer_size(self):
        return sum(map(len, self._queue))


class Process:
    """A subprocess."""

    def __init__(self, loop, args, shell, stdin, stdout, stderr, limit, readers=None, cwd=None, env=None):
        import _commands
        self._loop = loop
        self.pid, stdin_end, *ends = _commands.start(args, shell, stdin, stdout, stderr, cwd, env)
        self.returncode = None
        self.stdin = None if stdin_end is None else _Stdin(loop, stdin_end)
        self.stdout, self.stderr = readers or (
            None if end is None else streams.StreamReader(limit=limit, loop=loop) for end in ends)
        self._open_pipes = 0
        self._all_over = loop.create_future()   # it has ended, and so have its pipes
        self._exited = loop.create_future()
        self._exited._cause = "ChildProcess"
        self._exited._wait_name = args if isinstance(args, str) else ' '.join(map(str, args))[:60]
        for end, reader in zip(ends, (self.stdout, self.stderr)):
            if end is not None:
                self._open_pipes += 1
                self._receive(end, reader)
        waiting = loop._io("ProcessWait", a=self.pid)
        waiting._wait_name = self._exited._wait_name
        waiting.add_done_callback(self._ended)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.pid}>'

    def _receive(self, end, reader):
        request = self._loop._io("PipeReceive", a=end)
        request.add_done_callback(lambda future: self._received(end, reader, future))

    def _received(self, end, reader, future):
        if future.cancelled():
            return
        if future.exception() is None:
            reader.feed_data(future.result().data)
            self._receive(end, reader)
            return
        _machine.io("Close", a=end)
        reader.feed_eof()
        self._open_pipes -= 1
        self._finish()

    def _ended(self, future):
        if future.cancelled():
            return
        self.returncode = 255 if future.exception() is not None else future.result().b
        if not self._exited.done():
            self._exited.set_result(self.returncode)
        if self.stdin is not None:
            self.stdin.close()
        self._finish()

    def _finish(self):
        if self.returncode is not None and not self._open_pipes and not self._all_over.done():
            self._all_over.set_result(None)

    async def wait(self):
        """Waits for its end; the exit code."""
        if self.returncode is None:
            await tasks.shield(self._exited)
        return self.returncode

    async def _feed(self, input):
        try:
            if input is not None:
                self.stdin.write(input)
                await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError, RuntimeError):
            pass
        self.stdin.close()

    async def _nothing(self):
        return None

    async def communicate(self, input=None):
        """Sends the input, and answers (stdout, stderr)."""
        _, out, err = await tasks.gather(
            self._nothing() if self.stdin is None else self._feed(input),
            self._nothing() if self.stdout is None else self.stdout.read(),
            self._nothing() if self.stderr is None else self.stderr.read())
        await self.wait()
        return out, err

    def send_signal(self, signal):
        if self.returncode is not None:
            raise ProcessLookupError()
        _machine.io("ProcessKill", a=self.pid, b=int(signal))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=_LIMIT, cwd=None, env=None, **kwds):
    loop = events.get_running_loop()
    process = Process(loop, cmd if isinstance(cmd, str) else cmd.decode(), True, stdin, stdout, stderr, limit, None, cwd, env)
    await tasks.sleep(0)
    return process


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=_LIMIT, cwd=None, env=None,
                                 **kwds):
    loop = events.get_running_loop()
    process = Process(loop, (program, *args), False, stdin, stdout, stderr, limit, None, cwd, env)
    await tasks.sleep(0)
    return process


class _Pipe:
    """Tells a SubprocessProtocol what comes out of a pipe."""

    def __init__(self, protocol, fd):
        self._protocol, self._fd = protocol, fd

    def feed_data(self, data):
        self._protocol.pipe_data_received(self._fd, data)

    def feed_eof(self):
        self._protocol.pipe_connection_lost(self._fd, None)


class _SubprocessTransport(transports.SubprocessTransport):
    """The transport of loop.subprocess_exec(): tells a protocol what happens to a Process."""

    def __init__(self, loop, process, protocol):
        super().__init__()
        self._loop, self._process, self._protocol = loop, process, protocol
        self._watcher = None

    def get_pid(self):
        return self._process.pid

    def get_returncode(self):
        return self._process.returncode

    def get_pipe_transport(self, fd):
        return self._process.stdin if fd == 0 else None

    def is_closing(self):
        return self._process.returncode is not None

    def close(self):
        if self._process.returncode is None:
            self._process.kill()

    def send_signal(self, signal):
        self._process.send_signal(signal)

    def terminate(self):
        self._process.terminate()

    def kill(self):
        self._process.kill()

    async def _watch(self):
        await self._process.wait()
        self._protocol.process_exited()
        await self._process._all_over
        self._protocol.connection_lost(None)


async def _subprocess(loop, protocol_factory, args, shell, kwargs):
    protocol = protocol_factory()
    process = Process(loop, args, shell, kwargs.get('stdin', PIPE), kwargs.get('stdout', PIPE),
                      kwargs.get('stderr', PIPE), _LIMIT, (_Pipe(protocol, 1), _Pipe(protocol, 2)),
                      kwargs.get('cwd'), kwargs.get('env'))
    transport = _SubprocessTransport(loop, process, protocol)
    protocol.connection_made(transport)
    transport._watcher = loop.create_task(transport._watch())
    await tasks.sleep(0)
    return transport, protocol


async def _subprocess_exec(loop, protocol_factory, args, kwargs):
    return await _subprocess(loop, protocol_factory, args, False, kwargs)


async def _subprocess_shell(loop, protocol_factory, cmd, kwargs):
    return await _subprocess(loop, protocol_factory, cmd, True, kwargs)
