#include "compiler/compiler.h"

#include <algorithm>

#include "compiler/emitter.h"

namespace gilscope::compiler {
namespace {

// `from __future__ import ...`: which features there are, and whether annotations stay texts.
class FutureReader {
 public:
  bool has_annotations() const { return has_annotations_; }
  const std::optional<ScopeError>& error() const { return error_; }

  void read(const ast::StmtSeq& body) {
    bool may_be_docstring = true;
    for (const ast::Stmt* statement : body) {
      const ast::ImportFrom* import = ast::try_as<ast::ImportFrom>(statement);
      if (import != nullptr && import->level == 0 && import->module_name == "__future__") {
        read_features(*import);
        last_line_ = import->line;
        may_be_docstring = false;
        continue;
      }
      if (!may_be_docstring || !is_text(*statement)) return;
      may_be_docstring = false;
    }
  }

  std::int32_t last_line() const { return last_line_; }

 private:
  static bool is_text(const ast::Stmt& statement) {
    const ast::ExprStmt* expression = ast::try_as<ast::ExprStmt>(&statement);
    if (expression == nullptr) return false;
    const ast::Constant* literal = ast::try_as<ast::Constant>(expression->value);
    return literal != nullptr && literal->type == ast::ConstantType::Str;
  }

  void read_features(const ast::ImportFrom& import) {
    static constexpr std::string_view kKnown[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop"};
    for (const ast::Alias* alias : import.names) {
      if (alias->name == "annotations") {
        has_annotations_ = true;
      } else if (alias->name == "braces") {
        fail("not a chance", import);
      } else if (std::find(std::begin(kKnown), std::end(kKnown), alias->name) == std::end(kKnown)) {
        fail("future feature " + std::string(alias->name.substr(0, 100)) + " is not defined",
             import);
      }
    }
  }

  void fail(std::string message, const ast::Position& at) {
    if (!error_) error_ = ScopeError{std::move(message), {at.line, at.col, 0, 0}};
  }

  bool has_annotations_ = false;
  std::int32_t last_line_ = 0;
  std::optional<ScopeError> error_;
};

CompileResult refuse(const ScopeError& error, const CompileOptions& options) {
  CompileResult result;
  Diagnostic diagnostic =
      make_diagnostic(options.source, DiagnosticKind::SyntaxError, error.message, error.at);
  if (error.at.end_line == 0) {
    // CPython gives this one a line and a column, but no end.
    diagnostic.end_line = diagnostic.line;
    diagnostic.end_offset = 0;
  }
  result.diagnostics.push_back(std::move(diagnostic));
  return result;
}

CompileResult compile_root(const Root& root, const CompileOptions& options) {
  FutureReader future;
  if (root.module_ast != nullptr) future.read(root.module_ast->body);
  if (future.error()) return refuse(*future.error(), options);
  bool future_annotations = options.future_annotations || future.has_annotations();
  std::unique_ptr<ScopeTable> scopes = build_scopes(root, future_annotations);
  if (scopes->error) return refuse(*scopes->error, options);
  Emitter emitter(*scopes, options, future_annotations, future.last_line());
  CompileResult result;
  result.code = emitter.run(root);
  if (emitter.error()) return refuse(*emitter.error(), options);
  return result;
}

}  // namespace

CompileResult compile(const ast::Module& module, const CompileOptions& options) {
  return compile_root({&module, nullptr}, options);
}

CompileResult compile(const ast::Expression& expression, const CompileOptions& options) {
  return compile_root({nullptr, &expression}, options);
}

}  // namespace gilscope::compiler
