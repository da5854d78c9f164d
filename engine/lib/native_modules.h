// The modules written in C++ (native_modules.def), as session hands them to the machine.
#pragma once

#include <vector>

#include "vm/process.h"

namespace gilscope {

std::vector<NativeModule> native_modules();

}  // namespace gilscope
