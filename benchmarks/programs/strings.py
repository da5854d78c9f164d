def build(n):
    parts = []
    for i in range(n):
        parts.append(f"{i:05d}:{i * i}")
    text = ",".join(parts)
    total = 0
    for piece in text.split(","):
        left, right = piece.split(":")
        total += len(left) + int(right) % 7
    return total, text.upper().count("9"), text.replace("1", "one")[:20]


print(build(300_000))
