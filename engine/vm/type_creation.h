// The pieces that type.cpp puts together when a class is made.
#pragma once

#include "vm/type.h"

namespace gilscope {

// Null: TypeError (duplicate base, no consistent order).
Tuple* compute_mro(Thread& thread, Type* type);
// Asks a metaclass's own mro() first.
Tuple* mro_of(Thread& thread, Type* type);

// The most derived metaclass of `bases`, starting from `metaclass`. Null: conflict, TypeError.
Type* winner_metaclass(Thread& thread, Type* metaclass, Tuple* bases);
// The base whose layout is extended. Null: TypeError.
Type* best_base(Thread& thread, Tuple* bases);
// Sizes, offsets, __slots__ descriptors. False: exception.
bool lay_out(Thread& thread, Type* type);

// type.__new__: create_class, then __set_name__ and __init_subclass__. May be Pending.
Value type_new(Thread& thread, Type* metaclass, Str* name, Tuple* bases, Dict* name_space,
               Dict* keywords);

}  // namespace gilscope
