"""A TCP echo server with one thread for each client, and clients in threads; sockets as in every tutorial."""
# sorted
import socket
import threading

HOST = '127.0.0.1'


def handle_client(conn, addr):
    with conn:
        while True:
            data = conn.recv(1024)
            if not data:
                break
            conn.sendall(data.upper())
    closed.append(addr[0])


def server(sock, clients):
    for _ in range(clients):
        conn, addr = sock.accept()
        threading.Thread(target=handle_client, args=(conn, addr)).start()
    sock.close()


def client(n, port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
        s.connect((HOST, port))
        for word in ("hello", f"from {n}"):
            s.sendall(word.encode('utf-8'))
            print(n, s.recv(1024).decode())
        print(n, s.getpeername() == (HOST, port), s.getsockname()[0], s.fileno() >= 0)
    print(n, "closed", s.fileno())


closed = []
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((HOST, 0))
listener.listen(5)
port = listener.getsockname()[1]
t = threading.Thread(target=server, args=(listener, 3))
t.start()
clients = [threading.Thread(target=client, args=(n, port)) for n in range(3)]
for c in clients:
    c.start()
for c in clients:
    c.join()
t.join()
try:
    socket.create_connection((HOST, port), timeout=1)
except ConnectionRefusedError as e:
    print("refused", e.errno, type(e).__mro__[1].__name__)
with socket.socket() as s:
    s.settimeout(0.01)
    print(s.gettimeout(), s.family.name, s.type.name)
    s.bind((HOST, 0))
    s.listen()
    try:
        s.accept()
    except socket.timeout as e:
        print("timeout:", e, socket.timeout is TimeoutError)
    other = socket.socket()
    try:
        other.bind(s.getsockname())
    except OSError as e:
        print("OSError", e.errno, e.strerror)
    other.close()
try:
    s.recv(1)
except OSError as e:
    print("OSError", e.errno, e.strerror)
a, b = socket.socketpair()
a.send(b"pair")
print(b.recv(10), a.close(), b.recv(10))
b.close()
