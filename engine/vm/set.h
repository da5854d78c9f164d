// The table of set and frozenset: what its files share. Everyone else uses containers.h.
#pragma once

#include "vm/containers.h"
#include "vm/native.h"

namespace gilscope {

inline constexpr std::int64_t kDeletedHash = -1;

// Index of the entry or -1 in *at. False: exception pending.
bool set_find(Thread& thread, Set* set, Value key, std::int64_t hash, std::int64_t* at);
bool set_add_hashed(Thread& thread, Set* set, Value key, std::int64_t hash);
bool set_discard_hashed(Thread& thread, Set* set, Value key, std::int64_t hash, bool* found);
void set_clear(Process& process, Set* set);
// setobject.c's set_merge: keeps its order of insertion and its table sizes.
bool set_merge(Thread& thread, Set* into, Set* from);
bool set_merge_dict(Thread& thread, Set* into, Dict* from);
// Rebuilds the table for more than `minimum` keys.
void set_resize(Process& process, Set* set, std::uint32_t minimum);
// Iterates with the hashes.
bool set_next_entry(const Set* set, std::uint32_t& position, SetEntry& entry);
void set_give_table(Process& process, Set* set);  // the first, empty table of 8
Set* set_copy(Thread& thread, Set* set);  // an exact set or frozenset, as the original's base is

Value set_binary(Thread& thread, BinaryOperator op, Value left, Value right);
Value set_inplace(Thread& thread, BinaryOperator op, Value left, Value right);
Value set_compare(Thread& thread, Value self, Value other, Comparison op);
void add_set_methods(Process& process);

}  // namespace gilscope
