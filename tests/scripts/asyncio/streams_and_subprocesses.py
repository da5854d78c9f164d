"""Streams, protocols and subprocesses."""
import asyncio
async def handle(r,w):
    while True:
        d=await r.readline()
        if not d: break
        w.write(b"echo:"+d); await w.drain()
    w.close(); await w.wait_closed()
async def main():
    s=await asyncio.start_server(handle,"127.0.0.1",0)
    port=s.sockets[0].getsockname()[1]
    async def client(i):
        r,w=await asyncio.open_connection("127.0.0.1",port)
        w.write(b"hello %d\nsecond\n"%i); await w.drain()
        a=await r.readline(); b=await r.readuntil(b"\n")
        w.write_eof(); rest=await r.read(); w.close(); await w.wait_closed()
        return a,b,rest
    async with s:
        print(await asyncio.gather(*[client(i) for i in range(3)]))
    class P(asyncio.Protocol):
        def connection_made(self,t): self.t=t; print("made")
        def data_received(self,d): print("data",d); self.t.write(d.upper())
        def connection_lost(self,e): print("lost",e)
    loop=asyncio.get_running_loop()
    srv=await loop.create_server(P,"127.0.0.1",0)
    port=srv.sockets[0].getsockname()[1]
    r,w=await asyncio.open_connection("127.0.0.1",port); w.write(b"abc"); print(await r.read(100)); w.close(); await asyncio.sleep(0.1); srv.close(); await srv.wait_closed()
    try: await asyncio.open_connection("127.0.0.1",1)
    except ConnectionRefusedError as e: print(e)
    p=await asyncio.create_subprocess_exec("echo","hi there",stdout=asyncio.subprocess.PIPE)
    print(await p.communicate(), p.returncode)
    p=await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3",stdout=asyncio.subprocess.PIPE,stderr=asyncio.subprocess.PIPE)
    print(await p.stdout.readline(), await p.wait(), await p.stderr.read())
    p=await asyncio.create_subprocess_exec("cat",stdin=asyncio.subprocess.PIPE,stdout=asyncio.subprocess.PIPE)
    print(await p.communicate(b"input"))
    p=await asyncio.create_subprocess_exec("sleep","5"); p.kill(); print(await p.wait())
asyncio.run(main())
