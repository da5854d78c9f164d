"""requests.codes: status codes by name."""

from http import HTTPStatus


class LookupDict(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


codes = LookupDict()
for _status in [v for v in HTTPStatus.__dict__.values() if isinstance(v, HTTPStatus)]:
    codes[_status.name.lower()] = codes[_status.name] = int(_status)
codes['okay'] = codes['all_ok'] = 200
codes['teapot'] = 418
