#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# 多线程、多进程、ThreadLocal、分布式进程前的练习 (教程风格)
import multiprocessing, os, random, threading, time

# 新线程执行的代码:
def loop():
    print('thread %s is running...' % threading.current_thread().name)
    n = 0
    while n < 3:
        n = n + 1
        print('thread %s >>> %s' % (threading.current_thread().name, n))
        time.sleep(0.002)
    print('thread %s ended.' % threading.current_thread().name)

print('thread %s is running...' % threading.current_thread().name)
t = threading.Thread(target=loop, name='LoopThread')
t.start()
t.join()
print('thread %s ended.' % threading.current_thread().name)

# 假定这是你的银行存款:
balance = 0
lock = threading.Lock()

def change_it(n):
    # 先存后取,结果应该为0:
    global balance
    balance = balance + n
    balance = balance - n

def run_thread(n):
    for i in range(200):
        # 先要获取锁:
        lock.acquire()
        try:
            # 放心地改吧:
            change_it(n)
        finally:
            # 改完了一定要释放锁:
            lock.release()

t1 = threading.Thread(target=run_thread, args=(5,))
t2 = threading.Thread(target=run_thread, args=(8,))
t1.start(); t2.start()
t1.join(); t2.join()
print('余额:', balance)

# 创建全局ThreadLocal对象:
local_school = threading.local()

def process_student():
    # 获取当前线程关联的student:
    std = local_school.student
    print('Hello, %s (in %s)' % (std, threading.current_thread().name))

def process_thread(name):
    # 绑定ThreadLocal的student:
    local_school.student = name
    process_student()

for 名字, 线程名 in (('Alice', 'Thread-A'), ('小明', 'Thread-B')):
    t = threading.Thread(target=process_thread, args=(名字,), name=线程名)
    t.start()
    t.join()

# 写数据进程执行的代码:
def write(q):
    for value in ['甲', '乙', '丙']:
        print('Put %s to queue...' % value)
        q.put(value)
        time.sleep(0.01)

# 读数据进程执行的代码:
def read(q):
    while True:
        value = q.get(True)
        print('Get %s from queue.' % value)

def long_time_task(name):
    start = time.time()
    time.sleep(random.random() * 0.01)
    end = time.time()
    return '任务 %s 用时%s1秒' % (name, '小于' if end - start < 1 else '大于')

if __name__ == '__main__':
    q = multiprocessing.Queue()
    pw = multiprocessing.Process(target=write, args=(q,))
    pr = multiprocessing.Process(target=read, args=(q,))
    pr.start()
    time.sleep(0.05)
    pw.start()
    pw.join()
    time.sleep(0.05)
    # pr进程里是死循环,无法等待其结束,只能强行终止:
    pr.terminate()
    pr.join()
    print('子进程退出码', pr.exitcode)
    p = multiprocessing.Pool(4)
    结果 = [p.apply_async(long_time_task, args=(i,)) for i in range(5)]
    print('Waiting for all subprocesses done...')
    p.close()
    p.join()
    for r in 结果:
        print(r.get())
    print('All subprocesses done.', os.getpid() > 0)
