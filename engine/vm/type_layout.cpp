// Where instances of a class keep what: the built-in part, __slots__, attributes.
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/str.h"
#include "vm/type.h"
#include "vm/type_creation.h"

namespace gilscope {

namespace {

// The class up the base chain that last added to the layout.
Type* solid_base(Type* type) {
  while (type->base && type->base != type && type->native_size == type->base->native_size &&
         type->slot_count == type->base->slot_count)
    type = type->base;
  return type;
}

std::uint32_t align_up(std::size_t n, std::size_t to) {
  return static_cast<std::uint32_t>((n + to - 1) / to * to);
}

bool has_inline_data(const Type* type) {
  return type->type_flags & (kStrSubclass | kBytesSubclass | kTupleSubclass);
}

// Types whose attributes live in a namespace of their own.
bool has_own_namespace(Process& process, Type* type) {
  return (type->type_flags & kTypeSubclass) || is_subtype(type, process.types.module);
}

bool embeds_attributes(const Type* type) {
  return type->attributes_offset && type->attributes_offset < type->native_size;
}

std::string mangled(Type* type, Str* name) {
  std::string text = to_utf8(name), owner = to_utf8(type->name);
  bool is_private = text.size() > 2 && text[0] == '_' && text[1] == '_' &&
                    text.compare(text.size() - 2, 2, "__") != 0;
  if (!is_private) return text;
  std::size_t start = owner.find_first_not_of('_');
  return start == std::string::npos ? text : "_" + owner.substr(start) + text;
}

struct SlotNames {
  bool given = false, wants_dict = false, wants_weakref = false;
  Tuple* names = nullptr;
};

// __slots__ as a tuple of str. False: exception.
bool read_slots(Thread& thread, Type* type, SlotNames& out) {
  Process& process = *thread.process;
  Value slots = dict_get(type->dict, process.name_of(Name::slots));
  if (slots.is_nothing()) return true;
  out.given = true;
  Frame* before = thread.top;
  Value names = is_str(slots) ? Value::of(new_tuple(process, &slots, 1))
                              : finish_nested(thread, before, tuple_of(thread, slots));
  if (names.is_null()) return false;
  out.names = names.as<Tuple>();
  for (std::uint32_t i = 0; i < out.names->length; ++i) {
    Value name = out.names->items[i];
    if (!is_str(name)) {
      raise(thread, process.types.TypeError, "__slots__ items must be strings, not '%s'",
            type_name(process, name).c_str());
      return false;
    }
    if (str_equal(name.as<Str>(), "__dict__")) out.wants_dict = true;
    if (str_equal(name.as<Str>(), "__weakref__")) out.wants_weakref = true;
  }
  return true;
}

bool add_members(Thread& thread, Type* type, const SlotNames& slots) {
  Process& process = *thread.process;
  for (std::uint32_t i = 0; i < slots.names->length; ++i) {
    auto* plain = slots.names->items[i].as<Str>();
    if (str_equal(plain, "__dict__") || str_equal(plain, "__weakref__")) continue;
    Str* name = intern(process, mangled(type, plain));
    if (!dict_get(type->dict, name).is_nothing()) {
      raise(thread, process.types.ValueError, "'%s' in __slots__ conflicts with class variable",
            to_utf8(plain).c_str());
      return false;
    }
    auto* member = allocate<MemberDescriptor>(process, process.types.member_descriptor);
    member->name = name;
    member->owner = type;
    member->index = type->slot_count++;
    dict_set(process, type->dict, name, Value::of(member));
  }
  return true;
}

}  // namespace

Type* best_base(Thread& thread, Tuple* bases) {
  Process& process = *thread.process;
  Type *winner = nullptr, *base = nullptr;
  for (std::uint32_t i = 0; i < bases->length; ++i) {
    if (!is_type(bases->items[i])) {
      raise(thread, process.types.TypeError, "bases must be types");
      return nullptr;
    }
    auto* candidate = bases->items[i].as<Type>();
    if (!(candidate->type_flags & kBaseType)) {
      raise(thread, process.types.TypeError, "type '%s' is not an acceptable base type",
            type_text(candidate).c_str());
      return nullptr;
    }
    Type* solid = solid_base(candidate);
    if (!winner || is_subtype(solid, winner)) {
      if (!winner || solid != winner) base = candidate;
      winner = solid;
    } else if (!is_subtype(winner, solid)) {
      raise(thread, process.types.TypeError, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return base;
}

bool lay_out(Thread& thread, Type* type) {
  Process& process = *thread.process;
  Type* base = type->base;
  SlotNames slots;
  if (!read_slots(thread, type, slots)) return false;
  type->native_size = base->native_size;
  type->slot_count = base->slot_count;
  type->slots_offset = base->slot_count ? base->slots_offset : align_up(base->native_size, 8);
  std::uint32_t inherited = type->slot_count;
  if (slots.given && !add_members(thread, type, slots)) return false;
  if (type->slot_count != inherited &&
      (has_inline_data(type) || (base->type_flags & kIntSubclass))) {
    raise(thread, process.types.TypeError, "nonempty __slots__ not supported for subtype of '%s'",
          type_text(base).c_str());
    return false;
  }
  if (has_own_namespace(process, type)) return true;
  bool any_base_has = false;
  for (std::uint32_t i = 0; i < type->bases->length; ++i)
    any_base_has = any_base_has || type->bases->items[i].as<Type>()->attributes_offset;
  if (slots.given && !slots.wants_dict && !any_base_has) return true;
  type->type_flags |= kHasAttributes;
  type->root_shape = new_root_shape(process);
  std::size_t end = type->native_size;
  if (type->slot_count) end = type->slots_offset + type->slot_count * sizeof(Value);
  if (embeds_attributes(base)) {
    type->attributes_offset = base->attributes_offset;
  } else if (has_inline_data(type)) {
    type->attributes_offset = kTailAttributes;
  } else {
    type->attributes_offset = align_up(end, alignof(Attributes));
    type->inline_attributes = base->inline_attributes;
  }
  return true;
}

}  // namespace gilscope
