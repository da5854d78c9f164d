#include "lib/itertools.h"

namespace gilscope {
namespace {

void visit(Object* object, Visitor& visitor) {
  auto* tool = static_cast<IterTool*>(object);
  visitor.values(tool->slot, std::size(tool->slot));
}

}  // namespace

Type* make_tool(Thread& thread, Module* module, const ToolType& tool) {
  Process& process = *thread.process;
  Type* type = make_native_type(process, tool.name, "itertools", process.types.object,
                                sizeof(IterTool), kBaseType);
  type->slots.visit = visit;
  type->slots.iter = self_iterator;
  type->slots.next = tool.next;
  if (tool.repr) type->slots.repr = tool.repr;
  if (tool.native) type->type_flags |= kNativeNext;
  if (tool.make)
    set_new(process, type, tool.signature, tool.make);
  else
    type->type_flags |= kDisallowInstantiation;
  if (tool.methods) add_methods(process, type, tool.methods, tool.method_count);
  add_slot_wrappers(process, type);
  set_attribute(process, module, tool.name, Value::of(type));
  return type;
}

Value tool_source(Thread&, Value self, Tuple* iterators) {
  tool_of(self)->slot[0] = iterators->items[0];
  return self;
}

Value tool_native_source(Thread& thread, Value self, Tuple* iterators) {
  tool_of(self)->slot[0] = iterators->items[0];
  mark_native(*thread.process, self, iterators->items, 1);
  return self;
}

void define_itertools(Thread& thread, Module* module);  // native_modules.def

void define_itertools(Thread& thread, Module* module) {
  define_itertools_endless(thread, module);
  define_itertools_filters(thread, module);
  define_itertools_joins(thread, module);
  define_itertools_groups(thread, module);
  define_itertools_combinatorics(thread, module);
}

}  // namespace gilscope
