"""HTTP for asyncio, on the simulated network: the client, and a small server in aiohttp.web."""

import sys as _sys
from .client import (BasicAuth, ClientResponse, ClientSession, ClientTimeout, CookieJar, DummyCookieJar, FormData,
                     TCPConnector, TraceConfig, UnixConnector, request)
from .client_exceptions import (ClientConnectionError, ClientConnectorDNSError, ClientConnectorError, ClientError,
                                ClientHttpProxyError, ClientOSError, ClientPayloadError, ClientProxyConnectionError,
                                ClientResponseError, ClientSSLError, ConnectionTimeoutError, ContentTypeError,
                                InvalidURL, ServerConnectionError, ServerDisconnectedError, ServerTimeoutError,
                                SocketTimeoutError, TooManyRedirects)

__version__ = '3.11.0'


def __getattr__(name):
    if name == 'web':
        __import__('aiohttp.web')
        return _sys.modules['aiohttp.web']
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
