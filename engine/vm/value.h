// Value: what a Python name can be bound to, and the four signals that a native function can answer
// with.
//
// 16 bytes: a tag and a payload. None, NotImplemented, Ellipsis, bool, int (when it fits 64 bits)
// and float live unboxed in the Value; everything else, big integers and instances of subclasses of
// int and float included, is a heap Object. An int has one representation only: Tag::Int when it
// fits, else a BigInt.
//
// Signals never reach Python. A native function returns
//   Null     an exception is pending in Thread::exception (also: an unbound slot),
//   Pending  a frame was pushed; the result comes when it returns (see frame.h),
//   Blocked  the thread cannot go on now; the native frame's step is called again when it can,
//   Nothing  there is no such item / the iterator is exhausted; no exception is pending.
#pragma once

#include <cstdint>

namespace gilscope {

struct Object;
struct Type;

enum class Tag : std::uint32_t {
  Null,
  Pending,
  Blocked,
  Nothing,  // signals, in this order
  None,
  NotImplemented,
  Ellipsis,
  Bool,
  Int,
  Float,
  Object
};

struct Value {
  Tag tag;
  std::uint32_t unused;
  union {
    std::int64_t integer;  // Int; Bool as 0 or 1
    double number;         // Float
    std::uint64_t bits;    // Object: the pointer, zero-extended
  };

  constexpr Value() : tag(Tag::Null), unused(0), bits(0) {}
  constexpr explicit Value(Tag t) : tag(t), unused(0), bits(0) {}

  static constexpr Value null() { return Value(Tag::Null); }
  static constexpr Value pending() { return Value(Tag::Pending); }
  static constexpr Value blocked() { return Value(Tag::Blocked); }
  static constexpr Value nothing() { return Value(Tag::Nothing); }
  static constexpr Value none() { return Value(Tag::None); }
  static constexpr Value not_implemented() { return Value(Tag::NotImplemented); }
  static constexpr Value ellipsis() { return Value(Tag::Ellipsis); }
  static constexpr Value boolean(bool b) {
    Value v(Tag::Bool);
    v.integer = b;
    return v;
  }
  static constexpr Value of(std::int64_t i) {
    Value v(Tag::Int);
    v.integer = i;
    return v;
  }
  static constexpr Value of(double d) {
    Value v(Tag::Float);
    v.number = d;
    return v;
  }
  static Value of(const Object* o) {
    Value v(Tag::Object);
    v.bits = reinterpret_cast<std::uintptr_t>(o);
    return v;
  }
  // Any object struct: Value::of(list) works without a cast because all of them begin with Object.

  bool is_signal() const { return tag <= Tag::Nothing; }
  bool is_null() const { return tag == Tag::Null; }
  bool is_pending() const { return tag == Tag::Pending; }
  bool is_blocked() const { return tag == Tag::Blocked; }
  bool is_nothing() const { return tag == Tag::Nothing; }
  bool is_none() const { return tag == Tag::None; }
  bool is_not_implemented() const { return tag == Tag::NotImplemented; }
  bool is_bool() const { return tag == Tag::Bool; }
  bool is_int() const { return tag == Tag::Int; }  // a small int; see number.h for all integers
  bool is_float() const { return tag == Tag::Float; }
  bool is_object() const { return tag == Tag::Object; }
  bool is_true() const { return tag == Tag::Bool && integer; }

  Object* object() const { return reinterpret_cast<Object*>(static_cast<std::uintptr_t>(bits)); }
  template <class T>
  T* as() const {  // unchecked: the caller has looked at the type
    return reinterpret_cast<T*>(static_cast<std::uintptr_t>(bits));
  }
};

static_assert(sizeof(Value) == 16);

// Python's `is`. Equal small ints are one object here, as are floats with the same bits.
inline bool identical(Value a, Value b) {
  return a.tag == b.tag && a.bits == b.bits;
}

}  // namespace gilscope
