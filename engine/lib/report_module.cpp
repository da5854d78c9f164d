// _report: exceptions and source lines as the VM's own reports have them; frozen/traceback.py stands on it.
#include <iterator>

#include "vm/exception.h"
#include "vm/function.h"
#include "vm/number.h"

namespace gilscope {

namespace {

Value whole(Thread& thread, const Value* args) {
  if (!is_exception(args[0])) return raise(thread, thread.process->types.TypeError, "an exception is needed");
  return Value::of(new_str(*thread.process, format_exception(thread, args[0])));
}

Value last_line(Thread& thread, const Value* args) {
  if (!is_exception(args[0])) return raise(thread, thread.process->types.TypeError, "an exception is needed");
  return Value::of(new_str(*thread.process, exception_only(thread, args[0])));
}

Value source_line(Thread& thread, const Value* args) {
  std::int64_t line;
  if (!index_value(thread, args[1], &line)) return Value::null();
  std::string filename = is_str(args[0]) ? to_utf8(args[0].as<Str>()) : "";
  return Value::of(new_str(*thread.process, thread.process->loader->source_line(filename, static_cast<std::int32_t>(line))));
}

const NativeMethod kFunctions[] = {
    {"format_exception", "exception, /", whole, NativeMethod::Plain, 20000},
    {"exception_only", "exception, /", last_line, NativeMethod::Plain, 2000},
    {"source_line", "filename, line, /", source_line},
};

}  // namespace

void define_report(Thread& thread, Module* module) {
  add_functions(*thread.process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
