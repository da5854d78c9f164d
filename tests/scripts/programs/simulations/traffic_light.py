"""事件驱动的红绿灯:一个线程切换灯,汽车线程等待绿灯 (threading.Event)。"""
# sorted
import threading
import time

light = threading.Event()
passed = []
lock = threading.Lock()
stop = threading.Event()


def lighter():
    """红绿灯线程:绿灯 20 毫秒,红灯 10 毫秒"""
    count = 0
    light.set()  # 先设为绿灯
    while not stop.is_set():
        if count == 2:
            light.clear()  # 变红灯
        elif count >= 3:
            light.set()  # 变绿灯
            count = 0
        time.sleep(0.01)
        count += 1


def car(name, delay):
    time.sleep(delay)
    if not light.is_set():
        light.wait()  # 等待绿灯
    with lock:
        passed.append(name)
    print("[%s] 绿灯亮, 通过路口..." % name)


灯 = threading.Thread(target=lighter, name="红绿灯")
灯.start()
cars = [threading.Thread(target=car, args=(名字, i * 0.004)) for i, 名字 in enumerate(["特斯拉", "比亚迪", "大众", "丰田", "Mini"])]
for c in cars:
    c.start()
for c in cars:
    c.join()
stop.set()
灯.join()
print("共有 {} 辆车通过, 线程名: {}".format(len(passed), 灯.name))
print(f"{'车名':>6}|{len('特斯拉'):^5}|{'，'.join(sorted(passed))}")
