"""Enumerations: classes whose members are their only instances."""

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "show_flag_values"]

_builtin_property = property


class nonmember:
    """Keeps a value in the class body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of a value that would not become one."""

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for the next value."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


def _is_descriptor(obj):
    cls = type(obj)
    return hasattr(cls, "__get__") or hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and not name.endswith("__")


class property(DynamicClassAttribute):
    """An attribute of members; the class may have a member of the same name."""

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            members = ownerclass.__dict__.get("_member_map_", {})
            name = getattr(self, "name", None)
            if name in members:
                return members[name]
            raise AttributeError(f"{ownerclass!r} has no attribute {name!r}")
        if self.fget is None:
            raise AttributeError(f"{type(instance)!r} member has no attribute {self.name!r}")
        return self.fget(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class EnumDict(dict):
    """The namespace of an enumeration's body: notes which names are members, and gives auto() its values."""

    def __init__(self, cls_name):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key == "_generate_next_value_":
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                names = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = names
                taken = set(names) & set(self._member_names)
                if taken:
                    raise ValueError(f"_ignore_ cannot specify already set names: {taken!r}")
            elif key not in ("_order_", "_missing_", "_iter_member_", "_boundary_", "_numeric_repr_",
                             "_pseudo_member_", "_operand_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif _is_dunder(key) or _is_private(self._cls_name, key) or key in self._ignore:
            pass
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (_is_descriptor(value) and not isinstance(value, type)):
            if isinstance(value, type) and not isinstance(value, member):
                # Nested classes are members until Python 3.13 says otherwise.
                pass
            if isinstance(value, member):
                value = value.value
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._fill_auto(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _fill_auto(self, key, value):
        if isinstance(value, auto):
            if value.value is None:
                value.value = self._next(key)
            return value.value
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            filled = []
            for item in value:
                if isinstance(item, auto):
                    if item.value is None:
                        item.value = self._next(key)
                    item = item.value
                filled.append(item)
            return tuple(filled)
        return value

    def _next(self, key):
        return self._generate(key, 1, len(self._member_names), self._last_values[:])

    def update(self, members=(), **more):
        for name, value in (members.items() if hasattr(members, "items") else members):
            self[name] = value
        for name, value in more.items():
            self[name] = value


_EnumDict = EnumDict


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        if bases:
            _, first_enum = metacls._get_mixins_(cls, bases)
            if first_enum is not None:
                namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if not isinstance(classdict, EnumDict):
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        ignored = classdict._ignore
        names = [name for name in classdict._member_names if name not in ignored]
        body = {key: value for key, value in classdict.items() if key not in classdict._member_names}
        for key in ignored:
            body.pop(key, None)
        body.pop("_ignore_", None)
        order = body.pop("_order_", None)
        if "mro" in names:
            raise ValueError('invalid enum member name(s) \'mro\'')
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(body, member_type, first_enum)
        generate = body.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            body["_generate_next_value_"] = staticmethod(generate)
        body["_new_member_"] = staticmethod(new)
        body["_use_args_"] = use_args
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        body["_member_type_"] = member_type
        is_flag = Flag is not None and any(issubclass(base, Flag) for base in bases)
        if is_flag or cls == "Flag":
            body["_boundary_"] = (boundary or body.get("_boundary_")
                                  or getattr(first_enum, "_boundary_", None))
            body["_flag_mask_"] = body["_singles_mask_"] = body["_all_bits_"] = 0
            body.setdefault("_inverted_", None)
        hidden = {}
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name not in body and first_enum is not None and member_type is not object:
                # The mixed-in type's own would come first along the mro.
                enum_method = getattr(first_enum, name)
                found = getattr(member_type, name, None)
                if enum_method is not found and not (name in ("__str__", "__format__")
                                                     and ReprEnum is not None
                                                     and any(issubclass(b, ReprEnum) for b in bases)):
                    hidden[name] = enum_method
        if ReprEnum is not None and any(issubclass(b, ReprEnum) for b in bases) and member_type is not object:
            for name in ("__str__", "__format__"):
                if name not in body:
                    method = getattr(member_type, name)
                    hidden[name] = member_type.__repr__ if method is object.__str__ else method
        if is_flag and Flag is not None:
            # The mixed-in type's operators would come first along the mro.
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in body:
                    hidden[name] = getattr(Flag, name)
        for name, method in hidden.items():
            body[name] = method
        enum_class = super().__new__(metacls, cls, bases, body, **kwds)
        for sort_order, name in enumerate(names):
            enum_class._make_member_(name, classdict[name], sort_order)
        if save_new:
            enum_class.__new_member__ = enum_class.__dict__["__new__"]
        enum_class.__new__ = Enum.__new__ if Enum is not None else enum_class.__dict__["__new__"]
        if is_flag:
            enum_class._finish_flag_()
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if wanted != enum_class._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {enum_class._member_names_!r}\n  {wanted!r}")
        return enum_class

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    def _make_member_(cls, name, value, sort_order):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        new_member = cls._new_member_
        if not cls._use_args_:
            item = new_member(cls)
        else:
            item = new_member(cls, *args)
        if not hasattr(item, "_value_"):
            if cls._member_type_ is object:
                item._value_ = value
            else:
                try:
                    item._value_ = cls._member_type_(*args)
                except Exception as exc:
                    error = TypeError("_value_ not set in __new__, unable to create it")
                    error.__cause__ = exc
                    raise error
        value = item._value_
        item._name_ = name
        item.__objclass__ = cls
        item.__init__(*args)
        item._sort_order_ = len(cls._member_names_)
        existing = cls._find_alias_(value)
        if existing is not None:
            item = existing
        else:
            single = not (Flag is not None and issubclass(cls, Flag)) or _is_single_bit(value)
            if single:
                cls._member_names_.append(name)
            try:
                cls._value2member_map_.setdefault(value, item)
            except TypeError:
                cls._unhashable_values_.append(value)
        cls._member_map_[name] = item
        inherited = None
        for base in cls.__mro__[1:]:
            inherited = base.__dict__.get(name)
            if inherited is not None:
                break
        if not isinstance(inherited, property):
            type.__setattr__(cls, name, item)
        if Flag is not None and issubclass(cls, Flag) and isinstance(value, int):
            type.__setattr__(cls, "_flag_mask_", cls._flag_mask_ | value)
            if _is_single_bit(value):
                type.__setattr__(cls, "_singles_mask_", cls._singles_mask_ | value)

    def _find_alias_(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for item in cls._member_map_.values():
                if item._value_ == value:
                    return item
            return None

    def _finish_flag_(cls):
        type.__setattr__(cls, "_all_bits_", 2 ** cls._flag_mask_.bit_length() - 1)
        cls._member_names_.sort(key=lambda name: cls._member_map_[name]._value_)

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and not values and (cls._member_map_ or cls in (Enum, Flag, IntFlag, IntEnum, StrEnum)) \
                or (names is None and type is None and cls._member_map_):
            return cls.__new__(cls, value)
        if cls._member_map_:
            return cls.__new__(cls, (value, names) + values)
        if names is None and type is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                 "__members__", "__module__", "__name__", "__qualname__"}
        names.update(cls._member_map_)
        if cls._member_type_ is object:
            return sorted(names)
        return sorted(set(dir(cls._member_type_)) | names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last = names, [], []
            for count, name in enumerate(original):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        if names is None:
            names = ()
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is None:
            module = sys._getframe(2).f_globals.get("__name__")
        if module is not None:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        if boundary is not None:
            return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)
        return metacls.__new__(metacls, class_name, bases, classdict)

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for base in bases:
            for parent in base.__mro__:
                if isinstance(parent, EnumType) and parent._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {parent!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type that values are made of, and the enumeration that is extended."""
        if not bases:
            return object, None
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        member_type = object
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        member_type = base._member_type_
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    member_type = base
                    break
            if member_type is not object:
                break
        return member_type, first_enum

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        new = classdict.get("__new__")
        save_new = first_enum is not None and new is not None
        if new is None:
            for method in ("__new_member__", "__new__"):
                for possible in (member_type, first_enum):
                    target = getattr(possible, method, None)
                    if target not in (None, None.__new__, object.__new__,
                                      Enum.__new__ if Enum is not None else None):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        elif isinstance(new, staticmethod):
            new = new.__func__
        use_args = not (first_enum is None or new is object.__new__)
        return new, save_new, use_args


EnumMeta = EnumType
Enum = Flag = IntEnum = StrEnum = IntFlag = ReprEnum = None


class Enum(metaclass=EnumType):
    """A collection of name/value pairs."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for item in cls._member_map_.values():
                if item._value_ == value:
                    return item
        if not cls._member_map_:
            if type(cls) is EnumType and cls in (Enum, Flag):
                raise TypeError(f"{cls!r} has no members")
            raise TypeError(f"{cls!r} has no members defined")
        try:
            result = cls._missing_(value)
        except Exception as error:
            wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            if type(error) is ValueError and error.args == wrong.args:
                raise error
            error.__context__ = wrong
            raise
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None:
            raise wrong
        error = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        error.__context__ = wrong
        raise error

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        value_repr = repr if self._member_type_ in (object, None) else self._member_type_.__repr__
        return f"<{self.__class__.__name__}.{self._name_}: {value_repr(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        for cls in self.__class__.__mro__:
            for name in cls.__dict__:
                if name[0] != "_" and name not in cls.__dict__.get("_member_map_", {}):
                    names.add(name)
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Changes only the repr(): str() and format() are those of the mixed-in type."""


class IntEnum(int, ReprEnum):
    """Members are ints, too."""


class StrEnum(str, ReprEnum):
    """Members are strs, too."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        value = str(*values)
        item = str.__new__(cls, value)
        item._value_ = value
        return item

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _bits(value):
    while value:
        bit = value & -value
        yield bit
        value ^= bit


class FlagBoundary(StrEnum):
    """What happens to bits that no member stands for."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    """Members that combine with |, & and ^."""

    _boundary_ = STRICT
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        highest = max(last_values)
        try:
            return 2 ** highest.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {highest!r}") from None

    @classmethod
    def _iter_member_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        negative = value < 0
        known = value & mask if not negative else None
        if negative or value & ~mask:
            boundary = cls._boundary_
            if negative:
                if not ~all_bits <= value:
                    raise ValueError(f"{cls.__name__} invalid value {value!r}")
                value = all_bits + 1 + value if boundary in (EJECT, KEEP) else mask & value
            elif boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n"
                                 f"    given {_binary(value, width)}\n  allowed {_binary(mask, width)}")
            elif boundary is CONFORM:
                value = value & mask
            elif boundary is EJECT:
                return value
        return cls._pseudo_member_(value)

    @classmethod
    def _pseudo_member_(cls, value):
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        if cls._member_type_ is object:
            item = object.__new__(cls)
        else:
            item = cls._member_type_.__new__(cls, value)
        item._value_ = value
        names = [m._name_ for m in cls._iter_member_(value)]
        unknown = value & ~cls._flag_mask_
        if unknown and names:
            names.append(cls._numeric_repr_(unknown))
        item._name_ = "|".join(names) if names else None
        cls._value2member_map_.setdefault(value, item)
        return cls._value2member_map_[value]

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        shown = repr(self._value_) if self._member_type_ is object else self._member_type_.__repr__(self._value_)
        if self._name_ is None:
            return f"<{name}: {shown}>"
        return f"<{name}.{self._name_}: {shown}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _operand_(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._operand_(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._operand_(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._operand_(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(value, width):
    digits = format(value, "b").rjust(width, "0")
    return f"0b0 {digits}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints, too."""


def unique(enumeration):
    """Refuses enumerations with aliases."""
    aliases = [(name, item.name) for name, item in enumeration.__members__.items() if name != item.name]
    if aliases:
        details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Checks an enumeration for what is asked."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
                if aliases:
                    details = ", ".join(f"{alias} -> {n}" for alias, n in aliases)
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check is CONTINUOUS:
                values = {item.value for item in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if issubclass(enumeration, Flag):
                    wanted = {1 << i for i in range(low.bit_length() - 1, high.bit_length())}
                else:
                    wanted = set(range(low, high + 1))
                missing = sorted(wanted - values)
                if missing:
                    kind = "flag" if issubclass(enumeration, Flag) else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values "
                                     f"{', '.join(map(str, missing))}")
            elif check is NAMED_FLAGS:
                known = {item.value for item in enumeration}
                for alias, item in enumeration.__members__.items():
                    missing = [bit for bit in _bits(item.value) if bit not in known]
                    if missing:
                        raise ValueError(f"invalid Flag {name!r}: alias {alias} is missing value "
                                         f"{', '.join(map(hex, missing))} [use enum.show_flag_values(value) for details]")
        return enumeration


def show_flag_values(value):
    return list(_bits(value))


def _module_of(member):
    return type(member).__module__.split(".")[-1]


def global_enum_repr(self):
    """module.NAME"""
    return f"{_module_of(self)}.{self._name_ or hex(self._value_)}"


def global_flag_repr(self):
    """module.ONE|module.TWO|0x40"""
    module, cls = _module_of(self), type(self)
    if self._name_ is None:
        return f"{module}.{cls.__name__}({self._value_!r})"
    names = []
    rest = self._value_
    for member in cls:
        if member._value_ and self._value_ & member._value_ == member._value_:
            names.append(f"{module}.{member._name_}")
            rest &= ~member._value_
    if rest:
        names.append(hex(rest))
    return "|".join(names) or f"{module}.{self._name_}"


def global_str(self):
    """NAME"""
    return f"{type(self).__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Puts the members into the module's namespace, and lets their repr be the name they have there."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
