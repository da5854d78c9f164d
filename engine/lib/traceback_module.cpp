// _traceback: what the frozen modules traceback and linecache cannot know: sources, positions,
// suggestions.
#include <iterator>

#include "vm/containers.h"
#include "vm/function.h"
#include "vm/native.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/suggestion.h"
#include "vm/traceback_text.h"

namespace gilscope {

namespace {

Value source_text(Thread& thread, const Value* args) {
  if (!is_str(args[0])) return Value::of(thread.process->empty_str);
  std::string text = thread.process->loader->source_text(to_utf8(args[0].as<Str>()));
  return Value::of(new_str(*thread.process, text));
}

// (line, end line, column, end column) of the instruction that raised, or None.
Value instruction_position(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  bool valid = args[0].is_object() && args[0].object()->type == process.types.traceback;
  if (!valid) return Value::none();
  auto* entry = args[0].as<Traceback>();
  const auto& positions = entry->code->source->positions;
  auto place = static_cast<std::size_t>(entry->instruction);
  if (entry->instruction < 0 || place >= positions.size()) return Value::none();
  const bytecode::Position& p = positions[place];
  if (p.line != entry->line) return Value::none();
  Value items[] = {Value::of(std::int64_t{p.line}), Value::of(std::int64_t{p.end_line}),
                   Value::of(std::int64_t{p.column}), Value::of(std::int64_t{p.end_column})};
  return Value::of(new_tuple(process, items, 4));
}

Value carets(Thread& thread, const Value* args) {
  std::int64_t numbers[4];
  for (int i = 0; i < 4; ++i)
    if (!index_value(thread, args[i + 1], &numbers[i])) return Value::null();
  bytecode::Position position;
  position.line = static_cast<std::int32_t>(numbers[0]);
  position.end_line = static_cast<std::int32_t>(numbers[1]);
  position.column = static_cast<std::int32_t>(numbers[2]);
  position.end_column = static_cast<std::int32_t>(numbers[3]);
  return Value::of(new_str(*thread.process, carets_for(to_utf8(args[0].as<Str>()), position)));
}

Value suggestion(Thread& thread, const Value* args) {
  return Value::of(new_str(*thread.process, suggestion_for(thread, args[0].as<Exception>())));
}

const NativeMethod kFunctions[] = {
    {"source_text", "filename, /", source_text},
    {"instruction_position", "traceback, /", instruction_position},
    {"carets", "text, line, end_line, column, end_column, /", carets},
    {"suggestion", "exception, /", suggestion},
};

}  // namespace

void define_traceback_module(Thread& thread, Module* module) {
  add_functions(*thread.process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
