import threading
import time
import requests

def fetch(url):
    print(f"开始下载 {url}")
    response = requests.get(url)
    print(f"{url} 下载完成，长度: {len(response.text)}")

urls = [
    "https://httpbin.org/delay/1",
    "https://httpbin.org/delay/1",
    "https://httpbin.org/delay/1"
]

start = time.time()

threads = []
for url in urls:
    t = threading.Thread(target=fetch, args=(url,))
    threads.append(t)
    t.start()

# 等待所有线程结束
for t in threads:
    t.join()

print("总耗时:", time.time() - start)
