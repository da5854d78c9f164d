// print, input, repr, ascii, format.
#include "vm/builtins.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/kernel.h"
#include "vm/keys.h"
#include "vm/text_stream.h"

namespace gilscope {
namespace {

// --- print: slots [args, sep, end, file, flush, texts]; number: the text or piece under way

enum Slot { kArgs, kSep, kEnd, kFile, kFlush, kTexts, kSlotCount };
enum State : std::int32_t { kText, kPiece, kFlushed };

void add_text(const Str* text, std::string* out) {
  if (text->ascii)
    out->append(reinterpret_cast<const char*>(const_cast<Str*>(text)->data8()), text->length);
  else
    *out += to_utf8(text);
}

// Texts of what has no Python-level __str__: appended at once.
bool add_plain(Value v, std::string* out) {
  if (v.is_int())
    *out += std::to_string(v.integer);
  else if (is_exact_str(v))
    add_text(v.as<Str>(), out);
  else if (v.is_float())
    *out += float_repr(v.number);
  else if (v.is_bool())
    *out += v.integer ? "True" : "False";
  else if (v.is_none())
    *out += "None";
  else
    return false;
  return true;
}

// The argument's text. The Str, Null or Pending.
Value text_of(Thread& thread, Value v) {
  std::string text;
  if (is_exact_str(v)) return v;
  if (add_plain(v, &text)) return Value::of(new_str(*thread.process, text));
  return to_str(thread, v);
}

void add_separator(Value separator, const char* otherwise, std::string* out) {
  if (separator.is_none())
    *out += otherwise;
  else
    add_text(separator.as<Str>(), out);
}

Value separator_piece(Process& process, Value separator, const char* otherwise) {
  return separator.is_none() ? Value::of(intern(process, otherwise)) : separator;
}

// Piece `number` of what goes to file.write(): text, sep, text, ..., end.
Value piece(Process& process, NativeFrame& frame) {
  List* texts = frame.slots[kTexts].as<List>();
  std::int64_t last = texts->length ? 2 * std::int64_t{texts->length} - 1 : 0;
  if (frame.number > last) return Value::nothing();
  if (frame.number == last) return separator_piece(process, frame.slots[kEnd], "\n");
  if (frame.number % 2) return separator_piece(process, frame.slots[kSep], " ");
  return texts->items[frame.number / 2];
}

Value write_at_once(Thread& thread, NativeFrame& frame) {
  List* texts = frame.slots[kTexts].as<List>();
  auto* stream = frame.slots[kFile].as<TextStream>();
  std::string line;
  for (std::uint32_t i = 0; i < texts->length; ++i) {
    if (i) add_separator(frame.slots[kSep], " ", &line);
    add_text(texts->items[i].as<Str>(), &line);
  }
  add_separator(frame.slots[kEnd], "\n", &line);
  if (stream->closed)
    return raise(thread, thread.process->types.ValueError, "I/O operation on closed file.");
  text_stream_write(thread, stream, line);
  if (frame.slots[kFlush].is_true()) text_stream_flush(thread, stream);
  return Value::none();
}

Value print_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  Tuple* args = frame.slots[kArgs].as<Tuple>();
  List* texts = frame.slots[kTexts].as<List>();
  if (frame.state == kText) {
    if (frame.number) {
      if (input.is_null()) return input;
      list_append(process, texts, input);
    }
    while (texts->length < args->length) {
      frame.number = 1;
      input = text_of(thread, args->items[texts->length]);
      if (input.is_signal()) return input;
      list_append(process, texts, input);
    }
    if (is_text_stream(frame.slots[kFile])) return write_at_once(thread, frame);
    frame.number = 0;
    frame.state = kPiece;
    input = Value::none();
  }
  Str* write = intern(process, "write");
  while (frame.state == kPiece) {
    if (input.is_null()) return input;
    Value text = piece(process, frame);
    if (text.is_nothing()) break;
    ++frame.number;
    input = call_method(thread, frame.slots[kFile], write, &text, 1);
    if (input.is_signal()) return input;
  }
  if (frame.state == kPiece && frame.slots[kFlush].is_true()) {
    frame.state = kFlushed;
    input = call_method(thread, frame.slots[kFile], intern(process, "flush"), nullptr, 0);
    if (input.is_signal()) return input;
  }
  return input.is_null() ? input : Value::none();
}
constexpr NativeFrameType kPrintFrame = {"print", print_step};

// False: TypeError "sep must be None or a string, not int".
bool check_separator(Thread& thread, const char* name, Value v) {
  if (v.is_null() || v.is_none() || is_str(v)) return true;
  raise(thread, thread.process->types.TypeError, "%s must be None or a string, not %s", name,
        type_name(*thread.process, v).c_str());
  return false;
}

bool print_plain(Thread& thread, Tuple* args, Value sep, Value end, TextStream* stream) {
  std::string line;
  for (std::uint32_t i = 0; i < args->length; ++i) {
    if (i) add_separator(sep, " ", &line);
    if (!add_plain(args->items[i], &line)) return false;
  }
  if (stream->closed) return false;
  add_separator(end, "\n", &line);
  text_stream_write(thread, stream, line);
  return true;
}

Value print(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!check_separator(thread, "sep", args[1]) || !check_separator(thread, "end", args[2]))
    return Value::null();
  bool flush = false;
  if (!args[4].is_null() && !truth_nested(thread, args[4], &flush)) return Value::null();
  Value slots[kSlotCount];
  slots[kArgs] = args[0];
  slots[kSep] = args[1].is_null() ? Value::none() : args[1];
  slots[kEnd] = args[2].is_null() ? Value::none() : args[2];
  slots[kFile] = args[3];
  if (args[3].is_null() || args[3].is_none()) {
    slots[kFile] = standard_stream(process, "stdout");
    if (slots[kFile].is_none()) return Value::none();
  }
  if (is_text_stream(slots[kFile])) {
    auto* stream = slots[kFile].as<TextStream>();
    if (print_plain(thread, args[0].as<Tuple>(), slots[kSep], slots[kEnd], stream)) {
      if (flush) text_stream_flush(thread, stream);
      return Value::none();
    }
  }
  slots[kFlush] = Value::boolean(flush);
  slots[kTexts] = Value::of(new_list(process, args[0].as<Tuple>()->length));
  return start_frame(thread, kPrintFrame, slots, kSlotCount);
}

// --- input: slots [prompt or Null]

Value input_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  if (frame.state == 0) {
    frame.state = 1;
    if (!frame.slots[0].is_null()) {
      input = text_of(thread, frame.slots[0]);
      if (input.is_signal()) return input;
    }
  }
  IoRequest request;
  request.kind = IoKind::ReadLine;
  if (frame.state == 1) {
    if (input.is_null() && !frame.slots[0].is_null()) return input;
    Value out = standard_stream(process, "stdout");
    if (is_text_stream(out)) {
      if (!frame.slots[0].is_null())
        text_stream_write(thread, out.as<TextStream>(), to_utf8(input.as<Str>()));
      text_stream_flush(thread, out.as<TextStream>());
    }
    if (!frame.slots[0].is_null()) frame.slots[0] = input;
    frame.state = 2;
  }
  if (is_str(frame.slots[0])) request.text = to_utf8(frame.slots[0].as<Str>());
  IoReply reply;
  if (thread.kernel->io(thread, request, reply) == IoStatus::Blocked) return Value::blocked();
  if (reply.error)
    return raise_os_error(thread, reply.error, reply.error_text.c_str(), Value::none());
  if (reply.data.empty()) return raise(thread, process.types.EOFError, "EOF when reading a line");
  if (reply.data.back() == '\n') reply.data.pop_back();
  return Value::of(new_str(process, reply.data));
}
constexpr NativeFrameType kInputFrame = {"input", input_step};

Value input(Thread& thread, const Value* args) {
  return start_frame(thread, kInputFrame, args, 1);
}

// --- text of one object

Value repr_of(Thread& thread, const Value* args) {
  return repr(thread, args[0]);
}
Value ascii(Thread& thread, const Value* args) {
  return ascii_of(thread, args[0]);
}
Value format_of(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!args[1].is_null() && !is_str(args[1]))
    return raise(thread, process.types.TypeError, "format() argument 2 must be str, not %s",
                 type_name(process, args[1]).c_str());
  return format(thread, args[0], args[1].is_null() ? Value::of(process.empty_str) : args[1]);
}

constexpr NativeMethod kFunctions[] = {
    {"print", "*args, sep=' ', end='\\n', file=None, flush=False", print, NativeMethod::Plain, 400},
    {"input", "prompt='', /", input, NativeMethod::Plain, 400},
    {"repr", "obj, /", repr_of},
    {"ascii", "obj, /", ascii},
    {"format", "value, format_spec='', /", format_of},
};

}  // namespace

void define_builtin_output(Process& process) {
  add_builtins(process, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
