"""fork and spawn contexts: what the child sees of the parent's globals, and what cannot be pickled."""
# sorted
import multiprocessing as mp
import os

state = {"set in": "module"}


class Job:
    def __init__(self, n):
        self.n = n

    def __call__(self):
        print(f"job {self.n} sees {state['set in']}")


def show(q, label):
    q.put((label, state["set in"], mp.current_process().name.split("-")[0], mp.get_start_method()))


def check(method):
    ctx = mp.get_context(method)
    q = ctx.Queue()
    p = ctx.Process(target=show, args=(q, method))
    p.start()
    result = q.get()
    p.join()
    return result, p.exitcode, type(p).__name__


if __name__ == "__main__":
    state["set in"] = "main block"
    print(sorted(mp.get_all_start_methods()))
    for method in ("fork", "spawn"):
        print(check(method))
    p = mp.get_context("fork").Process(target=Job(1))
    p.start()
    p.join()
    p = mp.get_context("spawn").Process(target=Job(2))
    p.start()
    p.join()
    try:
        mp.get_context("spawn").Process(target=lambda: None).start()
    except Exception as e:
        print(type(e).__name__, "lambda" in str(e))
    try:
        mp.get_context("teleport")
    except ValueError as e:
        print("ValueError:", e)
    mp.set_start_method("fork", force=True)
    try:
        mp.set_start_method("spawn")
    except RuntimeError as e:
        print("RuntimeError:", e)
    with mp.get_context("spawn").Pool(2) as pool:
        print(pool.map(os.path.basename, ["/a/b", "/c/d.txt"]))
    print(mp.parent_process(), mp.current_process().name, mp.cpu_count() >= 1)
