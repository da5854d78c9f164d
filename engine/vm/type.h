// Classes: how `class` statements and type() make them, and what the VM asks of them.
//
// Layout of instances: [native struct of the built-in base][__slots__ values][Attributes][inline
// values]. A plain class has no native struct beyond Object, so its instances are `Instance`s.
// Built-in types whose struct embeds its Attributes (exceptions, functions) keep them there.
//
// Slots of a class: a dunder that resolves to a built-in's slot wrapper gives the built-in's C++
// function; one written in Python gives the function of slots_python.cpp that looks it up and
// pushes a frame (slots.h).
#pragma once

#include "vm/attribute.h"
#include "vm/function.h"

namespace gilscope {

// __build_class__: args as its signature binds them.
Value build_class(Thread& thread, const Value* args);
void add_build_class(Process& process);  // to process.builtins

// type(name, bases, namespace) without metaclass search, __init_subclass__ and __set_name__. Null:
// exception.
Type* create_class(Thread& thread, Type* metaclass, Str* name, Tuple* bases, Dict* name_space);

// cls(*args): __new__, then __init__.
Value type_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                Tuple* kwnames);
// True when calling `type` needs no more than allocate_instance and its __init__ (a Python
// function, or object's own when there are no arguments): neither it nor its metaclass changes
// __new__ or __call__, and it is not abstract.
bool is_plain_class(Process& process, Type* type);

// Sets or deletes (value Null) an attribute of a class, keeping slots and versions right. False:
// exception.
bool set_type_attribute(Thread& thread, Type* type, Str* name, Value value);

// After all define_* functions: every built-in type takes the slots that it does not have from its
// bases.
void inherit_all_slots(Process& process);

inline bool is_type(Value v) {
  return has_type_flag(v, kTypeSubclass);
}

// isinstance and issubclass without the hooks of metaclasses.
Value plain_is_instance(Thread& thread, Value v, Value cls);
Value plain_is_subclass(Thread& thread, Value v, Value cls);
Value instance_class_claim(Thread& thread, Value v);  // v.__class__, which may differ from its type

Value hash_not_implemented(Thread& thread,
                           Value self);  // Slots::hash of unhashable types: TypeError

}  // namespace gilscope
