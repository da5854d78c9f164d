"""The child's side of spawn and forkserver: a fresh interpreter that imports the main module again."""

import os
import sys
from . import process
from .context import _default_context
from . import util

__all__ = ['_main', 'freeze_support', 'set_executable', 'get_executable', 'get_preparation_data',
           'get_command_line', 'import_main_path']

WINEXE = False
WINSERVICE = False
_python_exe = sys.executable


def set_executable(exe):
    global _python_exe
    _python_exe = exe


def get_executable():
    return _python_exe


def is_forking(argv):
    return len(argv) >= 2 and argv[1] == '--multiprocessing-fork'


def freeze_support():
    """Does nothing: this program is not frozen into an executable."""


def _check_not_importing_main():
    if getattr(process.current_process(), '_inheriting', False):
        raise RuntimeError('''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        ''')


def get_preparation_data(name):
    """What the child needs to know before it can unpickle its Process object."""
    _check_not_importing_main()
    d = dict(log_to_stderr=util._log_to_stderr, authkey=process.current_process().authkey)
    if util._logger is not None:
        d['log_level'] = util._logger.getEffectiveLevel()
    d.update(name=name, sys_path=list(sys.path), sys_argv=list(sys.argv), dir=os.getcwd(),
             parent_pid=os.getpid(), start_method=_default_context.get_start_method())
    main_module = sys.modules['__main__']
    main_path = getattr(main_module, '__file__', None)
    if main_path is not None:
        d['init_main_from_path'] = main_path
    d['authkey'] = bytes(d['authkey'])
    return d


old_main_modules = []


def prepare(data):
    """Makes this fresh interpreter look like the parent's."""
    if 'name' in data:
        process.current_process().name = data['name']
    if 'authkey' in data:
        process.current_process().authkey = data['authkey']
    if data.get('log_to_stderr'):
        util.log_to_stderr()
    if 'log_level' in data:
        util.get_logger().setLevel(data['log_level'])
    if 'sys_path' in data:
        sys.path = data['sys_path']
    if 'sys_argv' in data:
        sys.argv = data['sys_argv']
    if 'start_method' in data:
        _default_context.set_start_method(data['start_method'], force=True)
    if 'init_main_from_path' in data:
        _fixup_main_from_path(data['init_main_from_path'])


def _fixup_main_from_path(main_path):
    current_main = sys.modules.get('__main__')
    main_name = os.path.splitext(os.path.basename(main_path))[0]
    if main_name == 'ipython':
        return
    if getattr(current_main, '__file__', None) == main_path and current_main.__name__ == '__mp_main__':
        return
    old_main_modules.append(current_main)
    main_module = type(sys)("__mp_main__")
    main_module.__file__ = main_path
    sys.modules['__main__'] = sys.modules['__mp_main__'] = main_module
    try:
        from _machine import main_source
        source = main_source()
    except ImportError:
        with open(main_path) as f:
            source = f.read()
    exec(compile(source, main_path, 'exec'), main_module.__dict__)


def import_main_path(main_path):
    _fixup_main_from_path(main_path)


def _main(data):
    """The machine calls this in the child, with what Popen has pickled."""
    import pickle
    import _machine
    from .popen import Sentinel
    code = 1
    try:
        preparation_data, process_data = pickle.loads(data)
        process.current_process()._inheriting = True
        try:
            prepare(preparation_data)
            self = pickle.loads(process_data)
        finally:
            del process.current_process()._inheriting
        code = self._bootstrap(Sentinel(preparation_data['parent_pid']))
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else 0 if e.code is None else 1
    except BaseException:
        sys.__excepthook__(*sys.exc_info())
    finally:
        util._flush_std_streams()
        _machine.exit(code)
