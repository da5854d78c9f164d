// Unit: one code object in the making, and the frame blocks the emitter is inside of.
//
// Units nest as functions and classes do; each points to the one around it. A frame block is
// something `return`, `break` or `continue` must unwind on its way out: a loop's iterator, a
// finally body, a with's exit.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/constant_pool.h"
#include "compiler/flow_graph.h"
#include "compiler/scopes.h"

namespace gilscope::compiler {

// Names in order of first use, each with its index.
class NameIndex {
 public:
  std::int32_t find(std::string_view name) const {
    if (list_.size() <= kLinearMax) {
      for (std::size_t i = 0; i < list_.size(); ++i) {
        if (list_[i] == name) return static_cast<std::int32_t>(i);
      }
      return -1;
    }
    auto found = index_.find(name);
    return found == index_.end() ? -1 : found->second;
  }

  std::int32_t add(std::string_view name) {
    std::int32_t found = find(name);
    if (found >= 0) return found;
    list_.push_back(name);
    if (list_.size() == kLinearMax + 1) {
      for (std::size_t i = 0; i < list_.size(); ++i) index_.emplace(list_[i], i);
    } else if (list_.size() > kLinearMax) {
      index_.emplace(name, list_.size() - 1);
    }
    return static_cast<std::int32_t>(list_.size()) - 1;
  }

  const std::vector<std::string_view>& list() const { return list_; }
  std::size_t size() const { return list_.size(); }

 private:
  static constexpr std::size_t kLinearMax = 8;
  std::vector<std::string_view> list_;
  std::unordered_map<std::string_view, std::int32_t> index_;
};

enum class UnitKind : std::uint8_t {
  Module,
  Class,
  Function,
  AsyncFunction,
  Lambda,
  Comprehension,
  TypeParameters,
};

enum class FrameBlockKind : std::uint8_t {
  WhileLoop,
  ForLoop,
  TryExcept,
  FinallyTry,
  FinallyEnd,
  With,
  AsyncWith,
  HandlerCleanup,
  PopValue,
  ExceptionHandler,
  ExceptionGroupHandler,
  AsyncComprehension,
};

struct FrameBlock {
  FrameBlockKind kind;
  BlockId block = kNoBlock;  // Loops: where `continue` goes.
  BlockId exit = kNoBlock;   // Loops: where `break` goes.
  Position at = kNoPosition;
  const ast::StmtSeq* final_body = nullptr;  // FinallyTry
  std::string_view name;                     // HandlerCleanup: `except ... as name`
};

struct Unit {
  UnitKind kind = UnitKind::Module;
  Scope* scope = nullptr;
  Unit* parent = nullptr;
  std::string name, qualname;
  std::string_view private_name;  // The class whose __names are mangled.
  std::int32_t first_line = 1;

  FlowGraph graph;
  ConstantPool constants;
  NameIndex names;
  NameIndex locals;  // Parameters first.
  NameIndex cells;
  NameIndex frees;
  std::int32_t argument_count = 0;  // With the positional-only ones.
  std::int32_t positional_only_count = 0;
  std::int32_t keyword_only_count = 0;
  bool has_docstring = false;

  std::vector<FrameBlock> frame_blocks;
  // Of the functions in it; finally bodies and conditions of while are emitted more than once.
  std::unordered_map<const void*, std::shared_ptr<const bytecode::Code>> codes;
  // Names of inlined comprehensions that live in fast slots though the unit is no function.
  std::set<std::string_view> hidden_locals;
  bool is_in_inlined_comprehension = false;
};

}  // namespace gilscope::compiler
