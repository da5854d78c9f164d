// Loader: compiles text for the VM and finds modules: the frozen library first, then the program's own files, each compiled
// once per session. Keeps all code and sources alive.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "machine/machine.h"
#include "syntax/diagnostic.h"
#include "vm/process.h"

namespace gilscope {

// A module of the program's own, beside its main file: false when the host has none of that (dotted) name.
using FindSource = std::function<bool(std::string_view dotted_name, Program* found, bool* is_package)>;

class Loader final : public SourceLoader {
 public:
  explicit Loader(FindSource find_source = {}) : find_source_(std::move(find_source)) {}
  Compiled compile(std::string_view source, std::string_view filename, Mode mode) override;
  Found find_module(std::string_view dotted_name) override;
  std::string source_line(std::string_view filename, std::int32_t line) override;
  std::string source_text(std::string_view filename) override;

  // Of the first text that failed to compile.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  Found find_program_module(std::string_view dotted_name);

  FindSource find_source_;
  std::vector<std::shared_ptr<const bytecode::Code>> codes_;
  std::map<std::string, std::string, std::less<>> sources_;  // by filename
  std::map<std::string, Found, std::less<>> modules_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace gilscope
