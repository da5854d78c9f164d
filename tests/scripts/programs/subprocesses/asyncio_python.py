"""asyncio subprocesses that run Python: the documentation's date example, talking line by line, protocol, many at once."""
import asyncio
import sys


async def get_date():
    code = 'import datetime as d; print(d.date(2024, 2, 29))'
    proc = await asyncio.create_subprocess_exec(sys.executable, '-c', code, stdout=asyncio.subprocess.PIPE)
    data = await proc.stdout.readline()
    await proc.wait()
    return data.decode('ascii').rstrip()


class DateProtocol(asyncio.SubprocessProtocol):
    def __init__(self, exit_future):
        self.exit_future = exit_future
        self.output = bytearray()
        self.pipe_closed = False
        self.exited = False

    def pipe_connection_lost(self, fd, exc):
        self.pipe_closed = True
        self.check_for_exit()

    def pipe_data_received(self, fd, data):
        self.output.extend(data)

    def process_exited(self):
        self.exited = True
        self.check_for_exit()

    def check_for_exit(self):
        if self.pipe_closed and self.exited and not self.exit_future.done():
            self.exit_future.set_result(True)


async def with_protocol():
    loop = asyncio.get_running_loop()
    exit_future = asyncio.Future(loop=loop)
    transport, protocol = await loop.subprocess_exec(
        lambda: DateProtocol(exit_future), sys.executable, '-c', 'print("through a protocol")', stdin=None, stderr=None)
    await exit_future
    transport.close()
    return bytes(protocol.output).decode().strip()


CALCULATOR = """
import sys
for line in sys.stdin:
    try:
        print(eval(line), flush=True)
    except Exception as e:
        print(type(e).__name__, flush=True)
print("bye")
"""


async def conversation():
    proc = await asyncio.create_subprocess_exec(sys.executable, "-c", CALCULATOR,
                                                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    answers = []
    for question in ("1 + 1", "2 ** 10", "1 / 0", "'x' * 3"):
        proc.stdin.write(question.encode() + b"\n")
        await proc.stdin.drain()
        answers.append((await proc.stdout.readline()).decode().strip())
    proc.stdin.close()
    rest = await proc.stdout.read()
    return answers, rest, await proc.wait()


async def worker(n):
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"import sys, time; time.sleep(0.02); print({n} * {n}); sys.exit({n})",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    out, err = await proc.communicate()
    return int(out), proc.returncode


async def main():
    print(await get_date())
    print(await with_protocol())
    print(await conversation())
    print(await asyncio.gather(*(worker(n) for n in range(4))))
    proc = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
    try:
        await asyncio.wait_for(proc.wait(), 0.1)
    except asyncio.TimeoutError:
        proc.terminate()
        print("terminated", await proc.wait())
    try:
        proc.kill()
    except ProcessLookupError:
        print("ProcessLookupError")
    proc = await asyncio.create_subprocess_exec(sys.executable, "-c", "import sys; sys.stderr.write('oops'); raise SystemExit(5)",
                                                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    print(await proc.communicate(), proc.returncode)


asyncio.run(main())
