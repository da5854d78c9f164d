// Sorting lists, stably: list.sort() and sorted(). Keys are computed by a native frame, so that a
// key function may block; comparisons run at once, those of Python-level __lt__ nested.
#pragma once

#include "vm/containers.h"

namespace gilscope {

// Sorts in place; `key` None or a callable. None, Null or Pending. As in CPython the list is empty
// while it is being sorted, and changing it then is "list modified during sort".
Value sort_list(Thread& thread, List* list, Value key, bool reverse);

}  // namespace gilscope
