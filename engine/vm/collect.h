// Running through an iterable from C++: sum, max, list(), set(), dict.update, ... all do it here.
//
// A Collector says what happens with each item. Where both the iterator and the collector are known
// to need no Python code, the loop runs at once; otherwise a native frame runs it, so that a
// generator in the middle can block or be switched away from.
#pragma once

#include "vm/containers.h"
#include "vm/native.h"
#include "vm/operations.h"

namespace gilscope {

// `slots` are the collector's own values, as given to collect().
struct Collector {
  const char* name;  // of the frame, for bug reports
  // Takes an item. None: go on. Nothing: enough, finish. Null: an exception is pending. Pending: it
  // pushed a frame whose result goes to `resumed`.
  Value (*item)(Thread& thread, Value* slots, Value item);
  // Answers as `item` does. Null where `item` never answers Pending.
  Value (*resumed)(Thread& thread, Value* slots, Value result);
  // The result of it all. It may answer Pending too: then that result is the result.
  Value (*finish)(Thread& thread, Value* slots);
  std::uint16_t item_ns;  // what an item costs beyond getting it
  // Optional: deals with an item that needs no frame. Nothing: this one does, give it to `item`.
  // None and Null as above, and Ellipsis: enough, finish.
  Value (*quick)(Thread& thread, Value* slots, Value item) = nullptr;
};

inline constexpr std::uint32_t kCollectorSlots = 7;  // at most

// The result of the loop, Null, or Pending.
Value collect(Thread& thread, const Collector& collector, Value iterable, const Value* slots,
              std::uint32_t slot_count);
// The same over an iterator that is at hand already.
Value collect_from(Thread& thread, const Collector& collector, Value iterator, const Value* slots,
                   std::uint32_t slot_count);

// True when iter_next(iterator) never answers Pending: the built-in iterators, and adapters of
// such.
bool next_is_native(Process& process, Value iterator);

// Appends all items of any iterable. The answer is None, Null or Pending.
Value list_extend(Thread& thread, List* list, Value iterable);
// The same for sets.
Value set_update(Thread& thread, Set* set, Value iterable);
// dict.update(source): a mapping (something with keys()) or pairs. None, Null or Pending.
Value dict_update_from(Thread& thread, Dict* dict, Value source);
// `**source` in a call or a display: a mapping only. "'int' object is not a mapping".
Value dict_merge_mapping(Thread& thread, Dict* dict, Value source);

// A list of the items at once where that needs no frame; null with no exception where it does.
List* list_at_once(Thread& thread, Value iterable);

// list[int], dict[str, int], ...: what __class_getitem__ of the containers does.
Value class_getitem(Thread& thread, const Value* args);

}  // namespace gilscope
