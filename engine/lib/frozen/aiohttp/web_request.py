"""What a handler is asked."""

import json
from urllib.parse import parse_qsl, unquote

from .multidict import URL, CIMultiDict

__all__ = ["BaseRequest", "Request"]


class _Query(dict):
    """The query's names and values."""

    def __init__(self, pairs):
        super().__init__()
        self._pairs = list(pairs)
        for key, value in self._pairs:
            self.setdefault(key, value)

    def getall(self, key, *default):
        found = [v for k, v in self._pairs if k == key]
        if not found:
            if default:
                return default[0]
            raise KeyError(key)
        return found


class BaseRequest:
    def __init__(self, method, path_qs, version, headers, body, writer, peer):
        self.method = method
        self.path_qs = path_qs
        self.raw_path = path_qs
        self.version = version
        self.headers = CIMultiDict(headers)
        self._body = body
        self._writer = writer
        self.remote = peer[0] if peer else None
        self.transport = writer.transport
        self.match_info = {}
        self.app = None
        self._state = {}
        path, _, query = path_qs.partition("?")
        self.path = unquote(path)
        self.query_string = query
        self.query = _Query(parse_qsl(query, keep_blank_values=True))
        cookies = self.headers.get("Cookie", "")
        self.cookies = dict(part.strip().split("=", 1) for part in cookies.split(";") if "=" in part)

    def __repr__(self):
        return f"<{type(self).__name__} {self.method} {self.path} >"

    def __getitem__(self, key):
        return self._state[key]

    def __setitem__(self, key, value):
        self._state[key] = value

    def __contains__(self, key):
        return key in self._state

    def get(self, key, default=None):
        return self._state.get(key, default)

    @property
    def keep_alive(self):
        return self.headers.get("Connection", "keep-alive").lower() != "close"

    scheme = "http"
    secure = False
    host = property(lambda self: self.headers.get("Host", "localhost"))
    url = property(lambda self: URL(f"http://{self.host}{self.path_qs}"))
    rel_url = property(lambda self: URL(self.path_qs))
    can_read_body = body_exists = property(lambda self: bool(self._body))
    content_length = property(lambda self: len(self._body) if "Content-Length" in self.headers else None)
    content_type = property(
        lambda self: self.headers.get("Content-Type", "application/octet-stream").split(";")[0].strip())
    charset = property(lambda self: self.headers.get("Content-Type", "").partition("charset=")[2] or None)

    async def read(self):
        return self._body

    async def text(self):
        return self._body.decode(self.charset or "utf-8")

    async def json(self, *, loads=json.loads):
        return loads(await self.text())

    async def post(self):
        return _Query(parse_qsl(await self.text(), keep_blank_values=True))


class Request(BaseRequest):
    pass
