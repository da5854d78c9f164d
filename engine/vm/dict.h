// The table of dict: what its files share. Everyone else uses containers.h.
#pragma once

#include "vm/containers.h"
#include "vm/native.h"

namespace gilscope {

// Where a key stands, or would stand.
struct DictPlace {
  std::int32_t entry;  // -1: absent
  std::uint32_t slot;  // of `index`; valid when present
};

// False: exception pending (__eq__ raised).
bool dict_find(Thread& thread, Dict* dict, Value key, std::int64_t hash, DictPlace* place);
void dict_insert_new(Process& process, Dict* dict, Value key, std::int64_t hash, Value value);
void dict_erase(Dict* dict, DictPlace place);
bool dict_set_hashed(Thread& thread, Dict* dict, Value key, std::int64_t hash, Value value);
// From the newest entry back: `position` starts at entry_count.
bool dict_previous(const Dict* dict, std::uint32_t& position, Value& key, Value& value);
Value new_pair(Process& process, Value first, Value second);

void visit_dict(Object* object, Visitor& visitor);  // Slots::visit of dict and its subclasses
void add_dict_methods(Process& process, Type* type);
void define_dict_views(Process& process);
void define_dict_iterators(Process& process);
enum class DictIteration : std::uint32_t { Keys, Values, Items };
Value new_dict_iterator(Process& process, Dict* dict, DictIteration kind);
Value new_dict_reverse_iterator(Process& process, Dict* dict, DictIteration kind);

// `a == b` of two dicts. False: exception pending.
bool dict_equal(Thread& thread, Dict* left, Dict* right, bool* out);
// A fresh exact dict or an instance of a subclass.
Dict* new_dict_of(Process& process, Type* type);

}  // namespace gilscope
