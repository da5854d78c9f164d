def count(n):
    counts = {}
    for i in range(n):
        key = i * 7919 % 1009
        counts[key] = counts.get(key, 0) + 1
    words = {}
    for i in range(n // 4):
        word = "w" + str(i % 500)
        if word in words:
            words[word] += 1
        else:
            words[word] = 1
    return len(counts), sum(counts.values()), len(words), max(words.values())


print(count(2_000_000))
