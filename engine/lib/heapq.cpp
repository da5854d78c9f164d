// _heapq: binary heaps in lists, and _bisect: searching sorted sequences.
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/number.h"
#include "vm/sort.h"

namespace gilscope {

void define_heapq(Thread& thread, Module* module);   // native_modules.def
void define_bisect(Thread& thread, Module* module);  // native_modules.def

namespace {

// A heap whose smallest (or, in the _max functions, largest) item stands first. Comparing may
// change the list (Python-level __lt__): then it is "list changed size during iteration".
class HeapView {
 public:
  HeapView(Thread& thread, Value list, bool largest)
      : thread_(thread), list_(list.as<List>()), largest_(largest), length_(list_->length) {}

  bool sift_up(std::uint32_t first, std::uint32_t at) {  // towards the root; false: exception
    Value item = list_->items[at];
    while (at > first) {
      std::uint32_t parent = (at - 1) / 2;
      bool before;
      if (!is_before(item, list_->items[parent], &before)) return false;
      if (!before) break;
      swap(at, parent);
      at = parent;
    }
    return true;
  }

  // Moves the item at `at` down to a leaf, then up to its place: fewer comparisons than stopping.
  bool sift_down(std::uint32_t at) {
    std::uint32_t start = at;
    while (at * 2 + 1 < length_) {
      std::uint32_t child = at * 2 + 1;
      if (child + 1 < length_) {
        bool before;
        if (!is_before(list_->items[child], list_->items[child + 1], &before)) return false;
        if (!before) ++child;
      }
      swap(at, child);
      at = child;
    }
    return sift_up(start, at);
  }

 private:
  bool is_before(Value a, Value b, bool* out) {
    thread_.charge(15);
    bool ok = largest_ ? less_nested(thread_, b, a, out) : less_nested(thread_, a, b, out);
    if (!ok) return false;
    if (list_->length == length_) return true;
    raise(thread_, thread_.process->types.RuntimeError, "list changed size during iteration");
    return false;
  }
  void swap(std::uint32_t a, std::uint32_t b) { std::swap(list_->items[a], list_->items[b]); }

  Thread& thread_;
  List* list_;
  bool largest_;
  std::uint32_t length_;
};

bool is_heap(Thread& thread, Value v, const char* function) {
  if (is_list(v)) return true;
  raise(thread, thread.process->types.TypeError, "%s() argument 1 must be list, not %s", function,
        type_name(*thread.process, v).c_str());
  return false;
}

Value heappush(Thread& thread, const Value* args) {
  if (!is_heap(thread, args[0], "heappush")) return Value::null();
  List* list = args[0].as<List>();
  list_append(*thread.process, list, args[1]);
  HeapView heap(thread, args[0], false);
  return heap.sift_up(0, list->length - 1) ? Value::none() : Value::null();
}

template <bool largest>
Value heappop(Thread& thread, const Value* args) {
  if (!is_heap(thread, args[0], "heappop")) return Value::null();
  List* list = args[0].as<List>();
  if (list->length == 0)
    return raise(thread, thread.process->types.IndexError, "index out of range");
  Value last = list->items[--list->length];
  if (list->length == 0) return last;
  Value first = list->items[0];
  list->items[0] = last;
  HeapView heap(thread, args[0], largest);
  return heap.sift_down(0) ? first : Value::null();
}

template <bool largest>
Value heapreplace(Thread& thread, const Value* args) {
  if (!is_heap(thread, args[0], "heapreplace")) return Value::null();
  List* list = args[0].as<List>();
  if (list->length == 0)
    return raise(thread, thread.process->types.IndexError, "index out of range");
  Value first = list->items[0];
  list->items[0] = args[1];
  HeapView heap(thread, args[0], largest);
  return heap.sift_down(0) ? first : Value::null();
}

Value heappushpop(Thread& thread, const Value* args) {
  if (!is_heap(thread, args[0], "heappushpop")) return Value::null();
  List* list = args[0].as<List>();
  bool smaller = false;
  if (list->length && !less_nested(thread, list->items[0], args[1], &smaller)) return Value::null();
  if (!smaller || !list->length) return args[1];
  return heapreplace<false>(thread, args);
}

template <bool largest>
Value heapify(Thread& thread, const Value* args) {
  if (!is_heap(thread, args[0], "heapify")) return Value::null();
  HeapView heap(thread, args[0], largest);
  for (std::uint32_t i = args[0].as<List>()->length / 2; i-- > 0;)
    if (!heap.sift_down(i)) return Value::null();
  return Value::none();
}

constexpr NativeMethod kHeapFunctions[] = {
    {"heappush", "heap, item, /", heappush},
    {"heappop", "heap, /", heappop<false>},
    {"heapreplace", "heap, item, /", heapreplace<false>},
    {"heappushpop", "heap, item, /", heappushpop},
    {"heapify", "heap, /", heapify<false>},
    {"_heappop_max", "heap, /", heappop<true>},
    {"_heapreplace_max", "heap, item, /", heapreplace<true>},
    {"_heapify_max", "heap, /", heapify<true>},
};

// --- bisect. slots: [sequence, x, key or None, item under test]; number: low; state as below; high
// stands in slot 4.

enum { kSequence, kX, kKey, kItem, kHigh, kSlotCount };
enum State : std::int32_t { kStart, kLength, kProbe, kKeyed, kInserted };

bool goes_left(Thread& thread, bool right, Value item, Value x, bool* out) {
  if (right) return less_nested(thread, x, item, out);
  bool less;
  if (!less_nested(thread, item, x, &less)) return false;
  *out = !less;
  return true;
}

template <bool right>
Value search(Thread& thread, NativeFrame& frame, Value input) {
  Value* slots = frame.slots;
  std::int64_t& high = slots[kHigh].integer;
  std::int64_t& low = frame.number;
  if (frame.state == kStart) {
    frame.state = kLength;
    if (high < 0) {
      input = length(thread, slots[kSequence]);
      if (input.is_pending()) return input;
    }
  }
  if (frame.state == kLength) {
    if (high < 0) {
      if (input.is_null()) return input;
      high = input.integer;
    }
  } else {
    if (input.is_null()) return input;
    goto received;
  }
  while (low < high) {
    frame.state = kProbe;
    input = get_item(thread, slots[kSequence], Value::of(low + (high - low) / 2));
    if (input.is_signal()) return input;
  received:
    if (frame.state == kProbe && !slots[kKey].is_none()) {
      frame.state = kKeyed;
      input = call(thread, slots[kKey], &input, 1);
      if (input.is_signal()) return input;
    }
    bool left;
    if (!goes_left(thread, right, input, slots[kX], &left)) return Value::null();
    std::int64_t middle = low + (high - low) / 2;
    if (left)
      high = middle;
    else
      low = middle + 1;
  }
  return Value::of(low);
}

template <bool right>
constexpr NativeFrameType kSearch = {right ? "bisect_right" : "bisect_left", search<right>};

// args: a, x, lo, hi, key
bool prepare(Thread& thread, const Value* args, Value* slots, std::int64_t* low) {
  slots[kSequence] = args[0];
  slots[kX] = args[1];
  slots[kKey] = args[4].is_null() ? Value::none() : args[4];
  slots[kItem] = args[1];
  std::int64_t high = -1;
  *low = 0;
  if (!args[2].is_null() && !index_value(thread, args[2], low)) return false;
  if (*low < 0) {
    raise(thread, thread.process->types.ValueError, "lo must be non-negative");
    return false;
  }
  if (!args[3].is_null() && !args[3].is_none() && !index_value(thread, args[3], &high))
    return false;
  slots[kHigh] = Value::of(high);
  return true;
}

template <bool right>
Value bisect(Thread& thread, const Value* args) {
  Value slots[kSlotCount];
  std::int64_t low;
  if (!prepare(thread, args, slots, &low)) return Value::null();
  push_native_frame(thread, kSearch<right>, slots, kSlotCount)->number = low;
  return Value::pending();
}

// insort: the key of x, the search, then a.insert(place, x). Frame slots as above.
template <bool right>
Value insort_step(Thread& thread, NativeFrame& frame, Value input) {
  Value* slots = frame.slots;
  if (frame.state == 0) {
    frame.state = 1;
    if (!slots[kKey].is_none()) {
      input = call(thread, slots[kKey], &slots[kItem], 1);
      if (input.is_signal()) return input;
    } else {
      input = slots[kItem];
    }
  }
  if (input.is_null()) return input;
  if (frame.state == 1) {
    frame.state = 2;
    slots[kX] = input;
    push_native_frame(thread, kSearch<right>, slots, kSlotCount)->number = frame.number;
    return Value::pending();
  }
  if (frame.state == 2) {
    frame.state = 3;
    if (is_list(slots[kSequence]) && input.integer <= slots[kSequence].as<List>()->length &&
        slots[kSequence].object()->type == thread.process->types.list) {
      list_insert(*thread.process, slots[kSequence].as<List>(),
                  static_cast<std::uint32_t>(input.integer), slots[kItem]);
      return Value::none();
    }
    Value pair[2] = {input, slots[kItem]};
    input = call_method(thread, slots[kSequence], intern(*thread.process, "insert"), pair, 2);
    if (input.is_signal()) return input;
  }
  return Value::none();
}
template <bool right>
constexpr NativeFrameType kInsort = {right ? "insort_right" : "insort_left", insort_step<right>};

template <bool right>
Value insort(Thread& thread, const Value* args) {
  Value slots[kSlotCount];
  std::int64_t low;
  if (!prepare(thread, args, slots, &low)) return Value::null();
  push_native_frame(thread, kInsort<right>, slots, kSlotCount)->number = low;
  return Value::pending();
}

constexpr char kSignature[] = "a, x, lo=0, hi=None, *, key=None";
constexpr NativeMethod kBisectFunctions[] = {
    {"bisect_left", kSignature, bisect<false>}, {"bisect_right", kSignature, bisect<true>},
    {"bisect", kSignature, bisect<true>},       {"insort_left", kSignature, insort<false>},
    {"insort_right", kSignature, insort<true>}, {"insort", kSignature, insort<true>},
};

}  // namespace

void define_heapq(Thread& thread, Module* module) {
  add_functions(*thread.process, module, kHeapFunctions, std::size(kHeapFunctions));
}

void define_bisect(Thread& thread, Module* module) {
  add_functions(*thread.process, module, kBisectFunctions, std::size(kBisectFunctions));
}

}  // namespace gilscope
