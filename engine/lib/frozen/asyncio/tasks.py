"""Task: a coroutine that the loop drives; and the functions that wait for several of them."""

import atexit
import _machine
from . import coroutines
from . import events
from . import exceptions
from . import futures
from .events import current_tasks as _current_tasks
from .exceptions import CancelledError
from .futures import Future, _PENDING, _FINISHED

__all__ = ('Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait', 'wait_for',
           'as_completed', 'sleep', 'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
           'current_task', 'all_tasks', 'create_eager_task_factory', 'eager_task_factory',
           '_register_task', '_unregister_task', '_enter_task', '_leave_task')

_task_start = _machine.task_start
_task_step = _machine.task_step
_task_wait = _machine.task_wait
_task_end = _machine.task_end
_name_counter = 0
_id_counter = 0
_all_tasks = {}  # task -> None, in the order of creation, while they are not done


def current_task(loop=None):
    """The task that runs now, or None."""
    if loop is None:
        loop = events.get_running_loop()
    return _current_tasks.get(loop)


def all_tasks(loop=None):
    """The set of the loop's tasks that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    return {t for t in list(_all_tasks) if futures._get_loop(t) is loop and not t.done()}


def _register_task(task):
    _all_tasks[task] = None


def _unregister_task(task):
    _all_tasks.pop(task, None)


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    del _current_tasks[loop]


def _report_destroyed():
    """At the end of the program: tasks of loops that no longer run will never be done."""
    for task in list(_all_tasks):
        if task._loop.is_running() or task.done():
            continue
        try:
            task._coro.close()
        except BaseException:
            pass
        if task._log_destroy_pending:
            task._loop.call_exception_handler({
                'task': task,
                'message': 'Task was destroyed but it is pending!',
            })


atexit.register(_report_destroyed)


class Task(Future):
    """A coroutine wrapped in a future."""

    _log_destroy_pending = True
    _cause = "Task"

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _name_counter, _id_counter
        super().__init__(loop=loop)
        if self._source_traceback:
            del self._source_traceback[-1]  # this line
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        if name is None:
            _name_counter += 1
            self._name = self._wait_name = f'Task-{_name_counter}'
        else:
            self._name = self._wait_name = str(name)
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        self._context = events.copy_context() if context is None else context
        _id_counter += 1
        self._id = _id_counter
        _task_start(self._id, self._name, getattr(coro, '__qualname__', type(coro).__name__))
        if eager_start and self._loop.is_running():
            self.__eager_start()
        else:
            self._loop.call_soon(self.__step, context=self._context)
            _all_tasks[self] = None

    def __repr__(self):
        from . import format_helpers
        return format_helpers.describe(self, format_helpers._task_repr_info)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = self._wait_name = str(value)
        _machine.task_name(self._id, self._name)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        """The coroutine's frames where it is suspended, or those of its exception's traceback."""
        frames = []
        f = getattr(self._coro, 'cr_frame', None) or getattr(self._coro, 'gi_frame', None)
        if f is not None:
            frames.append(f)
        elif self._exception is not None:
            tb = self._exception.__traceback__
            while tb is not None:
                frames.append(tb.tb_frame)
                tb = tb.tb_next
        return frames if limit is None else frames[:limit]

    def print_stack(self, *, limit=None, file=None):
        import sys
        file = sys.stderr if file is None else file
        frames = self.get_stack(limit=limit)
        if not frames:
            print(f'No stack for {self!r}', file=file)
        else:
            kind = 'Stack' if self._exception is None else 'Traceback'
            print(f'{kind} for {self!r} (most recent call last):', file=file)
        for f in frames:
            print(f'  File "{f.f_code.co_filename}", line {f.f_lineno}, in {f.f_code.co_name}', file=file)
            import linecache
            line = linecache.getline(f.f_code.co_filename, f.f_lineno).strip()
            if line:
                print(f'    {line}', file=file)
        if self._exception is not None:
            print(f'{type(self._exception).__name__}: {self._exception}', file=file)

    def cancel(self, msg=None):
        """Asks the task to end: CancelledError is thrown into its coroutine at the next opportunity."""
        futures._unretrieved.pop(id(self), None)
        if self._state != _PENDING:
            return False
        _machine.task_cancel(self._id)
        self._num_cancels_requested += 1
        if self._fut_waiter is not None:
            if self._fut_waiter.cancel(msg=msg):
                return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How many cancellations were asked for, less those taken back by uncancel()."""
        return self._num_cancels_requested

    def uncancel(self):
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
        return self._num_cancels_requested

    def __eager_start(self):
        loop = self._loop
        previous = _current_tasks.pop(loop, None)
        _all_tasks[self] = None
        try:
            if self._context is None:
                self.__step()
            else:
                self._context.run(self.__step)
        finally:
            if previous is not None:
                _current_tasks[loop] = previous
                _task_step(previous._id)

    def __step(self, exc=None):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(f'_step(): already done: {self!r}, {exc!r}')
        if self._must_cancel:
            if not isinstance(exc, CancelledError):
                exc = self._make_cancelled_error()
            self._must_cancel = False
        coro = self._coro
        loop = self._loop
        self._fut_waiter = None
        if loop in _current_tasks:
            _enter_task(loop, self)
        _current_tasks[loop] = self
        _task_step(self._id)
        try:
            if exc is None:
                result = coro.send(None)
            else:
                result = coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                self.__finish_cancelled(self._cancel_message)
            else:
                _all_tasks.pop(self, None)
                _task_end(self._id, "Returned")
                Future.set_result(self, stop.value)
        except CancelledError as error:
            self._cancelled_exc = error
            self.__finish_cancelled(None)
        except (KeyboardInterrupt, SystemExit) as error:
            self.__finish_raised(error)
            raise
        except BaseException as error:
            self.__finish_raised(error)
        else:
            self.__wait_for(result)
        finally:
            del _current_tasks[loop]
            _task_step(0)
            self = None

    def __finish_cancelled(self, msg):
        _all_tasks.pop(self, None)
        _task_end(self._id, "Cancelled")
        Future.cancel(self, msg)

    def __finish_raised(self, error):
        _all_tasks.pop(self, None)
        _task_end(self._id, "Raised")
        # CPython's step is written in C and leaves no entry in the traceback.
        tb = error.__traceback__
        if tb is not None and tb.tb_next is not None:
            error.__traceback__ = tb.tb_next
        Future.set_exception(self, error)

    def __wait_for(self, result):
        """What the coroutine has yielded decides when the next step is."""
        blocking = getattr(result, '_asyncio_future_blocking', None)
        if blocking:
            if result._loop is not self._loop:
                new_exc = RuntimeError(f'Task {self!r} got Future {result!r} attached to a different loop')
            elif result is self:
                new_exc = RuntimeError(f'Task cannot await on itself: {self!r}')
            else:
                result._asyncio_future_blocking = False
                result.add_done_callback(self.__wakeup, context=self._context)
                self._fut_waiter = result
                if self._must_cancel:
                    if result.cancel(msg=self._cancel_message):
                        self._must_cancel = False
                return
        elif result is None:
            self._loop.call_soon(self.__step, context=self._context)
            return
        elif blocking is not None:
            new_exc = RuntimeError(f'yield was used instead of yield from in task {self!r} with {result!r}')
        elif hasattr(result, 'gi_code'):
            new_exc = RuntimeError(f'yield was used instead of yield from for '
                                   f'generator in task {self!r} with {result!r}')
        else:
            new_exc = RuntimeError(f'Task got bad yield: {result!r}')
        self._loop.call_soon(self.__step, new_exc, context=self._context)

    def __wakeup(self, future):
        if future._state == _FINISHED and future._exception is None:
            self.__step()
        else:
            try:
                future.result()
            except BaseException as exc:
                tb = exc.__traceback__  # without the entries of this method and of result()
                if tb is not None and tb.tb_next is not None:
                    exc.__traceback__ = tb.tb_next.tb_next
                self.__step(exc)
            else:
                self.__step()
        self = None


# CPython has one in Python and one in C; this is both.
_PyTask = _CTask = Task
_py_register_task = _c_register_task = _register_task
_py_unregister_task = _c_unregister_task = _unregister_task
_py_enter_task = _c_enter_task = _enter_task
_py_leave_task = _c_leave_task = _leave_task


def create_task(coro, *, name=None, context=None):
    """Schedules the coroutine as a task of the running loop."""
    loop = events.get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for the tasks or futures; answers the sets (done, pending), also after a time-out."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    loop = events.get_running_loop()
    fs = set(fs)
    if any(coroutines.iscoroutine(f) for f in fs):
        if _machine.version()[1] >= 11:
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
        fs = {ensure_future(f, loop=loop) for f in fs}
    return await _wait(fs, timeout, return_when, loop)


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):
    """Waits for one awaitable, at most timeout seconds: cancels it then and raises TimeoutError."""
    if fut is not None and not futures.isfuture(fut) and not coroutines.iscoroutine(fut):
        fut = _wrap_awaitable(fut) if hasattr(fut, '__await__') else fut
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as exc:
            raise TimeoutError from exc
    if _machine.version()[1] < 12:
        fut = ensure_future(fut)
    from . import timeouts
    async with timeouts.timeout(timeout):
        return await fut


async def _wait(fs, timeout, return_when, loop):
    assert fs, 'Set of Futures is empty.'
    waiter = loop.create_future()
    waiter._cause = "Gather"
    waiter._wait_name = f"wait {len(fs)}"
    timeout_handle = None
    if timeout is not None:
        timeout_handle = loop.call_later(timeout, _release_waiter, waiter)
    counter = len(fs)

    def _on_completion(f):
        nonlocal counter
        counter -= 1
        if (counter <= 0 or return_when == FIRST_COMPLETED or
                return_when == FIRST_EXCEPTION and (not f.cancelled() and f.exception() is not None)):
            if timeout_handle is not None:
                timeout_handle.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timeout_handle is not None:
            timeout_handle.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for f in fs:
        if f.done():
            done.add(f)
        else:
            pending.add(f)
    return done, pending


async def _cancel_and_wait(fut):
    loop = events.get_running_loop()
    waiter = loop.create_future()

    def cb(_):
        _release_waiter(waiter)

    fut.add_done_callback(cb)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(cb)


class _AsCompletedIterator:
    """What as_completed() answers: for `for`, awaitables; for `async for` (3.13), the futures."""

    def __init__(self, aws, timeout):
        self._done = []
        self._waiters = []
        self._timeout_handle = None
        loop = events.get_event_loop()
        self._loop = loop
        todo = {ensure_future(aw, loop=loop): None for aw in set(aws)}
        self._todo = todo
        self._todo_left = len(todo)
        for f in todo:
            f.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)

    def _wake(self):
        while self._waiters:
            waiter = self._waiters.pop(0)
            if not waiter.done():
                waiter.set_result(None)
                return

    def _handle_timeout(self):
        for f in self._todo:
            f.remove_done_callback(self._handle_completion)
            self._done.append(None)
            self._wake()
        self._todo.clear()

    def _handle_completion(self, f):
        if not self._todo:
            return
        self._todo.pop(f, None)
        self._done.append(f)
        self._wake()
        if not self._todo and self._timeout_handle is not None:
            self._timeout_handle.cancel()

    async def _wait_for_one(self, resolve=True):
        while not self._done:
            waiter = self._loop.create_future()
            waiter._cause = "Gather"
            waiter._wait_name = "as_completed"
            self._waiters.append(waiter)
            try:
                await waiter
            except BaseException:
                if waiter in self._waiters:
                    self._waiters.remove(waiter)
                elif self._done:
                    self._wake()
                raise
        f = self._done.pop(0)
        if f is None:
            raise exceptions.TimeoutError
        return f.result() if resolve else f

    def __iter__(self):
        return self

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        self._todo_left -= 1
        return self._wait_for_one()

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        return await self._wait_for_one(resolve=False)


def _as_completed_before_3_13(fs, timeout):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    yield from _AsCompletedIterator(fs, timeout)


def as_completed(fs, *, timeout=None):
    """Yields awaitables whose results come in the order of completion."""
    if _machine.version()[1] < 13:
        return _as_completed_before_3_13(fs, timeout)  # nothing happens until somebody asks for the first
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


class _Sleep0:
    """One yield to the loop: what sleep(0) awaits."""

    def __await__(self):
        task = _current_tasks.get(events._running_loop.loop)
        if task is not None:
            _task_wait(task._id, "Sleep", "0")
        yield


_sleep0 = _Sleep0()


async def sleep(delay, result=None):
    """Suspends for `delay` seconds, then answers `result`."""
    if delay <= 0:
        await _sleep0
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    future._cause = "Sleep"
    future._wait_name = str(delay)
    h = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        h.cancel()


def ensure_future(coro_or_future, *, loop=None):
    """The future itself, or a task for the coroutine."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError('The future belongs to a different loop than '
                             'the one specified as the loop argument')
        return coro_or_future
    should_close = True
    if not coroutines.iscoroutine(coro_or_future):
        if hasattr(type(coro_or_future), '__await__'):
            coro_or_future = _wrap_awaitable(coro_or_future)
            should_close = False
        else:
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if should_close:
            coro_or_future.close()
        raise


async def _wrap_awaitable(awaitable):
    return await awaitable


class _GatheringFuture(Future):
    """What gather() answers: cancelling it cancels the children."""

    _cause = "Gather"

    def __init__(self, children, *, loop):
        assert loop is not None
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False
        self._wait_name = f"gather {len(children)}"

    def cancel(self, msg=None):
        if self.done():
            return False
        ret = False
        for child in self._children:
            if child.cancel(msg=msg):
                ret = True
        if ret:
            self._cancel_requested = True
        return ret


def gather(*coros_or_futures, return_exceptions=False):
    """Runs the awaitables at the same time; a future of the list of their results."""
    if not coros_or_futures:
        loop = events.get_event_loop()
        outer = loop.create_future()
        outer.set_result([])
        return outer

    loop = events._get_running_loop()
    if loop is None and _machine.version()[1] < 14:
        loop = None

    def _done_callback(fut):
        nonlocal nfinished
        nfinished += 1
        if outer is None or outer.done():
            if not fut.cancelled():
                fut.exception()  # marked as seen
            return
        if not return_exceptions:
            if fut.cancelled():
                outer.set_exception(fut._make_cancelled_error())
                return
            exc = fut.exception()
            if exc is not None:
                outer.set_exception(exc)
                return
        if nfinished == nfuts:
            results = []
            for fut in children:
                if fut.cancelled():
                    res = CancelledError('' if fut._cancel_message is None else fut._cancel_message)
                else:
                    res = fut.exception()
                    if res is None:
                        res = fut.result()
                results.append(res)
            if outer._cancel_requested:
                outer.set_exception(fut._make_cancelled_error())
            else:
                outer.set_result(results)

    arg_to_fut = {}
    children = []
    nfuts = 0
    nfinished = 0
    done_futs = []
    outer = None
    for arg in coros_or_futures:
        if arg not in arg_to_fut:
            fut = ensure_future(arg, loop=loop)
            if loop is None:
                loop = futures._get_loop(fut)
            if fut is not arg:
                fut._log_destroy_pending = False
            nfuts += 1
            arg_to_fut[arg] = fut
            if fut.done():
                done_futs.append(fut)
            else:
                fut.add_done_callback(_done_callback)
        else:
            fut = arg_to_fut[arg]
        children.append(fut)
    outer = _GatheringFuture(children, loop=loop)
    for fut in done_futs:
        _done_callback(fut)
    return outer


def shield(arg):
    """Waits for arg, and does not cancel it when the waiting is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = futures._get_loop(inner)
    outer = loop.create_future()
    outer._cause = inner._cause
    outer._wait_name = inner._wait_name

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
        else:
            exc = inner.exception()
            if exc is not None:
                outer.set_exception(exc)
            else:
                outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Submits the coroutine to a loop of another thread; a concurrent.futures.Future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    import concurrent.futures
    future = concurrent.futures.Future()

    def callback():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future


def create_eager_task_factory(custom_task_constructor):
    def factory(loop, coro, *, name=None, context=None, eager_start=True):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=eager_start)
    return factory


eager_task_factory = create_eager_task_factory(Task)
