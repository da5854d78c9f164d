// Whatever parses compiles, or has a diagnostic.
#include <cstdlib>

#include "compiler/compiler.h"
#include "syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view source(reinterpret_cast<const char*>(data), size);
  gilscope::ParseResult parsed = gilscope::parse(source);
  if (!parsed.ok()) return -1;  // not worth keeping
  gilscope::compiler::CompileOptions options;
  options.source = source;
  gilscope::compiler::CompileResult result = gilscope::compiler::compile(*parsed.module_ast, options);
  if (result.ok() != result.diagnostics.empty()) std::abort();
  return 0;
}
