#include "vm/attribute.h"

#include <algorithm>
#include <cstring>

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

// --- the method cache: direct-mapped, keyed by (type version, name)

namespace {

struct CacheEntry {
  std::uint32_t version;  // 0: empty
  std::uint32_t unused;
  Str* name;
  Value value;  // Nothing: known to be absent
};

constexpr std::size_t kCacheEntries = 1024;

CacheEntry& cache_entry(Process& process, std::uint32_t version, Str* name) {
  if (!process.method_cache) {
    process.method_cache = process.heap.allocate(kCacheEntries * sizeof(CacheEntry));
    std::memset(process.method_cache, 0, kCacheEntries * sizeof(CacheEntry));
  }
  std::size_t where = (reinterpret_cast<std::uintptr_t>(name) >> 4) ^ (version * 37u);
  return static_cast<CacheEntry*>(process.method_cache)[where & (kCacheEntries - 1)];
}

Value lookup_along_mro(Type* type, Str* name) {
  if (!type->mro) return dict_get(type->dict, name);
  for (std::uint32_t i = 0; i < type->mro->length; ++i) {
    Type* t = type->mro->items[i].as<Type>();
    if (!t->dict) continue;
    Value found = dict_get(t->dict, name);
    if (!found.is_nothing()) return found;
  }
  return Value::nothing();
}

}  // namespace

void visit_method_cache(Process& process, Visitor& visitor) {
  if (!process.method_cache) return;
  visitor.buffer(process.method_cache);
  std::memset(process.method_cache, 0, kCacheEntries * sizeof(CacheEntry));
}

Value type_lookup(Process& process, Type* type, Str* name) {
  if (!name->interned) name = intern(process, name);
  CacheEntry& entry = cache_entry(process, type->version, name);
  if (entry.version == type->version && entry.name == name) return entry.value;
  Value found = lookup_along_mro(type, name);
  entry.version = type->version;
  entry.name = name;
  entry.value = found;
  return found;
}

void type_modified(Process& process, Type* type) {
  type->version = process.next_type_version++;
  if (!type->subclasses) return;
  for (std::uint32_t i = 0; i < type->subclasses->length; ++i) {
    type_modified(process, type->subclasses->items[i].as<Type>());
  }
}

// --- where attributes live

static std::size_t inline_header(const Type* type) {
  if (type->type_flags & kStrSubclass) return sizeof(Str);
  if (type->type_flags & kBytesSubclass) return sizeof(Bytes);
  return sizeof(Tuple) - sizeof(Value);
}

static std::size_t align8(std::size_t n) {
  return (n + 7) & ~std::size_t{7};
}

Attributes* tail_attributes_of(Object* object) {
  std::size_t data = 0;
  if (object->type->type_flags & kStrSubclass) {
    auto* s = static_cast<Str*>(object);
    data = std::size_t{s->length} * s->width;
  } else if (object->type->type_flags & kBytesSubclass) {
    data = static_cast<Bytes*>(object)->length;
  } else {
    data = static_cast<Tuple*>(object)->length * sizeof(Value);
  }
  return reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) +
                                       align8(inline_header(object->type) + data));
}

Object* allocate_instance(Process& process, Type* type, std::size_t data_bytes) {
  if (data_bytes || type->attributes_offset == kTailAttributes) {
    std::size_t data_end = align8(inline_header(type) + data_bytes);
    bool tail = type->attributes_offset == kTailAttributes;
    std::size_t bytes =
        std::max<std::size_t>(data_end + (tail ? sizeof(Attributes) : 0), type->native_size);
    Object* object = allocate_object(process, type, bytes);
    if (tail) {
      auto* attributes = reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) + data_end);
      attributes->shape = type->root_shape;
    }
    return object;
  }
  std::size_t end = type->native_size;
  if (type->slot_count) end = type->slots_offset + type->slot_count * sizeof(Value);
  bool embedded = type->attributes_offset && type->attributes_offset < type->native_size;
  std::uint32_t room = 0;
  if (type->attributes_offset && !embedded) {
    end = align8(type->attributes_offset + sizeof(Attributes));
    room = type->inline_attributes;
  }
  Object* object = allocate_object(process, type, end + room * sizeof(Value));
  if (type->attributes_offset) {
    Attributes* attributes = attributes_of(object);
    attributes->shape = type->root_shape;
    attributes->inline_capacity = attributes->capacity = room;
    if (room) attributes->values = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + end);
  }
  return object;
}

void init_attributes(Process&, Object* object) {
  if (Attributes* attributes = attributes_of(object)) attributes->shape = object->type->root_shape;
}

Value instance_attribute(Process& process, Attributes* attributes, Str* name) {
  if (attributes->shape) {
    std::int32_t index = shape_find(process, attributes->shape, name);
    return index < 0 ? Value::nothing() : attributes->values[index];
  }
  return attributes->dict ? dict_get(attributes->dict, name) : Value::nothing();
}

// Instances with more attributes than this keep them in a dict.
static constexpr std::uint32_t kShapeMax = 128;
static constexpr std::uint32_t kInlineMax = 16;

static void grow_values(Process& process, Object* object, Attributes* attributes) {
  std::uint32_t capacity = attributes->capacity < 4 ? 4 : attributes->capacity * 2;
  if (capacity == attributes->inline_capacity) ++capacity;  // equal capacities mean inline
  auto* values = static_cast<Value*>(process.heap.allocate(capacity * sizeof(Value)));
  for (std::uint32_t i = 0; i < capacity; ++i)
    values[i] = i < attributes->capacity ? attributes->values[i] : Value();
  if (attributes->capacity != attributes->inline_capacity)
    process.heap.free_buffer(attributes->values);
  attributes->values = values;
  attributes->capacity = capacity;
  Type* type = object->type;
  if (type->inline_attributes < kInlineMax &&
      type->inline_attributes < attributes->shape->count + 1)
    type->inline_attributes = std::min(kInlineMax, attributes->shape->count + 1);
}

void set_instance_attribute(Process& process, Object* object, Str* name, Value value) {
  if (!name->interned) name = intern(process, name);
  Attributes* attributes = attributes_of(object);
  if (attributes->shape) {
    std::int32_t index = shape_find(process, attributes->shape, name);
    if (index >= 0) {
      attributes->values[index] = value;
      return;
    }
    if (attributes->shape->count < kShapeMax) {
      if (attributes->shape->count == attributes->capacity)
        grow_values(process, object, attributes);
      attributes->shape = shape_add(process, attributes->shape, name);
      attributes->values[attributes->shape->count - 1] = value;
      return;
    }
  }
  dict_set(process, attributes_dict(process, object), name, value);
}

bool remove_instance_attribute(Process& process, Object* object, Str* name) {
  Attributes* attributes = attributes_of(object);
  if (attributes->shape) {
    std::int32_t index = shape_find(process, attributes->shape, name);
    if (index < 0) return false;
    if (attributes->shape->name == name) {  // the one added last: back to the shape before it
      attributes->values[index] = Value();
      attributes->shape = attributes->shape->parent;
      return true;
    }
  }
  return dict_remove(process, attributes_dict(process, object), name);
}

static void add_shape_names(Process& process, Shape* shape, Value* values, Dict* dict) {
  if (!shape->parent) return;
  add_shape_names(process, shape->parent, values, dict);
  dict_set(process, dict, shape->name, values[shape->count - 1]);
}

Dict* attributes_dict(Process& process, Object* object) {
  if (object->type->type_flags & kTypeSubclass) return static_cast<Type*>(object)->dict;
  if (is_subtype(object->type, process.types.module)) return static_cast<Module*>(object)->dict;
  Attributes* attributes = attributes_of(object);
  if (!attributes) return nullptr;
  if (!attributes->dict) {
    Shape* shape = attributes->shape;
    attributes->dict = new_dict(process, shape ? shape->count : 0);
    if (shape) add_shape_names(process, shape, attributes->values, attributes->dict);
    attributes->shape = nullptr;
    if (attributes->capacity != attributes->inline_capacity)
      process.heap.free_buffer(attributes->values);
    attributes->values = nullptr;
    attributes->capacity = attributes->inline_capacity = 0;
  }
  return attributes->dict;
}

// --- descriptors

bool is_data_descriptor(Value descriptor) {
  return descriptor.is_object() && descriptor.object()->type->slots.descr_set;
}

Value bind_descriptor(Thread& thread, Value descriptor, Value instance, Type* owner) {
  if (!descriptor.is_object()) return descriptor;
  Type* type = descriptor.object()->type;
  Process& process = *thread.process;
  if (type == process.types.function) {
    if (instance.is_null()) return descriptor;
    return new_method(process, descriptor, instance);
  }
  if (!type->slots.descr_get) return descriptor;
  return type->slots.descr_get(thread, descriptor, instance, Value::of(owner));
}

Value generic_find_attribute(Thread& thread, Value object, Str* name) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  Type* type = type_of(process, object);
  Value found = type_lookup(process, type, name);
  if (is_data_descriptor(found) && found.object()->type->slots.descr_get)
    return found.object()->type->slots.descr_get(thread, found, object, Value::of(type));
  if (object.is_object()) {
    if (Attributes* attributes = attributes_of(object.object())) {
      Value own = instance_attribute(process, attributes, name);
      if (!own.is_nothing()) return own;
    }
  }
  if (found.is_nothing()) return found;
  return bind_descriptor(thread, found, object, type);
}

Value generic_get_attribute(Thread& thread, Value object, Str* name) {
  Value found = generic_find_attribute(thread, object, name);
  return found.is_nothing() ? raise_attribute_error(thread, object, name) : found;
}

static Value raise_cannot_set(Thread& thread, Value object, Str* name, Value found) {
  if (found.is_nothing()) return raise_attribute_error(thread, object, name);
  return raise_attribute_text(thread, object, name,
                              "'" + type_name(*thread.process, object) + "' object attribute '" +
                                  to_utf8(name) + "' is read-only");
}

Value generic_set_attribute(Thread& thread, Value object, Str* name, Value value) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  Type* type = type_of(process, object);
  Value found = type_lookup(process, type, name);
  if (is_data_descriptor(found))
    return found.object()->type->slots.descr_set(thread, found, object, value);
  Attributes* attributes = object.is_object() ? attributes_of(object.object()) : nullptr;
  if (!attributes) return raise_cannot_set(thread, object, name, found);
  if (!value.is_null()) {
    set_instance_attribute(process, object.object(), name, value);
    return Value::none();
  }
  if (!remove_instance_attribute(process, object.object(), name))
    return raise_attribute_error(thread, object, name);
  return Value::none();
}

// --- errors

Value raise_attribute_text(Thread& thread, Value object, Str* name, const std::string& text) {
  Process& process = *thread.process;
  Value message = Value::of(new_str(process, text));
  Exception* error = new_exception(thread, process.types.AttributeError, &message, 1);
  error->field[0] = Value::of(name);
  error->field[1] = object;
  return raise_value(thread, Value::of(error));
}

Value raise_attribute_error(Thread& thread, Value object, Str* name) {
  std::string text;
  if (is_type(object))
    text = "type object '" + type_text(object.as<Type>()) + "'";
  else
    text = "'" + type_name(*thread.process, object) + "' object";
  return raise_attribute_text(thread, object, name,
                              text + " has no attribute '" + to_utf8(name) + "'");
}

}  // namespace gilscope
