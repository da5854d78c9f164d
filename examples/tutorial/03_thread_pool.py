from concurrent.futures import ThreadPoolExecutor
import time
import requests

def fetch(url):
    response = requests.get(url)
    return len(response.text)

urls = ["https://httpbin.org/delay/1"] * 5

with ThreadPoolExecutor(max_workers=5) as executor:
    results = list(executor.map(fetch, urls))

print(results)
