// The standard library that is written in Python, engine/lib/frozen/**.py, embedded at build time
// by cmake/embed_frozen.py. `concurrent/futures/__init__.py` is the module "concurrent.futures".
// Used by whoever answers `import`; the texts live as long as the program.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace gilscope {

struct FrozenModule {
  const char* name;    // dotted
  const char* source;  // UTF-8, closed by a zero that `size` does not count
  std::size_t size;
  bool is_package;

  std::string_view text() const { return {source, size}; }
};

// All of them, sorted by name.
std::span<const FrozenModule> frozen_modules();

// The module of that dotted name, or null.
const FrozenModule* find_frozen_module(std::string_view name);

}  // namespace gilscope
