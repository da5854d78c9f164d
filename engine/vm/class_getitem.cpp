// list[int] and its like: the generic alias that __class_getitem__ of built-in classes makes.
#include "vm/collect.h"
#include "vm/function.h"

namespace gilscope {

Value class_getitem(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* alias = allocate<GenericAlias>(process, process.types.generic_alias);
  bool several = args[1].is_object() && args[1].object()->type == process.types.tuple;
  alias->origin = args[0];
  alias->args = several ? args[1].as<Tuple>() : new_tuple(process, &args[1], 1);
  return Value::of(alias);
}

}  // namespace gilscope
