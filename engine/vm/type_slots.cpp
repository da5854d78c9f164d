// How classes come by their slots: from the dunders that their mro resolves to.
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/process.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

// A slot's value with its type erased: all members of Slots are function pointers.
using AnySlot = void (*)();

AnySlot get_slot(const Slots& slots, SlotId id) {
  switch (id) {
#define SLOT(member)   \
  case SlotId::member: \
    return reinterpret_cast<AnySlot>(slots.member);
#define DUNDER(field, text, member, shape, detail)
#include "vm/slots.def"
#undef SLOT
#undef DUNDER
    default: return nullptr;
  }
}

void set_slot(Slots& slots, SlotId id, AnySlot value) {
  switch (id) {
#define SLOT(member)                                                 \
  case SlotId::member:                                               \
    slots.member = reinterpret_cast<decltype(Slots::member)>(value); \
    break;
#define DUNDER(field, text, member, shape, detail)
#include "vm/slots.def"
#undef SLOT
#undef DUNDER
    default: break;
  }
}

AnySlot python_function(SlotId id) {
  switch (id) {
#define SLOT(member)   \
  case SlotId::member: \
    return reinterpret_cast<AnySlot>(&python_slot::member);
#define DUNDER(field, text, member, shape, detail)
#include "vm/slots.def"
#undef SLOT
#undef DUNDER
    default: return nullptr;
  }
}

// The built-in type whose C++ function `found` exposes under its own name, or null: written in Python,
// or a built-in's method under another name (__str__ = int.__repr__).
Type* native_owner(Process& process, Value found, Name name) {
  if (!found.is_object()) return nullptr;
  Type* type = found.object()->type;
  if (type != process.types.slot_wrapper && type != process.types.method_descriptor) return nullptr;
  if (found.as<NativeFunction>()->name != process.name_of(name)) return nullptr;
  return found.as<NativeFunction>()->owner;
}

bool may_be_null(SlotId slot) {  // null is object's generic behaviour
  return slot == SlotId::getattr || slot == SlotId::setattr;
}

}  // namespace

void update_slot(Process& process, Type* type, SlotId slot) {
  bool any = false, python = false, unhashable = false;
  AnySlot native = nullptr;
  bool native_known = false;
  for (std::size_t i = 0; i < kDunderCount; ++i) {
    const DunderInfo& info = kDunders[i];
    if (info.slot != slot) continue;
    Value found = type_lookup(process, type, process.name_of(info.name));
    if (found.is_nothing()) continue;
    any = true;
    if (slot == SlotId::hash && found.is_none()) unhashable = true;
    Type* owner = native_owner(process, found, info.name);
    AnySlot function = owner ? get_slot(owner->slots, slot) : nullptr;
    if (!owner || (!function && !may_be_null(slot)) || function == python_function(slot) ||
        !is_subtype(type, owner) || (native_known && function != native)) {
      python = true;
      continue;
    }
    native = function;
    native_known = true;
  }
  AnySlot target;
  if (unhashable)
    target = reinterpret_cast<AnySlot>(&hash_not_implemented);
  else if (!any)
    target = nullptr;
  else
    target = python ? python_function(slot) : native;
  set_slot(type->slots, slot, target);
}

void update_all_slots(Process& process, Type* type) {
  for (int i = 0; i < static_cast<int>(SlotId::kCount); ++i)
    update_slot(process, type, static_cast<SlotId>(i));
}

void inherit_slots(Type* type) {
  if (!type->base || type->base == type) return;
  Slots& own = type->slots;
  const Slots& base = type->base->slots;
  if (!own.visit) own.visit = base.visit;
  if (!own.finalize) own.finalize = base.finalize;
  // A type that compares in its own way must also say how it hashes.
  if (own.compare && !own.hash) own.hash = hash_not_implemented;
  for (int i = 0; i < static_cast<int>(SlotId::kCount); ++i) {
    auto id = static_cast<SlotId>(i);
    if (!get_slot(own, id)) set_slot(own, id, get_slot(base, id));
  }
}

void inherit_all_slots(Process& process) {
#define TYPE(field, name, module, base, object_struct, flags) inherit_slots(process.types.field);
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base) inherit_slots(process.types.Name);
#include "vm/exceptions.def"
#undef EXCEPTION
}

}  // namespace gilscope
