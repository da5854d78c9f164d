// Binary operators and comparisons: which operand's method is asked, in which order, and what
// happens when nobody knows. Built-in operands answer at once; where a dunder written in Python
// takes part, a native frame works through the same list of attempts.
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/native_depth.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

// One attempt to compute left OP right. Packed four bits each into NativeFrame::number.
enum Attempt : std::uint8_t {
  kNone,
  kNativeLeft,   // left's C++ slot
  kNativeRight,  // right's C++ slot
  kMethod,       // left.__op__(right)
  kReflected,    // right.__rop__(left)
  kInplaceNative,
  kInplaceMethod,
};

class Attempts {
 public:
  void add(Attempt attempt) { packed_ |= std::uint64_t{attempt} << (4 * count_++); }
  std::uint64_t packed() const { return packed_; }
  bool native_only() const {
    for (std::uint64_t p = packed_; p; p >>= 4) {
      std::uint64_t a = p & 15;
      if (a == kMethod || a == kReflected || a == kInplaceMethod) return false;
    }
    return true;
  }

 private:
  std::uint64_t packed_ = 0;
  int count_ = 0;
};

BinaryOperator plain(BinaryOperator op) {
  int i = static_cast<int>(op);
  return static_cast<BinaryOperator>(i < 13 ? i : i - 13);
}

bool is_inplace(BinaryOperator op) {
  return static_cast<int>(op) >= 13;
}

Value lookup(Process& process, Value v, Name name) {
  return type_lookup(process, type_of(process, v), process.name_of(name));
}

// Concatenation and repetition come after the right operand's own method, as CPython's sq_ slots
// do.
bool is_sequence(const Type* type) {
  return type->type_flags &
         (kListSubclass | kTupleSubclass | kStrSubclass | kBytesSubclass | kByteArraySubclass);
}

bool overrides_reflected(Process& process, Type* right, Type* left, BinaryOperator op) {
  Str* name = process.name_of(reflected_dunder(op));
  Value mine = type_lookup(process, right, name), theirs = type_lookup(process, left, name);
  return !mine.is_nothing() && !identical(mine, theirs);
}

void add_side(Attempts& attempts, bool left, bool python) {
  if (left)
    attempts.add(python ? kMethod : kNativeLeft);
  else
    attempts.add(python ? kReflected : kNativeRight);
}

Attempts plan_binary(Process& process, BinaryOperator op, Value left, Value right) {
  Attempts attempts;
  Type *lt = type_of(process, left), *rt = type_of(process, right);
  auto l = lt->slots.binary, r = rt->slots.binary;
  bool left_python = l == python_slot::binary, right_python = r == python_slot::binary;
  BinaryOperator base = plain(op);
  if (is_inplace(op) && lt->slots.inplace)
    attempts.add(lt->slots.inplace == python_slot::inplace ? kInplaceMethod : kInplaceNative);
  if (left_python && right_python) {
    if (lt == rt) {
      attempts.add(kMethod);
    } else if (is_subtype(rt, lt) && overrides_reflected(process, rt, lt, base)) {
      attempts.add(kReflected);
      attempts.add(kMethod);
    } else {
      attempts.add(kMethod);
      attempts.add(kReflected);
    }
    return attempts;
  }
  if (r == l || lt == rt) r = nullptr;
  bool right_first = r && l && (is_subtype(rt, lt) || (is_sequence(lt) && !is_sequence(rt)));
  if (right_first) add_side(attempts, false, right_python);
  if (l) add_side(attempts, true, left_python);
  if (r && !right_first) add_side(attempts, false, right_python);
  return attempts;
}

Value no_operator(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  Type* error = process.types.TypeError;
  std::string lt = type_name(process, left), rt = type_name(process, right);
  BinaryOperator base = plain(op);
  Type* left_type = type_of(process, left);
  if (base == BinaryOperator::Add && is_sequence(left_type)) {
    if (left_type->type_flags & (kBytesSubclass | kByteArraySubclass))
      return raise(thread, error, "can't concat %s to %s", rt.c_str(), lt.c_str());
    Type* builtin = left_type;
    while (builtin->type_flags & kHeapType) builtin = builtin->base;
    std::string kind = type_text(builtin);
    return raise(thread, error, "can only concatenate %s (not \"%s\") to %s", kind.c_str(),
                 rt.c_str(), kind.c_str());
  }
  if (base == BinaryOperator::Multiply && is_sequence(left_type))
    return raise(thread, error, "can't multiply sequence by non-int of type '%s'", rt.c_str());
  if (base == BinaryOperator::Multiply && is_sequence(type_of(process, right)))
    return raise(thread, error, "can't multiply sequence by non-int of type '%s'", lt.c_str());
  const char* text = operator_text(op);
  bool print = base == BinaryOperator::RightShift && left.is_object() &&
               left.object()->type == process.types.native_function &&
               str_equal(left.as<NativeFunction>()->name, "print");
  if (print)
    return raise(thread, error,
                 "unsupported operand type(s) for %s: '%s' and '%s'. Did you mean "
                 "\"print(<message>, file=<output_stream>)\"?",
                 text, lt.c_str(), rt.c_str());
  return raise(thread, error, "unsupported operand type(s) for %s: '%s' and '%s'", text, lt.c_str(),
               rt.c_str());
}

Value try_binary(Thread& thread, Attempt attempt, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  BinaryOperator base = plain(op);
  switch (attempt) {
    case kNativeLeft: return type_of(process, left)->slots.binary(thread, base, left, right);
    case kNativeRight: return type_of(process, right)->slots.binary(thread, base, left, right);
    case kInplaceNative: return type_of(process, left)->slots.inplace(thread, op, left, right);
    case kMethod:
    case kInplaceMethod: {
      Value found = lookup(process, left, operator_dunder(attempt == kMethod ? base : op));
      if (found.is_nothing()) return Value::not_implemented();
      if (found.is_none()) return no_operator(thread, op, left, right);
      return call_found(thread, found, left, &right, 1);
    }
    case kReflected: {
      Value found = lookup(process, right, reflected_dunder(base));
      if (found.is_nothing()) return Value::not_implemented();
      if (found.is_none()) return no_operator(thread, op, left, right);
      return call_found(thread, found, right, &left, 1);
    }
    default: return Value::not_implemented();
  }
}

// slots: left, right. number: attempts left, four bits each, above the operator (8 bits) and a bit
// that asks for NotImplemented instead of the TypeError.
constexpr int kAttemptShift = 9;

Value binary_step(Thread& thread, NativeFrame& frame, Value input) {
  auto op = static_cast<BinaryOperator>(frame.number & 0xff);
  bool raises = !(frame.number & 0x100);
  auto packed = static_cast<std::uint64_t>(frame.number) >> kAttemptShift;
  if (frame.state == 0) {
    frame.state = 1;
    input = Value::not_implemented();
  }
  while (input.is_not_implemented() && packed) {
    auto attempt = static_cast<Attempt>(packed & 15);
    packed >>= 4;
    frame.number = static_cast<std::int64_t>((packed << kAttemptShift) |
                                             (static_cast<std::uint64_t>(frame.number) & 0x1ff));
    input = try_binary(thread, attempt, op, frame.slots[0], frame.slots[1]);
  }
  if (input.is_not_implemented() && raises)
    return no_operator(thread, op, frame.slots[0], frame.slots[1]);
  return input;
}

Value run_attempts(Thread& thread, const Attempts& attempts, BinaryOperator op, Value left,
                   Value right, bool raises) {
  if (attempts.native_only()) {
    for (std::uint64_t p = attempts.packed(); p; p >>= 4) {
      Value result = try_binary(thread, static_cast<Attempt>(p & 15), op, left, right);
      if (!result.is_not_implemented()) return result;
    }
    return raises ? no_operator(thread, op, left, right) : Value::not_implemented();
  }
  static const NativeFrameType kBinary = {"operator", binary_step};
  Value slots[] = {left, right};
  NativeFrame* frame = push_native_frame(thread, kBinary, slots, 2);
  frame->number = static_cast<std::int64_t>((attempts.packed() << kAttemptShift) |
                                            (raises ? 0 : 0x100) | static_cast<std::uint64_t>(op));
  return Value::pending();
}

}  // namespace

Value binary_operation(Thread& thread, BinaryOperator op, Value left, Value right) {
  return run_attempts(thread, plan_binary(*thread.process, op, left, right), op, left, right, true);
}

namespace python_slot {

Value binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  Attempts attempts;
  Process& process = *thread.process;
  if (type_of(process, left)->slots.binary == binary) attempts.add(kMethod);
  if (type_of(process, right)->slots.binary == binary) attempts.add(kReflected);
  return run_attempts(thread, attempts, op, left, right, false);
}

Value inplace(Thread& thread, BinaryOperator op, Value left, Value right) {
  Attempts attempts;
  attempts.add(kInplaceMethod);
  return run_attempts(thread, attempts, op, left, right, false);
}

}  // namespace python_slot

Value unary_operation(Thread& thread, UnaryOperator op, Value v) {
  Process& process = *thread.process;
  Type* type = type_of(process, v);
  auto slot = type->slots.unary;
  bool known =
      slot && (slot != python_slot::unary ||
               !type_lookup(process, type, process.name_of(unary_dunder(op))).is_nothing());
  if (known) {
    Value result = slot(thread, op, v);
    if (!result.is_not_implemented()) return result;
  }
  static const char* const kTexts[] = {"unary -", "unary +", "unary ~", "abs()"};
  return raise(thread, process.types.TypeError, "bad operand type for %s: '%s'",
               kTexts[static_cast<int>(op)], type_name(process, v).c_str());
}

// --- comparisons

namespace {

Value no_comparison(Thread& thread, Comparison op, Value left, Value right) {
  if (op == Comparison::Equal) return Value::boolean(identical(left, right));
  if (op == Comparison::NotEqual) return Value::boolean(!identical(left, right));
  return raise(thread, thread.process->types.TypeError,
               "'%s' not supported between instances of '%s' and '%s'", comparison_text(op),
               type_name(*thread.process, left).c_str(), type_name(*thread.process, right).c_str());
}

bool is_slot_of_object(Process& process, Value found) {
  return found.is_object() && found.object()->type == process.types.slot_wrapper &&
         found.as<NativeFunction>()->owner == process.types.object;
}

// v.__op__(other)
Value compare_by_method(Thread& thread, Comparison op, Value v, Value other) {
  Process& process = *thread.process;
  Value found = lookup(process, v, comparison_dunder(op));
  if (found.is_nothing() || found.is_none()) return Value::not_implemented();
  if (is_slot_of_object(process, found)) return object_compare(thread, v, other, op);
  return call_found(thread, found, v, &other, 1);
}

// Does asking `v` need a frame?
bool asks_python(Process& process, Value v, Comparison op) {
  Type* type = type_of(process, v);
  if (type->slots.compare != python_slot::compare) return false;
  Value found = type_lookup(process, type, process.name_of(comparison_dunder(op)));
  if (!is_slot_of_object(process, found)) return true;
  if (op != Comparison::NotEqual) return false;
  return !is_slot_of_object(process, type_lookup(process, type, process.name_of(Name::eq)));
}

Value try_compare(Thread& thread, bool reflect, Comparison op, Value left, Value right) {
  Value self = reflect ? right : left, other = reflect ? left : right;
  if (reflect) op = reflected(op);
  auto slot = type_of(*thread.process, self)->slots.compare;
  if (!slot) return Value::not_implemented();
  if (slot == python_slot::compare) return compare_by_method(thread, op, self, other);
  return slot(thread, self, other, op);
}

// slots: left, right. number: operator; bit 8: the right operand is asked first. state: attempts
// made.
Value compare_step(Thread& thread, NativeFrame& frame, Value input) {
  auto op = static_cast<Comparison>(frame.number & 0xff);
  bool right_first = frame.number & 0x100;
  if (frame.state == 0) input = Value::not_implemented();
  while (input.is_not_implemented() && frame.state < 2) {
    bool reflect = (frame.state == 0) == right_first;
    ++frame.state;
    input = try_compare(thread, reflect, op, frame.slots[0], frame.slots[1]);
  }
  if (!input.is_not_implemented()) return input;
  return no_comparison(thread, op, frame.slots[0], frame.slots[1]);
}

}  // namespace

Value compare(Thread& thread, Value left, Value right, Comparison op) {
  Process& process = *thread.process;
  Type *lt = type_of(process, left), *rt = type_of(process, right);
  bool right_first = lt != rt && is_subtype(rt, lt) && rt->slots.compare;
  if (asks_python(process, left, op) || asks_python(process, right, reflected(op))) {
    static const NativeFrameType kCompare = {"comparison", compare_step};
    Value slots[] = {left, right};
    NativeFrame* frame = push_native_frame(thread, kCompare, slots, 2);
    frame->number = static_cast<std::int64_t>(op) | (right_first ? 0x100 : 0);
    return Value::pending();
  }
  NativeDepth depth(thread);
  if (depth.too_deep()) return depth.refuse(" in comparison");
  for (int i = 0; i < 2; ++i) {
    Value result = try_compare(thread, (i == 0) == right_first, op, left, right);
    if (!result.is_not_implemented()) return result;
  }
  return no_comparison(thread, op, left, right);
}

namespace python_slot {

// Called by those who use slots.compare directly; the answer may be NotImplemented.
Value compare(Thread& thread, Value self, Value other, Comparison op) {
  return compare_by_method(thread, op, self, other);
}

}  // namespace python_slot

Value object_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (op == Comparison::Equal)
    return identical(self, other) ? Value::boolean(true) : Value::not_implemented();
  if (op != Comparison::NotEqual) return Value::not_implemented();
  Process& process = *thread.process;
  Type* type = type_of(process, self);
  if (!type->slots.compare) return Value::not_implemented();
  if (type->slots.compare == python_slot::compare) {
    Value found = type_lookup(process, type, process.name_of(Name::eq));
    if (found.is_nothing() || found.is_none()) return Value::not_implemented();
    if (!is_slot_of_object(process, found))
      return call_converted(thread, Conversion::Not, found, self, &other, 1);
    return identical(self, other) ? Value::boolean(false) : Value::not_implemented();
  }
  if (type->slots.compare == object_compare)
    return identical(self, other) ? Value::boolean(false) : Value::not_implemented();
  Value equal = type->slots.compare(thread, self, other, Comparison::Equal);
  return convert_result(thread, Conversion::Not, self, equal);
}

bool equal_nested(Thread& thread, Value left, Value right, bool* out) {
  if (identical(left, right)) {
    *out = true;
    return true;
  }
  return compare_nested(thread, left, right, Comparison::Equal, out);
}

bool compare_nested(Thread& thread, Value left, Value right, Comparison op, bool* out) {
  Frame* before = thread.top;
  Value result = finish_nested(thread, before, compare(thread, left, right, op));
  if (result.is_null()) return false;
  return truth_nested(thread, result, out);
}

}  // namespace gilscope
