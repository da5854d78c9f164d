"""Constants and classes around str."""

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
        out, auto = [], 0
        for literal, field, spec, conversion in self.parse(format_string):
            out.append(literal)
            if field is None:
                continue
            if field == '' or field[0] in '.[':
                field = str(auto) + field
                auto += 1
            obj, _ = self.get_field(field, args, kwargs)
            obj = self.convert_field(obj, conversion)
            spec = self.vformat(spec, args, kwargs) if '{' in spec else spec
            out.append(self.format_field(obj, spec))
        return ''.join(out)

    def parse(self, text):
        i = 0
        literal = []
        while i < len(text):
            c = text[i]
            if c in '{}' and text[i + 1:i + 2] == c:
                literal.append(c)
                i += 2
            elif c == '}':
                raise ValueError("Single '}' encountered in format string")
            elif c == '{':
                depth, j = 1, i + 1
                while j < len(text) and depth:
                    depth += (text[j] == '{') - (text[j] == '}')
                    j += 1
                if depth:
                    raise ValueError("expected '}' before end of string")
                body = text[i + 1:j - 1]
                field, _, spec = body.partition(':')
                field, bang, conversion = field.partition('!')
                yield ''.join(literal), field, spec, conversion if bang else None
                literal = []
                i = j
            else:
                literal.append(c)
                i += 1
        if literal:
            yield ''.join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        end = min([i for i in (field_name.find('.'), field_name.find('[')) if i >= 0], default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        key = int(first) if first.isdigit() else first
        obj = self.get_value(key, args, kwargs)
        while rest:
            if rest[0] == '.':
                end = min([i for i in (rest.find('.', 1), rest.find('[')) if i >= 0], default=len(rest))
                obj = getattr(obj, rest[1:end])
            else:
                end = rest.index(']') + 1
                index = rest[1:end - 1]
                obj = obj[int(index) if index.isdigit() else index]
            rest = rest[end:]
        return obj, key

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        return {'s': str, 'r': repr, 'a': ascii}[conversion](value)
