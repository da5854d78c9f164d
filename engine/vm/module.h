// Modules as the import machinery sees them.
#pragma once

#include <string>

#include "vm/function.h"

namespace gilscope {

inline constexpr std::uint32_t kModuleInitializing = 1u
                                                     << kTypeBits;  // Object::flags: its body runs
inline constexpr std::uint32_t kModuleOfUser = 1u << (kTypeBits + 1);  // made by types.ModuleType()

std::string module_text(Process& process, Module* module);  // __name__

}  // namespace gilscope
