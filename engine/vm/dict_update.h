// Filling a dict from a mapping, from pairs, from keyword arguments: for dict and its subclasses.
#pragma once

#include "vm/containers.h"

namespace gilscope {

// dict.update(source, **keywords), answering `result`, or Null, or Pending. `source` may be Null,
// `keywords` anything but a dict when there are none.
Value dict_update_with(Thread& thread, Dict* dict, Value source, Value keywords, Value result);
// The same from *args and **kwargs; `name` is for "update expected at most 1 argument, got 2".
Value dict_update_arguments(Thread& thread, Dict* dict, const char* name, Tuple* positional,
                            Value keywords);

}  // namespace gilscope
