"""Blocking sockets between threads."""
import socket, threading
def server(s):
    c,a=s.accept()
    with c:
        while d:=c.recv(100): c.sendall(d[::-1])
s=socket.socket(socket.AF_INET,socket.SOCK_STREAM); s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1); s.bind(("127.0.0.1",0)); s.listen()
t=threading.Thread(target=server,args=(s,)); t.start()
with socket.create_connection(s.getsockname()) as c:
    c.sendall(b"abc"); print(c.recv(10)); c.settimeout(0.05)
    try: c.recv(1)
    except socket.timeout as e: print(repr(e))
t.join(); s.close()
a,b=socket.socketpair(); a.send(b"xy"); print(b.recv(1),b.recv(5)); a.close(); print(b.recv(1))
