// sum, min, max, any, all, sorted, iter, next, len, aiter, anext.
#include <cmath>

#include "vm/builtins.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/sequence.h"
#include "vm/sort.h"

namespace gilscope {
namespace {

Value take_slot(Thread&, Value* slots) {
  return slots[0];
}

// --- sum: slots [total, compensation of float rounding (3.12 on)]

bool compensates(Thread& thread) {
  return thread.process->options.python_minor >= 12;
}

void add_float(Thread& thread, Value* slots, double x) {
  double total = slots[0].number, next = total + x;
  if (compensates(thread)) {  // Neumaier, as CPython 3.12's sum()
    double& c = slots[1].number;
    c += std::fabs(total) >= std::fabs(x) ? (total - next) + x : (x - next) + total;
  }
  slots[0].number = next;
}

void settle(Value* slots) {  // the compensation goes into the total
  double c = slots[1].number;
  if (slots[0].is_float() && c != 0 && std::isfinite(c)) slots[0].number += c;
  slots[1].number = 0;
}

Value sum_quick(Thread& thread, Value* slots, Value item) {
  Value& total = slots[0];
  bool integer = item.is_int() || item.is_bool();
  if (integer && (total.is_int() || total.is_bool())) {
    std::int64_t result;
    if (__builtin_add_overflow(total.integer, item.integer, &result)) return Value::nothing();
    total = Value::of(result);
    return Value::none();
  }
  if (!total.is_float()) {
    if (!item.is_float() || !(total.is_int() || total.is_bool())) return Value::nothing();
    total = Value::of(static_cast<double>(total.integer));
  }
  if (item.is_float())
    add_float(thread, slots, item.number);
  else if (integer)
    total.number += static_cast<double>(item.integer);
  else
    return Value::nothing();
  return Value::none();
}

Value sum_taken(Thread&, Value* slots, Value result) {
  if (result.is_signal()) return result;
  slots[0] = result;
  return Value::none();
}

Value sum_item(Thread& thread, Value* slots, Value item) {
  if (sum_quick(thread, slots, item).is_none()) return Value::none();
  settle(slots);
  return sum_taken(thread, slots, binary_operation(thread, BinaryOperator::Add, slots[0], item));
}

Value sum_finish(Thread&, Value* slots) {
  settle(slots);
  return slots[0];
}
constexpr Collector kSum = {"sum", sum_item, sum_taken, sum_finish, 12, sum_quick};

Value sum(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value slots[2] = {args[1].is_null() ? Value::of(std::int64_t{0}) : args[1], Value::of(0.0)};
  const char* join = is_str(slots[0]) ? "strings [use ''.join(seq) instead]"
                     : has_type_flag(slots[0], kBytesSubclass) ? "bytes [use b''.join(seq) instead]"
                     : has_type_flag(slots[0], kByteArraySubclass)
                         ? "bytearray [use b''.join(seq) instead]"
                         : nullptr;
  if (join) return raise(thread, process.types.TypeError, "sum() can't sum %s", join);
  return collect(thread, kSum, args[0], slots, 2);
}

// --- any, all: slots [answer so far]

template <bool wanted>
Value truth_taken(Thread& thread, Value* slots, Value result) {
  if (result.is_signal()) return result;
  bool yes;
  if (!truth_nested(thread, result, &yes)) return Value::null();
  if (yes != wanted) return Value::none();
  slots[0] = Value::boolean(wanted);
  return Value::nothing();
}
template <bool wanted>
Value truth_item(Thread& thread, Value* slots, Value item) {
  return truth_taken<wanted>(thread, slots, truth(thread, item));
}
template <bool wanted>
Value truth_quick(Thread&, Value* slots, Value item) {
  bool yes;
  if (item.is_bool() || item.is_int())
    yes = item.integer != 0;
  else if (item.is_none())
    yes = false;
  else if (is_exact_str(item))
    yes = item.as<Str>()->length != 0;
  else
    return Value::nothing();
  if (yes != wanted) return Value::none();
  slots[0] = Value::boolean(wanted);
  return Value::ellipsis();
}
constexpr Collector kAny = {"any", truth_item<true>, truth_taken<true>, take_slot,
                            10,    truth_quick<true>};
constexpr Collector kAll = {"all", truth_item<false>, truth_taken<false>, take_slot,
                            10,    truth_quick<false>};

Value any(Thread& thread, const Value* args) {
  Value slot = Value::boolean(false);
  return collect(thread, kAny, args[0], &slot, 1);
}
Value all(Thread& thread, const Value* args) {
  Value slot = Value::boolean(true);
  return collect(thread, kAll, args[0], &slot, 1);
}

// --- min, max: slots [best, its key, key function or None, default, item under test, its key]

enum { kBest, kBestKey, kKey, kDefault, kItem, kItemKey };

template <bool largest>
constexpr Comparison kBetter = largest ? Comparison::Greater : Comparison::Less;

void keep(Value* slots) {
  slots[kBest] = slots[kItem];
  slots[kBestKey] = slots[kItemKey];
}

template <bool largest>
Value compared(Thread& thread, Value* slots, Value answer) {
  if (answer.is_signal()) return answer;
  bool better;
  if (!truth_nested(thread, answer, &better)) return Value::null();
  if (better) keep(slots);
  slots[kItemKey] = Value::null();
  return Value::none();
}

template <bool largest>
Value with_key(Thread& thread, Value* slots, Value key) {
  slots[kItemKey] = key;
  if (slots[kBest].is_null()) {
    keep(slots);
    slots[kItemKey] = Value::null();
    return Value::none();
  }
  return compared<largest>(thread, slots, compare(thread, key, slots[kBestKey], kBetter<largest>));
}

template <bool largest>
Value best_item(Thread& thread, Value* slots, Value item) {
  slots[kItem] = item;
  slots[kItemKey] = Value::null();
  if (slots[kKey].is_none()) return with_key<largest>(thread, slots, item);
  Value key = call(thread, slots[kKey], &item, 1);
  return key.is_signal() ? key : with_key<largest>(thread, slots, key);
}

template <bool largest>
Value best_resumed(Thread& thread, Value* slots, Value result) {
  if (result.is_signal()) return result;
  return slots[kItemKey].is_null() ? with_key<largest>(thread, slots, result)
                                   : compared<largest>(thread, slots, result);
}

template <bool largest>
Value best_quick(Thread&, Value* slots, Value item) {
  if (!slots[kKey].is_none()) return Value::nothing();
  Value& best = slots[kBestKey];
  bool better;
  if (slots[kBest].is_null())
    better = item.is_int() || item.is_float() || is_exact_str(item);
  else if (item.is_int() && best.is_int())
    better = largest ? item.integer > best.integer : item.integer < best.integer;
  else if (item.is_float() && best.is_float())
    better = largest ? item.number > best.number : item.number < best.number;
  else if (is_exact_str(item) && is_exact_str(best))
    better = largest ? str_compare(item.as<Str>(), best.as<Str>()) > 0
                     : str_compare(item.as<Str>(), best.as<Str>()) < 0;
  else
    return Value::nothing();
  if (slots[kBest].is_null() && !better) return Value::nothing();
  if (better) slots[kBest] = slots[kBestKey] = item;
  return Value::none();
}

template <bool largest>
Value best_finish(Thread& thread, Value* slots) {
  if (!slots[kBest].is_null()) return slots[kBest];
  if (!slots[kDefault].is_null()) return slots[kDefault];
  const char* name = largest ? "max" : "min";
  bool newer = thread.process->options.python_minor >= 12;
  return raise(thread, thread.process->types.ValueError,
               newer ? "%s() iterable argument is empty" : "%s() arg is an empty sequence", name);
}

template <bool largest>
constexpr Collector kBestOf = {
    largest ? "max" : "min", best_item<largest>, best_resumed<largest>, best_finish<largest>, 20,
    best_quick<largest>};

template <bool largest>
Value best(Thread& thread, const Value* args) {
  const char* name = largest ? "max" : "min";
  Tuple* given = args[0].as<Tuple>();
  Value key = args[1].is_null() ? Value::none() : args[1], fallback = args[2];
  if (given->length == 0)
    return raise(thread, thread.process->types.TypeError, "%s expected at least 1 argument, got 0",
                 name);
  if (given->length > 1 && !fallback.is_null())
    return raise(thread, thread.process->types.TypeError,
                 "Cannot specify a default for %s() with multiple positional arguments", name);
  Value slots[6];
  slots[kKey] = key;
  slots[kDefault] = fallback;
  return collect(thread, kBestOf<largest>, given->length == 1 ? given->items[0] : args[0], slots,
                 6);
}

// --- sorted: slots [iterable, then the list; key; reverse]

Value sorted_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = list_of(thread, frame.slots[0]);
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  if (frame.state == 1) {
    frame.slots[0] = input;
    frame.state = 2;
    input = sort_list(thread, input.as<List>(), frame.slots[1], frame.slots[2].is_true());
    if (input.is_signal()) return input;
  }
  return frame.slots[0];
}
constexpr NativeFrameType kSortedFrame = {"sorted", sorted_step};

Value sorted(Thread& thread, const Value* args) {
  bool reverse = false;
  if (!args[2].is_null() && !truth_nested(thread, args[2], &reverse)) return Value::null();
  Value slots[3] = {args[0], args[1].is_null() ? Value::none() : args[1], Value::boolean(reverse)};
  if (slots[1].is_none()) {
    if (List* list = list_at_once(thread, args[0]))
      return sort_list(thread, list, slots[1], reverse).is_null() ? Value::null() : Value::of(list);
    if (!thread.exception.is_null()) return Value::null();
  }
  return start_frame(thread, kSortedFrame, slots, 3);
}

// --- iter and next

Value iter(Thread& thread, const Value* args) {
  if (args[1].is_null()) return get_iterator(thread, args[0]);
  Process& process = *thread.process;
  if (!type_of(process, args[0])->slots.call)
    return raise(thread, process.types.TypeError, "iter(v, w): v must be callable");
  Value iterator = new_sequence_iterator(process, process.types.callable_iterator, args[0]);
  iterator.as<SequenceIterator>()->other = args[1];
  return iterator;
}

Value exhausted(Thread& thread, Value fallback) {
  if (!fallback.is_null()) return fallback;
  Value value = thread.stop_value;
  thread.stop_value = Value::none();
  return raise_stop_iteration(thread, value.is_signal() ? Value::none() : value);
}

// slots: [iterator, default or Null]
Value next_step(Thread& thread, NativeFrame& frame, Value input) {
  frame.awaits_next = false;
  if (frame.state == 0) {
    thread.stop_value = Value::none();
    input = next_in_frame(thread, frame, frame.slots[0], 1);
  }
  return input.is_nothing() ? exhausted(thread, frame.slots[1]) : input;
}
constexpr NativeFrameType kNextFrame = {"next", next_step};

Value next(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = type_of(process, args[0]);
  if (!type->slots.next)
    return raise(thread, process.types.TypeError, "'%s' object is not an iterator",
                 type_name(process, args[0]).c_str());
  bool native = (type->type_flags & (kNativeNext | kHeapType)) == kNativeNext;
  if (!args[1].is_null() && !native) return start_frame(thread, kNextFrame, args, 2);
  // Without a default the caller itself turns a later Nothing into StopIteration.
  thread.stop_value = Value::none();
  Value item = type->slots.next(thread, args[0]);
  return item.is_nothing() ? exhausted(thread, args[1]) : item;
}

Value len(Thread& thread, const Value* args) {
  return length(thread, args[0]);
}

// --- aiter and anext

Value aiter(Thread& thread, const Value* args) {
  Type* type = type_of(*thread.process, args[0]);
  if (type->slots.aiter) return type->slots.aiter(thread, args[0]);
  return raise(thread, thread.process->types.TypeError, "'%s' object is not an async iterable",
               type_name(*thread.process, args[0]).c_str());
}

// With a default: a coroutine of the frozen module _anext_default. slots: [iterator, default]
Value anext_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  if (frame.state == 0) {
    frame.state = 1;
    input = import_module(thread, intern(process, "_anext_default"));
    if (input.is_signal()) return input;
  }
  if (input.is_null() || frame.state == 2) return input;
  frame.state = 2;
  return call_method(thread, input, intern(process, "anext_default"), frame.slots, 2);
}
constexpr NativeFrameType kAnextFrame = {"anext", anext_step};

Value anext(Thread& thread, const Value* args) {
  Type* type = type_of(*thread.process, args[0]);
  if (!type->slots.anext)
    return raise(thread, thread.process->types.TypeError, "'%s' object is not an async iterator",
                 type_name(*thread.process, args[0]).c_str());
  if (!args[1].is_null()) return start_frame(thread, kAnextFrame, args, 2);
  return type->slots.anext(thread, args[0]);
}

constexpr NativeMethod kFunctions[] = {
    {"sum", "iterable, /, start=0", sum},
    {"any", "iterable, /", any},
    {"all", "iterable, /", all},
    {"min", "*args, key=None, default=None", best<false>},
    {"max", "*args, key=None, default=None", best<true>},
    {"sorted", "iterable, /, *, key=None, reverse=False", sorted},
    {"iter", "iterable, sentinel=None, /", iter},
    {"next", "iterator, default=None, /", next},
    {"len", "obj, /", len, NativeMethod::Plain, 15},
    {"aiter", "async_iterable, /", aiter},
    {"anext", "async_iterator, default=None, /", anext},
};

}  // namespace

void define_builtin_iteration(Process& process) {
  add_builtins(process, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
