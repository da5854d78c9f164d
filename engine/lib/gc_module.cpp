// The module gc. Collections free what is unreachable, cycles or not: there are no reference counts
// here.
#include <iterator>

#include "vm/containers.h"
#include "vm/native.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/weakref.h"

namespace gilscope {

namespace {

// A native frame's step is a safe point: every live value is in a frame.
Value collect_step(Thread& thread, NativeFrame&, Value) {
  collect_garbage(*thread.process);
  auto found =
      static_cast<std::int64_t>(thread.process->doomed ? thread.process->doomed->length : 0);
  run_finalizers(thread);
  return Value::of(found);
}

Value collect(Thread& thread, const Value* args) {
  std::int64_t generation = 2;
  if (!args[0].is_null() && !index_value(thread, args[0], &generation)) return Value::null();
  if (generation < 0 || generation > 2)
    return raise(thread, thread.process->types.ValueError, "invalid generation");
  static const NativeFrameType kCollect = {"gc.collect", collect_step};
  push_native_frame(thread, kCollect, nullptr, 0);
  return Value::pending();
}

// gc.disable() stops nothing here: the heap must stay within its limit. The answer is remembered.
Value enable(Thread& thread, const Value*) {
  thread.process->gc_enabled = true;
  return Value::none();
}
Value disable(Thread& thread, const Value*) {
  thread.process->gc_enabled = false;
  return Value::none();
}
Value isenabled(Thread& thread, const Value*) {
  return Value::boolean(thread.process->gc_enabled);
}
Value none(Thread&, const Value*) {
  return Value::none();
}
Value zero(Thread&, const Value*) {
  return Value::of(std::int64_t{0});
}
Value empty_list(Thread& thread, const Value*) {
  return Value::of(new_list(*thread.process));
}
Value three(Process& process, std::int64_t a, std::int64_t b, std::int64_t c) {
  Value items[] = {Value::of(a), Value::of(b), Value::of(c)};
  return Value::of(new_tuple(process, items, 3));
}
Value get_threshold(Thread& thread, const Value*) {
  return three(*thread.process, 700, 10, 10);
}
Value get_count(Thread& thread, const Value*) {
  return three(*thread.process, 0, 0, 0);
}
Value is_tracked(Thread& thread, const Value* args) {
  const Types& t = thread.process->types;
  Type* type = type_of(*thread.process, args[0]);
  bool atomic = type == t.int_ || type == t.float_ || type == t.str || type == t.bytes ||
                type == t.bool_ || type == t.none || type == t.complex_;
  return Value::boolean(!atomic);
}

const NativeMethod kFunctions[] = {
    {"collect", "generation=2", collect},
    {"enable", "", enable},
    {"disable", "", disable},
    {"isenabled", "", isenabled},
    {"get_threshold", "", get_threshold},
    {"set_threshold", "threshold0, threshold1=10, threshold2=10, /", none},
    {"get_count", "", get_count},
    {"get_debug", "", zero},
    {"set_debug", "flags, /", none},
    {"get_objects", "generation=None", empty_list},
    {"get_referrers", "*objs", empty_list},
    {"get_referents", "*objs", empty_list},
    {"freeze", "", none},
    {"unfreeze", "", none},
    {"get_freeze_count", "", zero},
    {"is_tracked", "obj, /", is_tracked},
};

}  // namespace

void define_gc(Thread& thread, Module* module) {
  Process& process = *thread.process;
  add_functions(process, module, kFunctions, std::size(kFunctions));
  set_attribute(process, module, "garbage", Value::of(new_list(process)));
  set_attribute(process, module, "callbacks", Value::of(new_list(process)));
  set_attribute(process, module, "DEBUG_LEAK", Value::of(std::int64_t{38}));
  set_attribute(process, module, "DEBUG_STATS", Value::of(std::int64_t{1}));
}

}  // namespace gilscope
