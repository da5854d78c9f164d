// The library written in Python, compiled at build time (native/freeze) in the native build: importing asyncio takes a third of the
// time. The page has the texts only: a smaller download counts more there.
#pragma once

#include <string_view>

namespace gilscope {

// What bytecode::pack() made of the module, or nothing where the build has none.
std::string_view frozen_code(std::string_view module_name);

}  // namespace gilscope
