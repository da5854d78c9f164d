"""run.py [-m a,b,c] SCRIPT [ARGS]: runs SCRIPT on the real CPython with our frozen library.

Only the modules named by -m (default: MODULES) come from engine/lib/frozen, the rest is CPython's.
What the shims need of the real library is imported before the switch, and they keep it.
"""

import importlib.machinery
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FROZEN = os.path.abspath(os.path.join(HERE, "../../../engine/lib/frozen"))
MODULES = ("threading queue concurrent multiprocessing asyncio pickle copyreg requests aiohttp httpx urllib http json "
           "logging contextvars socket select signal subprocess timeit uuid logging").split()


class Finder:
    def __init__(self, modules):
        self.modules = modules

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in self.modules:
            return None
        base = os.path.join(FROZEN, *name.split("."))
        for file, folder in ((os.path.join(base, "__init__.py"), [base]), (base + ".py", None)):
            if os.path.exists(file):
                loader = importlib.machinery.SourceFileLoader(name, file)
                return importlib.machinery.ModuleSpec(name, loader, origin=file, is_package=bool(folder)) \
                    if folder is None else self.package(name, loader, file, folder)
        return None

    def package(self, name, loader, file, folder):
        spec = importlib.machinery.ModuleSpec(name, loader, origin=file, is_package=True)
        spec.submodule_search_locations = folder
        spec.has_location = True
        return spec


def switch(modules):
    sys.dont_write_bytecode = True
    sys.path.insert(0, HERE)
    import http as _  # noqa: F401
    import json as _  # noqa: F401
    import machine_shim
    import thread_shim

    for name in list(sys.modules):
        if name.split(".")[0] in modules:
            del sys.modules[name]
    sys.path.remove(HERE)
    sys.modules["_machine"] = machine_shim
    sys.modules["_thread"] = thread_shim
    sys.meta_path.insert(0, Finder(modules))


def main():
    args = sys.argv[1:]
    modules = os.environ.get("SHIM_MODULES", "").split(",") if os.environ.get("SHIM_MODULES") else MODULES
    if args and args[0] == "-m":
        modules = args[1].split(",")
        os.environ["SHIM_MODULES"] = args[1]
        args = args[2:]
    modules = [m for m in modules if os.path.exists(os.path.join(FROZEN, m)) or os.path.exists(
        os.path.join(FROZEN, m + ".py"))]
    switch(modules)
    import threading  # noqa: F401  (the real interpreter calls threading._shutdown at its end)
    if args[0] == "--spawn":
        module = __import__(args[1], fromlist=["*"])
        getattr(module, args[2])(bytes.fromhex(args[3]))
        return
    sys.argv[:] = args
    sys.path[0] = os.path.dirname(os.path.abspath(args[0]))
    main_module = type(sys)("__main__")
    main_module.__file__ = args[0]
    sys.modules["__main__"] = main_module
    with open(args[0]) as f:
        code = compile(f.read(), args[0], "exec")
    exec(code, main_module.__dict__)


if __name__ == "__main__":
    main()
