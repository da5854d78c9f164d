// What bytes and its neighbours share inside the VM: repr, conversion of any object to bytes.
#pragma once

#include <string>
#include <string_view>

#include "vm/bytes.h"

namespace gilscope {

std::string bytes_repr_text(std::string_view content);  // b'...' with CPython's quotes and escapes
// A bytes object from a buffer, from an object with __bytes__ or from an iterable of ints (runs
// nested). Null: exception pending.
Value bytes_of(Thread& thread, Value v);

}  // namespace gilscope
