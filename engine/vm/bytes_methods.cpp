// The methods that bytes and bytearray share. Results are of the kind of `self`.
#include <algorithm>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/frame.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str_codec.h"
#include "vm/str_methods.h"

namespace gilscope {

namespace {

std::string_view self_content(const Value* args) {
  if (is_bytes(args[0]))
    return {reinterpret_cast<const char*>(args[0].as<Bytes>()->data()),
            args[0].as<Bytes>()->length};
  auto* array = args[0].as<ByteArray>();
  return {reinterpret_cast<const char*>(array->items), array->length};
}

Value result(Thread& thread, const Value* args, std::string_view content) {
  return bytes_like_result(*thread.process, args[0], content);
}

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 32) : c;
}
char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

// --- searching: the needle is bytes-like or a single byte as int ---

struct Needle {
  std::string byte;
  std::string_view text;
};

bool needle_argument(Thread& thread, Value v, Needle* needle) {
  Process& process = *thread.process;
  if (is_bytes_like(process, v)) return bytes_like(thread, v, &needle->text);
  if (!is_integer(v) && !(v.is_object() && v.object()->type->slots.index)) {
    raise(thread, process.types.TypeError,
          "argument should be integer or bytes-like object, not '%s'",
          type_name(process, v).c_str());
    return false;
  }
  std::uint8_t byte;
  if (!byte_value(thread, v, "byte must be in range(0, 256)", &byte)) return false;
  needle->byte = std::string(1, static_cast<char>(byte));
  needle->text = needle->byte;
  return true;
}

// -1: nowhere, -2: exception pending
std::int64_t locate(Thread& thread, const Value* args, bool last) {
  Needle needle;
  std::string_view s = self_content(args);
  std::int64_t from, to;
  if (!needle_argument(thread, args[1], &needle) ||
      !search_range(thread, args[2], args[3], static_cast<std::int64_t>(s.size()), &from, &to))
    return -2;
  if (from > to) return -1;
  std::string_view part =
      s.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
  std::int64_t at = last ? bytes_find_last(part, needle.text) : bytes_find(part, needle.text);
  return at < 0 ? at : at + from;
}

Value position(Thread& thread, std::int64_t at, bool raises) {
  if (at == -2) return Value::null();
  if (at == -1 && raises)
    return raise(thread, thread.process->types.ValueError, "subsection not found");
  return Value::of(at);
}

Value m_find(Thread& thread, const Value* args) {
  return position(thread, locate(thread, args, false), false);
}
Value m_rfind(Thread& thread, const Value* args) {
  return position(thread, locate(thread, args, true), false);
}
Value m_index(Thread& thread, const Value* args) {
  return position(thread, locate(thread, args, false), true);
}
Value m_rindex(Thread& thread, const Value* args) {
  return position(thread, locate(thread, args, true), true);
}

std::int64_t count_of(std::string_view s, std::string_view needle, std::int64_t max) {
  if (needle.empty()) return std::min(static_cast<std::int64_t>(s.size()) + 1, max);
  std::int64_t count = 0;
  while (count < max) {
    std::int64_t at = bytes_find(s, needle);
    if (at < 0) break;
    ++count;
    s.remove_prefix(static_cast<std::size_t>(at) + needle.size());
  }
  return count;
}

Value m_count(Thread& thread, const Value* args) {
  Needle needle;
  std::string_view s = self_content(args);
  std::int64_t from, to;
  if (!needle_argument(thread, args[1], &needle) ||
      !search_range(thread, args[2], args[3], static_cast<std::int64_t>(s.size()), &from, &to))
    return Value::null();
  if (from > to) return Value::of(std::int64_t{0});
  return Value::of(
      count_of(s.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)),
               needle.text, INT64_MAX));
}

Value affix(Thread& thread, const Value* args, bool at_end, const char* name) {
  Process& process = *thread.process;
  std::string_view s = self_content(args);
  std::int64_t from, to;
  if (!search_range(thread, args[2], args[3], static_cast<std::int64_t>(s.size()), &from, &to))
    return Value::null();
  bool any = from <= to;
  if (any) s = s.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
  auto matches = [&](std::string_view affix) {
    if (!any || affix.size() > s.size()) return false;
    return s.substr(at_end ? s.size() - affix.size() : 0, affix.size()) == affix;
  };
  std::string_view content;
  if (is_tuple(args[1])) {
    Tuple* choices = args[1].as<Tuple>();
    for (std::uint32_t i = 0; i < choices->length; ++i) {
      if (!bytes_like(thread, choices->items[i], &content)) return Value::null();
      if (matches(content)) return Value::boolean(true);
    }
    return Value::boolean(false);
  }
  if (!is_bytes_like(process, args[1]))
    return raise(thread, process.types.TypeError,
                 "%s first arg must be bytes or a tuple of bytes, not %s", name,
                 type_name(process, args[1]).c_str());
  if (!bytes_like(thread, args[1], &content)) return Value::null();
  return Value::boolean(matches(content));
}

Value m_startswith(Thread& thread, const Value* args) {
  return affix(thread, args, false, "startswith");
}
Value m_endswith(Thread& thread, const Value* args) {
  return affix(thread, args, true, "endswith");
}

Value m_removeprefix(Thread& thread, const Value* args) {
  std::string_view s = self_content(args), prefix;
  if (!bytes_like(thread, args[1], &prefix)) return Value::null();
  if (s.substr(0, prefix.size()) == prefix) s.remove_prefix(prefix.size());
  return result(thread, args, s);
}
Value m_removesuffix(Thread& thread, const Value* args) {
  std::string_view s = self_content(args), suffix;
  if (!bytes_like(thread, args[1], &suffix)) return Value::null();
  if (suffix.size() <= s.size() && s.substr(s.size() - suffix.size()) == suffix)
    s.remove_suffix(suffix.size());
  return result(thread, args, s);
}

Value m_replace(Thread& thread, const Value* args) {
  std::string_view s = self_content(args), old, with;
  std::int64_t max = -1;
  if (!bytes_like(thread, args[1], &old) || !bytes_like(thread, args[2], &with) ||
      (!args[3].is_null() && !index_value(thread, args[3], &max)))
    return Value::null();
  std::int64_t left = count_of(s, old, max < 0 ? INT64_MAX : max);
  std::uint64_t size = s.size() + static_cast<std::uint64_t>(left) * with.size();
  if (size > INT32_MAX || !thread.process->heap.can_allocate(size))
    return raise_memory_error(thread);
  std::string out;
  while (left-- > 0) {
    if (old.empty()) {
      out += with;
      if (!s.empty()) out += s[0];
      s.remove_prefix(s.empty() ? 0 : 1);
      continue;
    }
    auto at = static_cast<std::size_t>(bytes_find(s, old));
    out.append(s.substr(0, at)).append(with);
    s.remove_prefix(at + old.size());
  }
  return result(thread, args, out.append(s));
}

// --- taking apart ---

Value partition(Thread& thread, const Value* args, bool last) {
  Process& process = *thread.process;
  std::string_view s = self_content(args), separator;
  if (!bytes_like(thread, args[1], &separator)) return Value::null();
  if (separator.empty()) return raise(thread, process.types.ValueError, "empty separator");
  std::int64_t at = last ? bytes_find_last(s, separator) : bytes_find(s, separator);
  Value parts[3];
  if (at < 0) {
    for (int i = 0; i < 3; ++i) parts[i] = result(thread, args, i == (last ? 2 : 0) ? s : "");
  } else {
    parts[0] = result(thread, args, s.substr(0, static_cast<std::size_t>(at)));
    parts[1] = result(thread, args, separator);
    parts[2] = result(thread, args, s.substr(static_cast<std::size_t>(at) + separator.size()));
  }
  return Value::of(new_tuple(process, parts, 3));
}

Value m_partition(Thread& thread, const Value* args) {
  return partition(thread, args, false);
}
Value m_rpartition(Thread& thread, const Value* args) {
  return partition(thread, args, true);
}

Value split(Thread& thread, const Value* args, bool from_end) {
  Process& process = *thread.process;
  std::string_view s = self_content(args), separator;
  bool blanks = args[1].is_null() || args[1].is_none();
  std::int64_t left = -1;
  if (!blanks && !bytes_like(thread, args[1], &separator)) return Value::null();
  if (!args[2].is_null() && !index_value(thread, args[2], &left)) return Value::null();
  if (!blanks && separator.empty())
    return raise(thread, process.types.ValueError, "empty separator");
  if (left < 0) left = -1;
  List* out = new_list(process);
  auto add = [&](std::string_view part) { list_append(process, out, result(thread, args, part)); };
  auto strip_front = [&] {
    while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
  };
  auto strip_back = [&] {
    while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
  };
  if (blanks) {
    while (true) {
      from_end ? strip_back() : strip_front();
      if (s.empty()) break;
      if (left-- == 0) {
        add(s);
        break;
      }
      std::size_t n = 0;
      while (n < s.size() && !is_blank(from_end ? s[s.size() - 1 - n] : s[n])) ++n;
      add(from_end ? s.substr(s.size() - n) : s.substr(0, n));
      from_end ? s.remove_suffix(n) : s.remove_prefix(n);
    }
  } else {
    while (left-- != 0) {
      std::int64_t at = from_end ? bytes_find_last(s, separator) : bytes_find(s, separator);
      if (at < 0) break;
      auto cut = static_cast<std::size_t>(at);
      add(from_end ? s.substr(cut + separator.size()) : s.substr(0, cut));
      s = from_end ? s.substr(0, cut) : s.substr(cut + separator.size());
    }
    add(s);
  }
  if (from_end) std::reverse(out->items, out->items + out->length);
  return Value::of(out);
}

Value m_split(Thread& thread, const Value* args) {
  return split(thread, args, false);
}
Value m_rsplit(Thread& thread, const Value* args) {
  return split(thread, args, true);
}

Value m_splitlines(Thread& thread, const Value* args) {
  bool keep_ends = false;
  if (!args[1].is_null() && !truth_nested(thread, args[1], &keep_ends)) return Value::null();
  std::string_view s = self_content(args);
  List* out = new_list(*thread.process);
  while (!s.empty()) {
    std::size_t end = std::min(s.find_first_of("\r\n"), s.size()), next = end;
    if (next < s.size()) next += s.substr(next, 2) == "\r\n" ? 2 : 1;
    list_append(*thread.process, out, result(thread, args, s.substr(0, keep_ends ? next : end)));
    s.remove_prefix(next);
  }
  return Value::of(out);
}

Value strip(Thread& thread, const Value* args, bool left, bool right) {
  std::string_view s = self_content(args), chars;
  bool blanks = args[1].is_null() || args[1].is_none();
  if (!blanks && !bytes_like(thread, args[1], &chars)) return Value::null();
  auto strips = [&](char c) {
    return blanks ? is_blank(c) : chars.find(c) != std::string_view::npos;
  };
  while (left && !s.empty() && strips(s.front())) s.remove_prefix(1);
  while (right && !s.empty() && strips(s.back())) s.remove_suffix(1);
  return result(thread, args, s);
}

Value m_strip(Thread& thread, const Value* args) {
  return strip(thread, args, true, true);
}
Value m_lstrip(Thread& thread, const Value* args) {
  return strip(thread, args, true, false);
}
Value m_rstrip(Thread& thread, const Value* args) {
  return strip(thread, args, false, true);
}

// --- join ---

Value join_items(Thread& thread, Value self, const Value* items, std::uint32_t count) {
  Process& process = *thread.process;
  std::string_view separator = self_content(&self), part;
  std::string out;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!is_bytes_like(process, items[i]))
      return raise(thread, process.types.TypeError,
                   "sequence item %u: expected a bytes-like object, %s found", i,
                   type_name(process, items[i]).c_str());
    if (!bytes_like(thread, items[i], &part)) return Value::null();
    if (i) out += separator;
    out += part;
    if (out.size() > INT32_MAX || !process.heap.can_allocate(out.size()))
      return raise_memory_error(thread);
  }
  return bytes_like_result(process, self, out);
}

Value join_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = list_of(thread, frame.slots[1]);
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  return join_items(thread, frame.slots[0], input.as<List>()->items, input.as<List>()->length);
}

Value m_join(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value v = args[1];
  if (is_exact_builtin_sequence(process, v)) {
    bool list = is_list(v);
    return join_items(thread, args[0], list ? v.as<List>()->items : v.as<Tuple>()->items,
                      list ? v.as<List>()->length : v.as<Tuple>()->length);
  }
  bool iterable =
      v.is_object() && (v.object()->type->slots.iter || v.object()->type->slots.getitem);
  if (!iterable) return raise(thread, process.types.TypeError, "can only join an iterable");
  static constexpr NativeFrameType kJoin = {"bytes.join", join_step};
  push_native_frame(thread, kJoin, args, 2);
  return Value::pending();
}

// --- case and kind ---

template <class F>
Value map_bytes(Thread& thread, const Value* args, F f) {
  std::string out(self_content(args));
  for (char& c : out) c = f(c);
  return result(thread, args, out);
}

Value m_lower(Thread& thread, const Value* args) {
  return map_bytes(thread, args, to_lower);
}
Value m_upper(Thread& thread, const Value* args) {
  return map_bytes(thread, args, to_upper);
}
Value m_swapcase(Thread& thread, const Value* args) {
  return map_bytes(thread, args, [](char c) { return is_upper(c) ? to_lower(c) : to_upper(c); });
}
Value m_capitalize(Thread& thread, const Value* args) {
  bool first = true;
  return map_bytes(thread, args, [&](char c) {
    c = first ? to_upper(c) : to_lower(c);
    first = false;
    return c;
  });
}
Value m_title(Thread& thread, const Value* args) {
  bool in_word = false;
  return map_bytes(thread, args, [&](char c) {
    char mapped = in_word ? to_lower(c) : to_upper(c);
    in_word = is_letter(c);
    return mapped;
  });
}

template <class F>
Value all_bytes(const Value* args, F f) {
  std::string_view s = self_content(args);
  return Value::boolean(!s.empty() && std::all_of(s.begin(), s.end(), f));
}

Value m_isalnum(Thread&, const Value* args) {
  return all_bytes(args, [](char c) { return is_letter(c) || is_digit(c); });
}
Value m_isalpha(Thread&, const Value* args) {
  return all_bytes(args, is_letter);
}
Value m_isdigit(Thread&, const Value* args) {
  return all_bytes(args, is_digit);
}
Value m_isspace(Thread&, const Value* args) {
  return all_bytes(args, is_blank);
}
Value m_isascii(Thread&, const Value* args) {
  std::string_view s = self_content(args);
  return Value::boolean(
      std::all_of(s.begin(), s.end(), [](char c) { return static_cast<signed char>(c) >= 0; }));
}
Value m_islower(Thread&, const Value* args) {
  std::string_view s = self_content(args);
  return Value::boolean(std::any_of(s.begin(), s.end(), is_lower) &&
                        std::none_of(s.begin(), s.end(), is_upper));
}
Value m_isupper(Thread&, const Value* args) {
  std::string_view s = self_content(args);
  return Value::boolean(std::any_of(s.begin(), s.end(), is_upper) &&
                        std::none_of(s.begin(), s.end(), is_lower));
}
Value m_istitle(Thread&, const Value* args) {
  bool in_word = false, any = false;
  for (char c : self_content(args)) {
    if (is_upper(c) ? in_word : is_lower(c) && !in_word) return Value::boolean(false);
    in_word = is_letter(c);
    any |= in_word;
  }
  return Value::boolean(any);
}

// --- layout ---

Value justify(Thread& thread, const Value* args, int how, const char* name) {
  Process& process = *thread.process;
  std::string_view s = self_content(args), fill = " ";
  std::int64_t width;
  if (!index_value(thread, args[1], &width)) return Value::null();
  if (!args[2].is_null()) {
    bool one = has_type_flag(args[2], kBytesSubclass | kByteArraySubclass) &&
               bytes_like(thread, args[2], &fill) && fill.size() == 1;
    if (!one)
      return raise(thread, process.types.TypeError,
                   "%s() argument 2 must be a byte string of length 1, not %s", name,
                   type_name(process, args[2]).c_str());
  }
  std::int64_t padding = width - static_cast<std::int64_t>(s.size());
  if (padding <= 0) return result(thread, args, s);
  if (width > INT32_MAX || !process.heap.can_allocate(static_cast<std::size_t>(width)))
    return raise_memory_error(thread);
  std::int64_t left = how < 0 ? 0 : how > 0 ? padding : padding / 2 + (padding & width & 1);
  std::string out(static_cast<std::size_t>(left), fill[0]);
  out.append(s).append(static_cast<std::size_t>(padding - left), fill[0]);
  return result(thread, args, out);
}

Value m_center(Thread& thread, const Value* args) {
  return justify(thread, args, 0, "center");
}
Value m_ljust(Thread& thread, const Value* args) {
  return justify(thread, args, -1, "ljust");
}
Value m_rjust(Thread& thread, const Value* args) {
  return justify(thread, args, 1, "rjust");
}

Value m_zfill(Thread& thread, const Value* args) {
  std::string_view s = self_content(args);
  std::int64_t width;
  if (!index_value(thread, args[1], &width)) return Value::null();
  std::int64_t padding = width - static_cast<std::int64_t>(s.size());
  if (padding <= 0) return result(thread, args, s);
  if (width > INT32_MAX || !thread.process->heap.can_allocate(static_cast<std::size_t>(width)))
    return raise_memory_error(thread);
  std::string out;
  if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
    out = s[0];
    s.remove_prefix(1);
  }
  out.append(static_cast<std::size_t>(padding), '0').append(s);
  return result(thread, args, out);
}

Value m_expandtabs(Thread& thread, const Value* args) {
  std::int64_t size = 8, column = 0;
  if (!args[1].is_null() && !index_value(thread, args[1], &size)) return Value::null();
  std::string out;
  for (char c : self_content(args)) {
    if (c == '\t') {
      std::int64_t spaces = size > 0 ? size - column % size : 0;
      if (spaces > INT32_MAX ||
          !thread.process->heap.can_allocate(out.size() + static_cast<std::size_t>(spaces)))
        return raise_memory_error(thread);
      out.append(static_cast<std::size_t>(spaces), ' ');
      column += spaces;
    } else {
      out += c;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return result(thread, args, out);
}

// self, table, /, delete=b''
Value m_translate(Thread& thread, const Value* args) {
  std::string_view table, removed;
  bool has_table = !args[1].is_none();
  if (has_table && !bytes_like(thread, args[1], &table)) return Value::null();
  if (has_table && table.size() != 256)
    return raise(thread, thread.process->types.ValueError,
                 "translation table must be 256 characters long");
  if (!args[2].is_null() && !bytes_like(thread, args[2], &removed)) return Value::null();
  std::string out;
  for (char c : self_content(args)) {
    if (removed.find(c) != std::string_view::npos) continue;
    out += has_table ? table[static_cast<unsigned char>(c)] : c;
  }
  return result(thread, args, out);
}

Value m_maketrans(Thread& thread, const Value* args) {
  std::string_view from, to;
  if (!bytes_like(thread, args[0], &from) || !bytes_like(thread, args[1], &to))
    return Value::null();
  if (from.size() != to.size())
    return raise(thread, thread.process->types.ValueError,
                 "maketrans arguments must have same length");
  std::string table;
  for (int i = 0; i < 256; ++i) table += static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return Value::of(new_bytes(*thread.process, table));
}

// --- text ---

Value m_decode(Thread& thread, const Value* args) {
  std::string encoding, errors;
  if (!codec_arguments(thread, "decode", args[1], args[2], &encoding, &errors))
    return Value::null();
  return decode_bytes(thread, self_content(args), args[0], encoding, errors);
}

Value m_hex(Thread& thread, const Value* args) {
  return hex_text(thread, self_content(args), args[1], args[2]);
}

Value m_fromhex(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError, "fromhex() argument must be str, not %s",
                 type_name(process, args[1]).c_str());
  Str* s = args[1].as<Str>();
  auto digit = [&](std::uint32_t i) {
    char32_t c = i < s->length ? s->at(i) : 0;
    if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
    c |= 32;
    return c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a') + 10 : -1;
  };
  std::string out;
  for (std::uint32_t i = 0; i < s->length;) {
    if (s->at(i) < 128 && is_blank(static_cast<char>(s->at(i)))) {
      ++i;
      continue;
    }
    std::uint32_t bad = digit(i) < 0 ? i : digit(i + 1) < 0 ? i + 1 : UINT32_MAX;
    if (bad != UINT32_MAX)
      return raise(thread, process.types.ValueError,
                   "non-hexadecimal number found in fromhex() arg at position %u", bad);
    out += static_cast<char>(digit(i) << 4 | digit(i + 1));
    i += 2;
  }
  Type* type = args[0].as<Type>();
  if (type == process.types.bytearray) return Value::of(new_bytearray(process, out));
  Value bytes = Value::of(new_bytes(process, out));
  return type == process.types.bytes ? bytes : call_nested(thread, args[0], &bytes, 1);
}

}  // namespace

Value hex_text(Thread& thread, std::string_view content, Value separator, Value group_value) {
  Process& process = *thread.process;
  static constexpr char kHex[] = "0123456789abcdef";
  std::string glue;
  std::int64_t group = 1;
  if (!separator.is_null()) {
    if (is_str(separator)) {
      glue = to_utf8(separator.as<Str>());
    } else {
      std::string_view text;
      if (!bytes_like(thread, separator, &text)) return Value::null();
      glue = text;
    }
    if (glue.size() != 1) return raise(thread, process.types.ValueError, "sep must be length 1.");
    if (!group_value.is_null() && !index_value(thread, group_value, &group)) return Value::null();
  }
  auto size = static_cast<std::int64_t>(content.size());
  if (glue.empty()) group = 0;
  std::string out;
  for (std::int64_t i = 0; i < size; ++i) {
    // Positive groups count from the right, negative ones from the left.
    bool boundary = group > 0 ? (size - i) % group == 0 : group < 0 ? i % -group == 0 : false;
    if (i && boundary) out += glue;
    auto byte = static_cast<unsigned char>(content[static_cast<std::size_t>(i)]);
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return Value::of(new_str(process, out));
}

const NativeMethod kBytesMethods[] = {
    {"capitalize", "self, /", m_capitalize},
    {"center", "self, width, fillchar=b' ', /", m_center},
    {"count", "self, sub, start=None, end=None, /", m_count},
    {"decode", "self, /, encoding='utf-8', errors='strict'", m_decode},
    {"endswith", "self, suffix, start=None, end=None, /", m_endswith},
    {"expandtabs", "self, /, tabsize=8", m_expandtabs},
    {"find", "self, sub, start=None, end=None, /", m_find},
    {"fromhex", "cls, string, /", m_fromhex, NativeMethod::ClassMethod},
    {"hex", "self, /, sep=None, bytes_per_sep=1", m_hex},
    {"index", "self, sub, start=None, end=None, /", m_index},
    {"isalnum", "self, /", m_isalnum},
    {"isalpha", "self, /", m_isalpha},
    {"isascii", "self, /", m_isascii},
    {"isdigit", "self, /", m_isdigit},
    {"islower", "self, /", m_islower},
    {"isspace", "self, /", m_isspace},
    {"istitle", "self, /", m_istitle},
    {"isupper", "self, /", m_isupper},
    {"join", "self, iterable_of_bytes, /", m_join},
    {"ljust", "self, width, fillchar=b' ', /", m_ljust},
    {"lower", "self, /", m_lower},
    {"lstrip", "self, bytes=None, /", m_lstrip},
    {"maketrans", "frm, to, /", m_maketrans, NativeMethod::StaticMethod},
    {"partition", "self, sep, /", m_partition},
    {"removeprefix", "self, prefix, /", m_removeprefix},
    {"removesuffix", "self, suffix, /", m_removesuffix},
    {"replace", "self, old, new, count=-1, /", m_replace},
    {"rfind", "self, sub, start=None, end=None, /", m_rfind},
    {"rindex", "self, sub, start=None, end=None, /", m_rindex},
    {"rjust", "self, width, fillchar=b' ', /", m_rjust},
    {"rpartition", "self, sep, /", m_rpartition},
    {"rsplit", "self, /, sep=None, maxsplit=-1", m_rsplit},
    {"rstrip", "self, bytes=None, /", m_rstrip},
    {"split", "self, /, sep=None, maxsplit=-1", m_split},
    {"splitlines", "self, /, keepends=False", m_splitlines},
    {"startswith", "self, prefix, start=None, end=None, /", m_startswith},
    {"strip", "self, bytes=None, /", m_strip},
    {"swapcase", "self, /", m_swapcase},
    {"title", "self, /", m_title},
    {"translate", "self, table, /, delete=b''", m_translate},
    {"upper", "self, /", m_upper},
    {"zfill", "self, width, /", m_zfill},
};
const std::size_t kBytesMethodCount = std::size(kBytesMethods);

}  // namespace gilscope
