"""Mail: addresses and dates (email.utils); messages are not simulated."""


def __getattr__(name):
    if name in ("message_from_string", "message_from_bytes", "message_from_file"):
        raise AttributeError(f"email.{name} is not part of GILscope's simulated library")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
