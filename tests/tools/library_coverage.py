#!/usr/bin/env python3
"""Which of the library's attributes that real programs use exist in ours?

Reads a list of usages (attrs.tsv: name, number of programs, ...), asks our VM about each of them, and says what share
exists: of the names, and weighted by the number of programs. `module.Class().name` is looked up on the class or on an
instance that the probe makes; `with x()` asks for the context manager's methods.
Usage: tests/tools/library_coverage.py ATTRS.TSV [--missing]
Environment: GILSCOPE, the command-line program (default: build/native/gilscope).
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GILSCOPE = os.environ.get("GILSCOPE", str(ROOT / "build/native/gilscope"))

PROBE = r'''
import asyncio, importlib, socket, sys

NAMES = @NAMES@

SAMPLES = {
    "asyncio.get_event_loop()": "loop", "asyncio.get_running_loop()": "loop", "asyncio.new_event_loop()": "loop",
    "asyncio.create_task()": "task", "asyncio.current_task()": "task", "asyncio.TaskGroup().create_task()": "task",
    "asyncio.create_subprocess_exec()": "child", "asyncio.create_subprocess_shell()": "child",
    "asyncio.start_server()": "server", "asyncio.get_event_loop().run_until_complete()": "server",
    "asyncio.timeout()": "asyncio.timeout(1)", "aiohttp.ClientSession()": "session",
    "aiohttp.ClientSession().get()": "response", "threading.current_thread()": "threading.Thread",
    "threading.currentThread()": "threading.Thread", "threading.Lock()": "threading.Lock()",
    "threading.RLock()": "threading.RLock()", "multiprocessing.Pool()": "multiprocessing.pool.Pool",
    "multiprocessing.Manager()": "multiprocessing.managers.SyncManager",
    "multiprocessing.Queue()": "multiprocessing.queues.Queue",
    "multiprocessing.JoinableQueue()": "multiprocessing.queues.JoinableQueue",
    "multiprocessing.Event()": "multiprocessing.Event()", "multiprocessing.Lock()": "multiprocessing.Lock()",
    "multiprocessing.Value()": "multiprocessing.Value('i', 0)",
    "multiprocessing.current_process()": "multiprocessing.current_process()",
    "multiprocessing.get_context()": "multiprocessing.get_context()",
    "multiprocessing.Process()": "multiprocessing.Process(target=print)",
    "multiprocessing.Pool().apply_async()": "multiprocessing.pool.AsyncResult",
    "concurrent.futures.ThreadPoolExecutor().submit()": "concurrent.futures.Future",
    "concurrent.futures.ProcessPoolExecutor().submit()": "concurrent.futures.Future",
    "logging.getLogger()": "logging.getLogger('x')", "requests.get()": "requests.get('http://httpbin.org/json')",
    "urllib.request.urlopen()": "urllib.request.urlopen('http://httpbin.org/json')",
    "urllib.request.urlopen().read()": "b''", "urllib.parse.urlsplit()": "urllib.parse.urlsplit('http://a/b')",
    "datetime.datetime.now()": "datetime.datetime.now()", "hashlib.sha256()": "hashlib.sha256()",
    "tempfile.TemporaryDirectory()": "tempfile.TemporaryDirectory()", "threading.Thread()": "threading.Thread()",
    "socketserver.TCPServer()": "socketserver.TCPServer(('localhost', 0), socketserver.BaseRequestHandler)",
    "socketserver.BaseRequestHandler()": "handler", "argparse.ArgumentParser()": "argparse.ArgumentParser()",
    "threading.Timer()": "threading.Timer(1, print)",
}
MODULES = ["multiprocessing.pool", "multiprocessing.managers", "multiprocessing.queues", "concurrent.futures",
           "urllib.request", "urllib.parse", "logging", "requests", "datetime", "hashlib", "tempfile", "socketserver",
           "argparse", "threading", "aiohttp"]
space = {"asyncio": asyncio}


def resolve(dotted):
    """The object at the end of a dotted path without calls."""
    parts = dotted.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
            break
        except ImportError:
            continue
    else:
        raise ImportError(dotted)
    for part in parts[count:]:
        found = getattr(found, part)
    return found


def look(text):
    kind = ""
    for prefix in ("async with ", "with "):
        if text.startswith(prefix):
            kind, text = prefix, text[len(prefix):]
            break
    head, separator, tail = text.rpartition("()")
    if not separator:
        return resolve(text)
    call = head + "()"
    if call in SAMPLES:
        found = eval(SAMPLES[call], space)
    elif "()" in head:
        raise LookupError("no sample for " + call)
    else:
        found = resolve(head)
    for part in tail.split(".")[1:]:
        found = getattr(found, part)
    if kind:
        getattr(found, "__aenter__" if kind.startswith("async") else "__enter__")
    return found


class _Handler:
    request = client_address = server = None


async def main():
    for name in MODULES:
        try:
            space[name.split(".")[0]] = __import__(name)
        except ImportError:
            pass
    async def nothing(*args):
        pass
    space["loop"] = asyncio.get_running_loop()
    space["task"] = asyncio.current_task()
    space["child"] = await asyncio.create_subprocess_exec("echo", "x", stdin=asyncio.subprocess.PIPE,
                                                         stdout=asyncio.subprocess.PIPE)
    space["server"] = await asyncio.start_server(nothing, "localhost", 0)
    space["handler"] = _Handler()
    if "aiohttp" in space:
        space["session"] = space["aiohttp"].ClientSession()
        space["response"] = await space["session"].get("http://httpbin.org/json")
    for name in NAMES:
        try:
            look(name)
        except BaseException as problem:
            print("MISSING", name, "|", type(problem).__name__, problem)
    print("DONE")

asyncio.run(main())
'''


def main() -> int:
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if len(paths) != 1:
        print(__doc__)
        return 2
    counts = {}
    for line in pathlib.Path(paths[0]).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, programs = line.split("\t")[:2]
            counts[name] = int(programs)
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "probe.py"
        script.write_text(PROBE.replace("@NAMES@", repr(list(counts))), encoding="utf-8")
        done = subprocess.run([GILSCOPE, "run", str(script)], capture_output=True, text=True)
    if "DONE" not in done.stdout:
        print(done.stdout[-2000:], done.stderr[-2000:])
        return 1
    missing = {}
    for line in done.stdout.splitlines():
        if line.startswith("MISSING "):
            name, _, why = line[8:].partition(" | ")
            missing[name] = why
    if "--missing" in sys.argv:
        for name, why in missing.items():
            print(f"{counts[name]:5} {name}: {why}")
    total = sum(counts.values())
    there = total - sum(counts[name] for name in missing)
    print(f"{len(counts) - len(missing)} of {len(counts)} names exist; weighted by programs {100 * there / total:.2f} %")
    return 0


sys.exit(main())
