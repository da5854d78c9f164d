// _types: the types that only C++ can name, for the frozen module types.
#include <iterator>

#include "vm/containers.h"
#include "vm/native.h"
#include "vm/operations.h"

namespace gilscope {

namespace {

struct NamedType {
  const char* name;
  Type* type;
};

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
}

}  // namespace gilscope
