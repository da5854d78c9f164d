"""What messages of failed asserts are made of."""

from collections import Counter, namedtuple

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = 41


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _MAX_LENGTH:
        return text
    return text[:_MAX_LENGTH] + " [truncated]..."


def _shorten(text, begin, end):
    hidden = len(text) - begin - end
    if hidden > _PLACEHOLDER_LEN:
        text = f"{text[:begin]}[{hidden} chars]{text[len(text) - end:]}"
    return text


def _common_prefix(texts):
    first, last = min(texts), max(texts)
    for index, character in enumerate(first):
        if character != last[index]:
            return first[:index]
    return first


def _common_shorten_repr(*objects):
    """Representations cut where they agree, so that what differs can be seen."""
    texts = tuple(map(safe_repr, objects))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = _common_prefix(texts)
    agreed = len(prefix)
    common_max = _MAX_LENGTH - (longest - agreed + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if common_max > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, common_max)
        return tuple(prefix + text[agreed:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[agreed:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def sorted_list_difference(expected, actual):
    """What is only in `expected` and only in `actual`, both sorted."""
    missing = [item for index, item in enumerate(expected)
               if item not in actual and (not index or expected[index - 1] != item)]
    unexpected = [item for index, item in enumerate(actual)
                  if item not in expected and (not index or actual[index - 1] != item)]
    return missing, unexpected


def unorderable_list_difference(expected, actual):
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


_Mismatch = namedtuple("Mismatch", "actual expected value")


def _count_diff_hashable(actual, expected):
    first, second = Counter(actual), Counter(expected)
    result = [_Mismatch(count, second.get(item, 0), item) for item, count in first.items()
              if count != second.get(item, 0)]
    result += [_Mismatch(0, count, item) for item, count in second.items() if item not in first]
    return result


def _count_diff_all_purpose(actual, expected):
    """For items that cannot be hashed: every one is compared with every other."""
    gone = object()
    first, second = list(actual), list(expected)
    result = []
    for items, others in ((first, second), (second, first)):
        for index, item in enumerate(items):
            if item is gone:
                continue
            mine = theirs = 0
            for i in range(index, len(items)):
                if items[i] is not gone and items[i] == item:
                    mine += 1
                    items[i] = gone
            for i, other in enumerate(others):
                if other is not gone and other == item:
                    theirs += 1
                    others[i] = gone
            if mine != theirs:
                counts = (mine, theirs) if items is first else (theirs, mine)
                result.append(_Mismatch(*counts, item))
    return result
