"""Coroutines, tasks and the event loop that runs them."""

import sys
import _machine
from .exceptions import *
from .events import *
from .futures import *
from .coroutines import *
from .tasks import *
from .base_events import BaseEventLoop
from .locks import *
from .queues import *
from .runners import *
from .timeouts import *
from .taskgroups import *
from .unix_events import *
from .unix_events import SelectorEventLoop
from . import base_events, coroutines, events, exceptions, futures, locks, queues, runners, tasks

EventLoop = SelectorEventLoop

# Found when somebody asks for them: most programs do not.
_LAZY = {
    'to_thread': 'threads',
    'StreamReader': 'streams', 'StreamWriter': 'streams', 'StreamReaderProtocol': 'streams',
    'open_connection': 'streams', 'start_server': 'streams', 'open_unix_connection': 'streams',
    'start_unix_server': 'streams',
    'create_subprocess_exec': 'subprocess', 'create_subprocess_shell': 'subprocess',
    'BaseProtocol': 'protocols', 'Protocol': 'protocols', 'DatagramProtocol': 'protocols',
    'SubprocessProtocol': 'protocols', 'BufferedProtocol': 'protocols',
    'BaseTransport': 'transports', 'ReadTransport': 'transports', 'WriteTransport': 'transports',
    'Transport': 'transports', 'DatagramTransport': 'transports', 'SubprocessTransport': 'transports',
    'Server': 'network',
}
_MODULES = ('streams', 'subprocess', 'protocols', 'transports', 'threads', 'network', 'log', 'format_helpers')

__all__ = (base_events.__all__ + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ +
           locks.__all__ + queues.__all__ + runners.__all__ + tasks.__all__ +
           ('TaskGroup', 'Timeout', 'timeout', 'timeout_at', 'SelectorEventLoop', 'EventLoop',
            'DefaultEventLoopPolicy') + tuple(_LAZY))
__all__ = tuple(name for name in dict.fromkeys(__all__) if not name.startswith('_'))


def __getattr__(name):
    module = _LAZY.get(name)
    if module is None:
        if name in _MODULES:
            return _import(name)
        if name == 'coroutine' and _machine.version()[1] < 11:
            return _legacy_coroutine
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(_import(module), name)
    globals()[name] = value
    return value


def _import(name):
    full = 'asyncio.' + name
    __import__(full)
    return sys.modules[full]


def _legacy_coroutine(func):
    """The decorator of the days before `async def`; gone since 3.11."""
    import types
    import warnings
    warnings.warn('"@coroutine" decorator is deprecated since Python 3.8, use "async def" instead',
                  DeprecationWarning, stacklevel=2)
    wrapper = types.coroutine(func)
    wrapper._is_coroutine = coroutines._is_coroutine
    return wrapper
