// Plans for inline caches: where an attribute was found, in a form that a guard can keep valid.
#include "vm/attribute.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

bool is_exactly(Value v, Type* type) {
  return v.is_object() && v.object()->type == type;
}

AttributePlan plan_module(Process& process, Module* module, Str* name) {
  AttributePlan plan;
  if (is_data_descriptor(type_lookup(process, module->type, name))) return plan;
  std::int32_t entry = dict_find_entry(module->dict, name);
  if (entry < 0) return plan;
  plan.kind = AttributePlan::ModuleEntry;
  plan.index = static_cast<std::uint32_t>(entry);
  return plan;
}

AttributePlan plan_class(Process& process, Type* cls, Str* name) {
  AttributePlan plan;
  if (!type_lookup(process, cls->type, name).is_nothing()) return plan;
  Value found = type_lookup(process, cls, name);
  if (found.is_nothing()) return plan;
  if (is_exactly(found, process.types.staticmethod))
    found = found.as<MethodWrapper>()->function;
  else if (found.is_object() && found.object()->type->slots.descr_get &&
           !is_exactly(found, process.types.function))
    return plan;
  plan.kind = AttributePlan::TypeValue;
  plan.value = found;
  return plan;
}

// Is the object's attribute access object's own, at least for names that are there?
bool has_plain_getattr(Process& process, Type* type) {
  if (!type->slots.getattr) return true;
  if (type->slots.getattr != python_slot::getattr) return false;
  Value found = type_lookup(process, type, process.name_of(Name::getattribute));
  return is_exactly(found, process.types.method_descriptor) &&
         found.as<NativeFunction>()->owner == process.types.object;
}

AttributePlan plan_data_descriptor(Process& process, Value found) {
  AttributePlan plan;
  if (is_exactly(found, process.types.member_descriptor)) {
    plan.kind = AttributePlan::Member;
    plan.index = found.as<MemberDescriptor>()->index;
  } else if (is_exactly(found, process.types.property) &&
             is_exactly(found.as<Property>()->get, process.types.function)) {
    plan.kind = AttributePlan::Property;
    plan.value = found.as<Property>()->get;
  }
  return plan;
}

}  // namespace

AttributePlan plan_attribute(Process& process, Value object, Str* name) {
  AttributePlan plan;
  Type* type = type_of(process, object);
  if (type == process.types.module) return plan_module(process, object.as<Module>(), name);
  if (type->slots.getattr == type_get_attribute)
    return plan_class(process, object.as<Type>(), name);
  if (!has_plain_getattr(process, type)) return plan;
  Value found = type_lookup(process, type, name);
  if (is_data_descriptor(found)) return plan_data_descriptor(process, found);
  Attributes* attributes = object.is_object() ? attributes_of(object.object()) : nullptr;
  if (attributes) {
    if (!attributes->shape) return plan;
    plan.shape = attributes->shape;
    std::int32_t index = shape_find(process, attributes->shape, name);
    if (index >= 0) {
      plan.kind = AttributePlan::InstanceSlot;
      plan.index = static_cast<std::uint32_t>(index);
      return plan;
    }
  }
  if (found.is_nothing()) return plan;
  if (has_type_flag(found, kMethodDescriptor)) {
    plan.kind = AttributePlan::Method;
    plan.value = found;
  } else if (is_exactly(found, process.types.staticmethod)) {
    plan.kind = AttributePlan::ClassValue;
    plan.value = found.as<MethodWrapper>()->function;
  } else if (!found.is_object() || !found.object()->type->slots.descr_get) {
    plan.kind = AttributePlan::ClassValue;
    plan.value = found;
  }
  return plan;
}

AttributePlan plan_store(Process& process, Value object, Str* name) {
  AttributePlan plan;
  Type* type = type_of(process, object);
  if (type->slots.setattr || !object.is_object()) return plan;
  Value found = type_lookup(process, type, name);
  if (is_data_descriptor(found)) {
    if (is_exactly(found, process.types.member_descriptor)) {
      plan.kind = AttributePlan::Member;
      plan.index = found.as<MemberDescriptor>()->index;
    }
    return plan;
  }
  Attributes* attributes = attributes_of(object.object());
  if (!attributes || !attributes->shape) return plan;
  plan.shape = attributes->shape;
  std::int32_t index = shape_find(process, attributes->shape, name);
  if (index >= 0) {
    plan.kind = AttributePlan::InstanceSlot;
    plan.index = static_cast<std::uint32_t>(index);
  } else if (attributes->shape->count < attributes->capacity) {
    plan.kind = AttributePlan::AddSlot;
    plan.index = attributes->shape->count;
    plan.new_shape = shape_add(process, attributes->shape, name);
  }
  return plan;
}

}  // namespace gilscope
