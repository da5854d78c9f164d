// StackTable: Python call stacks, shared by prefix. A stack is (its caller's stack, function, file,
// line), so a whole stack is one 32-bit id and equal stacks have equal ids. Ids are given in order
// of first use; 0 is "no Python code". The VM keeps the caller's id in the frame, so that an event
// interns one level, not the whole stack.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/chunked_array.h"
#include "trace/event.h"

namespace gilscope {

struct StackFrame {
  StackId caller;     // 0 for the outermost frame
  StringId function;  // the qualified name
  StringId file;
  std::uint32_t line = 0;  // 1-based; 0 unknown
};

class StackTable {
 public:
  StackTable();

  StackId intern(StackId caller, StringId function, StringId file, std::uint32_t line);
  StackFrame frame(StackId id) const;  // all zero for id 0 or one that is not in the table
  std::uint32_t size() const { return static_cast<std::uint32_t>(frames_.size()); }
  std::size_t bytes() const { return (frames_.size() - 1) * sizeof(StackFrame); }

 private:
  void grow_index();

  ChunkedArray<StackFrame, 8> frames_;
  std::vector<std::uint32_t> index_;
};

}  // namespace gilscope
