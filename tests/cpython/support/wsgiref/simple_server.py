"""Names that asyncio's test helpers import; the tests that start a web server with them are not run."""


class WSGIRequestHandler:
    pass


class WSGIServer:
    pass
