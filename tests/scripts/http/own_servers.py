"""Servers of the program's own, asked by its own clients: http.server with urllib, requests' kin by hand."""

import http.client
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/missing":
            self.send_error(404)
            return
        body = json.dumps({"path": self.path, "agent": self.headers["User-Agent"].split("/")[0], "command": self.command}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201, "Made")
        self.end_headers()
        self.wfile.write(data.upper())

    def log_message(self, format, *args):
        print("log", format % args)


for kind in (HTTPServer, ThreadingHTTPServer):
    with kind(("localhost", 0), Handler) as server:
        port = server.server_address[1]
        print(type(server).__name__, server.server_port == port)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        base = f"http://localhost:{port}"
        with urllib.request.urlopen(base + "/a?b=1") as response:
            print(response.status, response.headers["Content-Type"], json.loads(response.read()))
        try:
            urllib.request.urlopen(base + "/missing")
        except urllib.error.HTTPError as e:
            print(e.code, e.reason, b"Nothing matches" in e.read())
        with urllib.request.urlopen(base, data=b"text") as response:
            print(response.status, response.reason, response.read())
        connection = http.client.HTTPConnection("localhost", port)
        connection.request("GET", "/x", headers={"User-Agent": "me/1"})
        response = connection.getresponse()
        print(response.status, response.reason, json.loads(response.read()))
        connection.close()
        connection = http.client.HTTPConnection("localhost", port)
        connection.request("PUT", "/x")
        print(connection.getresponse().status)
        connection.close()
        server.shutdown()
        thread.join()
