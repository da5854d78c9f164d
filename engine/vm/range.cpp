// range and its iterators. Everything that fits 64 bits runs on int64; beyond that the arithmetic
// is number_binary's.
#include "vm/define.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/sequence.h"

namespace gilscope {
namespace {

using Wide = __int128;

bool fits(Wide v) {
  return v >= INT64_MIN && v <= INT64_MAX;
}

bool is_small(const Range* range) {
  return range->start.is_int() && range->stop.is_int() && range->step.is_int() &&
         range->length.is_int();
}

Value arithmetic(Thread& thread, BinaryOperator op, Value a, Value b) {
  return number_binary(thread, op, a, b);
}

int sign_of(Value v) {
  if (v.is_int()) return (v.integer > 0) - (v.integer < 0);
  return v.as<BigInt>()->sign;
}

bool is_less(Thread& thread, Value a, Value b) {
  return number_compare(thread, a, b, Comparison::Less).is_true();
}

// max(0, (stop - start - sign) // step + 1)
Value length_of(Thread& thread, Value start, Value stop, Value step) {
  if (start.is_int() && stop.is_int() && step.is_int()) {
    Wide a = start.integer, b = stop.integer, s = step.integer;
    Wide count = s > 0 ? (b > a ? (b - a - 1) / s + 1 : 0) : (b < a ? (a - b - 1) / -s + 1 : 0);
    if (fits(count)) return Value::of(static_cast<std::int64_t>(count));
  }
  bool up = sign_of(step) > 0;
  if (up ? !is_less(thread, start, stop) : !is_less(thread, stop, start))
    return Value::of(std::int64_t{0});
  Value span = arithmetic(thread, BinaryOperator::Subtract, stop, start);
  span = arithmetic(thread, BinaryOperator::Subtract, span, Value::of(std::int64_t{up ? 1 : -1}));
  span = arithmetic(thread, BinaryOperator::FloorDivide, span, step);
  return arithmetic(thread, BinaryOperator::Add, span, Value::of(std::int64_t{1}));
}

Value new_range_of(Thread& thread, Value start, Value stop, Value step) {
  Value length = length_of(thread, start, stop, step);
  if (length.is_null()) return length;
  Range* range = allocate<Range>(*thread.process, thread.process->types.range);
  range->start = start;
  range->stop = stop;
  range->step = step;
  range->length = length;
  return Value::of(range);
}

// start + index * step
Value item_at(Thread& thread, const Range* range, Value index) {
  if (is_small(range) && index.is_int()) {
    Wide v = Wide{range->start.integer} + Wide{index.integer} * range->step.integer;
    if (fits(v)) return Value::of(static_cast<std::int64_t>(v));
  }
  Value offset = arithmetic(thread, BinaryOperator::Multiply, index, range->step);
  if (offset.is_null()) return offset;
  return arithmetic(thread, BinaryOperator::Add, range->start, offset);
}

// Any integer-like -> an int of any size. False: exception pending.
bool as_int(Thread& thread, Value v, Value* out) {
  Process& process = *thread.process;
  if (v.is_int()) {
    *out = v;
    return true;
  }
  std::int64_t small;
  if (is_integer(v) && v.is_object() && !to_int64(v, &small)) {
    *out = v;
    return true;
  }
  if (!has_index(process, v)) {
    raise(thread, process.types.TypeError, "'%s' object cannot be interpreted as an integer",
          type_name(process, v).c_str());
    return false;
  }
  if (!index_value(thread, v, &small)) return false;
  *out = Value::of(small);
  return true;
}

void visit(Object* object, Visitor& visitor) {
  auto* range = static_cast<Range*>(object);
  visitor.value(range->start);
  visitor.value(range->stop);
  visitor.value(range->step);
  visitor.value(range->length);
}

Value new_of(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[1].as<Tuple>();
  if (given->length < 1 || given->length > 3)
    return raise(thread, process.types.TypeError,
                 given->length ? "range expected at most 3 arguments, got %u"
                               : "range expected at least 1 argument, got %u",
                 given->length);
  Value start = Value::of(std::int64_t{0}), stop, step = Value::of(std::int64_t{1});
  if (given->length == 1) {
    if (!as_int(thread, given->items[0], &stop)) return Value::null();
    return new_range_of(thread, start, stop, step);
  }
  if (!as_int(thread, given->items[0], &start) || !as_int(thread, given->items[1], &stop))
    return Value::null();
  if (given->length == 3 && !as_int(thread, given->items[2], &step)) return Value::null();
  if (step.is_int() && step.integer == 0)
    return raise(thread, process.types.ValueError, "range() arg 3 must not be zero");
  return new_range_of(thread, start, stop, step);
}

Value repr_range(Thread& thread, Value self) {
  Range* range = self.as<Range>();
  std::string text =
      "range(" + int_to_text(thread, range->start) + ", " + int_to_text(thread, range->stop);
  if (!range->step.is_int() || range->step.integer != 1)
    text += ", " + int_to_text(thread, range->step);
  return Value::of(new_str(*thread.process, text + ")"));
}

bool same_int(Thread& thread, Value a, Value b) {
  return identical(a, b) || number_compare(thread, a, b, Comparison::Equal).is_true();
}

Value compare_ranges(Thread& thread, Value self, Value other, Comparison op) {
  if ((op != Comparison::Equal && op != Comparison::NotEqual) || !other.is_object() ||
      other.object()->type != thread.process->types.range)
    return Value::not_implemented();
  Range *a = self.as<Range>(), *b = other.as<Range>();
  bool same = same_int(thread, a->length, b->length);
  if (same && sign_of(a->length) != 0) {
    same = same_int(thread, a->start, b->start);
    bool one = a->length.is_int() && a->length.integer == 1;
    if (same && !one) same = same_int(thread, a->step, b->step);
  }
  return Value::boolean(same == (op == Comparison::Equal));
}

Value hash_range(Thread& thread, Value self) {
  Range* range = self.as<Range>();
  Value parts[3] = {range->length, Value::none(), Value::none()};
  if (sign_of(range->length) != 0) {
    parts[1] = range->start;
    if (!range->length.is_int() || range->length.integer != 1) parts[2] = range->step;
  }
  std::int64_t hash;
  if (!key_hash(thread, Value::of(new_tuple(*thread.process, parts, 3)), &hash))
    return Value::null();
  return Value::of(hash);
}

Value range_length(Thread& thread, Value self) {
  Value length = self.as<Range>()->length;
  if (length.is_int()) return length;
  return raise(thread, thread.process->types.OverflowError,
               "Python int too large to convert to C ssize_t");
}

Value boolean(Thread&, Value self) {
  return Value::boolean(sign_of(self.as<Range>()->length) != 0);
}

// Both ends of a big range's slice, by Python's own rules but on ints of any size.
Value big_slice(Thread& thread, Range* range, Slice* slice) {
  Value step = Value::of(std::int64_t{1});
  if (!slice->step.is_none() && !as_int(thread, slice->step, &step)) return Value::null();
  if (sign_of(step) == 0)
    return raise(thread, thread.process->types.ValueError, "slice step cannot be zero");
  bool back = sign_of(step) < 0;
  Value zero = Value::of(std::int64_t{0}), one = Value::of(std::int64_t{1});
  Value low = back ? Value::of(std::int64_t{-1}) : zero;
  Value high =
      back ? arithmetic(thread, BinaryOperator::Subtract, range->length, one) : range->length;
  Value ends[2] = {back ? high : low, back ? low : high};
  const Value given[2] = {slice->start, slice->stop};
  for (int i = 0; i < 2; ++i) {
    if (given[i].is_none()) continue;
    Value at;
    if (!as_int(thread, given[i], &at)) return Value::null();
    if (sign_of(at) < 0) {
      at = arithmetic(thread, BinaryOperator::Add, at, range->length);
      if (is_less(thread, at, low)) at = low;
    } else if (is_less(thread, high, at)) {
      at = high;
    }
    ends[i] = at;
  }
  Value start = item_at(thread, range, ends[0]), stop = item_at(thread, range, ends[1]);
  step = arithmetic(thread, BinaryOperator::Multiply, range->step, step);
  if (start.is_null() || stop.is_null() || step.is_null()) return Value::null();
  return new_range_of(thread, start, stop, step);
}

Value slice_of(Thread& thread, Range* range, Slice* slice) {
  if (!range->length.is_int()) return big_slice(thread, range, slice);
  std::int64_t start, stop, step, count;
  if (!slice_indices(thread, slice, range->length.integer, &start, &stop, &step, &count))
    return Value::null();
  Value first = item_at(thread, range, Value::of(start));
  Value last = item_at(thread, range, Value::of(stop));
  Value stride = arithmetic(thread, BinaryOperator::Multiply, range->step, Value::of(step));
  if (first.is_null() || last.is_null() || stride.is_null()) return Value::null();
  return new_range_of(thread, first, last, stride);
}

Value getitem(Thread& thread, Value self, Value key) {
  Range* range = self.as<Range>();
  if (is_slice(*thread.process, key)) return slice_of(thread, range, key.as<Slice>());
  if (!has_index(*thread.process, key))
    return raise(thread, thread.process->types.TypeError,
                 "range indices must be integers or slices, not %s",
                 type_name(*thread.process, key).c_str());
  Value index;
  if (!as_int(thread, key, &index)) return Value::null();
  if (sign_of(index) < 0) index = arithmetic(thread, BinaryOperator::Add, index, range->length);
  if (sign_of(index) < 0 || !is_less(thread, index, range->length))
    return raise(thread, thread.process->types.IndexError, "range object index out of range");
  return item_at(thread, range, index);
}

// The index of an int in the range, Nothing when it is not there.
Value find(Thread& thread, Range* range, Value item) {
  if (is_small(range) && (item.is_int() || item.is_bool())) {
    Wide offset = Wide{item.integer} - range->start.integer, step = range->step.integer;
    if (offset % step != 0) return Value::nothing();
    Wide index = offset / step;
    if (index < 0 || index >= range->length.integer) return Value::nothing();
    return Value::of(static_cast<std::int64_t>(index));
  }
  Value offset = arithmetic(thread, BinaryOperator::Subtract, item, range->start);
  Value rest = arithmetic(thread, BinaryOperator::Remainder, offset, range->step);
  if (!rest.is_int() || rest.integer != 0) return Value::nothing();
  Value index = arithmetic(thread, BinaryOperator::FloorDivide, offset, range->step);
  if (sign_of(index) < 0 || !is_less(thread, index, range->length)) return Value::nothing();
  return index;
}

bool is_plain_int(Value v) {
  return v.is_int() || v.is_bool() ||
         (v.is_object() &&
          (v.object()->type->type_flags & (kIntSubclass | kHeapType)) == kIntSubclass);
}

// Something that is no int may still be == to one: looked for item by item. The index or Nothing.
Value find_any(Thread& thread, Range* range, Value item) {
  if (is_plain_int(item)) return find(thread, range, item);
  std::int64_t length = range->length.is_int() ? range->length.integer : INT64_MAX;
  for (std::int64_t i = 0; i < length; ++i) {
    bool same;
    if (!key_equal(thread, item_at(thread, range, Value::of(i)), item, &same)) return Value::null();
    if (same) return Value::of(i);
  }
  return Value::nothing();
}

Value range_contains(Thread& thread, Value self, Value item) {
  Value at = find_any(thread, self.as<Range>(), item);
  return at.is_null() ? at : Value::boolean(!at.is_nothing());
}

Value count(Thread& thread, const Value* args) {
  Value at = find_any(thread, args[0].as<Range>(), args[1]);
  return at.is_null() ? at : Value::of(std::int64_t{!at.is_nothing()});
}

Value index(Thread& thread, const Value* args) {
  Value at = find_any(thread, args[0].as<Range>(), args[1]);
  if (!at.is_nothing()) return at;
  std::string text;
  if (!repr_nested(thread, args[1], &text)) return Value::null();
  if (is_plain_int(args[1]))
    return raise(thread, thread.process->types.ValueError, "%s is not in range", text.c_str());
  return raise(thread, thread.process->types.ValueError, "sequence.index(x): x not in sequence");
}

// --- iteration

// Whether all items are small: the last one is the furthest.
bool items_are_small(std::int64_t start, std::int64_t step, std::int64_t length) {
  std::int64_t way, last;
  return length <= 0 || (!__builtin_mul_overflow(step, length - 1, &way) &&
                         !__builtin_add_overflow(start, way, &last));
}

Value iterate(Thread& thread, Value start, Value step, Value length, Value range) {
  Process& process = *thread.process;
  if (start.is_int() && step.is_int() && length.is_int() &&
      items_are_small(start.integer, step.integer, length.integer)) {
    auto* iterator = allocate<RangeIterator>(process, process.types.range_iterator);
    iterator->next = start.integer;
    iterator->step = step.integer;
    iterator->remaining = static_cast<std::uint64_t>(length.integer);
    return Value::of(iterator);
  }
  return new_sequence_iterator(process, process.types.long_range_iterator, range);
}

Value iter(Thread& thread, Value self) {
  Range* range = self.as<Range>();
  return iterate(thread, range->start, range->step, range->length, self);
}

Value reversed(Thread& thread, const Value* args) {
  Range* range = args[0].as<Range>();
  Value one = Value::of(std::int64_t{1});
  Value last =
      item_at(thread, range, arithmetic(thread, BinaryOperator::Subtract, range->length, one));
  Value step = number_unary(thread, UnaryOperator::Negative, range->step);
  Value stop = arithmetic(thread, BinaryOperator::Add, last,
                          arithmetic(thread, BinaryOperator::Multiply, step, range->length));
  Value back = new_range_of(thread, last, stop, step);
  if (back.is_null()) return back;
  return iterate(thread, last, step, range->length, back);
}

Value range_next(Thread&, Value self) {
  auto* iterator = self.as<RangeIterator>();
  if (iterator->remaining == 0) return Value::nothing();
  --iterator->remaining;
  std::int64_t value = iterator->next;
  iterator->next = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) +
                                             static_cast<std::uint64_t>(iterator->step));
  return Value::of(value);
}

Value range_length_hint(Thread& thread, const Value* args) {
  return int_from_uint64(*thread.process, args[0].as<RangeIterator>()->remaining);
}

constexpr NativeMethod kMethods[] = {
    {"count", "self, value, /", count},
    {"index", "self, value, /", index},
    {"__reversed__", "self, /", reversed},
};
constexpr NativeMethod kIteratorMethods[] = {{"__length_hint__", "self, /", range_length_hint}};
constexpr NativeGetSet kGetSets[] = {
    {"start", [](Thread&, Value self) { return self.as<Range>()->start; }, nullptr},
    {"stop", [](Thread&, Value self) { return self.as<Range>()->stop; }, nullptr},
    {"step", [](Thread&, Value self) { return self.as<Range>()->step; }, nullptr},
};

}  // namespace

Value long_range_next(Thread& thread, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  Range* range = iterator->sequence.as<Range>();
  Value at = Value::of(iterator->index);
  if (!is_less(thread, at, range->length)) {
    iterator->sequence = Value::none();
    return Value::nothing();
  }
  ++iterator->index;
  return item_at(thread, range, at);
}

void define_range(Process& process) {
  Type* type = process.types.range;
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.repr = repr_range;
  slots.compare = compare_ranges;
  slots.hash = hash_range;
  slots.length = range_length;
  slots.boolean = boolean;
  slots.getitem = getitem;
  slots.contains = range_contains;
  slots.iter = iter;
  set_new(process, type, "cls, /, *args", new_of);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
  Type* iterator = process.types.range_iterator;
  iterator->slots.iter = self_iterator;
  iterator->slots.next = range_next;
  iterator->type_flags |= kNativeNext;
  add_methods(process, iterator, kIteratorMethods, std::size(kIteratorMethods));
  add_slot_wrappers(process, iterator);
}

}  // namespace gilscope
