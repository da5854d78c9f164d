// The C3 linearisation of a class's bases.
#include <vector>

#include "vm/containers.h"
#include "vm/str.h"
#include "vm/type.h"
#include "vm/type_creation.h"

namespace gilscope {

namespace {

using Line = std::vector<Type*>;

bool in_tail(const std::vector<Line>& lines, Type* candidate) {
  for (const Line& line : lines) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == candidate) return true;
    }
  }
  return false;
}

void remove_head(std::vector<Line>& lines, Type* head) {
  for (Line& line : lines) {
    if (!line.empty() && line[0] == head) line.erase(line.begin());
  }
}

Type* next_head(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    if (!line.empty() && !in_tail(lines, line[0])) return line[0];
  }
  return nullptr;
}

Value inconsistent(Thread& thread, const std::vector<Line>& lines) {
  std::string names;
  std::vector<Type*> heads;
  for (const Line& line : lines) {
    if (line.empty()) continue;
    bool seen = false;
    for (Type* head : heads) seen = seen || head == line[0];
    if (seen) continue;
    heads.push_back(line[0]);
    names += (names.empty() ? "" : ", ") + type_text(line[0]);
  }
  return raise(thread, thread.process->types.TypeError,
               "Cannot create a consistent method resolution\norder (MRO) for bases %s",
               names.c_str());
}

}  // namespace

Tuple* compute_mro(Thread& thread, Type* type) {
  Process& process = *thread.process;
  std::vector<Line> lines;
  Line bases;
  for (std::uint32_t i = 0; i < type->bases->length; ++i) {
    auto* base = type->bases->items[i].as<Type>();
    for (Type* earlier : bases) {
      if (earlier != base) continue;
      raise(thread, process.types.TypeError, "duplicate base class %s", type_text(base).c_str());
      return nullptr;
    }
    bases.push_back(base);
    Line line;
    for (std::uint32_t k = 0; k < base->mro->length; ++k)
      line.push_back(base->mro->items[k].as<Type>());
    lines.push_back(line);
  }
  lines.push_back(bases);
  std::vector<Value> order{Value::of(type)};
  for (;;) {
    bool done = true;
    for (const Line& line : lines) done = done && line.empty();
    if (done) break;
    Type* head = next_head(lines);
    if (!head) {
      inconsistent(thread, lines);
      return nullptr;
    }
    order.push_back(Value::of(head));
    remove_head(lines, head);
  }
  return new_tuple(process, order.data(), static_cast<std::uint32_t>(order.size()));
}

}  // namespace gilscope
