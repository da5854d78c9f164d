#include "machine/startup.h"

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/exec.h"
#include "vm/import.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/weakref.h"

namespace gilscope {

static void push_boundary(Thread& thread) {
  Frame* bottom = push_raw_frame(thread, sizeof(Frame));
  bottom->kind = FrameKind::Boundary;
}

static Value raise_syntax_error(Thread& thread, const SourceLoader::Compiled& compiled, const std::string& filename) {
  Process& process = *thread.process;
  Types& types = process.types;
  Type* type = types.SyntaxError;
  if (compiled.error_type == "IndentationError") type = types.IndentationError;
  if (compiled.error_type == "TabError") type = types.TabError;
  Value text = compiled.line_text.empty() ? Value::none() : Value::of(new_str(process, compiled.line_text));
  Value place[] = {Value::of(new_str(process, filename)),          Value::of(std::int64_t{compiled.line}),
                   Value::of(std::int64_t{compiled.column}),        text,
                   Value::of(std::int64_t{compiled.end_line}),      Value::of(std::int64_t{compiled.end_column})};
  Value args[] = {Value::of(new_str(process, compiled.message)), Value::of(new_tuple(process, place, 6))};
  return raise_args(thread, type, args, 2);
}

// Slots: filename, source.
static const NativeFrameType kProgram = {"program", [](Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state++) return input.is_null() ? input : Value::none();
  Process& process = *thread.process;
  std::string filename = to_utf8(frame.slots[0].as<Str>()), source = to_utf8(frame.slots[1].as<Str>());
  Module* main = new_module(process, process.name_of(Name::main));
  dict_set(process, process.modules, process.name_of(Name::main), Value::of(main));
  process.main_globals = main->dict;
  dict_set(process, main->dict, process.name_of(Name::name), Value::of(process.name_of(Name::main)));
  dict_set(process, main->dict, process.name_of(Name::file), frame.slots[0]);
  dict_set(process, main->dict, process.name_of(Name::doc), Value::none());
  dict_set(process, main->dict, process.name_of(Name::package), Value::none());
  dict_set(process, main->dict, process.name_of(Name::spec), Value::none());
  Value builtins = dict_get(process.modules, intern(process, "builtins"));
  if (!builtins.is_nothing()) dict_set(process, main->dict, process.name_of(Name::builtins), builtins);
  SourceLoader::Compiled compiled = process.loader->compile(source, filename, SourceLoader::Mode::Exec);
  if (!compiled.code) return raise_syntax_error(thread, compiled, filename);
  CodeObject* code = new_code(process, compiled.code.get());
  if (code->source->has_docstring) dict_set(process, main->dict, process.name_of(Name::doc), code->constants[0]);
  return execute_code(thread, code, nullptr, main->dict, Value::of(main->dict));
}};

void push_program(Thread& thread, const Program& program) {
  push_boundary(thread);
  Process& process = *thread.process;
  Value slots[] = {Value::of(new_str(process, program.filename)), Value::of(new_str(process, program.source))};
  push_native_frame(thread, kProgram, slots, 2);
}

// Slots: module name, function name, data.
static const NativeFrameType kFunctionCall = {"process start", [](Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = import_module(thread, frame.slots[0].as<Str>());
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  if (frame.state == 1) {
    frame.state = 2;
    input = get_attribute(thread, input, frame.slots[1].as<Str>());
    if (input.is_pending() || input.is_null()) return input;
  }
  if (frame.state == 2) {
    frame.state = 3;
    return call(thread, input, &frame.slots[2], 1);
  }
  return input;
}};

void push_function_call(Thread& thread, const std::string& module, const std::string& function, std::string_view data) {
  push_boundary(thread);
  Process& process = *thread.process;
  Value slots[] = {Value::of(intern(process, module)), Value::of(intern(process, function)),
                   Value::of(new_bytes(process, data))};
  push_native_frame(thread, kFunctionCall, slots, 3);
}

// Each step is one module.function() of the shutdown; a module that was never imported is skipped.
static const NativeFrameType kShutdown = {"shutdown", [](Thread& thread, NativeFrame& frame, Value input) {
  static const char* const kCalls[][2] = {{"threading", "_shutdown"}, {"atexit", "_run_exitfuncs"}};
  if (frame.state > 0 && input.is_null()) return input;
  while (frame.state < 2) {
    const char* const* call_names = kCalls[frame.state++];
    Process& process = *thread.process;
    Value module = dict_get(process.modules, intern(process, call_names[0]));
    if (module.is_nothing()) continue;
    Value function = find_attribute(thread, module, intern(process, call_names[1]));
    if (function.is_nothing()) continue;
    if (function.is_signal()) return function;
    Value result = call(thread, function, nullptr, 0);
    if (result.is_signal()) return result;
  }
  return Value::none();
}};

// The standard streams may be the program's own objects.
static const NativeFrameType kFlush = {"flush", [](Thread& thread, NativeFrame& frame, Value) {
  Process& process = *thread.process;
  if (frame.state == 0) finalize_everything(thread);
  while (frame.state < 2 && process.sys) {
    Name name = frame.state++ == 0 ? Name::stdout_ : Name::stderr_;
    Value stream = dict_get(process.sys->dict, process.name_of(name));
    if (stream.is_nothing() || stream.is_none()) continue;
    Value result = call_method(thread, stream, intern(process, "flush"), nullptr, 0);
    if (result.is_pending()) return result;
    if (result.is_null()) take_exception(thread);
  }
  return Value::none();
}};

void push_shutdown(Thread& thread) {
  push_boundary(thread);
  push_native_frame(thread, kFlush, nullptr, 0);
  push_native_frame(thread, kShutdown, nullptr, 0);
}

int exit_status_of(Thread& thread, Value exception, std::string* text) {
  Types& types = thread.process->types;
  if (!is_subtype(exception.object()->type, types.SystemExit)) {
    *text = report_uncaught(thread, exception);
    return is_subtype(exception.object()->type, types.KeyboardInterrupt) ? 130 : 1;
  }
  Tuple* args = exception.as<Exception>()->args;
  Value code = args && args->length ? args->items[0] : Value::none();
  Value attribute = find_attribute(thread, exception, intern(*thread.process, "code"));
  if (!attribute.is_signal()) code = attribute;
  if (code.is_none()) return 0;
  if (code.is_int() || code.is_bool()) return static_cast<int>(code.integer & 0xff);
  std::string message;
  if (str_nested(thread, code, &message)) *text = message + "\n";
  return 1;
}

}  // namespace gilscope
