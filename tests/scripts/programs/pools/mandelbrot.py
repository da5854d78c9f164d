"""Mandelbrot rows in a process pool and a thread pool; ASCII picture, complex numbers, checksums."""
import concurrent.futures as cf
import binascii
from multiprocessing import Pool

WIDTH, HEIGHT, LIMIT = 48, 16, 30
PALETTE = " .:-=+*#%@"


def escape_time(c):
    z = 0j
    for n in range(LIMIT):
        if abs(z) > 2:
            return n
        z = z * z + c
    return LIMIT


def row(y):
    im = 1.2 - 2.4 * y / (HEIGHT - 1)
    return [escape_time(complex(-2.1 + 3.0 * x / (WIDTH - 1), im)) for x in range(WIDTH)]


def paint(rows):
    return ["".join(PALETTE[n * (len(PALETTE) - 1) // LIMIT] for n in r) for r in rows]


if __name__ == "__main__":
    with Pool(4) as pool:
        rows = list(pool.imap(row, range(HEIGHT), chunksize=2))
    picture = paint(rows)
    print(*picture, sep="\n")
    with cf.ThreadPoolExecutor(4) as ex:
        futures = {ex.submit(row, y): y for y in range(HEIGHT)}
        again = [None] * HEIGHT
        for f in cf.as_completed(futures):
            again[futures[f]] = f.result()
    print("same in threads:", again == rows)
    print("symmetric:", picture == picture[::-1], "inside:", sum(n == LIMIT for r in rows for n in r))
    print("checksum %08x" % binascii.crc32("".join(picture).encode()))
