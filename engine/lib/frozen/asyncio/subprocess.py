"""Subprocesses: the machine's few simulated commands."""

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

import errno
import _machine
from . import events
from . import streams
from . import tasks
from . import transports

PIPE = -1
STDOUT = -2
DEVNULL = -3
_LIMIT = 2 ** 16
_next_pid = 20000


def _quote(word):
    word = word.decode() if isinstance(word, bytes) else str(word)
    if word and all(c.isalnum() or c in '@%+=:,./-_' for c in word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"


class _Stdin:
    """Collects what the program writes; the command gets it when the program closes it."""

    def __init__(self, process):
        self._process = process
        self._data = bytearray()
        self._closed = False

    def write(self, data):
        if self._closed:
            raise RuntimeError('unable to perform operation on <WriteUnixTransport closed=True>; the handler is closed')
        self._data += data
        self._process._stdin_written()

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    async def drain(self):
        await tasks.sleep(0)

    def close(self):
        if not self._closed:
            self._closed = True
            self._process._start()

    def write_eof(self):
        self.close()

    def can_write_eof(self):
        return True

    def is_closing(self):
        return self._closed

    async def wait_closed(self):
        pass


class Process:
    """A subprocess."""

    def __init__(self, loop, command, stdin, stdout, stderr, limit):
        global _next_pid
        _next_pid += 1
        self._loop = loop
        self._command = command
        self._stderr_kind, self._stdout_kind = stderr, stdout
        self.pid = _next_pid
        self.returncode = None
        self._request = None
        self._exited = loop.create_future()
        self._exited._cause = "ChildProcess"
        self._exited._wait_name = command
        self.stdin = _Stdin(self) if stdin == PIPE else None
        self.stdout = streams.StreamReader(limit=limit, loop=loop) if stdout == PIPE else None
        self.stderr = streams.StreamReader(limit=limit, loop=loop) if stderr == PIPE else None
        if self.stdin is None:
            self._start()

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.pid}>'

    def _stdin_written(self):
        pass

    def _start(self):
        if self._request is not None or self.returncode is not None:
            return
        data = bytes(self.stdin._data) if self.stdin is not None else b""
        self._request = self._loop._io("Command", text=self._command, data=data)
        self._request._wait_name = self._command
        self._request.add_done_callback(self._finished)

    def _finished(self, future):
        if future.cancelled() or self.returncode is not None:
            return
        error = future.exception()
        if error is not None:
            self._end(127, b"", str(error).encode())
        else:
            reply = future.result()
            self._end(reply.a, reply.data, reply.text.encode())

    def _end(self, code, out, err):
        import sys
        self.returncode = code
        if self._stderr_kind == STDOUT:
            out, err = out + err, b""
        for reader, kind, data, stream in ((self.stdout, self._stdout_kind, out, sys.stdout),
                                           (self.stderr, self._stderr_kind, err, sys.stderr)):
            if reader is not None:
                reader.feed_data(data)
                reader.feed_eof()
            elif kind is None and data:
                stream.write(data.decode('utf-8', 'replace'))
                stream.flush()
        if not self._exited.done():
            self._exited.set_result(code)

    async def wait(self):
        """Waits for its end; the exit code."""
        if self.stdin is not None and self._request is None:
            self.stdin.close()  # nobody can write any more while this waits
        if self.returncode is None:
            await tasks.shield(self._exited)
        return self.returncode

    async def communicate(self, input=None):
        """Sends the input, and answers (stdout, stderr)."""
        if self.stdin is not None:
            if input is not None:
                self.stdin.write(input)
            self.stdin.close()
        await self.wait()
        out = await self.stdout.read() if self.stdout is not None else None
        err = await self.stderr.read() if self.stderr is not None else None
        return out, err

    def send_signal(self, signal):
        if self.returncode is not None:
            raise ProcessLookupError()
        if self._request is not None:
            self._request.cancel()
        self._end(-int(signal), b"", b"")

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=_LIMIT, **kwds):
    loop = events.get_running_loop()
    process = Process(loop, cmd if isinstance(cmd, str) else cmd.decode(), stdin, stdout, stderr, limit)
    await tasks.sleep(0)
    return process


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=_LIMIT, **kwds):
    loop = events.get_running_loop()
    import os
    command = ' '.join(_quote(os.fspath(a) if hasattr(a, '__fspath__') else a) for a in (program, *args))
    process = Process(loop, command, stdin, stdout, stderr, limit)
    await tasks.sleep(0)
    return process


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
        for fd, reader in ((1, self._process.stdout), (2, self._process.stderr)):
            if reader is not None:
                data = await reader.read()
                if data:
                    self._protocol.pipe_data_received(fd, data)
                self._protocol.pipe_connection_lost(fd, None)
        self._protocol.process_exited()
        self._protocol.connection_lost(None)


async def _subprocess(loop, protocol_factory, command, kwargs):
    protocol = protocol_factory()
    process = Process(loop, command, kwargs.get('stdin', PIPE), kwargs.get('stdout', PIPE),
                      kwargs.get('stderr', PIPE), _LIMIT)
    if kwargs.get('stdin', PIPE) == PIPE:
        loop.call_soon(process._start)
    transport = _SubprocessTransport(loop, process, protocol)
    protocol.connection_made(transport)
    transport._watcher = loop.create_task(transport._watch())
    await tasks.sleep(0)
    return transport, protocol


async def _subprocess_exec(loop, protocol_factory, args, kwargs):
    return await _subprocess(loop, protocol_factory, ' '.join(map(_quote, args)), kwargs)


async def _subprocess_shell(loop, protocol_factory, cmd, kwargs):
    return await _subprocess(loop, protocol_factory, cmd, kwargs)
