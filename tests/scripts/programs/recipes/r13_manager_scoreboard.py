"""A score board in a manager: players in processes, a lock for the check-then-act, sorted results."""
from multiprocessing import Manager, Pool, current_process
import random


def play(args):
    board, lock, log, name, seed = args
    rng = random.Random(seed)
    for game in range(3):
        points = rng.randrange(100)
        with lock:
            best = board.get(name, -1)
            if points > best:
                board[name] = points
            log.append((name, game, points))
    return name, current_process().name != "MainProcess"


def main():
    with Manager() as manager:
        board, lock, log = manager.dict(), manager.Lock(), manager.list()
        players = [(board, lock, log, name, seed) for seed, name in enumerate(["ann", "bob", "cid", "dee"])]
        with Pool(2) as pool:
            answers = pool.map(play, players)
        print(answers)
        ranking = sorted(board.items(), key=lambda item: (-item[1], item[0]))
        for place, (name, points) in enumerate(ranking, 1):
            print(f"{place}. {name:<5}{points:>4}")
        check = {}
        for name, _, points in log:
            check[name] = max(points, check.get(name, -1))
        print("the log agrees:", check == dict(board), len(log))
        board.clear()
        print(len(board), board)


if __name__ == "__main__":
    main()
