"""Where exceptions of concurrent code come out: threads, futures, pools, tasks, callbacks, gather, context chains."""
import asyncio
import concurrent.futures
import io
import logging
import sys
import threading
import traceback
from multiprocessing import Pool


class AppError(Exception):
    """Base of our errors."""

    def __init__(self, message, *, code=1):
        super().__init__(message)
        self.code = code


class NotFound(AppError):
    pass


def load(key):
    try:
        return {"a": 1}[key]
    except KeyError as e:
        raise NotFound(f"no {key}", code=404) from e


def depth(n):
    return load("zz") if n == 0 else depth(n - 1)


def where(error):
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


def in_threads():
    caught = []
    threading.excepthook = lambda args: caught.append((args.exc_type.__name__, args.thread.name, where(args.exc_value)[-2:]))
    t = threading.Thread(target=depth, args=(2,), name="deep")
    t.start()
    t.join()
    threading.excepthook = threading.__excepthook__
    print(caught)


def in_futures():
    with concurrent.futures.ThreadPoolExecutor() as ex:
        f = ex.submit(load, "b")
        e = f.exception()
        print(repr(e), repr(e.__cause__), where(e)[-1], isinstance(e, AppError), e.__suppress_context__)
        try:
            f.result()
        except AppError as again:
            print(again is e, again.args)


def in_pool():
    with Pool(1) as pool:
        try:
            pool.apply(load, ("c",))
        except NotFound as e:
            print("from the pool:", e, "RemoteTraceback" in type(e.__cause__).__name__, "NotFound" in str(e.__cause__))


async def in_tasks():
    loop = asyncio.get_running_loop()
    contexts = []
    loop.set_exception_handler(lambda loop, context: contexts.append((context["message"].split(" at ")[0], type(context["exception"]).__name__)))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.001)
    print([(m.split("(")[0].strip(), e) for m, e in contexts])

    async def bad(n):
        await asyncio.sleep(0)
        raise AppError(f"task {n}", code=n)

    results = await asyncio.gather(*(bad(i) for i in range(3)), return_exceptions=True)
    print([r.code for r in results])
    t = asyncio.create_task(bad(9))
    await asyncio.wait([t])
    print(repr(t.exception()), where(t.exception()))
    try:
        try:
            await bad(1)
        finally:
            raise ValueError("in finally")
    except ValueError as e:
        print("context:", repr(e.__context__))
    try:
        try:
            await bad(1)
        except AppError:
            raise ValueError("hidden") from None
    except ValueError as e:
        print("context kept, suppressed:", repr(e.__context__), e.__suppress_context__)


def formatted():
    try:
        depth(1)
    except NotFound as e:
        e.add_note("while testing")
        text = "".join(traceback.format_exception(e))
        print(text.count("Traceback"), "direct cause" in text, text.splitlines()[-2:])
        stream = io.StringIO()
        log = logging.getLogger("errors")
        log.addHandler(logging.StreamHandler(stream))
        log.propagate = False
        log.exception("failed")
        print(stream.getvalue().splitlines()[0], stream.getvalue().count("File"))
        print(sys.exc_info()[0].__name__, traceback.format_exc().strip().splitlines()[-1])
    print(sys.exc_info())


if __name__ == "__main__":
    in_threads()
    in_futures()
    in_pool()
    asyncio.run(in_tasks())
    formatted()
