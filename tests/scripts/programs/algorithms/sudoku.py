"""Sudoku by constraint propagation and search, several puzzles in a process pool, with a checker in threads."""
from concurrent.futures import ProcessPoolExecutor
from threading import Thread

PUZZLES = {
    "easy": "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
    "medium": "200080300060070084030500209000105408000000000402706000301007040720040060004010003",
    "broken": "550000000" + "0" * 72,
}
DIGITS = "123456789"
ROWS = "ABCDEFGHI"


def cross(a, b):
    return [x + y for x in a for y in b]


SQUARES = cross(ROWS, DIGITS)
UNITLIST = ([cross(ROWS, c) for c in DIGITS] + [cross(r, DIGITS) for r in ROWS] +
            [cross(rs, cs) for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")])
UNITS = {s: [u for u in UNITLIST if s in u] for s in SQUARES}
PEERS = {s: set(sum(UNITS[s], [])) - {s} for s in SQUARES}


def assign(values, s, d):
    if all(eliminate(values, s, other) for other in values[s].replace(d, "")):
        return values
    return False


def eliminate(values, s, d):
    if d not in values[s]:
        return values
    values[s] = values[s].replace(d, "")
    if not values[s]:
        return False
    if len(values[s]) == 1 and not all(eliminate(values, p, values[s]) for p in PEERS[s]):
        return False
    for unit in UNITS[s]:
        places = [p for p in unit if d in values[p]]
        if not places or (len(places) == 1 and not assign(values, places[0], d)):
            return False
    return values


def search(values):
    if values is False:
        return False
    if all(len(values[s]) == 1 for s in SQUARES):
        return values
    _, s = min((len(values[s]), s) for s in SQUARES if len(values[s]) > 1)
    for d in values[s]:
        if result := search(assign(values.copy(), s, d)):
            return result
    return False


def solve(grid):
    values = dict.fromkeys(SQUARES, DIGITS)
    for s, d in zip(SQUARES, grid):
        if d in DIGITS and not assign(values, s, d):
            return None
    solved = search(values)
    return "".join(solved[s] for s in SQUARES) if solved else None


def check(solution):
    problems = []

    def look(units):
        for unit in units:
            if sorted(solution[SQUARES.index(s)] for s in unit) != list(DIGITS):
                problems.append(unit[0])

    threads = [Thread(target=look, args=(UNITLIST[i:i + 9],)) for i in (0, 9, 18)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    return problems


if __name__ == "__main__":
    with ProcessPoolExecutor(3) as pool:
        for (name, grid), solution in zip(PUZZLES.items(), pool.map(solve, PUZZLES.values())):
            print(name, "->", solution)
            if solution:
                print("  problems:", check(solution), "keeps the givens:", all(g in ("0", s) for g, s in zip(grid, solution)))
                print("  changed:", check("2" + solution[1:]) if solution[0] != "2" else check("3" + solution[1:]))
