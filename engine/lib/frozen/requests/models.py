"""Request, PreparedRequest and Response."""

import json as complexjson
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from .exceptions import HTTPError, InvalidSchema, InvalidURL, JSONDecodeError, MissingSchema
from .structures import CaseInsensitiveDict, RequestsCookieJar

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


def _base64(data):
    out = bytearray()
    for i in range(0, len(data), 3):
        block = data[i:i + 3]
        n = int.from_bytes(block + bytes(3 - len(block)), 'big')
        out += bytes(_BASE64[n >> shift & 63] for shift in (18, 12, 6, 0))[:len(block) + 1] + b'=' * (3 - len(block))
    return out.decode('ascii')


class Request:
    """What the user asks for."""

    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None,
                 cookies=None, hooks=None, json=None):
        self.method, self.url, self.headers, self.files = method, url, headers or {}, files or []
        self.data, self.params, self.auth = data if data is not None else [], params or {}, auth
        self.cookies, self.json = cookies, json

    def prepare(self):
        p = PreparedRequest()
        p.prepare(self.method, self.url, self.headers, self.files, self.data, self.params, self.auth,
                  self.cookies, None, self.json)
        return p

    def __repr__(self):
        return f'<Request [{self.method}]>'


class PreparedRequest:
    """What goes out: with its query, its body and all headers."""

    def __init__(self):
        self.method = self.url = self.headers = self.body = None
        self._cookies = None

    def prepare(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None,
                cookies=None, hooks=None, json=None):
        self.method = method.upper() if method else method
        self.prepare_url(url, params)
        self.headers = CaseInsensitiveDict(headers or {})
        if cookies:
            self.headers.setdefault('Cookie', '; '.join(f'{k}={v}' for k, v in cookies.items()))
        self.prepare_body(data, files, json)
        if auth:
            user, password = auth
            self.headers['Authorization'] = 'Basic ' + _base64(f'{user}:{password}'.encode('latin1'))

    def prepare_url(self, url, params):
        url = url.decode('utf8') if isinstance(url, bytes) else str(url)
        url = url.lstrip()
        if ':' in url and not url.lower().startswith('http'):
            self.url = url
            return
        parts = urlsplit(url)
        if not parts.scheme:
            raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        if not parts.netloc:
            raise InvalidURL(f"Invalid URL {url!r}: No host supplied")
        query = parts.query
        if params:
            if isinstance(params, (str, bytes)):
                added = params if isinstance(params, str) else params.decode()
            else:
                pairs = params.items() if hasattr(params, 'items') else params
                added = urlencode([(k, v) for k, v in pairs if v is not None], doseq=True)
            query = f'{query}&{added}' if query and added else query or added
        self.url = urlunsplit((parts.scheme, parts.netloc, quote(parts.path or '/', safe=_URL_SAFE),
                               quote(query, safe=_URL_SAFE), parts.fragment))

    def prepare_body(self, data, files, json=None):
        body = content_type = None
        if files:
            raise NotImplementedError("GILscope's requests does not send files")
        if data:
            if isinstance(data, (str, bytes)) or hasattr(data, 'read'):
                body = data.read() if hasattr(data, 'read') else data
            else:
                pairs = data.items() if hasattr(data, 'items') else data
                body = urlencode(list(pairs), doseq=True)
                content_type = 'application/x-www-form-urlencoded'
        elif json is not None:
            body = complexjson.dumps(json).encode('utf-8')
            content_type = 'application/json'
        if body is not None:
            self.headers['Content-Length'] = str(len(body if isinstance(body, bytes) else body.encode()))
        elif self.method not in ('GET', 'HEAD', None):
            self.headers['Content-Length'] = '0'
        if content_type and 'content-type' not in self.headers:
            self.headers['Content-Type'] = content_type
        self.body = body

    @property
    def path_url(self):
        parts = urlsplit(self.url)
        return (parts.path or '/') + ('?' + parts.query if parts.query else '')

    def __repr__(self):
        return f'<PreparedRequest [{self.method}]>'


class Response:
    """What came back."""

    def __init__(self):
        self._content = b''
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.url = None
        self.encoding = None
        self.history = []
        self.reason = None
        self.cookies = RequestsCookieJar()
        self._elapsed_ns = 0
        self.request = None
        self.raw = self

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

    def __bool__(self):
        return self.ok

    __nonzero__ = __bool__

    def __iter__(self):
        return self.iter_content(128)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    @property
    def elapsed(self):
        from datetime import timedelta
        return timedelta(microseconds=self._elapsed_ns // 1000)

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return 'location' in self.headers and self.status_code in (301, 302, 303, 307, 308)

    @property
    def is_permanent_redirect(self):
        return 'location' in self.headers and self.status_code in (301, 308)

    @property
    def content(self):
        return self._content

    @property
    def apparent_encoding(self):
        return 'ascii' if self._content.isascii() else 'utf-8'

    @property
    def text(self):
        if not self._content:
            return ''
        try:
            return self._content.decode(self.encoding or self.apparent_encoding, 'replace')
        except LookupError:
            return self._content.decode('utf-8', 'replace')

    def json(self, **kwargs):
        text = self.text if self.encoding else self._content.decode('utf-8', 'replace')
        try:
            return complexjson.loads(text, **kwargs)
        except complexjson.JSONDecodeError as e:
            raise JSONDecodeError(e.msg, e.doc, e.pos) from None

    @property
    def links(self):
        return {}

    def iter_content(self, chunk_size=1, decode_unicode=False):
        data = self.text if decode_unicode else self._content
        size = chunk_size or len(data) or 1
        for i in range(0, len(data), size):
            yield data[i:i + size]

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        data = self.text if decode_unicode else self._content
        yield from data.split(delimiter) if delimiter else data.splitlines()

    def read(self, amt=None):
        return self._content if amt is None else self._content[:amt]

    def raise_for_status(self):
        message = ''
        if 400 <= self.status_code < 500:
            message = f'{self.status_code} Client Error: {self.reason} for url: {self.url}'
        elif 500 <= self.status_code < 600:
            message = f'{self.status_code} Server Error: {self.reason} for url: {self.url}'
        if message:
            raise HTTPError(message, response=self)

    def close(self):
        pass
