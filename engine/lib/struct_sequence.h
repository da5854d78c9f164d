// Named tuples of C code: sys.version_info, sys.flags, ... Their fields are attributes that cannot
// be set.
#pragma once

#include <initializer_list>

#include "vm/native.h"

namespace gilscope {

struct SequenceField {
  const char* name;
  Value value;
};

// An instance of a fresh type `qualified` ("sys.version_info"). The type lives as long as the
// instance.
Value new_struct_sequence(Process& process, const char* qualified,
                          std::initializer_list<SequenceField> fields);

}  // namespace gilscope
