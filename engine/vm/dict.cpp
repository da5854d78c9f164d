// The table of dict: open addressing with CPython's probe sequence over a compact array of entries.
// Strings and small ints are found without calling anything; identity is looked at first.
#include "vm/dict.h"

#include <cstring>

#include "vm/keys.h"

namespace gilscope {
namespace {

constexpr std::int32_t kEmpty = -1, kDeleted = -2;
constexpr std::uint8_t kMinLog2 = 3;

std::uint32_t usable_of(std::uint8_t log2) {
  return static_cast<std::uint32_t>((std::uint64_t{2} << log2) / 3);
}

struct Probe {
  std::uint64_t mask, perturb, at;
  Probe(const Dict* dict, std::int64_t hash)
      : mask((std::uint64_t{1} << dict->index_log2) - 1),
        perturb(static_cast<std::uint64_t>(hash)),
        at(perturb & mask) {}
  void next() {
    perturb >>= 5;
    at = (at * 5 + perturb + 1) & mask;
  }
};

// Is the entry's key this string? A key that is no string but has the same hash could still be
// equal; only find_any, which may call Python, can tell.
bool holds_str(const DictEntry& entry, const Str* name, std::int64_t hash, bool* strange) {
  if (entry.key.is_object() && entry.key.object() == name) return true;
  if (entry.hash != hash) return false;
  if (!is_exact_str(entry.key)) {
    *strange = true;
    return is_str(entry.key) && str_equal(entry.key.as<Str>(), name);
  }
  auto* key = entry.key.as<Str>();
  return !(key->interned && name->interned) && str_equal(key, name);
}

inline DictPlace find_str(const Dict* dict, const Str* name, std::int64_t hash, bool* strange) {
  if (!dict->index) return {-1, 0};
  for (Probe probe(dict, hash);; probe.next()) {
    std::int32_t entry = dict->index[probe.at];
    if (entry >= 0) {
      if (holds_str(dict->entries[entry], name, hash, strange))
        return {entry, static_cast<std::uint32_t>(probe.at)};
    } else if (entry == kEmpty) {
      return {-1, 0};
    }
  }
}

inline DictPlace find_int(const Dict* dict, std::int64_t key, std::int64_t hash, bool* strange) {
  if (!dict->index) return {-1, 0};
  for (Probe probe(dict, hash);; probe.next()) {
    std::int32_t number = dict->index[probe.at];
    if (number >= 0) {
      const DictEntry& entry = dict->entries[number];
      if (entry.key.is_int() && entry.key.integer == key)
        return {number, static_cast<std::uint32_t>(probe.at)};
      if (entry.hash == hash && !entry.key.is_int()) *strange = true;
    } else if (number == kEmpty) {
      return {-1, 0};
    }
  }
}

// Any key; starts again when __eq__ has changed the table.
bool find_any(Thread& thread, Dict* dict, Value key, std::int64_t hash, DictPlace* place) {
restart:
  *place = {-1, 0};
  if (!dict->index) return true;
  for (Probe probe(dict, hash);; probe.next()) {
    std::int32_t number = dict->index[probe.at];
    if (number == kEmpty) return true;
    if (number == kDeleted) continue;
    DictEntry entry = dict->entries[number];
    if (identical(entry.key, key)) {
      *place = {number, static_cast<std::uint32_t>(probe.at)};
      return true;
    }
    if (entry.hash != hash) continue;
    const DictEntry* entries = dict->entries;
    std::uint32_t version = dict->keys_version;
    bool same;
    if (!key_equal(thread, entry.key, key, &same)) return false;
    if (dict->entries != entries || dict->keys_version != version) goto restart;
    if (same) {
      *place = {number, static_cast<std::uint32_t>(probe.at)};
      return true;
    }
  }
}

void fill_index(Dict* dict) {
  std::memset(dict->index, 0xff, sizeof(std::int32_t) << dict->index_log2);
  for (std::uint32_t i = 0; i < dict->entry_count; ++i) {
    Probe probe(dict, dict->entries[i].hash);
    while (dict->index[probe.at] != kEmpty) probe.next();
    dict->index[probe.at] = static_cast<std::int32_t>(i);
  }
}

// A table of 2^log2 slots with the live entries packed at its front.
void rebuild(Process& process, Dict* dict, std::uint8_t log2) {
  DictEntry* old = dict->entries;
  std::uint32_t capacity = usable_of(log2), count = 0;
  auto* entries = static_cast<DictEntry*>(process.heap.allocate(capacity * sizeof(DictEntry)));
  for (std::uint32_t i = 0; i < dict->entry_count; ++i)
    if (!old[i].key.is_null()) entries[count++] = old[i];
  if (old) process.heap.free_buffer(old);
  if (dict->index && dict->index_log2 != log2) {
    process.heap.free_buffer(dict->index);
    dict->index = nullptr;
  }
  if (!dict->index)
    dict->index = static_cast<std::int32_t*>(process.heap.allocate(sizeof(std::int32_t) << log2));
  dict->entries = entries;
  dict->entry_count = count;
  dict->entry_capacity = capacity;
  dict->index_log2 = log2;
  dict->first = 0;
  ++dict->keys_version;
  fill_index(dict);
}

std::uint8_t log2_for(std::uint64_t slots) {
  std::uint8_t log2 = kMinLog2;
  while ((std::uint64_t{1} << log2) < slots) ++log2;
  return log2;
}

inline DictPlace find_name(Dict* dict, Str* name) {
  bool strange = false;
  return find_str(dict, name, name->hashed ? name->hash_value : str_hash(name), &strange);
}

}  // namespace

void dict_insert_new(Process& process, Dict* dict, Value key, std::int64_t hash, Value value) {
  if (dict->entry_count == dict->entry_capacity)
    rebuild(process, dict, log2_for(std::uint64_t{dict->length} * 3));
  Probe probe(dict, hash);
  while (dict->index[probe.at] >= 0) probe.next();
  dict->index[probe.at] = static_cast<std::int32_t>(dict->entry_count);
  dict->entries[dict->entry_count++] = DictEntry{key, value, hash};
  ++dict->length;
  ++dict->keys_version;
}

void dict_erase(Dict* dict, DictPlace place) {
  dict->index[place.slot] = kDeleted;
  dict->entries[place.entry] = DictEntry{Value::null(), Value::null(), 0};
  --dict->length;
  ++dict->keys_version;
  // Queues take their entries from the front: the next one is not looked for from the start.
  while (dict->first < dict->entry_count && dict->entries[dict->first].key.is_null()) ++dict->first;
}

bool dict_find(Thread& thread, Dict* dict, Value key, std::int64_t hash, DictPlace* place) {
  bool strange = false;
  if (is_exact_str(key))
    *place = find_str(dict, key.as<Str>(), hash, &strange);
  else if (key.is_int())
    *place = find_int(dict, key.integer, hash, &strange);
  else
    strange = true;
  return !strange || find_any(thread, dict, key, hash, place);
}

bool dict_set_hashed(Thread& thread, Dict* dict, Value key, std::int64_t hash, Value value) {
  DictPlace place;
  if (!dict_find(thread, dict, key, hash, &place)) return false;
  if (place.entry >= 0)
    dict->entries[place.entry].value = value;
  else
    dict_insert_new(*thread.process, dict, key, hash, value);
  return true;
}

Dict* new_dict(Process& process, std::uint32_t expected) {
  Dict* dict = allocate<Dict>(process, process.types.dict);
  if (expected) rebuild(process, dict, log2_for((std::uint64_t{expected} * 3 + 1) / 2));
  return dict;
}

Dict* new_dict_of(Process& process, Type* type) {
  if (type == process.types.dict) return new_dict(process);
  return static_cast<Dict*>(allocate_instance(process, type));
}

Value dict_get(Dict* dict, Str* name) {
  DictPlace place = find_name(dict, name);
  return place.entry < 0 ? Value::nothing() : dict->entries[place.entry].value;
}

std::int32_t dict_find_entry(Dict* dict, Str* name) {
  return find_name(dict, name).entry;
}

void dict_set(Process& process, Dict* dict, Str* name, Value value) {
  std::int64_t hash = name->hashed ? name->hash_value : str_hash(name);
  bool strange = false;
  DictPlace place = find_str(dict, name, hash, &strange);
  if (place.entry >= 0)
    dict->entries[place.entry].value = value;
  else
    dict_insert_new(process, dict, Value::of(name), hash, value);
}

bool dict_remove(Process&, Dict* dict, Str* name) {
  DictPlace place = find_name(dict, name);
  if (place.entry >= 0) dict_erase(dict, place);
  return place.entry >= 0;
}

Value dict_get(Thread& thread, Dict* dict, Value key) {
  std::int64_t hash;
  DictPlace place;
  if (!key_hash(thread, key, &hash) || !dict_find(thread, dict, key, hash, &place))
    return Value::null();
  return place.entry < 0 ? Value::nothing() : dict->entries[place.entry].value;
}

bool dict_set(Thread& thread, Dict* dict, Value key, Value value) {
  std::int64_t hash;
  return key_hash(thread, key, &hash) && dict_set_hashed(thread, dict, key, hash, value);
}

Value dict_remove(Thread& thread, Dict* dict, Value key) {
  std::int64_t hash;
  DictPlace place;
  if (!key_hash(thread, key, &hash) || !dict_find(thread, dict, key, hash, &place))
    return Value::null();
  if (place.entry < 0) return Value::nothing();
  Value value = dict->entries[place.entry].value;
  dict_erase(dict, place);
  return value;
}

bool dict_next(const Dict* dict, std::uint32_t& position, Value& key, Value& value) {
  if (position < dict->first) position = dict->first;
  while (position < dict->entry_count) {
    const DictEntry& entry = dict->entries[position++];
    if (entry.key.is_null()) continue;
    key = entry.key;
    value = entry.value;
    return true;
  }
  return false;
}

bool dict_previous(const Dict* dict, std::uint32_t& position, Value& key, Value& value) {
  if (position > dict->entry_count) position = dict->entry_count;
  while (position > 0) {
    const DictEntry& entry = dict->entries[--position];
    if (entry.key.is_null()) continue;
    key = entry.key;
    value = entry.value;
    return true;
  }
  return false;
}

void dict_clear(Process& process, Dict* dict) {
  if (dict->entries) process.heap.free_buffer(dict->entries);
  if (dict->index) process.heap.free_buffer(dict->index);
  dict->entries = nullptr;
  dict->index = nullptr;
  dict->entry_count = dict->entry_capacity = dict->length = dict->first = 0;
  ++dict->keys_version;
}

Dict* dict_copy(Process& process, Dict* dict) {
  Dict* copy = allocate<Dict>(process, process.types.dict);
  if (dict->length == 0) return copy;
  bool sparse = dict->length < dict->entry_count / 3 * 2;
  if (sparse) {
    rebuild(process, copy, log2_for((std::uint64_t{dict->length} * 3 + 1) / 2));
    std::uint32_t at = 0;
    for (; at < dict->entry_count; ++at) {
      const DictEntry& entry = dict->entries[at];
      if (!entry.key.is_null()) dict_insert_new(process, copy, entry.key, entry.hash, entry.value);
    }
    return copy;
  }
  std::size_t entry_bytes = dict->entry_capacity * sizeof(DictEntry);
  std::size_t index_bytes = sizeof(std::int32_t) << dict->index_log2;
  copy->entries = static_cast<DictEntry*>(process.heap.allocate(entry_bytes));
  copy->index = static_cast<std::int32_t*>(process.heap.allocate(index_bytes));
  std::memcpy(static_cast<void*>(copy->entries), dict->entries,
              dict->entry_count * sizeof(DictEntry));
  std::memcpy(copy->index, dict->index, index_bytes);
  copy->entry_count = dict->entry_count;
  copy->entry_capacity = dict->entry_capacity;
  copy->length = dict->length;
  copy->index_log2 = dict->index_log2;
  copy->first = dict->first;
  return copy;
}

bool dict_update(Thread& thread, Dict* into, Dict* from) {
  if (into == from) return true;
  Process& process = *thread.process;
  std::uint32_t expected = into->length + from->length;
  if (into->length == 0 && from->length > 5 && into->entry_capacity < expected)
    rebuild(process, into, log2_for((std::uint64_t{expected} * 3 + 1) / 2));
  std::uint32_t length = from->length;
  for (std::uint32_t i = 0; i < from->entry_count; ++i) {
    DictEntry entry = from->entries[i];
    if (entry.key.is_null()) continue;
    if (!dict_set_hashed(thread, into, entry.key, entry.hash, entry.value)) return false;
    if (from->length != length) {
      raise(thread, process.types.RuntimeError, "dict mutated during update");
      return false;
    }
  }
  return true;
}

bool dict_equal(Thread& thread, Dict* left, Dict* right, bool* out) {
  *out = false;
  if (left->length != right->length) return true;
  for (std::uint32_t i = 0; i < left->entry_count; ++i) {
    DictEntry entry = left->entries[i];
    if (entry.key.is_null()) continue;
    DictPlace place;
    if (!dict_find(thread, right, entry.key, entry.hash, &place)) return false;
    if (place.entry < 0) return true;
    bool same;
    if (!key_equal(thread, entry.value, right->entries[place.entry].value, &same)) return false;
    if (!same) return true;
  }
  *out = true;
  return true;
}

Value new_pair(Process& process, Value first, Value second) {
  Tuple* pair = new_tuple(process, 2);
  pair->items[0] = first;
  pair->items[1] = second;
  return Value::of(pair);
}

}  // namespace gilscope
