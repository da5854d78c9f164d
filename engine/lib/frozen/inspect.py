"""What objects are, and how functions are called."""

import collections
import functools
import linecache
import sys
import types
from collections import namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 16, 32, 128, 256, 512

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = ("CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED",
                                                           "CORO_CLOSED")


# --- kinds

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or isinstance(object, types.MethodWrapperType))


def ismethoddescriptor(obj):
    if isclass(obj) or ismethod(obj) or isfunction(obj):
        return False
    cls = type(obj)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    return isinstance(object, collections.abc.Awaitable)


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def _has_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    while isinstance(f, functools.partial):
        f = f.func
    while ismethod(f):
        f = f.__func__
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


class _CoroutineMark:
    pass


_coroutine_mark = _CoroutineMark()


def markcoroutinefunction(func):
    getattr(func, "__func__", func)._is_coroutine_mark = _coroutine_mark
    return func


def iscoroutinefunction(obj):
    if _has_flag(obj, CO_COROUTINE):
        return True
    target = obj
    while isinstance(target, functools.partial):
        target = target.func
    return getattr(getattr(target, "__func__", target), "_is_coroutine_mark", None) is _coroutine_mark


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


# --- members

def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    result = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            result.append((name, value))
    return sorted(result, key=lambda pair: pair[0])


def getattr_static(obj, attr, *default):
    for holder in ([obj.__dict__] if hasattr(obj, "__dict__") else []):
        if attr in holder:
            return holder[attr]
    for cls in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if attr in cls.__dict__:
            return cls.__dict__[attr]
    if default:
        return default[0]
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip(" ")] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isinstance(object, type):
        for base in object.__mro__:
            if base is not type and base.__doc__ is not None:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    found = obj.__dict__.get("__annotations__", {}) if isinstance(obj, type) else getattr(obj, "__annotations__", {})
    found = dict(found or {})
    if eval_str:
        scope = globals
        if scope is None:
            scope = getattr(unwrap(obj), "__globals__", None) or vars(sys.modules[obj.__module__])
        for name, value in found.items():
            if isinstance(value, str):
                found[name] = eval(value, scope, locals)
    return found


# --- sources

def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if code is not None:
        return code.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                    f"{type(object).__name__}")


getsourcefile = getfile


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def _block(lines, start):
    """The indented block whose first line is lines[start]."""
    first = lines[start]
    indent = len(first) - len(first.lstrip())
    end = start + 1
    last = end
    depth = first.count("(") + first.count("[") - first.count(")") - first.count("]")
    while end < len(lines):
        line = lines[end]
        stripped = line.strip()
        if stripped and depth <= 0 and not stripped.startswith("#"):
            if len(line) - len(line.lstrip()) <= indent and not lines[start].lstrip().startswith("@"):
                break
            if lines[start].lstrip().startswith("@") and stripped.split(" ")[0] in ("def", "class", "async", "@"):
                inner, _ = _block(lines, end)
                return lines[start:end] + inner, start
        depth += line.count("(") + line.count("[") - line.count(")") - line.count("]")
        end += 1
        if stripped and not (stripped.startswith("#") and len(line) - len(line.lstrip()) <= indent):
            last = end
    return lines[start:last], start


def findsource(object):
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        for number, line in enumerate(lines):
            words = line.lstrip()
            if words.startswith("class ") and words[6:].lstrip().startswith(object.__name__):
                rest = words[6:].lstrip()[len(object.__name__):][:1]
                if rest in (":", "(", "[", " "):
                    return lines, number
        raise OSError("could not find class definition")
    return lines, _code_of(object).co_firstlineno - 1


def getsourcelines(object):
    object = unwrap(object)
    lines, start = findsource(object)
    if ismodule(object):
        return lines, 0
    block, _ = _block(lines, start)
    return block, start + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


# --- frames

FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")
Traceback = namedtuple("Traceback", "filename lineno function code_context index")


def currentframe():
    return sys._getframe(1)


def _frame_info(frame, lineno, context):
    code = frame.f_code
    lines = [linecache.getline(code.co_filename, lineno)] if context > 0 else None
    return FrameInfo(frame, code.co_filename, lineno, code.co_name, lines, 0 if lines else None)


def getframeinfo(frame, context=1):
    if istraceback(frame):
        frame, lineno = frame.tb_frame, frame.tb_lineno
    else:
        lineno = frame.f_lineno
    info = _frame_info(frame, lineno, context)
    return Traceback(*info[1:])


def getouterframes(frame, context=1):
    result = []
    while frame:
        result.append(_frame_info(frame, frame.f_lineno, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    result = []
    while tb:
        result.append(_frame_info(tb.tb_frame, tb.tb_lineno, context))
        tb = tb.tb_next
    return result


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    error = sys.exception()
    return getinnerframes(error.__traceback__, context) if error else []


# --- signatures

class _empty:
    """Marks what is not there."""


class _ParameterKind:
    _names = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
    _descriptions = ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                     "variadic keyword")

    def __init__(self, value):
        self.value = value
        self.name = self._names[value]
        self.description = self._descriptions[value]

    def __str__(self):
        return self.description

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {self.value}>"

    def __lt__(self, other):
        return self.value < other.value

    def __le__(self, other):
        return self.value <= other.value

    def __gt__(self, other):
        return self.value > other.value

    def __index__(self):
        return self.value

    __int__ = __index__


_kinds = tuple(_ParameterKind(i) for i in range(5))


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing" and not isinstance(annotation, type):
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _kinds
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation
        if default is not _empty and kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_empty, kind=_empty, annotation=None, default=None, **changes):
        return Parameter(self._name if name is _empty else name, self._kind if kind is _empty else kind,
                         default=self._default if default is None else default,
                         annotation=self._annotation if annotation is None else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (" = " if self._annotation is not _empty else "=") + repr(self._default)
        if self._kind is Parameter.VAR_POSITIONAL:
            return "*" + text
        if self._kind is Parameter.VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind is other._kind and self._default == other._default
                and self._annotation == other._annotation)

    def __hash__(self):
        return hash((self._name, self._kind.value))


class BoundArguments:
    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        result = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY):
                break
            if name not in self.arguments:
                break
            if parameter.kind is Parameter.VAR_POSITIONAL:
                result.extend(self.arguments[name])
            else:
                result.append(self.arguments[name])
        return tuple(result)

    @property
    def kwargs(self):
        result = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY):
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind is Parameter.VAR_KEYWORD:
                result.update(self.arguments[name])
            else:
                result[name] = self.arguments[name]
        return result

    def apply_defaults(self):
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind is Parameter.VAR_POSITIONAL:
                filled[name] = ()
            elif parameter.kind is Parameter.VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"


class Signature:
    __slots__ = ("_return_annotation", "_parameters")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        self._parameters = types.MappingProxyType({p.name: p for p in parameters or ()})
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature(obj, follow_wrapped, eval_str)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(self._parameters.values() if parameters is None else parameters,
                         return_annotation=self._return_annotation if return_annotation is None
                         else return_annotation)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self._parameters.items()) == list(other._parameters.items())
                and self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash(tuple(self._parameters))

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        left = list(args)
        kwargs = dict(kwargs)
        keywords = None
        for name, p in self._parameters.items():
            if p.kind is Parameter.VAR_POSITIONAL:
                if left:
                    arguments[name] = tuple(left)
                    left = []
            elif p.kind is Parameter.VAR_KEYWORD:
                keywords = name
            elif left and p.kind is not Parameter.KEYWORD_ONLY:
                if name in kwargs and p.kind is not Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = left.pop(0)
            elif name in kwargs and p.kind is not Parameter.POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif p.default is _empty and not partial:
                kind = " keyword-only" if p.kind is Parameter.KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{kind} argument: {name!r}")
        if left:
            raise TypeError("too many positional arguments")
        if kwargs:
            if keywords is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[keywords] = kwargs
        return BoundArguments(self, arguments)

    def __str__(self):
        parts = []
        positional_only = False
        star = True
        for p in self._parameters.values():
            if p.kind is Parameter.POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                parts.append("/")
                positional_only = False
            if p.kind is Parameter.VAR_POSITIONAL:
                star = False
            elif p.kind is Parameter.KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(str(p))
        if positional_only:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return f"<Signature {self}>"


def _function_signature(func, eval_str):
    code = func.__code__
    names = code.co_varnames
    positional, only = code.co_argcount, code.co_posonlyargcount
    keyword_only = names[positional:positional + code.co_kwonlyargcount]
    annotations = get_annotations(func, eval_str=eval_str)
    defaults = func.__defaults__ or ()
    without = positional - len(defaults)
    parameters = []
    for i, name in enumerate(names[:positional]):
        kind = Parameter.POSITIONAL_ONLY if i < only else Parameter.POSITIONAL_OR_KEYWORD
        default = defaults[i - without] if i >= without else _empty
        parameters.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))
    place = positional + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        name = names[place]
        place += 1
        parameters.append(Parameter(name, Parameter.VAR_POSITIONAL, annotation=annotations.get(name, _empty)))
    for name in keyword_only:
        default = (func.__kwdefaults__ or {}).get(name, _empty)
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, default=default,
                                    annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        name = names[place]
        parameters.append(Parameter(name, Parameter.VAR_KEYWORD, annotation=annotations.get(name, _empty)))
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _builtin_signature(obj):
    text = getattr(obj, "__text_signature__", None)
    if text is None:
        raise ValueError(f"no signature found for builtin {obj!r}")
    scope = {}
    inner = text.strip()[1:-1]
    try:
        exec(f"def f({inner}): pass", scope)
    except Exception:
        raise ValueError(f"no signature found for builtin {obj!r}") from None
    return _function_signature(scope["f"], False)


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters:
        raise ValueError("invalid method signature")
    if parameters[0].kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD):
        parameters = parameters[1:]
    return signature.replace(parameters=parameters)


def _signature(obj, follow_wrapped=True, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        return _without_first(_signature(obj.__func__, follow_wrapped, eval_str))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _signature(obj, follow_wrapped, eval_str)
    own = getattr(obj, "__signature__", None)
    if isinstance(own, Signature):
        return own
    if isinstance(obj, types.FunctionType):
        return _function_signature(obj, eval_str)
    if isinstance(obj, functools.partial):
        return _partial_signature(obj, _signature(obj.func, follow_wrapped, eval_str))
    if isinstance(obj, type):
        for cls in obj.__mro__:
            for name in ("__new__", "__init__"):
                method = cls.__dict__.get(name)
                method = getattr(method, "__func__", method)
                if isinstance(method, types.FunctionType):
                    return _without_first(_signature(method, follow_wrapped, eval_str))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if isinstance(obj, types.BuiltinFunctionType):
        signature = _builtin_signature(obj)
        bound = obj.__self__ is not None and not ismodule(obj.__self__)
        return _without_first(signature) if bound else signature
    if isinstance(obj, (types.MethodDescriptorType, types.WrapperDescriptorType)):
        return _builtin_signature(obj)
    call = getattr(type(obj), "__call__", None)
    if isinstance(call, types.FunctionType):
        return _without_first(_signature(call, follow_wrapped, eval_str))
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _partial_signature(partial, signature):
    parameters = list(signature.parameters.values())
    left = len(partial.args)
    result = []
    for p in parameters:
        if left and p.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            left -= 1
        elif p.name in partial.keywords:
            result.append(Parameter(p.name, Parameter.KEYWORD_ONLY, default=partial.keywords[p.name],
                                    annotation=p.annotation))
        elif p.kind is Parameter.POSITIONAL_OR_KEYWORD and any(r.kind is Parameter.KEYWORD_ONLY for r in result):
            result.append(Parameter(p.name, Parameter.KEYWORD_ONLY, default=p.default, annotation=p.annotation))
        else:
            result.append(p)
    return signature.replace(parameters=result)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature(obj, follow_wrapped, eval_str)


FullArgSpec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")


def getfullargspec(func):
    target = func.__func__ if ismethod(func) else func
    code = target.__code__
    names = code.co_varnames
    count, keyword_only = code.co_argcount, code.co_kwonlyargcount
    place = count + keyword_only
    varargs = varkw = None
    if code.co_flags & CO_VARARGS:
        varargs = names[place]
        place += 1
    if code.co_flags & CO_VARKEYWORDS:
        varkw = names[place]
    return FullArgSpec(list(names[:count]), varargs, varkw, target.__defaults__, list(names[count:count + keyword_only]),
                       target.__kwdefaults__, dict(target.__annotations__))


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def getclosurevars(func):
    names = func.__code__.co_freevars
    nonlocals = {name: cell.cell_contents for name, cell in zip(names, func.__closure__ or ())}
    used = func.__code__.co_names
    scope = func.__globals__
    builtins = vars(sys.modules["builtins"])
    return namedtuple("ClosureVars", "nonlocals globals builtins unbound")(
        nonlocals, {n: scope[n] for n in used if n in scope},
        {n: builtins[n] for n in used if n not in scope and n in builtins},
        {n for n in used if n not in scope and n not in builtins})
