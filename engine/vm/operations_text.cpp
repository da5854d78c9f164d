// repr, str, format, ascii; names and ids for messages.
#include <cstdio>
#include <cstring>

#include "vm/containers.h"
#include "vm/function.h"
#include "vm/native_depth.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

Value repr(Thread& thread, Value v) {
  NativeDepth depth(thread);
  if (depth.too_deep()) return depth.refuse(" while getting the repr of an object");
  Type* type = type_of(*thread.process, v);
  if (type->slots.repr) return type->slots.repr(thread, v);
  return object_repr(thread, v);
}

Value to_str(Thread& thread, Value v) {
  Type* type = type_of(*thread.process, v);
  if (type == thread.process->types.str) return v;
  if (type->slots.str) return type->slots.str(thread, v);
  return repr(thread, v);
}

static Value escape_non_ascii(Thread& thread, Value text) {
  if (!is_str(text) || text.as<Str>()->ascii) return text;
  auto* s = text.as<Str>();
  std::string out;
  for (std::uint32_t i = 0; i < s->length; ++i) {
    auto point = static_cast<std::uint32_t>(s->at(i));
    char escape[12];
    const char* form = point < 0x80      ? "%c"
                       : point < 0x100   ? "\\x%02x"
                       : point < 0x10000 ? "\\u%04x"
                                         : "\\U%08x";
    std::snprintf(escape, sizeof escape, form, point);
    out += escape;
  }
  return Value::of(new_str(*thread.process, out));
}

static Value ascii_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state++ == 0) {
    input = repr(thread, frame.slots[0]);
    if (input.is_pending()) return input;
  }
  return input.is_null() ? input : escape_non_ascii(thread, input);
}

Value ascii_of(Thread& thread, Value v) {
  static const NativeFrameType kAscii = {"ascii", ascii_step};
  if (type_of(*thread.process, v)->slots.repr != python_slot::repr) {
    Frame* before = thread.top;
    Value text = finish_nested(thread, before, repr(thread, v));
    return text.is_null() ? text : escape_non_ascii(thread, text);
  }
  push_native_frame(thread, kAscii, &v, 1);
  return Value::pending();
}

Value format(Thread& thread, Value v, Value spec) {
  Process& process = *thread.process;
  bool empty = spec.is_null() || (is_str(spec) && spec.as<Str>()->length == 0);
  if (empty) {
    if (v.is_object() && v.object()->type == process.types.str) return v;
    if (v.is_int() || v.is_float()) return to_str(thread, v);
    spec = Value::of(process.empty_str);
  }
  Value found = type_lookup(process, type_of(process, v), process.name_of(Name::format));
  if (found.is_nothing())
    return raise(thread, process.types.TypeError, "Type %s doesn't define __format__",
                 type_name(process, v).c_str());
  if (has_type_flag(found, kMethodDescriptor) && found.object()->type != process.types.function) {
    Value args[] = {spec};
    return call_found(thread, found, v, args, 1);
  }
  return call_converted(thread, Conversion::Format, found, v, &spec, 1);
}

static bool text_nested(Thread& thread, Frame* before, Value text, std::string* out) {
  text = finish_nested(thread, before, text);
  if (!is_str(text)) return false;
  *out = to_utf8(text.as<Str>());
  return true;
}

bool repr_nested(Thread& thread, Value v, std::string* out) {
  Frame* before = thread.top;
  return text_nested(thread, before, repr(thread, v), out);
}

bool str_nested(Thread& thread, Value v, std::string* out) {
  Frame* before = thread.top;
  return text_nested(thread, before, to_str(thread, v), out);
}

// CPython's tp_name: types of C modules carry their module in error texts, "collections.deque".
std::string type_name(Process& process, Value v) {
  Type* type = type_of(process, v);
  std::string name = type_text(type);
  if (type->type_flags & kHeapType) return name;
  Value module = dict_get(type->dict, process.name_of(Name::module));
  if (!is_str(module) || str_equal(module.as<Str>(), "builtins")) return name;
  return to_utf8(module.as<Str>()) + "." + name;
}

std::string type_text(Type* type) {
  return type->name ? to_utf8(type->name) : "?";
}

// Ids look like CPython's addresses, and are the same in every run.
static constexpr std::uint64_t kFirstAddress = 0x7f0000000000ull;

std::uint64_t identity_of(Process& process, Value v) {
  if (v.is_object()) {
    Object* object = v.object();
    if (!object->identity) object->identity = process.next_identity++;
    return kFirstAddress + std::uint64_t{object->identity} * 16;
  }
  constexpr std::uint64_t kUnboxed = 0x560000000000ull;
  std::uint64_t kind = static_cast<std::uint64_t>(v.tag) << 36;
  return kUnboxed + kind + ((v.bits * 32) & 0xfffffffffull);
}

}  // namespace gilscope
