// __format__ of int, float, complex and str: parsing the spec, and laying out sign, prefix, grouped
// digits and padding as CPython's formatter_unicode.c does.
#include "vm/format.h"

#include <algorithm>
#include <cmath>

#include "vm/exception.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/operations.h"
#include "vm/process.h"
#include "vm/str_text.h"
#include "vm/thread.h"

namespace gilscope {

namespace {

Value value_error(Thread& thread, const std::string& text) {
  return raise(thread, thread.process->types.ValueError, "%s", text.c_str());
}

bool is_align(char32_t c) {
  return c == '<' || c == '>' || c == '=' || c == '^';
}

// A run of digits as a number. False: none there or too many; *too_many says which.
bool parse_count(Str* s, std::uint32_t& i, std::int64_t* out, bool* too_many) {
  std::uint32_t start = i;
  std::int64_t value = 0;
  for (; i < s->length && s->at(i) >= '0' && s->at(i) <= '9'; ++i) {
    value = value * 10 + static_cast<int>(s->at(i) - '0');
    if (value > INT64_MAX / 100) {
      *too_many = true;
      return false;
    }
  }
  if (i == start) return false;
  *out = value;
  return true;
}

std::string unknown_code(char32_t type, const std::string& object) {
  std::string code;
  if (type > 32 && type < 128) {
    code += static_cast<char>(type);
  } else {
    char buffer[16];
    static constexpr char kHex[] = "0123456789abcdef";
    int n = 0;
    char32_t rest = type;
    do buffer[n++] = kHex[rest & 15];
    while (rest >>= 4);
    code = "\\x";
    while (n) code += buffer[--n];
  }
  return "Unknown format code '" + code + "' for object of type '" + object + "'";
}

bool grouping_allows(char32_t type, char grouping) {
  static constexpr std::u32string_view kBoth = U"defgEGF%", kUnderscore = U"boxX";
  if (!type || kBoth.find(type) != std::u32string_view::npos) return true;
  return grouping == '_' && kUnderscore.find(type) != std::u32string_view::npos;
}

bool parse_spec(Thread& thread, Str* s, char default_align, const std::string& object,
                FormatSpec* spec) {
  auto fail = [&](const std::string& text) {
    value_error(thread, text);
    return false;
  };
  std::uint32_t i = 0, n = s->length;
  auto next_is = [&](char32_t c) { return i < n && s->at(i) == c; };
  if (n >= 2 && is_align(s->at(1))) {
    spec->fill = s->at(0);
    spec->fill_given = true;
    spec->align = static_cast<char>(s->at(1));
    i = 2;
  } else if (n && is_align(s->at(0))) {
    spec->align = static_cast<char>(s->at(0));
    i = 1;
  }
  if (next_is('+') || next_is('-') || next_is(' ')) spec->sign = static_cast<char>(s->at(i++));
  if (next_is('z')) {
    spec->no_negative_zero = true;
    ++i;
  }
  if (next_is('#')) {
    spec->alternate = true;
    ++i;
  }
  if (!spec->fill_given && next_is('0')) {
    spec->fill = '0';
    if (!spec->align && default_align == '>') spec->align = '=';
    ++i;
  }
  bool too_many = false;
  parse_count(s, i, &spec->width, &too_many);
  if (too_many) return fail("Too many decimal digits in format string");
  if (next_is(',')) {
    spec->grouping = ',';
    ++i;
  }
  if (next_is('_')) {
    if (spec->grouping) return fail("Cannot specify both ',' and '_'.");
    spec->grouping = '_';
    ++i;
  }
  if (spec->grouping == '_' && next_is(',')) return fail("Cannot specify both ',' and '_'.");
  if (next_is('.')) {
    ++i;
    if (!parse_count(s, i, &spec->precision, &too_many))
      return fail(too_many ? "Too many decimal digits in format string"
                           : "Format specifier missing precision");
  }
  if (n - i > 1)
    return fail("Invalid format specifier '" + to_utf8(s) + "' for object of type '" + object +
                "'");
  if (i < n) spec->type = s->at(i);
  if (spec->grouping && !grouping_allows(spec->type, spec->grouping)) {
    std::string shown;
    if (spec->type > 32 && spec->type < 128) {
      shown = static_cast<char>(spec->type);
    } else {
      append_utf8(shown, spec->type);
    }
    return fail(std::string("Cannot specify '") + spec->grouping + "' with '" + shown + "'.");
  }
  std::size_t room = static_cast<std::size_t>(std::max<std::int64_t>(spec->width, 0)) +
                     static_cast<std::size_t>(std::max<std::int64_t>(spec->precision, 0));
  if (spec->precision > INT32_MAX) return fail("precision too big");
  if (room > kStrLengthMax / 4 || !thread.process->heap.can_allocate(room * 4)) {
    raise_memory_error(thread);
    return false;
  }
  return true;
}

void append_fill(std::string& out, char32_t fill, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) append_utf8(out, fill);
}

// Digits in groups from the right, zeros in front up to `min_width` columns (separators included).
std::string grouped(const std::string& digits, char separator, std::int64_t group,
                    std::int64_t min_width) {
  std::string reversed;
  auto remaining = static_cast<std::int64_t>(digits.size());
  bool first = true;
  while (remaining > 0 || min_width > 0) {
    if (!first) {
      reversed += separator;
      --min_width;
    }
    first = false;
    std::int64_t n = std::min(group, std::max({remaining, min_width, std::int64_t{1}}));
    for (std::int64_t i = 0; i < n; ++i) {
      reversed += remaining > 0 ? digits[static_cast<std::size_t>(remaining - 1)] : '0';
      --remaining;
    }
    remaining = std::max<std::int64_t>(remaining, 0);
    min_width -= n;
  }
  return std::string(reversed.rbegin(), reversed.rend());
}

struct NumberText {
  bool negative = false;
  std::string prefix, digits, rest;  // rest: the point, decimals, exponent, '%'
};

std::string lay_out(const NumberText& number, const FormatSpec& spec, char default_align) {
  std::string sign;
  if (number.negative) {
    sign = "-";
  } else if (spec.sign == '+' || spec.sign == ' ') {
    sign = std::string(1, spec.sign);
  }
  char align = spec.align ? spec.align : default_align;
  std::int64_t around =
      static_cast<std::int64_t>(sign.size() + number.prefix.size() + number.rest.size());
  std::string digits = number.digits;
  if (spec.grouping && !digits.empty()) {
    bool binary = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
    std::int64_t min_width = spec.fill == '0' && align == '=' ? spec.width - around : 0;
    digits = grouped(digits, spec.grouping, binary ? 4 : 3, min_width);
  }
  std::int64_t padding =
      std::max<std::int64_t>(0, spec.width - around - static_cast<std::int64_t>(digits.size()));
  std::int64_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
  std::int64_t middle = align == '=' ? padding : 0;
  std::string out;
  append_fill(out, spec.fill, left);
  out += sign;
  out += number.prefix;
  append_fill(out, spec.fill, middle);
  out += digits;
  out += number.rest;
  append_fill(out, spec.fill, padding - left - middle);
  return out;
}

NumberText split_number(std::string text) {
  NumberText number;
  std::size_t i = 0;
  if (!text.empty() && text[0] == '-') {
    number.negative = true;
    i = 1;
  }
  std::size_t start = i;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
  number.digits = text.substr(start, i - start);
  number.rest = text.substr(i);
  return number;
}

Value new_text(Thread& thread, const std::string& utf8) {
  return Value::of(new_str(*thread.process, utf8));
}

// The text of a double as the spec's type wants it. False: unknown type.
bool float_text(double value, const FormatSpec& spec, char32_t type, std::string* out) {
  unsigned flags =
      (spec.alternate ? kFormatAlternate : 0) | (spec.no_negative_zero ? kFormatNoNegativeZero : 0);
  std::int64_t precision = spec.precision;
  char form;
  switch (type) {
    case 0:
      flags |= kFormatAddDotZero;
      form = precision < 0 ? 'r' : 'g';
      break;
    case 'n': form = 'g'; break;
    case '%': form = 'f'; break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': form = static_cast<char>(type); break;
    default: return false;
  }
  if (precision < 0) precision = 6;
  *out = format_double(type == '%' ? value * 100 : value, form, precision, flags);
  if (type == '%') *out += '%';
  return true;
}

Value format_float(Thread& thread, double value, const FormatSpec& spec,
                   const std::string& object) {
  std::string text;
  if (!float_text(value, spec, spec.type, &text))
    return value_error(thread, unknown_code(spec.type, object));
  return new_text(thread, lay_out(split_number(text), spec, '>'));
}

Value format_char(Thread& thread, Value v, const FormatSpec& spec) {
  Process& process = *thread.process;
  if (spec.sign) return value_error(thread, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate)
    return value_error(thread, "Alternate form (#) not allowed with integer format specifier 'c'");
  std::int64_t point;
  if (!to_int64(v, &point))
    return raise(thread, process.types.OverflowError, "Python int too large to convert to C long");
  if (point < 0 || point > 0x10ffff)
    return raise(thread, process.types.OverflowError, "%%c arg not in range(0x110000)");
  std::string out, text;
  append_utf8(text, static_cast<char32_t>(point));
  std::int64_t padding = std::max<std::int64_t>(0, spec.width - 1);
  char align = spec.align ? spec.align : '>';
  std::int64_t left = align == '>' || align == '=' ? padding : align == '^' ? padding / 2 : 0;
  append_fill(out, spec.fill, left);
  out += text;
  append_fill(out, spec.fill, padding - left);
  return new_text(thread, out);
}

Value format_int(Thread& thread, Value v, const FormatSpec& spec, const std::string& object) {
  std::string text;
  NumberText number;
  int base = 10;
  switch (spec.type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
      double value;
      if (!number_as_double(thread, v, &value)) return Value::null();
      return format_float(thread, value, spec, object);
    }
    case 'b': base = 2; break;
    case 'o': base = 8; break;
    case 'x':
    case 'X': base = 16; break;
    case 0:
    case 'd':
    case 'n':
    case 'c': break;
    default: return value_error(thread, unknown_code(spec.type, object));
  }
  if (spec.precision >= 0)
    return value_error(thread, "Precision not allowed in integer format specifier");
  if (spec.no_negative_zero)
    return value_error(thread,
                       "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type == 'c') return format_char(thread, v, spec);
  text = int_to_text(thread, v, base);
  if (text.empty()) return Value::null();
  number.negative = text[0] == '-';
  number.digits = text.substr(number.negative);
  if (spec.type == 'X') {
    for (char& c : number.digits) {
      if (c >= 'a') c = static_cast<char>(c - 32);
    }
  }
  if (spec.alternate && base != 10) {
    number.prefix = "0";
    number.prefix += static_cast<char>(spec.type);
  }
  return new_text(thread, lay_out(number, spec, '>'));
}

Value format_complex(Thread& thread, Complex* z, const FormatSpec& spec,
                     const std::string& object) {
  if (spec.fill == '0' && !spec.fill_given)
    return value_error(thread, "Zero padding is not allowed in complex format specifier");
  if (spec.align == '=')
    return value_error(thread, "'=' alignment flag is not allowed in complex format specifier");
  bool plain = spec.type == 0, skip_real = plain && z->real == 0 && !std::signbit(z->real);
  auto part = [&](double value, char sign, std::string* out) {
    std::string text;
    FormatSpec bare = spec;
    bare.width = -1;
    bare.sign = sign;
    bare.align = '<';
    char32_t type = spec.type;
    if (plain) type = 0;
    if (type == '%' || !float_text(value, bare, type, &text)) return false;
    // repr style without the ".0" of floats
    if (plain && text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0)
      text.resize(text.size() - 2);
    *out = lay_out(split_number(text), bare, '<');
    return true;
  };
  std::string real, imaginary;
  bool known = part(z->imaginary, skip_real ? spec.sign : '+', &imaginary) &&
               part(z->real, spec.sign, &real);
  if (!known) return value_error(thread, unknown_code(spec.type, object));
  std::string text = (skip_real ? "" : real) + imaginary + "j";
  if (plain && !skip_real) text = "(" + text + ")";
  NumberText all;
  all.digits = text;
  FormatSpec outer = spec;
  outer.sign = 0;
  outer.grouping = 0;
  return new_text(thread, lay_out(all, outer, '>'));
}

Value format_str(Thread& thread, Str* s, const FormatSpec& spec, const std::string& object) {
  const char* error = nullptr;
  if (spec.sign)
    error = spec.sign == ' ' ? "Space not allowed in string format specifier"
                             : "Sign not allowed in string format specifier";
  if (!error && spec.no_negative_zero)
    error = "Negative zero coercion (z) not allowed in string format specifier";
  if (!error && spec.alternate) error = "Alternate form (#) not allowed in string format specifier";
  if (!error && spec.align == '=') error = "'=' alignment not allowed in string format specifier";
  if (error) return value_error(thread, error);
  if (spec.type && spec.type != 's') return value_error(thread, unknown_code(spec.type, object));
  auto length = static_cast<std::int64_t>(s->length);
  if (spec.precision >= 0) length = std::min(length, spec.precision);
  std::int64_t padding = std::max<std::int64_t>(0, spec.width - length);
  char align = spec.align ? spec.align : '<';
  std::int64_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
  StrWriter out;
  out.fill(spec.fill, static_cast<std::size_t>(left));
  out.add(s, 0, static_cast<std::uint32_t>(length));
  out.fill(spec.fill, static_cast<std::size_t>(padding - left));
  return Value::of(out.finish(*thread.process));
}

}  // namespace

Value format_with(Thread& thread, Value v, Value spec_value) {
  Process& process = *thread.process;
  if (!is_str(spec_value))
    return raise(thread, process.types.TypeError, "__format__() argument must be str, not %s",
                 type_name(process, spec_value).c_str());
  Str* text = spec_value.as<Str>();
  if (!text->length) return to_str(thread, v);
  std::string object = type_name(process, v);
  FormatSpec spec;
  bool is_text = is_str(v);
  if (is_text && text->length && text->at(text->length - 1) == ',') {
    // CPython names 's' here although the type was left out.
    return value_error(thread, "Cannot specify ',' with 's'.");
  }
  if (!parse_spec(thread, text, is_text ? '<' : '>', object, &spec)) return Value::null();
  if (is_text && spec.grouping)
    return value_error(thread, std::string("Cannot specify '") + spec.grouping + "' with 's'.");
  if (is_text) return format_str(thread, v.as<Str>(), spec, object);
  if (is_integer(v)) return format_int(thread, v, spec, object);
  if (is_floating(v)) return format_float(thread, float_value(v), spec, object);
  return format_complex(thread, v.as<Complex>(), spec, object);
}

}  // namespace gilscope
