// The modules written in C++: native_modules.def lists them, each is filled in by its define
// function when it is first imported. session hands the list to every process.
#pragma once

#include <vector>

#include "vm/function.h"
#include "vm/process.h"

namespace gilscope {

#define NATIVE_MODULE(name, define) void define(Thread& thread, Module* module);
#include "lib/native_modules.def"
#undef NATIVE_MODULE

std::vector<NativeModule> all_native_modules();

}  // namespace gilscope
