"""File names against patterns with * ? and [...]."""

__all__ = ["filter", "fnmatch", "fnmatchcase"]


def fnmatchcase(name, pat):
    """Whether the whole name matches; a * is tried with ever more characters."""
    i = j = 0
    star = mark = -1
    while i < len(name):
        step = _one(name[i], pat, j) if j < len(pat) and pat[j] != '*' else 0
        if step:
            i += 1
            j += step
        elif j < len(pat) and pat[j] == '*':
            star, mark = j, i
            j += 1
        elif star >= 0:
            mark += 1
            i, j = mark, star + 1
        else:
            return False
    return not pat[j:].strip('*')


def _one(c, pat, j):
    """How much of the pattern stands for this character; 0 when it does not match."""
    p = pat[j]
    if p == '?':
        return 1
    if p == '[':
        end = pat.find(']', j + 2 + (pat[j + 1:j + 2] == '!'))
        if end > 0:
            body = pat[j + 1:end]
            negated = body.startswith('!')
            body = body[negated:]
            found, k = False, 0
            while k < len(body):
                if k + 2 < len(body) and body[k + 1] == '-':
                    found = found or body[k] <= c <= body[k + 2]
                    k += 3
                else:
                    found = found or body[k] == c
                    k += 1
            return end + 1 - j if found != negated else 0
    return 1 if p == c else 0


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
