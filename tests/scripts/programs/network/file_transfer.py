"""Files sent over sockets in chunks with a header, checked with SHA-256, received in a temporary folder."""
import hashlib
import json
import os
import shutil
import socket
import struct
import tempfile
import threading

CHUNK = 512


def recv_exactly(sock, n):
    parts = []
    while n:
        data = sock.recv(min(n, 4096))
        if not data:
            raise ConnectionError("closed in the middle")
        parts.append(data)
        n -= len(data)
    return b"".join(parts)


def send_file(sock, path):
    size = os.path.getsize(path)
    digest = hashlib.sha256()
    with open(path, "rb") as f:
        while chunk := f.read(CHUNK):
            digest.update(chunk)
    header = json.dumps({"name": os.path.basename(path), "size": size, "sha256": digest.hexdigest()}).encode()
    sock.sendall(struct.pack(">H", len(header)) + header)
    with open(path, "rb") as f:
        for chunk in iter(lambda: f.read(CHUNK), b""):
            sock.sendall(chunk)
    return recv_exactly(sock, 2) == b"OK"


def receive_files(listener, folder, count, report):
    for _ in range(count):
        conn, _ = listener.accept()
        with conn:
            (length,) = struct.unpack(">H", recv_exactly(conn, 2))
            header = json.loads(recv_exactly(conn, length))
            target = os.path.join(folder, header["name"])
            digest, left = hashlib.sha256(), header["size"]
            with open(target, "wb") as f:
                while left:
                    data = recv_exactly(conn, min(left, CHUNK))
                    digest.update(data)
                    f.write(data)
                    left -= len(data)
            ok = digest.hexdigest() == header["sha256"]
            report.append((header["name"], header["size"], ok))
            conn.sendall(b"OK" if ok else b"NO")


source, target = tempfile.mkdtemp(), tempfile.mkdtemp(prefix="received-")
try:
    for name, content in {"empty.bin": b"", "small.txt": b"hello\n", "big.dat": bytes(range(256)) * 20}.items():
        with open(os.path.join(source, name), "wb") as f:
            f.write(content)
    listener = socket.create_server(("127.0.0.1", 0))
    report = []
    t = threading.Thread(target=receive_files, args=(listener, target, 3, report))
    t.start()
    for name in sorted(os.listdir(source)):
        with socket.create_connection(listener.getsockname()) as s:
            print(name, send_file(s, os.path.join(source, name)))
    t.join()
    listener.close()
    for row in report:
        print(*row)
    print(sorted(os.listdir(target)), os.path.getsize(os.path.join(target, "big.dat")))
    with open(os.path.join(target, "small.txt")) as f:
        print(f.read().strip(), f.name.endswith("small.txt"), f.mode)
finally:
    shutil.rmtree(source)
    shutil.rmtree(target)
print(os.path.exists(source), os.path.isdir(target))
