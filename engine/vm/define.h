// The functions that fill in built-in types: define_int(Process&), ... one per line of define.def, each in the file
// that implements the type. process.cpp calls them in that order once all types are allocated.
#pragma once

namespace gilscope {

struct Process;

#define DEFINE(name) void define_##name(Process& process);
#include "vm/define.def"
#undef DEFINE

}  // namespace gilscope
