"""What subprocesses run: a command of the simulated shell, or a Python program in an interpreter of its own.

subprocess and asyncio.subprocess call start(): it makes the pipes and a process of the machine, which has a pid, can be
killed and stands in the trace like any other. A command runs in a fork; Python gets a fresh interpreter.
"""

import _machine
import os
import sys

PIPE, STDOUT, DEVNULL = -1, -2, -3
_SHELLS = ('sh', 'bash', 'dash')
_COMMANDS = frozenset("echo printf cat sleep true false exit pwd ls date whoami hostname uname seq wc sort head "
                      "tail grep".split())
_READERS = ('cat', 'wc', 'sort', 'head', 'tail', 'grep')  # those that look at their standard input
_own_ends = set()  # ends of pipes that this process keeps for itself: its children close them
_PIECE = 1 << 15


def quote(word):
    word = os.fsdecode(word)
    if word and all(c.isalnum() or c in '@%+=:,./-_' for c in word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"


def split(line):
    """The words of a command line without operators; None where there are any."""
    words, word, i = [], None, 0
    while i < len(line):
        c = line[i]
        if c in '\'"':
            end = line.find(c, i + 1)
            if end < 0:
                return None
            word = (word or '') + line[i + 1:end]
            i = end
        elif c in ';&|<>$`\n\\*(){}':
            return None
        elif c.isspace():
            if word is not None:
                words.append(word)
            word = None
        else:
            word = (word or '') + c
        i += 1
    return words if word is None else words + [word]


def _is_python(program):
    name = program.rsplit('/', 1)[-1]
    return program == sys.executable or name == 'python' or (name.startswith('python3') and not name[7:].strip('.0123456789'))


def start(args, shell, stdin, stdout, stderr, cwd=None, env=None):
    """Starts it: (pid, our end of its stdin, of its stdout, of its stderr), None where there is no pipe."""
    words, line = _command_of(args, shell)
    ours, theirs = [None, None, None], []
    for number, kind in enumerate((stdin, stdout, stderr)):
        if kind == PIPE:
            reply = _machine.io("PipeCreate")
            theirs.append(('pipe', reply.a if number == 0 else reply.b))
            ours[number] = reply.b if number == 0 else reply.a
        elif kind == STDOUT:
            theirs.append(theirs[1])
        elif kind is None or kind == DEVNULL:
            theirs.append(('null', 0) if kind else ('inherit', number))
        else:
            fd = kind if isinstance(kind, int) else kind.fileno()
            theirs.append(('inherit', fd) if fd < 3 else ('file' if fd in _disk_files(kind) else 'pipe', fd))
    created = [end[1] for end, kind in zip(theirs, (stdin, stdout, stderr)) if kind == PIPE]
    _own_ends.update(end for end in ours if end is not None)
    close = [end for end in _own_ends if ('pipe', end) not in theirs]
    label = line[:60]
    if words and _is_python(words[0]):
        data = repr((words[1:], theirs, close, None if cwd is None else os.fspath(cwd), None if env is None else dict(env),
                     getattr(sys.modules.get('__main__'), '__file__', None)))
        pid = _machine.spawn('spawn', '_commands', '_python_main', data.encode(), label)
    else:
        pid = _machine.fork(label)
        if pid == 0:
            _fork_main(words, line, theirs, close, cwd)
    for end in created:
        _machine.io("Close", a=end)
    return (pid, *ours)


def _disk_files(kind):
    if isinstance(kind, int):
        return os._files
    return () if type(getattr(kind, 'buffer', kind)).__name__ == '_PipeFile' else (kind.fileno(),)


def _command_of(args, shell):
    """(words or None where the shell must read the line, the line)"""
    if isinstance(args, (str, bytes)) or hasattr(args, '__fspath__'):
        args = os.fsdecode(args)
        words, line = ([args], quote(args)) if not shell else (split(args), args)
    elif shell:
        line = os.fsdecode(args[0])
        words = split(line)
    else:
        words = [os.fsdecode(word) for word in args]
        line = ' '.join(map(quote, words))
    if not shell and len(words) == 3 and words[0].rsplit('/', 1)[-1] in _SHELLS and words[1] == '-c':
        shell, line = True, words[2]
        words = split(line)
    if not shell and not (_is_python(words[0]) or words[0].rsplit('/', 1)[-1] in _COMMANDS):
        raise FileNotFoundError(2, 'No such file or directory', words[0])
    return words, line


# In the child

def _write(end, data):
    kind, fd = end
    if kind == 'inherit':
        stream = sys.__stdout__ if fd == 1 else sys.__stderr__
        stream.write(data.decode('utf-8', 'replace'))
        stream.flush()
    elif kind == 'file':
        _machine.io("FileWrite", a=fd, data=data)
    elif kind == 'pipe':
        for begin in range(0, len(data), _PIECE):
            _machine.io("PipeSend", a=fd, data=data[begin:begin + _PIECE])


def _pieces(end):
    kind, fd = end
    while kind in ('pipe', 'file'):
        data = os.read(fd, _PIECE) if kind == 'pipe' else _machine.io("FileRead", a=fd, b=_PIECE).data
        if not data:
            break
        yield data


def _close_all(ends):
    for end in ends:
        try:
            _machine.io("Close", a=end)
        except OSError:
            pass


def _fork_main(words, line, ends, close, cwd):
    code = 1
    try:
        import threading
        threading._after_fork()
        _close_all(close)
        if cwd is not None:
            os.chdir(cwd)
        code = _run(words, line, ends)
    except BrokenPipeError:
        code = -13
    finally:
        _machine.exit(code)


def _run(words, line, ends):
    stdin, stdout, stderr = ends
    if words and words[0] == 'sleep' and len(words) > 1:
        units = {'s': 1, 'm': 60, 'h': 3600}
        _machine.sleep(sum(float(w.rstrip('smh')) * units.get(w[-1], 1) for w in words[1:]))
        return 0
    if words and words[0] in ('cat', 'ls') and all(not w.startswith('-') for w in words[1:]):
        return _cat(words[1:], ends) if words[0] == 'cat' else _ls(words[1:], ends)
    first = line.split()[0] if line.split() else ''
    data = b''.join(_pieces(stdin)) if first in _READERS else b''
    reply = _machine.io("Command", text=line, data=data)
    _write(stdout, reply.data)
    _write(stderr, reply.text.encode())
    return reply.a


def _cat(names, ends):
    if not names:
        for piece in _pieces(ends[0]):
            _write(ends[1], piece)
    code = 0
    for name in names:
        try:
            with open(name, 'rb') as f:
                _write(ends[1], f.read())
        except OSError as e:
            _write(ends[2], f"cat: {name}: {e.strerror}\n".encode())
            code = 1
    return code


def _ls(names, ends):
    code = 0
    for name in names or ['.']:
        try:
            entries = sorted(os.listdir(name)) if os.path.isdir(name) else [name] if os.stat(name) else []
            _write(ends[1], ''.join(f"{entry}\n" for entry in entries if not entry.startswith('.')).encode())
        except OSError as e:
            _write(ends[2], f"ls: cannot access '{name}': {e.strerror}\n".encode())
            code = 2
    return code


class _Output:
    """The binary side of a Python child's stdout or stderr."""

    closed = False

    def __init__(self, end, number):
        self._end, self._number, self.mode, self.name = end, number, 'wb', ('<stdin>', '<stdout>', '<stderr>')[number]

    def write(self, data):
        _write(self._end, bytes(data))
        return len(data)

    def fileno(self):
        return self._number

    def flush(self):
        pass

    def readable(self):
        return False

    def writable(self):
        return True


class _TextOutput:
    """sys.stdout of a Python child. Into a pipe it writes what has come together, as CPython's does."""

    encoding, errors, newlines, closed = 'utf-8', 'strict', None, False

    def __init__(self, buffer, unbuffered):
        self.buffer, self.name, self.mode = buffer, buffer.name, 'w'
        self._parts, self._size, self._unbuffered = [], 0, unbuffered

    def write(self, text):
        self._parts.append(text)
        self._size += len(text)
        if self._unbuffered or self._size >= 8192:
            self.flush()
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        if self._parts:
            text, self._parts, self._size = ''.join(self._parts), [], 0
            self.buffer.write(text.encode('utf-8', 'backslashreplace'))

    def reconfigure(self, *, line_buffering=None, write_through=None, **words):
        self._unbuffered = bool(line_buffering or write_through or self._unbuffered)

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False


def _python_main(data):
    """The machine calls this in the fresh interpreter."""
    words, ends, close, cwd, env, main_file = eval(data)
    _close_all(close)
    if env is not None:
        os.environ.clear()
        os.environ.update(env)
    if cwd is not None:
        os.chdir(cwd)
    flags = []
    while words and words[0].startswith('-') and words[0] not in ('-', '-c', '-m', '-V', '--version'):
        flags.append(words.pop(0))
        if flags[-1] in ('-W', '-X') and words:
            words.pop(0)
    unbuffered = any('u' in flag for flag in flags)
    for number, name in ((1, 'stdout'), (2, 'stderr')):
        if ends[number][0] != 'inherit':
            setattr(sys, name, _TextOutput(_Output(ends[number], number), unbuffered or number == 2))
            setattr(sys, f'__{name}__', getattr(sys, name))
    if ends[0][0] != 'inherit':
        import io
        import builtins
        sys.stdin = sys.__stdin__ = io.StringIO() if ends[0][0] == 'null' else os.fdopen(ends[0][1], 'r')
        builtins.input = _input
    code = 1
    try:
        code = _run_python(words, main_file)
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else 0 if e.code is None else 1
        if code and not isinstance(e.code, int):
            print(e.code, file=sys.stderr)
    except BaseException as e:
        trace = e.__traceback__  # without this file's own two frames
        for _ in range(2):
            trace = trace.tb_next if trace is not None else None
        sys.excepthook(type(e), e, trace)
        code = -2 if isinstance(e, KeyboardInterrupt) else 1
    finally:
        _leave(code)


def _input(prompt=''):
    sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith('\n') else line


def _leave(code):
    try:
        for module, function in (('threading', '_shutdown'), ('atexit', '_run_exitfuncs')):
            if module in sys.modules:
                getattr(sys.modules[module], function)()
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = 120
    finally:
        _machine.exit(code)


def _run_python(words, main_file):
    main = type(sys)('__main__')
    sys.modules['__main__'] = main
    main.__builtins__ = __builtins__
    kind = words[0] if words else '-'
    if kind in ('-V', '--version'):
        print('Python', sys.version.split()[0])
        return 0
    if kind == '-c':
        source, name, sys.argv = words[1], '<string>', ['-c', *words[2:]]
    elif kind == '-m':
        print(f"{sys.executable}: No module named {words[1]}", file=sys.stderr)
        return 1
    elif kind == '-':
        source, name, sys.argv = sys.stdin.read(), '<stdin>', words or ['']
    else:
        name, sys.argv = words[0], words
        main.__file__ = name
        source = _script(name, main_file)
        if source is None:
            return 2
    exec(compile(source, name, 'exec'), main.__dict__)
    return 0


def _script(name, main_file):
    try:
        with open(name, encoding='utf-8') as f:
            return f.read()
    except OSError as e:
        if main_file is not None and os.path.abspath(name) == os.path.abspath(main_file):
            return _machine.main_source()  # the program that the user runs is not on the simulated disk
        path = os.path.join(os.getcwd(), name)
        print(f"{sys.executable}: can't open file {path!r}: [Errno {e.errno}] {e.strerror}", file=sys.stderr)
        return None
