"""Task and result queues for worker processes, with poison pills: the PyMOTW classic."""
# sorted
import multiprocessing
import time


class Consumer(multiprocessing.Process):

    def __init__(self, task_queue, result_queue):
        multiprocessing.Process.__init__(self)
        self.task_queue = task_queue
        self.result_queue = result_queue

    def run(self):
        proc_name = self.name
        while True:
            next_task = self.task_queue.get()
            if next_task is None:
                # Poison pill means shutdown
                print('{}: Exiting'.format(proc_name))
                self.task_queue.task_done()
                break
            answer = next_task()
            self.task_queue.task_done()
            self.result_queue.put(answer)


class Task:

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __call__(self):
        time.sleep(0.005)  # pretend to take time to do the work
        return '{self.a} * {self.b} = {product}'.format(self=self, product=self.a * self.b)

    def __str__(self):
        return '{self.a} * {self.b}'.format(self=self)


class BadTask(Task):
    def __call__(self):
        try:
            return super().__call__() + str(1 // self.b)
        except ZeroDivisionError as e:
            return e


if __name__ == '__main__':
    # Establish communication queues
    tasks = multiprocessing.JoinableQueue()
    results = multiprocessing.Queue()

    # Start consumers
    num_consumers = 2
    print('Creating {} consumers'.format(num_consumers))
    consumers = [Consumer(tasks, results) for i in range(num_consumers)]
    for w in consumers:
        w.start()

    # Enqueue jobs
    num_jobs = 8
    for i in range(num_jobs):
        tasks.put(Task(i, i))
    tasks.put(BadTask(1, 0))

    # Add a poison pill for each consumer
    for i in range(num_consumers):
        tasks.put(None)

    # Wait for all of the tasks to finish
    tasks.join()

    # Start printing results
    for _ in range(num_jobs + 1):
        result = results.get()
        print('Result:', repr(result))
    for w in consumers:
        w.join()
    print(results.empty(), [w.exitcode for w in consumers])
    try:
        results.get(timeout=0.01)
    except Exception as e:
        print(type(e).__module__, type(e).__name__)
