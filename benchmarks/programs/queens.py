def solve(n, row=0, columns=0, left=0, right=0):
    if row == n:
        return 1
    found = 0
    free = ((1 << n) - 1) & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        found += solve(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return found


print(solve(9))
