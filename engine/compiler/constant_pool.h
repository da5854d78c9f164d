// ConstantPool: the constants of one code object, each once.
//
// Two constants are the same when type and value are: 1, 1.0 and True are three, 0.0 and -0.0 are
// two, and so are (1,) and (1.0,). A code object is only the same as itself.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "bytecode/code.h"

namespace gilscope::compiler {

using bytecode::Constant;

Constant none_constant();
Constant bool_constant(bool value);
Constant int_constant(std::int64_t value);
Constant text_constant(std::string_view text);
Constant tuple_constant(std::vector<Constant> items);

// Python's truth value of a constant.
bool is_true(const Constant& constant);

// Appends a text that is equal for two constants exactly when they are the same.
void append_constant_key(const Constant& constant, std::string& key);

class ConstantPool {
 public:
  std::int32_t add(Constant constant);

  const Constant& operator[](std::int32_t index) const { return constants_[index]; }
  std::size_t size() const { return constants_.size(); }

  // Keeps the constants whose `is_used` is set, in order; gives the new index of each, or -1.
  std::vector<std::int32_t> keep(const std::vector<bool>& is_used);

  std::vector<Constant> take() { return std::move(constants_); }

 private:
  std::vector<Constant> constants_;
  std::unordered_map<std::string, std::int32_t> index_;
};

}  // namespace gilscope::compiler
