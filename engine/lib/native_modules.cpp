#include "lib/native_modules.h"

namespace gilscope {

std::vector<NativeModule> all_native_modules() {
  return {
#define NATIVE_MODULE(name, define) {#name, define},
#include "lib/native_modules.def"
#undef NATIVE_MODULE
  };
}

}  // namespace gilscope
