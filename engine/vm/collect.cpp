#include "vm/collect.h"

#include <cstring>

#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/sequence.h"

namespace gilscope {
namespace {

// --- the loop in a native frame: slots are [iterator, the collector's own...]

enum State : std::int32_t { kIterable, kIterator, kStart, kGiven, kNext, kItem, kFinish };

Value step(Thread& thread, NativeFrame& frame, Value input) {
  const auto& collector = *reinterpret_cast<const Collector*>(frame.number);
  Value* own = frame.slots + 1;
  switch (frame.state) {
    case kStart: break;
    case kGiven: input = frame.slots[frame.slot_count - 1]; goto received;
    case kIterable:
      input = get_iterator(thread, frame.slots[0]);
      frame.state = kIterator;
      if (input.is_pending()) return input;
      [[fallthrough]];
    case kIterator:
      if (input.is_null()) return input;
      frame.slots[0] = input;
      break;
    case kNext: frame.awaits_next = false; goto received;
    case kItem:
      if (input.is_null()) return input;
      input = collector.resumed(thread, own, input);
      goto taken;
    default: return input;
  }
  for (;;) {
    input = iter_next(thread, frame.slots[0]);
    if (input.is_pending()) {
      frame.state = kNext;
      frame.awaits_next = true;
      return input;
    }
  received:
    if (input.is_null() || input.is_blocked()) return input;
    if (input.is_nothing()) break;
    thread.charge(collector.item_ns);
    if (runs_too_long(thread)) return Value::null();
    input = collector.item(thread, own, input);
  taken:
    if (input.is_pending()) {
      frame.state = kItem;
      return input;
    }
    if (input.is_null()) return input;
    if (input.is_nothing()) break;
  }
  frame.state = kFinish;
  return collector.finish(thread, own);
}

constexpr NativeFrameType kCollectFrame = {"collect", step};

Value push(Thread& thread, const Collector& collector, Value source, State state,
           const Value* slots, std::uint32_t slot_count) {
  Value initial[kCollectorSlots + 1];
  initial[0] = source;
  for (std::uint32_t i = 0; i < slot_count; ++i) initial[i + 1] = slots[i];
  NativeFrame* frame = push_native_frame(thread, kCollectFrame, initial, slot_count + 1);
  frame->state = state;
  frame->number = reinterpret_cast<std::intptr_t>(&collector);
  return Value::pending();
}

// --- the loop at once, as far as the collector can without a frame

constexpr std::int64_t kChargeEvery = 1 << 16;

template <class Next, class Iterator>
Value run_at_once(Thread& thread, const Collector& collector, const Value* slots,
                  std::uint32_t slot_count, Next next, Iterator iterator) {
  Value own[kCollectorSlots];
  for (std::uint32_t i = 0; i < slot_count; ++i) own[i] = slots[i];
  auto* take = collector.quick ? collector.quick : collector.item;
  std::int64_t count = 0;
  for (;; ++count) {
    if (__builtin_expect(count == kChargeEvery, 0)) {
      thread.charge(collector.item_ns * count);
      count = 0;
      if (runs_too_long(thread)) return Value::null();
    }
    Value item = next();
    if (item.is_null()) return item;
    if (item.is_nothing()) break;
    Value answer = take(thread, own, item);
    if (answer.is_none()) continue;
    if (answer.is_null()) return answer;
    if (answer.tag == Tag::Ellipsis || !collector.quick) break;
    own[slot_count] = item;  // it needs the frame, and so does all that follows
    thread.charge(collector.item_ns * count);
    return push(thread, collector, iterator(), kGiven, own, slot_count + 1);
  }
  thread.charge(collector.item_ns * count);
  return collector.finish(thread, own);
}

bool runs_at_once(const Collector& collector) {
  return collector.quick || !collector.resumed;
}

}  // namespace

bool next_is_native(Process&, Value iterator) {
  if (!iterator.is_object()) return false;
  if (iterator.object()->flags & kNativeIterator) return true;
  return (iterator.object()->type->type_flags & (kNativeNext | kHeapType)) == kNativeNext;
}

void mark_native(Process& process, Value object, const Value* sources, std::uint32_t count) {
  if (object.object()->type->type_flags & kHeapType) return;
  for (std::uint32_t i = 0; i < count; ++i)
    if (!next_is_native(process, sources[i])) return;
  object.object()->flags |= kNativeIterator;
}

namespace {

// slots: [object, tuple of iterables, which become iterators]; state: how many are done, plus one.
Value attach_step(Thread& thread, NativeFrame& frame, Value input) {
  Tuple* sources = frame.slots[1].as<Tuple>();
  if (frame.state > 0) {
    if (input.is_null()) return input;
    sources->items[frame.state - 1] = input;
  }
  while (static_cast<std::uint32_t>(frame.state) < sources->length) {
    input = get_iterator(thread, sources->items[frame.state++]);
    if (input.is_signal()) return input;
    sources->items[frame.state - 1] = input;
  }
  auto ready = reinterpret_cast<IteratorsReady>(frame.number);
  return ready(thread, frame.slots[0], sources);
}
constexpr NativeFrameType kAttachFrame = {"iterators", attach_step};

}  // namespace

Value attach_iterators(Thread& thread, Value object, const Value* iterables, std::uint32_t count,
                       IteratorsReady ready) {
  Process& process = *thread.process;
  Tuple* sources = new_tuple(process, iterables, count);
  bool at_once = true;
  for (std::uint32_t i = 0; i < count; ++i)
    at_once = at_once && !(type_of(process, iterables[i])->type_flags & kHeapType);
  if (!at_once) {
    Value slots[2] = {object, Value::of(sources)};
    push_native_frame(thread, kAttachFrame, slots, 2)->number =
        reinterpret_cast<std::intptr_t>(ready);
    return Value::pending();
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    sources->items[i] = get_iterator(thread, iterables[i]);
    if (sources->items[i].is_null()) return Value::null();
  }
  return ready(thread, object, sources);
}

Value collect_from(Thread& thread, const Collector& collector, Value iterator, const Value* slots,
                   std::uint32_t slot_count) {
  Process& process = *thread.process;
  if (runs_at_once(collector) && next_is_native(process, iterator)) {
    auto* next = iterator.object()->type->slots.next;
    return run_at_once(
        thread, collector, slots, slot_count, [&] { return next(thread, iterator); },
        [&] { return iterator; });
  }
  return push(thread, collector, iterator, kStart, slots, slot_count);
}

Value collect(Thread& thread, const Collector& collector, Value iterable, const Value* slots,
              std::uint32_t slot_count) {
  Process& process = *thread.process;
  if (runs_at_once(collector) && is_exact_builtin_sequence(process, iterable)) {
    Items items{iterable};
    std::uint32_t i = 0;
    auto next = [&] { return i < items.length() ? items.at(i++) : Value::nothing(); };
    auto iterator = [&] {
      Value rest = get_iterator(thread, iterable);
      rest.as<SequenceIterator>()->index = i;
      return rest;
    };
    return run_at_once(thread, collector, slots, slot_count, next, iterator);
  }
  // The frame must lie below what a Python-level __iter__ pushes.
  if (type_of(process, iterable)->type_flags & kHeapType)
    return push(thread, collector, iterable, kIterable, slots, slot_count);
  Value iterator = get_iterator(thread, iterable);
  if (iterator.is_signal()) return iterator;
  return collect_from(thread, collector, iterator, slots, slot_count);
}

bool is_exact_builtin_sequence(Process& process, Value v) {
  if (!v.is_object()) return false;
  Type* type = v.object()->type;
  return type == process.types.list || type == process.types.tuple;
}

}  // namespace gilscope
