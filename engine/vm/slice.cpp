// slice, and what it means for a sequence of a given length.
#include "vm/define.h"
#include "vm/keys.h"
#include "vm/sequence.h"

namespace gilscope {

Slice* new_slice(Process& process, Value start, Value stop, Value step) {
  Slice* slice = allocate<Slice>(process, process.types.slice);
  slice->start = start;
  slice->stop = stop;
  slice->step = step;
  return slice;
}

namespace {

// A bound of any size, clipped to int64. False: exception pending.
bool bound(Thread& thread, Value v, std::int64_t* out) {
  if (v.is_int()) {
    *out = v.integer;
    return true;
  }
  if (!has_index(*thread.process, v)) {
    raise(thread, thread.process->types.TypeError,
          "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  if (is_integer(v) && !to_int64(v, out)) {
    *out = v.as<BigInt>()->sign < 0 ? INT64_MIN : INT64_MAX;
    return true;
  }
  return index_value(thread, v, out);
}

std::int64_t clip(std::int64_t at, std::int64_t length, std::int64_t low, std::int64_t high) {
  if (at < 0) {
    at += length;
    return at < 0 ? low : at;
  }
  return at >= length ? high : at;
}

}  // namespace

bool slice_indices(Thread& thread, Slice* slice, std::int64_t length, std::int64_t* start,
                   std::int64_t* stop, std::int64_t* step, std::int64_t* count) {
  *step = 1;
  if (!slice->step.is_none()) {
    if (!bound(thread, slice->step, step)) return false;
    if (*step == 0) {
      raise(thread, thread.process->types.ValueError, "slice step cannot be zero");
      return false;
    }
    if (*step == INT64_MIN) *step = -INT64_MAX;
  }
  bool back = *step < 0;
  std::int64_t low = back ? -1 : 0, high = back ? length - 1 : length;
  if (slice->start.is_none())
    *start = back ? length - 1 : 0;
  else if (bound(thread, slice->start, start))
    *start = clip(*start, length, low, high);
  else
    return false;
  if (slice->stop.is_none())
    *stop = back ? -1 : length;
  else if (bound(thread, slice->stop, stop))
    *stop = clip(*stop, length, low, high);
  else
    return false;
  if (back)
    *count = *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
  else
    *count = *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
  return true;
}

namespace {

void visit(Object* object, Visitor& visitor) {
  auto* slice = static_cast<Slice*>(object);
  visitor.value(slice->start);
  visitor.value(slice->stop);
  visitor.value(slice->step);
}

Tuple* parts_of(Process& process, Value self) {
  Slice* slice = self.as<Slice>();
  Value parts[3] = {slice->start, slice->stop, slice->step};
  return new_tuple(process, parts, 3);
}

Value slice_repr(Thread& thread, Value self) {
  std::string text = "slice(";
  Tuple* parts = parts_of(*thread.process, self);
  if (!join_reprs(thread, Items{Value::of(parts)}, &text)) return Value::null();
  return Value::of(new_str(*thread.process, text + ")"));
}

Value compare_slices(Thread& thread, Value self, Value other, Comparison op) {
  Process& process = *thread.process;
  if (!other.is_object() || other.object()->type != process.types.slice)
    return Value::not_implemented();
  return compare_items(thread, Items{Value::of(parts_of(process, self))},
                       Items{Value::of(parts_of(process, other))}, op);
}

Value hash_slice(Thread& thread, Value self) {
  std::int64_t hash;
  if (!key_hash(thread, Value::of(parts_of(*thread.process, self)), &hash)) return Value::null();
  return Value::of(hash);
}

Value new_of(Thread& thread, const Value* args) {
  Tuple* given = args[1].as<Tuple>();
  if (given->length < 1 || given->length > 3)
    return raise(thread, thread.process->types.TypeError,
                 given->length ? "slice expected at most 3 arguments, got %u"
                               : "slice expected at least 1 argument, got %u",
                 given->length);
  Value none = Value::none();
  Value* items = given->items;
  Slice* slice = given->length == 1 ? new_slice(*thread.process, none, items[0], none)
                                    : new_slice(*thread.process, items[0], items[1],
                                                given->length == 3 ? items[2] : none);
  return Value::of(slice);
}

Value indices(Thread& thread, const Value* args) {
  std::int64_t length, start, stop, step, count;
  if (!index_value(thread, args[1], &length)) return Value::null();
  if (length < 0)
    return raise(thread, thread.process->types.ValueError, "length should not be negative");
  if (!slice_indices(thread, args[0].as<Slice>(), length, &start, &stop, &step, &count))
    return Value::null();
  Value parts[3] = {Value::of(start), Value::of(stop), Value::of(step)};
  return Value::of(new_tuple(*thread.process, parts, 3));
}

constexpr NativeMethod kMethods[] = {{"indices", "self, length, /", indices}};
constexpr NativeGetSet kGetSets[] = {
    {"start", [](Thread&, Value self) { return self.as<Slice>()->start; }, nullptr},
    {"stop", [](Thread&, Value self) { return self.as<Slice>()->stop; }, nullptr},
    {"step", [](Thread&, Value self) { return self.as<Slice>()->step; }, nullptr},
};

}  // namespace

void define_slice(Process& process) {
  Type* type = process.types.slice;
  type->slots.visit = visit;
  type->slots.repr = slice_repr;
  type->slots.compare = compare_slices;
  type->slots.hash = hash_slice;
  set_new(process, type, "cls, /, *args", new_of);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
