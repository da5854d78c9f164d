"""Reads HTML and XHTML, and calls a method for every tag, text, comment."""

import re

from . import unescape

__all__ = ["HTMLParser"]

_TAG_NAME = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*")
_ATTRIBUTE = re.compile(r"((?<=['\"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*))?(?:\s|/(?!>))*")
_RAW = ("script", "style")


class HTMLParser:
    """Find tags and other markup and call handler functions."""

    CDATA_CONTENT_ELEMENTS = _RAW

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self._line, self._column = 1, 0

    def feed(self, data):
        self.rawdata += data
        self._go(False)

    def close(self):
        self._go(True)

    def getpos(self):
        return self._line, self._column

    def get_starttag_text(self):
        return self._start_text

    def _text(self, text):
        if text:
            self.handle_data(text if self.cdata_elem else unescape(text))

    def _go(self, end):
        data, at, size = self.rawdata, 0, len(self.rawdata)
        while at < size:
            if self.cdata_elem:
                close = re.compile(rf"</{self.cdata_elem}(?=[\s/>])", re.I).search(data, at)
                stop = close.start() if close else -1
            else:
                stop = data.find("<", at)
            if stop < 0:
                if not end:
                    amp = data.rfind("&", max(at, size - 34))
                    if self.cdata_elem or amp >= 0 and ";" not in data[amp:]:
                        break
                self._text(data[at:])
                at = size
                break
            self._text(data[at:stop])
            at = self._advance(at, stop)
            after = self._markup(data, at, end)
            if after < 0:
                break
            at = self._advance(at, after)
        if end and at < size:
            self._text(data[at:])
            at = size
        self.rawdata = data[at:]

    def _advance(self, start, stop):
        lines = self.rawdata.count("\n", start, stop)
        if lines:
            self._line += lines
            self._column = stop - self.rawdata.rindex("\n", start, stop) - 1
        else:
            self._column += stop - start
        return stop

    def _markup(self, data, at, end):
        """Where the markup at `at` ends; -1: more is needed."""
        if data.startswith("<!--", at):
            close = data.find("-->", at + 4)
            if close < 0:
                return -1
            self.handle_comment(data[at + 4:close])
            return close + 3
        if data.startswith("<?", at):
            close = data.find(">", at)
            if close >= 0:
                self.handle_pi(data[at + 2:close])
            return close + 1 if close >= 0 else -1
        if data.startswith("<!", at):
            close = data.find(">", at)
            if close < 0:
                return -1
            text = data[at + 2:close]
            if text[:7].lower() == "doctype":
                self.handle_decl(text)
            elif text.startswith("["):
                self.unknown_decl(text[1:].rstrip("]"))
            else:
                self.handle_comment(text)
            return close + 1
        if data.startswith("</", at):
            close = data.find(">", at)
            if close < 0:
                return -1
            name = data[at + 2:close].split()
            if name:
                self.cdata_elem = None
                self.handle_endtag(name[0].lower())
            return close + 1
        name = _TAG_NAME.match(data, at + 1)
        if not name:
            self.handle_data("<")
            return at + 1
        return self._start_tag(data, at, name)

    def _start_tag(self, data, at, name):
        place, attributes = name.end(), []
        while True:
            found = _ATTRIBUTE.match(data, place)
            if not found:
                break
            key, rest, value = found.groups()
            if not rest:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ("'", '"'):
                value = value[1:-1]
            attributes.append((key.lower(), unescape(value) if value else value))
            place = found.end()
        close = data.find(">", place)
        if close < 0:
            return -1
        self.lasttag = tag = name.group(1).lower()
        self._start_text = data[at:close + 1]
        if data[close - 1] == "/":
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.cdata_elem = tag
        return close + 1

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
