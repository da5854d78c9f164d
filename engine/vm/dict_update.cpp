// dict(source), dict.update(source), `**source`: the source is a dict, a mapping (has keys()) or an
// iterable of pairs. What needs Python code runs in a native frame.
#include "vm/dict_update.h"
#include "vm/collect.h"
#include "vm/dict.h"
#include "vm/function.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

enum Slot { kDict, kSource, kIterator, kKey, kKeywords, kResult, kSlotCount };
enum State : std::int32_t {
  kStart,
  kKeysMethod,
  kKeys,
  kKeyIterator,
  kNextKey,
  kItem,
  kPairIterator,
  kNextPair,
  kPair
};

bool is_plain_dict(Process& process, Value v) {
  return is_dict(v) && v.object()->type->slots.iter == process.types.dict->slots.iter;
}

Value finish(Thread& thread, NativeFrame& frame) {
  Value keywords = frame.slots[kKeywords];
  if (is_dict(keywords) && !dict_update(thread, frame.slots[kDict].as<Dict>(), keywords.as<Dict>()))
    return Value::null();
  return frame.slots[kResult];
}

// --- a mapping: for key in source.keys(): dict[key] = source[key]

Value mapping_loop(Thread& thread, NativeFrame& frame, Value input) {
  Value* slots = frame.slots;
  switch (frame.state) {
    case kKeysMethod:
      if (input.is_null()) return input;
      frame.state = kKeys;
      input = call(thread, input, nullptr, 0);
      if (input.is_signal()) return input;
      [[fallthrough]];
    case kKeys:
      if (input.is_null()) return input;
      frame.state = kKeyIterator;
      input = get_iterator(thread, input);
      if (input.is_signal()) return input;
      [[fallthrough]];
    case kKeyIterator:
      if (input.is_null()) return input;
      slots[kIterator] = input;
      break;
    case kNextKey: frame.awaits_next = false; goto received;
    default: goto item;  // kItem
  }
  for (;;) {
    frame.state = kNextKey;
    input = iter_next(thread, slots[kIterator]);
    if (input.is_pending()) frame.awaits_next = true;
  received:
    if (input.is_nothing()) return finish(thread, frame);
    if (input.is_signal()) return input;
    slots[kKey] = input;
    frame.state = kItem;
    input = get_item(thread, slots[kSource], input);
  item:
    if (input.is_signal()) return input;
    if (!dict_set(thread, slots[kDict].as<Dict>(), slots[kKey], input)) return Value::null();
  }
}

// --- pairs: for key, value in source: dict[key] = value

bool store_pair(Thread& thread, NativeFrame& frame, const Value* items, std::uint32_t length) {
  if (length != 2) {
    raise(thread, thread.process->types.ValueError,
          "dictionary update sequence element #%lld has length %u; 2 is required",
          static_cast<long long>(frame.number), length);
    return false;
  }
  ++frame.number;
  return dict_set(thread, frame.slots[kDict].as<Dict>(), items[0], items[1]);
}

Value pair_as_list(Thread& thread, NativeFrame& frame, Value item) {
  Type* type = type_of(*thread.process, item);
  if (!type->slots.iter && !type->slots.getitem)
    return raise(thread, thread.process->types.TypeError,
                 "cannot convert dictionary update sequence element #%lld to a sequence",
                 static_cast<long long>(frame.number));
  return list_of(thread, item);
}

Value pair_loop(Thread& thread, NativeFrame& frame, Value input) {
  Value* slots = frame.slots;
  switch (frame.state) {
    case kPairIterator:
      if (input.is_signal()) return input;
      slots[kIterator] = input;
      break;
    case kNextPair: frame.awaits_next = false; goto received;
    default: goto pair;  // kPair
  }
  for (;;) {
    frame.state = kNextPair;
    input = iter_next(thread, slots[kIterator]);
    if (input.is_pending()) frame.awaits_next = true;
  received:
    if (input.is_nothing()) return finish(thread, frame);
    if (input.is_signal()) return input;
    if (input.is_object() && input.object()->type == thread.process->types.tuple) {
      Tuple* tuple = input.as<Tuple>();
      if (!store_pair(thread, frame, tuple->items, tuple->length)) return Value::null();
      continue;
    }
    frame.state = kPair;
    input = pair_as_list(thread, frame, input);
  pair:
    if (input.is_signal()) return input;
    List* list = input.as<List>();
    if (!store_pair(thread, frame, list->items, list->length)) return Value::null();
  }
}

Value step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == kStart) {
    frame.state = kKeysMethod;
    input = find_attribute(thread, frame.slots[kSource], thread.process->name_of(Name::keys));
    if (input.is_pending()) return input;
  }
  if (frame.state == kKeysMethod && input.is_nothing()) {
    if (frame.number < 0)
      return raise(thread, thread.process->types.TypeError, "'%s' object is not a mapping",
                   type_name(*thread.process, frame.slots[kSource]).c_str());
    frame.state = kPairIterator;
    input = get_iterator(thread, frame.slots[kSource]);
    if (input.is_signal()) return input;
  }
  if (frame.state >= kPairIterator) return pair_loop(thread, frame, input);
  return mapping_loop(thread, frame, input);
}
constexpr NativeFrameType kUpdateFrame = {"dict.update", step};

Value start(Thread& thread, Dict* dict, Value source, Value keywords, Value result, bool mapping) {
  Value slots[kSlotCount];
  slots[kDict] = Value::of(dict);
  slots[kSource] = source;
  slots[kIterator] = slots[kKey] = Value::none();
  slots[kKeywords] = keywords;
  slots[kResult] = result;
  push_native_frame(thread, kUpdateFrame, slots, kSlotCount)->number = mapping ? -1 : 0;
  return Value::pending();
}

}  // namespace

Value dict_update_with(Thread& thread, Dict* dict, Value source, Value keywords, Value result) {
  if (!source.is_null() && !is_plain_dict(*thread.process, source))
    return start(thread, dict, source, keywords, result, false);
  if (!source.is_null() && !dict_update(thread, dict, source.as<Dict>())) return Value::null();
  if (is_dict(keywords) && !dict_update(thread, dict, keywords.as<Dict>())) return Value::null();
  return result;
}

Value dict_update_from(Thread& thread, Dict* dict, Value source) {
  return dict_update_with(thread, dict, source, Value::none(), Value::none());
}

Value dict_merge_mapping(Thread& thread, Dict* dict, Value source) {
  if (is_plain_dict(*thread.process, source))
    return dict_update(thread, dict, source.as<Dict>()) ? Value::none() : Value::null();
  return start(thread, dict, source, Value::none(), Value::none(), true);
}

Value dict_update_arguments(Thread& thread, Dict* dict, const char* name, Tuple* positional,
                            Value keywords) {
  if (positional->length > 1)
    return raise(thread, thread.process->types.TypeError, "%s expected at most 1 argument, got %u",
                 name, positional->length);
  Value source = positional->length ? positional->items[0] : Value::null();
  return dict_update_with(thread, dict, source, keywords, Value::none());
}

}  // namespace gilscope
