"""AsyncMock: calling it gives a coroutine; the call is counted when it is made, the await when it is done."""

import inspect

from ._call import _Call, _CallList, format_signature
from ._magic import MagicMixin
from ._mock import DEFAULT, CallableMixin, Mock, NonCallableMock, is_exception


class AsyncMockMixin(CallableMixin):
    _mock_is_async = True

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from asyncio import coroutines
        self.__dict__["_is_coroutine"] = coroutines._is_coroutine

    def _mock_forget(self):
        super()._mock_forget()
        state = self.__dict__
        state["await_count"] = 0
        state["await_args"] = None
        state["await_args_list"] = _CallList()

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(args, kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._execute_mock_call(*args, **kwargs)

    async def _execute_mock_call(self, /, *args, **kwargs):
        one = _Call((args, kwargs), two=True)
        self.__dict__["await_count"] += 1
        self.__dict__["await_args"] = one
        self.await_args_list.append(one)
        effect = self.side_effect
        if effect is not None:
            if is_exception(effect):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration from None
                if is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
                if inspect.isawaitable(result):
                    result = await result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if inspect.isawaitable(result) else result
        return self.return_value

    def assert_awaited(self):
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_said()} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_said()} to have been awaited once. "
                                 f"Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        wanted_text = format_signature("await", args, kwargs)
        if self.await_args is None:
            raise AssertionError(f"Expected await: {wanted_text}\nNot awaited")
        if self._mock_bound(self.await_args) != self._mock_bound(_Call((args, kwargs), two=True)):
            found_text = format_signature("await", *self.await_args)
            raise AssertionError(f"expected await not found.\nExpected: {wanted_text}\nActual: {found_text}")

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        if _Call((args, kwargs), two=True) not in self.await_args_list:
            raise AssertionError(f"{format_signature(self._mock_said(), args, kwargs)} await not found")

    def assert_has_awaits(self, calls, any_order=False):
        wanted = list(calls)
        if not any_order:
            if wanted not in self.await_args_list:
                raise AssertionError(f"Awaits not found.\nExpected: {_CallList(wanted)}\n"
                                     f"Actual: {self.await_args_list}")
            return
        rest = list(self.await_args_list)
        missing = []
        for each in wanted:
            try:
                rest.remove(each)
            except ValueError:
                missing.append(each)
        if missing:
            raise AssertionError(f"{tuple(missing)!r} not all found in await list")

    def assert_not_awaited(self):
        if self.await_count != 0:
            raise AssertionError(f"Expected {self._mock_said()} to not have been awaited. "
                                 f"Awaited {self.await_count} times.")


class AsyncMock(AsyncMockMixin, MagicMixin, Mock):
    """A mock of an asynchronous function."""

    def _get_child_mock(self, /, **kw):
        methods = self.__dict__.get("_mock_methods")
        name = kw.get("_new_name")
        if methods is not None and name in methods and name not in self.__dict__.get("_spec_asyncs", ()):
            from ._magic import MagicMock
            return MagicMock(**kw)  # what is synchronous in the spec stays so
        if name == "()":
            from ._magic import MagicMock
            return MagicMock(**kw)
        return super()._get_child_mock(**kw)
