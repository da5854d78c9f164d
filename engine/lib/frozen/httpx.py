"""HTTP clients, blocking and asynchronous, on the simulated network."""

import datetime
import errno
import json as jsonlib
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import _local_http
import _machine

__version__ = "0.27.2"
_USER_AGENT = "python-httpx/" + __version__


class HTTPError(Exception):
    def __init__(self, message):
        super().__init__(message)
        self._request = None

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The .request property has not been set.")
        return self._request


class RequestError(HTTPError):
    def __init__(self, message, *, request=None):
        super().__init__(message)
        self._request = request


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class WriteTimeout(TimeoutException):
    pass


class PoolTimeout(TimeoutException):
    pass


class NetworkError(TransportError):
    pass


class ConnectError(NetworkError):
    pass


class ReadError(NetworkError):
    pass


class WriteError(NetworkError):
    pass


class CloseError(NetworkError):
    pass


class ProtocolError(TransportError):
    pass


class RemoteProtocolError(ProtocolError):
    pass


class LocalProtocolError(ProtocolError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class ProxyError(TransportError):
    pass


class TooManyRedirects(RequestError):
    pass


class DecodingError(RequestError):
    pass


class InvalidURL(Exception):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request, response):
        super().__init__(message)
        self._request = request
        self.response = response


class Timeout:
    """Limits in seconds for connecting, reading, writing and waiting for the pool."""

    def __init__(self, timeout=None, *, connect=None, read=None, write=None, pool=None):
        if isinstance(timeout, Timeout):
            timeout = timeout.read
        self.connect = timeout if connect is None else connect
        self.read = timeout if read is None else read
        self.write = timeout if write is None else write
        self.pool = timeout if pool is None else pool

    def __repr__(self):
        if self.connect == self.read == self.write == self.pool:
            return f"Timeout(timeout={self.connect})"
        return f"Timeout(connect={self.connect}, read={self.read}, write={self.write}, pool={self.pool})"

    def __eq__(self, other):
        return isinstance(other, Timeout) and vars(self) == vars(other)


class Limits:
    def __init__(self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections = max_connections
        self.max_keepalive_connections = max_keepalive_connections
        self.keepalive_expiry = keepalive_expiry


class URL:
    def __init__(self, url="", **kwargs):
        self._text = str(url)
        self._parts = urlsplit(self._text)

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL({self._text!r})"

    def __eq__(self, other):
        return self._text == str(other)

    def __hash__(self):
        return hash(self._text)

    scheme = property(lambda self: self._parts.scheme)
    host = property(lambda self: self._parts.hostname or "")
    port = property(lambda self: self._parts.port)
    path = property(lambda self: self._parts.path or "/")
    query = property(lambda self: self._parts.query.encode())
    params = property(lambda self: dict(parse_qsl(self._parts.query)))

    def join(self, url):
        return URL(urljoin(self._text, str(url)))


class Headers:
    """Header names are lower case, and found whatever their case is."""

    def __init__(self, headers=None):
        pairs = headers.items() if hasattr(headers, "items") else headers or ()
        self._list = [(k.lower(), str(v)) for k, v in pairs]

    def __getitem__(self, name):
        found = [v for k, v in self._list if k == name.lower()]
        if not found:
            raise KeyError(name)
        return ", ".join(found)

    def __setitem__(self, name, value):
        self._list = [(k, v) for k, v in self._list if k != name.lower()] + [(name.lower(), str(value))]

    def __delitem__(self, name):
        self._list = [(k, v) for k, v in self._list if k != name.lower()]

    def __contains__(self, name):
        return any(k == name.lower() for k, _ in self._list)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        return sorted(self._list) == sorted(Headers(other)._list)

    def __repr__(self):
        return f"Headers({dict(self._list)!r})"

    def get(self, name, default=None):
        return self[name] if name in self else default

    def keys(self):
        return dict(self._list).keys()

    def values(self):
        return dict(self._list).values()

    def items(self):
        return dict(self._list).items()

    def multi_items(self):
        return list(self._list)

    def update(self, headers=None):
        for name, value in Headers(headers)._list:
            self[name] = value


class Request:
    def __init__(self, method, url, *, params=None, headers=None, cookies=None, content=None, data=None, json=None,
                 **kwargs):
        self.method = method.upper()
        address = str(url)
        if params:
            parts = urlsplit(address)
            added = params if isinstance(params, str) else urlencode(
                list(params.items() if hasattr(params, "items") else params), doseq=True)
            address = urlunsplit(parts[:3] + ("&".join(filter(None, (parts.query, added))), ""))
        self.url = URL(address)
        self.headers = Headers(headers)
        self.content = self._body(content, data, json)
        if self.content or self.method in ("POST", "PUT", "PATCH"):
            self.headers["content-length"] = str(len(self.content))
        if cookies:
            self.headers["cookie"] = "; ".join(f"{k}={v}" for k, v in cookies.items())

    def _body(self, content, data, json):
        if json is not None:
            self.headers["content-type"] = "application/json"
            return jsonlib.dumps(json).encode()
        if content is not None:
            return content.encode() if isinstance(content, str) else bytes(content)
        if data:
            if isinstance(data, (str, bytes)):
                return data.encode() if isinstance(data, str) else data
            self.headers["content-type"] = "application/x-www-form-urlencoded"
            return urlencode(list(data.items()), doseq=True).encode()
        return b""

    def __repr__(self):
        return f"<Request({self.method!r}, {str(self.url)!r})>"


class Response:
    def __init__(self, status_code, *, headers=None, content=None, text=None, html=None, json=None, request=None,
                 history=None, reason=None):
        if text is not None:
            content, headers = text.encode(), headers or {"content-type": "text/plain; charset=utf-8"}
        elif json is not None:
            content, headers = jsonlib.dumps(json).encode(), headers or {"content-type": "application/json"}
        self.status_code = status_code
        self.headers = Headers(headers)
        self.content = bytes(content or b"")
        self.history = history or []
        self.http_version = "HTTP/1.1"
        self.is_closed = True
        self._request = request
        self._reason = reason
        self._elapsed = None
        self.default_encoding = "utf-8"

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The request instance has not been set on this response.")
        return self._request

    @property
    def reason_phrase(self):
        if self._reason is not None:
            return self._reason
        try:
            return HTTPStatus(self.status_code).phrase
        except ValueError:
            return ""

    @property
    def elapsed(self):
        if self._elapsed is None:
            raise RuntimeError("'.elapsed' may only be accessed after the response has been read or closed.")
        return self._elapsed

    @property
    def url(self):
        return self.request.url

    @property
    def encoding(self):
        _, _, charset = self.headers.get("content-type", "").partition("charset=")
        return charset.strip("\"' ") or self.default_encoding

    @property
    def cookies(self):
        found = {}
        for name, value in self.headers.multi_items():
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                found[key.strip()] = rest.split(";")[0]
        return found

    @property
    def text(self):
        return self.content.decode(self.encoding, "replace")

    is_informational = property(lambda self: 100 <= self.status_code <= 199)
    is_success = property(lambda self: 200 <= self.status_code <= 299)
    is_redirect = property(lambda self: 300 <= self.status_code <= 399)
    is_client_error = property(lambda self: 400 <= self.status_code <= 499)
    is_server_error = property(lambda self: 500 <= self.status_code <= 599)
    is_error = property(lambda self: 400 <= self.status_code <= 599)
    has_redirect_location = property(lambda self: self.status_code in (301, 302, 303, 307, 308)
                                     and "location" in self.headers)
    num_bytes_downloaded = property(lambda self: len(self.content))

    def json(self, **kwargs):
        return jsonlib.loads(self.content, **kwargs)

    def read(self):
        return self.content

    async def aread(self):
        return self.content

    def iter_bytes(self, chunk_size=None):
        step = chunk_size or max(1, len(self.content))
        for at in range(0, len(self.content), step):
            yield self.content[at:at + step]

    def iter_text(self, chunk_size=None):
        yield self.text

    def iter_lines(self):
        yield from self.text.splitlines()

    async def aiter_bytes(self, chunk_size=None):
        for chunk in self.iter_bytes(chunk_size):
            yield chunk

    async def aiter_text(self, chunk_size=None):
        yield self.text

    async def aiter_lines(self):
        for line in self.iter_lines():
            yield line

    def close(self):
        pass

    async def aclose(self):
        pass

    def raise_for_status(self):
        if self.is_success:
            return self
        kinds = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}
        kind = kinds.get(self.status_code // 100, "Invalid status code")
        message = f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'"
        if self.has_redirect_location:
            message += f"\nRedirect location: '{self.headers['location']}'"
        message += ("\nFor more information check: "
                    f"https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}")
        raise HTTPStatusError(message, request=self.request, response=self)


def _failure(error, request):
    if error.errno == errno.ETIMEDOUT:
        return ReadTimeout("The read operation timed out", request=request)
    if error.errno in (errno.ECONNRESET, errno.EPIPE):
        return RemoteProtocolError("Server disconnected without sending a response.", request=request)
    if error.errno == errno.ECONNREFUSED:
        return ConnectError("All connection attempts failed", request=request)
    return ConnectError(f"[Errno {error.errno}] {error.strerror}", request=request)


_UNSET = object()
_METHODS = ("get", "options", "head", "post", "put", "patch", "delete")


class _BaseClient:
    def __init__(self, *, auth=None, params=None, headers=None, cookies=None, timeout=Timeout(5.0), limits=None,
                 base_url="", follow_redirects=False, max_redirects=20, http2=False, verify=True, proxies=None,
                 proxy=None, transport=None, event_hooks=None, trust_env=True, **kwargs):
        self.base_url = URL(base_url)
        self.headers = Headers({"accept": "*/*", "accept-encoding": "gzip, deflate", "connection": "keep-alive",
                                "user-agent": _USER_AGENT})
        self.headers.update(headers)
        self.params = dict(params or {})
        self.cookies = dict(cookies or {})
        self.timeout = Timeout(timeout)
        self.auth = auth
        self.follow_redirects = follow_redirects
        self.max_redirects = max_redirects
        self._closed = False

    is_closed = property(lambda self: self._closed)

    def build_request(self, method, url, *, params=None, headers=None, cookies=None, content=None, data=None,
                      json=None, auth=_UNSET, **kwargs):
        address = str(url)
        base = str(self.base_url)
        if base and "://" not in address:
            address = base.rstrip("/") + "/" + address.lstrip("/")
        if not address.startswith(("http://", "https://")):
            raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.")
        sent = Headers(self.headers.multi_items())
        sent.update(headers)
        auth = self.auth if auth is _UNSET else auth
        if isinstance(auth, tuple):
            import base64
            sent["authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        if not isinstance(params, str):
            params = {**self.params, **dict(params or {})}
        return Request(method, address, params=params, headers=sent, cookies={**self.cookies, **(cookies or {})},
                       content=content, data=data, json=json)

    def _seconds(self, timeout):
        limit = self.timeout if timeout is _UNSET else Timeout(timeout)
        return -1.0 if limit.read is None else float(limit.read)

    def _words(self, request):
        headers = [("Host", urlsplit(str(request.url)).netloc)] + request.headers.multi_items()
        return request.method, str(request.url).split("#")[0], headers, request.content

    def _response(self, request, reply, start, history):
        response = Response(reply.a, headers=reply.headers, content=b"" if request.method == "HEAD" else reply.data,
                            request=request, history=list(history), reason=reply.text)
        response._elapsed = datetime.timedelta(microseconds=(_machine.now_ns() - start) // 1000)
        self.cookies.update(response.cookies)
        return response

    def _redirected(self, request, response, history, follow):
        """The request that follows, or None."""
        if not (self.follow_redirects if follow is _UNSET else follow) or not response.has_redirect_location:
            return None
        history.append(response)
        if len(history) > self.max_redirects:
            raise TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
        status, method, content = response.status_code, request.method, request.content
        if status == 303 and method != "HEAD" or status in (301, 302) and method == "POST":
            method, content = "GET", b""
        return self.build_request(method, urljoin(str(request.url), response.headers["location"]),
                                  content=content or None)

    def _check(self):
        if self._closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")


class Client(_BaseClient):
    """A blocking client: keeps headers, cookies and limits from one request to the next."""

    def request(self, method, url, *, timeout=_UNSET, follow_redirects=_UNSET, **kwargs):
        return self.send(self.build_request(method, url, **kwargs), timeout=timeout, follow_redirects=follow_redirects)

    def send(self, request, *, timeout=_UNSET, follow_redirects=_UNSET, stream=False, auth=None):
        self._check()
        history, start = [], _machine.now_ns()
        while request is not None:
            try:
                reply = _local_http.ask(*self._words(request), self._seconds(timeout))
            except OSError as error:
                raise _failure(error, request) from error
            response = self._response(request, reply, start, history)
            request = self._redirected(request, response, history, follow_redirects)
        return response

    def stream(self, method, url, **kwargs):
        return _Stream(self, method, url, kwargs)

    def close(self):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _Stream:
    def __init__(self, client, method, url, kwargs):
        self._arguments = client, method, url, kwargs

    def __enter__(self):
        client, method, url, kwargs = self._arguments
        return client.request(method, url, **kwargs)

    def __exit__(self, *args):
        pass

    async def __aenter__(self):
        client, method, url, kwargs = self._arguments
        return await client.request(method, url, **kwargs)

    async def __aexit__(self, *args):
        pass


class AsyncClient(_BaseClient):
    """The client for coroutines."""

    def __init__(self, *, limits=None, **kwargs):
        super().__init__(limits=limits, **kwargs)
        self._limit = (limits or Limits(max_connections=100)).max_connections
        self._room = None

    async def request(self, method, url, *, timeout=_UNSET, follow_redirects=_UNSET, **kwargs):
        return await self.send(self.build_request(method, url, **kwargs), timeout=timeout,
                               follow_redirects=follow_redirects)

    async def send(self, request, *, timeout=_UNSET, follow_redirects=_UNSET, stream=False, auth=None):
        self._check()
        history, start = [], _machine.now_ns()
        while request is not None:
            reply = await self._exchange(request, self._seconds(timeout))
            response = self._response(request, reply, start, history)
            request = self._redirected(request, response, history, follow_redirects)
        return response

    async def _exchange(self, request, seconds):
        import asyncio
        if self._room is None and self._limit:
            self._room = asyncio.Semaphore(self._limit)
        if self._room is not None:
            await self._room.acquire()
        try:
            own = await _local_http.asynchronous(*self._words(request))
            if own is not None:
                return own
            method, url, headers, body = self._words(request)
            waiting = asyncio.get_running_loop()._io("Http", text=method, text2=url, data=body, headers=headers,
                                                     seconds=seconds)
            waiting._wait_name = url
            return await waiting
        except OSError as error:
            raise _failure(error, request) from error
        finally:
            if self._room is not None:
                self._room.release()

    def stream(self, method, url, **kwargs):
        return _Stream(self, method, url, kwargs)

    async def aclose(self):
        self._closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        await self.aclose()


def _add_methods():
    def blocking(method):
        def send(self, url, **kwargs):
            return self.request(method, url, **kwargs)
        return send

    def asynchronous(method):
        async def send(self, url, **kwargs):
            return await self.request(method, url, **kwargs)
        return send

    for name in _METHODS:
        for cls, make in ((Client, blocking), (AsyncClient, asynchronous)):
            function = make(name.upper())
            function.__name__ = name
            function.__qualname__ = f"{cls.__name__}.{name}"
            setattr(cls, name, function)


_add_methods()


def request(method, url, *, timeout=Timeout(5.0), follow_redirects=False, verify=True, **kwargs):
    with Client(timeout=timeout) as client:
        return client.request(method, url, follow_redirects=follow_redirects, **kwargs)


def get(url, **kwargs):
    return request("GET", url, **kwargs)


def options(url, **kwargs):
    return request("OPTIONS", url, **kwargs)


def head(url, **kwargs):
    return request("HEAD", url, **kwargs)


def post(url, **kwargs):
    return request("POST", url, **kwargs)


def put(url, **kwargs):
    return request("PUT", url, **kwargs)


def patch(url, **kwargs):
    return request("PATCH", url, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)


def stream(method, url, **kwargs):
    return Client().stream(method, url, **kwargs)


class BasicAuth(tuple):
    def __new__(cls, username, password):
        return super().__new__(cls, (username, password))
