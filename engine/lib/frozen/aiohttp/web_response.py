"""What a handler answers."""

import json
from http import HTTPStatus

from .multidict import CIMultiDict

__all__ = ["StreamResponse", "Response", "json_response", "FileResponse"]


def _phrase(status):
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


class StreamResponse:
    """An answer written piece by piece: prepare(request), write(data), write_eof()."""

    _chunked_by_default = True

    def __init__(self, *, status=200, reason=None, headers=None):
        self.headers = CIMultiDict(headers or {})
        self.cookies = {}
        self._writer = None
        self._chunked = False
        self._finished = False
        self._state = {}
        self.set_status(status, reason)

    def __repr__(self):
        info = "eof" if self._finished else "not prepared" if self._writer is None else "prepared"
        return f"<{type(self).__name__} {self.reason} {info}>"

    def __getitem__(self, key):
        return self._state[key]

    def __setitem__(self, key, value):
        self._state[key] = value

    status = property(lambda self: self._status)
    reason = property(lambda self: self._reason)
    prepared = property(lambda self: self._writer is not None)

    def set_status(self, status, reason=None):
        self._status = int(status)
        self._reason = _phrase(self._status) if reason is None else reason

    def set_cookie(self, name, value, **options):
        self.cookies[name] = str(value)

    def del_cookie(self, name, **options):
        self.cookies[name] = ""

    def enable_chunked_encoding(self, chunk_size=None):
        self._chunked_by_default = True

    @property
    def content_type(self):
        return self.headers.get("Content-Type", "application/octet-stream").split(";")[0].strip()

    @content_type.setter
    def content_type(self, value):
        charset = self.charset
        self.headers["Content-Type"] = value + (f"; charset={charset}" if charset else "")

    @property
    def charset(self):
        _, _, charset = self.headers.get("Content-Type", "").partition("charset=")
        return charset or None

    @charset.setter
    def charset(self, value):
        self.headers["Content-Type"] = f"{self.content_type}; charset={value}"

    @property
    def content_length(self):
        value = self.headers.get("Content-Length")
        return None if value is None else int(value)

    async def prepare(self, request):
        if self._writer is not None:
            return self._writer
        self._writer = request._writer
        self._without_body = request.method == "HEAD" or self._status in (204, 304)
        if "Content-Length" not in self.headers and not self._without_body:
            self._chunked = True
            self.headers["Transfer-Encoding"] = "chunked"
        if "Content-Type" not in self.headers:
            self.headers["Content-Type"] = "application/octet-stream"
        lines = [f"HTTP/1.1 {self._status} {self._reason}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Set-Cookie: {name}={value}; Path=/" for name, value in self.cookies.items()]
        lines += ["Date: " + _http_date(), "Server: Python/3.12 aiohttp/3.11.0"]
        if not request.keep_alive:
            lines.append("Connection: close")
        self._writer.write("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n")
        return self._writer

    async def write(self, data):
        if self._writer is None:
            raise RuntimeError("Cannot call write() before prepare()")
        if self._finished:
            raise RuntimeError("Cannot call write() after write_eof()")
        if not data or self._without_body:
            return
        self._writer.write(b"%x\r\n" % len(data) + bytes(data) + b"\r\n" if self._chunked else bytes(data))
        await self._writer.drain()

    async def write_eof(self, data=b""):
        if self._finished:
            return
        if data:
            await self.write(data)
        if self._chunked:
            self._writer.write(b"0\r\n\r\n")
        self._finished = True
        await self._writer.drain()


def _http_date():
    import time
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())


class Response(StreamResponse):
    """An answer that is complete: a body or a text."""

    def __init__(self, *, body=None, status=200, reason=None, text=None, headers=None, content_type=None,
                 charset=None, zlib_executor_size=None, zlib_executor=None):
        if body is not None and text is not None:
            raise ValueError("body and text are not allowed together")
        super().__init__(status=status, reason=reason, headers=headers)
        if content_type is not None and "Content-Type" in self.headers:
            raise ValueError("passing both Content-Type header and content_type or charset params is forbidden")
        if text is not None:
            if not isinstance(text, str):
                raise TypeError(f"text argument must be str ({type(text)!r})")
            charset = charset or "utf-8"
            if "Content-Type" not in self.headers:
                self.headers["Content-Type"] = f"{content_type or 'text/plain'}; charset={charset}"
            body = text.encode(charset)
        elif content_type is not None:
            self.headers["Content-Type"] = content_type + (f"; charset={charset}" if charset else "")
        self._body = body

    @property
    def body(self):
        return self._body

    @body.setter
    def body(self, body):
        self._body = body

    @property
    def text(self):
        return None if self._body is None else self._body.decode(self.charset or "utf-8")

    @text.setter
    def text(self, text):
        self._body = text.encode(self.charset or "utf-8")
        if "Content-Type" not in self.headers:
            self.headers["Content-Type"] = "text/plain; charset=utf-8"

    async def prepare(self, request):
        body = self._body if self._body is not None else b""
        if isinstance(body, str):
            body = body.encode()
        if self._status not in (204, 304):
            self.headers["Content-Length"] = str(len(body))
        return await super().prepare(request)

    async def write_eof(self, data=b""):
        body = self._body or b""
        await super().write_eof(body.encode() if isinstance(body, str) else body)


class FileResponse(Response):
    """A file of the simulated disk."""

    def __init__(self, path, chunk_size=262144, status=200, reason=None, headers=None):
        super().__init__(status=status, reason=reason, headers=headers)
        self._path = path

    async def prepare(self, request):
        import mimetypes
        with open(self._path, "rb") as file:
            self._body = file.read()
        if "Content-Type" not in self.headers:
            self.headers["Content-Type"] = mimetypes.guess_type(str(self._path))[0] or "application/octet-stream"
        return await super().prepare(request)


def json_response(data=None, *, text=None, body=None, status=200, reason=None, headers=None,
                  content_type="application/json", dumps=json.dumps):
    if data is not None and (text is not None or body is not None):
        raise ValueError("only one of data, text, or body should be specified")
    if text is None and body is None:
        text = dumps(data)
    return Response(text=text, body=body, status=status, reason=reason, headers=headers, content_type=content_type)
