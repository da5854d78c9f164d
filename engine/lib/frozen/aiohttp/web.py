"""A web server for asyncio, on the simulated network."""

import asyncio
import logging
import re

from . import web_exceptions
from .web_exceptions import *
from .web_request import BaseRequest, Request
from .web_response import FileResponse, Response, StreamResponse, json_response

access_logger = logging.getLogger("aiohttp.access")
server_logger = logging.getLogger("aiohttp.server")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


class AppKey(str):
    def __new__(cls, name, t=object):
        return super().__new__(cls, name)


class View:
    """A handler made of methods: get(), post(), ..."""

    def __init__(self, request):
        self._request = request

    request = property(lambda self: self._request)

    async def _respond(self):
        method = getattr(self, self._request.method.lower(), None)
        if method is None:
            allowed = [m for m in _METHODS if hasattr(self, m.lower())]
            raise HTTPMethodNotAllowed(self._request.method, allowed)
        return await method()

    def __await__(self):
        return self._respond().__await__()


class RouteDef:
    def __init__(self, method, path, handler, kwargs):
        self.method = method
        self.path = path
        self.handler = handler
        self.kwargs = kwargs

    def __repr__(self):
        name = getattr(self.handler, "__name__", self.handler)
        return f"<RouteDef {self.method} {self.path} -> {name!r}>"


def route(method, path, handler, **kwargs):
    return RouteDef(method, path, handler, kwargs)


def get(path, handler, *, name=None, allow_head=True, **kwargs):
    return route("GET", path, handler, name=name, allow_head=allow_head, **kwargs)


def post(path, handler, **kwargs):
    return route("POST", path, handler, **kwargs)


def put(path, handler, **kwargs):
    return route("PUT", path, handler, **kwargs)


def patch(path, handler, **kwargs):
    return route("PATCH", path, handler, **kwargs)


def delete(path, handler, **kwargs):
    return route("DELETE", path, handler, **kwargs)


def head(path, handler, **kwargs):
    return route("HEAD", path, handler, **kwargs)


def options(path, handler, **kwargs):
    return route("OPTIONS", path, handler, **kwargs)


def view(path, handler, **kwargs):
    return route("*", path, handler, **kwargs)


class RouteTableDef:
    """Routes collected by decorators."""

    def __init__(self):
        self._items = []

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __repr__(self):
        return f"<RouteTableDef count={len(self._items)}>"

    def route(self, method, path, **kwargs):
        def decorate(handler):
            self._items.append(RouteDef(method, path, handler, kwargs))
            return handler
        return decorate

    def get(self, path, **kwargs):
        return self.route("GET", path, **kwargs)

    def post(self, path, **kwargs):
        return self.route("POST", path, **kwargs)

    def put(self, path, **kwargs):
        return self.route("PUT", path, **kwargs)

    def patch(self, path, **kwargs):
        return self.route("PATCH", path, **kwargs)

    def delete(self, path, **kwargs):
        return self.route("DELETE", path, **kwargs)

    def head(self, path, **kwargs):
        return self.route("HEAD", path, **kwargs)

    def options(self, path, **kwargs):
        return self.route("OPTIONS", path, **kwargs)

    def view(self, path, **kwargs):
        return self.route("*", path, **kwargs)


_PARAMETER = re.compile(r"\{(\w+)(?::([^{}]+(?:\{[^{}]*\}[^{}]*)*))?\}")


def _path_pattern(path):
    pattern, at = "", 0
    for found in _PARAMETER.finditer(path):
        pattern += re.escape(path[at:found.start()])
        pattern += f"(?P<{found.group(1)}>{found.group(2) or '[^{}/]+'})"
        at = found.end()
    return re.compile(pattern + re.escape(path[at:]))


class _Route:
    def __init__(self, method, path, handler, name=None):
        self.method = method
        self.path = path
        self.handler = handler
        self.name = name
        self.pattern = _path_pattern(path)

    def __repr__(self):
        return f"<ResourceRoute [{self.method}] {self.path} -> {self.handler!r}"


class UrlDispatcher:
    def __init__(self):
        self._routes = []

    def add_route(self, method, path, handler, *, name=None, expect_handler=None, allow_head=True):
        if not path.startswith("/") and path:
            raise ValueError("path should be started with / or be empty")
        made = _Route(method.upper(), path, handler, name)
        self._routes.append(made)
        return made

    def add_routes(self, routes):
        return [self.add_route(r.method, r.path, r.handler, name=r.kwargs.get("name")) for r in routes]

    def add_get(self, path, handler, *, name=None, allow_head=True, **kwargs):
        return self.add_route("GET", path, handler, name=name)

    def add_post(self, path, handler, **kwargs):
        return self.add_route("POST", path, handler, **kwargs)

    def add_put(self, path, handler, **kwargs):
        return self.add_route("PUT", path, handler, **kwargs)

    def add_patch(self, path, handler, **kwargs):
        return self.add_route("PATCH", path, handler, **kwargs)

    def add_delete(self, path, handler, **kwargs):
        return self.add_route("DELETE", path, handler, **kwargs)

    def add_head(self, path, handler, **kwargs):
        return self.add_route("HEAD", path, handler, **kwargs)

    def add_options(self, path, handler, **kwargs):
        return self.add_route("OPTIONS", path, handler, **kwargs)

    def add_view(self, path, handler, **kwargs):
        return self.add_route("*", path, handler, **kwargs)

    def add_static(self, prefix, path, **kwargs):
        import os

        async def serve(request):
            name = os.path.normpath(os.path.join(str(path), request.match_info["file"]))
            if not os.path.isfile(name):
                raise HTTPNotFound()
            return FileResponse(name)
        return self.add_route("GET", prefix.rstrip("/") + "/{file:.*}", serve)

    def routes(self):
        return list(self._routes)

    def resolve(self, request):
        allowed = set()
        for candidate in self._routes:
            found = candidate.pattern.fullmatch(request.path)
            if found is None:
                continue
            method = candidate.method
            if method == "*" or method == request.method or method == "GET" and request.method == "HEAD":
                request.match_info = found.groupdict()
                return candidate.handler
            allowed.add(method)
        if allowed:
            raise HTTPMethodNotAllowed(request.method, allowed)
        raise HTTPNotFound()


class Application(dict):
    """Routes, middlewares, signals, and what handlers share."""

    def __init__(self, *, logger=None, router=None, middlewares=(), handler_args=None, client_max_size=1024 ** 2,
                 loop=None, debug=None):
        super().__init__()
        self.router = UrlDispatcher()
        self.middlewares = list(middlewares)
        self.on_startup = []
        self.on_shutdown = []
        self.on_cleanup = []
        self.on_response_prepare = []
        self.cleanup_ctx = []
        self._contexts = []
        self._subapps = []
        self.logger = logger

    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        return f"<Application 0x{id(self):x}>"

    def add_routes(self, routes):
        return self.router.add_routes(routes)

    def add_subapp(self, prefix, subapp):
        self._subapps.append(subapp)
        for r in subapp.router.routes():
            self.router.add_route(r.method, prefix.rstrip("/") + r.path, r.handler)

    async def startup(self):
        for signal in self.on_startup:
            await signal(self)
        for context in self.cleanup_ctx:
            generator = context(self)
            await generator.__anext__()
            self._contexts.append(generator)
        for subapp in self._subapps:
            await subapp.startup()

    async def shutdown(self):
        for signal in self.on_shutdown:
            await signal(self)

    async def cleanup(self):
        for generator in reversed(self._contexts):
            try:
                await generator.__anext__()
            except StopAsyncIteration:
                pass
        for signal in self.on_cleanup:
            await signal(self)

    async def _handle(self, request):
        request.app = self
        handler = self.router.resolve(request)
        if isinstance(handler, type):
            handler = _view_handler(handler)
        for middleware in reversed(self.middlewares):
            handler = _wrapped(middleware, handler)
        return await handler(request)


def _view_handler(cls):
    async def handle(request):
        return await cls(request)
    return handle


def _wrapped(middleware, handler):
    async def handle(request):
        return await middleware(request, handler)
    return handle


def middleware(function):
    function.__middleware_version__ = 1
    return function


async def _read_request(reader, writer):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, target, version = lines[0].split(" ", 2)
    headers = []
    for line in lines[1:]:
        name, separator, value = line.partition(":")
        if separator:
            headers.append((name.strip(), value.strip()))
    length = int(next((v for k, v in headers if k.lower() == "content-length"), 0))
    body = await reader.readexactly(length) if length else b""
    return Request(method, target, version, headers, body, writer, writer.get_extra_info("peername"))


async def _respond(app, request):
    try:
        response = await app._handle(request)
        if not isinstance(response, StreamResponse):
            raise RuntimeError("Missing return statement on request handler" if response is None else
                               "Web-handler should return a response instance, "
                               f"got {response!r}")
    except HTTPException as problem:
        response = problem
    except asyncio.CancelledError:
        raise
    except Exception:
        server_logger.exception("Error handling request")
        response = Response(status=500, text="500 Internal Server Error\n\nServer got itself in trouble")
    for signal in app.on_response_prepare:
        await signal(request, response)
    await response.prepare(request)
    await response.write_eof()


class AppRunner:
    """Runs an application without run_app(): setup(), then sites, then cleanup()."""

    def __init__(self, app, *, handle_signals=False, access_log=access_logger, **kwargs):
        self.app = app
        self.sites = []
        self.addresses = []
        self._tasks = set()

    async def setup(self):
        await self.app.startup()

    async def cleanup(self):
        for site in list(self.sites):
            await site.stop()
        await self.app.shutdown()
        for task in list(self._tasks):
            task.cancel()
        await self.app.cleanup()

    async def _serve(self, reader, writer):
        self._tasks.add(asyncio.current_task())
        try:
            while True:
                request = await _read_request(reader, writer)
                if request is None:
                    break
                await _respond(self.app, request)
                if not request.keep_alive:
                    break
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(asyncio.current_task())
            writer.close()


class TCPSite:
    def __init__(self, runner, host=None, port=None, *, reuse_address=None, reuse_port=None, **kwargs):
        self._runner = runner
        self._host = host or "0.0.0.0"
        self._port = 8080 if port is None else port
        self._server = None

    @property
    def name(self):
        return f"http://{self._host}:{self._port}"

    async def start(self):
        self._server = await asyncio.start_server(self._runner._serve, self._host, self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        self._runner.sites.append(self)
        self._runner.addresses.append((self._host, self._port))

    async def stop(self):
        if self._server is not None:
            self._server.close()
            self._server = None
            self._runner.sites.remove(self)


async def _run_app(app, host, port, print, ready):
    if asyncio.iscoroutine(app):
        app = await app
    runner = AppRunner(app)
    await runner.setup()
    try:
        sites = [TCPSite(runner, h, port) for h in ([host] if not isinstance(host, (list, tuple)) else host)]
        for site in sites:
            await site.start()
        if print:
            names = ", ".join(site.name for site in sites)
            print(f"======== Running on {names} ========\n(Press CTRL+C to quit)")
        while True:
            await asyncio.sleep(3600)
    finally:
        await runner.cleanup()


def run_app(app, *, host=None, port=None, path=None, sock=None, shutdown_timeout=60.0, print=print, loop=None,
            access_log=None, handle_signals=True, reuse_address=None, reuse_port=None, **kwargs):
    """Serves until the program is interrupted."""
    if loop is None:
        loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    task = loop.create_task(_run_app(app, host, port, print, None))
    try:
        loop.run_until_complete(task)
    except (KeyboardInterrupt, GracefulExit):
        task.cancel()
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
    finally:
        loop.close()


class GracefulExit(SystemExit):
    code = 1


def __getattr__(name):
    if name in ("WebSocketResponse", "WSMsgType", "UnixSite", "SockSite"):
        raise AttributeError(f"aiohttp.web.{name} is not part of GILscope's simulated library")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
