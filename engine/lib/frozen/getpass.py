"""The user's name and password."""


def getuser():
    import os
    return os.environ.get('USER', 'user')


def getpass(prompt='Password: ', stream=None):
    return input(prompt)
