"""Names that asyncio's test helpers import, as long as the library has no http.server."""


class HTTPServer:
    pass


class BaseHTTPRequestHandler:
    pass
