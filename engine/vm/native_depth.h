// How deep C++ functions are inside each other on behalf of nested objects: the repr, comparison and hash of a list in a list in a
// list, an instance whose __call__ is an instance. CPython counts them against the recursion limit; we have the C++ stack to mind
// as well, which is a megabyte in the browser.
#pragma once

#include <algorithm>

#include "vm/process.h"
#include "vm/thread.h"

namespace gilscope {

class NativeDepth {
 public:
  explicit NativeDepth(Thread& thread) : thread_(thread) { ++thread_.native_depth; }
  ~NativeDepth() { --thread_.native_depth; }
  NativeDepth(const NativeDepth&) = delete;
  NativeDepth& operator=(const NativeDepth&) = delete;

  bool too_deep() const {
    return thread_.native_depth > std::min(kMost, thread_.process->options.recursion_limit);
  }
  // RecursionError: "maximum recursion depth exceeded" + doing what.
  Value refuse(const char* doing) const {
    return raise(thread_, thread_.process->types.RecursionError,
                 "maximum recursion depth exceeded%s", doing);
  }

 private:
  static constexpr std::uint32_t kMost = 500;
  Thread& thread_;
};

}  // namespace gilscope
