// The `%` operator of str and bytes. Arguments whose text is Python's business (a __str__ written
// in Python) are converted first, one after the other, in a native frame; then all is put together.
#include <algorithm>
#include <cmath>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/exception.h"
#include "vm/format.h"
#include "vm/frame.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/operations.h"
#include "vm/str_methods.h"

namespace gilscope {

namespace {

struct Directive {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  std::int64_t width = -1, precision = -1;
  char32_t type = 0;
};

bool is_simple(Process& process, Value v) {
  if (!v.is_object()) return true;
  return v.object()->type == process.types.str || v.object()->type == process.types.int_;
}

class PercentFormatter {
 public:
  // `converted`: the texts of the arguments that are not simple, in order; null in the first pass,
  // which collects them in `wanted` as (value, conversion) pairs.
  PercentFormatter(Thread& thread, Str* format, Value args, List* converted, List* wanted,
                   bool bytes)
      : thread_(thread),
        process_(*thread.process),
        format_(format),
        args_(args),
        converted_(converted),
        wanted_(wanted),
        bytes_(bytes) {
    tuple_ = is_tuple(args) ? args.as<Tuple>() : nullptr;
    bool mapping = args.is_object() && !tuple_ && !is_str(args) &&
                   args.object()->type->slots.getitem && !is_bytes(args);
    mapping_ = mapping ? args : Value::null();
  }

  // The result; Nothing: something is wanted first; Null: exception pending.
  Value run() {
    while (at_ < format_->length) {
      std::uint32_t start = at_;
      while (at_ < format_->length && format_->at(at_) != '%') ++at_;
      out_.add(format_, start, at_);
      if (at_ == format_->length) break;
      ++at_;
      if (!directive()) return Value::null();
    }
    bool unused = tuple_ ? next_ < tuple_->length : !single_used_;
    if (unused && mapping_.is_null()) {
      return type_error(bytes_ ? "not all arguments converted during bytes formatting"
                               : "not all arguments converted during string formatting");
    }
    if (wanted_ && wanted_->length) return Value::nothing();
    return Value::of(out_.finish(process_));
  }

 private:
  Value type_error(const char* text) {
    return raise(thread_, process_.types.TypeError, "%s", text);
  }
  bool fail_type(const char* text) {
    type_error(text);
    return false;
  }
  bool fail_value(const char* text) {
    raise(thread_, process_.types.ValueError, "%s", text);
    return false;
  }

  // False: exception pending.
  bool next_argument(Value* out) {
    if (!keyed_.is_null()) {
      *out = keyed_;
      return true;
    }
    if (tuple_ ? next_ < tuple_->length : !single_used_) {
      *out = tuple_ ? tuple_->items[next_++] : args_;
      single_used_ = true;
      return true;
    }
    return fail_type("not enough arguments for format string");
  }

  bool mapping_key() {
    if (mapping_.is_null()) return fail_type("format requires a mapping");
    std::uint32_t start = ++at_;
    int open = 1;
    while (at_ < format_->length) {
      char32_t c = format_->at(at_++);
      if (c == '(') ++open;
      if (c == ')' && --open == 0) break;
    }
    if (open) return fail_value("incomplete format key");
    Str* name = str_slice(process_, format_, start, at_ - 1);
    Value key = bytes_ ? Value::of(new_bytes(process_, latin1(name))) : Value::of(name);
    Frame* before = thread_.top;
    keyed_ = finish_nested(thread_, before, get_item(thread_, mapping_, key));
    return !keyed_.is_null();
  }

  static std::string latin1(Str* s) {
    std::string out;
    for (std::uint32_t i = 0; i < s->length; ++i) out += static_cast<char>(s->at(i));
    return out;
  }

  // A width or precision: digits or `*`.
  bool count(std::int64_t* out, const char* too_big) {
    if (at_ < format_->length && format_->at(at_) == '*') {
      ++at_;
      Value v;
      if (!next_argument(&v)) return false;
      if (!is_integer(v)) return fail_type("* wants int");
      std::int64_t value;
      if (!to_int64(v, &value) || value > INT32_MAX || value < -INT32_MAX)
        return fail_value(too_big);
      *out = value;
      return true;
    }
    std::int64_t value = 0;
    bool any = false;
    for (; at_ < format_->length && format_->at(at_) >= '0' && format_->at(at_) <= '9'; ++at_) {
      any = true;
      value = value * 10 + static_cast<int>(format_->at(at_) - '0');
      if (value > INT32_MAX) return fail_value(too_big);
    }
    if (any) *out = value;
    return true;
  }

  bool parse(Directive* d) {
    auto peek = [&]() -> char32_t { return at_ < format_->length ? format_->at(at_) : 0; };
    keyed_ = Value::null();
    if (peek() == '(' && !mapping_key()) return false;
    for (bool more = true; more;) {
      switch (peek()) {
        case '-': d->left = true; break;
        case '+': d->plus = true; break;
        case ' ': d->blank = true; break;
        case '#': d->alternate = true; break;
        case '0': d->zero = true; break;
        default: more = false;
      }
      if (more) ++at_;
    }
    if (!count(&d->width, "width too big")) return false;
    if (d->width < -1) {
      d->left = true;
      d->width = -d->width;
    }
    if (peek() == '.') {
      ++at_;
      d->precision = 0;
      if (!count(&d->precision, "precision too big")) return false;
      d->precision = std::max<std::int64_t>(d->precision, 0);
    }
    if (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
    if (at_ >= format_->length) return fail_value("incomplete format");
    d->type = format_->at(at_++);
    std::int64_t room =
        std::max<std::int64_t>(d->width, 0) + std::max<std::int64_t>(d->precision, 0);
    if (room > kStrLengthMax || !process_.heap.can_allocate(static_cast<std::size_t>(room) * 4)) {
      raise_memory_error(thread_);
      return false;
    }
    return true;
  }

  bool directive() {
    if (at_ < format_->length && format_->at(at_) == '%') {
      ++at_;
      out_.add('%');
      return true;
    }
    Directive d;
    if (!parse(&d)) return false;
    Value v;
    if (!next_argument(&v)) return false;
    switch (d.type) {
      case 's':
      case 'r':
      case 'a':
      case 'b': return text_directive(d, v);
      case 'c': return char_directive(d, v);
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': return integer_directive(d, v);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': return float_directive(d, v);
      default: return unsupported(d);
    }
  }

  bool unsupported(const Directive& d) {
    std::string shown;
    if (d.type > 31 && d.type < 127) {
      shown = static_cast<char>(d.type);
    } else {
      shown = "?";
    }
    raise(thread_, process_.types.ValueError,
          "unsupported format character '%s' (0x%x) at index %u", shown.c_str(),
          static_cast<unsigned>(d.type), at_ - 1);
    return false;
  }

  void pad(std::int64_t count, char32_t fill = ' ') {
    if (count > 0) out_.fill(fill, static_cast<std::size_t>(count));
  }

  bool put(const Directive& d, Str* text) {
    auto length = static_cast<std::int64_t>(text->length);
    if (d.precision >= 0 && d.type != 'c') length = std::min(length, d.precision);
    if (!d.left) pad(d.width - length);
    out_.add(text, 0, static_cast<std::uint32_t>(length));
    if (d.left) pad(d.width - length);
    return true;
  }

  bool text_directive(const Directive& d, Value v) {
    if (bytes_ && (d.type == 's' || d.type == 'b')) return bytes_argument(d, v);
    if (d.type == 'b') return unsupported(d);
    Value text;
    Frame* before = thread_.top;
    if (is_simple(process_, v)) {
      bool wants_repr = d.type != 's' || bytes_;
      text = finish_nested(thread_, before,
                           d.type == 'a' || bytes_ ? ascii_of(thread_, v)
                           : wants_repr            ? repr(thread_, v)
                                                   : to_str(thread_, v));
      if (text.is_null()) return false;
    } else if (converted_) {
      text = converted_->items[next_converted_++];
    } else {
      list_append(process_, wanted_, v);
      list_append(process_, wanted_, Value::of(static_cast<std::int64_t>(bytes_ ? U'a' : d.type)));
      return true;
    }
    return put(d, text.as<Str>());
  }

  bool bytes_argument(const Directive& d, Value v) {
    bool buffer = is_bytes(v) || has_type_flag(v, kByteArraySubclass) ||
                  (v.is_object() && v.object()->type == process_.types.memoryview);
    Value method = Value::nothing();
    if (!buffer && v.is_object())
      method = special_method(thread_, v, intern(process_, "__bytes__"));
    if (method.is_null()) return false;
    if (!buffer && method.is_nothing()) {
      raise(thread_, process_.types.TypeError,
            "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'",
            type_name(process_, v).c_str());
      return false;
    }
    if (!buffer) v = bytes_of(thread_, v);
    std::string_view content;
    if (v.is_null() || !bytes_like(thread_, v, &content)) return false;
    StrWriter text;
    for (char c : content) text.add(static_cast<unsigned char>(c));
    return put(d, text.finish(process_));
  }

  bool char_directive(const Directive& d, Value v) {
    if (bytes_) {
      std::int64_t byte;
      if (is_bytes(v) && v.as<Bytes>()->length == 1)
        return put(d, char_str(process_, v.as<Bytes>()->data()[0]));
      if (!is_integer(v)) return fail_type("%c requires an integer in range(256) or a single byte");
      if (to_int64(v, &byte) && byte >= 0 && byte < 256)
        return put(d, char_str(process_, static_cast<char32_t>(byte)));
      raise(thread_, process_.types.OverflowError, "%%c arg not in range(256)");
      return false;
    }
    if (is_str(v)) {
      if (v.as<Str>()->length != 1) return fail_type("%c requires int or char");
      return put(d, v.as<Str>());
    }
    bool index = is_integer(v) || (v.is_object() && v.object()->type->slots.index);
    if (!index) return fail_type("%c requires int or char");
    v = integer_index(thread_, v);
    if (v.is_null()) return false;
    std::int64_t point;
    if (!to_int64(v, &point) || point < 0 || point > 0x10ffff) {
      raise(thread_, process_.types.OverflowError, "%%c arg not in range(0x110000)");
      return false;
    }
    return put(d, char_str(process_, static_cast<char32_t>(point)));
  }

  // sign, prefix, digits, with zeros between prefix and digits where asked.
  bool put_number(const Directive& d, std::string sign, const std::string& prefix,
                  const std::string& digits) {
    if (sign.empty()) sign = d.plus ? "+" : d.blank ? " " : "";
    auto length = static_cast<std::int64_t>(sign.size() + prefix.size() + digits.size());
    bool zeros = d.zero && !d.left;
    if (!d.left && !zeros) pad(d.width - length);
    out_.add_ascii(sign);
    out_.add_ascii(prefix);
    if (zeros) pad(d.width - length, '0');
    out_.add_ascii(digits);
    if (d.left) pad(d.width - length);
    return true;
  }

  // The integer that %d and %x print. Null: exception pending.
  Value integer_argument(const Directive& d, Value v) {
    if (is_integer(v)) return v;
    bool decimal = d.type == 'd' || d.type == 'i' || d.type == 'u';
    Frame* before = thread_.top;
    if (decimal && is_floating(v)) return int_from_double(thread_, float_value(v));
    if (v.is_object() && !is_str(v)) {
      const Slots& slots = v.object()->type->slots;
      if (decimal && slots.to_int) return finish_nested(thread_, before, slots.to_int(thread_, v));
      if (slots.index) return integer_index(thread_, v);
    }
    char type = static_cast<char>(d.type);
    return raise(thread_, process_.types.TypeError, "%%%c format: %s is required, not %s", type,
                 decimal ? "a real number" : "an integer", type_name(process_, v).c_str());
  }

  bool integer_directive(const Directive& d, Value v) {
    v = integer_argument(d, v);
    if (v.is_null()) return false;
    int base = d.type == 'o' ? 8 : d.type == 'x' || d.type == 'X' ? 16 : 10;
    std::string text = int_to_text(thread_, v, base);
    if (text.empty()) return false;
    std::string sign = text[0] == '-' ? "-" : "", digits = text.substr(sign.size()), prefix;
    if (d.type == 'X') {
      for (char& c : digits) c = c >= 'a' ? static_cast<char>(c - 32) : c;
    }
    if (d.alternate && base != 10) {
      prefix = "0";
      prefix += static_cast<char>(d.type);
    }
    if (d.precision > static_cast<std::int64_t>(digits.size()))
      digits.insert(0, static_cast<std::size_t>(d.precision) - digits.size(), '0');
    return put_number(d, sign, prefix, digits);
  }

  bool float_directive(const Directive& d, Value v) {
    double value;
    if (bytes_ && is_str(v)) {
      raise(thread_, process_.types.TypeError, "float argument required, not %s",
            type_name(process_, v).c_str());
      return false;
    }
    if (!real_value(thread_, v, &value)) return false;
    std::string text =
        format_double(value, static_cast<char>(d.type), d.precision < 0 ? 6 : d.precision,
                      d.alternate ? kFormatAlternate : 0);
    std::string sign = text[0] == '-' ? "-" : "";
    return put_number(d, sign, "", text.substr(sign.size()));
  }

  Thread& thread_;
  Process& process_;
  Str* format_;
  Value args_, mapping_, keyed_;
  Tuple* tuple_;
  List* converted_;
  List* wanted_;
  bool bytes_;
  bool single_used_ = false;
  std::uint32_t at_ = 0, next_ = 0, next_converted_ = 0;
  StrWriter out_;
};

enum Slot { kFormat, kArgs, kWanted, kConverted, kSlots };

Value to_result(Thread& thread, Value text, bool bytes) {
  if (!bytes || !is_str(text)) return text;
  Str* s = text.as<Str>();
  std::string content;
  for (std::uint32_t i = 0; i < s->length; ++i) content += static_cast<char>(s->at(i));
  return Value::of(new_bytes(*thread.process, content));
}

// Converts one wanted argument per step. number: 1 for bytes.
Value percent_step(Thread& thread, NativeFrame& frame, Value input) {
  List* wanted = frame.slots[kWanted].as<List>();
  List* converted = frame.slots[kConverted].as<List>();
  if (frame.state && input.is_null()) return input;
  bool resumed = frame.state != 0;
  frame.state = 1;
  while (true) {
    if (resumed) list_append(*thread.process, converted, input);
    resumed = true;
    std::uint32_t i = converted->length * 2;
    if (i >= wanted->length) break;
    Value v = wanted->items[i];
    std::int64_t conversion = wanted->items[i + 1].integer;
    input = conversion == 's'   ? to_str(thread, v)
            : conversion == 'r' ? repr(thread, v)
                                : ascii_of(thread, v);
    if (input.is_pending() || input.is_null()) return input;
  }
  PercentFormatter formatter(thread, frame.slots[kFormat].as<Str>(), frame.slots[kArgs], converted,
                             nullptr, frame.number != 0);
  return to_result(thread, formatter.run(), frame.number != 0);
}

Value percent(Thread& thread, Str* format, Value args, bool bytes) {
  Process& process = *thread.process;
  thread.charge(format->length * 4);
  List* wanted = new_list(process);
  PercentFormatter formatter(thread, format, args, nullptr, wanted, bytes);
  Value result = formatter.run();
  if (!result.is_nothing()) return to_result(thread, result, bytes);
  static constexpr NativeFrameType kPercent = {"str.__mod__", percent_step};
  Value slots[kSlots] = {Value::of(format), args, Value::of(wanted), Value::of(new_list(process))};
  push_native_frame(thread, kPercent, slots, kSlots)->number = bytes;
  return Value::pending();
}

}  // namespace

Value str_percent(Thread& thread, Str* format, Value args) {
  return percent(thread, format, args, false);
}

// bytes: the same on Latin-1 text.
Value bytes_percent(Thread& thread, Value format, Value args) {
  std::string_view content;
  if (!bytes_like(thread, format, &content)) return Value::null();
  StrWriter text;
  for (char c : content) text.add(static_cast<unsigned char>(c));
  Value result = percent(thread, text.finish(*thread.process), args, true);
  if (!is_bytes(result) || !has_type_flag(format, kByteArraySubclass)) return result;
  return bytes_like_result(
      *thread.process, format,
      {reinterpret_cast<const char*>(result.as<Bytes>()->data()), result.as<Bytes>()->length});
}

}  // namespace gilscope
