"""asyncio.create_subprocess_exec and _shell: output, exit codes, stdin, several commands at once, time-outs."""
import asyncio
import sys


async def run(cmd):
    proc = await asyncio.create_subprocess_shell(
        cmd,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE)
    stdout, stderr = await proc.communicate()
    print(f'[{cmd!r} exited with {proc.returncode}]')
    if stdout:
        print(f'[stdout]\n{stdout.decode()}', end="")
    if stderr:
        print(f'[stderr] {len(stderr) > 0}')


async def get_line():
    proc = await asyncio.create_subprocess_exec("echo", "line one", stdout=asyncio.subprocess.PIPE)
    data = await proc.stdout.readline()
    line = data.decode('ascii').rstrip()
    await proc.wait()
    return line, proc.returncode, proc.pid > 0


async def through_cat(text):
    proc = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    out, err = await proc.communicate(text.encode())
    return out.decode(), err


async def interactive():
    proc = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    answers = []
    for word in ("alpha", "beta"):
        proc.stdin.write(word.encode() + b"\n")
        await proc.stdin.drain()
        answers.append(await proc.stdout.readline())
    proc.stdin.close()
    return answers, await proc.wait()


async def too_slow():
    proc = await asyncio.create_subprocess_exec("sleep", "5")
    try:
        await asyncio.wait_for(proc.wait(), timeout=0.05)
    except asyncio.TimeoutError:
        proc.kill()
        return "killed", await proc.wait()


async def terminated():
    proc = await asyncio.create_subprocess_exec("sleep", "5")
    proc.terminate()
    await proc.wait()
    return proc.returncode


async def main():
    await run("echo hello; echo world")
    await run("exit 3")
    await run("ls /no/such/place")
    print(await get_line())
    print(await through_cat("a\nb\n"))
    print(await interactive())
    print(await too_slow(), await terminated())
    print(await asyncio.gather(*(through_cat(str(n)) for n in range(3))))
    try:
        await asyncio.create_subprocess_exec("no-such-command-here")
    except FileNotFoundError as e:
        print("FileNotFoundError", e.errno, e.filename)
    procs = [await asyncio.create_subprocess_exec("sleep", "0.02") for _ in range(3)]
    codes = await asyncio.gather(*(p.wait() for p in procs))
    print(codes)


asyncio.run(main())
