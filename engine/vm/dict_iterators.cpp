// The iterators of dicts and of their views, forwards and backwards.
#include "vm/dict.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

void visit(Object* object, Visitor& visitor) {
  visitor.object(static_cast<DictIterator*>(object)->dict);
}

Value self_iter(Thread&, Value self) {
  return self;
}

Value changed(Thread& thread, DictIterator* iterator) {
  bool size = iterator->dict->length != iterator->expected_length;
  iterator->expected_length = ~0u;  // stays in error
  return raise(thread, thread.process->types.RuntimeError,
               size ? "dictionary changed size during iteration"
                    : "dictionary keys changed during iteration");
}

Value pick(Process& process, DictIteration kind, Value key, Value value) {
  switch (kind) {
    case DictIteration::Keys: return key;
    case DictIteration::Values: return value;
    default: return new_pair(process, key, value);
  }
}

template <DictIteration kind>
Value next(Thread& thread, Value self) {
  auto* iterator = self.as<DictIterator>();
  Dict* dict = iterator->dict;
  if (!dict) return Value::nothing();
  if (dict->length != iterator->expected_length) return changed(thread, iterator);
  Value key, value;
  if (dict_next(dict, iterator->position, key, value)) {
    ++iterator->kind;  // items handed out
    if (iterator->kind > iterator->expected_length) return changed(thread, iterator);
    return pick(*thread.process, kind, key, value);
  }
  iterator->dict = nullptr;
  return Value::nothing();
}

Value next_back(Thread& thread, Value self) {
  auto* iterator = self.as<DictIterator>();
  Dict* dict = iterator->dict;
  if (!dict) return Value::nothing();
  if (dict->length != iterator->expected_length) return changed(thread, iterator);
  Value key, value;
  if (dict_previous(dict, iterator->position, key, value))
    return pick(*thread.process, static_cast<DictIteration>(iterator->kind), key, value);
  iterator->dict = nullptr;
  return Value::nothing();
}

Value length_hint(Thread&, const Value* args) {
  auto* iterator = args[0].as<DictIterator>();
  Dict* dict = iterator->dict;
  if (!dict || dict->length != iterator->expected_length) return Value::of(std::int64_t{0});
  std::int64_t left = 0;
  bool backwards = args[0].object()->type->slots.next == next_back;
  std::uint32_t from = backwards ? 0 : iterator->position;
  std::uint32_t to = backwards ? iterator->position : dict->entry_count;
  for (std::uint32_t i = from; i < to && i < dict->entry_count; ++i)
    left += !dict->entries[i].key.is_null();
  return Value::of(left);
}

constexpr NativeMethod kMethods[] = {{"__length_hint__", "self, /", length_hint}};

void define(Process& process, Type* type, Value (*next_of)(Thread&, Value)) {
  type->slots.visit = visit;
  type->slots.iter = self_iter;
  type->slots.next = next_of;
  type->type_flags |= kNativeNext;
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
}

DictIterator* new_iterator(Process& process, Type* type, Dict* dict) {
  auto* iterator = allocate<DictIterator>(process, type);
  iterator->dict = dict;
  iterator->expected_length = dict->length;
  return iterator;
}

}  // namespace

Value new_dict_iterator(Process& process, Dict* dict, DictIteration kind) {
  const Types& types = process.types;
  Type* type = kind == DictIteration::Keys     ? types.dict_key_iterator
               : kind == DictIteration::Values ? types.dict_value_iterator
                                               : types.dict_item_iterator;
  return Value::of(new_iterator(process, type, dict));
}

Value new_dict_reverse_iterator(Process& process, Dict* dict, DictIteration kind) {
  DictIterator* iterator = new_iterator(process, process.types.dict_reverse_iterator, dict);
  iterator->position = dict->entry_count;
  iterator->kind = static_cast<std::uint32_t>(kind);
  return Value::of(iterator);
}

void define_dict_iterators(Process& process) {
  define(process, process.types.dict_key_iterator, next<DictIteration::Keys>);
  define(process, process.types.dict_value_iterator, next<DictIteration::Values>);
  define(process, process.types.dict_item_iterator, next<DictIteration::Items>);
  define(process, process.types.dict_reverse_iterator, next_back);
}

}  // namespace gilscope
