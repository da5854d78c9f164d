"""Headers and cookies."""


class CaseInsensitiveDict:
    """A mapping whose keys are equal whatever their case is; it remembers the last spelling."""

    def __init__(self, data=None, **kwargs):
        self._store = {}
        self.update(data or {}, **kwargs)

    def __setitem__(self, key, value):
        self._store[key.lower()] = (key, value)

    def __getitem__(self, key):
        try:
            return self._store[key.lower()][1]
        except KeyError:
            raise KeyError(key) from None

    def __delitem__(self, key):
        del self._store[key.lower()]

    def __contains__(self, key):
        return key.lower() in self._store

    def __iter__(self):
        return (key for key, value in self._store.values())

    def __len__(self):
        return len(self._store)

    def get(self, key, default=None):
        found = self._store.get(key.lower())
        return default if found is None else found[1]

    def keys(self):
        return [key for key, value in self._store.values()]

    def values(self):
        return [value for key, value in self._store.values()]

    def items(self):
        return list(self._store.values())

    def update(self, *args, **kwargs):
        for source in args:
            for key, value in source.items() if hasattr(source, 'items') else source:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        found = self._store.pop(key.lower(), None)
        if found is not None:
            return found[1]
        if default:
            return default[0]
        raise KeyError(key)

    def copy(self):
        return CaseInsensitiveDict(self)

    def __eq__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        return {k.lower(): v for k, v in self.items()} == {k.lower(): v for k, v in other.items()}

    def __repr__(self):
        return str(dict(self.items()))


class RequestsCookieJar(dict):
    def get_dict(self):
        return dict(self)

    def set(self, name, value, **kwargs):
        self[name] = value

    def __repr__(self):
        return '<RequestsCookieJar[%s]>' % ', '.join('<Cookie %s=%s for />' % item for item in self.items())
