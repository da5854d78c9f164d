// Loader: compiles text for the VM and finds the frozen library, compiled once per session. Keeps all code and sources alive.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "syntax/diagnostic.h"
#include "vm/process.h"

namespace gilscope {

class Loader final : public SourceLoader {
 public:
  Compiled compile(std::string_view source, std::string_view filename, Mode mode) override;
  Found find_module(std::string_view dotted_name) override;
  std::string source_line(std::string_view filename, std::int32_t line) override;
  std::string source_text(std::string_view filename) override;

  // Of the first text that failed to compile.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<std::shared_ptr<const bytecode::Code>> codes_;
  std::map<std::string, std::string, std::less<>> sources_;  // by filename
  std::map<std::string, Found, std::less<>> modules_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace gilscope
