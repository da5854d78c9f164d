"""How str.format reads its text, for string.Formatter."""


def formatter_parser(text, /):
    """(literal, field name, format, conversion) in turn; the last three are None after a text without a field."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _parts(text)


def _parts(text):
    at, length = 0, len(text)
    while at < length:
        start = at
        while at < length and text[at] not in "{}":
            at += 1
        literal = text[start:at]
        if at == length:
            yield literal, None, None, None
            return
        brace = text[at]
        if text[at + 1:at + 2] == brace:
            yield literal + brace, None, None, None
            at += 2
            continue
        if brace == "}":
            raise ValueError("Single '}' encountered in format string")
        if at + 1 == length:
            raise ValueError("Single '{' encountered in format string")
        end = _end_of_field(text, at + 1)
        yield literal, *_field(text[at + 1:end])
        at = end + 1


def _end_of_field(text, at):
    depth = 1
    while at < len(text):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _field(body):
    end, in_index = 0, False
    while end < len(body):
        c = body[end]
        if c == "[":
            in_index = True
        elif c == "]":
            in_index = False
        elif c in "!:" and not in_index:
            break
        elif c == "{" and not in_index:
            raise ValueError("unexpected '{' in field name")
        end += 1
    name, rest = body[:end], body[end:]
    conversion = None
    if rest.startswith("!"):
        if len(rest) < 2:
            raise ValueError("end of string while looking for conversion specifier")
        conversion, rest = rest[1], rest[2:]
        if rest and not rest.startswith(":"):
            raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion


def formatter_field_name_split(name, /):
    """The first part, a number or a str, and an iterator over what follows: (is an attribute, name or index)."""
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    end = min((i for i in (name.find("."), name.find("[")) if i >= 0), default=len(name))
    return _number_or_name(name[:end]), _steps(name, end)


def _number_or_name(text):
    if not text.isdigit():
        return text
    if len(text) > 18:
        raise ValueError("Too many decimal digits in format string")
    return int(text)


def _steps(name, at):
    while at < len(name):
        if name[at] == ".":
            end = min((i for i in (name.find(".", at + 1), name.find("[", at)) if i >= 0), default=len(name))
            part, is_attribute = name[at + 1:end], True
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            part, is_attribute = _number_or_name(name[at + 1:end]), False
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if part == "":
            raise ValueError("Empty attribute in format string")
        yield is_attribute, part
        at = end
