// _weakref: what the frozen module weakref stands on.
#include <iterator>

#include "vm/containers.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/weakref.h"

namespace gilscope {

namespace {

Value getweakrefcount(Thread& thread, const Value* args) {
  if (!args[0].is_object()) return Value::of(std::int64_t{0});
  return Value::of(std::int64_t{weakref_count(*thread.process, args[0].object())});
}

const NativeMethod kFunctions[] = {{"getweakrefcount", "object, /", getweakrefcount}};

}  // namespace

void define_weakref_module(Thread& thread, Module* module) {
  Process& process = *thread.process;
  add_functions(process, module, kFunctions, std::size(kFunctions));
  set_attribute(process, module, "ref", Value::of(process.types.weakref));
  set_attribute(process, module, "ReferenceType", Value::of(process.types.weakref));
}

}  // namespace gilscope
