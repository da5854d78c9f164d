// Attribute lookup for those who need more than operations.h offers: the interpreter's inline
// caches, and the built-in types that have attributes of their own kind.
//
// A plan says where `object.name` was found, so that a cache guarded by what `guard` names can find
// it there again without a lookup. Every change of a class gives it, and all classes below it, a
// new Type::version.
#pragma once

#include "vm/operations.h"
#include "vm/shape.h"

namespace gilscope {

struct AttributePlan {
  enum Kind : std::uint8_t {
    Generic,       // nothing to remember: get_attribute / set_attribute
    InstanceSlot,  // attributes->values[index]; guard: type version and shape
    ClassValue,    // `value` as it is; guard: type version and shape (null shape: type without
                   // attributes)
    Method,       // `value` may be called with the object as first argument, else bind it; guard as
                  // ClassValue
    Property,     // `value` is the property's getter, a Python function; guard: type version
    Member,       // __slots__ value number `index`, at Type::slots_offset; guard: type version
    ModuleEntry,  // entry `index` of the module's dict; guard: the dict and its keys_version
    TypeValue,  // `value`, an attribute of the class `object` itself; guard: the object and its own
                // version
    AddSlot,  // store only: the object takes `new_shape`, the value goes to values[index], if capacity
              // allows
  };
  Kind kind = Generic;
  std::uint32_t index = 0;
  Shape* shape = nullptr;  // guard of the instance; null: the type's instances have no attributes
  Shape* new_shape = nullptr;
  Value value;
};

AttributePlan plan_attribute(Process& process, Value object, Str* name);
AttributePlan plan_store(Process& process, Value object, Str* name);

// Gives `type` and every class below it a new version.
void type_modified(Process& process, Type* type);
// Called with the roots: shows the method cache to the visitor, and empties it.
void visit_method_cache(Process& process, Visitor& visitor);

// The object's attribute without raising: Nothing when absent; Null when a descriptor raised;
// Pending. Does not ask __getattr__ or a Python-level __getattribute__.
Value generic_find_attribute(Thread& thread, Value object, Str* name);
// AttributeError in CPython's words, with name and obj set for "Did you mean".
Value raise_attribute_error(Thread& thread, Value object, Str* name);
Value raise_attribute_text(Thread& thread, Value object, Str* name, const std::string& text);

// What `descriptor`, found on the type of `instance` (Null: on the class `owner` itself), stands
// for.
Value bind_descriptor(Thread& thread, Value descriptor, Value instance, Type* owner);
bool is_data_descriptor(Value descriptor);

// A method found with type_lookup, called with `self` in front of `args`.
Value call_found(Thread& thread, Value found, Value self, const Value* args, std::uint32_t count,
                 Tuple* kwnames = nullptr);
// type(self).name(*args); Nothing when there is no such method.
Value call_special(Thread& thread, Value self, Name name, const Value* args, std::uint32_t count);

// super(cls, self).name; Nothing when absent. find_method does not bind: for `super().method(...)`.
Value super_lookup(Thread& thread, Value cls, Value self, Str* name);
Value super_find_method(Thread& thread, Value cls, Value self, Str* name);

// Prepares the Attributes of a fresh object: shape of its type, inline values.
void init_attributes(Process& process, Object* object);

}  // namespace gilscope
