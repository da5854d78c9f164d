"""ClientSession and its responses."""

import asyncio
import errno
import json as jsonlib
from _local_http import asynchronous
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit
from .client_exceptions import (ClientConnectorDNSError, ClientConnectorError, ClientOSError, ClientResponseError,
                                ContentTypeError, InvalidURL, NonHttpUrlClientError, ServerDisconnectedError,
                                TooManyRedirects)
from .multidict import CIMultiDict, URL

_URL_SAFE = "!$'()*+,/:;=?@-._~&%"


class ClientTimeout:
    """Limits of one request, in seconds."""

    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total, self.connect, self.sock_read, self.sock_connect = total, connect, sock_read, sock_connect

    def __repr__(self):
        return (f"ClientTimeout(total={self.total}, connect={self.connect}, sock_read={self.sock_read}, "
                f"sock_connect={self.sock_connect}, ceil_threshold=5)")


DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)


class BasicAuth(tuple):
    def __new__(cls, login, password="", encoding="latin1"):
        return tuple.__new__(cls, (login, password, encoding))

    login = property(lambda self: self[0])
    password = property(lambda self: self[1])

    def encode(self):
        from requests.models import _base64
        return "Basic " + _base64(f"{self[0]}:{self[1]}".encode(self[2]))


class BaseConnector:
    """How many requests may be under way: in all (limit), and to one host."""

    def __init__(self, *, limit=100, limit_per_host=0, **kwargs):
        self._limit, self._limit_per_host = limit, limit_per_host
        self._semaphore = asyncio.Semaphore(limit) if limit else None
        self._hosts = {}
        self._closed = False

    limit = property(lambda self: self._limit)
    limit_per_host = property(lambda self: self._limit_per_host)
    closed = property(lambda self: self._closed)

    def _semaphores(self, host):
        found = [] if self._semaphore is None else [self._semaphore]
        if self._limit_per_host:
            found.append(self._hosts.setdefault(host, asyncio.Semaphore(self._limit_per_host)))
        return found

    async def close(self):
        self._closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        await self.close()


class TCPConnector(BaseConnector):
    pass


class UnixConnector(BaseConnector):
    def __init__(self, path, **kwargs):
        super().__init__(**kwargs)
        self.path = path


class CookieJar(dict):
    def __init__(self, **kwargs):
        super().__init__()

    def update_cookies(self, cookies, response_url=None):
        self.update(cookies)


class DummyCookieJar(CookieJar):
    def update_cookies(self, cookies, response_url=None):
        pass


class FormData:
    def __init__(self, fields=()):
        self._fields = list(fields.items() if hasattr(fields, 'items') else fields)

    def add_field(self, name, value, **kwargs):
        self._fields.append((name, value))

    def items(self):
        return list(self._fields)


class TraceConfig:
    """Accepted, so that programs run; its signals are never sent."""

    def __init__(self, **kwargs):
        for name in ('on_request_start', 'on_request_end', 'on_request_exception', 'on_connection_create_start',
                     'on_connection_create_end'):
            setattr(self, name, [])


class RequestInfo:
    def __init__(self, url, method, headers):
        self.url = self.real_url = url
        self.method = method
        self.headers = headers

    def __repr__(self):
        return f"RequestInfo(url={self.url!r}, method={self.method!r}, headers={self.headers!r})"


class _ConnectionKey:
    def __init__(self, url):
        self.host = url.host
        self.port = url.port
        self.is_ssl = url.scheme == 'https'


class StreamContent:
    """The body as a stream."""

    def __init__(self, data):
        self._data = data
        self._position = 0

    async def read(self, n=-1):
        end = len(self._data) if n < 0 else self._position + n
        data = self._data[self._position:end]
        self._position += len(data)
        return data

    async def readany(self):
        return await self.read()

    async def readline(self):
        end = self._data.find(b'\n', self._position)
        return await self.read(-1 if end < 0 else end + 1 - self._position)

    def at_eof(self):
        return self._position >= len(self._data)

    async def iter_chunked(self, n):
        while chunk := await self.read(n):
            yield chunk

    async def iter_any(self):
        if chunk := await self.read():
            yield chunk

    async def iter_chunks(self):
        if chunk := await self.read():
            yield chunk, True

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


class ClientResponse:
    """An answer: status and headers are there, read(), text() and json() give the body."""

    def __init__(self, method, url, reply, request_headers, history):
        self.method = method
        self.url = self.real_url = url
        self.host = url.host
        self.status = reply.a
        self.reason = reply.text
        self.version = (1, 1)
        self.headers = CIMultiDict(reply.headers)
        self.raw_headers = tuple((k.encode(), v.encode()) for k, v in reply.headers)
        self._body = b'' if method == 'HEAD' else bytes(reply.data)
        self.content = StreamContent(self._body)
        self.history = history
        self.request_info = RequestInfo(url, method, request_headers)
        self.cookies = {}
        for value in self.headers.getall('Set-Cookie', []):
            name, _, rest = value.partition('=')
            self.cookies[name.strip()] = rest.split(';')[0]
        self._closed = False

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"

    @property
    def ok(self):
        return 400 > self.status

    @property
    def content_type(self):
        return self.headers.get('Content-Type', 'application/octet-stream').split(';')[0].strip().lower()

    @property
    def charset(self):
        for part in self.headers.get('Content-Type', '').split(';')[1:]:
            key, _, value = part.strip().partition('=')
            if key.lower() == 'charset':
                return value.strip('"\'')
        return None

    @property
    def content_length(self):
        value = self.headers.get('Content-Length')
        return None if value is None else int(value)

    @property
    def closed(self):
        return self._closed

    def get_encoding(self):
        return self.charset or 'utf-8'

    async def read(self):
        return self._body

    async def text(self, encoding=None, errors='strict'):
        return self._body.decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=jsonlib.loads, content_type='application/json'):
        if content_type and content_type != self.content_type \
                and not (self.content_type.startswith('application/') and self.content_type.endswith('+json')):
            raise ContentTypeError(self.request_info, tuple(self.history), status=self.status,
                                   message='Attempt to decode JSON with unexpected mimetype: '
                                           + self.headers.get('Content-Type', ''), headers=self.headers)
        stripped = self._body.strip()
        if not stripped:
            return None
        return loads(stripped.decode(encoding or self.get_encoding()))

    def raise_for_status(self):
        if not self.ok:
            raise ClientResponseError(self.request_info, tuple(self.history), status=self.status,
                                      message=self.reason, headers=self.headers)

    def release(self):
        self._closed = True

    def close(self):
        self._closed = True

    async def wait_for_close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        self.release()


class _RequestContextManager:
    """`async with session.get(...) as response`, or `response = await session.get(...)`."""

    def __init__(self, coro):
        self._coro = coro
        self._response = None

    def send(self, arg):
        return self._coro.send(arg)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    def __await__(self):
        return self._coro.__await__()

    def __iter__(self):
        return self.__await__()

    async def __aenter__(self):
        self._response = await self._coro
        return self._response

    async def __aexit__(self, *args):
        self._response.release()


class ClientSession:
    """Requests that share a connector, headers, cookies and a base URL."""

    def __init__(self, base_url=None, *, connector=None, headers=None, cookies=None, timeout=None, auth=None,
                 raise_for_status=False, cookie_jar=None, connector_owner=True, trust_env=False, loop=None,
                 json_serialize=jsonlib.dumps, trace_configs=None, **kwargs):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            raise RuntimeError('no running event loop') from None
        self._base_url = None if base_url is None else str(base_url)
        self._connector = TCPConnector() if connector is None else connector
        self._connector_owner = connector_owner
        self._headers = CIMultiDict(headers or {})
        self._cookie_jar = CookieJar() if cookie_jar is None else cookie_jar
        self._cookie_jar.update_cookies(cookies or {})
        self._timeout = DEFAULT_TIMEOUT if timeout is None else timeout
        self._auth = auth
        self._raise_for_status = raise_for_status
        self._json_serialize = json_serialize
        self._closed = False

    @property
    def closed(self):
        return self._closed

    headers = property(lambda self: self._headers)
    cookie_jar = property(lambda self: self._cookie_jar)
    connector = property(lambda self: self._connector)
    timeout = property(lambda self: self._timeout)

    def request(self, method, url, **kwargs):
        return _RequestContextManager(self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return _RequestContextManager(self._request('GET', url, allow_redirects=allow_redirects, **kwargs))

    def options(self, url, *, allow_redirects=True, **kwargs):
        return _RequestContextManager(self._request('OPTIONS', url, allow_redirects=allow_redirects, **kwargs))

    def head(self, url, *, allow_redirects=False, **kwargs):
        return _RequestContextManager(self._request('HEAD', url, allow_redirects=allow_redirects, **kwargs))

    def post(self, url, *, data=None, **kwargs):
        return _RequestContextManager(self._request('POST', url, data=data, **kwargs))

    def put(self, url, *, data=None, **kwargs):
        return _RequestContextManager(self._request('PUT', url, data=data, **kwargs))

    def patch(self, url, *, data=None, **kwargs):
        return _RequestContextManager(self._request('PATCH', url, data=data, **kwargs))

    def delete(self, url, **kwargs):
        return _RequestContextManager(self._request('DELETE', url, **kwargs))

    def _prepare_url(self, url, params):
        address = str(url)
        if self._base_url is not None:
            address = urljoin(self._base_url, address)
        parts = urlsplit(address)
        if not parts.scheme or not parts.netloc:
            raise InvalidURL(URL(address))
        if parts.scheme not in ('http', 'https'):
            raise NonHttpUrlClientError(URL(address))
        query = parts.query
        if params:
            if isinstance(params, str):
                added = params
            else:
                pairs = list(params.items() if hasattr(params, 'items') else params)
                for key, value in pairs:
                    if isinstance(value, bool) or not isinstance(value, (str, int, float, list, tuple)):
                        raise TypeError("Invalid variable type: value should be str, int or float, "
                                        f"got {value!r} of type {type(value)}")
                added = urlencode(pairs, doseq=True)
            query = f'{query}&{added}' if query else added
        return URL(urlunsplit((parts.scheme, parts.netloc, quote(parts.path or '/', safe=_URL_SAFE), query, '')))

    def _prepare_body(self, data, json, headers):
        if json is not None:
            headers.setdefault('Content-Type', 'application/json')
            return self._json_serialize(json).encode('utf-8')
        if data is None:
            return b''
        if isinstance(data, (bytes, bytearray)):
            headers.setdefault('Content-Type', 'application/octet-stream')
            return bytes(data)
        if isinstance(data, str):
            headers.setdefault('Content-Type', 'text/plain; charset=utf-8')
            return data.encode('utf-8')
        headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        return urlencode(list(data.items() if hasattr(data, 'items') else data), doseq=True).encode()

    async def _request(self, method, url, *, params=None, data=None, json=None, cookies=None, headers=None,
                       skip_auto_headers=None, auth=None, allow_redirects=True, max_redirects=10, compress=None,
                       chunked=None, expect100=False, raise_for_status=None, read_until_eof=True, proxy=None,
                       proxy_auth=None, timeout=None, ssl=True, verify_ssl=None, server_hostname=None, **kwargs):
        if self._closed:
            raise RuntimeError("Session is closed")
        if timeout is None:
            timeout = self._timeout
        total = timeout.total if isinstance(timeout, ClientTimeout) else timeout
        sock_read = timeout.sock_read if isinstance(timeout, ClientTimeout) else None
        sent = CIMultiDict({'Accept': '*/*', 'Accept-Encoding': 'gzip, deflate',
                            'User-Agent': 'Python/3.12 aiohttp/3.11.0'})
        sent.update(self._headers)
        sent.update(headers or {})
        auth = auth or self._auth
        if auth is not None:
            sent['Authorization'] = auth.encode()
        body = self._prepare_body(data, json, sent)
        method = method.upper()
        if body or method in ('POST', 'PUT', 'PATCH'):
            sent['Content-Length'] = str(len(body))
        all_cookies = {**self._cookie_jar, **(cookies or {})}
        url = self._prepare_url(url, params)
        if total is None:
            response = await self._send(method, url, sent, body, sock_read, allow_redirects, max_redirects,
                                        all_cookies)
        else:
            async with asyncio.timeout(total):
                response = await self._send(method, url, sent, body, sock_read, allow_redirects, max_redirects,
                                            all_cookies)
        check = self._raise_for_status if raise_for_status is None else raise_for_status
        if check is True:
            response.raise_for_status()
        elif callable(check):
            await check(response)
        return response

    async def _send(self, method, url, headers, body, sock_read, allow_redirects, max_redirects, cookies):
        history = []
        while True:
            if cookies:
                headers['Cookie'] = '; '.join(f'{k}={v}' for k, v in cookies.items())
            reply = await self._exchange(method, url, headers, body, sock_read)
            response = ClientResponse(method, url, reply, headers, tuple(history))
            self._cookie_jar.update_cookies(response.cookies)
            cookies = {**cookies, **response.cookies}
            location = response.headers.get('Location')
            if not allow_redirects or response.status not in (301, 302, 303, 307, 308) or not location:
                return response
            history.append(response)
            if max_redirects and len(history) >= max_redirects:
                raise TooManyRedirects(history[0].request_info, tuple(history))
            if response.status == 303 and method != 'HEAD' or response.status in (301, 302) and method == 'POST':
                method, body = 'GET', b''
                headers.pop('Content-Length', None)
                headers.pop('Content-Type', None)
            url = URL(urljoin(str(url), location))

    async def _exchange(self, method, url, headers, body, sock_read):
        """One request and its answer, when the connector has room for it."""
        taken = []
        try:
            for semaphore in self._connector._semaphores(url.host):
                await semaphore.acquire()
                taken.append(semaphore)
            sent = [('Host', url.authority)] + [(k, str(v)) for k, v in headers.items()]
            try:
                own = await asynchronous(method, str(url), sent, body)
            except OSError as error:
                raise _failure(error, url) from error
            if own is not None:
                return own
            request = asyncio.get_running_loop()._io(
                "Http", text=method, text2=str(url), data=body, headers=sent,
                seconds=-1.0 if sock_read is None else float(sock_read))
            request._wait_name = str(url)
            try:
                return await request
            except OSError as error:
                raise _failure(error, url) from error
        finally:
            for semaphore in taken:
                semaphore.release()

    async def close(self):
        if not self._closed:
            self._closed = True
            if self._connector_owner:
                await self._connector.close()

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, *args):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        await self.close()


def _failure(error, url):
    if error.errno == errno.ETIMEDOUT:
        from .client_exceptions import SocketTimeoutError
        return SocketTimeoutError(f"Timeout on reading data from socket")
    if error.errno in (errno.ECONNRESET, errno.EPIPE):
        return ServerDisconnectedError()
    if error.errno == errno.ECONNREFUSED:
        address = f"('{url.host}', {url.port})"
        return ClientConnectorError(_ConnectionKey(url), ConnectionRefusedError(
            error.errno, f"Connect call failed {address}"))
    return ClientConnectorDNSError(_ConnectionKey(url), error)


class _SessionRequestContextManager:
    """`async with aiohttp.request(...)`: with a session of its own."""

    def __init__(self, method, url, kwargs):
        self._arguments = (method, url, kwargs)

    async def __aenter__(self):
        method, url, kwargs = self._arguments
        self._session = ClientSession()
        try:
            self._response = await self._session.request(method, url, **kwargs)
        except BaseException:
            await self._session.close()
            raise
        return self._response

    async def __aexit__(self, *args):
        self._response.release()
        await self._session.close()


def request(method, url, **kwargs):
    return _SessionRequestContextManager(method, url, kwargs)
