"""Subprocesses: the simulated shell's few commands, and Python programs. _commands says what runs there."""

import _commands
import _machine
import os
import time

__all__ = ["Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "getstatusoutput", "getoutput",
           "check_output", "run", "CalledProcessError", "SubprocessError", "TimeoutExpired", "CompletedProcess"]

PIPE, STDOUT, DEVNULL = -1, -2, -3


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
    return ' '.join(map(_commands.quote, seq))


class Popen:
    """A subprocess and our ends of its pipes."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self.args = args
        self.returncode = None
        self.encoding, self.errors = encoding, errors
        self.text_mode = bool(text or universal_newlines or encoding or errors)
        self.pid, *ends = _commands.start(args, shell, stdin, stdout, stderr, cwd, env)
        self.stdin, self.stdout, self.stderr = (
            None if end is None else self._open(end, mode) for end, mode in zip(ends, 'wrr'))

    def _open(self, end, mode):
        if self.text_mode:
            return os.fdopen(end, mode, encoding=self.encoding, errors=self.errors)
        return os.fdopen(end, mode + 'b')

    @property
    def universal_newlines(self):
        return self.text_mode

    def _wait(self, seconds):
        if self.returncode is None:
            try:
                reply = _machine.io("ProcessWait", a=self.pid, seconds=seconds, text2=str(self.args)[:60])
            except TimeoutError:
                return None
            except ChildProcessError:
                self.returncode = self.returncode or 0  # somebody else has waited for it
            else:
                self.returncode = reply.b
        return self.returncode

    def poll(self):
        return self._wait(0.0)

    def wait(self, timeout=None):
        if self._wait(-1.0 if timeout is None else max(timeout, 0.0)) is None:
            raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        deadline = None if timeout is None else time.monotonic() + timeout
        if self.stdin is not None:
            self._send(input)
        collected = {}
        for stream in (self.stdout, self.stderr):
            if stream is not None and not stream.closed:
                collected[stream.fileno()] = stream, []
        open_ends = set(collected)
        while open_ends:
            left = -1.0 if deadline is None else max(0.0, deadline - time.monotonic())
            ready = _machine.io("WaitAny", headers=[(str(end), "") for end in sorted(open_ends)], seconds=left).headers
            if not ready:
                raise TimeoutExpired(self.args, timeout, self._result(collected, self.stdout, bytes),
                                     self._result(collected, self.stderr, bytes))
            for end, _ in ready:
                data = os.read(int(end), 1 << 16)
                if data:
                    collected[int(end)][1].append(data)
                else:
                    open_ends.remove(int(end))
        out, err = (self._result(collected, stream, None) for stream in (self.stdout, self.stderr))
        for stream, _ in collected.values():
            stream.close()
        self.wait(None if deadline is None else max(0.0, deadline - time.monotonic()))
        return out, err

    def _send(self, input):
        if self.stdin.closed:
            return
        if input is not None and len(input) > 50000:
            import threading
            threading.Thread(target=self._write_all, args=(input,), daemon=True).start()
        else:
            self._write_all(input)

    def _write_all(self, input):
        try:
            if input is not None:
                self.stdin.write(input)
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _result(self, collected, stream, kind):
        if stream is None:
            return None
        file = stream.buffer if self.text_mode else stream
        data = getattr(file, '_rest', b'') + b''.join(part for s, parts in collected.values() if s is stream for part in parts)
        if kind is bytes or not self.text_mode:
            return data or (None if kind is bytes else data)
        return data.decode(self.encoding or 'utf-8', self.errors or 'strict').replace('\r\n', '\n').replace('\r', '\n')

    def send_signal(self, sig):
        if self.poll() is None:
            try:
                _machine.io("ProcessKill", a=self.pid, b=int(sig))
            except ProcessLookupError:
                pass

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream is not None and not stream.closed:
                stream.close()
        self.wait()

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return text if len(text) <= 80 else text[:76] + "...>"


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout)
        except BaseException:
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
