// Shape: the hidden class of instances: which attribute names stand at which index of
// Attributes::values. Instances that got the same attributes in the same order share a shape, so an
// inline cache needs one comparison.
#pragma once

#include "vm/object.h"

namespace gilscope {

struct Shape
    : Object {    // Object::type is null-typed internally: visited by kind, never seen by Python
  Shape* parent;  // null: the root of a type
  Str* name;      // the attribute this shape adds to its parent; null at the root
  std::uint32_t count;  // attributes
  std::uint32_t child_count;
  Shape** children;  // heap buffer
  std::uint32_t child_capacity;
  Dict* table;  // name -> index, made when count is large; null: walk the parents
};

Shape* new_root_shape(Process& process);
// Index of `name` (interned) or -1.
std::int32_t shape_find(Process& process, Shape* shape, Str* name);
Shape* shape_add(Process& process, Shape* shape, Str* name);

}  // namespace gilscope
