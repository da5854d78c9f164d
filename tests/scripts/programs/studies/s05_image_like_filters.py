"""Filters on a pretend picture in strips by a process pool: blur, threshold, histogram; ASCII output and a PGM header."""
import math
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, repeat

W, H = 32, 12


def picture():
    return [[int(127 + 127 * math.sin(x / 4) * math.cos(y / 3)) for x in range(W)] for y in range(H)]


def blur_strip(image, rows):
    out = []
    for y in rows:
        line = []
        for x in range(W):
            cells = [image[j][i] for j in range(max(0, y - 1), min(H, y + 2)) for i in range(max(0, x - 1), min(W, x + 2))]
            line.append(sum(cells) // len(cells))
        out.append(line)
    return out


def threshold(line, level):
    return bytes(255 if v > level else 0 for v in line)


def histogram(line):
    h = [0] * 8
    for v in line:
        h[v >> 5] += 1
    return h


def ascii_art(image):
    return "\n".join("".join(" .:-=+*#%@"[v * 10 // 256] for v in line) for line in image)


if __name__ == "__main__":
    image = picture()
    strips = [range(i, min(i + 4, H)) for i in range(0, H, 4)]
    with ProcessPoolExecutor(3) as pool:
        blurred = list(chain.from_iterable(pool.map(blur_strip, repeat(image), strips)))
        binary = list(pool.map(threshold, blurred, repeat(128), chunksize=5))
        hist = [sum(column) for column in zip(*pool.map(histogram, image))]
    print(ascii_art(blurred))
    print("same as in one piece:", blurred == blur_strip(image, range(H)))
    print(hist, sum(hist) == W * H, sum(b.count(255) for b in binary))
    header = b"P5 %d %d 255\n" % (W, H)
    data = header + b"".join(map(bytes, blurred))
    print(header, len(data) - len(header), max(data[len(header):]), min(map(min, image)))
    for n in hist:
        print(f"{'#' * (n // 6):<20}|{n:4d}")
