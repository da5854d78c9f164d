"""A process that sends itself a deadly signal does nothing more; a pool whose worker did so is broken."""
import concurrent.futures
import multiprocessing
import os
import signal


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)
    print("never seen")


if __name__ == "__main__":
    process = multiprocessing.Process(target=crash)
    process.start()
    process.join()
    print(process.exitcode)
    for _ in range(2):
        executor = concurrent.futures.ProcessPoolExecutor(2)
        try:
            executor.submit(crash).result()
        except concurrent.futures.process.BrokenProcessPool as error:
            print(error)
        executor.shutdown()
