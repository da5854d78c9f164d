"""A pretend file downloader: one thread a file, progress kept in a dict under a lock."""
import threading
import time
from time import sleep

FILES = {
    "ubuntu.iso": 40,
    "movie.mp4": 25,
    "song.mp3": 5,
    "photo.jpg": 3,
    "paper.pdf": 8,
}
CHUNK = 5

progress = {}
finished = []
lock = threading.Lock()


def download(name, size):
    done = 0
    while done < size:
        part = min(CHUNK, size - done)
        sleep(part * 0.004)  # pretend to read from the network
        done += part
        with lock:
            progress[name] = done * 100 // size
    with lock:
        finished.append(name)


def main():
    start = time.perf_counter()
    threads = [threading.Thread(target=download, args=(name, size), name=f"dl-{name}")
               for name, size in FILES.items()]
    for thread in threads:
        thread.start()
    print("downloads running:", ", ".join(t.name for t in threads))
    for thread in threads:
        thread.join()
        print(f"{thread.name:<16} alive={thread.is_alive()}")
    elapsed = time.perf_counter() - start
    total = sum(FILES.values()) * 0.004
    print("finished in order of size:", sorted(finished, key=FILES.get))
    for name in sorted(progress):
        bar = "#" * (progress[name] // 10)
        print(f"{name:>12} [{bar:<10}] {progress[name]:3d}%")
    print("faster than one after the other:", elapsed < total)
    print("largest decided:", elapsed >= max(FILES.values()) * 0.004)


main()
