"""A key-value store on socketserver.ThreadingTCPServer with a text protocol, and clients that hammer it."""
import socket
import socketserver
import threading


class KeyValueHandler(socketserver.StreamRequestHandler):
    def setup(self):
        super().setup()
        self.server.stats["connections"] += 1

    def handle(self):
        for raw in self.rfile:
            line = raw.decode().strip()
            try:
                answer = self.execute(*line.split())
            except (KeyError, ValueError, TypeError) as e:
                answer = f"ERR {type(e).__name__}"
            if answer is None:
                break
            self.wfile.write(f"{answer}\n".encode())

    def execute(self, command, *args):
        store, lock = self.server.store, self.server.lock
        with lock:
            self.server.stats["commands"] += 1
            if command == "SET":
                key, value = args
                store[key] = value
                return "OK"
            if command == "GET":
                (key,) = args
                return store[key]
            if command == "INCR":
                store[args[0]] = str(int(store.get(args[0], 0)) + 1)
                return store[args[0]]
            if command == "KEYS":
                return " ".join(sorted(store)) or "-"
            if command == "QUIT":
                return None
        raise ValueError(command)


class KeyValueServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address):
        super().__init__(address, KeyValueHandler)
        self.store, self.lock = {}, threading.Lock()
        self.stats = {"connections": 0, "commands": 0}


class Client:
    def __init__(self, address):
        self.sock = socket.create_connection(address)
        self.file = self.sock.makefile("rw", encoding="utf-8", newline="\n")

    def __call__(self, *words):
        print(*words, file=self.file, flush=True)
        return self.file.readline().rstrip("\n")

    def close(self):
        self.file.close()
        self.sock.close()


def hammer(address, n):
    client = Client(address)
    for _ in range(5):
        client("INCR", "counter")
    client("SET", f"client{n}", n * n)
    client.close()


with KeyValueServer(("127.0.0.1", 0)) as server:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.daemon = True
    thread.start()
    c = Client(server.server_address)
    print(c("SET", "name", "python"), c("GET", "name"), c("GET", "nothing"), c("INCR", "name"), c("FLY"), c("SET", "x"))
    threads = [threading.Thread(target=hammer, args=(server.server_address, n)) for n in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(c("GET", "counter"), "|", c("KEYS"))
    print(repr(c("QUIT")))
    c.close()
    server.shutdown()
    thread.join(1)
    print(thread.is_alive(), server.stats)


class Once(socketserver.BaseRequestHandler):
    def handle(self):
        self.data = self.request.recv(1024).strip()
        self.request.sendall(self.data[::-1])


with socketserver.TCPServer(("localhost", 0), Once) as simple:
    t = threading.Thread(target=simple.handle_request)
    t.start()
    with socket.create_connection(simple.server_address) as s:
        s.sendall(b"olleh\n")
        print(s.recv(1024))
    t.join()
