// mappingproxy: a read-only view of a mapping, as type.__dict__ gives.
#include "vm/collect.h"
#include "vm/define.h"
#include "vm/dict.h"
#include "vm/operations.h"
#include "vm/sequence.h"

namespace gilscope {
namespace {

void visit(Object* object, Visitor& visitor) {
  visitor.value(static_cast<MappingProxy*>(object)->mapping);
}

Value mapping_of(Value self) {
  return self.as<MappingProxy>()->mapping;
}

Value new_of(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = type_of(process, args[1]);
  bool mapping = type->slots.getitem && !is_list(args[1]) && !is_tuple(args[1]) &&
                 !is_str(args[1]) && !(type->type_flags & (kBytesSubclass | kByteArraySubclass));
  if (!mapping)
    return raise(thread, process.types.TypeError,
                 "mappingproxy() argument must be a mapping, not %s",
                 type_name(process, args[1]).c_str());
  auto* proxy = allocate<MappingProxy>(process, process.types.mappingproxy);
  proxy->mapping = args[1];
  return Value::of(proxy);
}

Value repr_proxy(Thread& thread, Value self) {
  std::string text;
  if (!repr_nested(thread, mapping_of(self), &text)) return Value::null();
  return Value::of(new_str(*thread.process, "mappingproxy(" + text + ")"));
}
Value str(Thread& thread, Value self) {
  return to_str(thread, mapping_of(self));
}
Value compare_proxy(Thread& thread, Value self, Value other, Comparison op) {
  if (other.is_object() && other.object()->type == thread.process->types.mappingproxy)
    other = mapping_of(other);
  return compare(thread, mapping_of(self), other, op);
}
Value hash_proxy(Thread& thread, Value self) {
  return hash(thread, mapping_of(self));
}
Value getitem(Thread& thread, Value self, Value key) {
  return get_item(thread, mapping_of(self), key);
}
Value contains_key(Thread& thread, Value self, Value key) {
  return contains(thread, mapping_of(self), key);
}
Value length_of(Thread& thread, Value self) {
  return length(thread, mapping_of(self));
}
Value iter(Thread& thread, Value self) {
  return get_iterator(thread, mapping_of(self));
}
Value binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::Or) return Value::not_implemented();
  Type* type = thread.process->types.mappingproxy;
  if (left.is_object() && left.object()->type == type) left = mapping_of(left);
  if (right.is_object() && right.object()->type == type) right = mapping_of(right);
  return binary_operation(thread, op, left, right);
}

// keys(), items(), ... are the mapping's own.
Value forward(Thread& thread, const Value* args, const char* name, std::uint32_t count) {
  return call_method(thread, mapping_of(args[0]), intern(*thread.process, name), args + 1, count);
}
Value keys(Thread& thread, const Value* args) {
  return forward(thread, args, "keys", 0);
}
Value values(Thread& thread, const Value* args) {
  return forward(thread, args, "values", 0);
}
Value items(Thread& thread, const Value* args) {
  return forward(thread, args, "items", 0);
}
Value copy(Thread& thread, const Value* args) {
  return forward(thread, args, "copy", 0);
}
Value get(Thread& thread, const Value* args) {
  Value given[2] = {args[1], args[2].is_null() ? Value::none() : args[2]};
  return call_method(thread, mapping_of(args[0]), intern(*thread.process, "get"), given, 2);
}
Value reversed(Thread& thread, const Value* args) {
  return forward(thread, args, "__reversed__", 0);
}

constexpr NativeMethod kMethods[] = {
    {"keys", "self, /", keys},
    {"values", "self, /", values},
    {"items", "self, /", items},
    {"copy", "self, /", copy},
    {"get", "self, key, default=None, /", get},
    {"__reversed__", "self, /", reversed},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

}  // namespace

void define_mapping_proxy(Process& process) {
  Type* type = process.types.mappingproxy;
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.repr = repr_proxy;
  slots.str = str;
  slots.compare = compare_proxy;
  slots.hash = hash_proxy;
  slots.getitem = getitem;
  slots.contains = contains_key;
  slots.length = length_of;
  slots.iter = iter;
  slots.binary = binary;
  type->operators = operator_bits({BinaryOperator::Or});
  set_new(process, type, "cls, mapping, /", new_of);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
