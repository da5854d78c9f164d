"""Pool, Process, Queue, Value, Pipe, executors of both kinds."""
import multiprocessing as mp, os, sys, time
from concurrent.futures import *
import concurrent.futures as cf
def sq(x): return x*x
def who(x): time.sleep(0.02); return mp.current_process().name
def bad(x): raise ValueError("bad %d"%x)
def child(q, v, arr, lock, ev):
    for i in range(100):
        with v.get_lock(): v.value+=1
    arr[1]=7
    ev.wait()
    q.put((mp.current_process().name, mp.parent_process().name))
def initf(*a): print("init",a)
def die(x): os._exit(3)
if __name__=="__main__":
    with mp.Pool(2) as p:
        print(p.map(sq, range(20)))
        print(set(p.map(who, range(8)))=={"ForkPoolWorker-1","ForkPoolWorker-2"})
        r=p.apply_async(sq,(4,)); print(r.get(timeout=3), r.successful())
        print(list(p.imap(sq,range(5))), sorted(p.imap_unordered(sq,range(5),2)), p.starmap(pow,[(2,3),(3,2)]))
        try: p.map(bad,[1])
        except ValueError as e: print(repr(e), type(e.__cause__))
        try: p.apply(lambda: 1)
        except Exception as e: print(type(e), e.args[0][-40:])
        cb=[]; r=p.map_async(sq,[1,2],callback=cb.append); r.wait(); print(cb)
        try: p.apply_async(time.sleep,(1,)).get(0.05)
        except mp.TimeoutError as e: print("timeout", repr(e))
    q=mp.Queue(); v=mp.Value('i',0); a=mp.Array('d',[1,2,3]); l=mp.Lock(); e=mp.Event()
    ps=[mp.Process(target=child,args=(q,v,a,l,e)) for _ in range(3)]
    for p in ps: p.start()
    print(ps[0].is_alive(), ps[0].name); e.set()
    print(sorted(q.get() for _ in ps))
    for p in ps: p.join()
    print(v.value, a[:], [p.exitcode for p in ps])
    c1,c2=mp.Pipe()
    def pp(c):
        c.send({"x":[1,2,(3,)]}); print(c.recv()); c.close()
    p=mp.Process(target=pp,args=(c2,)); p.start(); c2.close(); print(c1.recv()); c1.send("hi"); p.join()
    try: c1.recv()
    except EOFError as e: print("EOF")
    p=mp.Process(target=time.sleep,args=(5,)); p.start(); p.terminate(); p.join(); print(p.exitcode)
    p=mp.Process(target=bad,args=(5,)); p.start(); p.join(); print(p.exitcode)
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(sq,range(10))), list(ex.map(sq,range(10),chunksize=3)))
        f=ex.submit(bad,1)
        try: f.result()
        except ValueError as e: print(repr(e), str(e.__cause__).splitlines()[-2])
        f=ex.submit(lambda:1)
        try: f.result()
        except Exception as e: print(type(e), str(e)[-40:])
    with ProcessPoolExecutor(2) as ex:
        f=ex.submit(die,1)
        try: f.result()
        except cf.process.BrokenProcessPool as e: print(e)
    with ThreadPoolExecutor(3, thread_name_prefix="w") as ex:
        fs=[ex.submit(sq,i) for i in range(5)]
        print(sorted(f.result() for f in as_completed(fs)))
        d,nd=wait(fs); print(len(d),len(nd))
        print(list(ex.map(sq,range(4),timeout=3)))
        f=ex.submit(bad,2); print(f.exception()); f.add_done_callback(lambda f: print("cb", f.done()))
    try: ex.submit(sq,1)
    except RuntimeError as e: print(e)
    jq=mp.JoinableQueue()
    def w(q):
        while True:
            x=q.get(); q.task_done()
    p=mp.Process(target=w,args=(jq,),daemon=True); p.start()
    for i in range(5): jq.put(i)
    jq.join(); print("joined")
    b=mp.Barrier(2)
    def bw(b): b.wait(); sys.stdout.write("passed\n"); sys.stdout.flush()
    ps=[mp.Process(target=bw,args=(b,)) for _ in range(2)]
    [p.start() for p in ps]; [p.join() for p in ps]
    print(mp.active_children()==[p for p in mp.active_children()], mp.current_process())
    from multiprocessing.pool import ThreadPool
    with ThreadPool(3) as tp: print(tp.map(sq,range(5)))
    print(mp.get_start_method(), mp.get_all_start_methods())
