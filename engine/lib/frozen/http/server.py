"""HTTP servers made of threads and handler classes, on the simulated network."""

import html
import io
import os
import posixpath
import shutil
import socketserver
import sys
import time
import urllib.parse

from . import HTTPStatus

__version__ = "0.6"
__all__ = ["HTTPServer", "ThreadingHTTPServer", "BaseHTTPRequestHandler", "SimpleHTTPRequestHandler",
           "CGIHTTPRequestHandler"]

DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
DEFAULT_ERROR_CONTENT_TYPE = "text/html;charset=utf-8"
_EXPLANATIONS = {400: "Bad request syntax or unsupported method", 403: "Request forbidden -- authorization will not help",
                 404: "Nothing matches the given URI", 405: "Specified method is invalid for this resource",
                 500: "Server got itself in trouble", 501: "Server does not support this operation"}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (None, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = 1

    def server_activate(self):
        super().server_activate()  # only now the port is known, where it was to be any
        host, port = self.server_address[:2]
        self.server_name = "localhost" if host in ("0.0.0.0", "127.0.0.1", "") else host
        self.server_port = port


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class _Headers:
    """A request's headers: found whatever their case is."""

    def __init__(self, pairs):
        self._pairs = pairs

    def get(self, name, default=None):
        for key, value in self._pairs:
            if key.lower() == name.lower():
                return value
        return default

    __getitem__ = get

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._pairs)

    def __str__(self):
        return "".join(f"{key}: {value}\n" for key, value in self._pairs) + "\n"

    def keys(self):
        return [key for key, _ in self._pairs]

    def values(self):
        return [value for _, value in self._pairs]

    def items(self):
        return list(self._pairs)

    def get_all(self, name, failobj=None):
        return [v for k, v in self._pairs if k.lower() == name.lower()] or failobj

    def get_content_type(self):
        return self.get("Content-Type", "text/plain").split(";")[0].strip().lower()


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    sys_version = "Python/" + sys.version.split()[0]
    server_version = "BaseHTTP/" + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = "HTTP/0.9"
    protocol_version = "HTTP/1.0"
    weekdayname = _WEEKDAYS
    monthname = _MONTHS
    responses = {status: (status.phrase, _EXPLANATIONS.get(int(status), status.phrase))
                 for status in HTTPStatus.__dict__.values() if isinstance(status, HTTPStatus)}

    def parse_request(self):
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, "iso-8859-1").rstrip("\r\n")
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            if not version.startswith("HTTP/"):
                self.send_error(HTTPStatus.BAD_REQUEST, "Bad request version (%r)" % version)
                return False
            if version >= "HTTP/1.1" and self.protocol_version >= "HTTP/1.1":
                self.close_connection = False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, "Bad request syntax (%r)" % self.requestline)
            return False
        self.command, self.path = words[:2]
        pairs = []
        while True:
            line = str(self.rfile.readline(65537), "iso-8859-1").rstrip("\r\n")
            if not line:
                break
            key, _, value = line.partition(":")
            pairs.append((key.strip(), value.strip()))
        self.headers = _Headers(pairs)
        connection = self.headers.get("Connection", "").lower()
        if connection == "close":
            self.close_connection = True
        elif connection == "keep-alive" and self.protocol_version >= "HTTP/1.1":
            self.close_connection = False
        return True

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, "do_" + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, "Unsupported method (%r)" % self.command)
                return
            method()
            self.wfile.flush()
        except TimeoutError as e:
            self.log_error("Request timed out: %r", e)
            self.close_connection = True

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ("???", "???"))
        if message is None:
            message = short
        if explain is None:
            explain = long
        self.log_error("code %d, message %s", code, message)
        self.send_response(code, message)
        self.send_header("Connection", "close")
        body = None
        if code >= 200 and code not in (204, 205, 304):
            content = self.error_message_format % {"code": code, "message": html.escape(message, quote=False),
                                                   "explain": html.escape(explain, quote=False)}
            body = content.encode("UTF-8", "replace")
            self.send_header("Content-Type", self.error_content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())
        self.send_header("Date", self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == "HTTP/0.9":
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ""
        self._headers().append(f"{self.protocol_version} {int(code)} {message}\r\n")

    def _headers(self):
        if not hasattr(self, "_headers_buffer"):
            self._headers_buffer = []
        return self._headers_buffer

    def send_header(self, keyword, value):
        if self.request_version != "HTTP/0.9":
            self._headers().append(f"{keyword}: {value}\r\n")
        if keyword.lower() == "connection":
            if value.lower() == "close":
                self.close_connection = True
            elif value.lower() == "keep-alive":
                self.close_connection = False

    def end_headers(self):
        if self.request_version != "HTTP/0.9":
            self._headers().append("\r\n")
            self.flush_headers()

    def flush_headers(self):
        if self._headers():
            self.wfile.write("".join(self._headers_buffer).encode("latin-1", "strict"))
            self._headers_buffer = []

    def log_request(self, code="-", size="-"):
        if isinstance(code, HTTPStatus):
            code = code.value
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        sys.stderr.write("%s - - [%s] %s\n" % (self.address_string(), self.log_date_time_string(), format % args))

    def version_string(self):
        return self.server_version + " " + self.sys_version

    def date_time_string(self, timestamp=None):
        now = time.gmtime(time.time() if timestamp is None else timestamp)
        return "%s, %02d %s %04d %02d:%02d:%02d GMT" % (_WEEKDAYS[now[6]], now[2], _MONTHS[now[1]], now[0], now[3],
                                                        now[4], now[5])

    def log_date_time_string(self):
        now = time.localtime(time.time())
        return "%02d/%3s/%04d %02d:%02d:%02d" % (now[2], _MONTHS[now[1]], now[0], now[3], now[4], now[5])

    def address_string(self):
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves the files of a folder of the simulated disk."""

    server_version = "SimpleHTTP/" + __version__
    index_pages = ("index.html", "index.htm")

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        file = self.send_head()
        if file:
            with file:
                self.copyfile(file, self.wfile)

    def do_HEAD(self):
        file = self.send_head()
        if file:
            file.close()

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urllib.parse.urlsplit(self.path)
            if not parts.path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", parts.path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            for index in self.index_pages:
                candidate = os.path.join(path, index)
                if os.path.isfile(candidate):
                    path = candidate
                    break
            else:
                return self.list_directory(path)
        try:
            file = open(path, "rb")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "File not found")
            return None
        info = os.stat(path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", self.guess_type(path))
        self.send_header("Content-Length", str(info.st_size))
        self.send_header("Last-Modified", self.date_time_string(info.st_mtime))
        self.end_headers()
        return file

    def list_directory(self, path):
        try:
            names = sorted(os.listdir(path), key=lambda name: name.lower())
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "No permission to list directory")
            return None
        title = "Directory listing for " + html.escape(urllib.parse.unquote(self.path.split("?")[0]), quote=False)
        lines = ["<!DOCTYPE HTML>", '<html lang="en">', "<head>", '<meta charset="utf-8">', f"<title>{title}</title>",
                 "</head>", "<body>", f"<h1>{title}</h1>", "<hr>", "<ul>"]
        for name in names:
            shown = name + "/" if os.path.isdir(os.path.join(path, name)) else name
            lines.append(f'<li><a href="{urllib.parse.quote(shown)}">{html.escape(shown, quote=False)}</a></li>')
        lines += ["</ul>", "<hr>", "</body>", "</html>", ""]
        data = "\n".join(lines).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def translate_path(self, path):
        path = posixpath.normpath(urllib.parse.unquote(path.split("?", 1)[0].split("#", 1)[0]))
        words = [word for word in path.split("/") if word and word not in (os.curdir, os.pardir)]
        return os.path.join(self.directory, *words)

    def copyfile(self, source, outputfile):
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        import mimetypes
        return mimetypes.guess_type(path)[0] or "application/octet-stream"


def __getattr__(name):
    if name == "CGIHTTPRequestHandler":
        raise AttributeError("http.server.CGIHTTPRequestHandler is not part of GILscope's simulated library")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
