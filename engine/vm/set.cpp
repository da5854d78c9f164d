// The table of set: setobject.c's probing (runs of nine, then a jump), growth and deletion, step by
// step, because the order in which a set of ints prints is visible to everyone.
#include "vm/set.h"

#include <cstring>

#include "vm/collect.h"
#include "vm/keys.h"

namespace gilscope {
namespace {

constexpr std::uint64_t kLinearProbes = 9;
constexpr int kPerturbShift = 5;
constexpr std::uint32_t kSmallTable = 8;

SetEntry* new_table(Process& process, std::uint32_t size) {
  auto* table = static_cast<SetEntry*>(process.heap.allocate(size * sizeof(SetEntry)));
  for (std::uint32_t i = 0; i < size; ++i) table[i] = SetEntry{Value::null(), 0};
  return table;
}

void insert_clean(SetEntry* table, std::uint32_t mask, Value key, std::int64_t hash) {
  std::uint64_t perturb = static_cast<std::uint64_t>(hash), i = perturb & mask;
  for (;;) {
    std::uint64_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    for (SetEntry* entry = &table[i]; entry <= &table[i + probes]; ++entry) {
      if (!entry->key.is_null()) continue;
      *entry = SetEntry{key, hash};
      return;
    }
    perturb >>= kPerturbShift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

bool is_live(const SetEntry& entry) {
  return !entry.key.is_signal();
}

// Where the key is (Same) or where it would be put (Different): the last deleted place that its search
// passes, else the free one at which it ends.
Quick search(Thread& thread, Set* set, Value key, std::int64_t hash, SetEntry** place) {
restart:
  std::uint64_t mask = set->mask, perturb = static_cast<std::uint64_t>(hash), i = perturb & mask;
  SetEntry* deleted = nullptr;
  for (;;) {
    std::uint64_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    SetEntry* entry = &set->table[i];
    for (SetEntry* last = entry + probes; entry <= last; ++entry) {
      if (entry->key.is_null()) {
        *place = deleted ? deleted : entry;
        return Quick::Different;
      }
      if (entry->key.is_nothing()) deleted = entry;
      if (entry->hash != hash || !is_live(*entry)) continue;
      Quick quick = quick_equal(entry->key, key);
      if (quick == Quick::Unknown) {
        Value seen = entry->key;
        SetEntry* table = set->table;
        bool same;
        if (!equal_nested(thread, seen, key, &same)) return Quick::Unknown;
        if (set->table != table || !identical(entry->key, seen)) goto restart;
        if (same) quick = Quick::Same;
      }
      if (quick == Quick::Same) {
        *place = entry;
        return Quick::Same;
      }
    }
    perturb >>= kPerturbShift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

void grow_if_full(Process& process, Set* set) {
  if (std::uint64_t{set->fill} * 5 < std::uint64_t{set->mask} * 3) return;
  set_resize(process, set, set->length > 50000 ? set->length * 2 : set->length * 4);
}

}  // namespace

void set_give_table(Process& process, Set* set) {
  set->table = new_table(process, kSmallTable);
  set->mask = kSmallTable - 1;
}

Set* new_set(Process& process, Type* type) {
  bool exact = type == process.types.set || type == process.types.frozenset;
  Set* set =
      exact ? allocate<Set>(process, type) : static_cast<Set*>(allocate_instance(process, type));
  set_give_table(process, set);
  return set;
}

void set_resize(Process& process, Set* set, std::uint32_t minimum) {
  std::uint64_t size = kSmallTable;
  while (size <= minimum) size <<= 1;
  SetEntry* old = set->table;
  std::uint32_t old_mask = set->mask;
  set->table = new_table(process, static_cast<std::uint32_t>(size));
  set->mask = static_cast<std::uint32_t>(size - 1);
  for (std::uint32_t i = 0; i <= old_mask; ++i)
    if (is_live(old[i])) insert_clean(set->table, set->mask, old[i].key, old[i].hash);
  set->fill = set->length;
  process.heap.free_buffer(old);
}

bool set_find(Thread& thread, Set* set, Value key, std::int64_t hash, std::int64_t* at) {
  SetEntry* entry;
  Quick found = search(thread, set, key, hash, &entry);
  if (found == Quick::Unknown) return false;
  *at = found == Quick::Same ? entry - set->table : -1;
  return true;
}

bool set_add_hashed(Thread& thread, Set* set, Value key, std::int64_t hash) {
  SetEntry* entry;
  Quick found = search(thread, set, key, hash, &entry);
  if (found == Quick::Same) return true;
  if (found == Quick::Unknown) return false;
  bool reused = entry->key.is_nothing();
  *entry = SetEntry{key, hash};
  ++set->length;
  if (reused) return true;
  ++set->fill;
  grow_if_full(*thread.process, set);
  return true;
}

bool set_discard_hashed(Thread& thread, Set* set, Value key, std::int64_t hash, bool* found) {
  std::int64_t at;
  if (!set_find(thread, set, key, hash, &at)) return false;
  *found = at >= 0;
  if (at < 0) return true;
  set->table[at] = SetEntry{Value::nothing(), kDeletedHash};
  --set->length;
  return true;
}

bool set_add(Thread& thread, Set* set, Value key) {
  std::int64_t hash;
  return key_hash(thread, key, &hash) && set_add_hashed(thread, set, key, hash);
}

Value set_contains(Thread& thread, Set* set, Value key) {
  std::int64_t hash, at;
  if (!key_hash(thread, key, &hash)) {
    // `{1} in sets`: a set that is looked for counts as the frozenset of its items.
    if (!has_type_flag(key, kSetSubclass) || !pending_is(thread, thread.process->types.TypeError))
      return Value::null();
    take_exception(thread);
    Set* frozen = new_set(*thread.process, thread.process->types.frozenset);
    if (!set_merge(thread, frozen, key.as<Set>())) return Value::null();
    return set_contains(thread, set, Value::of(frozen));
  }
  if (!set_find(thread, set, key, hash, &at)) return Value::null();
  return Value::boolean(at >= 0);
}

bool set_discard(Thread& thread, Set* set, Value key, bool* found) {
  std::int64_t hash;
  if (key_hash(thread, key, &hash)) return set_discard_hashed(thread, set, key, hash, found);
  if (!has_type_flag(key, kSetSubclass) || !pending_is(thread, thread.process->types.TypeError))
    return false;
  take_exception(thread);
  Set* frozen = new_set(*thread.process, thread.process->types.frozenset);
  return set_merge(thread, frozen, key.as<Set>()) &&
         set_discard(thread, set, Value::of(frozen), found);
}

bool set_next(const Set* set, std::uint32_t& position, Value& key) {
  while (position <= set->mask) {
    const SetEntry& entry = set->table[position++];
    if (!is_live(entry)) continue;
    key = entry.key;
    return true;
  }
  return false;
}

bool set_next_entry(const Set* set, std::uint32_t& position, SetEntry& out) {
  while (position <= set->mask) {
    const SetEntry& entry = set->table[position++];
    if (!is_live(entry)) continue;
    out = entry;
    return true;
  }
  return false;
}

void set_clear(Process& process, Set* set) {
  process.heap.free_buffer(set->table);
  set_give_table(process, set);
  set->fill = set->length = 0;
}

bool set_merge(Thread& thread, Set* into, Set* from) {
  if (into == from || from->length == 0) return true;
  Process& process = *thread.process;
  if ((std::uint64_t{into->fill} + from->length) * 5 >= std::uint64_t{into->mask} * 3)
    set_resize(process, into, (into->length + from->length) * 2);
  bool empty = into->fill == 0;
  if (empty && into->mask == from->mask && from->fill == from->length) {
    std::memcpy(static_cast<void*>(into->table), from->table,
                (std::size_t{from->mask} + 1) * sizeof(SetEntry));
    into->fill = into->length = from->length;
    return true;
  }
  std::uint32_t at = 0;
  SetEntry entry;
  while (set_next_entry(from, at, entry)) {
    if (!empty) {
      if (!set_add_hashed(thread, into, entry.key, entry.hash)) return false;
      continue;
    }
    insert_clean(into->table, into->mask, entry.key, entry.hash);
    ++into->fill;
    ++into->length;
  }
  return true;
}

bool set_merge_dict(Thread& thread, Set* into, Dict* from) {
  if ((std::uint64_t{into->fill} + from->length) * 5 >= std::uint64_t{into->mask} * 3)
    set_resize(*thread.process, into, (into->length + from->length) * 2);
  for (std::uint32_t i = 0; i < from->entry_count; ++i) {
    DictEntry entry = from->entries[i];
    if (entry.key.is_null()) continue;
    if (!set_add_hashed(thread, into, entry.key, entry.hash)) return false;
  }
  return true;
}

Set* set_copy(Thread& thread, Set* set) {
  const Types& types = thread.process->types;
  bool frozen = set->type->type_flags & kFrozenSetSubclass;
  Set* copy = new_set(*thread.process, frozen ? types.frozenset : types.set);
  set_merge(thread, copy, set);  // cannot fail: nothing to compare in an empty table
  return copy;
}

namespace {
Value add_item(Thread& thread, Value* slots, Value item) {
  return set_add(thread, slots[0].as<Set>(), item) ? Value::none() : Value::null();
}
Value finish_none(Thread&, Value*) {
  return Value::none();
}
constexpr Collector kUpdate = {"set.update", add_item, nullptr, finish_none, 25};
}  // namespace

Value set_update(Thread& thread, Set* set, Value iterable) {
  Process& process = *thread.process;
  if (is_set(iterable) && iterable.object()->type->slots.iter == process.types.set->slots.iter) {
    thread.charge(iterable.as<Set>()->length * 8);
    return set_merge(thread, set, iterable.as<Set>()) ? Value::none() : Value::null();
  }
  if (iterable.is_object() && iterable.object()->type == process.types.dict)
    return set_merge_dict(thread, set, iterable.as<Dict>()) ? Value::none() : Value::null();
  Value slot = Value::of(set);
  return collect(thread, kUpdate, iterable, &slot, 1);
}

}  // namespace gilscope
