// gilscope-dis: compiles Python files and shows what came out.
//
//   gilscope-dis FILE            the disassembly
//   gilscope-dis --json FILE     the code objects' data, to be compared with CPython's
//   gilscope-dis --instructions FILE  every instruction as data, likewise
//   gilscope-dis --verify FILE...  compiles and verifies each file; prints problems and the speed
//   gilscope-dis --errors        reads programs separated by NUL on stdin; prints each one's first
//                                diagnostic as a line "line offset end_line end_offset message"
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "bytecode/constant_text.h"
#include "bytecode/verifier.h"
#include "compiler/compiler.h"
#include "syntax/parser.h"

namespace {

using gilscope::Diagnostic;
using gilscope::bytecode::Code;
using gilscope::bytecode::Constant;
using gilscope::bytecode::SlotKind;

struct Compiled {
  std::shared_ptr<const Code> code;
  std::vector<Diagnostic> diagnostics;
};

Compiled compile_text(const std::string& source, const std::string& filename) {
  gilscope::ParseResult parsed = gilscope::parse(source);
  if (!parsed.ok()) return {nullptr, parsed.diagnostics};
  gilscope::compiler::CompileOptions options;
  options.filename = filename;
  options.source = source;
  gilscope::compiler::CompileResult result =
      gilscope::compiler::compile(*parsed.module_ast, options);
  return {result.code, result.diagnostics};
}

bool read_file(const std::string& path, std::string& text) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  text.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  return true;
}

std::string json_text(const std::string& text) {
  std::string out = "\"";
  char buffer[8];
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20) {
      std::snprintf(buffer, sizeof buffer, "\\u%04x", c);
      out += buffer;
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + "\"";
}

template <typename List, typename Function>
std::string json_list(const List& list, Function text_of) {
  std::string out = "[";
  bool is_first = true;
  for (const auto& item : list) {
    if (!is_first) out += ", ";
    is_first = false;
    out += text_of(item);
  }
  return out + "]";
}

std::string json_names(const Code& code, bool (*wanted)(SlotKind)) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < code.slot_names.size(); ++i) {
    if (wanted(code.slot_kinds[i])) names.push_back(code.slot_names[i]);
  }
  return json_list(names, json_text);
}

void print_json(const Code& code, std::string& out) {
  auto is_variable = [](SlotKind k) { return k == SlotKind::Local || k == SlotKind::CellLocal; };
  auto is_cell = [](SlotKind k) { return k == SlotKind::Cell || k == SlotKind::CellLocal; };
  auto is_free = [](SlotKind k) { return k == SlotKind::Free; };
  std::vector<std::string> constants;
  std::vector<const Code*> nested;
  for (const Constant& constant : code.constants) {
    if (constant.kind == Constant::Kind::Code) {
      nested.push_back(constant.code.get());
    } else {
      constants.push_back(gilscope::bytecode::constant_text(constant));
    }
  }
  out += "{\"name\": " + json_text(code.name) + ", \"qualname\": " + json_text(code.qualname);
  out += ", \"firstlineno\": " + std::to_string(code.first_line);
  out += ", \"flags\": " + std::to_string(code.flags);
  out += ", \"argcount\": " + std::to_string(code.argument_count);
  out += ", \"posonlyargcount\": " + std::to_string(code.positional_only_count);
  out += ", \"kwonlyargcount\": " + std::to_string(code.keyword_only_count);
  out += ", \"stacksize\": " + std::to_string(code.stack_size);
  out += ", \"varnames\": " + json_names(code, is_variable);
  out += ", \"cellvars\": " + json_names(code, is_cell);
  out += ", \"freevars\": " + json_names(code, is_free);
  out += ", \"names\": " + json_list(code.names, json_text);
  out += ", \"consts\": " + json_list(constants, json_text);
  out += ", \"size\": " + std::to_string(code.instructions.size());
  out += ", \"nested\": [";
  for (std::size_t i = 0; i < nested.size(); ++i) {
    if (i > 0) out += ", ";
    print_json(*nested[i], out);
  }
  out += "]}";
}

// What the argument stands for: a constant, a name, an operator.
std::string meaning_of(const Code& code, const gilscope::bytecode::Instruction& instruction) {
  using gilscope::bytecode::Opcode;
  if (instruction.op == Opcode::LoadConst || instruction.op == Opcode::ReturnConst ||
      instruction.op == Opcode::KwNames) {
    return gilscope::bytecode::constant_text(code.constants[instruction.arg]);
  }
  std::string text = gilscope::bytecode::argument_text(code, instruction);
  return text.size() > 2 ? text.substr(1, text.size() - 2) : "";
}

void print_instructions(const Code& code, std::string& out) {
  out += "{\"has_arg\": {";
  for (int i = 0; i < static_cast<int>(gilscope::bytecode::Opcode::kCount); ++i) {
    auto op = static_cast<gilscope::bytecode::Opcode>(i);
    std::string name;
    for (const char* c = gilscope::bytecode::opcode_name(op); *c != 0; ++c) {
      if (*c >= 'A' && *c <= 'Z' && !name.empty()) name += '_';
      name += *c >= 'a' && *c <= 'z' ? static_cast<char>(*c - 32) : *c;
    }
    out += (i > 0 ? ", " : "") + json_text(name) + ": ";
    out += gilscope::bytecode::opcode_has_arg(op) ? "true" : "false";
  }
  out += "}, \"instructions\": [";
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    const auto& instruction = code.instructions[i];
    const auto& at = code.positions[i];
    if (i > 0) out += ", ";
    out += std::string("[\"") + gilscope::bytecode::opcode_name(instruction.op) + "\", ";
    out += std::to_string(instruction.arg) + ", " + json_text(meaning_of(code, instruction));
    out += ", [" + std::to_string(at.line) + ", " + std::to_string(at.end_line) + ", " +
           std::to_string(at.column) + ", " + std::to_string(at.end_column) + "]]";
  }
  out += "], \"exceptions\": ";
  out += json_list(code.exceptions, [](const gilscope::bytecode::ExceptionEntry& entry) {
    return "[" + std::to_string(entry.start) + ", " + std::to_string(entry.end) + ", " +
           std::to_string(entry.target) + ", " + std::to_string(entry.depth) + ", " +
           (entry.push_lasti ? "true" : "false") + "]";
  });
  out += ", \"nested\": [";
  bool is_first = true;
  for (const Constant& constant : code.constants) {
    if (constant.kind != Constant::Kind::Code) continue;
    if (!is_first) out += ", ";
    is_first = false;
    print_instructions(*constant.code, out);
  }
  out += "]}";
}

void print_diagnostics(const std::string& path, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::cerr << gilscope::render(diagnostic, path);
  }
}

int verify_files(const std::vector<std::string>& paths) {
  using Clock = std::chrono::steady_clock;
  std::size_t bytes = 0, problems = 0;
  double parse_seconds = 0, compile_seconds = 0;
  for (const std::string& path : paths) {
    std::string source;
    if (!read_file(path, source)) {
      std::cerr << path << ": cannot be read\n";
      return 2;
    }
    Clock::time_point start = Clock::now();
    gilscope::ParseResult parsed = gilscope::parse(source);
    Clock::time_point middle = Clock::now();
    parse_seconds += std::chrono::duration<double>(middle - start).count();
    if (!parsed.ok()) {
      print_diagnostics(path, parsed.diagnostics);
      std::printf("%s: not parsed\n", path.c_str());
      continue;
    }
    gilscope::compiler::CompileOptions options;
    options.filename = path;
    options.source = source;
    auto result = gilscope::compiler::compile(*parsed.module_ast, options);
    compile_seconds += std::chrono::duration<double>(Clock::now() - middle).count();
    bytes += source.size();
    if (!result.ok()) {
      print_diagnostics(path, result.diagnostics);
      std::printf("%s: not compiled: %s\n", path.c_str(), result.diagnostics[0].message.c_str());
      ++problems;
      continue;
    }
    for (const std::string& problem : gilscope::bytecode::verify(*result.code)) {
      std::printf("%s\n", problem.c_str());
      ++problems;
    }
  }
  std::printf("%zu files, %zu bytes, %zu problems; parse %.2f MB/s, compile %.2f MB/s\n",
              paths.size(), bytes, problems, bytes / parse_seconds / 1e6,
              bytes / compile_seconds / 1e6);
  return problems == 0 ? 0 : 1;
}

int print_errors() {
  std::string all{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  std::istringstream stream(all);
  for (std::string source; std::getline(stream, source, '\0');) {
    Compiled compiled = compile_text(source, "<test>");
    if (compiled.diagnostics.empty()) {
      std::printf("no error\n");
      continue;
    }
    const Diagnostic& first = compiled.diagnostics[0];
    std::printf("%d %d %d %d %s\n", first.line, first.offset, first.end_line, first.end_offset,
                first.message.c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && arguments[0] == "--errors") return print_errors();
  if (!arguments.empty() && arguments[0] == "--verify") {
    return verify_files({arguments.begin() + 1, arguments.end()});
  }
  bool is_json = !arguments.empty() && arguments[0] == "--json";
  bool is_list = !arguments.empty() && arguments[0] == "--instructions";
  if (arguments.size() != (is_json || is_list ? 2u : 1u)) {
    std::cerr << "usage: gilscope-dis [--json|--instructions] FILE | --verify FILE... | --errors\n";
    return 2;
  }
  const std::string& path = arguments.back();
  std::string source;
  if (!read_file(path, source)) {
    std::cerr << path << ": cannot be read\n";
    return 2;
  }
  Compiled compiled = compile_text(source, path);
  if (compiled.code == nullptr) {
    print_diagnostics(path, compiled.diagnostics);
    return 1;
  }
  std::string out;
  if (is_json) {
    print_json(*compiled.code, out);
    out += "\n";
  } else if (is_list) {
    print_instructions(*compiled.code, out);
    out += "\n";
  } else {
    out = gilscope::bytecode::disassemble(*compiled.code);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}
