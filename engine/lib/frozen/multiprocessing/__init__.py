"""Processes with the interface of threads, and what they share: queues, pipes, locks, pools, managers."""

import sys
from . import context

_c = context._default_context
Process = _c.Process
ProcessError = _c.ProcessError
BufferTooShort = _c.BufferTooShort
TimeoutError = _c.TimeoutError
AuthenticationError = _c.AuthenticationError
current_process = _c.current_process
parent_process = _c.parent_process
active_children = _c.active_children
cpu_count = _c.cpu_count
Manager = _c.Manager
Pipe = _c.Pipe
Lock = _c.Lock
RLock = _c.RLock
Condition = _c.Condition
Semaphore = _c.Semaphore
BoundedSemaphore = _c.BoundedSemaphore
Event = _c.Event
Barrier = _c.Barrier
Queue = _c.Queue
JoinableQueue = _c.JoinableQueue
SimpleQueue = _c.SimpleQueue
Pool = _c.Pool
RawValue = _c.RawValue
RawArray = _c.RawArray
Value = _c.Value
Array = _c.Array
freeze_support = _c.freeze_support
get_logger = _c.get_logger
log_to_stderr = _c.log_to_stderr
allow_connection_pickling = _c.allow_connection_pickling
set_executable = _c.set_executable
set_forkserver_preload = _c.set_forkserver_preload
get_context = _c.get_context
get_start_method = _c.get_start_method
set_start_method = _c.set_start_method
get_all_start_methods = _c.get_all_start_methods
reducer = property(lambda self: _c.reducer)
del _c

__all__ = [name for name in list(globals()) if not name.startswith('_') and name not in ('sys', 'context')]
SUBDEBUG = 5
SUBWARNING = 25

if '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']
