"""Pools that are dropped without shutdown(): their workers end, and what was submitted is done before."""
import gc
from concurrent import futures


def drop_thread_pool():
    executor = futures.ThreadPoolExecutor(3)
    results = executor.map(abs, range(-5, 5))
    threads = executor._threads
    del executor
    for thread in threads:
        thread.join()
    print(list(results))


def drop_process_pool():
    executor = futures.ProcessPoolExecutor(2)
    results = executor.map(abs, range(-5, 5))
    manager = executor._executor_manager_thread
    del executor
    gc.collect()
    manager.join()
    print(list(results))


if __name__ == "__main__":
    drop_thread_pool()
    drop_process_pool()
