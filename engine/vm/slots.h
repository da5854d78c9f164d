// Slots and their dunders. slots.def is the one table; from it come
// - the slot wrappers that make a built-in's C++ function visible as `int.__add__`
// (slot_wrapper.cpp),
// - the functions of slots_python.cpp, which stand in the slots of classes that define the dunder
// in Python,
// - the rules by which a class gets its slots from its namespace and its bases (type_slots.cpp).
#pragma once

#include "vm/attribute.h"

namespace gilscope {

// Members of Slots, as numbers.
enum class SlotId : std::uint8_t {
#define SLOT(member) member,
#define DUNDER(name_field, text, member, shape, detail)
#include "vm/slots.def"
#undef SLOT
#undef DUNDER
  kCount
};

// How a dunder's arguments map to its slot.
enum class DunderShape : std::uint8_t {
  Self,     // f(self)
  SelfArg,  // f(self, x): getitem
  Contains,
  Compare,  // detail: Comparison
  Binary,   // detail: BinaryOperator
  ReflectedBinary,
  Inplace,
  Unary,  // detail: UnaryOperator
  GetAttribute,
  GetAttr,
  SetAttr,
  DelAttr,
  Call,
  Get,
  Set,
  Delete,
  SetItem,
  DelItem,
  Next,
};

struct DunderInfo {
  Name name;
  const char* text;
  SlotId slot;
  DunderShape shape;
  std::uint8_t detail;
};

extern const DunderInfo kDunders[];
extern const std::size_t kDunderCount;
const DunderInfo* find_dunder(const Str* name);  // null: stands for no slot

// The dunder of an operator: "+" -> __add__, __radd__; and "+", "+=" for error texts.
Name operator_dunder(BinaryOperator op);
Name reflected_dunder(BinaryOperator op);
const char* operator_text(BinaryOperator op);
const char* comparison_text(Comparison op);
Name comparison_dunder(Comparison op);
Comparison reflected(Comparison op);
Name unary_dunder(UnaryOperator op);

// Slots of `type` as its namespace and its mro say (heap types).
void update_all_slots(Process& process, Type* type);
void update_slot(Process& process, Type* type, SlotId slot);
void inherit_slots(Type* type);  // built-in types: null slots from the bases

// The functions of slots_python.cpp.
namespace python_slot {
Value getattr(Thread&, Value self, Str* name);
Value setattr(Thread&, Value self, Str* name, Value value);
Value call(Thread&, Value self, const Value* args, std::uint32_t positional, Tuple* kwnames);
Value descr_get(Thread&, Value self, Value instance, Value owner);
Value descr_set(Thread&, Value self, Value instance, Value value);
Value iter(Thread&, Value self);
Value next(Thread&, Value self);
Value repr(Thread&, Value self);
Value str(Thread&, Value self);
Value hash(Thread&, Value self);
Value compare(Thread&, Value self, Value other, Comparison op);
Value boolean(Thread&, Value self);
Value length(Thread&, Value self);
Value getitem(Thread&, Value self, Value key);
Value setitem(Thread&, Value self, Value key, Value value);
Value contains(Thread&, Value self, Value item);
Value binary(Thread&, BinaryOperator op, Value left, Value right);
Value inplace(Thread&, BinaryOperator op, Value left, Value right);
Value unary(Thread&, UnaryOperator op, Value self);
Value index(Thread&, Value self);
Value to_int(Thread&, Value self);
Value to_float(Thread&, Value self);
Value await(Thread&, Value self);
Value aiter(Thread&, Value self);
Value anext(Thread&, Value self);
}  // namespace python_slot

// getattr slots of built-in types that can also answer Nothing (for find_attribute).
Value type_find_attribute(Thread& thread, Value object, Str* name);
Value type_get_attribute(Thread& thread, Value object, Str* name);
Value type_set_attribute(Thread& thread, Value object, Str* name, Value value);
Value module_find_attribute(Thread& thread, Value object, Str* name);
Value module_get_attribute(Thread& thread, Value object, Str* name);
Value super_find_attribute(Thread& thread, Value object, Str* name);
Value super_get_attribute(Thread& thread, Value object, Str* name);

// What a special method's result is checked against and turned into.
enum class Conversion : std::uint8_t {
  None,
  Bool,
  Length,
  LengthTruth,
  Hash,
  Repr,
  Str,
  Format,
  Index,
  Int,
  Float,
  Truth,
  Not,
  Iterator,
  Discard,
  Init,
  AsyncIterator,
  Await,
};
// call_found whose result is converted; pushes a native frame when the method is written in Python.
Value call_converted(Thread& thread, Conversion conversion, Value found, Value self,
                     const Value* args, std::uint32_t count);
Value convert_result(Thread& thread, Conversion conversion, Value self, Value result);

// object's own comparison: identity for ==, the inverse of == for !=.
Value object_compare(Thread& thread, Value self, Value other, Comparison op);
Value object_hash(Thread& thread, Value self);
Value object_repr(Thread& thread, Value self);

}  // namespace gilscope
