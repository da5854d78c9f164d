def f(lock):
    with lock, open("x") as file:
        return file.read()
