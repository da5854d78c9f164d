// memoryview: a window on the bytes of another object, one-dimensional, with items of one of
// struct's native formats.
#include <algorithm>
#include <cstring>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/operations.h"
#include "vm/str_text.h"
#include "vm/type.h"

namespace gilscope {

namespace {

int size_of_format(char format) {
  switch (format) {
    case 'b':
    case 'B':
    case 'c':
    case '?': return 1;
    case 'h':
    case 'H': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'd': return 8;
    default: return 0;
  }
}

bool is_signed_format(char format) {
  return format == 'b' || format == 'h' || format == 'i' || format == 'l' || format == 'q' ||
         format == 'n';
}

void visit(Object* object, Visitor& visitor) {
  visitor.value(static_cast<MemoryView*>(object)->owner);
}

Value released_error(Thread& thread) {
  return raise(thread, thread.process->types.ValueError,
               "operation forbidden on released memoryview object");
}

std::int64_t count_of(const MemoryView* view) {
  return static_cast<std::int64_t>(view->length / view->item_size);
}

MemoryView* new_view(Process& process, const MemoryView* like) {
  auto* view = allocate<MemoryView>(process, process.types.memoryview);
  view->owner = like->owner;
  view->start = like->start;
  view->length = like->length;
  view->step = like->step;
  view->item_size = like->item_size;
  view->format = like->format;
  view->readonly = like->readonly;
  return view;
}

// The memory of item i. Null: released.
const std::uint8_t* item_at(MemoryView* view, std::int64_t i) {
  const std::uint8_t* base = has_type_flag(view->owner, kByteArraySubclass)
                                 ? view->owner.as<ByteArray>()->items
                                 : view->owner.as<Bytes>()->data();
  return base + static_cast<std::int64_t>(view->start) + i * view->step;
}

Value unpack(Process& process, const MemoryView* view, const std::uint8_t* data) {
  if (view->format == 'c')
    return Value::of(new_bytes(process, {reinterpret_cast<const char*>(data), 1}));
  if (view->format == '?') return Value::boolean(*data != 0);
  std::uint64_t bits = 0;
  std::memcpy(&bits, data, view->item_size);
  if (view->format == 'f') {
    float value;
    std::memcpy(&value, data, sizeof value);
    return Value::of(static_cast<double>(value));
  }
  if (view->format == 'd') {
    double value;
    std::memcpy(&value, data, sizeof value);
    return Value::of(value);
  }
  if (!is_signed_format(view->format)) return int_from_uint64(process, bits);
  int shift = 64 - 8 * view->item_size;
  return Value::of(static_cast<std::int64_t>(bits << shift) >> shift);
}

// False: exception pending.
bool pack(Thread& thread, const MemoryView* view, Value v, std::uint8_t* out) {
  Process& process = *thread.process;
  auto invalid = [&](Type* type, const char* what) {
    raise(thread, type, "memoryview: invalid %s for format '%c'", what, view->format);
    return false;
  };
  if (view->format == 'c') {
    if (!is_bytes(v)) return invalid(process.types.TypeError, "type");
    if (v.as<Bytes>()->length != 1) return invalid(process.types.ValueError, "value");
    *out = v.as<Bytes>()->data()[0];
    return true;
  }
  if (view->format == '?') {
    bool value;
    if (!truth_nested(thread, v, &value)) return false;
    *out = value;
    return true;
  }
  if (view->format == 'f' || view->format == 'd') {
    double value;
    if (!real_value(thread, v, &value)) return false;
    auto narrow = static_cast<float>(value);
    std::memcpy(out, view->format == 'f' ? static_cast<void*>(&narrow) : &value, view->item_size);
    return true;
  }
  bool index = is_integer(v) || (v.is_object() && v.object()->type->slots.index);
  if (!index) return invalid(process.types.TypeError, "type");
  v = integer_index(thread, v);
  if (v.is_null()) return false;
  IntegerView number(v);
  int bits = 8 * view->item_size;
  bool fits;
  if (is_signed_format(view->format)) {
    std::int64_t value;
    fits = to_int64(v, &value) && (bits == 64 || (value >= -(std::int64_t{1} << (bits - 1)) &&
                                                  value < std::int64_t{1} << (bits - 1)));
  } else {
    fits = !number.negative && number.bit_length() <= static_cast<std::uint64_t>(bits);
  }
  if (!fits) return invalid(process.types.ValueError, "value");
  std::uint64_t magnitude = (number.count ? number.limbs[0] : 0) |
                            (number.count > 1 ? std::uint64_t{number.limbs[1]} << 32 : 0);
  if (number.negative) magnitude = 0 - magnitude;
  std::memcpy(out, &magnitude, view->item_size);
  return true;
}

Value view_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value v = args[1];
  if (!is_bytes_like(process, v))
    return raise(thread, process.types.TypeError,
                 "memoryview: a bytes-like object is required, not '%s'",
                 type_name(process, v).c_str());
  if (v.object()->type == process.types.memoryview) {
    if (is_released(v.as<MemoryView>())) return released_error(thread);
    return Value::of(new_view(process, v.as<MemoryView>()));
  }
  std::string_view content;
  if (!bytes_like(thread, v, &content)) return Value::null();
  MemoryView like{};
  like.owner = v;
  like.length = content.size();
  like.step = like.item_size = 1;
  like.format = 'B';
  like.readonly = is_bytes(v);
  return Value::of(new_view(process, &like));
}

Value view_repr(Thread& thread, Value self) {
  char address[64];
  std::snprintf(address, sizeof address, "<%smemory at 0x%llx>",
                is_released(self.as<MemoryView>()) ? "released " : "",
                static_cast<unsigned long long>(identity_of(*thread.process, self)));
  return Value::of(new_str(*thread.process, address));
}

Value view_length(Thread& thread, Value self) {
  auto* view = self.as<MemoryView>();
  return is_released(view) ? released_error(thread) : Value::of(count_of(view));
}

// The position that an index names; -1: exception pending.
std::int64_t position(Thread& thread, MemoryView* view, Value key) {
  Process& process = *thread.process;
  bool index = is_integer(key) || (key.is_object() && key.object()->type->slots.index);
  if (!index) {
    raise(thread, process.types.TypeError, "memoryview: invalid slice key");
    return -1;
  }
  std::int64_t at;
  if (!index_value(thread, key, &at)) return -1;
  if (at < 0) at += count_of(view);
  if (at >= 0 && at < count_of(view)) return at;
  raise(thread, process.types.IndexError, "index out of bounds on dimension 1");
  return -1;
}

MemoryView* slice_view(Thread& thread, MemoryView* view, Slice* slice) {
  std::int64_t start, stop, step, count;
  if (!slice_indices(thread, slice, count_of(view), &start, &stop, &step, &count)) return nullptr;
  MemoryView* part = new_view(*thread.process, view);
  count = std::max<std::int64_t>(count, 0);
  if (count)
    part->start =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(view->start) + start * view->step);
  part->length = static_cast<std::uint64_t>(count) * view->item_size;
  part->step = view->step * step;
  return part;
}

Value view_getitem(Thread& thread, Value self, Value key) {
  auto* view = self.as<MemoryView>();
  if (is_released(view)) return released_error(thread);
  if (key.is_object() && key.object()->type == thread.process->types.slice) {
    MemoryView* part = slice_view(thread, view, key.as<Slice>());
    return part ? Value::of(part) : Value::null();
  }
  std::int64_t at = position(thread, view, key);
  return at < 0 ? Value::null() : unpack(*thread.process, view, item_at(view, at));
}

Value view_setitem(Thread& thread, Value self, Value key, Value value) {
  Process& process = *thread.process;
  auto* view = self.as<MemoryView>();
  if (is_released(view)) return released_error(thread);
  if (view->readonly)
    return raise(thread, process.types.TypeError, "cannot modify read-only memory");
  if (value.is_null()) return raise(thread, process.types.TypeError, "cannot delete memory");
  if (key.is_object() && key.object()->type == process.types.slice) {
    MemoryView* part = slice_view(thread, view, key.as<Slice>());
    std::string_view content;
    if (!part || !bytes_like(thread, value, &content)) return Value::null();
    std::string copy(content);
    if (copy.size() != part->length)
      return raise(thread, process.types.ValueError,
                   "memoryview assignment: lvalue and rvalue have different structures");
    for (std::int64_t i = 0; i < count_of(part); ++i)
      std::memcpy(const_cast<std::uint8_t*>(item_at(part, i)), copy.data() + i * part->item_size,
                  part->item_size);
    return Value::none();
  }
  std::int64_t at = position(thread, view, key);
  if (at < 0) return Value::null();
  std::uint8_t packed[8];
  if (!pack(thread, view, value, packed)) return Value::null();
  std::memcpy(const_cast<std::uint8_t*>(item_at(view, at)), packed, view->item_size);
  return Value::none();
}

Value view_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (op != Comparison::Equal && op != Comparison::NotEqual) return Value::not_implemented();
  if (!is_bytes_like(*thread.process, other)) return Value::not_implemented();
  std::string_view a, b;
  if (is_released(self.as<MemoryView>()))
    return Value::boolean(identical(self, other) == (op == Comparison::Equal));
  if (!bytes_like(thread, self, &a) || !bytes_like(thread, other, &b)) return Value::null();
  return Value::boolean((a == b) == (op == Comparison::Equal));
}

Value view_hash(Thread& thread, Value self) {
  auto* view = self.as<MemoryView>();
  if (!view->readonly && !is_released(view))
    return raise(thread, thread.process->types.ValueError,
                 "cannot hash writable memoryview object");
  std::string_view content;
  if (!bytes_like(thread, self, &content)) return Value::null();
  return Value::of(hash_data(content.data(), content.size()));
}

Value to_list(Thread& thread, const Value* args) {
  auto* view = args[0].as<MemoryView>();
  if (is_released(view)) return released_error(thread);
  List* list = new_list(*thread.process);
  for (std::int64_t i = 0; i < count_of(view); ++i)
    list_append(*thread.process, list, unpack(*thread.process, view, item_at(view, i)));
  return Value::of(list);
}

Value view_iter(Thread& thread, Value self) {
  Value list = to_list(thread, &self);
  return list.is_null() ? list : get_iterator(thread, list);
}

Value to_bytes(Thread& thread, const Value* args) {
  return bytes_of(thread, args[0]);
}

Value hex(Thread& thread, const Value* args) {
  std::string_view content;
  if (!bytes_like(thread, args[0], &content)) return Value::null();
  return hex_text(thread, content, args[1], args[2]);
}

Value release(Thread&, const Value* args) {
  auto* view = args[0].as<MemoryView>();
  view->released = true;
  return Value::none();
}

Value enter(Thread& thread, const Value* args) {
  return is_released(args[0].as<MemoryView>()) ? released_error(thread) : args[0];
}

Value to_readonly(Thread& thread, const Value* args) {
  if (is_released(args[0].as<MemoryView>())) return released_error(thread);
  MemoryView* view = new_view(*thread.process, args[0].as<MemoryView>());
  view->readonly = true;
  return Value::of(view);
}

Value cast(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* view = args[0].as<MemoryView>();
  if (is_released(view)) return released_error(thread);
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError, "cast() argument 'format' must be str, not %s",
                 type_name(process, args[1]).c_str());
  std::string format = to_utf8(args[1].as<Str>());
  if (format.size() == 2 && format[0] == '@') format.erase(0, 1);
  int size = format.size() == 1 ? size_of_format(format[0]) : 0;
  if (!size)
    return raise(thread, process.types.ValueError,
                 "memoryview: destination format must be a native single character format prefixed "
                 "with an optional '@'");
  if (view->step != view->item_size)
    return raise(thread, process.types.TypeError,
                 "memoryview: casts are restricted to C-contiguous views");
  bool from_bytes = view->item_size == 1, to_byte_items = size == 1;
  if (!from_bytes && !to_byte_items)
    return raise(thread, process.types.TypeError,
                 "memoryview: cannot cast between two non-byte formats");
  if (view->length % static_cast<unsigned>(size))
    return raise(thread, process.types.TypeError,
                 "memoryview: length is not a multiple of itemsize");
  MemoryView* other = new_view(process, view);
  other->format = format[0];
  other->item_size = static_cast<std::uint8_t>(size);
  other->step = size;
  return Value::of(other);
}

template <class F>
Value member(Thread& thread, Value self, F f) {
  auto* view = self.as<MemoryView>();
  return is_released(view) ? released_error(thread) : f(view);
}

Value one_tuple(Thread& thread, std::int64_t n) {
  Value item = Value::of(n);
  return Value::of(new_tuple(*thread.process, &item, 1));
}

}  // namespace

void define_memoryview(Process& process) {
  Type* type = process.types.memoryview;
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.repr = view_repr;
  slots.hash = view_hash;
  slots.compare = view_compare;
  slots.length = view_length;
  slots.iter = view_iter;
  slots.getitem = view_getitem;
  slots.setitem = view_setitem;
  set_new(process, type, "cls, object", view_new);
  static const NativeMethod kMethods[] = {
      {"cast", "self, /, format", cast}, {"hex", "self, /, sep=None, bytes_per_sep=1", hex},
      {"release", "self, /", release},   {"tobytes", "self, /, order='C'", to_bytes},
      {"tolist", "self, /", to_list},    {"toreadonly", "self, /", to_readonly},
      {"__enter__", "self, /", enter},   {"__exit__", "self, /, *args", release},
  };
  static const NativeGetSet kGetSets[] = {
      {"obj",
       [](Thread& t, Value self) { return member(t, self, [](auto* v) { return v->owner; }); },
       nullptr},
      {"nbytes",
       [](Thread& t, Value self) {
         return member(t, self,
                       [](auto* v) { return Value::of(static_cast<std::int64_t>(v->length)); });
       },
       nullptr},
      {"readonly",
       [](Thread& t, Value self) {
         return member(t, self, [](auto* v) { return Value::boolean(v->readonly); });
       },
       nullptr},
      {"itemsize",
       [](Thread& t, Value self) {
         return member(t, self, [](auto* v) { return Value::of(std::int64_t{v->item_size}); });
       },
       nullptr},
      {"format",
       [](Thread& t, Value self) {
         return member(t, self, [&](auto* v) {
           return Value::of(char_str(*t.process, static_cast<unsigned char>(v->format)));
         });
       },
       nullptr},
      {"ndim",
       [](Thread& t, Value self) {
         return member(t, self, [](auto*) { return Value::of(std::int64_t{1}); });
       },
       nullptr},
      {"shape",
       [](Thread& t, Value self) {
         return member(t, self, [&](auto* v) { return one_tuple(t, count_of(v)); });
       },
       nullptr},
      {"strides",
       [](Thread& t, Value self) {
         return member(t, self, [&](auto* v) { return one_tuple(t, v->step); });
       },
       nullptr},
      {"contiguous",
       [](Thread& t, Value self) {
         return member(t, self, [](auto* v) { return Value::boolean(v->step == v->item_size); });
       },
       nullptr},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
