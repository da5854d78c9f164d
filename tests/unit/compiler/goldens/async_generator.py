async def f():
    x = yield 1
    await x
