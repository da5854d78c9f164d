// A stable merge sort with insertion-sorted runs, and natural runs kept as they are: what is sorted
// or reversed already costs n comparisons, as with CPython's timsort.
#include "vm/sort.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/sequence.h"

namespace gilscope {
static int quick_less_tuples(Process& process, Tuple* left, Tuple* right) {
  std::uint32_t length = std::min(left->length, right->length);
  for (std::uint32_t i = 0; i < length; ++i) {
    Quick same = quick_equal(left->items[i], right->items[i]);
    if (same == Quick::Unknown) return -1;
    if (same == Quick::Different) return quick_less(process, left->items[i], right->items[i]);
  }
  return left->length < right->length;
}

int quick_less(Process& process, Value left, Value right) {
  if (left.is_int() && right.is_int()) return left.integer < right.integer;
  if (left.is_float() && right.is_float()) return left.number < right.number;
  if (is_exact_str(left) && is_exact_str(right))
    return str_compare(left.as<Str>(), right.as<Str>()) < 0;
  const Type* tuple = process.types.tuple;
  if (!left.is_object() || !right.is_object() || left.object()->type != tuple ||
      right.object()->type != tuple)
    return -1;
  return quick_less_tuples(process, left.as<Tuple>(), right.as<Tuple>());
}

bool less_nested(Thread& thread, Value left, Value right, bool* out) {
  int quick = quick_less(*thread.process, left, right);
  if (quick < 0) return compare_nested(thread, left, right, Comparison::Less, out);
  *out = quick != 0;
  return true;
}

namespace {

struct Sorted {  // what is sorted by `key`; without a key function both are the item
  Value key;
  Value item;
};

constexpr std::size_t kShortRun = 32;

// left < right, chosen by what the keys are. Answers false and sets `failed` on an exception.
class Less {
 public:
  enum class Kind : std::uint8_t { Ints, Floats, Texts, Any };

  Less(Thread& thread, Kind kind) : thread_(thread), kind_(kind) {}

  bool operator()(const Sorted& left, const Sorted& right) {
    ++count_;
    switch (kind_) {
      case Kind::Ints: return left.key.integer < right.key.integer;
      case Kind::Floats: return left.key.number < right.key.number;
      case Kind::Texts: return str_compare(left.key.as<Str>(), right.key.as<Str>()) < 0;
      case Kind::Any: return any(left.key, right.key);
    }
    return false;
  }
  bool failed() const { return failed_; }
  std::uint64_t count() const { return count_; }
  Nanos cost_ns() const {  // of one comparison
    return kind_ == Kind::Any ? 45 : kind_ == Kind::Texts ? 20 : 12;
  }

 private:
  bool any(Value left, Value right) {
    if (failed_) return false;
    bool answer = false;
    if (!less_nested(thread_, left, right, &answer)) failed_ = true;
    return answer;
  }

  Thread& thread_;
  Kind kind_;
  bool failed_ = false;
  std::uint64_t count_ = 0;
};

Less::Kind kind_of(const std::vector<Sorted>& items) {
  bool ints = true, floats = true, texts = true;
  for (const Sorted& each : items) {
    ints = ints && each.key.is_int();
    floats = floats && each.key.is_float();
    texts = texts && is_exact_str(each.key);
  }
  return ints     ? Less::Kind::Ints
         : floats ? Less::Kind::Floats
         : texts  ? Less::Kind::Texts
                  : Less::Kind::Any;
}

// The end of the run that starts at `first`; a strictly descending one is turned round.
std::size_t natural_run(std::vector<Sorted>& items, std::size_t first, Less& less) {
  std::size_t end = first + 1, size = items.size();
  if (end >= size) return size;
  if (less(items[end], items[first])) {
    do ++end;
    while (end < size && less(items[end], items[end - 1]));
    std::reverse(items.begin() + static_cast<std::ptrdiff_t>(first),
                 items.begin() + static_cast<std::ptrdiff_t>(end));
  } else {
    do ++end;
    while (end < size && !less(items[end], items[end - 1]));
  }
  return end;
}

// Binary insertion of [sorted, end) into the sorted [first, sorted).
void insert_rest(std::vector<Sorted>& items, std::size_t first, std::size_t sorted, std::size_t end,
                 Less& less) {
  for (std::size_t i = sorted; i < end && !less.failed(); ++i) {
    Sorted pivot = items[i];
    std::size_t low = first, high = i;
    while (low < high) {
      std::size_t middle = low + (high - low) / 2;
      if (less(pivot, items[middle]))
        high = middle;
      else
        low = middle + 1;
    }
    for (std::size_t k = i; k > low; --k) items[k] = items[k - 1];
    items[low] = pivot;
  }
}

void merge(std::vector<Sorted>& items, std::size_t first, std::size_t middle, std::size_t end,
           std::vector<Sorted>& buffer, Less& less) {
  if (!less(items[middle], items[middle - 1])) return;  // in order already
  buffer.assign(items.begin() + static_cast<std::ptrdiff_t>(first),
                items.begin() + static_cast<std::ptrdiff_t>(middle));
  std::size_t left = 0, right = middle, to = first;
  while (left < buffer.size() && right < end)
    items[to++] = less(items[right], buffer[left]) ? items[right++] : buffer[left++];
  while (left < buffer.size()) items[to++] = buffer[left++];
}

void merge_sort(std::vector<Sorted>& items, Less& less) {
  std::vector<std::size_t> ends;  // of runs; merged pairwise below
  std::size_t size = items.size(), shortest = size;
  std::size_t shift = 0;
  while (shortest >= 2 * kShortRun) {  // CPython's minrun
    shift |= shortest & 1;
    shortest >>= 1;
  }
  shortest += shift;
  for (std::size_t first = 0; first < size && !less.failed();) {
    std::size_t end = natural_run(items, first, less);
    std::size_t wanted = std::min(size, first + shortest);
    if (end < wanted) {
      insert_rest(items, first, end, wanted, less);
      end = wanted;
    }
    ends.push_back(end);
    first = end;
  }
  std::vector<Sorted> buffer;
  while (ends.size() > 1 && !less.failed()) {
    std::vector<std::size_t> merged;
    std::size_t first = 0;
    for (std::size_t i = 0; i < ends.size(); i += 2) {
      std::size_t end = ends[std::min(i + 1, ends.size() - 1)];
      if (i + 1 < ends.size()) merge(items, first, ends[i], end, buffer, less);
      merged.push_back(end);
      first = end;
    }
    ends.swap(merged);
  }
}

// Sorts what stands in `taken` by `keys` (null: by itself) and puts it back into `list`.
Value sort_now(Thread& thread, List* list, List* taken, List* keys, bool reverse) {
  std::vector<Sorted> items(taken->length);
  for (std::uint32_t i = 0; i < taken->length; ++i)
    items[i] = Sorted{keys ? keys->items[i] : taken->items[i], taken->items[i]};
  if (reverse) std::reverse(items.begin(), items.end());
  Less less(thread, kind_of(items));
  merge_sort(items, less);
  if (reverse) std::reverse(items.begin(), items.end());
  thread.charge(static_cast<Nanos>(less.count()) * less.cost_ns());
  for (std::uint32_t i = 0; i < taken->length; ++i) taken->items[i] = items[i].item;
  bool changed = list->length != 0;
  std::swap(list->items, taken->items);
  std::swap(list->length, taken->length);
  std::swap(list->capacity, taken->capacity);
  if (less.failed()) return Value::null();
  if (changed) return raise(thread, thread.process->types.ValueError, "list modified during sort");
  return Value::none();
}

List* take_items(Process& process, List* list) {
  List* taken = new_list(process);
  std::swap(list->items, taken->items);
  std::swap(list->length, taken->length);
  std::swap(list->capacity, taken->capacity);
  return taken;
}

// slots: [list, taken, keys, key function, reverse]; number: keys computed.
Value keys_step(Thread& thread, NativeFrame& frame, Value input) {
  List* list = frame.slots[0].as<List>();
  List* taken = frame.slots[1].as<List>();
  List* keys = frame.slots[2].as<List>();
  if (frame.state == 1) {
    if (input.is_null()) {  // the key function raised: the list gets its items back
      std::swap(list->items, taken->items);
      std::swap(list->length, taken->length);
      std::swap(list->capacity, taken->capacity);
      return input;
    }
    list_append(*thread.process, keys, input);
  }
  frame.state = 1;
  while (keys->length < taken->length) {
    input = call(thread, frame.slots[3], &taken->items[keys->length], 1);
    if (input.is_pending()) return input;
    if (input.is_null()) return keys_step(thread, frame, input);
    list_append(*thread.process, keys, input);
  }
  return sort_now(thread, list, taken, keys, frame.slots[4].is_true());
}
constexpr NativeFrameType kKeysFrame = {"list.sort", keys_step};

}  // namespace

Value sort_list(Thread& thread, List* list, Value key, bool reverse) {
  Process& process = *thread.process;
  List* taken = take_items(process, list);
  if (key.is_none()) return sort_now(thread, list, taken, nullptr, reverse);
  Value slots[5] = {Value::of(list), Value::of(taken), Value::of(new_list(process, taken->length)),
                    key, Value::boolean(reverse)};
  return start_frame(thread, kKeysFrame, slots, 5);
}

}  // namespace gilscope
