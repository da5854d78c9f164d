"""A tiny HTTP server over asyncio streams with routes, and a client by hand that asks it concurrently."""
import asyncio
import json
from http import HTTPStatus
from urllib.parse import parse_qs, quote, unquote, urlsplit


class App:
    def __init__(self):
        self.routes = {}
        self.requests = 0

    def route(self, path, method="GET"):
        def register(handler):
            self.routes[method, path] = handler
            return handler
        return register

    async def __call__(self, reader, writer):
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 1)
            head, *header_lines = request.decode().split("\r\n")
            method, target, _version = head.split()
            headers = dict(line.lower().split(": ", 1) for line in header_lines if line)
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            status, answer = await self.dispatch(method, target, body)
            self.requests += 1
            payload = json.dumps(answer, sort_keys=True).encode()
            writer.write(f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
                         f"Content-Length: {len(payload)}\r\nConnection: close\r\n\r\n".encode() + payload)
            await writer.drain()
        finally:
            writer.close()

    async def dispatch(self, method, target, body):
        url = urlsplit(target)
        handler = self.routes.get((method, unquote(url.path)))
        if handler is None:
            known = [m for m, p in self.routes if p == url.path]
            return (HTTPStatus.METHOD_NOT_ALLOWED if known else HTTPStatus.NOT_FOUND), {"error": url.path}
        try:
            result = handler(query=parse_qs(url.query), body=body)
            if asyncio.iscoroutine(result):
                result = await result
            return HTTPStatus.OK, result
        except Exception as e:
            return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": f"{type(e).__name__}: {e}"}


app = App()
todos = []


@app.route("/")
def index(query, body):
    return {"hello": query.get("name", ["world"])[0]}


@app.route("/slow")
async def slow(query, body):
    await asyncio.sleep(0.02)
    return "finally"


@app.route("/todos", "POST")
def create(query, body):
    todos.append(json.loads(body))
    return {"id": len(todos), **todos[-1]}


@app.route("/crash")
def crash(query, body):
    return [][1]


async def request(port, method, target, data=None):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = b"" if data is None else json.dumps(data).encode()
    writer.write(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    head, _, payload = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    await writer.wait_closed()
    status_line, *headers = head.decode().split("\r\n")
    return status_line.split(" ", 1)[1], json.loads(payload), len(headers)


async def main():
    server = await asyncio.start_server(app, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        answers = await asyncio.gather(
            request(port, "GET", "/"), request(port, "GET", "/?name=" + quote("Zoë & co")), request(port, "GET", "/slow"),
            request(port, "POST", "/todos", {"title": "write tests", "done": False}), request(port, "DELETE", "/todos"),
            request(port, "GET", "/nowhere"), request(port, "GET", "/crash"), request(port, "POST", "/todos", None))
        for a in answers:
            print(a)
    print(app.requests, todos)


asyncio.run(main())
