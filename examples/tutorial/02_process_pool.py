import multiprocessing
import time

def square(n):
    time.sleep(0.1)  # 模拟计算
    return n * n

if __name__ == "__main__":
    numbers = [1, 2, 3, 4, 5] * 10  # 50 个数
    
    start = time.time()
    
    # 创建进程池
    with multiprocessing.Pool() as pool:
        results = pool.map(square, numbers)
    
    print("结果前5个:", results[:5])
    print("总耗时:", time.time() - start)
