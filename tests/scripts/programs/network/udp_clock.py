"""UDP: a time service, datagrams between threads, time-outs, and an asyncio datagram endpoint."""
import asyncio
import socket
import threading

answers = {b"time": b"12:00", b"date": b"2026-01-01"}


def udp_server(sock, count):
    for _ in range(count):
        data, addr = sock.recvfrom(512)
        sock.sendto(answers.get(data, b"unknown " + data), addr)


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 0))
address = server.getsockname()
t = threading.Thread(target=udp_server, args=(server, 3))
t.start()
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(2)
for question in (b"time", b"date", b"weather"):
    client.sendto(question, address)
    reply, source = client.recvfrom(512)
    print(question.decode(), "->", reply.decode(), source == address)
t.join()
client.settimeout(0.01)
try:
    client.recvfrom(100)
except socket.timeout:
    print("no answer")
client.close()
server.close()


class EchoServerProtocol:
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(b"echo " + data, addr)

    def connection_lost(self, exc):
        print("server lost", exc)


class EchoClientProtocol(asyncio.DatagramProtocol):
    def __init__(self, messages, on_con_lost):
        self.messages = list(messages)
        self.on_con_lost = on_con_lost
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport
        self.transport.sendto(self.messages.pop(0).encode())

    def datagram_received(self, data, addr):
        print("Received:", data.decode())
        if self.messages:
            self.transport.sendto(self.messages.pop(0).encode())
        else:
            self.transport.close()

    def error_received(self, exc):
        print('Error received:', exc)

    def connection_lost(self, exc):
        self.on_con_lost.set_result(True)


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_datagram_endpoint(EchoServerProtocol, local_addr=('127.0.0.1', 0))
    addr = transport.get_extra_info('sockname')
    done = loop.create_future()
    await loop.create_datagram_endpoint(lambda: EchoClientProtocol(["Hello World!", "again", "bye"], done), remote_addr=addr)
    print(await asyncio.wait_for(done, 2))
    transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
