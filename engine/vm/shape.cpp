#include "vm/shape.h"

#include <cstring>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/process.h"
#include "vm/str.h"

namespace gilscope {

// From this many attributes on, lookups go through a table instead of the chain of parents.
static constexpr std::uint32_t kTableFrom = 8;

static void visit_shape(Object* object, Visitor& visitor) {
  auto* shape = reinterpret_cast<Shape*>(object);
  visitor.object(shape->parent);
  visitor.object(shape->name);
  visitor.object(shape->table);
  visitor.buffer(shape->children);
  for (std::uint32_t i = 0; i < shape->child_count; ++i) visitor.object(shape->children[i]);
}

void define_shapes(Process& process) {
  process.types.shape->slots.visit = visit_shape;
}

Shape* new_root_shape(Process& process) {
  return allocate<Shape>(process, process.types.shape);
}

std::int32_t shape_find(Process& process, Shape* shape, Str* name) {
  if (shape->count < kTableFrom) {
    for (; shape->parent; shape = shape->parent) {
      if (shape->name == name) return static_cast<std::int32_t>(shape->count - 1);
    }
    return -1;
  }
  if (!shape->table) {
    shape->table = new_dict(process, shape->count);
    for (Shape* s = shape; s->parent; s = s->parent) {
      dict_set(process, shape->table, s->name, Value::of(std::int64_t{s->count - 1}));
    }
  }
  Value index = dict_get(shape->table, name);
  return index.is_nothing() ? -1 : static_cast<std::int32_t>(index.integer);
}

Shape* shape_add(Process& process, Shape* shape, Str* name) {
  for (std::uint32_t i = 0; i < shape->child_count; ++i) {
    if (shape->children[i]->name == name) return shape->children[i];
  }
  auto* child = allocate<Shape>(process, process.types.shape);
  child->parent = shape;
  child->name = name;
  child->count = shape->count + 1;
  if (shape->child_count == shape->child_capacity) {
    std::uint32_t capacity = shape->child_capacity ? shape->child_capacity * 2 : 2;
    auto** children = static_cast<Shape**>(process.heap.allocate(capacity * sizeof(Shape*)));
    if (shape->child_count)
      std::memcpy(children, shape->children, shape->child_count * sizeof(Shape*));
    process.heap.free_buffer(shape->children);
    shape->children = children;
    shape->child_capacity = capacity;
  }
  shape->children[shape->child_count++] = child;
  return child;
}

}  // namespace gilscope
