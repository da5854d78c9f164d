def f():
    try:
        a()
    except ValueError as e:
        return e
    except (A, B):
        pass
    else:
        b()
    return 1
