// _types: the types that only C++ can name, for the frozen module types.
#include <iterator>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/native.h"
#include "vm/operations.h"

namespace gilscope {

namespace {

struct NamedType {
  const char* name;
  Type* type;
};

// types.coroutine: from now on the generators of the function can be awaited.
Value mark_coroutine(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!args[0].is_object() || args[0].object()->type != process.types.function)
    return raise(thread, process.types.TypeError, "a function is expected");
  auto* function = args[0].as<Function>();
  CodeObject* code = new_code(process, function->code->source);
  code->flags |= bytecode::kIterableCoroutine;
  function->code = code;
  return args[0];
}

constexpr NativeMethod kFunctions[] = {{"_mark_coroutine", "function, /", mark_coroutine}};

}  // namespace

void define_types_module(Thread& thread, Module* module) {
  Process& process = *thread.process;
  const Types& t = process.types;
  const NamedType kTypes[] = {
      {"FunctionType", t.function},
      {"LambdaType", t.function},
      {"CodeType", t.code},
      {"MappingProxyType", t.mappingproxy},
      {"CellType", t.cell},
      {"GeneratorType", t.generator},
      {"CoroutineType", t.coroutine},
      {"AsyncGeneratorType", t.async_generator},
      {"MethodType", t.method},
      {"BuiltinFunctionType", t.native_function},
      {"BuiltinMethodType", t.native_function},
      {"WrapperDescriptorType", t.slot_wrapper},
      {"MethodWrapperType", t.method_wrapper},
      {"MethodDescriptorType", t.method_descriptor},
      {"ClassMethodDescriptorType", t.method_descriptor},
      {"ModuleType", t.module},
      {"TracebackType", t.traceback},
      {"FrameType", t.frame},
      {"GetSetDescriptorType", t.getset_descriptor},
      {"MemberDescriptorType", t.member_descriptor},
      {"GenericAlias", t.generic_alias},
      {"UnionType", t.union_type},
      {"EllipsisType", t.ellipsis},
      {"NoneType", t.none},
      {"NotImplementedType", t.not_implemented},
  };
  for (const NamedType& named : kTypes)
    set_attribute(process, module, named.name, Value::of(named.type));
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
