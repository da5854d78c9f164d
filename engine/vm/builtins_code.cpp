// exec, eval, compile, __import__, globals, locals, open, exit, quit, breakpoint.
#include "vm/builtins.h"
#include "vm/bytes.h"
#include "vm/call.h"
#include "vm/function.h"
#include "vm/import.h"
#include "vm/iterating.h"
#include "vm/keys.h"

namespace gilscope {

PythonFrame* innermost_python_frame(Thread& thread) {
  for (Frame* frame = thread.top; frame; frame = frame->previous)
    if (frame->kind == FrameKind::Python && !frame->hidden) return static_cast<PythonFrame*>(frame);
  return nullptr;
}

Value frame_locals(Thread& thread, PythonFrame* frame) {
  if (!frame->locals.is_null()) return frame->locals;
  if (!frame->function && !frame->generator) return Value::of(frame->globals);
  Process& process = *thread.process;
  Dict* locals = new_dict(process);
  CodeObject* code = frame->code;
  for (std::uint32_t i = 0; i < code->slot_count; ++i) {
    Value value = frame->slots[i];
    if (value.is_object() && value.object()->type == process.types.cell &&
        code->source->slot_kinds[i] != bytecode::SlotKind::Local)
      value = value.as<Cell>()->content;
    if (!value.is_signal()) dict_set(process, locals, code->slot_names[i], value);
  }
  return Value::of(locals);
}

Value raise_syntax_error(Thread& thread, const SourceLoader::Compiled& compiled,
                         const std::string& filename) {
  Process& process = *thread.process;
  const Types& types = process.types;
  Type* type = compiled.error_type == "IndentationError"      ? types.IndentationError
               : compiled.error_type == "TabError"            ? types.TabError
               : compiled.error_type == "NotImplementedError" ? types.NotImplementedError
               : compiled.error_type == "RecursionError"      ? types.RecursionError
               : compiled.error_type == "MemoryError"         ? types.MemoryError
               : compiled.error_type == "ValueError"          ? types.ValueError
                                                              : types.SyntaxError;
  Value message = Value::of(new_str(process, compiled.message));
  if (!is_subtype(type, types.SyntaxError)) return raise_args(thread, type, &message, 1);
  Value text =
      compiled.line_text.empty() ? Value::none() : Value::of(new_str(process, compiled.line_text));
  Value place[6] = {
      Value::of(new_str(process, filename)),      Value::of(std::int64_t{compiled.line}),
      Value::of(std::int64_t{compiled.column}),   text,
      Value::of(std::int64_t{compiled.end_line}), Value::of(std::int64_t{compiled.end_column})};
  Value args[2] = {message, Value::of(new_tuple(process, place, 6))};
  return raise_args(thread, type, args, 2);
}

namespace {

// The text of a str, bytes or bytearray. False: exception pending.
bool source_text(Thread& thread, Value source, const char* function, std::string* out) {
  if (is_str(source)) {
    *out = to_utf8(source.as<Str>());
  } else if (has_type_flag(source, kBytesSubclass | kByteArraySubclass)) {
    std::string_view bytes;
    if (!bytes_like(thread, source, &bytes)) return false;
    *out = bytes;
  } else {
    raise(thread, thread.process->types.TypeError,
          "%s() arg 1 must be a string, bytes or %s object", function,
          std::string_view(function) == "compile" ? "AST" : "code");
    return false;
  }
  if (out->find('\0') == std::string::npos) return true;
  raise(thread, thread.process->types.ValueError, "source code string cannot contain null bytes");
  return false;
}

CodeObject* compile_text(Thread& thread, const std::string& source, const std::string& filename,
                         SourceLoader::Mode mode) {
  SourceLoader::Compiled compiled = thread.process->loader->compile(source, filename, mode);
  if (!compiled.code) {
    raise_syntax_error(thread, compiled, filename);
    return nullptr;
  }
  return new_code(*thread.process, compiled.code.get());
}

// Where exec and eval run. False: exception pending.
bool name_spaces(Thread& thread, const char* function, Value globals, Value locals, Dict** out,
                 Value* locals_out) {
  Process& process = *thread.process;
  PythonFrame* frame = innermost_python_frame(thread);
  bool given = !globals.is_null() && !globals.is_none();
  if (given && !is_dict(globals)) {
    raise(thread, process.types.TypeError, "%s() globals must be a dict, not %s", function,
          type_name(process, globals).c_str());
    return false;
  }
  *out = given ? globals.as<Dict>() : frame ? frame->globals : process.main_globals;
  if (!locals.is_null() && !locals.is_none())
    *locals_out = locals;
  else if (given || !frame)
    *locals_out = Value::of(*out);
  else
    *locals_out = frame_locals(thread, frame);
  if (!type_of(process, *locals_out)->slots.getitem) {
    raise(thread, process.types.TypeError, "locals must be a mapping or None, not %s",
          type_name(process, *locals_out).c_str());
    return false;
  }
  Str* builtins = process.name_of(Name::builtins);
  if (dict_get(*out, builtins).is_nothing())
    dict_set(process, *out, builtins, Value::of(process.builtins));
  return !locals_out->is_null();
}

Value run(Thread& thread, const Value* args, const char* function, SourceLoader::Mode mode) {
  Process& process = *thread.process;
  Dict* globals;
  Value locals;
  if (!name_spaces(thread, function, args[1], args[2], &globals, &locals)) return Value::null();
  CodeObject* code;
  if (args[0].is_object() && args[0].object()->type == process.types.code) {
    code = args[0].as<CodeObject>();
  } else {
    std::string source;
    if (!source_text(thread, args[0], function, &source)) return Value::null();
    if (mode == SourceLoader::Mode::Eval) source.erase(0, source.find_first_not_of(" \t"));
    code = compile_text(thread, source, "<string>", mode);
  }
  if (code && code->source->free_count > 0)
    return raise(thread, process.types.TypeError,
                 "code object passed to %s() may not contain free variables", function);
  return code ? execute_code(thread, code, nullptr, globals, locals) : Value::null();
}

// exec answers None even for a code object made by compile(..., "eval").
Value exec_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = run(thread, frame.slots, "exec", SourceLoader::Mode::Exec);
  }
  return input.is_signal() ? input : Value::none();
}
constexpr NativeFrameType kExecFrame = {"exec", exec_step};

Value exec(Thread& thread, const Value* args) {
  return start_frame(thread, kExecFrame, args, 3);
}
Value eval(Thread& thread, const Value* args) {
  return run(thread, args, "eval", SourceLoader::Mode::Eval);
}

Value compile(Thread& thread, const Value* args) {
  std::string source, mode;
  if (!source_text(thread, args[0], "compile", &source)) return Value::null();
  if (!is_str(args[1]) || !is_str(args[2]))
    return raise(thread, thread.process->types.TypeError,
                 "compile() argument '%s' must be str, not %s",
                 is_str(args[1]) ? "mode" : "filename",
                 type_name(*thread.process, is_str(args[1]) ? args[2] : args[1]).c_str());
  mode = to_utf8(args[2].as<Str>());
  if (mode != "exec" && mode != "eval" && mode != "single")
    return raise(thread, thread.process->types.ValueError,
                 "compile() mode must be 'exec', 'eval' or 'single'");
  CodeObject* code = compile_text(thread, source, to_utf8(args[1].as<Str>()),
                                  mode == "exec"   ? SourceLoader::Mode::Exec
                                  : mode == "eval" ? SourceLoader::Mode::Eval
                                                   : SourceLoader::Mode::Single);
  return code ? Value::of(code) : Value::null();
}

Value import_function(Thread& thread, const Value* args) {
  if (!is_str(args[0]))
    return raise(thread, thread.process->types.TypeError,
                 "__import__() argument 1 must be str, not %s",
                 type_name(*thread.process, args[0]).c_str());
  std::int64_t level = 0;
  if (!args[4].is_null() && !index_value(thread, args[4], &level)) return Value::null();
  Value fromlist = args[3].is_null() ? Value::none() : args[3];
  bool none = is_tuple(fromlist) && fromlist.as<Tuple>()->length == 0;
  return import_name(thread, args[0].as<Str>(), is_dict(args[1]) ? args[1].as<Dict>() : nullptr,
                     none ? Value::none() : fromlist, level);
}

Value globals(Thread& thread, const Value*) {
  PythonFrame* frame = innermost_python_frame(thread);
  return Value::of(frame ? frame->globals : thread.process->main_globals);
}
Value locals(Thread& thread, const Value*) {
  PythonFrame* frame = innermost_python_frame(thread);
  return frame ? frame_locals(thread, frame) : Value::of(thread.process->main_globals);
}

// open() is io.open, which is Python. slots: [args, kwargs]
Value open_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  if (frame.state == 0) {
    frame.state = 1;
    input = import_module(thread, intern(process, "io"));
    if (input.is_signal()) return input;
  }
  if (input.is_null() || frame.state == 3) return input;
  if (frame.state == 1) {
    frame.state = 2;
    input = get_attribute(thread, input, intern(process, "open"));
    if (input.is_signal()) return input;
  }
  frame.state = 3;
  return call_with_dict(thread, input, frame.slots[0].as<Tuple>(), frame.slots[1].as<Dict>());
}
constexpr NativeFrameType kOpenFrame = {"open", open_step};

Value open(Thread& thread, const Value* args) {
  return start_frame(thread, kOpenFrame, args, 2);
}

Value leave(Thread& thread, const Value* args) {
  Value code = args[0].is_null() ? Value::none() : args[0];
  return raise_args(thread, thread.process->types.SystemExit, &code, 1);
}

Value breakpoint(Thread& thread, const Value*) {
  return raise(thread, thread.process->types.RuntimeError,
               "breakpoint(): there is no debugger here; look at the timeline instead");
}

constexpr NativeMethod kFunctions[] = {
    {"exec", "source, globals=None, locals=None, /", exec},
    {"eval", "source, globals=None, locals=None, /", eval},
    {"compile",
     "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
     compile},
    {"__import__", "name, globals=None, locals=None, fromlist=(), level=0", import_function},
    {"globals", "", globals},
    {"locals", "", locals},
    {"open", "*args, **kwargs", open},
    {"exit", "code=None", leave},
    {"quit", "code=None", leave},
    {"breakpoint", "*args, **kws", breakpoint},
};

}  // namespace

void define_builtin_code(Process& process) {
  add_builtins(process, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
