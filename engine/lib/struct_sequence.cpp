#include "lib/struct_sequence.h"

#include <string>
#include <vector>

#include "vm/attribute.h"
#include "vm/containers.h"
#include "vm/operations.h"
#include "vm/type.h"

namespace gilscope {

static Value sequence_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* tuple = self.as<Tuple>();
  std::vector<Str*> names(tuple->length);
  Shape* shape = attributes_of(self.object())->shape;
  for (std::size_t i = tuple->length; i-- > 0 && shape && shape->parent; shape = shape->parent)
    names[i] = shape->name;
  std::string text = to_utf8(self.object()->type->qualname) + "(";
  for (std::uint32_t i = 0; i < tuple->length; ++i) {
    std::string item;
    if (!repr_nested(thread, tuple->items[i], &item)) return Value::null();
    text += (i ? ", " : "") + (names[i] ? to_utf8(names[i]) : "?") + "=" + item;
  }
  return Value::of(new_str(process, text + ")"));
}

static Value sequence_setattr(Thread& thread, Value, Str*, Value) {
  return raise(thread, thread.process->types.AttributeError, "readonly attribute");
}

Value new_struct_sequence(Process& process, const char* qualified,
                          std::initializer_list<SequenceField> fields) {
  std::string name = qualified;
  std::size_t dot = name.find('.');
  Type* type = make_native_type(process, name.substr(dot + 1).c_str(), name.substr(0, dot).c_str(),
                                process.types.tuple, sizeof(Tuple),
                                kHasAttributes | kDisallowInstantiation | kTupleSubclass);
  type->qualname = intern(process, name);
  type->slots.repr = sequence_repr;
  type->slots.setattr = sequence_setattr;
  add_slot_wrappers(process, type);
  auto count = static_cast<std::uint32_t>(fields.size());
  auto* tuple = reinterpret_cast<Tuple*>(allocate_instance(process, type, count * sizeof(Value)));
  tuple->length = count;
  std::uint32_t i = 0;
  for (const SequenceField& field : fields) tuple->items[i++] = field.value;
  for (const SequenceField& field : fields)
    set_instance_attribute(process, tuple, intern(process, field.name), field.value);
  return Value::of(tuple);
}

}  // namespace gilscope
