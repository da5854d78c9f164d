// Traceback objects.
#include <iterator>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/exception.h"
#include "vm/function.h"
#include "vm/native.h"
#include "vm/number.h"
#include "vm/operations.h"

namespace gilscope {

static void visit_traceback(Object* object, Visitor& visitor) {
  auto* entry = reinterpret_cast<Traceback*>(object);
  visitor.value(entry->next);
  visitor.object(entry->code);
  visitor.object(entry->globals);
  visitor.object(entry->frame_object);
}

static bool is_traceback(Thread& thread, Value v) {
  return v.is_object() && v.object()->type == thread.process->types.traceback;
}

static Value get_next(Thread&, Value self) {
  return self.as<Traceback>()->next;
}
static bool set_next(Thread& thread, Value self, Value value) {
  if (!value.is_none() && !is_traceback(thread, value)) {
    raise(thread, thread.process->types.TypeError, "expected traceback object, got '%s'",
          type_name(*thread.process, value).c_str());
    return false;
  }
  for (Value v = value; v.is_object(); v = v.as<Traceback>()->next) {
    if (v.object() != self.object()) continue;
    raise(thread, thread.process->types.ValueError, "traceback loop detected");
    return false;
  }
  self.as<Traceback>()->next = value;
  return true;
}

static Value get_frame(Thread& thread, Value self) {
  auto* entry = self.as<Traceback>();
  if (!entry->frame_object) {
    auto* frame = allocate<FrameObject>(*thread.process, thread.process->types.frame);
    frame->code = entry->code;
    frame->globals = entry->globals;
    frame->locals = Value::of(new_dict(*thread.process));
    frame->line = entry->line;
    entry->frame_object = frame;
  }
  return Value::of(entry->frame_object);
}
static Value get_line(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Traceback>()->line});
}
static Value get_instruction(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Traceback>()->instruction} * 2);
}

static Value traceback_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  bool valid = (args[1].is_none() || is_traceback(thread, args[1])) && args[2].is_object() &&
               args[2].object()->type == process.types.frame;
  std::int64_t instruction = 0, line = 0;
  if (!valid)
    return raise(thread, process.types.TypeError,
                 "traceback() takes (tb_next: traceback or None, tb_frame: frame, int, int)");
  if (!index_value(thread, args[3], &instruction) || !index_value(thread, args[4], &line))
    return Value::null();
  auto* entry = allocate<Traceback>(process, process.types.traceback);
  auto* frame = args[2].as<FrameObject>();
  entry->next = args[1];
  entry->code = frame->code;
  entry->globals = frame->globals;
  entry->instruction = static_cast<std::int32_t>(instruction / 2);
  entry->line = static_cast<std::int32_t>(line);
  entry->frame_object = frame;
  return Value::of(entry);
}

void define_tracebacks(Process& process) {
  Type* type = process.types.traceback;
  type->slots.visit = visit_traceback;
  static const NativeGetSet kGetSets[] = {{"tb_next", get_next, set_next},
                                          {"tb_frame", get_frame, nullptr},
                                          {"tb_lineno", get_line, nullptr},
                                          {"tb_lasti", get_instruction, nullptr}};
  set_new(process, type, "cls, tb_next, tb_frame, tb_lasti, tb_lineno", traceback_new);
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
