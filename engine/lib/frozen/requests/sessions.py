"""Session: requests that share headers and cookies."""

import errno
import _machine
from _local_http import ask
from urllib.parse import urljoin, urlsplit
from .exceptions import (ConnectionError, ConnectTimeout, InvalidSchema, ReadTimeout, TooManyRedirects)
from .models import PreparedRequest, Request, Response
from .structures import CaseInsensitiveDict, RequestsCookieJar

DEFAULT_REDIRECT_LIMIT = 30
_REDIRECTS = (301, 302, 303, 307, 308)


def default_headers():
    return CaseInsensitiveDict({'User-Agent': 'python-requests/2.32.3', 'Accept-Encoding': 'gzip, deflate',
                                'Accept': '*/*', 'Connection': 'keep-alive'})


def _read_timeout(timeout):
    if isinstance(timeout, tuple):
        timeout = timeout[1]
    return timeout


def _pool(url):
    parts = urlsplit(url)
    kind = 'HTTPSConnectionPool' if parts.scheme == 'https' else 'HTTPConnectionPool'
    port = parts.port or (443 if parts.scheme == 'https' else 80)
    return f"{kind}(host={parts.hostname!r}, port={port})"


def _send_once(request, timeout):
    """One request and its answer, or the exception that requests would raise."""
    url = request.url
    seconds = _read_timeout(timeout)
    body = request.body or b''
    if isinstance(body, str):
        body = body.encode('utf-8')
    start = _machine.now_ns()
    try:
        reply = ask(request.method, url.split('#')[0], [(k, str(v)) for k, v in request.headers.items()], body,
                    -1.0 if seconds is None else float(seconds))
    except OSError as e:
        raise _failure(e, request, seconds) from None
    response = Response()
    response._elapsed_ns = _machine.now_ns() - start
    response.status_code = reply.a
    response.reason = reply.text
    for key, value in reply.headers:
        if key.lower() == 'set-cookie':
            name, _, value_ = value.split(';')[0].partition('=')
            response.cookies[name.strip()] = value_
        response.headers[key] = value
    response.url = url
    response.request = request
    response._content = b'' if request.method == 'HEAD' else bytes(reply.data)
    response.encoding = _encoding(response.headers.get('content-type'))
    return response


def _encoding(content_type):
    if not content_type:
        return None
    for part in content_type.split(';')[1:]:
        key, _, value = part.strip().partition('=')
        if key.lower() == 'charset':
            return value.strip('"\' ')
    if 'text' in content_type:
        return 'ISO-8859-1'
    if 'application/json' in content_type:
        return 'utf-8'
    return None


def _failure(error, request, seconds):
    pool = _pool(request.url)
    if error.errno == errno.ETIMEDOUT:
        if 'connect' in (error.strerror or ''):
            return ConnectTimeout(f"{pool}: Max retries exceeded with url: {request.path_url} (Caused by "
                                  f"ConnectTimeoutError(Connection to {urlsplit(request.url).hostname} timed out. "
                                  f"(connect timeout={seconds})))", request=request)
        return ReadTimeout(f"{pool}: Read timed out. (read timeout={seconds})", request=request)
    if error.errno in (errno.ECONNRESET, errno.EPIPE):
        return ConnectionError(f"('Connection aborted.', {type(error).__name__}({error.errno}, "
                               f"{error.strerror!r}))", request=request)
    host = urlsplit(request.url).hostname
    if error.errno == errno.ECONNREFUSED:
        reason = f'Failed to establish a new connection: [Errno {error.errno}] {error.strerror}'
        cause = 'NewConnectionError'
    else:
        reason = f"Failed to resolve '{host}' ([Errno {error.errno}] {error.strerror})"
        cause = 'NameResolutionError'
    kind = 'HTTPSConnection' if request.url.startswith('https') else 'HTTPConnection'
    return ConnectionError(f"{pool}: Max retries exceeded with url: {request.path_url} (Caused by "
                           f"{cause}('<urllib3.connection.{kind} object at {id(request):#x}>: {reason}'))",
                           request=request)


class Session:
    """Keeps headers, cookies, parameters and authentication from one request to the next."""

    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.params = {}
        self.cookies = RequestsCookieJar()
        self.verify = True
        self.max_redirects = DEFAULT_REDIRECT_LIMIT
        self.proxies = {}
        self.stream = False
        self.trust_env = True
        self.adapters = {}
        self.hooks = {'response': []}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def prepare_request(self, request):
        headers = self.headers.copy()
        for key, value in (request.headers or {}).items():
            if value is None:
                headers.pop(key, None)
            else:
                headers[key] = value
        params = request.params
        if self.params:
            params = {**self.params, **dict(request.params or {})}
        cookies = {**self.cookies, **(request.cookies or {})}
        p = PreparedRequest()
        p.prepare(request.method, request.url, headers, request.files, request.data, params,
                  request.auth or self.auth, cookies, None, request.json)
        return p

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None,
                timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None,
                json=None):
        request = Request(method.upper(), url, headers, files, data or {}, params, auth, cookies, None, json)
        return self.send(self.prepare_request(request), timeout=timeout, allow_redirects=allow_redirects)

    def send(self, request, timeout=None, allow_redirects=True, **kwargs):
        if not request.url.lower().startswith(('http://', 'https://')):
            raise InvalidSchema(f"No connection adapters were found for {request.url!r}")
        history = []
        start = _machine.now_ns()
        while True:
            response = _send_once(request, timeout)
            self.cookies.update(response.cookies)
            if not allow_redirects or not response.is_redirect:
                break
            history.append(response)
            if len(history) > self.max_redirects:
                raise TooManyRedirects(f'Exceeded {self.max_redirects} redirects.', response=response)
            following = PreparedRequest()
            following.url = urljoin(request.url, response.headers['location'])
            following.method, following.body = request.method, request.body
            following.headers = request.headers.copy()
            if response.status_code in (301, 302, 303) and request.method not in ('GET', 'HEAD'):
                following.method, following.body = 'GET', None
                for name in ('Content-Length', 'Content-Type'):
                    following.headers.pop(name, None)
            if self.cookies:
                following.headers['Cookie'] = '; '.join(f'{k}={v}' for k, v in self.cookies.items())
            request = following
        response.history = history
        for hook in self.hooks.get('response') or []:
            response = hook(response) or response
        return response

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)

    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def close(self):
        pass


def session():
    return Session()
