#include "vm/text_stream.h"

#include <cstring>

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/kernel.h"

namespace gilscope {
namespace {

constexpr std::uint32_t kBufferMax = 8192;

TextStream* stream_of(Value v) {
  return v.as<TextStream>();
}

void visit(Object* object, Visitor& visitor) {
  auto* stream = static_cast<TextStream*>(object);
  visitor.buffer(stream->buffer);
  visitor.object(stream->name);
}

void keep(Process& process, TextStream* stream, std::string_view text) {
  auto needed = static_cast<std::uint32_t>(stream->length + text.size());
  if (needed > stream->capacity) {
    std::uint32_t capacity = std::max(needed * 2, std::uint32_t{128});
    auto* buffer = static_cast<char*>(process.heap.allocate(capacity));
    if (stream->length) std::memcpy(buffer, stream->buffer, stream->length);
    if (stream->buffer) process.heap.free_buffer(stream->buffer);
    stream->buffer = buffer;
    stream->capacity = capacity;
  }
  if (!text.empty()) std::memcpy(stream->buffer + stream->length, text.data(), text.size());
  stream->length = needed;
}

bool is_open(Thread& thread, TextStream* stream) {
  if (!stream->closed) return true;
  raise(thread, thread.process->types.ValueError, "I/O operation on closed file.");
  return false;
}

bool is_output(Thread& thread, TextStream* stream) {
  if (stream->fd != 0) return is_open(thread, stream);
  raise(thread, thread.process->types.OSError, "not writable");
  return false;
}

Value write(Thread& thread, const Value* args) {
  TextStream* stream = stream_of(args[0]);
  if (!is_str(args[1]))
    return raise(thread, thread.process->types.TypeError, "write() argument must be str, not %s",
                 type_name(*thread.process, args[1]).c_str());
  if (!is_output(thread, stream)) return Value::null();
  Str* text = args[1].as<Str>();
  if (text->ascii)
    text_stream_write(thread, stream, {reinterpret_cast<const char*>(text->data8()), text->length});
  else
    text_stream_write(thread, stream, to_utf8(text));
  return Value::of(std::int64_t{text->length});
}

Value write_line(Thread& thread, Value* slots, Value line) {
  Value args[2] = {slots[0], line};
  Value written = write(thread, args);
  return written.is_null() ? written : Value::none();
}
Value no_result(Thread&, Value*) {
  return Value::none();
}
constexpr Collector kWriteLines = {"writelines", write_line, nullptr, no_result, 50};

Value writelines(Thread& thread, const Value* args) {
  return collect(thread, kWriteLines, args[1], args, 1);
}

Value flush(Thread& thread, const Value* args) {
  TextStream* stream = stream_of(args[0]);
  if (!is_open(thread, stream)) return Value::null();
  text_stream_flush(thread, stream);
  return Value::none();
}

Value close(Thread& thread, const Value* args) {
  TextStream* stream = stream_of(args[0]);
  if (!stream->closed) text_stream_flush(thread, stream);
  stream->closed = true;
  return Value::none();
}

// --- reading: one request to the world per line. slots: [stream, list of lines so far or None]

enum Reading : std::int64_t { kOneLine, kAllLines, kWhole, kNextLine };

Value read_result(Thread& thread, NativeFrame& frame, std::string_view line) {
  Process& process = *thread.process;
  switch (frame.number) {
    case kOneLine: return Value::of(new_str(process, line));
    case kNextLine: return line.empty() ? Value::nothing() : Value::of(new_str(process, line));
    default: break;
  }
  List* lines = frame.slots[1].as<List>();
  if (!line.empty()) {
    list_append(process, lines, Value::of(new_str(process, line)));
    return Value::pending();  // more to read
  }
  if (frame.number == kAllLines) return Value::of(lines);
  std::string text;
  for (std::uint32_t i = 0; i < lines->length; ++i) text += to_utf8(lines->items[i].as<Str>());
  return Value::of(new_str(process, text));
}

Value read_step(Thread& thread, NativeFrame& frame, Value) {
  for (;;) {
    IoRequest request;
    request.kind = IoKind::ReadLine;
    IoReply reply;
    if (thread.kernel->io(thread, request, reply) == IoStatus::Blocked) return Value::blocked();
    if (reply.error)
      return raise_os_error(thread, reply.error, reply.error_text.c_str(), Value::none());
    Value result = read_result(thread, frame, reply.data);
    if (!result.is_pending()) return result;
  }
}
constexpr NativeFrameType kReadFrame = {"TextIOWrapper.read", read_step};

Value start_reading(Thread& thread, Value self, Reading reading) {
  TextStream* stream = stream_of(self);
  if (!is_open(thread, stream)) return Value::null();
  if (stream->fd != 0) return raise(thread, thread.process->types.OSError, "not readable");
  Value slots[2] = {self, Value::of(new_list(*thread.process))};
  push_native_frame(thread, kReadFrame, slots, 2)->number = reading;
  return Value::pending();
}

Value read(Thread& thread, const Value* args) {
  return start_reading(thread, args[0], kWhole);
}
Value readline(Thread& thread, const Value* args) {
  return start_reading(thread, args[0], kOneLine);
}
Value readlines(Thread& thread, const Value* args) {
  return start_reading(thread, args[0], kAllLines);
}
Value next_line(Thread& thread, Value self) {
  return start_reading(thread, self, kNextLine);
}

// --- the rest of a text file

Value fileno(Thread&, const Value* args) {
  return Value::of(stream_of(args[0])->fd);
}
Value isatty(Thread&, const Value*) {
  return Value::boolean(false);
}
Value readable(Thread&, const Value* args) {
  return Value::boolean(stream_of(args[0])->fd == 0);
}
Value writable(Thread&, const Value* args) {
  return Value::boolean(stream_of(args[0])->fd != 0);
}
Value seekable(Thread&, const Value*) {
  return Value::boolean(false);
}
Value reconfigure(Thread& thread, const Value* args) {
  TextStream* stream = stream_of(args[0]);
  text_stream_flush(thread, stream);
  if (!args[5].is_null() && !args[5].is_none()) stream->write_through = args[5].is_true();
  return Value::none();
}
Value enter(Thread&, const Value* args) {
  return args[0];
}
Value leave(Thread& thread, const Value* args) {
  return close(thread, args);
}

Value repr_stream(Thread& thread, Value self) {
  TextStream* stream = stream_of(self);
  return Value::of(new_str(*thread.process, "<_io.TextIOWrapper name='" + to_utf8(stream->name) +
                                                "' mode='" + (stream->fd ? "w" : "r") +
                                                "' encoding='utf-8'>"));
}

template <const char* text>
Value constant(Thread& thread, Value) {
  return Value::of(intern(*thread.process, text));
}
constexpr char kEncoding[] = "utf-8", kStrict[] = "strict", kBackslash[] = "backslashreplace";

// stream.buffer: the same stream, taking bytes. One object does both; write() tells them apart.
Value buffer_write(Thread& thread, const Value* args) {
  std::string_view bytes;
  if (!bytes_like(thread, args[1], &bytes)) return Value::null();
  TextStream* stream = stream_of(args[0]);
  if (!is_output(thread, stream)) return Value::null();
  text_stream_write(thread, stream, bytes);
  return Value::of(static_cast<std::int64_t>(bytes.size()));
}

constexpr NativeMethod kBufferMethods[] = {
    {"write", "self, data, /", buffer_write},
    {"flush", "self, /", flush},
    {"fileno", "self, /", fileno},
    {"isatty", "self, /", isatty},
    {"writable", "self, /", writable},
    {"readable", "self, /", readable},
    {"close", "self, /", close},
};

// The type of stream.buffer is found through the stream's type: attribute `_buffer_type`.
Value buffer_of(Thread& thread, Value self) {
  Process& process = *thread.process;
  TextStream* stream = stream_of(self);
  Value type = dict_get(self.object()->type->dict, intern(process, "_buffer_type"));
  text_stream_flush(thread, stream);
  auto* binary = allocate<TextStream>(process, type.as<Type>());
  binary->fd = stream->fd;
  binary->name = stream->name;
  binary->write_through = true;  // what goes round the text layer cannot wait for its line
  return Value::of(binary);
}

constexpr NativeMethod kMethods[] = {
    {"write", "self, text, /", write},
    {"writelines", "self, lines, /", writelines},
    {"flush", "self, /", flush},
    {"close", "self, /", close},
    {"read", "self, size=-1, /", read},
    {"readline", "self, size=-1, /", readline},
    {"readlines", "self, hint=-1, /", readlines},
    {"fileno", "self, /", fileno},
    {"isatty", "self, /", isatty},
    {"readable", "self, /", readable},
    {"writable", "self, /", writable},
    {"seekable", "self, /", seekable},
    {"reconfigure",
     "self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None",
     reconfigure},
    {"__enter__", "self, /", enter},
    {"__exit__", "self, /, *args", leave},
};
constexpr NativeGetSet kGetSets[] = {
    {"name", [](Thread&, Value self) { return Value::of(stream_of(self)->name); }, nullptr},
    {"encoding", constant<kEncoding>, nullptr},
    {"errors",
     [](Thread& thread, Value self) {
       const char* text = stream_of(self)->fd == 2 ? kBackslash : kStrict;
       return Value::of(intern(*thread.process, text));
     },
     nullptr},
    {"newlines", [](Thread&, Value) { return Value::none(); }, nullptr},
    {"line_buffering", [](Thread&, Value) { return Value::boolean(true); }, nullptr},
    {"closed", [](Thread&, Value self) { return Value::boolean(stream_of(self)->closed); },
     nullptr},
    {"mode",
     [](Thread& thread, Value self) {
       return Value::of(intern(*thread.process, stream_of(self)->fd ? "w" : "r"));
     },
     nullptr},
    {"buffer", buffer_of, nullptr},
};

}  // namespace

Type* define_text_stream(Process& process) {
  Type* object = process.types.object;
  Type* binary = make_native_type(process, "BufferedWriter", "_io", object, sizeof(TextStream),
                                  kDisallowInstantiation);
  binary->slots.visit = visit;
  add_methods(process, binary, kBufferMethods, std::size(kBufferMethods));
  Type* type = make_native_type(process, "TextIOWrapper", "_io", object, sizeof(TextStream),
                                kDisallowInstantiation);
  type->slots.visit = visit;
  type->slots.repr = repr_stream;
  type->slots.iter = self_iterator;
  type->slots.next = next_line;
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  dict_set(process, type->dict, intern(process, "_buffer_type"), Value::of(binary));
  add_slot_wrappers(process, type);
  return type;
}

Value new_text_stream(Process& process, Type* type, int fd) {
  static const char* const kNames[] = {"<stdin>", "<stdout>", "<stderr>"};
  auto* stream = allocate<TextStream>(process, type);
  stream->fd = fd;
  stream->name = intern(process, kNames[fd]);
  stream->write_through = fd == 2;
  return Value::of(stream);
}

bool is_text_stream(Value v) {
  return v.is_object() && v.object()->type->slots.next == next_line &&
         !(v.object()->type->type_flags & kHeapType);
}

void text_stream_write(Thread& thread, TextStream* stream, std::string_view utf8) {
  bool ends = stream->write_through || utf8.find('\n') != std::string_view::npos ||
              utf8.find('\r') != std::string_view::npos ||
              stream->length + utf8.size() > kBufferMax;
  if (!ends) return keep(*thread.process, stream, utf8);
  if (!stream->length) return thread.kernel->write(thread, static_cast<int>(stream->fd), utf8);
  keep(*thread.process, stream, utf8);
  text_stream_flush(thread, stream);
}

void text_stream_flush(Thread& thread, TextStream* stream) {
  if (!stream->length) return;
  std::uint32_t length = stream->length;
  stream->length = 0;
  thread.kernel->write(thread, static_cast<int>(stream->fd), {stream->buffer, length});
}

Value standard_stream(Process& process, const char* name) {
  if (!process.sys) return Value::none();
  Value stream = dict_get(process.sys->dict, intern(process, name));
  return stream.is_nothing() ? Value::none() : stream;
}

void flush_standard_streams(Thread& thread) {
  for (const char* name : {"stdout", "__stdout__", "stderr", "__stderr__"}) {
    Value stream = standard_stream(*thread.process, name);
    if (is_text_stream(stream)) text_stream_flush(thread, stream.as<TextStream>());
  }
}

void add_standard_streams(Process& process, Module* sys) {
  Type* type = define_text_stream(process);
  static const char* const kNames[] = {"stdin", "stdout", "stderr"};
  for (int fd = 0; fd < 3; ++fd) {
    Value stream = new_text_stream(process, type, fd);
    set_attribute(process, sys, kNames[fd], stream);
    set_attribute(process, sys, (std::string("__") + kNames[fd] + "__").c_str(), stream);
  }
}

}  // namespace gilscope
