from concurrent.futures import ProcessPoolExecutor
import time

def cpu_bound_task(n):
    return sum(i * i for i in range(n))

numbers = [1000000] * 4

with ProcessPoolExecutor() as executor:
    results = list(executor.map(cpu_bound_task, numbers))

print(results)
