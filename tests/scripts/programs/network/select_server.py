"""A single-threaded chat relay with select.select, driven by clients in threads."""
import select
import socket
import threading


class Relay(threading.Thread):
    def __init__(self):
        super().__init__(name="relay")
        self.listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(10)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.inputs, self.names, self.events = [self.listener], {}, []
        self.everybody = threading.Event()

    def run(self):
        while self.inputs:
            readable, _, exceptional = select.select(self.inputs, [], self.inputs, 1)
            if not (readable or exceptional):
                self.events.append("idle")
                continue
            for s in readable:
                if s is self.listener:
                    conn, _ = s.accept()
                    conn.setblocking(False)
                    self.inputs.append(conn)
                    if len(self.inputs) == 4:
                        self.inputs.remove(self.listener)
                        self.listener.close()
                        self.everybody.set()
                    continue
                data = s.recv(1024)
                if data:
                    self.relay(s, data)
                else:
                    self.inputs.remove(s)
                    s.close()
                    self.events.append("left")

    def relay(self, source, data):
        self.events.append(data.decode().strip())
        for s in self.inputs:
            if s is not source and s is not self.listener:
                s.sendall(data)


def talk(relay, n, received):
    s = socket.create_connection(("127.0.0.1", relay.port))
    relay.everybody.wait()
    s.sendall(f"message from {n}\n".encode())
    buffer = b""
    while buffer.count(b"\n") < 2:
        buffer += s.recv(100)
    received[n] = sorted(buffer.decode().splitlines())
    barrier.wait()
    s.shutdown(socket.SHUT_WR)
    s.close()


relay = Relay()
relay.start()
received = {}
barrier = threading.Barrier(3)
threads = [threading.Thread(target=talk, args=(relay, n, received)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
relay.join()
for n, lines in sorted(received.items()):
    print(n, lines)
print(sorted(relay.events))
r, w = socket.socketpair()
print(select.select([r], [w], [], 0)[1] == [w], select.select([r], [], [], 0.01))
w.send(b"x")
print(select.select([r], [], [], 1)[0] == [r])
