#include "lib/native_modules.h"

namespace gilscope {

#define NATIVE_MODULE(name, define) void define(Thread& thread, Module* module);
#include "lib/native_modules.def"
#undef NATIVE_MODULE

std::vector<NativeModule> native_modules() {
  return {
#define NATIVE_MODULE(name, define) NativeModule{name, define},
#include "lib/native_modules.def"
#undef NATIVE_MODULE
  };
}

}  // namespace gilscope
