#include "vm/sequence.h"

namespace gilscope {

bool has_index(Process& process, Value v) {
  return is_integer(v) || type_of(process, v)->slots.index != nullptr;
}

namespace {

bool position(Thread& thread, Value key, std::int64_t length, const char* type_word,
              const char* out_of_range, std::int64_t* out) {
  Process& process = *thread.process;
  if (key.is_int()) {
    *out = key.integer;
  } else if (!has_index(process, key)) {
    raise(thread, process.types.TypeError, "%s indices must be integers or slices, not %s",
          type_word, type_name(process, key).c_str());
    return false;
  } else if (is_integer(key) && !to_int64(key, out)) {
    raise(thread, process.types.IndexError, "cannot fit '%s' into an index-sized integer",
          type_name(process, key).c_str());
    return false;
  } else if (!index_value(thread, key, out)) {
    return false;
  }
  if (*out < 0) *out += length;
  if (*out >= 0 && *out < length) return true;
  raise(thread, process.types.IndexError, "%s %s out of range", type_word, out_of_range);
  return false;
}

}  // namespace

bool item_position(Thread& thread, Value key, std::int64_t length, const char* type_word,
                   std::int64_t* out) {
  return position(thread, key, length, type_word, "index", out);
}

bool assignment_position(Thread& thread, Value key, std::int64_t length, const char* type_word,
                         std::int64_t* out) {
  return position(thread, key, length, type_word, "assignment index", out);
}

bool clip_index(Thread& thread, Value v, std::int64_t length, std::int64_t* out) {
  Process& process = *thread.process;
  if (!has_index(process, v)) {
    raise(thread, process.types.TypeError,
          "slice indices must be integers or have an __index__ method");
    return false;
  }
  if (is_integer(v) && !to_int64(v, out)) {
    *out = v.as<BigInt>()->sign < 0 ? 0 : length;
    return true;
  }
  if (!index_value(thread, v, out)) return false;
  if (*out < 0) *out += length;
  if (*out < 0) *out = 0;
  if (*out > length) *out = length;
  return true;
}

bool join_reprs(Thread& thread, const Items& items, std::string* out) {
  for (std::uint32_t i = 0; i < items.length(); ++i) {
    if (i) *out += ", ";
    Value item = items.at(i);
    if (item.is_int()) {
      *out += std::to_string(item.integer);
      continue;
    }
    std::string text;
    if (!repr_nested(thread, item, &text)) return false;
    *out += text;
  }
  return true;
}

bool holds(Comparison op, std::int64_t left, std::int64_t right) {
  switch (op) {
    case Comparison::Less: return left < right;
    case Comparison::LessEqual: return left <= right;
    case Comparison::Equal: return left == right;
    case Comparison::NotEqual: return left != right;
    case Comparison::Greater: return left > right;
    case Comparison::GreaterEqual: return left >= right;
  }
  return false;
}

Value compare_items(Thread& thread, const Items& left, const Items& right, Comparison op) {
  bool equality = op == Comparison::Equal || op == Comparison::NotEqual;
  if (equality && left.length() != right.length())
    return Value::boolean(op == Comparison::NotEqual);
  for (std::uint32_t i = 0; i < left.length() && i < right.length(); ++i) {
    Value a = left.at(i), b = right.at(i);
    bool same;
    if (!key_equal(thread, a, b, &same)) return Value::null();
    if (same) continue;
    if (equality) return Value::boolean(op == Comparison::NotEqual);
    if (a.is_int() && b.is_int()) return Value::boolean(holds(op, a.integer, b.integer));
    bool answer;
    if (!compare_nested(thread, a, b, op, &answer)) return Value::null();
    return Value::boolean(answer);
  }
  return Value::boolean(holds(op, left.length(), right.length()));
}

bool may_reflect(Value other) {
  if (!other.is_object()) return false;
  Type* type = other.object()->type;
  return (type->type_flags & kHeapType) && type->slots.binary;
}

bool repeat_count(Thread& thread, Value count, std::uint32_t length, std::int64_t* out) {
  Process& process = *thread.process;
  if (is_integer(count) && !to_int64(count, out)) {
    raise(thread, process.types.OverflowError, "cannot fit '%s' into an index-sized integer",
          type_name(process, count).c_str());
    return false;
  }
  if (!index_value(thread, count, out)) return false;
  if (*out < 0) *out = 0;
  if (length == 0) *out = *out ? 1 : 0;
  if (*out > kMaxLength || *out * length > kMaxLength ||
      !process.heap.can_allocate(static_cast<std::size_t>(*out) * length * sizeof(Value))) {
    raise_memory_error(thread);
    return false;
  }
  return true;
}

}  // namespace gilscope
