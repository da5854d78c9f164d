"""What aiohttp takes from multidict and yarl: headers with repeated names, and URLs."""

from urllib.parse import parse_qsl, urljoin, urlsplit


class CIMultiDict:
    """Headers: a name may stand several times, whatever its case is."""

    def __init__(self, data=(), **kwargs):
        self._pairs = []
        self.extend(data)
        self.extend(kwargs)

    def extend(self, data):
        for key, value in data.items() if hasattr(data, 'items') else data:
            self._pairs.append((key, value))

    def add(self, key, value):
        self._pairs.append((key, value))

    def update(self, data):
        for key, value in list(data.items() if hasattr(data, 'items') else data):
            self[key] = value

    def __setitem__(self, key, value):
        self.popall(key, None)
        self._pairs.append((key, value))

    def __getitem__(self, key):
        for k, v in self._pairs:
            if k.lower() == key.lower():
                return v
        raise KeyError(key)

    def __delitem__(self, key):
        self.popall(key)

    def __contains__(self, key):
        return any(k.lower() == key.lower() for k, _ in self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._pairs)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    getone = get

    def getall(self, key, *default):
        found = [v for k, v in self._pairs if k.lower() == key.lower()]
        if not found and default:
            return default[0]
        return found

    def setdefault(self, key, value=None):
        if key not in self:
            self.add(key, value)
        return self[key]

    def popall(self, key, *default):
        found = self.getall(key)
        self._pairs = [(k, v) for k, v in self._pairs if k.lower() != key.lower()]
        if not found and not default:
            raise KeyError(key)
        return found

    def pop(self, key, *default):
        found = self.popall(key, None)
        if found:
            return found[0]
        if default:
            return default[0]
        raise KeyError(key)

    def keys(self):
        return [k for k, _ in self._pairs]

    def values(self):
        return [v for _, v in self._pairs]

    def items(self):
        return list(self._pairs)

    def copy(self):
        return CIMultiDict(self)

    def __repr__(self):
        return "<CIMultiDict({})>".format(', '.join(f"'{k}': {v!r}" for k, v in self._pairs))


class URL:
    """A URL."""

    def __init__(self, value):
        self._text = str(value)
        self._parts = urlsplit(self._text)

    scheme = property(lambda self: self._parts.scheme)
    host = property(lambda self: self._parts.hostname)
    path = property(lambda self: self._parts.path or '/')
    raw_path = path
    query_string = property(lambda self: self._parts.query)
    fragment = property(lambda self: self._parts.fragment)
    authority = property(lambda self: self._parts.netloc)
    user = property(lambda self: self._parts.username)
    password = property(lambda self: self._parts.password)

    @property
    def port(self):
        return self._parts.port or {'http': 80, 'https': 443}.get(self._parts.scheme)

    @property
    def query(self):
        return CIMultiDict(parse_qsl(self._parts.query, keep_blank_values=True))

    @property
    def name(self):
        return self.path.rsplit('/', 1)[-1]

    @property
    def parts(self):
        return tuple(['/'] + [p for p in self.path.split('/')[1:]])

    @property
    def path_qs(self):
        return self.path + ('?' + self.query_string if self.query_string else '')

    def join(self, url):
        return URL(urljoin(self._text, str(url)))

    def __truediv__(self, name):
        return URL(self._text.rstrip('/') + '/' + name)

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL('{self._text}')"

    def __eq__(self, other):
        return str(self) == str(other)

    def __hash__(self):
        return hash(self._text)
