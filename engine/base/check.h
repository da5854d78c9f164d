// Assertions, on in release builds too: a failed check is a bug of ours, never of the user's program.
// GILSCOPE_CHECK(condition, "sentence that names what was expected").
#pragma once

#include <cstdio>
#include <cstdlib>

namespace gilscope {

[[noreturn]] inline void check_failed(const char* file, int line, const char* what) {
  std::fprintf(stderr, "%s:%d: internal error: %s\n", file, line, what);
  std::abort();
}

}  // namespace gilscope

#define GILSCOPE_CHECK(condition, what) \
  (__builtin_expect(!!(condition), 1) ? void(0) : ::gilscope::check_failed(__FILE__, __LINE__, what))
