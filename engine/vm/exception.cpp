// Raising: how exceptions are made, chained, matched, and get their traceback.
#include "vm/exception.h"

#include <cstdarg>
#include <cstdio>
#include <vector>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/exception_types.h"
#include "vm/function.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

static std::string format_text(const char* format, std::va_list arguments) {
  std::va_list again;
  va_copy(again, arguments);
  int length = std::vsnprintf(nullptr, 0, format, arguments);
  std::string text(static_cast<std::size_t>(length) + 1, '\0');
  std::vsnprintf(text.data(), text.size(), format, again);
  va_end(again);
  text.pop_back();
  return text;
}

Value raise(Thread& thread, Type* type, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  Value message = Value::of(new_str(*thread.process, format_text(format, arguments)));
  va_end(arguments);
  return raise_args(thread, type, &message, 1);
}

Exception* new_exception(Thread& thread, Type* type, const Value* args, std::uint32_t count) {
  Process& process = *thread.process;
  auto* exception = reinterpret_cast<Exception*>(allocate_instance(process, type));
  exception->args = new_tuple(process, args, count);
  exception->traceback = exception->cause = exception->context = Value::none();
  fill_exception_fields(thread, exception);
  return exception;
}

Value raise_args(Thread& thread, Type* type, const Value* args, std::uint32_t count) {
  return raise_value(thread, Value::of(new_exception(thread, type, args, count)));
}

Value handled_exception(Thread& thread) {
  for (HandledException* link = thread.handled_top; link; link = link->previous) {
    if (is_exception(link->exception)) return link->exception;
  }
  return is_exception(thread.handled.exception) ? thread.handled.exception : Value::none();
}

// Links `exception` to the one being handled, and breaks the chain where that would close a circle.
static void set_context(Exception* exception, Value handled) {
  if (!is_exception(handled) || handled.as<Exception>() == exception) return;
  auto* link = handled.as<Exception>();
  auto* slow = link;
  bool step = false;
  while (is_exception(link->context)) {
    auto* next = link->context.as<Exception>();
    if (next == exception) {
      link->context = Value::none();
      break;
    }
    link = next;
    if (step) slow = slow->context.as<Exception>();
    if (slow == link) break;  // a circle of the program's own making
    step = !step;
  }
  exception->context = handled;
}

Value raise_value(Thread& thread, Value exception) {
  set_context(exception.as<Exception>(), handled_exception(thread));
  thread.exception = exception;
  return Value::null();
}

Value raise_stop_iteration(Thread& thread, Value value) {
  Type* type = thread.process->types.StopIteration;
  if (value.is_none()) return raise_args(thread, type, nullptr, 0);
  return raise_args(thread, type, &value, 1);
}

Value raise_memory_error(Thread& thread) {
  return raise_args(thread, thread.process->types.MemoryError, nullptr, 0);
}

Value raise_os_error(Thread& thread, int code, const char* text, Value filename) {
  Process& process = *thread.process;
  Value args[] = {Value::of(std::int64_t{code}), Value::of(new_str(process, text)), filename};
  bool named = !filename.is_null() && !filename.is_none();
  return raise_args(thread, os_error_class(process, code), args, named ? 3 : 2);
}

bool pending_is(Thread& thread, Type* type) {
  return is_exception(thread.exception) && is_subtype(thread.exception.object()->type, type);
}

Value take_exception(Thread& thread) {
  Value exception = thread.exception;
  thread.exception = Value::null();
  return exception;
}

static bool is_exception_class(Value v) {
  return is_type(v) && (v.as<Type>()->type_flags & kExceptionSubclass);
}

Value exception_matches(Thread& thread, Value exception, Value pattern) {
  Process& process = *thread.process;
  auto wrong = [&] {
    return raise(thread, process.types.TypeError,
                 "catching classes that do not inherit from BaseException is not allowed");
  };
  if (is_tuple(pattern)) {
    auto* tuple = pattern.as<Tuple>();
    for (std::uint32_t i = 0; i < tuple->length; ++i) {
      if (!is_exception_class(tuple->items[i]) && !is_tuple(tuple->items[i])) return wrong();
    }
    for (std::uint32_t i = 0; i < tuple->length; ++i) {
      Value match = exception_matches(thread, exception, tuple->items[i]);
      if (match.is_null() || match.is_true()) return match;
    }
    return Value::boolean(false);
  }
  if (!is_exception_class(pattern)) return wrong();
  return Value::boolean(is_subtype(type_of(process, exception), pattern.as<Type>()));
}

void add_traceback(Thread& thread, CodeObject* code, Dict* globals, std::int32_t instruction,
                   std::int32_t line, Object* frame_object) {
  if (!is_exception(thread.exception)) return;
  auto* exception = thread.exception.as<Exception>();
  auto* entry = allocate<Traceback>(*thread.process, thread.process->types.traceback);
  entry->next = exception->traceback;
  entry->code = code;
  entry->globals = globals;
  entry->instruction = instruction;
  entry->line = line;
  entry->frame_object = frame_object;
  exception->traceback = Value::of(entry);
}

// --- the raise statement

static Value not_an_exception(Thread& thread) {
  return raise(thread, thread.process->types.TypeError,
               "exceptions must derive from BaseException");
}

static Value finish_raise(Thread& thread, Value exception, Value cause, bool has_cause) {
  auto* error = exception.as<Exception>();
  if (has_cause) {
    error->cause = cause;
    error->suppress_context = true;
  }
  return raise_value(thread, exception);
}

// slots: exception, cause. number: has a cause. States: 0 the exception's class is called, 1 has
// the exception, the cause's class is called, 2 has both.
static Value raise_step(Thread& thread, NativeFrame& frame, Value input) {
  bool has_cause = frame.number;
  if (frame.state == 0) {
    frame.state = 1;
    input = is_exception_class(frame.slots[0]) ? call(thread, frame.slots[0], nullptr, 0, nullptr)
                                               : frame.slots[0];
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  if (frame.state == 1) {
    if (!is_exception(input)) {
      if (!is_exception_class(frame.slots[0])) return not_an_exception(thread);
      std::string cls;
      repr_nested(thread, frame.slots[0], &cls);
      return raise(thread, thread.process->types.TypeError,
                   "calling %s should have returned an instance of BaseException, not <class '%s'>",
                   cls.c_str(), type_name(*thread.process, input).c_str());
    }
    frame.slots[0] = input;
    frame.state = 2;
    input = frame.slots[1];
    if (is_exception_class(input)) {
      input = call(thread, input, nullptr, 0, nullptr);
      if (input.is_pending() || input.is_null()) return input;
    }
  }
  if (has_cause && !input.is_none() && !is_exception(input))
    return raise(thread, thread.process->types.TypeError,
                 "exception causes must derive from BaseException");
  return finish_raise(thread, frame.slots[0], input, has_cause);
}

Value raise_statement(Thread& thread, Value exception, Value cause) {
  bool has_cause = !cause.is_null();
  bool simple = is_exception(exception) && (!has_cause || cause.is_none() || is_exception(cause));
  if (simple) return finish_raise(thread, exception, cause, has_cause);
  if (!is_exception(exception) && !is_exception_class(exception)) return not_an_exception(thread);
  static const NativeFrameType kRaise = {"raise", raise_step};
  Value slots[] = {exception, has_cause ? cause : Value::none()};
  push_native_frame(thread, kRaise, slots, 2)->number = has_cause;
  return Value::pending();
}

Value reraise_active(Thread& thread) {
  Value active = handled_exception(thread);
  if (!is_exception(active))
    return raise(thread, thread.process->types.RuntimeError, "No active exception to reraise");
  thread.exception = active;
  return Value::null();
}

}  // namespace gilscope
