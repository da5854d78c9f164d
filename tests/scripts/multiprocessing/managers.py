"""Managers, proxies and shared memory."""
import multiprocessing as mp
from multiprocessing.managers import BaseManager, BaseProxy
from multiprocessing import shared_memory
class Math:
    def __init__(self, b=0): self.b=b
    def add(self,x): self.b+=x; return self.b
    def boom(self): raise ValueError("boom")
class MyM(BaseManager): pass
MyM.register("Math",Math)
def w(d,l,ns,lock,q,v):
    for i in range(5):
        with lock: v.value+=1; ns.x=ns.x+1
    d[mp.current_process().name]=len(l); l.append(1);  q.put(("done",))
def wm(m): 
    for i in range(3): m.add(1)
def ws(name):
    s=shared_memory.SharedMemory(name); s.buf[0]=99; s.close()
if __name__=="__main__":
    with mp.Manager() as m:
        d=m.dict({"a":1}); l=m.list([1,2,3]); ns=m.Namespace(); ns.x=10; lock=m.Lock(); q=m.Queue(); v=m.Value("i",0)
        ps=[mp.Process(target=w,args=(d,l,ns,lock,q,v)) for _ in range(3)]
        [p.start() for p in ps]; [p.join() for p in ps]
        print(len(d), d["a"], l, len(l), ns, ns.x, q.get(), q.qsize(), v.value, sorted(d.keys())[0], dict(d)["a"])
        print(d.get("zz"), "a" in d, sorted(d.values())[:1], l[0], l[1:], sum(l), str(ns), type(l).__name__, list(d)[0])
        l.sort(reverse=True); l.extend([7]); l+= [8]; print(l[:], l.index(8), l.pop())
        try: d["nokey"]
        except KeyError as e: print("KE", e)
        try: l[100]
        except IndexError as e: print(e)
        ev=m.Event(); ev.set(); print(ev.is_set()); d["n"]=m.list([5]); print(d["n"][0], d.copy()["a"], repr(d)[:30], ns)
        for k in d: pass
        print(d.items()[0] if isinstance(d.items(),list) else d.items())
    with MyM() as mm:
        a=mm.Math(5); print(a.add(2)); ps=[mp.Process(target=wm,args=(a,)) for _ in range(2)]; [p.start() for p in ps]; [p.join() for p in ps]; print(a.add(0))
        try: a.boom()
        except ValueError as e: print(repr(e))
    s=shared_memory.SharedMemory(create=True,size=16); p=mp.Process(target=ws,args=(s.name,)); p.start(); p.join(); print(s.buf[0], s.size>=16); s.buf[1:3]=b"ab"; print(bytes(s.buf[0:3])); s.close(); s.unlink()
    sl=shared_memory.ShareableList([1,"a",2.5,None,True]); print(sl[0],list(sl)); sl[1]="bb"; print(sl[1],len(sl)); sl.shm.close(); sl.shm.unlink()
    try: shared_memory.SharedMemory("nosuch_zz")
    except FileNotFoundError as e: print(e)
    import signal
    print(signal.SIGTERM, repr(signal.SIGINT), signal.Signals(15).name); 
