"""The event loop: a queue of callbacks that are ready, a heap of timers, and a port of the machine.

One turn (_run_once): wait at the port until a timer's moment (not at all when callbacks are ready), take
what has arrived there (answers to requests, wake-ups from other threads), move the timers that are due
to the ready queue, then call what was ready when the turn began.
"""

import _heapq as heapq
import sys
import _machine
import _thread
from _collections import deque
from time import monotonic as _monotonic
from . import coroutines
from . import events
from . import futures
from . import tasks
from .events import Handle, TimerHandle, copy_context as _copy_context, current_tasks as _current_tasks
from .log import logger, debug as _log_debug

__all__ = ('BaseEventLoop', 'Server')

MAXIMUM_SELECT_TIMEOUT = 24 * 3600
_MIN_CANCELLED_TIMER_HANDLES = 100
_port_wait = _machine.port_wait
_loop_start = _machine.loop_start
_loop_end = _machine.loop_end


def _run_until_complete_cb(fut):
    if not fut.cancelled():
        exc = fut.exception()
        if isinstance(exc, (SystemExit, KeyboardInterrupt)):
            return
    futures._get_loop(fut).stop()


class BaseEventLoop(events.AbstractEventLoop):
    """An event loop."""

    def __init__(self):
        self._timer_cancelled_count = 0
        self._closed = False
        self._stopping = False
        self._ready = deque()
        self._scheduled = []  # (when, number, TimerHandle): equal moments in the order of their making
        self._timer_number = 0
        self._default_executor = None
        self._clock_resolution = 1e-9
        self._exception_handler = None
        self._debug = coroutines._is_debug_mode()
        self._thread_id = None
        self.slow_callback_duration = 0.1
        self._current_handle = None
        self._task_factory = None
        self._asyncgens = []
        self._asyncgens_shutdown_called = False
        self._executor_shutdown_called = False
        self._port = _machine.port()
        self._requests = {}  # ticket -> the future of its reply
        self._selector = None  # a subclass's own, asked in the port's place

    def __repr__(self):
        return (f'<{self.__class__.__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    # Futures and tasks

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        self._check_closed()
        if self._task_factory is None:
            return tasks.Task(coro, loop=self, name=name, context=context, **kwargs)
        if context is None:
            task = self._task_factory(self, coro, **kwargs)
        else:
            task = self._task_factory(self, coro, context=context, **kwargs)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # Running

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_running(self):
        if self._thread_id is not None:
            raise RuntimeError('This event loop is already running')
        if events._get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            import warnings
            warnings.warn(f"asynchronous generator {agen!r} was scheduled after "
                          f"loop.shutdown_asyncgens() call", ResourceWarning, source=self)
        if len(self._asyncgens) >= 100:
            self._asyncgens = [a for a in self._asyncgens if getattr(a, 'ag_frame', a) is not None]
        self._asyncgens.append(agen)

    def run_forever(self):
        """Runs until stop() is called."""
        self._check_closed()
        self._check_running()
        old_hooks = sys.get_asyncgen_hooks()
        try:
            self._thread_id = _thread.get_ident()
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook)
            events._set_running_loop(self)
            _loop_start(self._port)
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)
            _loop_end(self._port)
            sys.set_asyncgen_hooks(*old_hooks)

    def run_until_complete(self, future):
        """Runs until the future (or coroutine) is done; its result."""
        self._check_closed()
        self._check_running()
        new_task = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if new_task:
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if new_task and future.done() and not future.cancelled():
                future.exception()  # it is raised already: no second message
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        """The loop ends after the current turn."""
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        self._closed = True
        futures.report_unretrieved(self)
        self._ready.clear()
        self._scheduled.clear()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)
        for ticket in list(self._requests):
            _machine.cancel(ticket)
        self._requests.clear()

    def is_closed(self):
        return self._closed

    def is_running(self):
        return self._thread_id is not None

    async def shutdown_asyncgens(self):
        """Closes the asynchronous generators that are still in use."""
        self._asyncgens_shutdown_called = True
        closing_agens, self._asyncgens = self._asyncgens, []
        closing_agens = [a for a in closing_agens if getattr(a, 'ag_frame', a) is not None]
        if not closing_agens:
            return
        results = await tasks.gather(*[ag.aclose() for ag in closing_agens], return_exceptions=True)
        for result, agen in zip(results, closing_agens):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': result,
                    'asyncgen': agen
                })

    async def shutdown_default_executor(self, timeout=None):
        """Waits for the default executor's threads to end."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        import threading
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            if timeout is None:
                await future
            else:
                from . import timeouts
                async with timeouts.timeout(timeout):
                    await future
        except TimeoutError:
            import warnings
            warnings.warn("The executor did not finishing joining "
                          f"its threads within {timeout} seconds.", RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, future, None)
        except Exception as ex:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, ex)

    # Callbacks

    def time(self):
        """The loop's clock, in seconds."""
        return _monotonic()

    def call_soon(self, callback, *args, context=None):
        """Calls callback(*args) in the next turn."""
        if self._closed:
            self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_soon')
        handle = Handle(callback, args, self, _copy_context() if context is None else context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """Like call_soon, from another thread: wakes the loop."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = Handle(callback, args, self, _copy_context() if context is None else context)
        self._ready.append(handle)
        self._write_to_self()
        return handle

    def _write_to_self(self):
        _machine.port_post(self._port, 0)

    def call_later(self, delay, callback, *args, context=None):
        """Calls callback(*args) after delay seconds."""
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Calls callback(*args) at that moment of the loop's clock."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = TimerHandle(when, callback, args, self, _copy_context() if context is None else context)
        self._timer_number += 1
        heapq.heappush(self._scheduled, (when, self._timer_number, timer))
        timer._scheduled = True
        return timer

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def _check_thread(self):
        if self._thread_id is None:
            return
        if _thread.get_ident() != self._thread_id:
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

    def _run_once(self):
        scheduled = self._scheduled
        ready = self._ready
        if (self._timer_cancelled_count > _MIN_CANCELLED_TIMER_HANDLES
                and self._timer_cancelled_count > len(scheduled) // 2):
            # Too many cancelled timers: drop them all at once.
            kept = []
            for entry in scheduled:
                if entry[2]._cancelled:
                    entry[2]._scheduled = False
                else:
                    kept.append(entry)
            heapq.heapify(kept)
            self._scheduled = scheduled = kept
            self._timer_cancelled_count = 0
        else:
            while scheduled and scheduled[0][2]._cancelled:
                self._timer_cancelled_count -= 1
                heapq.heappop(scheduled)[2]._scheduled = False

        timeout = None
        if ready or self._stopping:
            timeout = 0
        elif scheduled:
            timeout = scheduled[0][0] - self.time()
            if timeout > MAXIMUM_SELECT_TIMEOUT:
                timeout = MAXIMUM_SELECT_TIMEOUT
            elif timeout < 0:
                timeout = 0

        if self._selector is not None:
            self._process_events(self._selector.select(timeout))
        elif timeout != 0 or self._requests:  # a look at the port costs time: only when something can be there
            for ticket, reply in _port_wait(self._port, timeout):
                if ticket:
                    self._reply_arrived(ticket, reply)

        if scheduled:
            end_time = self.time() + self._clock_resolution
            while scheduled and scheduled[0][0] < end_time:
                handle = heapq.heappop(scheduled)[2]
                handle._scheduled = False
                ready.append(handle)

        # Only what is ready now: callbacks that these callbacks add run in the next turn.
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._run_handle_in_debug_mode(handle)
            elif handle._context is None:
                # Handle._run, without a call of its own: this is the hot path of every program.
                try:
                    handle._callback(*handle._args)
                except (SystemExit, KeyboardInterrupt):
                    raise
                except BaseException as exc:
                    self._callback_failed(handle, exc)
            else:
                handle._run()
        handle = None

    def _process_events(self, event_list):
        """What a subclass does with the events of its selector."""

    def _callback_failed(self, handle, exc):
        from . import format_helpers
        cb = format_helpers._format_callback_source(handle._callback, handle._args)
        self.call_exception_handler({
            'message': f'Exception in callback {cb}',
            'exception': exc,
            'handle': handle,
        })

    def _run_handle_in_debug_mode(self, handle):
        callback = handle._callback
        task = getattr(callback, '__self__', None)
        t0 = self.time()
        handle._run()
        dt = self.time() - t0
        if dt >= self.slow_callback_duration:
            what = repr(task) if isinstance(task, tasks.Task) else repr(handle)
            if isinstance(task, tasks.Task):
                logger.warning('Executing %s took %.3f seconds', what, dt)
            else:
                logger.warning('Executing %s took %.3f seconds', what, dt)

    # Requests to the machine

    def _io(self, kind, **words):
        """Starts a request; the future of its reply. An error raises OSError from it."""
        future = self.create_future()
        future._cause = "Network"
        ticket = _machine.io_start(self._port, kind, **words)
        future._ticket = ticket
        self._requests[ticket] = future
        future.add_done_callback(self._request_done)
        return future

    def _request_done(self, future):
        if self._requests.pop(future._ticket, None) is not None and future.cancelled():
            _machine.cancel(future._ticket)

    def _reply_arrived(self, ticket, reply):
        future = self._requests.pop(ticket, None)
        if future is None or future.done():
            return
        if reply.error:
            future.set_exception(OSError(reply.error, reply.error_text))
        else:
            future.set_result(reply)

    # Executors

    def run_in_executor(self, executor, func, *args):
        """Calls func(*args) in the executor (None: the default thread pool); a future."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            if self._executor_shutdown_called:
                raise RuntimeError('Executor shutdown has been called')
            if executor is None:
                import concurrent.futures
                executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix='asyncio')
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        import concurrent.futures
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    # Errors

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Logs the context's message, its other entries and the exception's traceback."""
        message = context.get('message')
        if not message:
            message = 'Unhandled exception in event loop'
        exception = context.get('exception')
        if exception is not None:
            exc_info = (type(exception), exception, exception.__traceback__)
        else:
            exc_info = False
        log_lines = [message]
        for key in sorted(context):
            if key in {'message', 'exception'}:
                continue
            value = repr(context[key])
            if key in {'source_traceback', 'handle_traceback'}:
                import traceback
                what = 'Object' if key == 'source_traceback' else 'Handle'
                lines = ''.join(traceback.format_list(context[key])).rstrip()
                value = f'{what} created at (most recent call last):\n{lines}'
            log_lines.append(f'{key}: {value}')
        logger.error('\n'.join(log_lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Gives the context to the exception handler: the user's, or the default one."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler', exc_info=True)
        else:
            try:
                self._exception_handler(self, context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as exc:
                try:
                    self.default_exception_handler({
                        'message': 'Unhandled error in exception handler',
                        'exception': exc,
                        'context': context,
                    })
                except (SystemExit, KeyboardInterrupt):
                    raise
                except BaseException:
                    logger.error('Exception in default exception handler '
                                 'while handling an unexpected error in custom exception handler', exc_info=True)

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    # The network: written in streams' neighbour, imported when somebody needs it

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        import socket
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)

    async def create_connection(self, protocol_factory, host=None, port=None, **kwargs):
        from . import network
        return await network.create_connection(self, protocol_factory, host, port, **kwargs)

    async def create_server(self, protocol_factory, host=None, port=None, **kwargs):
        from . import network
        return await network.create_server(self, protocol_factory, host, port, **kwargs)

    async def create_unix_connection(self, protocol_factory, path=None, **kwargs):
        from . import network
        return await network.create_unix_connection(self, protocol_factory, path, **kwargs)

    async def create_unix_server(self, protocol_factory, path=None, **kwargs):
        from . import network
        return await network.create_unix_server(self, protocol_factory, path, **kwargs)

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, **kwargs):
        from . import network
        return await network.create_datagram_endpoint(self, protocol_factory, local_addr, remote_addr, **kwargs)

    async def sock_recv(self, sock, n):
        from . import network
        return await network.sock_recv(self, sock, n)

    async def sock_recv_into(self, sock, buf):
        data = await self.sock_recv(sock, len(buf))
        buf[:len(data)] = data
        return len(data)

    async def sock_sendall(self, sock, data):
        from . import network
        return await network.sock_sendall(self, sock, data)

    async def sock_connect(self, sock, address):
        from . import network
        return await network.sock_connect(self, sock, address)

    async def sock_accept(self, sock):
        from . import network
        return await network.sock_accept(self, sock)

    def add_reader(self, fd, callback, *args):
        from . import network
        network.add_reader(self, fd, callback, args)

    def remove_reader(self, fd):
        from . import network
        return network.remove_reader(self, fd)

    def add_writer(self, fd, callback, *args):
        from . import network
        network.add_writer(self, fd, callback, args)

    def remove_writer(self, fd):
        from . import network
        return network.remove_writer(self, fd)

    async def subprocess_exec(self, protocol_factory, *args, **kwargs):
        from . import subprocess
        return await subprocess._subprocess_exec(self, protocol_factory, args, kwargs)

    async def subprocess_shell(self, protocol_factory, cmd, **kwargs):
        from . import subprocess
        return await subprocess._subprocess_shell(self, protocol_factory, cmd, kwargs)

    # Signals

    def add_signal_handler(self, sig, callback, *args):
        import signal
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_closed()
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        signal.signal(sig, lambda number, frame: self.call_soon_threadsafe(callback, *args))
        self.__dict__.setdefault('_signal_handlers', set()).add(sig)

    def remove_signal_handler(self, sig):
        import signal
        handlers = self.__dict__.setdefault('_signal_handlers', set())
        if sig not in handlers:
            return False
        handlers.discard(sig)
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True
