// abs, divmod, pow, round, hex, oct, bin, chr, ord.
#include "vm/builtins.h"
#include "vm/bytes.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/number_integer.h"
#include "vm/sequence.h"

namespace gilscope {
namespace {

Value abs(Thread& thread, const Value* args) {
  if (args[0].is_int() && args[0].integer != INT64_MIN)
    return Value::of(args[0].integer < 0 ? -args[0].integer : args[0].integer);
  Process& process = *thread.process;
  if (!type_of(process, args[0])->slots.unary)
    return raise(thread, process.types.TypeError, "bad operand type for abs(): '%s'",
                 type_name(process, args[0]).c_str());
  return unary_operation(thread, UnaryOperator::Absolute, args[0]);
}

// --- operators that have no slot: __divmod__, __pow__ with a modulus; tried left, then reflected

bool is_number(Value v) {
  return is_integer(v) || is_floating(v);
}

// slots: [left, right]; number: the operation's reflected name is due.
Value divmod_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  Value left = frame.slots[0], right = frame.slots[1];
  if (frame.state > 0 && (input.is_null() || !input.is_not_implemented())) return input;
  while (frame.state < 2) {
    bool reflected = frame.state++ == 1;
    Value receiver = reflected ? right : left;
    Value method =
        special_method(thread, receiver, intern(process, reflected ? "__rdivmod__" : "__divmod__"));
    if (method.is_null()) return method;
    if (method.is_nothing()) continue;
    input = call(thread, method, reflected ? &left : &right, 1);
    if (!input.is_not_implemented()) return input;
  }
  return raise(thread, process.types.TypeError,
               "unsupported operand type(s) for divmod(): '%s' and '%s'",
               type_name(process, left).c_str(), type_name(process, right).c_str());
}
constexpr NativeFrameType kDivmodFrame = {"divmod", divmod_step};

Value divmod(Thread& thread, const Value* args) {
  auto exact = [](Value v) { return !v.is_object() || !(v.object()->type->type_flags & kHeapType); };
  if (exact(args[0]) && exact(args[1])) {
    Value result = number_divmod(thread, args[0], args[1]);
    if (!result.is_not_implemented()) return result;
  }
  return start_frame(thread, kDivmodFrame, args, 2);
}

Value pow(Thread& thread, const Value* args) {
  if (args[2].is_null() || args[2].is_none())
    return binary_operation(thread, BinaryOperator::Power, args[0], args[1]);
  Process& process = *thread.process;
  if (is_integer(args[0]) && is_integer(args[1]) && is_integer(args[2]))
    return integer_power_modulo(thread, args[0], args[1], args[2]);
  if (is_number(args[0]))
    return raise(thread, process.types.TypeError,
                 "pow() 3rd argument not allowed unless all arguments are integers");
  Value method = special_method(thread, args[0], intern(process, "__pow__"));
  if (method.is_null()) return method;
  if (!method.is_nothing()) return call(thread, method, args + 1, 2);
  return raise(thread, process.types.TypeError,
               "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
               type_name(process, args[0]).c_str(), type_name(process, args[1]).c_str(),
               type_name(process, args[2]).c_str());
}

Value round(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  bool digits = !args[1].is_null() && !args[1].is_none();
  if ((args[0].is_int() || args[0].is_bool()) && !digits) return Value::of(args[0].integer);
  Value method = special_method(thread, args[0], intern(process, "__round__"));
  if (method.is_null()) return method;
  if (method.is_nothing())
    return raise(thread, process.types.TypeError, "type %s doesn't define __round__ method",
                 type_name(process, args[0]).c_str());
  return call(thread, method, args + 1, digits ? 1 : 0);
}

// --- text of numbers and characters

// An int of any size from what has __index__; Null: exception pending.
Value whole(Thread& thread, Value v) {
  if (is_integer(v)) return v;
  std::int64_t small;
  return index_value(thread, v, &small) ? Value::of(small) : Value::null();
}

template <int base>
Value in_base(Thread& thread, const Value* args) {
  Value number = whole(thread, args[0]);
  if (number.is_null()) return number;
  std::string text = int_to_text(thread, number, base);
  const char* prefix = base == 16 ? "0x" : base == 8 ? "0o" : "0b";
  text.insert(text[0] == '-' ? 1 : 0, prefix);
  return Value::of(new_str(*thread.process, text));
}

Value chr(Thread& thread, const Value* args) {
  std::int64_t point;
  Process& process = *thread.process;
  if (is_integer(args[0]) && !to_int64(args[0], &point))
    return raise(thread, process.types.OverflowError, "Python int too large to convert to C int");
  if (!index_value(thread, args[0], &point)) return Value::null();
  if (point < 0 || point > 0x10ffff)
    return raise(thread, process.types.ValueError, "chr() arg not in range(0x110000)");
  if (point < 256 && process.latin1[point]) return Value::of(process.latin1[point]);
  auto character = static_cast<char32_t>(point);
  return Value::of(new_str_from_code_points(process, &character, 1));
}

Value ord(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::uint32_t length = 1;
  if (is_str(args[0])) {
    length = args[0].as<Str>()->length;
    if (length == 1) return Value::of(static_cast<std::int64_t>(args[0].as<Str>()->at(0)));
  } else if (has_type_flag(args[0], kBytesSubclass | kByteArraySubclass)) {
    std::string_view bytes;
    if (!bytes_like(thread, args[0], &bytes)) return Value::null();
    length = static_cast<std::uint32_t>(bytes.size());
    if (length == 1) return Value::of(std::int64_t{static_cast<unsigned char>(bytes[0])});
  } else {
    return raise(thread, process.types.TypeError, "ord() expected string of length 1, but %s found",
                 type_name(process, args[0]).c_str());
  }
  return raise(thread, process.types.TypeError,
               "ord() expected a character, but string of length %u found", length);
}

constexpr NativeMethod kFunctions[] = {
    {"abs", "x, /", abs, NativeMethod::Plain, 15},
    {"divmod", "x, y, /", divmod},
    {"pow", "base, exp, mod=None", pow},
    {"round", "number, ndigits=None", round},
    {"hex", "number, /", in_base<16>},
    {"oct", "number, /", in_base<8>},
    {"bin", "number, /", in_base<2>},
    {"chr", "i, /", chr},
    {"ord", "c, /", ord},
};

}  // namespace

void define_builtin_numbers(Process& process) {
  add_builtins(process, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
