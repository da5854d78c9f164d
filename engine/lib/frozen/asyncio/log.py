"""asyncio's logger, imported when there is something to log."""

import sys as _sys


class _Logger:
    def __getattr__(self, name):
        import logging
        return getattr(logging.getLogger("asyncio"), name)


logger = _Logger()


def debug(message, *args):
    """Says it only when the program uses logging: nobody could see it otherwise."""
    if "logging" in _sys.modules:
        logger.debug(message, *args)
