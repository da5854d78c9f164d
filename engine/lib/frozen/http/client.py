"""HTTP connections and responses, on the simulated network."""

from _local_http import ask
from . import HTTPStatus

__all__ = ['HTTPConnection', 'HTTPSConnection', 'HTTPResponse', 'HTTPException', 'responses', 'HTTPMessage']

HTTP_PORT = 80
HTTPS_PORT = 443
responses = {int(v): v.phrase for v in HTTPStatus.__dict__.values() if isinstance(v, HTTPStatus)}


class HTTPException(Exception):
    pass


class InvalidURL(HTTPException):
    pass


class NotConnected(HTTPException):
    pass


class IncompleteRead(HTTPException):
    pass


class BadStatusLine(HTTPException):
    pass


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    pass


class HTTPMessage:
    """Headers: found whatever their case is."""

    def __init__(self, pairs):
        self._headers = list(pairs)

    def __getitem__(self, name):
        return self.get(name)

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._headers)

    def get(self, name, default=None):
        name = name.lower()
        for key, value in self._headers:
            if key.lower() == name:
                return value
        return default

    def get_all(self, name, default=None):
        found = [value for key, value in self._headers if key.lower() == name.lower()]
        return found or default

    def keys(self):
        return [key for key, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return list(self._headers)

    def get_content_type(self):
        return self.get('Content-Type', 'text/plain').split(';')[0].strip().lower()

    def get_content_charset(self, failobj=None):
        for part in self.get('Content-Type', '').split(';')[1:]:
            key, _, value = part.strip().partition('=')
            if key.lower() == 'charset':
                return value.strip('"\'').lower()
        return failobj

    def __str__(self):
        return ''.join('%s: %s\n' % pair for pair in self._headers) + '\n'


class HTTPResponse:
    """An answer, read like a file."""

    def __init__(self, reply, method="GET", url=None):
        self.status = self.code = reply.a
        self.reason = self.msg = reply.text
        self.headers = HTTPMessage(reply.headers)
        self.url = url
        self.version = 11
        self._data = b'' if method == 'HEAD' else reply.data
        self._position = 0
        self.closed = False

    def read(self, amt=None):
        if amt is None or amt < 0:
            amt = len(self._data)
        data = self._data[self._position:self._position + amt]
        self._position += len(data)
        return data

    def readline(self, limit=-1):
        end = self._data.find(b'\n', self._position)
        data = self._data[self._position:] if end < 0 else self._data[self._position:end + 1]
        self._position += len(data)
        return data

    def readlines(self):
        return list(self)

    def __iter__(self):
        while line := self.readline():
            yield line

    def readable(self):
        return True

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers.items()

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status

    def isclosed(self):
        return self.closed

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class HTTPConnection:
    """A connection to a host: request(), getresponse()."""

    default_port = HTTP_PORT
    _scheme = 'http'

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192, **kwargs):
        if port is None and ':' in host:
            host, _, port = host.partition(':')
            port = int(port)
        self.host, self.port, self.timeout = host, port or self.default_port, timeout
        self._response = None

    def connect(self):
        pass

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        host = self.host if self.port == self.default_port else '%s:%d' % (self.host, self.port)
        address = url if '://' in url else '%s://%s%s' % (self._scheme, host, url)
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        sent = {'Host': host, 'Accept-Encoding': 'identity'}
        if body is not None:
            sent['Content-Length'] = str(len(body))
        sent.update(headers)
        reply = ask(method, address, [(k, str(v)) for k, v in sent.items()], body or b"",
                    -1.0 if self.timeout is None else float(self.timeout))
        self._response = HTTPResponse(reply, method, address)

    def getresponse(self):
        if self._response is None:
            raise NotConnected()
        response, self._response = self._response, None
        return response

    def close(self):
        pass


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT
    _scheme = 'https'
