"""Objects that stand in for others: they accept every use and remember it.

_call.py has `call`, _mock.py the mocks without magic methods, _magic.py those with them, _async.py what is awaited,
_spec.py what limits a mock to a given interface, _patch.py what puts a mock in place for a while.
"""

from ._call import ANY, _Call, _CallList, call
from ._mock import (DEFAULT, FILTER_DIR, InvalidSpecError, Mock, NonCallableMock, PropertyMock, sentinel)
from ._magic import MagicMixin, MagicMock, NonCallableMagicMock
from ._async import AsyncMock
from ._spec import create_autospec, mock_open, seal
from ._patch import _patch, patch

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock",
           "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")
