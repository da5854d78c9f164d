"""The operating system, as far as the simulated machine has one: processes, files, the environment."""

import sys
import _machine

name = 'posix'
linesep = '\n'
_io = _machine.io


# Paths. posixpath asks for these while it is imported.

def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        path_repr = type(path).__fspath__(path)
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None
    if isinstance(path_repr, (str, bytes)):
        return path_repr
    raise TypeError("expected {}.__fspath__() to return str or bytes, not {}".format(
        type(path).__name__, type(path_repr).__name__))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


class _PathLikeType(type):
    """Makes a PathLike of every class that has __fspath__."""

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        return type.__subclasscheck__(cls, subclass) or cls is PathLike and hasattr(subclass, '__fspath__')


class PathLike(metaclass=_PathLikeType):
    """What has __fspath__."""

    def __fspath__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return cls


sys.modules['os'] = sys.modules[__name__]
import posixpath as path
sys.modules['os.path'] = path
from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK = 0, 1, 2, 64, 128, 512, 1024, 2048
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
WNOHANG, WUNTRACED = 1, 2
EX_OK = 0
P_WAIT, P_NOWAIT = 0, 1


# Processes

def getpid():
    """This process's number."""
    return _io("ProcessInfo").a


def getppid():
    """The parent's number."""
    return _io("ProcessInfo").b


def cpu_count():
    """The number of cores."""
    return _machine.cores()


process_cpu_count = cpu_count


def sched_getaffinity(pid):
    return set(range(_machine.cores()))


def sched_setaffinity(pid, mask):
    pass


def sched_yield():
    _machine.sleep(0)


def getuid():
    return 0


getgid = geteuid = getegid = getuid


def getlogin():
    return environ.get('USER', 'root')


def getpgid(pid):
    return getpid() if pid == 0 else pid


def getpgrp():
    return getpid()


def setsid():
    return getpid()


def nice(increment):
    return increment


def umask(mask):
    return 0o022


def fork():
    """Copies this process: answers the child's pid, and 0 in the child."""
    sys.stdout.flush()
    pid = _machine.fork("")
    if pid == 0:
        threading = sys.modules.get('threading')
        if threading is not None:
            threading._after_fork()
        for function in reversed(_after_in_child):
            function()
    else:
        for function in _after_in_parent:
            function()
    return pid


_after_in_child, _after_in_parent = [], []


def register_at_fork(*, before=None, after_in_parent=None, after_in_child=None):
    if after_in_parent is not None:
        _after_in_parent.append(after_in_parent)
    if after_in_child is not None:
        _after_in_child.insert(0, after_in_child)


def _exit(status):
    """Ends the process at once, without finalizers."""
    _machine.exit(status)


def abort():
    kill(getpid(), 6)


def kill(pid, sig):
    """Sends a signal; this process's own handlers are called at once."""
    if pid == getpid() and sig:
        import signal
        if signal._deliver(sig):
            return
    _io("ProcessKill", a=pid, b=int(sig))


def killpg(pgid, sig):
    kill(pgid, sig)


def _status_of(code):
    return -code if code < 0 else code << 8


def waitpid(pid, options):
    """Waits for a child: (pid, status)."""
    try:
        reply = _io("ProcessWait", a=pid, seconds=0.0 if options & WNOHANG else -1.0)
    except TimeoutError:
        return 0, 0
    return reply.a, _status_of(reply.b)


def wait():
    return waitpid(-1, 0)


def waitstatus_to_exitcode(status):
    return -(status & 127) if status & 127 else status >> 8


def WIFEXITED(status):
    return status & 127 == 0


def WEXITSTATUS(status):
    return status >> 8 & 255


def WIFSIGNALED(status):
    return status & 127 != 0


def WTERMSIG(status):
    return status & 127


def WIFSTOPPED(status):
    return False


def system(command):
    """Runs one of the simulated commands; its output goes where this program's goes."""
    sys.stdout.flush()
    reply = _io("Command", text=command)
    sys.stdout.write(reply.data.decode())
    sys.stderr.write(reply.text)
    return _status_of(reply.a)


def popen(cmd, mode="r", buffering=-1):
    import io
    if mode != "r":
        raise NotImplementedError("GILscope's os.popen only reads")
    reply = _io("Command", text=cmd)
    stream = io.StringIO(reply.data.decode())
    stream_close = stream.close

    def close():
        stream_close()
        return _status_of(reply.a) or None

    stream.close = close
    return stream


def _no_exec(*args):
    raise NotImplementedError("GILscope cannot replace the running program by another one")


execv = execve = execvp = execvpe = execl = execle = execlp = execlpe = _no_exec


class times_result(tuple):
    user = property(lambda self: self[0])
    system = property(lambda self: self[1])
    children_user = property(lambda self: self[2])
    children_system = property(lambda self: self[3])
    elapsed = property(lambda self: self[4])


def times():
    now = _machine.now_ns() / 1e9
    return times_result((now, 0.0, 0.0, 0.0, now))


def getloadavg():
    return (0.0, 0.0, 0.0)


class uname_result(tuple):
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])


def uname():
    return uname_result(('Linux', 'gilscope', '6.1.0', '#1 SMP', 'x86_64'))


def sysconf(what):
    if what in ('SC_NPROCESSORS_ONLN', 'SC_NPROCESSORS_CONF'):
        return _machine.cores()
    if what == 'SC_PAGE_SIZE':
        return 4096
    raise ValueError('unrecognized configuration name')


# The environment

class _Environ:
    """The environment: a mapping of strings."""

    def __init__(self, data):
        self._data = data

    def _check(self, value):
        if not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(value).__name__)
        return value

    def __getitem__(self, key):
        try:
            return self._data[self._check(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self._data[self._check(key)] = self._check(value)

    def __delitem__(self, key):
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __repr__(self):
        return 'environ({%s})' % ', '.join('%r: %r' % item for item in self._data.items())

    def get(self, key, default=None):
        return self._data.get(key, default)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def copy(self):
        return dict(self._data)

    def setdefault(self, key, value):
        if key not in self._data:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        return self._data.pop(key, *default)

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def clear(self):
        self._data.clear()


environ = _Environ({'HOME': '/home/user', 'LANG': 'C.UTF-8', 'PATH': '/usr/local/bin:/usr/bin:/bin',
                    'PWD': '/home/user', 'SHELL': '/bin/sh', 'USER': 'user'})


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


# Files

_cwd = '/home/user'


def getcwd():
    return _cwd


def getcwdb():
    return _cwd.encode()


def _absolute(name):
    name = fsdecode(name)
    return name if name.startswith('/') else path.normpath(path.join(_cwd, name))


def _file_io(kind, filename, **words):
    try:
        return _io(kind, text=_absolute(filename), **words)
    except OSError as e:
        raise OSError(e.errno, e.strerror, fspath(filename)) from None


def chdir(path_):
    global _cwd
    if not path.isdir(path_):
        stat(path_)
        raise NotADirectoryError(20, 'Not a directory', path_)
    _cwd = _absolute(path_)
    environ['PWD'] = _cwd


class stat_result:
    """A file's facts."""

    def __init__(self, size, kind, mtime_ns):
        self.st_size = size
        self.st_mode = 0o040755 if kind == 2 else 0o100644
        self.st_mtime_ns = self.st_atime_ns = self.st_ctime_ns = mtime_ns
        self.st_mtime = self.st_atime = self.st_ctime = mtime_ns / 1e9
        self.st_ino, self.st_dev, self.st_nlink, self.st_uid, self.st_gid = 0, 0, 1, 0, 0

    def __getitem__(self, i):
        return (self.st_mode, self.st_ino, self.st_dev, self.st_nlink, self.st_uid, self.st_gid, self.st_size,
                int(self.st_atime), int(self.st_mtime), int(self.st_ctime))[i]

    def __repr__(self):
        return (f'os.stat_result(st_mode={self.st_mode}, st_ino={self.st_ino}, st_dev={self.st_dev}, '
                f'st_nlink={self.st_nlink}, st_uid={self.st_uid}, st_gid={self.st_gid}, '
                f'st_size={self.st_size}, st_atime={int(self.st_atime)}, '
                f'st_mtime={int(self.st_mtime)}, st_ctime={int(self.st_ctime)})')


def stat(path, *, dir_fd=None, follow_symlinks=True):
    reply = _file_io("FileStat", path)
    return stat_result(reply.a, reply.b, reply.c)


lstat = stat


def access(path_, mode):
    return path.exists(path_)


def chmod(path, mode):
    stat(path)


def listdir(path='.'):
    """The names in a folder."""
    return [name for name, _ in _file_io("FileList", path).headers]


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return '<DirEntry %r>' % self.name


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def close(self):
        pass


def scandir(path='.'):
    return _Scan([DirEntry(fspath(path), name) for name in listdir(path)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yields (folder, folders in it, files in it) for the whole tree."""
    top = fspath(top)
    try:
        entries = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs = [n for n in entries if path.isdir(path.join(top, n))]
    files = [n for n in entries if n not in dirs]
    if topdown:
        yield top, dirs, files
    for name in dirs:
        yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, files


def mkdir(path, mode=0o777, *, dir_fd=None):
    _file_io("FileMakeFolder", path)


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    head, tail = path.split(name.rstrip('/') or name)
    if head and tail and not path.exists(head):
        makedirs(head, mode, True)
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    _file_io("FileRemove", path)


unlink = remove


def rmdir(path, *, dir_fd=None):
    _file_io("FileRemove", path, a=1)


def removedirs(name):
    rmdir(name)
    head, tail = path.split(fspath(name).rstrip('/'))
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def rename(src, dst):
    try:
        _io("FileRename", text=_absolute(src), text2=_absolute(dst))
    except OSError as e:
        raise OSError(e.errno, e.strerror, fspath(src), None, fspath(dst)) from None


replace = renames = rename


# File descriptors: pipes and files

_pipe_rest = {}  # read handle -> bytes that were received and not yet read


def pipe():
    """A pipe: (reading descriptor, writing descriptor)."""
    reply = _io("PipeCreate")
    _pipe_rest[reply.a] = b""
    return reply.a, reply.b


_files = {}  # descriptors that open() made


def open(path, flags, mode=0o777, *, dir_fd=None):
    kind = flags & 3
    if flags & O_EXCL and flags & O_CREAT:
        text = 'x+' if kind == O_RDWR else 'x'
    elif flags & O_APPEND:
        text = 'a+' if kind == O_RDWR else 'a'
    elif flags & O_TRUNC:
        text = 'w+' if kind == O_RDWR else 'w'
    elif kind == O_RDONLY:
        text = 'r'
    else:
        exists = globals()['path'].exists(path)
        text = 'r+' if exists or not flags & O_CREAT else 'w+'
    fd = _file_io("FileOpen", path, text2=text).a
    _files[fd] = text
    return fd


def read(fd, n):
    if fd in _files:
        return _io("FileRead", a=fd, b=n).data
    if fd == 0:
        return _io("ReadLine").data[:n]
    data = _pipe_rest.get(fd, b"")
    if not data:
        try:
            data = _io("PipeReceive", a=fd).data
        except BrokenPipeError:
            return b""
    _pipe_rest[fd] = data[n:]
    return data[:n]


def write(fd, data):
    if fd in _files:
        return _io("FileWrite", a=fd, data=bytes(data)).a
    if fd in (1, 2):
        stream = sys.stdout if fd == 1 else sys.stderr
        stream.write(bytes(data).decode('utf-8', 'replace'))
        stream.flush()
    else:
        _io("PipeSend", a=fd, data=bytes(data))
    return len(data)


def close(fd):
    _pipe_rest.pop(fd, None)
    _files.pop(fd, None)
    _io("Close", a=fd)


def lseek(fd, pos, how):
    return _io("FileSeek", a=fd, b=pos, c=how).a


def fsync(fd):
    pass


def dup(fd):
    return _io("Duplicate", a=fd).a


def set_blocking(fd, blocking):
    pass


def get_inheritable(fd):
    return True


def set_inheritable(fd, inheritable):
    pass


def fdopen(fd, mode="r", *args, **kwargs):
    import io
    return io._open_descriptor(fd, mode, *args, **kwargs)


def isatty(fd):
    return False


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return 'os.terminal_size(columns=%d, lines=%d)' % self


def get_terminal_size(fallback=(80, 24)):
    return terminal_size((80, 24))


def urandom(n):
    """n random bytes, from the run's seed."""
    return _machine.random_bits(8 * n).to_bytes(n, 'little') if n else b''


def getrandom(size, flags=0):
    return urandom(size)


def strerror(code):
    from errno import _texts
    return _texts.get(code, 'Unknown error %d' % code)


__all__ = [n for n in list(globals()) if not n.startswith('_') and n != 'sys']
