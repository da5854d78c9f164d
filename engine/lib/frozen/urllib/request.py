"""urlopen() and Request, on the simulated network."""

from _local_http import ask
from http.client import HTTPMessage, HTTPResponse
from .error import HTTPError, URLError
from .parse import urljoin, urlsplit, quote, unquote, urlparse

__all__ = ['Request', 'urlopen', 'urlretrieve', 'build_opener', 'install_opener', 'OpenerDirector',
           'HTTPError', 'URLError']

_GLOBAL_DEFAULT_TIMEOUT = object()


class Request:
    """A request: URL, data, headers, method."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = {}
        for key, value in headers.items():
            self.add_header(key, value)
        self.method = method
        parts = urlsplit(url)
        if not parts.scheme:
            raise ValueError("unknown url type: %r" % url)
        self.type, self.host = parts.scheme, parts.netloc
        self.selector = (parts.path or '/') + ('?' + parts.query if parts.query else '')

    def get_method(self):
        if self.method is not None:
            return self.method
        return 'POST' if self.data is not None else 'GET'

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def has_header(self, name):
        return name in self.headers

    def get_header(self, name, default=None):
        return self.headers.get(name, default)

    def header_items(self):
        return list(self.headers.items())


def urlopen(url, data=None, timeout=_GLOBAL_DEFAULT_TIMEOUT, *, context=None, cafile=None, capath=None,
            cadefault=False):
    """Opens a URL; follows redirects; HTTPError for statuses that are no success."""
    request = url if isinstance(url, Request) else Request(url)
    if data is not None:
        request.data = data
    if request.type not in ('http', 'https'):
        raise URLError('unknown url type: %s' % request.type)
    if not request.host:
        raise URLError('no host given')
    seconds = -1.0 if timeout is _GLOBAL_DEFAULT_TIMEOUT or timeout is None else float(timeout)
    headers = {'Accept-Encoding': 'identity', 'Host': request.host, 'User-Agent': 'Python-urllib/3.12'}
    headers.update({k.title(): v for k, v in request.headers.items()})
    headers['Connection'] = 'close'
    address, method, body = request.full_url, request.get_method(), request.data
    if body is not None:
        if isinstance(body, str):
            raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. "
                            "It cannot be of type str.")
        body = bytes(body)
        headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        headers['Content-Length'] = str(len(body))
    for _ in range(10):
        try:
            reply = ask(method, address.split('#')[0], [(k, str(v)) for k, v in headers.items()], body or b"", seconds)
        except TimeoutError:
            raise TimeoutError('The read operation timed out') from None
        except OSError as e:
            raise URLError(e) from None
        response = HTTPResponse(reply, method, address)
        if reply.a in (301, 302, 303, 307, 308) and response.headers.get('Location'):
            address = urljoin(address, response.headers['Location'])
            if reply.a != 307 and reply.a != 308 or method not in ('GET', 'HEAD'):
                method, body = 'GET' if method != 'HEAD' else 'HEAD', None
            headers['Host'] = urlsplit(address).netloc
            continue
        if not 200 <= reply.a < 300:
            raise HTTPError(address, reply.a, reply.text, response.headers, response)
        return response
    raise HTTPError(address, reply.a, 'The HTTP server returned a redirect error that would lead to an '
                    'infinite loop.\nThe last 30x error message was:\n' + reply.text, response.headers, response)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    response = urlopen(url, data)
    content = response.read()
    if filename is None:
        filename = '/tmp/' + (url.rsplit('/', 1)[-1] or 'index')
    with open(filename, 'wb') as f:
        f.write(content)
    if reporthook is not None:
        reporthook(1, len(content), len(content))
    return filename, response.headers


class OpenerDirector:
    addheaders = [('User-agent', 'Python-urllib/3.12')]

    def open(self, fullurl, data=None, timeout=_GLOBAL_DEFAULT_TIMEOUT):
        request = fullurl if isinstance(fullurl, Request) else Request(fullurl)
        for key, value in self.addheaders:
            if not request.has_header(key.capitalize()):
                request.add_header(key, value)
        return urlopen(request, data, timeout)

    def add_handler(self, handler):
        pass


def build_opener(*handlers):
    return OpenerDirector()


def install_opener(opener):
    global _opener
    _opener = opener


_opener = None


def getproxies():
    return {}


class BaseHandler:
    def __init__(self, *args, **kwargs):
        pass


HTTPHandler = HTTPSHandler = ProxyHandler = HTTPCookieProcessor = BaseHandler
