"""Constants and classes around str."""

import _string

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    """$name and ${name} replaced by values."""

    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Yields (literal text, name, what stood there); a name of None ends it, '' is an error."""
        text, i = self.template, 0
        while True:
            j = text.find('$', i)
            if j < 0:
                yield text[i:], None, ''
                return
            literal = text[i:j]
            following = text[j + 1:j + 2]
            if following == '$':
                yield literal + '$', None, ''
                i = j + 2
                continue
            braced = following == '{'
            k = begin = j + 1 + braced
            while k < len(text) and (text[k] == '_' or text[k].isascii() and text[k].isalpha()
                                     or k > begin and text[k].isascii() and text[k].isdigit()):
                k += 1
            if k == begin or braced and text[k:k + 1] != '}':
                yield literal, '', (j, '$')
                i = j + 1
                continue
            name = text[begin:k]
            i = k + braced
            yield literal, name, (j, text[j:i])

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws} if kws else mapping
        out = []
        for literal, name, where in self._parts():
            out.append(literal)
            if name == '':
                before = self.template[:where[0]]
                line = before.count('\n') + 1
                raise ValueError('Invalid placeholder in string: line %d, col %d' % (
                    line, where[0] - before.rfind('\n')))
            if name:
                out.append(str(values[name]))
        return ''.join(out)

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        out = []
        for literal, name, where in self._parts():
            out.append(literal)
            if name is not None:
                out.append(str(values[name]) if name in values else where[1])
        return ''.join(out)

    def get_identifiers(self):
        return list(dict.fromkeys(name for _, name, _ in self._parts() if name))


class Formatter:
    """What str.format does, in methods to override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        """`auto`: the number of the next field without a name, False once fields are numbered."""
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        out = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if field is None:
                continue
            if field == '' or field[0] in '.[':
                if auto is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field = str(auto) + field
                auto += 1
            elif isinstance(_string.formatter_field_name_split(field)[0], int):
                if auto:
                    raise ValueError('cannot switch from automatic field numbering to manual field specification')
                auto = False
            obj, key = self.get_field(field, args, kwargs)
            used.add(key)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            out.append(self.format_field(obj, spec))
        return ''.join(out), auto

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, part in rest:
            obj = getattr(obj, part) if is_attribute else obj[part]
        return obj, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ('s', 'r', 'a'):
            return {'s': str, 'r': repr, 'a': ascii}[conversion](value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')
