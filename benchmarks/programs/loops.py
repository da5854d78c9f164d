def work(n):
    total = 0
    i = 0
    while i < n:
        if i % 3 == 0:
            total += i
        elif i % 5 == 0:
            total -= 1
        i += 1
    for j in range(n):
        total += j & 7
    return total


print(work(3_000_000))
