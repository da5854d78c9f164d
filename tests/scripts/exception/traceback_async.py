# A report on standard error.
async def c():
    await d()
async def d():
    return 1 // 0
try:
    c().send(None)
except ZeroDivisionError:
    raise
