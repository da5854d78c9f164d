"""html, html.parser, email.utils, mimetypes."""

import datetime
import email.utils
import html
import mimetypes
from html.parser import HTMLParser

for text in ["<a href=\"x\">&'", "&lt;b&gt; &amp; &quot;&#39;&#x27; &eacute;&copy &nbsp;| &unknown; &amp &#128; &euro; &notit; &#0; &#xD800;", "no & refs", "&&amp;;", "&lt&gt"]:
    print(ascii(html.escape(text)), ascii(html.escape(text, quote=False)), ascii(html.unescape(text)))


class Show(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs)

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_data(self, data):
        print("data", repr(data))

    def handle_comment(self, data):
        print("comment", repr(data))

    def handle_decl(self, decl):
        print("decl", repr(decl))

    def handle_pi(self, data):
        print("pi", repr(data))


p = Show()
p.feed("<!DOCTYPE html><html><head><title>T &amp; t</title><script>if (a < b && c) {}</script></head>")
p.feed("<body class='a b' id=x disabled><p>text<br/>more<!-- note --><a href=\"/q?a=1&amp;b=2\">link</a>")
p.feed("<IMG SRC=pic.png><?php echo ?> 1 < 2 </p></body></html>")
p.close()

print(email.utils.formatdate(0), email.utils.formatdate(1700000000, usegmt=True), email.utils.format_datetime(datetime.datetime(2024, 2, 29, 12, 30)), email.utils.format_datetime(datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc), usegmt=True))
for text in ["Fri, 01 Mar 2024 10:20:30 +0100", "1 Mar 2024 10:20:30 GMT", "Mon, 5 Feb 99 01:02 EST", "nonsense", "Fri, 01 Mar 2024 10:20:30 -0000"]:
    print(email.utils.parsedate_tz(text), email.utils.parsedate(text))
print(email.utils.parsedate_to_datetime("Fri, 01 Mar 2024 10:20:30 +0100"), email.utils.mktime_tz(email.utils.parsedate_tz("Fri, 01 Mar 2024 10:20:30 +0100")))
print(email.utils.parseaddr("Ann Lee <ann@x.org>"), email.utils.parseaddr('"Lee, Ann" <ann@x.org>'), email.utils.parseaddr("ann@x.org"), email.utils.formataddr(("Ann Lee", "a@x")), email.utils.formataddr(("Lee, Ann", "a@x")), email.utils.formataddr(("", "a@x")), email.utils.getaddresses(["Ann <a@x>, b@y"]), email.utils.quote('a"b'), email.utils.unquote('"a\\"b"'))
print([mimetypes.guess_type(n) for n in ("a.html", "b.png", "c.tar.gz", "d", "e.json", "f.PY", "g.txt")], mimetypes.guess_extension("text/css"))
