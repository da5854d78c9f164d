"""HTTP to servers of the program's own: what listens on localhost is asked through its socket, not as a web site.

Both functions answer None where nothing listens; then the simulated web has its say.
"""

import _machine
from urllib.parse import urlsplit

_NAMES = ("localhost", "127.0.0.1", "0.0.0.0", "::1")


class Reply:
    """A response, in the words of the machine's own replies."""

    def __init__(self, status, reason, headers, data):
        self.a = status
        self.text = reason
        self.headers = headers
        self.data = data
        self.error = 0


def address_of(url):
    """(host, port) when `url` is on this computer, else None."""
    parts = urlsplit(url)
    if parts.hostname not in _NAMES or parts.scheme != "http":
        return None
    return "127.0.0.1", parts.port or 80


def request_bytes(method, url, headers, body):
    parts = urlsplit(url)
    target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    lines = [f"{method} {target} HTTP/1.1"]
    given = {name.lower() for name, _ in headers}
    if "host" not in given:
        lines.append(f"Host: {parts.netloc}")
    lines += [f"{name}: {value}" for name, value in headers if name.lower() != "connection"]
    if body and "content-length" not in given:
        lines.append(f"Content-Length: {len(body)}")
    lines.append("Connection: close")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + bytes(body or b"")


def parse_response(data):
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    version, _, rest = lines[0].partition(" ")
    if not version.startswith("HTTP/"):
        raise ConnectionResetError(104, "Connection reset by peer")
    status, _, reason = rest.partition(" ")
    headers = []
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.append((name.strip(), value.strip()))
    lower = {name.lower(): value for name, value in headers}
    if lower.get("transfer-encoding", "").lower() == "chunked":
        body = _joined_chunks(body)
    elif "content-length" in lower:
        body = body[:int(lower["content-length"])]
    return Reply(int(status), reason, headers, body)


def _joined_chunks(body):
    parts = []
    while True:
        size, _, body = body.partition(b"\r\n")
        count = int(size.split(b";")[0] or b"0", 16)
        if not count:
            return b"".join(parts)
        parts.append(body[:count])
        body = body[count + 2:]


def _complete(data):
    """Is the response whole, though the connection stays open?"""
    head, separator, body = data.partition(b"\r\n\r\n")
    if not separator:
        return False
    for line in head.lower().split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return len(body) >= int(value)
        if name == b"transfer-encoding" and value.strip() == b"chunked":
            return body.endswith(b"0\r\n\r\n")
    return head[9:12] in (b"204", b"304")


def blocking(method, url, headers, body, timeout=None):
    address = address_of(url)
    if address is None:
        return None
    import socket
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout if timeout and timeout > 0 else None)
        try:
            connection.connect(address)
        except ConnectionRefusedError:
            return None
        connection.sendall(request_bytes(method, url, headers, body))
        data = b""
        while not _complete(data):
            chunk = connection.recv(65536)
            if not chunk:
                break
            data += chunk
    finally:
        connection.close()
    return parse_response(data)


def ask(method, url, headers, body, seconds):
    """One request and its reply: from the program's own server, else from the simulated web."""
    return (blocking(method, url, headers, body, seconds) or
            _machine.io("Http", text=method, text2=url, data=body, headers=headers, seconds=seconds))


async def asynchronous(method, url, headers, body):
    address = address_of(url)
    if address is None:
        return None
    import asyncio
    try:
        reader, writer = await asyncio.open_connection(*address)
    except ConnectionRefusedError:
        return None
    try:
        writer.write(request_bytes(method, url, headers, body))
        await writer.drain()
        data = b""
        while not _complete(data):
            chunk = await reader.read(65536)
            if not chunk:
                break
            data += chunk
    finally:
        writer.close()
    return parse_response(data)
