#include "vm/generator.h"

#include <cstdio>
#include <cstring>
#include <iterator>
#include <string>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/generator_end.h"
#include "vm/operations.h"

namespace gilscope {

namespace {

enum StepKind : std::uint8_t { kSend, kThrow, kClose };
enum StepState : std::uint8_t { kFresh, kStarted, kDone };

const char* kind_name(Thread& thread, const Generator* generator) {
  Types& types = thread.process->types;
  return generator->type == types.coroutine         ? "coroutine"
         : generator->type == types.async_generator ? "async generator"
                                                    : "generator";
}

bool is_coroutine(Thread& thread, const Generator* generator) {
  return generator->type == thread.process->types.coroutine;
}

// The object that a suspended generator delegates to (yield from, await), or Null: it stands right
// behind a SEND, whose receiver is the top of its stack.
Value delegate_of(const Generator* generator) {
  const PythonFrame* frame = generator->frame;
  if (!frame || generator->state == GeneratorState::Created) return Value::null();
  auto index = frame->ip - frame->code->instructions;
  if (index < 1) return Value::null();
  const auto& source = frame->code->source->instructions;
  bool yields = source[static_cast<std::size_t>(index)].op == bytecode::Opcode::YieldValue;
  if (!yields || source[static_cast<std::size_t>(index - 1)].op != bytecode::Opcode::Send)
    return Value::null();
  return frame->sp[-1];
}

// Makes SEND the current instruction again, so that what the delegate answers lands there.
void go_back_to_send(PythonFrame* frame) {
  frame->ip -= 1;
  frame->landing = Landing::Send;
}

// Returns its slot: turns a value that is there already into the result of a pushed frame.
const NativeFrameType kReturnSlot = {
    "value", [](Thread&, NativeFrame& frame, Value) { return frame.slots[0]; }};

Value close_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* generator = frame.slots[0].as<Generator>();
  if (frame.state++ == 0) {
    Types& types = thread.process->types;
    Exception* exit = new_exception(thread, types.GeneratorExit, nullptr, 0);
    input = generator_throw(thread, generator, Value::of(exit));
    if (input.is_pending() || (input.is_null() && thread.top != &frame)) return input;
  }
  if (input.is_nothing()) return Value::none();
  if (!input.is_null()) {
    return raise(thread, thread.process->types.RuntimeError, "%s ignored GeneratorExit",
                 kind_name(thread, generator));
  }
  Types& types = thread.process->types;
  if (!pending_is(thread, types.GeneratorExit) && !pending_is(thread, types.StopIteration))
    return Value::null();
  take_exception(thread);
  return Value::none();
}
const NativeFrameType kClose_ = {"close", close_step};

Value generator_close(Thread& thread, Generator* generator) {
  if (generator->state == GeneratorState::Finished) return Value::none();
  if (generator->state == GeneratorState::Created) {
    generator->state = GeneratorState::Finished;
    generator->origin = Value::of(generator->frame->code);
    generator->frame = nullptr;
    generator->awaited = true;
    return Value::none();
  }
  Value slot = Value::of(generator);
  push_native_frame(thread, kClose_, &slot, 1)->awaits_next = true;
  return Value::pending();
}

// GeneratorExit thrown into a generator that delegates: the delegate is closed first, then the
// exception is raised here.
const NativeFrameType kCloseDelegate = {
    "close delegate", [](Thread& thread, NativeFrame& frame, Value input) {
      if (frame.state++ == 0) {
        Value delegate = frame.slots[0];
        if (is_generator_object(thread.process->types, delegate)) {
          input = generator_close(thread, delegate.as<Generator>());
        } else {
          Value close = find_attribute(thread, delegate, thread.process->name_of(Name::close));
          input = close.is_nothing()  ? Value::none()
                  : close.is_signal() ? close
                                      : call(thread, close, nullptr, 0);
        }
        if (input.is_pending()) return input;
      }
      if (input.is_null()) return input;
      thread.exception = frame.slots[1];
      return Value::null();
    }};

// What a generator, just resumed, is handling becomes the context of what is thrown into it; what its caller handles does
// not (_PyErr_ChainStackItem in CPython).
void chain_to_handled(Thread& thread, Generator* generator, Value exception) {
  if (!is_exception(generator->handled.exception)) return;
  Value before = thread.exception;
  raise_value(thread, exception);
  thread.exception = before;
}

// Between a generator that handles an exception and its delegate that something is thrown into. Slot: the generator.
const NativeFrameType kChain = {"throw", [](Thread& thread, NativeFrame& frame, Value input) {
  if (input.is_null() && is_exception(thread.exception))
    chain_to_handled(thread, frame.slots[0].as<Generator>(), thread.exception);
  return input;
}};

// Raises inside a suspended generator by way of its delegate.
Value throw_into_delegate(Thread& thread, Generator* generator, Value delegate, Value exception) {
  resume_generator(thread, generator);
  go_back_to_send(generator->frame);
  Types& types = thread.process->types;
  if (is_subtype(exception.object()->type, types.GeneratorExit)) {
    Value slots[] = {delegate, exception};
    push_native_frame(thread, kCloseDelegate, slots, 2);
    return Value::pending();
  }
  if (is_exception(generator->handled.exception)) {
    Value slot = Value::of(generator);
    push_native_frame(thread, kChain, &slot, 1)->awaits_next = true;
  }
  if (is_generator_object(types, delegate)) {
    Value result = generator_throw(thread, delegate.as<Generator>(), exception);
    if (result.is_signal()) return result;
    push_native_frame(thread, kReturnSlot, &result, 1);
    return Value::pending();
  }
  Value method = find_attribute(thread, delegate, thread.process->name_of(Name::throw_));
  if (method.is_nothing()) {
    chain_to_handled(thread, generator, exception);
    thread.exception = exception;
    return Value::null();
  }
  if (method.is_signal()) return method;
  Value result = call(thread, method, &exception, 1);
  if (result.is_signal()) return result;
  push_native_frame(thread, kReturnSlot, &result, 1);
  return Value::pending();
}

}  // namespace

Generator* make_generator(Thread& thread, PythonFrame* frame) {
  Process& process = *thread.process;
  CodeObject* code = frame->code;
  Type* type = code->flags & bytecode::kCoroutine        ? process.types.coroutine
               : code->flags & bytecode::kAsyncGenerator ? process.types.async_generator
                                                         : process.types.generator;
  auto* generator = allocate<Generator>(process, type);
  auto* copy = static_cast<PythonFrame*>(process.heap.allocate(code->frame_bytes));
  std::size_t used =
      static_cast<std::size_t>(reinterpret_cast<char*>(frame->sp) - reinterpret_cast<char*>(frame));
  std::memcpy(static_cast<void*>(copy), frame, used);
  copy->stack = copy->slots + code->slot_count;
  copy->sp = copy->slots + (frame->sp - frame->slots);
  copy->in_generator = true;
  copy->generator = generator;
  copy->previous = nullptr;
  generator->frame = copy;
  generator->state = GeneratorState::Created;
  generator->name = frame->function ? frame->function->name : code->name;
  generator->qualname = frame->function ? frame->function->qualname : code->qualname;
  generator->handled.exception = Value::none();
  watch_generator(process, generator);
  pop_frame(thread);
  --thread.depth;
  return generator;
}

void resume_generator(Thread& thread, Generator* generator) {
  PythonFrame* frame = generator->frame;
  frame->previous = thread.top;
  frame->landing = Landing::Push;
  thread.top = frame;
  ++thread.depth;
  generator->state = GeneratorState::Running;
  generator->awaited = true;
  generator->handled.previous = thread.handled_top;
  thread.handled_top = &generator->handled;
}

void suspend_generator(Thread& thread, Generator* generator) {
  generator->state = GeneratorState::Suspended;
  thread.top = generator->frame->previous;
  thread.handled_top = generator->handled.previous;
  --thread.depth;
}

void finish_generator(Thread& thread, Generator* generator) {
  suspend_generator(thread, generator);
  generator->state = GeneratorState::Finished;
  PythonFrame* frame = generator->frame;
  generator->origin = Value::of(frame->code);
  generator->frame = nullptr;
  if (!frame->frame_object) thread.process->heap.free_buffer(frame);
}

Value generator_send(Thread& thread, Generator* generator, Value sent) {
  Types& types = thread.process->types;
  switch (generator->state) {
    case GeneratorState::Running:
      return raise(thread, types.ValueError, "%s already executing", kind_name(thread, generator));
    case GeneratorState::Finished:
      if (is_coroutine(thread, generator)) {
        return raise(thread, types.RuntimeError, "cannot reuse already awaited coroutine");
      }
      thread.stop_value = Value::none();
      return Value::nothing();
    case GeneratorState::Created:
      if (!sent.is_none()) {
        return raise(thread, types.TypeError, "can't send non-None value to a just-started %s",
                     kind_name(thread, generator));
      }
      break;
    case GeneratorState::Suspended: break;
  }
  if (__builtin_expect(thread.depth >= thread.process->options.recursion_limit, 0)) {
    return raise(thread, types.RecursionError, "maximum recursion depth exceeded");
  }
  *generator->frame->sp++ = sent;
  resume_generator(thread, generator);
  return Value::pending();
}

Value generator_throw(Thread& thread, Generator* generator, Value exception) {
  Types& types = thread.process->types;
  if (generator->state == GeneratorState::Running) {
    return raise(thread, types.ValueError, "%s already executing", kind_name(thread, generator));
  }
  if (generator->state == GeneratorState::Finished && is_coroutine(thread, generator)) {
    return raise(thread, types.RuntimeError, "cannot reuse already awaited coroutine");
  }
  Value delegate = delegate_of(generator);
  if (!delegate.is_null()) return throw_into_delegate(thread, generator, delegate, exception);
  if (generator->state == GeneratorState::Created) {
    generator->state = GeneratorState::Finished;
    generator->awaited = true;
    generator->origin = Value::of(generator->frame->code);
    generator->frame = nullptr;
  }
  if (generator->state != GeneratorState::Finished) {
    resume_generator(thread, generator);
    chain_to_handled(thread, generator, exception);
  }
  thread.exception = exception;
  return Value::null();
}

// send() and next() as calls: exhaustion is StopIteration.
static Value or_stop_iteration(Thread& thread, Value result) {
  return result.is_nothing() ? raise_stop_iteration(thread, thread.stop_value) : result;
}

static Value generator_next(Thread& thread, Value self) {
  return generator_send(thread, self.as<Generator>(), Value::none());
}

static Value method_send(Thread& thread, const Value* args) {
  return or_stop_iteration(thread, generator_send(thread, args[0].as<Generator>(), args[1]));
}

// throw(exception) and the old throw(type, value, traceback): the exception instance, or Null.
static Value exception_to_throw(Thread& thread, const Value* args) {
  Value exception = args[1];
  Types& types = thread.process->types;
  bool has_value = !args[2].is_null() && !args[2].is_none();
  bool has_traceback = !args[3].is_null() && !args[3].is_none();
  if (has_traceback && type_of(*thread.process, args[3]) != types.traceback)
    return raise(thread, types.TypeError, "throw() third argument must be a traceback object");
  if (is_exception(exception)) {
    if (has_value)
      return raise(thread, types.TypeError, "instance exception may not have a separate value");
    return exception;
  }
  bool is_class = has_type_flag(exception, kTypeSubclass) &&
                  (exception.as<Type>()->type_flags & kExceptionSubclass) != 0;
  if (!is_class) {
    return raise(thread, types.TypeError,
                 "exceptions must be classes or instances deriving from BaseException, not %s",
                 type_name(*thread.process, exception).c_str());
  }
  if (is_exception(args[2]) && is_subtype(args[2].object()->type, exception.as<Type>()))
    return args[2];
  return call_nested(thread, exception, args + 2, has_value ? 1 : 0);
}

static Value method_throw(Thread& thread, const Value* args) {
  Value exception = exception_to_throw(thread, args);
  if (exception.is_null()) return exception;
  return or_stop_iteration(thread, generator_throw(thread, args[0].as<Generator>(), exception));
}

static Value method_close(Thread& thread, const Value* args) {
  return generator_close(thread, args[0].as<Generator>());
}

static Value return_self(Thread&, Value self) {
  return self;
}

static Value generator_repr(Thread& thread, Value self) {
  auto* generator = self.as<Generator>();
  char address[24];
  std::snprintf(address, sizeof address, "0x%llx",
                static_cast<unsigned long long>(identity_of(*thread.process, self)));
  std::string kind = generator->type == thread.process->types.async_generator
                         ? "async_generator"
                         : kind_name(thread, generator);
  return Value::of(new_str(*thread.process, "<" + kind + " object " + to_utf8(generator->qualname) +
                                                " at " + address + ">"));
}

static void visit_generator(Object* object, Visitor& visitor) {
  auto* generator = reinterpret_cast<Generator*>(object);
  visitor.buffer(generator->frame);
  if (generator->frame) visit_frame(generator->frame, visitor);
  visitor.object(generator->name);
  visitor.object(generator->qualname);
  visitor.value(generator->handled.exception);
  visitor.within(generator->handled.previous);
  visitor.value(generator->origin);
  visitor.value(generator->finalizer);
}

static Value get_name(Thread&, Value self) {
  return Value::of(self.as<Generator>()->name);
}
static Value get_qualname(Thread&, Value self) {
  return Value::of(self.as<Generator>()->qualname);
}
static bool is_name(Thread& thread, const char* attribute, Value value) {
  if (is_str(value)) return true;
  raise(thread, thread.process->types.TypeError, "%s must be set to a string object", attribute);
  return false;
}
static bool set_name(Thread& thread, Value self, Value value) {
  if (!is_name(thread, "__name__", value)) return false;
  self.as<Generator>()->name = value.as<Str>();
  return true;
}
static bool set_qualname(Thread& thread, Value self, Value value) {
  if (!is_name(thread, "__qualname__", value)) return false;
  self.as<Generator>()->qualname = value.as<Str>();
  return true;
}
static Value get_running(Thread&, Value self) {
  auto* generator = self.as<Generator>();
  return Value::boolean(generator->state == GeneratorState::Running || generator->running_async);
}
static Value get_suspended(Thread&, Value self) {
  return Value::boolean(self.as<Generator>()->state == GeneratorState::Suspended);
}
static Value get_delegate(Thread&, Value self) {
  Value delegate = delegate_of(self.as<Generator>());
  return delegate.is_null() ? Value::none() : delegate;
}
static Value get_code(Thread&, Value self) {
  PythonFrame* frame = self.as<Generator>()->frame;
  return frame ? Value::of(frame->code) : self.as<Generator>()->origin;  // kept when it finished
}
// The frame as Python sees it: made by the traceback author's FrameObject when live; here None once
// finished.
static Value get_frame(Thread& thread, Value self) {
  auto* generator = self.as<Generator>();
  PythonFrame* frame = generator->frame;
  if (!frame) return Value::none();
  if (!frame->frame_object) {
    auto* object = allocate<FrameObject>(*thread.process, thread.process->types.frame);
    object->code = frame->code;
    object->globals = frame->globals;
    object->locals = frame->locals;
    object->live = nullptr;
    object->line =
        line_of(frame->code, static_cast<std::int32_t>(frame->ip - frame->code->instructions));
    return Value::of(object);
  }
  return Value::of(frame->frame_object);
}

// --- asynchronous generators

static Value new_step(Thread& thread, Generator* generator, StepKind kind, Value argument) {
  auto* step =
      allocate<AsyncGeneratorStep>(*thread.process, thread.process->types.async_generator_step);
  step->generator = generator;
  step->kind = kind;
  step->arguments[0] = argument;
  Value first_iteration = thread.async_hooks[0];
  if (!generator->hooks_called) {
    generator->hooks_called = true;
    generator->finalizer = thread.async_hooks[1];
    bool hooked = !first_iteration.is_null() && !first_iteration.is_none();
    Value self = Value::of(generator);
    if (hooked && call_nested(thread, first_iteration, &self, 1).is_null()) return Value::null();
  }
  return Value::of(step);
}

static Value finish_step(AsyncGeneratorStep* step) {
  step->state = kDone;
  step->generator->running_async = false;
  return Value::nothing();
}

// One item (or the end, or an await on the way) of the generator has arrived.
static Value step_result(Thread& thread, AsyncGeneratorStep* step, Value input) {
  Types& types = thread.process->types;
  if (input.is_null()) {
    finish_step(step);
    bool ended =
        pending_is(thread, types.StopAsyncIteration) || pending_is(thread, types.GeneratorExit);
    if (step->kind != kClose || !ended) return input;
    take_exception(thread);
    thread.stop_value = Value::none();
    return Value::nothing();
  }
  if (input.is_nothing()) {
    finish_step(step);
    thread.stop_value = Value::none();
    if (step->kind == kClose) return Value::nothing();
    return raise_args(thread, types.StopAsyncIteration, nullptr, 0);
  }
  if (!input.is_object() || input.object()->type != types.async_wrapped_value)
    return input;  // an await inside
  finish_step(step);
  if (step->kind == kClose)
    return raise(thread, types.RuntimeError, "async generator ignored GeneratorExit");
  thread.stop_value = input.as<Cell>()->content;
  return Value::nothing();
}

static const NativeFrameType kStep = {
    "async generator step", [](Thread& thread, NativeFrame& frame, Value input) {
      auto* step = frame.slots[0].as<AsyncGeneratorStep>();
      if (frame.state++ == 0) {
        Value argument = frame.slots[1];
        bool throws = frame.slots[2].is_true();
        input = throws ? generator_throw(thread, step->generator, argument)
                       : generator_send(thread, step->generator, argument);
        if (input.is_pending() || (input.is_null() && thread.top != &frame)) return input;
      }
      return step_result(thread, step, input);
    }};

static Value push_step(Thread& thread, AsyncGeneratorStep* step, Value argument, bool throws) {
  Value slots[] = {Value::of(step), argument, Value::boolean(throws)};
  push_native_frame(thread, kStep, slots, 3);
  return Value::pending();
}

Value async_step_send(Thread& thread, AsyncGeneratorStep* step, Value sent) {
  Types& types = thread.process->types;
  Generator* generator = step->generator;
  static const char* const kNames[] = {"__anext__()/asend()", "aclose()/athrow()",
                                       "aclose()/athrow()"};
  if (step->state == kDone) {
    return raise(thread, types.RuntimeError, "cannot reuse already awaited %s", kNames[step->kind]);
  }
  if (step->state == kStarted) return push_step(thread, step, sent, false);
  if (generator->running_async) {
    step->state = kDone;
    return raise(thread, types.RuntimeError, "%s: asynchronous generator is already running",
                 step->kind == kSend    ? "anext()"
                 : step->kind == kThrow ? "athrow()"
                                        : "aclose()");
  }
  if (generator->state == GeneratorState::Finished || (generator->closed && step->kind != kClose)) {
    step->state = kDone;
    thread.stop_value = Value::none();
    return step->kind == kClose ? Value::nothing()
                                : raise_args(thread, types.StopAsyncIteration, nullptr, 0);
  }
  step->state = kStarted;
  generator->running_async = true;
  if (step->kind == kSend) return push_step(thread, step, step->arguments[0], false);
  generator->closed = true;
  if (step->kind == kThrow) return push_step(thread, step, step->arguments[0], true);
  if (generator->state == GeneratorState::Created) {
    generator->state = GeneratorState::Finished;
    finish_step(step);
    thread.stop_value = Value::none();
    return Value::nothing();
  }
  return push_step(thread, step, Value::of(new_exception(thread, types.GeneratorExit, nullptr, 0)),
                   true);
}

static Value step_next(Thread& thread, Value self) {
  return async_step_send(thread, self.as<AsyncGeneratorStep>(), Value::none());
}
static Value step_send_method(Thread& thread, const Value* args) {
  return or_stop_iteration(thread,
                           async_step_send(thread, args[0].as<AsyncGeneratorStep>(), args[1]));
}
static Value step_throw_method(Thread& thread, const Value* args) {
  auto* step = args[0].as<AsyncGeneratorStep>();
  Value exception = exception_to_throw(thread, args);
  if (exception.is_null()) return exception;
  step->state = kStarted;
  step->generator->running_async = true;
  return push_step(thread, step, exception, true);
}
static Value step_close_method(Thread&, const Value* args) {
  args[0].as<AsyncGeneratorStep>()->state = kDone;
  return Value::none();
}
static void visit_step(Object* object, Visitor& visitor) {
  auto* step = reinterpret_cast<AsyncGeneratorStep*>(object);
  visitor.object(step->generator);
  visitor.values(step->arguments, 3);
}

static Value async_generator_anext(Thread& thread, Value self) {
  return new_step(thread, self.as<Generator>(), kSend, Value::none());
}
static Value method_asend(Thread& thread, const Value* args) {
  return new_step(thread, args[0].as<Generator>(), kSend, args[1]);
}
static Value method_athrow(Thread& thread, const Value* args) {
  Value exception = exception_to_throw(thread, args);
  return exception.is_null() ? exception
                             : new_step(thread, args[0].as<Generator>(), kThrow, exception);
}
static Value method_aclose(Thread& thread, const Value* args) {
  return new_step(thread, args[0].as<Generator>(), kClose, Value::none());
}

// --- what the instructions ask

Value get_awaitable(Thread& thread, Value v, std::int32_t where) {
  Process& process = *thread.process;
  Types& types = process.types;
  if (v.is_object()) {
    Type* type = v.object()->type;
    if (type == types.coroutine) {
      if (delegate_of(v.as<Generator>()).is_null()) return v;
      return raise(thread, types.RuntimeError, "coroutine is being awaited already");
    }
    bool old_style = type == types.generator && v.as<Generator>()->frame &&
                     (v.as<Generator>()->frame->code->flags & bytecode::kIterableCoroutine);
    if (old_style) return v;
    if (type->slots.await) return type->slots.await(thread, v);
  }
  std::string name = type_name(process, v);
  if (where) {
    return raise(thread, types.TypeError,
                 "'async with' received an object from %s that does not implement __await__: %s",
                 where == 1 ? "__aenter__" : "__aexit__", name.c_str());
  }
  return raise(thread, types.TypeError, "object %s can't be used in 'await' expression",
               name.c_str());
}

Value get_async_iterator(Thread& thread, Value v) {
  Type* type = type_of(*thread.process, v);
  if (type->slots.aiter) return type->slots.aiter(thread, v);
  return raise(thread, thread.process->types.TypeError,
               "'async for' requires an object with __aiter__ method, got %s",
               type_text(type).c_str());
}

Value get_async_next(Thread& thread, Value iterator) {
  Type* type = type_of(*thread.process, iterator);
  if (type->slots.anext) return type->slots.anext(thread, iterator);
  return raise(thread, thread.process->types.TypeError,
               "'async for' requires an iterator with __anext__ method, got %s",
               type_text(type).c_str());
}

static Value wrapper_next(Thread& thread, Value self) {
  return generator_next(thread, self.as<AdapterIterator>()->source);
}
static Value wrapper_send(Thread& thread, const Value* args) {
  Value forwarded[] = {args[0].as<AdapterIterator>()->source, args[1]};
  return method_send(thread, forwarded);
}
static Value wrapper_throw(Thread& thread, const Value* args) {
  Value forwarded[] = {args[0].as<AdapterIterator>()->source, args[1], args[2], args[3]};
  return method_throw(thread, forwarded);
}
static Value wrapper_close(Thread& thread, const Value* args) {
  return method_close(thread, &args[0].as<AdapterIterator>()->source);
}
static void visit_wrapper(Object* object, Visitor& visitor) {
  visitor.value(reinterpret_cast<AdapterIterator*>(object)->source);
}
static Value coroutine_await(Thread&, Value self) {
  return self;
}
static Value coroutine_await_method(Thread& thread, const Value* args) {
  auto* wrapper =
      allocate<AdapterIterator>(*thread.process, thread.process->types.coroutine_wrapper);
  wrapper->source = args[0];
  return Value::of(wrapper);
}

static const NativeMethod kResumable[] = {
    {"send", "self, value, /", method_send},
    {"throw", "self, typ, val=None, tb=None, /", method_throw},
    {"close", "self, /", method_close},
};

static void define_common(Process& process, Type* type, const char* prefix) {
  static const NativeGetSet kGenerator[] = {{"gi_running", get_running, nullptr},
                                            {"gi_suspended", get_suspended, nullptr},
                                            {"gi_yieldfrom", get_delegate, nullptr},
                                            {"gi_frame", get_frame, nullptr},
                                            {"gi_code", get_code, nullptr}};
  static const NativeGetSet kCoroutine[] = {{"cr_running", get_running, nullptr},
                                            {"cr_suspended", get_suspended, nullptr},
                                            {"cr_await", get_delegate, nullptr},
                                            {"cr_frame", get_frame, nullptr},
                                            {"cr_code", get_code, nullptr}};
  static const NativeGetSet kAsync[] = {{"ag_running", get_running, nullptr},
                                        {"ag_suspended", get_suspended, nullptr},
                                        {"ag_await", get_delegate, nullptr},
                                        {"ag_frame", get_frame, nullptr},
                                        {"ag_code", get_code, nullptr}};
  static const NativeGetSet kNames[] = {{"__name__", get_name, set_name},
                                        {"__qualname__", get_qualname, set_qualname}};
  type->slots.visit = visit_generator;
  type->slots.repr = generator_repr;
  add_getsets(process, type, kNames, std::size(kNames));
  const NativeGetSet* getsets = prefix[0] == 'g'   ? kGenerator
                                : prefix[0] == 'c' ? kCoroutine
                                                   : kAsync;
  add_getsets(process, type, getsets, 5);
}

static void define_async_generator(Process& process) {
  Type* type = process.types.async_generator;
  define_common(process, type, "ag");
  type->slots.aiter = return_self;
  type->slots.anext = async_generator_anext;
  static const NativeMethod kMethods[] = {
      {"asend", "self, value, /", method_asend},
      {"athrow", "self, typ, val=None, tb=None, /", method_athrow},
      {"aclose", "self, /", method_aclose},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
  Type* step = process.types.async_generator_step;
  static const NativeMethod kStepMethods[] = {
      {"send", "self, value, /", step_send_method},
      {"throw", "self, typ, val=None, tb=None, /", step_throw_method},
      {"close", "self, /", step_close_method},
  };
  step->slots.visit = visit_step;
  step->slots.iter = return_self;
  step->slots.next = step_next;
  step->slots.await = return_self;
  add_methods(process, step, kStepMethods, std::size(kStepMethods));
  add_slot_wrappers(process, step);
}

void define_generators(Process& process) {
  Type* generator = process.types.generator;
  define_common(process, generator, "gi");
  generator->slots.iter = return_self;
  generator->slots.next = generator_next;
  add_methods(process, generator, kResumable, std::size(kResumable));
  add_slot_wrappers(process, generator);

  Type* coroutine = process.types.coroutine;
  define_common(process, coroutine, "cr");
  static const NativeMethod kAwait[] = {{"__await__", "self, /", coroutine_await_method}};
  add_methods(process, coroutine, kResumable, std::size(kResumable));
  add_methods(process, coroutine, kAwait, 1);
  coroutine->slots.await = coroutine_await;

  Type* wrapper = process.types.coroutine_wrapper;
  static const NativeMethod kWrapper[] = {
      {"send", "self, value, /", wrapper_send},
      {"throw", "self, typ, val=None, tb=None, /", wrapper_throw},
      {"close", "self, /", wrapper_close},
  };
  wrapper->slots.visit = visit_wrapper;
  wrapper->slots.iter = return_self;
  wrapper->slots.next = wrapper_next;
  add_methods(process, wrapper, kWrapper, std::size(kWrapper));
  add_slot_wrappers(process, wrapper);
  define_async_generator(process);
}

}  // namespace gilscope
