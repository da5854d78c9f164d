"""Progress bars, on stderr; in virtual time."""

import sys
import time

__version__ = "4.66.5"


def _time(seconds):
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


class tqdm:
    """An iterable that shows how far it is."""

    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1,
                 disable=False, unit="it", initial=0, position=None, postfix=None, unit_scale=False, **kwargs):
        self.iterable = iterable
        if total is None and iterable is not None:
            try:
                total = len(iterable)
            except TypeError:
                total = None
        self.desc, self.total, self.leave, self.unit, self.disable = desc or "", total, leave, unit, disable
        self.n = initial
        self.mininterval = mininterval
        self.postfix = postfix
        self.fp = sys.stderr if file is None else file
        self.start_t = time.time()
        self._last = None
        self._closed = False
        if not disable:
            self._show()

    def __iter__(self):
        try:
            for item in self.iterable:
                yield item
                self.update(1)
        finally:
            self.close()

    def __len__(self):
        return self.total if self.total is not None else len(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __str__(self):
        elapsed = time.time() - self.start_t
        rate = self.n / elapsed if elapsed else 0
        speed = f"{rate:5.2f}{self.unit}/s" if rate else f"?{self.unit}/s"
        extra = f", {self.postfix}" if self.postfix else ""
        head = self.desc + ": " if self.desc and not self.desc.endswith(": ") else self.desc
        if not self.total:
            return f"{head}{self.n}{self.unit} [{_time(elapsed)}, {speed}{extra}]"
        share = min(1, self.n / self.total)
        left = _time((self.total - self.n) / rate) if rate else "?"
        bar = "█" * int(share * 10)
        return (f"{head}{share * 100:3.0f}%|{bar:<10}| {self.n}/{self.total} "
                f"[{_time(elapsed)}<{left}, {speed}{extra}]")

    def _show(self):
        self.fp.write("\r" + str(self))
        self._last = time.time()

    def update(self, n=1):
        self.n += n
        if not self.disable and time.time() - self._last >= self.mininterval:
            self._show()

    def refresh(self, **kwargs):
        if not self.disable:
            self._show()

    def close(self):
        if self._closed or self.disable:
            return
        self._closed = True
        self._show()
        self.fp.write("\n" if self.leave else "\r")

    def set_description(self, desc=None, refresh=True):
        self.desc = desc or ""

    set_description_str = set_description

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        values = {**(ordered_dict or {}), **kwargs}
        self.postfix = ", ".join(f"{k}={v}" for k, v in values.items())

    def set_postfix_str(self, s="", refresh=True):
        self.postfix = s

    def reset(self, total=None):
        self.n, self.total = 0, total or self.total

    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        (sys.stdout if file is None else file).write(s + end)


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)
