// The built-in containers' structs and the functions by which the rest of the VM uses them: Tuple,
// List, Dict, Set, Slice, Range and their iterators. Dict and Set call __hash__ and __eq__ of keys;
// for keys that are str, numbers or tuples of such this needs no Python frame. For keys with a
// Python-level __hash__ or
// __eq__ these functions use call_nested (native.h), so they never answer Pending.
#pragma once

#include "vm/object.h"

namespace gilscope {

struct Tuple : Object {
  std::uint32_t length;
  std::uint32_t unused;
  std::int64_t hash_value;  // 0: not computed
  Value items[1];           // length of them, inline
};

struct List : Object {
  Value* items;  // heap buffer, null when capacity is 0
  std::uint32_t length;
  std::uint32_t capacity;
};

struct DictEntry {
  Value key;  // Null: deleted
  Value value;
  std::int64_t hash;
};

// Insertion-ordered open addressing, as CPython's compact dict: `index` maps hash slots to
// `entries`.
struct Dict : Object {
  DictEntry* entries;   // heap buffer
  std::int32_t* index;  // heap buffer of 2^index_log2 entries: entry number, -1 empty, -2 deleted
  std::uint32_t entry_count;  // used entries, deleted ones included
  std::uint32_t entry_capacity;
  std::uint32_t length;  // live entries
  std::uint32_t
      keys_version;  // bumped whenever a key is added or removed or entries move; caches rely on it
  std::uint8_t index_log2;
  std::uint32_t first;  // no live entry stands before this one
};

// CPython's probing and growth, so that sets of small ints and the like iterate in CPython's order.
struct SetEntry {
  Value key;  // Null: empty; Nothing: deleted
  std::int64_t hash;
};
struct Set : Object {
  SetEntry* table;  // heap buffer of mask + 1
  std::uint32_t mask;
  std::uint32_t fill;  // used and deleted
  std::uint32_t length;
  std::uint32_t finger;     // where pop() looks next
  std::int64_t hash_value;  // frozenset; 0: not computed
};

struct Slice : Object {
  Value start, stop, step;
};

struct Range : Object {
  Value start, stop, step, length;  // ints of any size
};

struct RangeIterator : Object {
  std::int64_t next, step;
  std::uint64_t remaining;
};

struct SequenceIterator
    : Object {     // lists, tuples, str, bytes, __getitem__ sequences, iter(callable, sentinel)
  Value sequence;  // None when exhausted
  Value other;     // sentinel
  std::int64_t index;
};

struct DictIterator : Object {
  Dict* dict;  // null when exhausted
  std::uint32_t position;
  std::uint32_t expected_length;
  std::uint32_t kind;
};

struct DictView : Object {
  Dict* dict;
};

struct SetIterator : Object {
  Set* set;
  std::uint32_t position;
  std::uint32_t expected_length;
};

struct AdapterIterator : Object {  // enumerate, zip, map, filter, reversed
  Value source;                    // iterator, or a tuple of them
  Value function;                  // map, filter; zip: strict
  Value counter;                   // enumerate, reversed
};

struct MappingProxy : Object {
  Value mapping;
};

inline bool is_tuple(Value v) {
  return has_type_flag(v, kTupleSubclass);
}
inline bool is_list(Value v) {
  return has_type_flag(v, kListSubclass);
}
inline bool is_dict(Value v) {
  return has_type_flag(v, kDictSubclass);
}
inline bool is_set(Value v) {
  return has_type_flag(v, kSetSubclass | kFrozenSetSubclass);
}

Tuple* new_tuple(Process& process,
                 std::uint32_t length);  // items are Null: fill them before the next call
Tuple* new_tuple(Process& process, const Value* items, std::uint32_t length);
List* new_list(Process& process, std::uint32_t capacity = 0);
List* new_list(Process& process, const Value* items, std::uint32_t length);
void list_append(Process& process, List* list, Value item);
void list_insert(Process& process, List* list, std::uint32_t index, Value item);
void list_reserve(Process& process, List* list, std::uint32_t capacity);

Dict* new_dict(Process& process, std::uint32_t expected = 0);
// The str-keyed fast path: names, attributes, keyword arguments. `name` need not be interned.
// Nothing when missing.
Value dict_get(Dict* dict, Str* name);
void dict_set(Process& process, Dict* dict, Str* name, Value value);
bool dict_remove(Process& process, Dict* dict, Str* name);
// Entry number of an interned name or -1; for inline caches.
std::int32_t dict_find_entry(Dict* dict, Str* name);
// Any key. get: the value, Nothing when missing, Null on an error (unhashable, raising __eq__).
Value dict_get(Thread& thread, Dict* dict, Value key);
bool dict_set(Thread& thread, Dict* dict, Value key, Value value);  // false: exception pending
Value dict_remove(Thread& thread, Dict* dict, Value key);  // the removed value, Nothing, Null
// Iterates in insertion order: `position` starts at 0; false at the end. The dict must not grow
// meanwhile.
bool dict_next(const Dict* dict, std::uint32_t& position, Value& key, Value& value);
void dict_clear(Process& process, Dict* dict);
Dict* dict_copy(Process& process, Dict* dict);
bool dict_update(Thread& thread, Dict* into, Dict* from);

Set* new_set(Process& process, Type* type);               // types.set or types.frozenset
bool set_add(Thread& thread, Set* set, Value key);        // false: exception pending
Value set_contains(Thread& thread, Set* set, Value key);  // Tag::Bool or Null
bool set_discard(Thread& thread, Set* set, Value key, bool* found);
bool set_next(const Set* set, std::uint32_t& position, Value& key);

// An iterator over a list, tuple, str, bytes or bytearray; `type` is the iterator's.
Value new_sequence_iterator(Process& process, Type* type, Value sequence);

Slice* new_slice(Process& process, Value start, Value stop, Value step);
// PySlice_AdjustIndices: clips to [0, length], calls __index__ (may use call_nested). False:
// exception pending.
bool slice_indices(Thread& thread, Slice* slice, std::int64_t length, std::int64_t* start,
                   std::int64_t* stop, std::int64_t* step, std::int64_t* count);

// Makes a list of any iterable that needs no Python frame; null with no exception when it does
// (then use a native frame around iter/next).
bool is_exact_builtin_sequence(Process& process, Value v);  // exactly list or tuple

}  // namespace gilscope
