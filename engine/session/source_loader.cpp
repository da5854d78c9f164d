#include "session/source_loader.h"

#include "base/check.h"
#include "bytecode/pack.h"
#include "compiler/compiler.h"
#include "lib/frozen.h"
#include "lib/frozen_code.h"
#include "syntax/parser.h"

namespace gilscope {

static compiler::CompileResult compile_text(std::string_view source, std::string_view filename,
                                            SourceLoader::Mode mode, std::vector<Diagnostic>* diagnostics) {
  ParseOptions parse_options;
  if (mode == SourceLoader::Mode::Eval) parse_options.mode = ParseMode::Eval;
  ParseResult parsed = parse(source, parse_options);
  *diagnostics = parsed.diagnostics;
  if (!parsed.ok()) return {};
  compiler::CompileOptions options;
  options.filename = filename;
  options.source = source;
  if (mode == SourceLoader::Mode::Eval) options.mode = compiler::CompileMode::Eval;
  if (mode == SourceLoader::Mode::Single) options.mode = compiler::CompileMode::Single;
  compiler::CompileResult result = mode != SourceLoader::Mode::Eval
                                      ? compiler::compile(*parsed.module_ast, options)
                                                     : compiler::compile(*parsed.expression_ast, options);
  if (!result.ok()) *diagnostics = result.diagnostics;
  return result;
}

SourceLoader::Compiled Loader::compile(std::string_view source, std::string_view filename, Mode mode) {
  sources_.insert_or_assign(std::string(filename), std::string(source));
  std::vector<Diagnostic> diagnostics;
  compiler::CompileResult result = compile_text(source, filename, mode, &diagnostics);
  Compiled out;
  if (result.ok()) {
    out.code = result.code;
    codes_.push_back(result.code);
    return out;
  }
  GILSCOPE_CHECK(!diagnostics.empty(), "what does not compile has a diagnostic");
  if (diagnostics_.empty()) diagnostics_ = diagnostics;
  const Diagnostic& first = diagnostics.front();
  out.error_type = std::string(name_of(first.kind));
  out.message = first.message;
  out.line_text = first.text;
  out.line = first.line;
  out.column = first.offset;
  out.end_line = first.end_line;
  out.end_column = first.end_offset;
  return out;
}

SourceLoader::Found Loader::find_module(std::string_view dotted_name) {
  auto known = modules_.find(dotted_name);
  if (known != modules_.end()) return known->second;
  const FrozenModule* frozen = find_frozen_module(dotted_name);
  if (!frozen) return find_program_module(dotted_name);
  Found found;
  found.filename = "<frozen " + std::string(dotted_name) + ">";
  found.is_package = frozen->is_package;
  if (std::string_view packed = frozen_code(dotted_name); !packed.empty()) {
    sources_.insert_or_assign(found.filename, std::string(frozen->text()));
    codes_.push_back(bytecode::unpack(packed));
    found.code = codes_.back();
    GILSCOPE_CHECK(found.code, found.filename.c_str());
  } else {
    Compiled compiled = compile(frozen->text(), found.filename, Mode::Exec);
    GILSCOPE_CHECK(compiled.code, (found.filename + " line " + std::to_string(compiled.line) + ": " + compiled.message).c_str());
    found.code = compiled.code;
  }
  modules_.emplace(std::string(dotted_name), found);
  return found;
}

SourceLoader::Found Loader::find_program_module(std::string_view dotted_name) {
  Program program;
  Found found;
  if (!find_source_ || !find_source_(dotted_name, &program, &found.is_package)) return {};
  found.filename = program.filename;
  Compiled compiled = compile(program.source, program.filename, Mode::Exec);
  found.code = compiled.code;
  if (!found.code) found.error = compiled;
  modules_.emplace(std::string(dotted_name), found);
  return found;
}

std::string Loader::source_text(std::string_view filename) {
  auto found = sources_.find(filename);
  return found == sources_.end() ? "" : found->second;
}

std::string Loader::source_line(std::string_view filename, std::int32_t line) {
  auto found = sources_.find(filename);
  if (found == sources_.end() || line < 1) return "";
  std::string_view rest = found->second;
  for (std::int32_t i = 1; i < line; ++i) {
    std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return "";
    rest.remove_prefix(end + 1);
  }
  std::string_view text = rest.substr(0, rest.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return std::string(text);
}

}  // namespace gilscope
