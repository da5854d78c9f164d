"""multiprocessing.connection Listener and Client with a secret, and a small RPC on top of them."""
from multiprocessing import AuthenticationError, Process
from multiprocessing.connection import Client, Listener
from threading import Thread


class RPCHandler:
    def __init__(self):
        self._functions = {}

    def register_function(self, func):
        self._functions[func.__name__] = func
        return func

    def handle_connection(self, connection):
        try:
            while True:
                func_name, args, kwargs = connection.recv()
                try:
                    r = self._functions[func_name](*args, **kwargs)
                    connection.send((True, r))
                except Exception as e:
                    connection.send((False, e))
        except EOFError:
            pass


class RPCProxy:
    def __init__(self, connection):
        self._connection = connection

    def __getattr__(self, name):
        def do_rpc(*args, **kwargs):
            self._connection.send((name, args, kwargs))
            ok, result = self._connection.recv()
            if not ok:
                raise result
            return result
        return do_rpc


handler = RPCHandler()


@handler.register_function
def add(x, y=1):
    return x + y


@handler.register_function
def divide(x, y):
    return x / y


def rpc_server(listener, connections):
    for _ in range(connections):
        try:
            client = listener.accept()
        except AuthenticationError as e:
            print("server: AuthenticationError", e)
            continue
        t = Thread(target=handler.handle_connection, args=(client,))
        t.daemon = True
        t.start()


def remote(address, n):
    with Client(address, authkey=b"peekaboo") as c:
        RPCProxy(c).add(n, y=n)


if __name__ == "__main__":
    listener = Listener(("localhost", 0), authkey=b"peekaboo")
    server = Thread(target=rpc_server, args=(listener, 4))
    server.start()
    c = Client(listener.address, authkey=b"peekaboo")
    proxy = RPCProxy(c)
    print(proxy.add(2, 3), proxy.add("a", y="b"), proxy.add(41))
    for attempt in (lambda: proxy.divide(1, 0), lambda: proxy.unknown(), lambda: proxy.add()):
        try:
            attempt()
        except Exception as e:
            print(type(e).__name__, str(e)[:40])
    try:
        Client(listener.address, authkey=b"wrong")
    except AuthenticationError as e:
        print("client: AuthenticationError", e)
    ps = [Process(target=remote, args=(listener.address, n)) for n in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print([p.exitcode for p in ps], listener.last_accepted is not None)
    c.close()
    server.join()
    listener.close()
