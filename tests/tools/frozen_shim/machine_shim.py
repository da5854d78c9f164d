"""The `_machine` of engine/lib/README.md on the real CPython: real threads, processes and clocks.

Good enough to try the frozen library before (and without) the simulated machine. Semaphores are
pipes full of tokens, shared memory is a file, the network answers httpbin's /delay and /status only.
"""

import collections
import errno
import mmap
import os
import random
import select
import signal
import socket
import struct
import subprocess
import sys
import time

import thread_shim as _thread

_start = time.monotonic_ns()
_SHM = "/dev/shm" if os.path.isdir("/dev/shm") else "/tmp"


def sleep(seconds):
    time.sleep(seconds)


def now_ns():
    return time.monotonic_ns() - _start


def work(seconds, release_gil=True, what=""):
    time.sleep(seconds)


def cores():
    return os.cpu_count()


def start_method():
    return os.environ.get("SHIM_START_METHOD", "fork")


def version():
    return (3, 12, False)


def random_bits(n):
    return random.SystemRandom().getrandbits(n)


# Threads


def join(ident, timeout=None):
    lock = _thread._ended.get(ident)
    if lock is None:
        return True
    if lock.acquire(True, -1 if timeout is None or timeout < 0 else timeout):
        lock.release()
        return True
    return False


def is_alive(ident):
    lock = _thread._ended.get(ident)
    return lock is not None and lock.locked()


def threads():
    return [ident for ident, lock in _thread._ended.items() if lock.locked()]


# Trace

TRACE = []


def _note(what):
    def note(*args):
        if os.environ.get("SHIM_TRACE"):
            sys.__stderr__.write(f"[{what} {args}]\n")

    return note


for _name in ("task_start", "task_step", "task_wait", "task_end", "task_cancel", "task_name",
              "task_wake", "queue_put", "queue_get", "marker", "loop_start", "loop_end"):
    globals()[_name] = _note(_name)


# Event loops

_ports = {}
_tickets = 0
_cancelled = set()


class _Port:
    def __init__(self):
        self.ready = collections.deque()
        self.lock = _thread._real.allocate_lock()
        self.lock.acquire()

    def post(self, ticket, reply):
        self.ready.append((ticket, reply))
        try:
            self.lock.release()
        except RuntimeError:
            pass


def port():
    number = len(_ports) + 1
    _ports[number] = _Port()
    return number


def port_wait(number, timeout=None):
    p = _ports[number]
    if not p.ready:
        p.lock.acquire(True, -1 if timeout is None or timeout < 0 else timeout)
    out = []
    while p.ready:
        ticket, reply = p.ready.popleft()
        if ticket not in _cancelled:
            out.append((ticket, reply))
    return out


def port_post(number, ticket):
    _ports[number].post(ticket, None)


def io_start(number, kind, **words):
    global _tickets
    _tickets += 1
    ticket = _tickets

    def body():
        try:
            reply = io(kind, **words)
        except OSError as e:
            reply = Reply(error=e.errno or 5, error_text=e.strerror or str(e))
        _ports[number].post(ticket, reply)

    _thread._real.start_new_thread(body, ())
    return ticket


def cancel(ticket):
    _cancelled.add(ticket)


# Processes


def fork(name=""):
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _thread._ended.clear()
    return pid


def spawn(method, module, function, data, name=""):
    sys.stdout.flush()
    fds = [int(f) for f in os.listdir("/proc/self/fd")]
    for fd in fds:
        try:
            os.set_inheritable(fd, True)
        except OSError:
            pass
    here = os.path.dirname(os.path.abspath(__file__))
    process = subprocess.Popen([sys.executable, os.path.join(here, "run.py"), "--spawn", module, function,
                                data.hex()], close_fds=False)
    return process.pid


def exit(code):
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


# The world


class Reply:
    def __init__(self, a=0, b=0, c=0, text="", data=b"", headers=(), error=0, error_text=""):
        self.a, self.b, self.c = a, b, c
        self.text, self.data, self.headers = text, data, list(headers)
        self.error, self.error_text = error, error_text


class Request:
    a = b = c = 0
    seconds = -1.0
    text = text2 = ""
    data = b""
    headers = ()

    def __init__(self, words):
        unknown = set(words) - {"a", "b", "c", "seconds", "text", "text2", "data", "headers"}
        assert not unknown, unknown
        self.__dict__.update(words)
        for word, kind in (("a", int), ("b", int), ("c", int), ("text", str), ("text2", str)):
            assert type(getattr(self, word)) is kind or getattr(self, word) in (True, False), (word, getattr(self, word))
        for h in self.headers:
            assert isinstance(h, tuple) and all(isinstance(x, str) for x in h), h


def io(kind, **words):
    return globals()["_io_" + kind](Request(words))


def _fail(code, text=None):
    raise OSError(code, os.strerror(code) if text is None else text)


def _limit(r):
    return None if r.seconds is None or r.seconds < 0 else r.seconds


def _io_PipeCreate(r):
    a, b = os.pipe()
    return Reply(a=a, b=b)


def _io_PipeSend(r):
    data = struct.pack("!Q", len(r.data)) + bytes(r.data)
    while data:
        try:
            data = data[os.write(r.a, data):]
        except BrokenPipeError:
            _fail(errno.EPIPE)
    return Reply()


def _read_all(fd, n):
    out = b""
    while len(out) < n:
        part = os.read(fd, n - len(out))
        if not part:
            _fail(errno.EPIPE, "")
        out += part
    return out


def _io_PipeReceive(r):
    limit = _limit(r)
    if limit is not None and not select.select([r.a], [], [], limit)[0]:
        _fail(errno.ETIMEDOUT)
    n = struct.unpack("!Q", _read_all(r.a, 8))[0]
    return Reply(data=_read_all(r.a, n))


def _io_PipePoll(r):
    return Reply(a=int(bool(select.select([r.a], [], [], _limit(r))[0])))


_sockets = {}


def _io_Close(r):
    if r.a in _sockets:
        _sockets.pop(r.a).close()
        return Reply()
    if r.a in _files:
        _files.pop(r.a).close()
        return Reply()
    if r.a > 100000:
        r.a %= _UNBOUNDED
        os.close(r.a // 100000)
        os.close(r.a % 100000)
        return Reply()
    os.close(r.a)
    return Reply()


def _io_Duplicate(r):
    if r.a in _sockets:
        s = _sockets[r.a].dup()
        _sockets[s.fileno()] = s
        return Reply(a=s.fileno())
    return Reply(a=os.dup(r.a))


def _io_WaitAny(r):
    names = {}
    for (name, *_) in r.headers:
        if name.startswith("p"):
            try:
                names[os.pidfd_open(int(name[1:]))] = name
            except ProcessLookupError:
                return Reply(headers=[(name, "")])
        else:
            names[int(name)] = name
    ready = select.select(list(names), [], [], _limit(r))[0]
    for fd, name in names.items():
        if name.startswith("p"):
            os.close(fd)
    return Reply(headers=[(names[fd], "") for fd in ready])


_UNBOUNDED = 10**12  # added to the handle of a semaphore that nobody can ever wait for



def _io_SemaphoreCreate(r):
    a, b = os.pipe()
    os.set_blocking(a, False)
    if r.a > 60000:  # a queue without bounds: nobody ever waits for it
        return Reply(a=a * 100000 + b + _UNBOUNDED)
    if r.a:
        os.write(b, b"x" * r.a)
    handle = a * 100000 + b
    return Reply(a=handle)


def _io_SemaphoreAcquire(r):
    fd = r.a // 100000
    if r.a > _UNBOUNDED:
        return Reply(a=1)
    end = None if r.seconds < 0 else time.monotonic() + r.seconds
    while True:
        try:
            if os.read(fd, 1):
                return Reply(a=1)
        except BlockingIOError:
            pass
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            return Reply(a=0)
        select.select([fd], [], [], left)


def _io_SemaphoreRelease(r):
    if r.a < _UNBOUNDED:
        os.write(r.a % 100000, b"x")
    return Reply()


def _io_SemaphoreValue(r):
    import fcntl
    import termios
    if r.a > _UNBOUNDED:
        return Reply(a=60000)
    buffer = bytearray(4)
    fcntl.ioctl(r.a // 100000, termios.FIONREAD, buffer)
    return Reply(a=int.from_bytes(buffer, "little"))


_memories = 0
_maps = {}


def _map(handle):
    if handle not in _maps:
        with open(f"{_SHM}/frozen_mem_{handle}", "r+b") as f:
            _maps[handle] = mmap.mmap(f.fileno(), 0)
    return _maps[handle]


def _io_MemoryCreate(r):
    global _memories
    name = r.text or f"psm_{os.getpid():x}{_memories:x}"
    link = f"{_SHM}/frozen_name_{name}"
    if os.path.lexists(link):
        _fail(errno.EEXIST)
    _memories += 1
    handle = os.getpid() * 1000 + _memories
    with open(f"{_SHM}/frozen_mem_{handle}", "wb") as f:
        f.write(bytes(r.a))
    os.symlink(str(handle), link)
    return Reply(a=handle, b=r.a, text=name)


def _io_MemoryOpen(r):
    try:
        handle = int(os.readlink(f"{_SHM}/frozen_name_{r.text}"))
    except FileNotFoundError:
        _fail(errno.ENOENT)
    return Reply(a=handle, b=len(_map(handle)))


def _io_MemoryRead(r):
    return Reply(data=_map(r.a)[r.b:r.b + r.c])


def _io_MemoryWrite(r):
    _map(r.a)[r.b:r.b + len(r.data)] = bytes(r.data)
    return Reply()


def _io_MemoryUnlink(r):
    import glob
    for link in glob.glob(f"{_SHM}/frozen_name_*"):
        if os.readlink(link) == str(r.a):
            os.unlink(link)
            os.unlink(f"{_SHM}/frozen_mem_{r.a}")
    return Reply()


def _io_ProcessWait(r):
    end = None if r.seconds < 0 else time.monotonic() + r.seconds
    while True:
        try:
            pid, status = os.waitpid(r.a, 0 if end is None else os.WNOHANG)
        except ChildProcessError:
            _fail(errno.ECHILD)
        if pid:
            return Reply(a=pid, b=os.waitstatus_to_exitcode(status))
        if time.monotonic() >= end:
            _fail(errno.ETIMEDOUT)
        time.sleep(0.002)


def _io_ProcessKill(r):
    os.kill(r.a, r.b)
    return Reply()


def _io_ProcessExit(r):
    exit(r.a)


def _io_ProcessInfo(r):
    return Reply(a=os.getpid(), b=os.getppid(), c=os.cpu_count())


def _io_ThreadJoin(r):
    return Reply(a=int(join(r.a, r.seconds)))


def _io_Http(r):
    import json
    import re as regex
    path = regex.sub(r"^https?://[^/]*", "", r.text2)
    parts = path.strip("/").split("?")[0].split("/")
    if "unreachable" in r.text2:
        _fail(errno.ECONNREFUSED)
    if "nowhere" in r.text2:
        _fail(-2, "Name or service not known")
    status, headers, body = 200, [("Content-Type", "application/json")], {"url": r.text2, "method": r.text,
                                                "headers": dict(r.headers), "data": bytes(r.data).decode()}
    if parts[0] == "delay":
        wait = float(parts[1])
        if 0 <= r.seconds < wait:
            time.sleep(r.seconds)
            _fail(errno.ETIMEDOUT)
        time.sleep(wait)
    elif parts[0] == "status":
        status, body = int(parts[1]), ""
    elif parts[0] == "redirect":
        status, headers = 302, [("Location", "/get"), ("Content-Type", "text/html")]
    import http
    data = json.dumps(body).encode() if body else b""
    headers.append(("Content-Length", str(len(data))))
    return Reply(a=status, text=http.HTTPStatus(status).phrase, data=data, headers=headers)


def _io_Resolve(r):
    return Reply(text="127.0.0.1" if r.text == "localhost" else "93.184.216.34")


def _io_SocketConnect(r):
    s = socket.create_connection((r.text or "127.0.0.1", r.a))
    _sockets[s.fileno()] = s
    return Reply(a=s.fileno())


def _io_SocketListen(r):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((r.text, r.a))
    s.listen(r.b or 100)
    _sockets[s.fileno()] = s
    return Reply(a=s.fileno(), b=s.getsockname()[1])


def _io_SocketAccept(r):
    listener = _sockets[r.a]
    if r.seconds >= 0 and not select.select([listener], [], [], r.seconds)[0]:
        _fail(errno.ETIMEDOUT)
    s, peer = listener.accept()
    _sockets[s.fileno()] = s
    return Reply(a=s.fileno(), text=peer[0], b=peer[1])


def _io_SocketSend(r):
    return Reply(a=_sockets[r.a].send(bytes(r.data)))


def _io_SocketReceive(r):
    s = _sockets[r.a]
    if r.seconds >= 0 and not select.select([s], [], [], r.seconds)[0]:
        _fail(errno.ETIMEDOUT)
    return Reply(data=s.recv(r.b))


def _io_SocketShutdown(r):
    _sockets[r.a].shutdown(r.b)
    return Reply()


_files = {}


def _io_FileOpen(r):
    f = open(r.text, r.text2.replace("t", "").replace("b", "") + "b", buffering=0)
    _files[f.fileno()] = f
    return Reply(a=f.fileno(), b=os.fstat(f.fileno()).st_size)


def _io_FileRead(r):
    f = _files[r.a]
    return Reply(data=f.read() if r.b < 0 else f.read(r.b))


def _io_FileWrite(r):
    return Reply(a=_files[r.a].write(bytes(r.data)))


def _io_FileSeek(r):
    return Reply(a=_files[r.a].seek(r.b, r.c))


def _io_FileTruncate(r):
    _files[r.a].truncate(r.b)
    return Reply()


def _io_FileStat(r):
    s = os.stat(r.text)
    return Reply(a=s.st_size, b=2 if os.path.isdir(r.text) else 1, c=s.st_mtime_ns)


def _io_FileList(r):
    return Reply(headers=[(n, "") for n in sorted(os.listdir(r.text))])


def _io_FileRemove(r):
    (os.rmdir if r.a else os.unlink)(r.text)
    return Reply()


def _io_FileMakeFolder(r):
    os.mkdir(r.text)
    return Reply()


def _io_FileRename(r):
    os.rename(r.text, r.text2)
    return Reply()


def _io_ReadLine(r):
    sys.stdout.write(r.text)
    sys.stdout.flush()
    return Reply(data=sys.stdin.buffer.readline())


def _io_Command(r):
    done = subprocess.run(r.text, shell=True, capture_output=True, input=bytes(r.data))
    return Reply(a=done.returncode, data=done.stdout, text=done.stderr.decode())
