#include "vm/generator_end.h"

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/exec.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/str.h"
#include "vm/weakref.h"

namespace gilscope {

bool ends_visibly(const Generator* generator) {
  if (generator->state == GeneratorState::Suspended) return true;
  bool is_coroutine = generator->frame && generator->frame->code->flags & bytecode::kCoroutine;
  return generator->state == GeneratorState::Created && is_coroutine && !generator->awaited;
}

// Whether GeneratorExit could be noticed: there are handlers beside the one around the whole body,
// which turns StopIteration into RuntimeError.
static bool has_handlers(const CodeObject* code) {
  const auto& entries = code->source->exceptions;
  for (const bytecode::ExceptionEntry& entry : entries)
    if (entry.target != entries[0].target) return true;
  return false;
}

void watch_generator(Process& process, Generator* generator) {
  CodeObject* code = generator->frame->code;
  bool always = code->flags & (bytecode::kCoroutine | bytecode::kAsyncGenerator);
  if (always || has_handlers(code)) register_finalizer(process, generator);
}

// Where the program is: not the line inside the library that happens to run.
static DropPlace place_of(const Thread& thread) {
  StackEntry entries[32];
  std::uint32_t count = stack_of(thread, entries, 32);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string& filename = entries[i].code->source->filename;
    if (filename.rfind("<frozen", 0) != 0) return {filename, entries[i].line};
  }
  return {"sys", 1};
}

void note_dropped_coroutine(Thread& thread) {
  Process& process = *thread.process;
  process.dropped_at = place_of(thread);
  process.heap.ask_for_collection();
}

// warnings._warn_unawaited_coroutine(coroutine, filename, line): the filters are the program's.
static Value warn_unawaited(Thread& thread, Value coroutine) {
  Process& process = *thread.process;
  DropPlace place = process.dropped_at.filename.empty() ? place_of(thread) : process.dropped_at;
  Value import = dict_get(process.builtins, intern(process, "__import__"));
  Value name = Value::of(intern(process, "warnings"));
  Value module = call_nested(thread, import, &name, 1);
  if (module.is_null()) return module;
  Value warn = find_attribute(thread, module, intern(process, "_warn_unawaited_coroutine"));
  if (!warn.is_object()) return warn.is_null() ? warn : Value::none();
  Value args[] = {coroutine, Value::of(new_str(process, place.filename)),
                  Value::of(std::int64_t{place.line})};
  return call_nested(thread, warn, args, 3);
}

Value end_generator(Thread& thread, Generator* generator) {
  if (!ends_visibly(generator)) return Value::none();
  Process& process = *thread.process;
  Value self = Value::of(generator);
  if (generator->state == GeneratorState::Created) {
    generator->awaited = true;  // it is said once
    return warn_unawaited(thread, self);
  }
  if (generator->type == process.types.async_generator) {
    Value hook = generator->finalizer;
    bool hooked = !hook.is_null() && !hook.is_none();
    return hooked ? call_nested(thread, hook, &self, 1) : Value::none();
  }
  Frame* before = thread.top;
  Value close =
      finish_nested(thread, before, get_attribute(thread, self, intern(process, "close")));
  return close.is_null() ? close : call_nested(thread, close, nullptr, 0);
}

}  // namespace gilscope
