"""Stands in for ast where a test file imports it: GILscope has no syntax trees to give to a program."""


def parse(*args, **kwargs):
    raise NotImplementedError("GILscope gives no syntax trees to a program")


def __getattr__(name):
    raise AttributeError(f"GILscope gives no syntax trees to a program (ast.{name})")
