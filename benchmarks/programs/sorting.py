def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (quicksort([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quicksort([x for x in items if x > pivot]))


state = 42
data = []
for _ in range(150_000):
    state = (state * 1103515245 + 12345) % 2147483648
    data.append(state)
print(quicksort(data)[:3], sorted(data, key=lambda x: -x)[:3], sorted(data)[-1])
