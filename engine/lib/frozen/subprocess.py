"""Subprocesses: the machine's few simulated commands."""

import _machine
import threading
import time

__all__ = ["Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "getstatusoutput", "getoutput",
           "check_output", "run", "CalledProcessError", "SubprocessError", "TimeoutExpired", "CompletedProcess"]

PIPE, STDOUT, DEVNULL = -1, -2, -3
_next_pid = 30000


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return "Command '%s' died with signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    stdout = property(lambda self: self.output)


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    stdout = property(lambda self: self.output)


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        args = ['args={!r}'.format(self.args), 'returncode={!r}'.format(self.returncode)]
        if self.stdout is not None:
            args.append('stdout={!r}'.format(self.stdout))
        if self.stderr is not None:
            args.append('stderr={!r}'.format(self.stderr))
        return "CompletedProcess({})".format(', '.join(args))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    def __class_getitem__(cls, item):
        return cls


def list2cmdline(seq):
    from asyncio.subprocess import _quote
    return ' '.join(_quote(word) for word in seq)


class Popen:
    """A subprocess. A thread waits for the command; with stdin=PIPE it starts when stdin is closed."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, text=None,
                 encoding=None, errors=None, **kwargs):
        global _next_pid
        _next_pid += 1
        self.args = args
        self.pid = _next_pid
        self.returncode = None
        self._text = bool(text or universal_newlines or encoding or errors)
        self._stdout_kind, self._stderr_kind = stdout, stderr
        self._command = args if isinstance(args, str) else list2cmdline(args)
        if not isinstance(args, str) and len(args) == 3 and args[0] in ('sh', 'bash', '/bin/sh', '/bin/bash') \
                and args[1] == '-c':
            self._command, shell = args[2], True
        name = self._command.split()[0] if self._command.split() else ''
        if not shell and not _known(name):
            raise FileNotFoundError(2, 'No such file or directory', args if isinstance(args, str) else args[0])
        self._input = b''
        self._thread = None
        self.stdout = self.stderr = None
        self.stdin = _Stdin(self) if stdin == PIPE else None
        if stdin is not PIPE:
            self._start()

    def _start(self):
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"subprocess {self.pid}", daemon=True)
            self._done = threading.Event()
            self._done._cond._label("ChildProcess", self._command)
            if self._stdout_kind == PIPE:
                self.stdout = _Output(self, self._text)
            if self._stderr_kind == PIPE:
                self.stderr = _Output(self, self._text)
            self._thread.start()

    def _run(self):
        import sys
        reply = _machine.io("Command", text=self._command, data=self._input)
        if self.returncode is not None:
            return
        out, err = reply.data, reply.text.encode()
        if self._stderr_kind == STDOUT:
            out, err = out + err, b''
        for stream, kind, data, default in ((self.stdout, self._stdout_kind, out, sys.stdout),
                                            (self.stderr, self._stderr_kind, err, sys.stderr)):
            if stream is not None:
                stream._data = data
            elif kind is None and data:
                default.write(data.decode('utf-8', 'replace'))
                default.flush()
            elif hasattr(kind, 'write'):
                kind.write(data if 'b' in getattr(kind, 'mode', '') else data.decode('utf-8', 'replace'))
        self.returncode = reply.a
        self._done.set()

    def poll(self):
        return self.returncode

    def wait(self, timeout=None):
        self._start()
        if not self._done.wait(timeout):
            raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        if input is not None:
            self.stdin.write(input)
        if self.stdin is not None:
            self.stdin.close()
        self.wait(timeout)
        return (None if self.stdout is None else self.stdout.read(),
                None if self.stderr is None else self.stderr.read())

    def send_signal(self, sig):
        if self.returncode is None:
            self._start()
            self.returncode = -int(sig)
            self._done.set()

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.stdin is not None:
            self.stdin.close()
        self.wait()

    def __repr__(self):
        return f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"


_COMMANDS = frozenset("echo printf cat sleep true false exit pwd ls date whoami hostname uname seq wc sort head "
                      "tail grep sh bash".split())


def _known(name):
    return name.rsplit('/', 1)[-1] in _COMMANDS


class _Stdin:
    closed = False

    def __init__(self, process):
        self._process = process

    def write(self, data):
        data = data.encode() if isinstance(data, str) else bytes(data)
        self._process._input += data
        return len(data)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            self._process._start()


class _Output:
    """What the command wrote; reading waits for its end."""

    def __init__(self, process, text):
        self._process, self._text, self._data, self._position = process, text, b'', 0

    def _take(self, end):
        data = self._data[self._position:end]
        self._position += len(data)
        return data.decode('utf-8', 'replace') if self._text else data

    def read(self, n=-1):
        self._process.wait()
        return self._take(len(self._data) if n is None or n < 0 else self._position + n)

    def readline(self):
        self._process.wait()
        return self._take(self._data.find(b'\n', self._position) + 1 or len(self._data))

    def readlines(self):
        return list(self)

    def __iter__(self):
        while line := self.readline():
            yield line

    def close(self):
        pass


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        kwargs['stdin'] = PIPE
    if capture_output:
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    process = Popen(*popenargs, **kwargs)
    try:
        stdout, stderr = process.communicate(input, timeout)
    except TimeoutExpired:
        process.kill()
        raise
    if check and process.returncode:
        raise CalledProcessError(process.returncode, process.args, stdout, stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, timeout=timeout, **kwargs).returncode


def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        raise CalledProcessError(code, kwargs.get("args") or popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, **kwargs):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return done.returncode, done.stdout.rstrip('\n')


def getoutput(cmd, **kwargs):
    return getstatusoutput(cmd)[1]
