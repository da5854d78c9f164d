// Types: one pointer per built-in type (types.def) and per built-in exception (exceptions.def), per
// process.
#pragma once

#include "vm/object.h"

namespace gilscope {

struct Types {
#define TYPE(field, name, module, base, object_struct, flags) Type* field;
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base) Type* Name;
#include "vm/exceptions.def"
#undef EXCEPTION
};

}  // namespace gilscope
