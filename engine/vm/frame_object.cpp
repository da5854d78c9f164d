#include "vm/frame_object.h"

#include <iterator>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/exec.h"
#include "vm/object_type.h"
#include "vm/operations.h"

namespace gilscope {

static std::int32_t current_line(PythonFrame* frame) {
  auto index = static_cast<std::int32_t>(frame->ip - frame->code->instructions);
  return line_of(frame->code, index < 0 ? 0 : index);
}

Value locals_of_frame(Process& process, PythonFrame* frame) {
  if (!frame->locals.is_null()) return frame->locals;
  if (!(frame->code->flags & bytecode::kOptimized)) return Value::of(frame->globals);
  Dict* dict = new_dict(process);
  for (std::uint32_t i = 0; i < frame->code->slot_count; ++i) {
    Value v = frame->slots[i];
    if (v.is_object() && v.object()->type == process.types.cell) v = v.as<Cell>()->content;
    if (!v.is_null()) dict_set(process, dict, frame->code->slot_names[i], v);
  }
  return Value::of(dict);
}

FrameObject* frame_object_of(Process& process, PythonFrame* frame) {
  if (frame->frame_object) return static_cast<FrameObject*>(frame->frame_object);
  auto* object = allocate<FrameObject>(process, process.types.frame);
  object->code = frame->code;
  object->globals = frame->globals;
  object->locals = Value::none();
  object->live = frame;
  object->line = current_line(frame);
  frame->frame_object = object;
  return object;
}

PythonFrame* visible_frame(Thread& thread, std::int64_t depth) {
  for (Frame* frame = thread.top; frame; frame = frame->previous) {
    if (frame->kind != FrameKind::Python || frame->hidden) continue;
    if (depth-- == 0) return static_cast<PythonFrame*>(frame);
  }
  return nullptr;
}

void detach_frame(Process& process, PythonFrame* frame) {
  auto* object = static_cast<FrameObject*>(frame->frame_object);
  object->line = current_line(frame);
  object->locals = locals_of_frame(process, frame);
  object->live = nullptr;
}

static void visit_frame_object(Object* object, Visitor& visitor) {
  auto* frame = reinterpret_cast<FrameObject*>(object);
  visitor.object(frame->code);
  visitor.object(frame->globals);
  visitor.value(frame->locals);
  visitor.object(frame->back);
  // A live frame lies on a thread's stack; the other threads' stacks are not copied by fork.
  if (visitor.relocating()) frame->live = nullptr;
}

static FrameObject* self_of(Value self) {
  return self.as<FrameObject>();
}

static Value get_code(Thread&, Value self) {
  return Value::of(self_of(self)->code);
}
static Value get_globals(Thread&, Value self) {
  return Value::of(self_of(self)->globals);
}
static Value get_builtins(Thread& thread, Value) {
  return Value::of(thread.process->builtins);
}
static Value get_locals(Thread& thread, Value self) {
  auto* frame = self_of(self);
  if (frame->live) return locals_of_frame(*thread.process, frame->live);
  if (frame->locals.is_none()) frame->locals = Value::of(new_dict(*thread.process));
  return frame->locals;
}
static Value get_line(Thread&, Value self) {
  auto* frame = self_of(self);
  return Value::of(std::int64_t{frame->live ? current_line(frame->live) : frame->line});
}
static Value get_instruction(Thread&, Value self) {
  auto* frame = self_of(self);
  if (!frame->live) return Value::of(std::int64_t{-1});
  return Value::of(std::int64_t{frame->live->ip - frame->code->instructions} * 2);
}
static Value get_back(Thread& thread, Value self) {
  auto* frame = self_of(self);
  if (!frame->live) return frame->back ? Value::of(frame->back) : Value::none();
  for (Frame* f = frame->live->previous; f; f = f->previous) {
    if (f->kind == FrameKind::Python && !f->hidden)
      return Value::of(frame_object_of(*thread.process, static_cast<PythonFrame*>(f)));
  }
  return Value::none();
}
static Value get_trace(Thread&, Value) {
  return Value::none();
}
static bool set_trace(Thread&, Value, Value) {
  return true;
}

static Value frame_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* frame = self_of(self);
  return Value::of(new_str(process, "<frame at " + address_text(process, self) + ", file '" +
                                        to_utf8(frame->code->filename) + "', line " +
                                        std::to_string(get_line(thread, self).integer) + ", code " +
                                        to_utf8(frame->code->name) + ">"));
}

static Value frame_clear(Thread&, const Value*) {
  return Value::none();
}

void define_frame_objects(Process& process) {
  Type* type = process.types.frame;
  type->slots.visit = visit_frame_object;
  type->slots.repr = frame_repr;
  static const NativeMethod kMethods[] = {{"clear", "self, /", frame_clear}};
  static const NativeGetSet kGetSets[] = {
      {"f_code", get_code, nullptr},         {"f_globals", get_globals, nullptr},
      {"f_builtins", get_builtins, nullptr}, {"f_locals", get_locals, nullptr},
      {"f_lineno", get_line, nullptr},       {"f_lasti", get_instruction, nullptr},
      {"f_back", get_back, nullptr},         {"f_trace", get_trace, set_trace},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
