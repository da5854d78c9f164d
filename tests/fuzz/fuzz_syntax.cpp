// Any bytes at all: the parser gives a tree or a diagnostic with a place inside the text.
#include <cstdlib>

#include "syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view source(reinterpret_cast<const char*>(data), size);
  for (gilscope::ParseMode mode : {gilscope::ParseMode::Exec, gilscope::ParseMode::Eval}) {
    gilscope::ParseOptions options;
    options.mode = mode;
    gilscope::ParseResult result = gilscope::parse(source, options);
    bool has_tree = mode == gilscope::ParseMode::Exec ? result.module_ast != nullptr : result.expression_ast != nullptr;
    if (has_tree != result.ok()) std::abort();
    for (const gilscope::Diagnostic& diagnostic : result.diagnostics)
      if (diagnostic.message.empty()) std::abort();
  }
  return 0;
}
