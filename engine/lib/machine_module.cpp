// _machine: the machine's door for frozen Python (lib/README.md has the whole list).
#include <algorithm>
#include <iterator>
#include <string>

#include "lib/extension_slots.h"
#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/kernel.h"
#include "vm/number.h"
#include "vm/operations.h"

namespace gilscope {

namespace {

// --- waiting

Nanos deadline_after(Thread& thread, double seconds) {
  if (seconds < 0) return kForever;
  return thread.kernel->now(thread) + static_cast<Nanos>(seconds * 1e9);
}

const NativeFrameType kSleep = {"sleep", [](Thread& thread, NativeFrame& frame, Value) {
  if (frame.state++) return Value::none();
  Wait wait;
  wait.cause = Cause::Sleep;
  thread.kernel->park(thread, 0, frame.slots[0].integer, wait);
  return Value::blocked();
}};

Value refuse_nested(Thread& thread) {
  return raise(thread, thread.process->types.RuntimeError,
               "cannot wait inside a comparison, hash or repr that built-in code calls");
}

Value machine_sleep(Thread& thread, const Value* args) {
  double seconds;
  bool is_number = is_floating(args[0]) || is_integer(args[0]) ||
                   (args[0].is_object() && args[0].object()->type->slots.index);
  if (!is_number) {
    return raise(thread, thread.process->types.TypeError,
                 "'%s' object cannot be interpreted as an integer",
                 type_name(*thread.process, args[0]).c_str());
  }
  if (!real_value(thread, args[0], &seconds)) return Value::null();
  if (seconds < 0) return raise(thread, thread.process->types.ValueError, "sleep length must be non-negative");
  if (seconds != seconds) {
    return raise(thread, thread.process->types.ValueError, "Invalid value NaN (not a number)");
  }
  if (seconds > 9.2e9) {
    return raise(thread, thread.process->types.OverflowError, "timestamp too large to convert to C PyTime_t");
  }
  if (thread.nested) return refuse_nested(thread);
  Value slot = Value::of(std::int64_t{deadline_after(thread, seconds)});
  push_native_frame(thread, kSleep, &slot, 1);
  return Value::pending();
}

Value now_ns(Thread& thread, const Value*) { return Value::of(std::int64_t{thread.kernel->now(thread)}); }

// Slots: name. number: duration; state 0/1.
const NativeFrameType kWork = {"native work", [](Thread& thread, NativeFrame& frame, Value) {
  if (frame.state++) return Value::none();
  NativeMode mode = frame.slots[1].is_true() ? NativeMode::WithoutGil : NativeMode::WithGil;
  thread.kernel->native_work(thread, frame.number, mode, to_utf8(frame.slots[0].as<Str>()));
  return Value::blocked();
}};

// work(seconds, release_gil, what)
Value machine_work(Thread& thread, const Value* args) {
  double seconds;
  if (!real_value(thread, args[0], &seconds)) return Value::null();
  bool release = true;
  if (!args[1].is_null() && !truth_nested(thread, args[1], &release)) return Value::null();
  if (thread.nested) return refuse_nested(thread);
  Value slots[] = {is_str(args[2]) ? args[2] : Value::of(thread.process->empty_str), Value::boolean(release)};
  push_native_frame(thread, kWork, slots, 2)->number = static_cast<std::int64_t>(std::max(seconds, 0.0) * 1e9);
  return Value::pending();
}

// --- requests

struct Reply : Object {
  Value a, b, c, text, data, headers, error, error_text;
};

void visit_reply(Object* object, Visitor& visitor) { visitor.values(&reinterpret_cast<Reply*>(object)->a, 8); }

Value headers_list(Process& process, const std::vector<std::pair<std::string, std::string>>& headers) {
  List* list = new_list(process, static_cast<std::uint32_t>(headers.size()));
  for (const auto& [key, value] : headers) {
    Value pair[] = {Value::of(new_str(process, key)), Value::of(new_str(process, value))};
    list_append(process, list, Value::of(new_tuple(process, pair, 2)));
  }
  return Value::of(list);
}

Value reply_object(Thread& thread, const IoReply& reply) {
  Process& process = *thread.process;
  auto* object = static_cast<Reply*>(allocate_instance(process, process.extension[kIoReplyTypeSlot].as<Type>()));
  object->a = Value::of(reply.a);
  object->b = Value::of(reply.b);
  object->c = Value::of(reply.c);
  object->text = Value::of(new_str(process, reply.text));
  object->data = Value::of(new_bytes(process, reply.data));
  object->headers = headers_list(process, reply.headers);
  object->error = Value::of(std::int64_t{reply.error});
  object->error_text = Value::of(new_str(process, reply.error_text));
  return Value::of(object);
}

template <Value Reply::*Field>
Value reply_field(Thread&, Value self) {
  return self.as<Reply>()->*Field;
}
const NativeGetSet kReplyFields[] = {
    {"a", reply_field<&Reply::a>, nullptr},       {"b", reply_field<&Reply::b>, nullptr},
    {"c", reply_field<&Reply::c>, nullptr},       {"text", reply_field<&Reply::text>, nullptr},
    {"data", reply_field<&Reply::data>, nullptr}, {"headers", reply_field<&Reply::headers>, nullptr},
    {"error", reply_field<&Reply::error>, nullptr}, {"error_text", reply_field<&Reply::error_text>, nullptr},
};

bool kind_named(Thread& thread, Value name, IoKind* out) {
  std::string text = is_str(name) ? to_utf8(name.as<Str>()) : "";
#define IO(Name, sentence)      \
  if (text == #Name) {          \
    *out = IoKind::Name;        \
    return true;                \
  }
#include "vm/io.def"
#undef IO
  raise(thread, thread.process->types.ValueError, "unknown kind of request: '%s'", text.c_str());
  return false;
}

bool text_field(Value v, std::string* out) {
  if (is_str(v)) *out = to_utf8(v.as<Str>());
  return true;
}

bool headers_field(Thread& thread, Value v, IoRequest* request) {
  if (v.is_null() || v.is_none()) return true;
  Frame* before = thread.top;
  Value list = finish_nested(thread, before, list_of(thread, v));
  if (list.is_null()) return false;
  auto* items = list.as<List>();
  for (std::uint32_t i = 0; i < items->length; ++i) {
    if (!is_tuple(items->items[i])) continue;
    auto* pair = items->items[i].as<Tuple>();
    std::string key, value;
    if (pair->length > 0) text_field(pair->items[0], &key);
    if (pair->length > 1) text_field(pair->items[1], &value);
    request->headers.emplace_back(key, value);
  }
  return true;
}

// The words of a request, from the dict of keyword arguments.
bool read_request(Thread& thread, Value kind, Dict* words, IoRequest* request) {
  if (!kind_named(thread, kind, &request->kind)) return false;
  Process& process = *thread.process;
  auto word = [&](const char* name) {
    Value v = dict_get(words, intern(process, name));
    return v.is_nothing() ? Value::null() : v;
  };
  std::int64_t* numbers[] = {&request->a, &request->b, &request->c};
  const char* const names[] = {"a", "b", "c"};
  for (int i = 0; i < 3; ++i) {
    Value v = word(names[i]);
    if (!v.is_null() && !v.is_none() && !index_value(thread, v, numbers[i])) return false;
  }
  Value seconds = word("seconds");
  bool limited = !seconds.is_null() && !seconds.is_none();
  if (limited && !real_value(thread, seconds, &request->seconds)) return false;
  text_field(word("text"), &request->text);
  text_field(word("text2"), &request->text2);
  Value data = word("data");
  std::string_view bytes;
  if (!data.is_null() && !data.is_none()) {
    if (!bytes_like(thread, data, &bytes)) return false;
    request->data = bytes;
  }
  return headers_field(thread, word("headers"), request);
}

Value finish_request(Thread& thread, const IoReply& reply) {
  if (!reply.error) return reply_object(thread, reply);
  return raise_os_error(thread, reply.error, reply.error_text.c_str(), Value::none());
}

// Slots: kind, words.
const NativeFrameType kIo = {"io", [](Thread& thread, NativeFrame& frame, Value) {
  IoRequest request;
  bool first = frame.state++ == 0;
  if (first && !read_request(thread, frame.slots[0], frame.slots[1].as<Dict>(), &request)) return Value::null();
  IoReply reply;
  if (thread.kernel->io(thread, request, reply) == IoStatus::Blocked) return Value::blocked();
  return finish_request(thread, reply);
}};

constexpr int kTimedOut = 110;  // ETIMEDOUT

// Inside a __bytes__, a comparison or a __del__ nothing can wait, but what is answered at once can still be asked: shared
// memory, and a pipe that has room.
Value io_at_once(Thread& thread, const Value* args) {
  IoRequest request;
  if (!read_request(thread, args[0], args[1].as<Dict>(), &request)) return Value::null();
  bool at_once = request.kind == IoKind::MemoryRead || request.kind == IoKind::MemoryWrite ||
                 request.kind == IoKind::SemaphoreValue || request.kind == IoKind::ProcessInfo;
  bool pipe = request.kind == IoKind::PipeSend || request.kind == IoKind::PipePoll;
  if (pipe) request.seconds = 0;
  IoReply reply;
  if (pipe) {
    if (thread.kernel->io(thread, request, reply) == IoStatus::Blocked || reply.error == kTimedOut) {
      return refuse_nested(thread);
    }
    return finish_request(thread, reply);
  }
  if (!at_once || thread.kernel->io(thread, request, reply) == IoStatus::Blocked) return refuse_nested(thread);
  return finish_request(thread, reply);
}

Value machine_io(Thread& thread, const Value* args) {
  if (thread.nested) return io_at_once(thread, args);
  push_native_frame(thread, kIo, args, 2);
  return Value::pending();
}

Value machine_io_start(Thread& thread, const Value* args) {
  std::int64_t port;
  IoRequest request;
  if (!index_value(thread, args[0], &port)) return Value::null();
  if (!read_request(thread, args[1], args[2].as<Dict>(), &request)) return Value::null();
  IoReply reply;
  thread.kernel->io(thread, request, reply, static_cast<WaitId>(port));
  return Value::of(reply.a);
}

// Requests without words beyond numbers, answered at once.
IoReply simple_request(Thread& thread, IoKind kind, std::int64_t a = 0, std::int64_t b = 0) {
  IoRequest request;
  request.kind = kind;
  request.a = a;
  request.b = b;
  IoReply reply;
  thread.kernel->io(thread, request, reply);
  return reply;
}

Value machine_port(Thread& thread, const Value*) {
  return Value::of(simple_request(thread, IoKind::PortCreate).a);
}

Value machine_port_post(Thread& thread, const Value* args) {
  std::int64_t port, ticket;
  if (!index_value(thread, args[0], &port) || !index_value(thread, args[1], &ticket)) return Value::null();
  simple_request(thread, IoKind::PortPost, port, ticket);
  return Value::none();
}

Value machine_cancel(Thread& thread, const Value* args) {
  std::int64_t ticket;
  if (!index_value(thread, args[0], &ticket)) return Value::null();
  simple_request(thread, IoKind::Cancel, ticket);
  return Value::none();
}

// Slots: port, seconds.
const NativeFrameType kPortWait = {"port_wait", [](Thread& thread, NativeFrame& frame, Value) {
  IoRequest request;
  request.kind = IoKind::PortWait;
  request.a = frame.slots[0].integer;
  request.seconds = frame.slots[1].number;
  IoReply reply;
  if (thread.kernel->io(thread, request, reply) == IoStatus::Blocked) return Value::blocked();
  Process& process = *thread.process;
  List* list = new_list(process, static_cast<std::uint32_t>(reply.completions.size()));
  for (const IoReply& each : reply.completions) {
    Value pair[] = {Value::of(each.ticket), reply_object(thread, each)};
    list_append(process, list, Value::of(new_tuple(process, pair, 2)));
  }
  return Value::of(list);
}};

Value machine_port_wait(Thread& thread, const Value* args) {
  std::int64_t port;
  double seconds = -1;
  if (!index_value(thread, args[0], &port)) return Value::null();
  bool limited = !args[1].is_null() && !args[1].is_none();
  if (limited && !real_value(thread, args[1], &seconds)) return Value::null();
  if (thread.nested) return refuse_nested(thread);
  Value slots[] = {Value::of(port), Value::of(seconds)};
  push_native_frame(thread, kPortWait, slots, 2);
  return Value::pending();
}

// --- threads

// Slots: ident, seconds.
const NativeFrameType kJoin = {"join", [](Thread& thread, NativeFrame& frame, Value) {
  IoRequest request;
  request.kind = IoKind::ThreadJoin;
  request.a = frame.slots[0].integer;
  request.seconds = frame.slots[1].number;
  IoReply reply;
  if (thread.kernel->io(thread, request, reply) == IoStatus::Blocked) return Value::blocked();
  return Value::boolean(reply.a != 0);
}};

Value machine_join(Thread& thread, const Value* args) {
  std::int64_t ident;
  double seconds = -1;
  if (!index_value(thread, args[0], &ident)) return Value::null();
  bool limited = !args[1].is_null() && !args[1].is_none();
  if (limited && !real_value(thread, args[1], &seconds)) return Value::null();
  if (thread.nested) return refuse_nested(thread);
  Value slots[] = {Value::of(ident), Value::of(seconds)};
  push_native_frame(thread, kJoin, slots, 2);
  return Value::pending();
}

Value machine_is_alive(Thread& thread, const Value* args) {
  std::int64_t ident;
  if (!index_value(thread, args[0], &ident)) return Value::null();
  for (Thread* each : thread.process->threads) {
    if (each->id.value == static_cast<std::uint32_t>(ident)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value machine_threads(Thread& thread, const Value*) {
  Process& process = *thread.process;
  List* list = new_list(process);
  for (Thread* each : process.threads) list_append(process, list, Value::of(std::int64_t{each->id.value}));
  return Value::of(list);
}

// --- processes

// The child is a copy of this very frame: state says which of the two goes on here.
const NativeFrameType kFork = {"fork", [](Thread& thread, NativeFrame& frame, Value) {
  if (frame.state++) return Value::of(std::int64_t{0});
  frame.started = true;
  std::int64_t pid = thread.kernel->fork(thread, to_utf8(frame.slots[0].as<Str>()));
  return pid ? Value::of(pid) : Value::null();
}};

Value machine_fork(Thread& thread, const Value* args) {
  if (thread.nested) return refuse_nested(thread);
  Value name = is_str(args[0]) ? args[0] : Value::of(thread.process->empty_str);
  push_native_frame(thread, kFork, &name, 1);
  return Value::pending();
}

// spawn(method, module, function, data, name)
Value machine_spawn(Thread& thread, const Value* args) {
  ProcessStart start;
  std::string method;
  text_field(args[0], &method);
  start.method = method == "forkserver" ? StartMethod::Forkserver : StartMethod::Spawn;
  text_field(args[1], &start.module);
  text_field(args[2], &start.function);
  text_field(args[4], &start.name);
  std::string_view data;
  if (!bytes_like(thread, args[3], &data)) return Value::null();
  start.data = data;
  std::int64_t pid = thread.kernel->start_process(thread, start);
  return pid ? Value::of(pid) : Value::null();
}

const NativeFrameType kExit = {"exit", [](Thread& thread, NativeFrame& frame, Value) {
  IoRequest request;
  request.kind = IoKind::ProcessExit;
  request.a = frame.slots[0].integer;
  IoReply reply;
  thread.kernel->io(thread, request, reply);
  return Value::blocked();
}};

Value machine_exit(Thread& thread, const Value* args) {
  std::int64_t code = 0;
  if (!args[0].is_none() && !index_value(thread, args[0], &code)) return Value::null();
  Value slot = Value::of(code & 0xff);
  push_native_frame(thread, kExit, &slot, 1);
  return Value::pending();
}

Value machine_cores(Thread& thread, const Value*) {
  return Value::of(simple_request(thread, IoKind::ProcessInfo).c);
}

Value machine_start_method(Thread& thread, const Value*) {
  bool forkserver = thread.process->options.python_minor >= 14;
  const std::string& chosen = thread.process->options.start_method;
  if (!chosen.empty()) return Value::of(new_str(*thread.process, chosen));
  return Value::of(new_str(*thread.process, forkserver ? "forkserver" : "fork"));
}

Value machine_version(Thread& thread, const Value*) {
  Process& process = *thread.process;
  Value parts[] = {Value::of(std::int64_t{3}), Value::of(std::int64_t{process.options.python_minor}),
                   Value::boolean(process.options.free_threaded)};
  return Value::of(new_tuple(process, parts, 3));
}

Value machine_main_source(Thread& thread, const Value*) {
  Process& process = *thread.process;
  return Value::of(new_str(process, process.loader->source_text(process.options.main_filename)));
}

Value machine_random_bits(Thread& thread, const Value* args) {
  std::int64_t bits;
  if (!index_value(thread, args[0], &bits)) return Value::null();
  std::string hex;
  static const char kDigits[] = "0123456789abcdef";
  for (std::int64_t done = 0; done < bits; done += 4) {
    std::uint64_t digit = thread.kernel->random_bits(thread) & 15;
    if (bits - done < 4) digit &= (1u << (bits - done)) - 1;
    hex += kDigits[digit];
  }
  return hex.empty() ? Value::of(std::int64_t{0}) : int_from_hex(*thread.process, hex);
}

// --- the trace

Cause cause_named(std::string_view name) {
#define GILSCOPE_CAUSE(Name, text, wait_class, sentence) \
  if (name == #Name) return Cause::Name;
#include "trace/reason.def"
  return Cause::Unknown;
}

std::uint32_t word_of(Value v) { return v.is_int() ? static_cast<std::uint32_t>(v.integer) : 0; }

Value task_start(Thread& thread, const Value* args) {
  std::string name, coroutine;
  text_field(args[1], &name);
  text_field(args[2], &coroutine);
  Event event = event_of(EventKind::TaskStart, 0, thread.id);
  event.a = word_of(args[0]);
  event.c = thread.kernel->intern(thread, coroutine);
  thread.kernel->emit(thread, event, name);
  return Value::none();
}

Value task_event(Thread& thread, EventKind kind, Value task, std::uint8_t reason, Value name) {
  std::string text;
  text_field(name, &text);
  Event event = event_of(kind, 0, thread.id, {}, reason);
  event.a = word_of(task);
  thread.kernel->emit(thread, event, text);
  return Value::none();
}
Value task_step(Thread& thread, const Value* args) {
  return task_event(thread, EventKind::TaskSwitch, args[0], 0, Value::null());
}
Value task_name(Thread& thread, const Value* args) {
  return task_event(thread, EventKind::TaskName, args[0], 0, args[1]);
}
Value task_cancel(Thread& thread, const Value* args) {
  return task_event(thread, EventKind::TaskCancel, args[0], 0, Value::null());
}
Value task_wake(Thread& thread, const Value* args) {
  return task_event(thread, EventKind::TaskWake, args[0], 0, Value::null());
}
Value task_wait(Thread& thread, const Value* args) {
  std::string cause;
  text_field(args[1], &cause);
  return task_event(thread, EventKind::TaskAwait, args[0], static_cast<std::uint8_t>(cause_named(cause)), args[2]);
}
Value task_end(Thread& thread, const Value* args) {
  std::string outcome;
  text_field(args[1], &outcome);
  TaskOutcome reason = outcome == "Raised"      ? TaskOutcome::Raised
                       : outcome == "Cancelled" ? TaskOutcome::Cancelled
                                                : TaskOutcome::Returned;
  return task_event(thread, EventKind::TaskEnd, args[0], static_cast<std::uint8_t>(reason), Value::null());
}

Value loop_event(Thread& thread, EventKind kind, Value loop) {
  Event event = event_of(kind, 0, thread.id);
  event.a = word_of(loop);
  thread.kernel->emit(thread, event);
  return Value::none();
}
Value loop_start(Thread& thread, const Value* args) { return loop_event(thread, EventKind::LoopStart, args[0]); }
Value loop_end(Thread& thread, const Value* args) { return loop_event(thread, EventKind::LoopEnd, args[0]); }

Value queue_event(Thread& thread, EventKind kind, const Value* args) {
  std::string name;
  text_field(args[0], &name);
  Event event = event_of(kind, 0, thread.id);
  event.b = word_of(args[1]);
  thread.kernel->emit(thread, event, name);
  return Value::none();
}
Value queue_put(Thread& thread, const Value* args) { return queue_event(thread, EventKind::QueuePut, args); }
Value queue_get(Thread& thread, const Value* args) { return queue_event(thread, EventKind::QueueGet, args); }

Value marker(Thread& thread, const Value* args) {
  std::string text;
  text_field(args[0], &text);
  thread.kernel->emit(thread, event_of(EventKind::Marker, 0, thread.id), text);
  return Value::none();
}

Value give_up(Thread& thread, const Value* args) {
  std::string what, text;
  std::int64_t limit;
  if (!text_field(args[0], &what) || !index_value(thread, args[1], &limit) || !text_field(args[2], &text))
    return Value::null();
  thread.kernel->give_up(thread, what, limit, text);
  return Value::none();
}

const NativeMethod kFunctions[] = {
    {"give_up", "what, limit, text, /", give_up},
    {"sleep", "seconds, /", machine_sleep, NativeMethod::Plain, 300},
    {"now_ns", "", now_ns},
    {"work", "seconds, release_gil=True, what='', /", machine_work},
    {"io", "kind, /, **words", machine_io, NativeMethod::Plain, 300},
    {"io_start", "port, kind, /, **words", machine_io_start, NativeMethod::Plain, 300},
    {"port", "", machine_port},
    {"port_post", "port, ticket, /", machine_port_post, NativeMethod::Plain, 300},
    {"port_wait", "port, timeout=None, /", machine_port_wait, NativeMethod::Plain, 500},
    {"cancel", "ticket, /", machine_cancel},
    {"join", "ident, timeout=None, /", machine_join},
    {"is_alive", "ident, /", machine_is_alive},
    {"threads", "", machine_threads},
    {"fork", "name='', /", machine_fork},
    {"spawn", "method, module, function, data, name='', /", machine_spawn},
    {"exit", "code=0, /", machine_exit},
    {"cores", "", machine_cores},
    {"start_method", "", machine_start_method},
    {"version", "", machine_version},
    {"main_source", "", machine_main_source},
    {"random_bits", "n, /", machine_random_bits},
    {"task_start", "task, name, coroutine='', /", task_start, NativeMethod::Plain, 0},
    {"task_step", "task, /", task_step, NativeMethod::Plain, 0},
    {"task_name", "task, name, /", task_name, NativeMethod::Plain, 0},
    {"task_cancel", "task, /", task_cancel, NativeMethod::Plain, 0},
    {"task_wake", "task, /", task_wake, NativeMethod::Plain, 0},
    {"task_wait", "task, cause, name='', /", task_wait, NativeMethod::Plain, 0},
    {"task_end", "task, outcome, /", task_end, NativeMethod::Plain, 0},
    {"loop_start", "loop, /", loop_start, NativeMethod::Plain, 0},
    {"loop_end", "loop, /", loop_end, NativeMethod::Plain, 0},
    {"queue_put", "name, size=0, /", queue_put, NativeMethod::Plain, 0},
    {"queue_get", "name, size=0, /", queue_get, NativeMethod::Plain, 0},
    {"marker", "text, /", marker, NativeMethod::Plain, 0},
};

}  // namespace

void define_machine(Thread& thread, Module* module) {
  Process& process = *thread.process;
  Type* reply = make_native_type(process, "Reply", "_machine", process.types.object, sizeof(Reply), 0);
  process.extension[kIoReplyTypeSlot] = Value::of(reply);
  reply->slots.visit = visit_reply;
  add_getsets(process, reply, kReplyFields, std::size(kReplyFields));
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
