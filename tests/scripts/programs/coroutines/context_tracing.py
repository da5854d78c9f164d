"""contextvars: request ids in logs of concurrent requests, tokens, copies, and what child tasks see."""
import asyncio
import contextvars
import logging
import sys
import uuid

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id")
user = contextvars.ContextVar("user", default="anonymous")


class ContextFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get("-")
        record.user = user.get()
        return True


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(request_id)s/%(user)s] %(levelname)s %(message)s"))
handler.addFilter(ContextFilter())
log = logging.getLogger("service")
log.addHandler(handler)
log.setLevel(logging.INFO)


async def query(sql, delay):
    await asyncio.sleep(delay)
    log.info("query %s", sql)


async def audit():
    user.set("auditor")  # does not leak to the parent
    log.info("audit")


async def handle(n):
    token = request_id.set(f"req{n}")
    log.info("start")
    if n == 1:
        user.set("ann")
    await query("select 1", 0.01 * n)
    await asyncio.create_task(audit())
    log.info("end")
    request_id.reset(token)
    return request_id.get("gone"), user.get()


async def main():
    results = []
    for n in (1, 2):
        results.append(asyncio.create_task(handle(n)))
    print(await asyncio.gather(*results))
    print(request_id.get("unset"), user.get())

    ctx = contextvars.copy_context()
    print(ctx.run(lambda: (user.set("in ctx"), user.get())[1]), user.get(), ctx[user], user in ctx, request_id in ctx)
    token = user.set("x")
    print(token.var is user, token.old_value is contextvars.Token.MISSING, user.get())
    user.reset(token)
    try:
        user.reset(token)
    except RuntimeError as e:
        print("RuntimeError:", str(e).split(" at 0x")[0].split("<")[-1] != "")
    try:
        request_id.get()
    except LookupError as e:
        print("LookupError", isinstance(e.args[0], contextvars.ContextVar), request_id.name)
    loop = asyncio.get_running_loop()
    seen = []
    user.set("callback")
    loop.call_soon(lambda: seen.append(user.get()))
    user.set("changed later")
    await asyncio.sleep(0)
    print(seen, [v.name for v in contextvars.copy_context()])
    t = asyncio.create_task(asyncio.sleep(0, user.get()), context=ctx)
    print(await t)
    print(len(str(uuid.uuid4())), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"))


asyncio.run(main())
