"""A connection for each thread with threading.local, as web frameworks do."""
# sorted
import itertools
import threading
import time

ids = itertools.count(1)
id_lock = threading.Lock()


class FakeConnection:
    opened = 0
    closed = 0

    def __init__(self, dsn):
        with id_lock:
            self.id = next(ids)
            FakeConnection.opened += 1
        self.dsn = dsn
        self.queries = []

    def execute(self, sql, *params):
        time.sleep(0.002)
        self.queries.append((sql, params))
        return [len(self.queries)] * len(params)

    def close(self):
        with id_lock:
            FakeConnection.closed += 1

    def __repr__(self):
        return f"<FakeConnection {self.dsn}>"


class Database(threading.local):
    # __init__ runs once in each thread that touches the object
    def __init__(self, dsn):
        self.connection = FakeConnection(dsn)
        self.transaction_depth = 0

    def __enter__(self):
        self.transaction_depth += 1
        return self.connection

    def __exit__(self, *exc):
        self.transaction_depth -= 1


db = Database("sqlite://memory")
plain = threading.local()
plain.name = "main"


def handle_request(user):
    plain.name = user
    assert not hasattr(plain, "depth")
    plain.depth = 1
    with db as conn:
        for page in range(3):
            conn.execute("select * from pages where user=? and page=?", user, page)
        with db:
            print(user, "depth", db.transaction_depth)
        print(user, "queries", len(conn.queries), plain.name, plain.depth)
    conn.close()
    print(user, sorted(plain.__dict__.items()))


threads = [threading.Thread(target=handle_request, args=(f"user{i}",)) for i in range(6)]
[t.start() for t in threads]
[t.join() for t in threads]
print("main still", plain.name, hasattr(plain, "depth"), db.connection, db.transaction_depth)
print("opened", FakeConnection.opened, "closed", FakeConnection.closed)
try:
    plain.depth
except AttributeError as e:
    print("AttributeError:", e)
