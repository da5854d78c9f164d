#include "vm/str_codec.h"

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/exception.h"
#include "vm/operations.h"
#include "vm/str_methods.h"
#include "vm/str_text.h"
#include "vm/thread.h"

namespace gilscope {

namespace {

enum class Codec { Unknown, Utf8, Utf8Sig, Ascii, Latin1, Utf16, Utf32 };

struct Encoding {
  Codec codec = Codec::Unknown;
  int order = 0;  // UTF-16 and -32: 0 with byte order mark, 1 little, 2 big endian
  const char* name = "";
};

Encoding find_encoding(std::string_view given) {
  std::string name;
  for (char c : given) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    name += c == '_' || c == ' ' ? '-' : c;
  }
  struct Alias {
    const char* name;
    Encoding encoding;
  };
  static constexpr Encoding kUtf8{Codec::Utf8, 0, "utf-8"}, kAscii{Codec::Ascii, 0, "ascii"},
      kLatin1{Codec::Latin1, 0, "latin-1"}, kSig{Codec::Utf8Sig, 0, "utf-8"},
      k16{Codec::Utf16, 0, "utf-16"}, k16Le{Codec::Utf16, 1, "utf-16-le"},
      k16Be{Codec::Utf16, 2, "utf-16-be"}, k32{Codec::Utf32, 0, "utf-32"},
      k32Le{Codec::Utf32, 1, "utf-32-le"}, k32Be{Codec::Utf32, 2, "utf-32-be"};
  static constexpr Alias kAliases[] = {
      {"utf-8", kUtf8},
      {"utf8", kUtf8},
      {"u8", kUtf8},
      {"utf", kUtf8},
      {"cp65001", kUtf8},
      {"ascii", kAscii},
      {"us-ascii", kAscii},
      {"646", kAscii},
      {"latin-1", kLatin1},
      {"latin1", kLatin1},
      {"iso-8859-1", kLatin1},
      {"iso8859-1", kLatin1},
      {"8859", kLatin1},
      {"l1", kLatin1},
      {"latin", kLatin1},
      {"cp819", kLatin1},
      {"utf-8-sig", kSig},
      {"utf-16", k16},
      {"utf16", k16},
      {"u16", k16},
      {"utf-16-le", k16Le},
      {"utf-16le", k16Le},
      {"utf-16-be", k16Be},
      {"utf-16be", k16Be},
      {"utf-32", k32},
      {"utf32", k32},
      {"u32", k32},
      {"utf-32-le", k32Le},
      {"utf-32le", k32Le},
      {"utf-32-be", k32Be},
      {"utf-32be", k32Be},
  };
  for (const Alias& alias : kAliases) {
    if (name == alias.name) return alias.encoding;
  }
  return {};
}

Value unknown_encoding(Thread& thread, std::string_view name) {
  return raise(thread, thread.process->types.LookupError, "unknown encoding: %s",
               std::string(name).c_str());
}

Value unicode_error(Thread& thread, Type* type, const char* codec, Value object, std::size_t start,
                    std::size_t end, const char* reason) {
  Process& process = *thread.process;
  Value args[5] = {Value::of(new_str(process, codec)), object,
                   Value::of(static_cast<std::int64_t>(start)),
                   Value::of(static_cast<std::int64_t>(end)), Value::of(new_str(process, reason))};
  return raise_args(thread, type, args, 5);
}

bool unknown_handler(Thread& thread, std::string_view errors) {
  raise(thread, thread.process->types.LookupError, "unknown error handler name '%s'",
        std::string(errors).c_str());
  return false;
}

// --- encoding ---

struct Encoder {
  Thread& thread;
  Str* s;
  Encoding encoding;
  std::string_view errors;
  std::string out;

  void put_unit(char32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      int shift = encoding.order == 2 ? 8 * (bytes - 1 - i) : 8 * i;
      out += static_cast<char>(value >> shift & 0xff);
    }
  }

  // A code point that the codec can hold.
  void put(char32_t c) {
    switch (encoding.codec) {
      case Codec::Utf16:
        if (c >= 0x10000) {
          put_unit(0xd800 + ((c - 0x10000) >> 10), 2);
          put_unit(0xdc00 + ((c - 0x10000) & 0x3ff), 2);
        } else {
          put_unit(c, 2);
        }
        break;
      case Codec::Utf32: put_unit(c, 4); break;
      case Codec::Ascii:
      case Codec::Latin1: out += static_cast<char>(c); break;
      default: append_utf8(out, c);
    }
  }

  bool can_hold(char32_t c) const {
    switch (encoding.codec) {
      case Codec::Ascii: return c < 0x80;
      case Codec::Latin1: return c < 0x100;
      default: return c < 0xd800 || c > 0xdfff;
    }
  }

  const char* reason() const {
    switch (encoding.codec) {
      case Codec::Ascii: return "ordinal not in range(128)";
      case Codec::Latin1: return "ordinal not in range(256)";
      default: return "surrogates not allowed";
    }
  }

  void put_text(const std::string& ascii) {
    for (char c : ascii) put(static_cast<unsigned char>(c));
  }

  // Handles the characters [start, end), none of which can be encoded. False: exception pending.
  bool handle(std::uint32_t start, std::uint32_t end) {
    if (errors == "strict") return fail(start, end);
    bool surrogate_pass = errors == "surrogatepass", escape = errors == "surrogateescape";
    for (std::uint32_t i = start; i < end; ++i) {
      char32_t c = s->at(i);
      if (errors == "ignore") continue;
      if (errors == "replace") {
        put('?');
      } else if (errors == "backslashreplace") {
        put_text(escaped(c));
      } else if (errors == "xmlcharrefreplace") {
        put_text("&#" + std::to_string(static_cast<std::uint32_t>(c)) + ";");
      } else if (escape) {
        if (c < 0xdc80 || c > 0xdcff) return fail(start, end);
        out += static_cast<char>(c - 0xdc00);
      } else if (surrogate_pass) {
        if (c < 0xd800 || c > 0xdfff) return fail(start, end);
        put(c);
      } else {
        return unknown_handler(thread, errors);
      }
    }
    return true;
  }

  static std::string escaped(char32_t c) {
    static constexpr char kHex[] = "0123456789abcdef";
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    std::string text = c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
    while (digits--) text += kHex[c >> (4 * digits) & 15];
    return text;
  }

  bool fail(std::uint32_t start, std::uint32_t end) {
    unicode_error(thread, thread.process->types.UnicodeEncodeError, encoding.name, Value::of(s),
                  start, end, reason());
    return false;
  }

  bool run() {
    if (encoding.codec == Codec::Utf8Sig) out = "\xef\xbb\xbf";
    if (encoding.order == 0 && encoding.codec == Codec::Utf16) put_unit(0xfeff, 2);
    if (encoding.order == 0 && encoding.codec == Codec::Utf32) put_unit(0xfeff, 4);
    for (std::uint32_t i = 0; i < s->length;) {
      char32_t c = s->at(i);
      if (can_hold(c)) {
        put(c);
        ++i;
        continue;
      }
      std::uint32_t end = i + 1;
      while (end < s->length && !can_hold(s->at(end))) ++end;
      if (!handle(i, end)) return false;
      i = end;
    }
    return true;
  }
};

// --- decoding ---

struct Decoder {
  Thread& thread;
  std::string_view content;
  Value object;
  Encoding encoding;
  std::string_view errors;
  StrWriter out;

  unsigned byte(std::size_t i) const { return static_cast<unsigned char>(content[i]); }

  // Handles the malformed bytes [start, end). False: exception pending.
  bool handle(std::size_t start, std::size_t end, const char* reason) {
    if (errors == "ignore") return true;
    if (errors == "replace") {
      out.add(0xfffd);
      return true;
    }
    if (errors == "backslashreplace") {
      for (std::size_t i = start; i < end; ++i) out.add_ascii(Encoder::escaped(byte(i)));
      return true;
    }
    if (errors == "surrogateescape") {
      bool escapable = true;
      for (std::size_t i = start; i < end; ++i) escapable = escapable && byte(i) >= 0x80;
      if (escapable) {
        for (std::size_t i = start; i < end; ++i) out.add(0xdc00 + byte(i));
        return true;
      }
    }
    if (errors != "strict" && errors != "surrogateescape" && errors != "surrogatepass")
      return unknown_handler(thread, errors);
    unicode_error(thread, thread.process->types.UnicodeDecodeError, encoding.name, object, start,
                  end, reason);
    return false;
  }

  bool run_ascii() {
    for (std::size_t i = 0; i < content.size(); ++i) {
      if (byte(i) < 0x80) {
        out.add(byte(i));
      } else if (!handle(i, i + 1, "ordinal not in range(128)")) {
        return false;
      }
    }
    return true;
  }

  bool run_latin1() {
    for (std::size_t i = 0; i < content.size(); ++i) out.add(byte(i));
    return true;
  }

  // Decodes one sequence at i, or says what is wrong with [i, *end).
  const char* utf8_sequence(std::size_t i, std::size_t* end, char32_t* point) const {
    unsigned lead = byte(i);
    *end = i + 1;
    int more = lead >= 0xf0 && lead < 0xf5   ? 3
               : lead >= 0xe0 && lead < 0xf0 ? 2
               : lead >= 0xc2 && lead < 0xe0 ? 1
                                             : 0;
    if (!more) return "invalid start byte";
    char32_t value = lead & (0x3fu >> more);
    bool surrogates = errors == "surrogatepass";
    for (int k = 0; k < more; ++k, ++*end) {
      if (*end >= content.size()) return "unexpected end of data";
      unsigned low = 0x80, high = 0xbf;
      if (k == 0 && lead == 0xe0) low = 0xa0;
      if (k == 0 && lead == 0xed && !surrogates) high = 0x9f;
      if (k == 0 && lead == 0xf0) low = 0x90;
      if (k == 0 && lead == 0xf4) high = 0x8f;
      unsigned next = byte(*end);
      if (next < low || next > high) return "invalid continuation byte";
      value = value << 6 | (next & 0x3f);
    }
    *point = value;
    return nullptr;
  }

  bool run_utf8() {
    std::size_t i = 0;
    if (encoding.codec == Codec::Utf8Sig && content.substr(0, 3) == "\xef\xbb\xbf") i = 3;
    while (i < content.size()) {
      std::size_t end = i;
      while (end < content.size() && byte(end) < 0x80) ++end;
      if (end > i) out.add_ascii(content.substr(i, end - i));
      i = end;
      if (i == content.size()) break;
      char32_t point = 0;
      const char* wrong = utf8_sequence(i, &end, &point);
      if (!wrong) {
        out.add(point);
      } else if (!handle(i, end, wrong)) {
        return false;
      }
      i = end;
    }
    return true;
  }

  bool run_wide(std::size_t unit) {
    std::size_t i = 0, n = content.size();
    int order = encoding.order ? encoding.order : 1;
    auto read = [&](std::size_t at) {
      char32_t value = 0;
      for (std::size_t k = 0; k < unit; ++k)
        value |= byte(at + k) << 8 * (order == 2 ? unit - 1 - k : k);
      return value;
    };
    if (!encoding.order && n >= unit) {
      if (read(0) == 0xfeff) {
        i = unit;
      } else if (order = 2; read(0) == 0xfeff) {
        i = unit;
      } else {
        order = 1;
      }
    }
    encoding.name = unit == 2 ? (order == 2 ? "utf-16-be" : "utf-16-le")
                              : (order == 2 ? "utf-32-be" : "utf-32-le");
    while (i < n) {
      if (n - i < unit) return handle(i, n, "truncated data");
      char32_t value = read(i);
      bool high = value >= 0xd800 && value < 0xdc00, low = value >= 0xdc00 && value < 0xe000;
      if (unit == 2 && high) {
        if (n - i < 4) return handle(i, n, "unexpected end of data");
        char32_t second = read(i + 2);
        if (second >= 0xdc00 && second < 0xe000) {
          out.add(0x10000 + ((value - 0xd800) << 10) + (second - 0xdc00));
          i += 4;
          continue;
        }
      }
      if (errors == "surrogatepass" && (high || low)) {
        out.add(value);
      } else if (value > 0x10ffff) {
        if (!handle(i, i + unit, "code point not in range(0x110000)")) return false;
      } else if (high || low) {
        const char* reason = unit == 4 ? "code point in surrogate code point range(0xd800, 0xe000)"
                             : high    ? "illegal UTF-16 surrogate"
                                       : "illegal encoding";
        if (!handle(i, i + unit, reason)) return false;
      } else {
        out.add(value);
      }
      i += unit;
    }
    return true;
  }

  bool run() {
    switch (encoding.codec) {
      case Codec::Ascii: return run_ascii();
      case Codec::Latin1: return run_latin1();
      case Codec::Utf16: return run_wide(2);
      case Codec::Utf32: return run_wide(4);
      default: return run_utf8();
    }
  }
};

}  // namespace

Value encode_str(Thread& thread, Str* s, std::string_view encoding_name, std::string_view errors) {
  Process& process = *thread.process;
  Encoding encoding = find_encoding(encoding_name);
  if (encoding.codec == Codec::Unknown) return unknown_encoding(thread, encoding_name);
  thread.charge(s->length / 8);
  bool one_to_one = s->ascii && (encoding.codec == Codec::Utf8 || encoding.codec == Codec::Ascii ||
                                 encoding.codec == Codec::Latin1);
  if (one_to_one || (encoding.codec == Codec::Latin1 && s->width == 1))
    return Value::of(new_bytes(process, {reinterpret_cast<const char*>(s->data8()), str_bytes(s)}));
  Encoder encoder{thread, s, encoding, errors, {}};
  if (!encoder.run()) return Value::null();
  return Value::of(new_bytes(process, encoder.out));
}

Value decode_bytes(Thread& thread, std::string_view content, Value object,
                   std::string_view encoding_name, std::string_view errors) {
  Encoding encoding = find_encoding(encoding_name);
  if (encoding.codec == Codec::Unknown) return unknown_encoding(thread, encoding_name);
  thread.charge(static_cast<Nanos>(content.size() / 8));
  Decoder decoder{thread, content, object, encoding, errors, {}};
  if (!decoder.run()) return Value::null();
  return Value::of(decoder.out.finish(*thread.process));
}

bool codec_arguments(Thread& thread, const char* function, Value encoding, Value errors,
                     std::string* encoding_out, std::string* errors_out) {
  *encoding_out = "utf-8";
  *errors_out = "strict";
  auto take = [&](Value v, const char* name, std::string* out) {
    if (v.is_null()) return true;
    if (is_str(v)) {
      *out = to_utf8(v.as<Str>());
      return true;
    }
    raise(thread, thread.process->types.TypeError, "%s() argument '%s' must be str, not %s",
          function, name, v.is_none() ? "None" : type_name(*thread.process, v).c_str());
    return false;
  };
  return take(encoding, "encoding", encoding_out) && take(errors, "errors", errors_out);
}

Value str_method_encode(Thread& thread, const Value* args) {
  std::string encoding, errors;
  if (!codec_arguments(thread, "encode", args[1], args[2], &encoding, &errors))
    return Value::null();
  return encode_str(thread, args[0].as<Str>(), encoding, errors);
}

}  // namespace gilscope
