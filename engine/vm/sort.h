// Sorting lists, stably: list.sort() and sorted(). Keys are computed by a native frame, so that a
// key function may block; comparisons run at once, those of Python-level __lt__ nested.
#pragma once

#include "vm/containers.h"

namespace gilscope {

// Sorts in place; `key` None or a callable. None, Null or Pending. As in CPython the list is empty
// while it is being sorted, and changing it then is "list modified during sort".
Value sort_list(Thread& thread, List* list, Value key, bool reverse);

// left < right where that needs no Python code: ints, floats, strings, tuples of such. 0 or 1; -1:
// not known.
int quick_less(Process& process, Value left, Value right);
// The same, asking __lt__ nested where it must. False: exception pending.
bool less_nested(Thread& thread, Value left, Value right, bool* out);

}  // namespace gilscope
