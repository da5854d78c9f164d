import multiprocessing as mp, os, time
from concurrent.futures import ProcessPoolExecutor
# How many workers of a pool come as far as this before the pool is closed is left to chance.
if not mp.current_process().name.startswith("Spawn"): print("import", __name__)
def sq(x): return x*x
def child(q, v, lock, c, ev, jq):
    with lock: v.value+=1
    q.put((mp.current_process().name, mp.parent_process().name, __name__))
    c.send([1]); ev.wait(); jq.get(); jq.task_done()
class P(mp.Process):
    def __init__(self, n): super().__init__(name="P-%d"%n); self.n=n
    def run(self): print("run", self.n, self.name, self.daemon)
if __name__=="__main__":
    mp.set_start_method("spawn")
    q=mp.Queue(); v=mp.Value('i',0); l=mp.Lock(); c1,c2=mp.Pipe(); ev=mp.Event(); jq=mp.JoinableQueue()
    p=mp.Process(target=child,args=(q,v,l,c2,ev,jq)); p.start()
    ev.set(); jq.put(1); jq.join()
    print(q.get(), c1.recv()); p.join(); print(v.value, p.exitcode)
    x=P(3); x.start(); x.join()
    with mp.Pool(2) as pool: print(pool.map(sq, range(5)))
    with ProcessPoolExecutor(2) as ex: print(list(ex.map(sq,range(5))))
    try: mp.Process(target=lambda:1).start()
    except Exception as e: print(type(e), str(e)[-40:])
