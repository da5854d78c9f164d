"""Stands in for unicodedata where a test file imports it: GILscope has no names of characters for a program."""


def __getattr__(name):
    raise AttributeError(f"GILscope has no character database for a program (unicodedata.{name})")
