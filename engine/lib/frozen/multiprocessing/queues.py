"""Queues between processes: a pipe, its locks, and for Queue a thread that feeds the pipe."""

import _collections as collections
import errno
import os
import pickle
import sys
import threading
import time
import _machine
from queue import Empty, Full
from . import connection
from . import context
from .synchronize import BoundedSemaphore, Lock
from .util import Finalize, debug, info, is_exiting, register_after_fork

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']

SEM_VALUE_MAX = 2147483647
_count = 0


class Queue:
    """Put into a buffer, sent by a thread "QueueFeederThread" that the first put() starts."""

    def __init__(self, maxsize=0, *, ctx):
        global _count
        if maxsize <= 0:
            maxsize = SEM_VALUE_MAX
        _count += 1
        self._trace_name = name = f"mp.Queue-{_count}"
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = Lock(ctx=ctx, cause="Queue", name=name)
        self._opid = os.getpid()
        self._wlock = ctx.Lock()
        self._sem = BoundedSemaphore(maxsize, ctx=ctx, cause="Queue", name=name + " full")
        self._ignore_epipe = False
        self._reset()
        register_after_fork(self, Queue._after_fork)

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer,
                self._rlock, self._wlock, self._sem, self._opid, self._trace_name)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer,
         self._rlock, self._wlock, self._sem, self._opid, self._trace_name) = state
        self._reset()

    def _after_fork(self):
        debug('Queue._after_fork()')
        self._reset()

    def _reset(self):
        self._notempty = threading.Condition(threading.Lock())
        self._notempty._label("Queue", self._trace_name + " feeder")
        self._buffer = collections.deque()
        self._thread = None
        self._jointhread = None
        self._joincancelled = False
        self._closed = False
        self._close = None

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._notempty.notify()

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if block and timeout is None:
            with self._rlock:
                res = self._reader.recv_bytes()
            self._sem.release()
        else:
            if block:
                deadline = time.monotonic() + timeout
            if not self._rlock.acquire(block, timeout):
                raise Empty
            try:
                if block:
                    timeout = deadline - time.monotonic()
                    if not self._reader.poll(timeout):
                        raise Empty
                elif not self._reader.poll():
                    raise Empty
                res = self._reader.recv_bytes()
                self._sem.release()
            finally:
                self._rlock.release()
        _machine.queue_get(self._trace_name, self.qsize())
        return pickle.loads(res)

    def qsize(self):
        return self._maxsize - self._sem._get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._sem._is_zero()

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        self._closed = True
        close = self._close
        if close:
            self._close = None
            close()

    def join_thread(self):
        debug('Queue.join_thread()')
        assert self._closed, "Queue {0!r} not closed".format(self)
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        debug('Queue.cancel_join_thread()')
        self._joincancelled = True
        if self._jointhread is not None:
            self._jointhread.cancel()

    def _terminate_broken(self):
        # The pool is broken: nobody reads any more, so a feeder that waits for room must not be waited for.
        self.close()
        self._reader.close()

    def _start_thread(self):
        debug('Queue._start_thread()')
        self._buffer.clear()
        self._thread = threading.Thread(target=self._feed, args=(), name='QueueFeederThread', daemon=True)
        self._thread.start()
        if not self._joincancelled:
            self._jointhread = Finalize(self._thread, Queue._finalize_join, [self._thread], exitpriority=-5)
        self._close = Finalize(self, Queue._finalize_close, [self._buffer, self._notempty], exitpriority=10)

    @staticmethod
    def _finalize_join(thread):
        debug('joining queue thread')
        thread.join()
        debug('... queue thread joined')

    @staticmethod
    def _finalize_close(buffer, notempty):
        debug('telling queue thread to quit')
        with notempty:
            buffer.append(_sentinel)
            notempty.notify()

    def _feed(self):
        """The feeder thread: pickles what stands in the buffer, and sends it."""
        debug('starting thread to feed data to pipe')
        buffer = self._buffer
        notempty = self._notempty
        while True:
            try:
                with notempty:
                    if not buffer:
                        notempty.wait()
                try:
                    while True:
                        obj = buffer.popleft()
                        if obj is _sentinel:
                            debug('feeder thread got sentinel -- exiting')
                            self._reader.close()
                            self._writer.close()
                            return
                        data = pickle.dumps(obj)
                        _machine.queue_put(self._trace_name, self.qsize())
                        with self._wlock:
                            self._writer.send_bytes(data)
                except IndexError:
                    pass
            except Exception as e:
                if self._ignore_epipe and getattr(e, 'errno', 0) == errno.EPIPE:
                    return
                if is_exiting():
                    info('error in queue thread: %s', e)
                    return
                # The item is lost: its place in the queue is free again.
                self._sem.release()
                self._on_queue_feeder_error(e, obj)

    def _on_queue_feeder_error(self, e, obj):
        sys.__excepthook__(type(e), e, e.__traceback__)

    def __class_getitem__(cls, item):
        return cls


_sentinel = object()


class JoinableQueue(Queue):
    """A Queue that counts the items that nobody has called task_done() for."""

    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty, self._cond:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._unfinished_tasks.release()
            self._notempty.notify()

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished_tasks._is_zero():
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if not self._unfinished_tasks._is_zero():
                self._cond.wait()


class SimpleQueue:
    """A pipe with a lock at each end."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = Lock(ctx=ctx, cause="Queue", name="mp.SimpleQueue")
        self._poll = self._reader.poll
        self._wlock = ctx.Lock()

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._reader, self._writer, self._rlock, self._wlock)

    def __setstate__(self, state):
        (self._reader, self._writer, self._rlock, self._wlock) = state
        self._poll = self._reader.poll

    def get(self):
        with self._rlock:
            res = self._reader.recv_bytes()
        return pickle.loads(res)

    def put(self, obj):
        obj = pickle.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(obj)

    def __class_getitem__(cls, item):
        return cls
