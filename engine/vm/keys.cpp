#include "vm/keys.h"

namespace gilscope {

bool slow_hash(Thread& thread, Value key, std::int64_t* out) {
  if (key.is_bool() || key.is_float()) {
    *out = number_hash(key);
    return true;
  }
  return hash_nested(thread, key, out);
}

}  // namespace gilscope
