// Python's protocols as functions: what the interpreter's instructions, the built-ins and native
// frames share (CPython's abstract.c). Unless said otherwise every function may answer Pending (a
// frame was pushed; the result goes to the frame that was on top) or Null (an exception is
// pending). Those named *_nested always have their answer.
#pragma once

#include <string>

#include "vm/native.h"

namespace gilscope {

// attributes
Value get_attribute(Thread& thread, Value object,
                    Str* name);  // with __getattr__ and AttributeError
Value find_attribute(
    Thread& thread, Value object,
    Str* name);  // Nothing instead of AttributeError (getattr with default, hasattr)
Value set_attribute(Thread& thread, Value object, Str* name,
                    Value value);  // None on success; value Null deletes
// Looks along the mro without binding: Nothing when absent. `name` interned. Never Pending.
Value type_lookup(Process& process, Type* type, Str* name);
// type_lookup(type(v), name) bound to v: for special methods. Nothing when absent.
Value special_method(Thread& thread, Value v, Str* name);
// The generic parts (object.__getattribute__, object.__setattr__).
Value generic_get_attribute(Thread& thread, Value object, Str* name);
Value generic_set_attribute(Thread& thread, Value object, Str* name, Value value);
// Instance attributes only, no descriptors: Nothing when absent. Never Pending.
Value instance_attribute(Process& process, Attributes* attributes, Str* name);
void set_instance_attribute(Process& process, Object* object, Str* name, Value value);
bool remove_instance_attribute(Process& process, Object* object, Str* name);
Dict* attributes_dict(Process& process,
                      Object* object);  // __dict__: moves the attributes into a dict

// calls: positional args, then the values of kwnames (may be null)
Value call(Thread& thread, Value callable, const Value* args, std::uint32_t positional,
           Tuple* kwnames = nullptr);
Value call_method(Thread& thread, Value object, Str* name, const Value* args, std::uint32_t count);

// operators
Value binary_operation(Thread& thread, BinaryOperator op, Value left, Value right);
Value unary_operation(Thread& thread, UnaryOperator op, Value v);
Value compare(Thread& thread, Value left, Value right, Comparison op);
bool equal_nested(Thread& thread, Value left, Value right,
                  bool* out);  // identity or ==; false: exception
bool compare_nested(Thread& thread, Value left, Value right, Comparison op, bool* out);
Value contains(Thread& thread, Value container, Value item);  // Tag::Bool
Value truth(Thread& thread, Value v);                         // Tag::Bool
bool truth_nested(Thread& thread, Value v, bool* out);
Value hash(Thread& thread, Value v);  // Tag::Int
bool hash_nested(Thread& thread, Value v, std::int64_t* out);
Value length(Thread& thread, Value v);  // Tag::Int
Value get_item(Thread& thread, Value container, Value key);
Value set_item(Thread& thread, Value container, Value key, Value value);  // value Null: delete

// iteration
Value get_iterator(Thread& thread, Value iterable);
Value iter_next(Thread& thread, Value iterator);  // Nothing when exhausted
// A new list of all items; Pending when items need Python frames.
Value list_of(Thread& thread, Value iterable);
Value tuple_of(Thread& thread, Value iterable);

// text
Value repr(Thread& thread, Value v);    // Str
Value to_str(Thread& thread, Value v);  // Str
Value ascii_of(Thread& thread, Value v);
Value format(Thread& thread, Value v, Value spec);
bool repr_nested(Thread& thread, Value v, std::string* out);
bool str_nested(Thread& thread, Value v, std::string* out);
// The recursion guard of repr: "[...]". True when `v` is already being printed.
bool enter_repr(Thread& thread, Value v);
void leave_repr(Thread& thread, Value v);

// classes
bool is_subtype(Type* type, Type* base);
Value is_instance(Thread& thread, Value v,
                  Value class_or_tuple);  // Tag::Bool, honours __instancecheck__
Value is_subclass(Thread& thread, Value cls, Value class_or_tuple);
std::string type_name(Process& process, Value v);      // __name__ of its type, for error texts
std::string type_text(Type* type);                     // __name__
std::uint64_t identity_of(Process& process, Value v);  // id()

// imports
Value import_module(Thread& thread, Str* dotted_name);  // the module itself (last component)

}  // namespace gilscope
