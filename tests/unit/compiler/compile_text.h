// Compiles a program for the tests of this folder.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "bytecode/verifier.h"
#include "compiler/compiler.h"
#include "syntax/parser.h"

namespace gilscope::compiler::testing {

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline CompileResult compile_text(const std::string& source, int optimisation = 0,
                                  CompileMode mode = CompileMode::Exec) {
  ParseOptions parse_options;
  if (mode == CompileMode::Eval) parse_options.mode = ParseMode::Eval;
  ParseResult parsed = parse(source, parse_options);
  if (!parsed.ok()) return {nullptr, parsed.diagnostics};
  CompileOptions options;
  options.filename = "test.py";
  options.source = source;
  options.optimisation = optimisation;
  options.mode = mode;
  if (mode == CompileMode::Eval) return compile(*parsed.expression_ast, options);
  return compile(*parsed.module_ast, options);
}

// The code object called `name` anywhere inside `code`, or null.
inline const bytecode::Code* find_code(const bytecode::Code& code, const std::string& name) {
  if (code.name == name) return &code;
  for (const bytecode::Constant& constant : code.constants) {
    if (constant.kind != bytecode::Constant::Kind::Code) continue;
    if (const bytecode::Code* found = find_code(*constant.code, name)) return found;
  }
  return nullptr;
}

inline int count_of(const bytecode::Code& code, bytecode::Opcode op) {
  int count = 0;
  for (const bytecode::Instruction& instruction : code.instructions) {
    count += instruction.op == op ? 1 : 0;
  }
  return count;
}

}  // namespace gilscope::compiler::testing
