async def f(a):
    async with a as b:
        await b
    async for x in b:
        print(x)
    return [y async for y in a]
