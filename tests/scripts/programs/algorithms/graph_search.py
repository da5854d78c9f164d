"""Breadth-first levels expanded by a thread pool, Dijkstra, topological order for parallel build, and a maze."""
import collections
import heapq
import random
from concurrent.futures import ThreadPoolExecutor


def grid_graph(rows, cols, rng):
    graph = collections.defaultdict(dict)
    for r in range(rows):
        for c in range(cols):
            for nr, nc in ((r + 1, c), (r, c + 1)):
                if nr < rows and nc < cols:
                    w = rng.randint(1, 9)
                    graph[r, c][nr, nc] = graph[nr, nc][r, c] = w
    return graph


def bfs_levels(graph, start, pool):
    seen, level, levels = {start}, [start], []
    while level:
        levels.append(sorted(level))
        neighbours = pool.map(lambda node: list(graph[node]), level)
        level = []
        for found in neighbours:
            for node in found:
                if node not in seen:
                    seen.add(node)
                    level.append(node)
    return levels


def dijkstra(graph, start):
    distance, heap = {start: 0}, [(0, start)]
    previous = {}
    while heap:
        d, node = heapq.heappop(heap)
        if d > distance[node]:
            continue
        for other, w in graph[node].items():
            if d + w < distance.get(other, float("inf")):
                distance[other] = d + w
                previous[other] = node
                heapq.heappush(heap, (d + w, other))
    return distance, previous


def path_to(previous, target):
    path = [target]
    while path[-1] in previous:
        path.append(previous[path[-1]])
    return path[::-1]


def waves(dependencies):
    left = {k: set(v) for k, v in dependencies.items()}
    while left:
        ready = sorted(k for k, v in left.items() if not v)
        if not ready:
            raise ValueError(f"cycle among {sorted(left)}")
        yield ready
        for k in ready:
            del left[k]
        for v in left.values():
            v.difference_update(ready)


def maze(n, rng):
    walls = {(r, c) for r in range(n) for c in range(n)}
    stack = [(0, 0)]
    walls.discard((0, 0))
    while stack:
        r, c = stack[-1]
        options = [(r + dr, c + dc, r + dr // 2, c + dc // 2) for dr, dc in ((2, 0), (-2, 0), (0, 2), (0, -2))
                   if (r + dr, c + dc) in walls]
        if not options:
            stack.pop()
            continue
        nr, nc, wr, wc = rng.choice(options)
        walls -= {(nr, nc), (wr, wc)}
        stack.append((nr, nc))
    return walls


rng = random.Random(11)
graph = grid_graph(4, 5, rng)
with ThreadPoolExecutor(3) as pool:
    levels = bfs_levels(graph, (0, 0), pool)
    print([len(level) for level in levels], levels[1])
    distance, previous = dijkstra(graph, (0, 0))
    path = path_to(previous, (3, 4))
    print(distance[3, 4], path, sum(graph[a][b] for a, b in zip(path, path[1:])) == distance[3, 4])
    build = {"app": ["lib", "ui"], "lib": ["core"], "ui": ["core", "icons"], "core": [], "icons": [], "test": ["app"]}
    for wave in waves(build):
        print(wave, list(pool.map(len, wave)))
    try:
        list(waves({"a": ["b"], "b": ["a"], "c": []}))
    except ValueError as e:
        print("ValueError:", e)
walls = maze(9, random.Random(3))
for r in range(9):
    print("".join("#" if (r, c) in walls else "." for c in range(9)))
