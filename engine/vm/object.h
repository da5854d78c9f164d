// Object, Type, Slots and Attributes: what every heap object begins with, how a type says what its
// instances can do, and where instance attributes live. Used by all of vm and lib.
//
// All memory of a Python process lies in its Heap (heap.h), object structs hold plain pointers
// only, and `Slots::visit` names each of them: that is how the collector marks and how fork copies
// a heap. So no std::vector, std::string or other owner of memory outside the heap may ever stand
// in an object struct.
#pragma once

#include <cstdint>

#include "bytecode/code.h"
#include "vm/value.h"

namespace gilscope {

struct Thread;
struct Process;
struct Str;
struct Tuple;
struct Dict;
struct List;
struct Shape;
class Visitor;

struct Object {
  Type* type;
  std::uint32_t
      identity;  // 0 until id() or a default hash asks; then a small number, unique in the process
  std::uint32_t flags;  // ObjectFlags
};

enum ObjectFlags : std::uint32_t {
  kFinalized = 1u << 0,   // __del__ has run
  kHasWeakref = 1u << 1,  // the process's weak reference table has an entry
  kImmutable = 1u << 2,   // a built-in type: attributes cannot be set
  kNativeIterator = 1u << 3,  // its next never answers Pending or Blocked: all its sources are such
  kBeingPrinted = 1u << 4,  // its repr is under way (enter_repr)
  kTypeBits = 8,          // from here up: bits that a single type uses for itself
};

using bytecode::BinaryOperator;
using bytecode::Comparison;
enum class UnaryOperator : std::uint8_t { Negative, Positive, Invert, Absolute };

// What instances of a type can do. Null means: cannot. Each may answer with a signal (value.h).
// Types made by `class` inherit the slots of their bases; where the class body (or a base written
// in Python) defines the dunder, the slot is a function of slots_python.cpp that looks it up and
// pushes a frame.
struct Slots {
  void (*visit)(Object*,
                Visitor&);  // every pointer of the struct; Attributes are visited by the heap
  void (*finalize)(Process&, Object*);  // when found dead: releases what is outside the heap (rare)
  Value (*getattr)(Thread&, Value self, Str* name);  // full attribute access; null = generic
  Value (*setattr)(Thread&, Value self, Str* name,
                   Value value);  // value Null: delete; null = generic
  Value (*call)(Thread&, Value self, const Value* args, std::uint32_t positional, Tuple* kwnames);
  Value (*descr_get)(Thread&, Value self, Value instance,
                     Value owner);  // instance Null: looked up on the class
  Value (*descr_set)(Thread&, Value self, Value instance, Value value);  // value Null: delete
  Value (*iter)(Thread&, Value self);
  Value (*next)(Thread&, Value self);  // Nothing when exhausted
  Value (*repr)(Thread&, Value self);
  Value (*str)(Thread&, Value self);  // null: repr
  Value (*hash)(Thread&,
                Value self);  // Tag::Int; a function that raises TypeError for unhashable types
  Value (*compare)(Thread&, Value self, Value other,
                   Comparison op);        // NotImplemented when it does not know
  Value (*boolean)(Thread&, Value self);  // Tag::Bool; null: length, else true
  Value (*length)(Thread&, Value self);   // Tag::Int
  Value (*getitem)(Thread&, Value self, Value key);
  Value (*setitem)(Thread&, Value self, Value key, Value value);  // value Null: delete
  Value (*contains)(Thread&, Value self, Value item);             // Tag::Bool
  // Tried with either operand, as CPython's nb_ slots: `self` may stand on the right. In-place
  // operators reach `inplace` of the left operand first. Sequence concatenation and repetition live
  // here as well.
  Value (*binary)(Thread&, BinaryOperator op, Value left, Value right);
  Value (*inplace)(Thread&, BinaryOperator op, Value left, Value right);
  Value (*unary)(Thread&, UnaryOperator op, Value self);
  Value (*index)(Thread&, Value self);     // __index__
  Value (*to_int)(Thread&, Value self);    // __int__
  Value (*to_float)(Thread&, Value self);  // __float__
  Value (*await)(Thread&, Value self);     // __await__: an iterator
  Value (*aiter)(Thread&, Value self);
  Value (*anext)(Thread&, Value self);  // an awaitable
};

enum TypeFlags : std::uint32_t {
  kHeapType = 1u << 0,       // made by `class` / type(): attributes may be set
  kBaseType = 1u << 1,       // may be subclassed
  kHasAttributes = 1u << 2,  // instances carry Attributes (a __dict__)
  kIntSubclass = 1u << 3,
  kFloatSubclass = 1u << 4,
  kStrSubclass = 1u << 5,
  kBytesSubclass = 1u << 6,
  kTupleSubclass = 1u << 7,
  kListSubclass = 1u << 8,
  kDictSubclass = 1u << 9,
  kSetSubclass = 1u << 10,
  kTypeSubclass = 1u << 11,
  kExceptionSubclass = 1u << 12,
  kComplexSubclass = 1u << 13,
  kFrozenSetSubclass = 1u << 14,
  kByteArraySubclass = 1u << 15,
  kMethodDescriptor = 1u << 16,  // obj.f(...) may pass obj as first argument without binding
  kAbstract = 1u << 17,          // has abstract methods left
  kSequencePattern = 1u << 18,
  kMappingPattern = 1u << 19,  // match statement
  kHasFinalizer = 1u << 20,    // defines __del__
  kDisallowInstantiation = 1u << 21,
  kNativeNext = 1u << 22,  // an iterator whose next never answers Pending or Blocked
};

// Instance attributes. `shape` names them (hidden class, shape.h); once someone asks for __dict__
// the attributes move into `dict` and shape becomes null. `values` points at inline_values or into
// the heap.
struct Attributes {
  Shape* shape;
  Dict* dict;
  Value* values;
  std::uint32_t capacity;
  std::uint32_t inline_capacity;
};

// A plain instance of a class made by `class`: the commonest object. Types with a native part
// (subclasses of list, exceptions, ...) carry their Attributes at Type::attributes_offset instead.
struct Instance : Object {
  Attributes attributes;
  Value inline_values[1];  // inline_capacity of them
};

struct Type : Object {
  Str* name;  // __name__
  Str* qualname;
  Type* base;  // the base whose layout we extend
  Tuple* bases;
  Tuple* mro;  // self first
  Dict* dict;  // the namespace
  List* subclasses;
  Shape* root_shape;  // of fresh instances; null without kHasAttributes
  std::uint32_t
      version;  // changes whenever this type or a base changes; never 0, unique in the process
  std::uint32_t type_flags;         // TypeFlags
  std::uint32_t native_size;        // bytes of the struct without Attributes and __slots__
  std::uint32_t attributes_offset;  // 0: none; kTailAttributes: behind the inline data
  std::uint32_t slot_count;         // __slots__ values, stored right after the native part
  std::uint32_t slots_offset;
  std::uint32_t
      inline_attributes;    // how many attribute values a fresh instance makes room for; it learns
  std::uint32_t operators;  // built-in types: bit per BinaryOperator that slots.binary and inplace
                            // know; 0: all
  Slots slots;
  Attributes attributes;  // of metaclass instances (rare)
};

// Subclasses of str, bytes and tuple, whose data lie inline and differ in length, carry their
// Attributes behind the data.
inline constexpr std::uint32_t kTailAttributes = 0xffffffffu;
Attributes* tail_attributes_of(Object* object);  // attribute.cpp

template <class T>
inline Attributes* attributes_of(T* object) {
  std::uint32_t offset = object->type->attributes_offset;
  if (offset == kTailAttributes) [[unlikely]]
    return tail_attributes_of(object);
  return offset ? reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) + offset) : nullptr;
}

inline bool has_type_flag(Value v, std::uint32_t flag) {
  return v.is_object() && (v.object()->type->type_flags & flag) != 0;
}

}  // namespace gilscope
