// Methods of str about the kind of its characters: case mappings and the is... tests.
#include "vm/str_methods.h"
#include "vm/unicode.h"

namespace gilscope {

using unicode::Mapping;

namespace {

void add_mapped(StrWriter& out, Mapping mapping, char32_t c) {
  char32_t mapped[3];
  int count = unicode::map_case(mapping, c, mapped);
  for (int i = 0; i < count; ++i) out.add(mapped[i]);
}

constexpr char32_t kSigma = 0x3a3, kSmallSigma = 0x3c3, kFinalSigma = 0x3c2;

// A capital sigma at the end of a word becomes a final one: cased before it and not after it,
// ignoring what is case-ignorable.
bool sigma_is_final(Str* s, std::uint32_t at) {
  auto ignorable = [&](std::uint32_t i) {
    return unicode::properties(s->at(i)) & unicode::kCaseIgnorable;
  };
  std::int64_t before = std::int64_t{at} - 1;
  while (before >= 0 && ignorable(static_cast<std::uint32_t>(before))) --before;
  if (before < 0 || !unicode::is_cased(s->at(static_cast<std::uint32_t>(before)))) return false;
  std::uint32_t after = at + 1;
  while (after < s->length && ignorable(after)) ++after;
  return after == s->length || !unicode::is_cased(s->at(after));
}

void add_lower(StrWriter& out, Str* s, std::uint32_t i) {
  char32_t c = s->at(i);
  if (c == kSigma) {
    out.add(sigma_is_final(s, i) ? kFinalSigma : kSmallSigma);
  } else {
    add_mapped(out, Mapping::Lower, c);
  }
}

// ASCII text: one byte to one byte.
template <class F>
Str* map_ascii(Process& process, Str* s, F f) {
  if (!s->length) return empty_str(process);
  Str* out = allocate_str(process, s->length, 1, true);
  const std::uint8_t* from = s->data8();
  std::uint8_t* to = out->data8();
  for (std::uint32_t i = 0; i < s->length; ++i) to[i] = f(from[i]);
  return out;
}

std::uint8_t ascii_lower(std::uint8_t c) {
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}
std::uint8_t ascii_upper(std::uint8_t c) {
  return c >= 'a' && c <= 'z' ? c - 32 : c;
}

template <class F>
Value mapped(Thread& thread, Str* s, F add) {
  StrWriter out;
  out.reserve(s->length);
  for (std::uint32_t i = 0; i < s->length; ++i) add(out, i);
  return Value::of(out.finish(*thread.process));
}

// Every character has one of the properties; false for the empty str.
Value all_have(const Value* args, unsigned mask) {
  Str* s = args[0].as<Str>();
  bool all = with_data(s, [&](auto* data) {
    for (std::uint32_t i = 0; i < s->length; ++i) {
      if (!(unicode::properties(data[i]) & mask)) return false;
    }
    return s->length > 0;
  });
  return Value::boolean(all);
}

// islower and isupper: at least one cased character, and none of the other cases.
Value only_case(const Value* args, unsigned wanted, unsigned refused) {
  Str* s = args[0].as<Str>();
  bool any = false;
  for (std::uint32_t i = 0; i < s->length; ++i) {
    unsigned properties = unicode::properties(s->at(i));
    if (properties & refused) return Value::boolean(false);
    any |= (properties & wanted) != 0;
  }
  return Value::boolean(any);
}

}  // namespace

Str* str_lower(Process& process, Str* s) {
  if (s->ascii) return map_ascii(process, s, ascii_lower);
  StrWriter out;
  for (std::uint32_t i = 0; i < s->length; ++i) add_lower(out, s, i);
  return out.finish(process);
}

Value str_method_lower(Thread& thread, const Value* args) {
  return Value::of(str_lower(*thread.process, args[0].as<Str>()));
}

Value str_method_upper(Thread& thread, const Value* args) {
  Str* s = args[0].as<Str>();
  if (s->ascii) return Value::of(map_ascii(*thread.process, s, ascii_upper));
  return mapped(thread, s, [&](StrWriter& out, std::uint32_t i) {
    add_mapped(out, Mapping::Upper, s->at(i));
  });
}

Value str_method_casefold(Thread& thread, const Value* args) {
  Str* s = args[0].as<Str>();
  if (s->ascii) return Value::of(map_ascii(*thread.process, s, ascii_lower));
  return mapped(thread, s,
                [&](StrWriter& out, std::uint32_t i) { add_mapped(out, Mapping::Fold, s->at(i)); });
}

Value str_method_swapcase(Thread& thread, const Value* args) {
  Str* s = args[0].as<Str>();
  return mapped(thread, s, [&](StrWriter& out, std::uint32_t i) {
    unsigned properties = unicode::properties(s->at(i));
    if (properties & unicode::kUpper) {
      add_lower(out, s, i);
    } else if (properties & unicode::kLower) {
      add_mapped(out, Mapping::Upper, s->at(i));
    } else {
      out.add(s->at(i));
    }
  });
}

Value str_method_capitalize(Thread& thread, const Value* args) {
  Str* s = args[0].as<Str>();
  return mapped(thread, s, [&](StrWriter& out, std::uint32_t i) {
    if (i == 0) {
      add_mapped(out, Mapping::Title, s->at(i));
    } else {
      add_lower(out, s, i);
    }
  });
}

Value str_method_title(Thread& thread, const Value* args) {
  Str* s = args[0].as<Str>();
  bool in_word = false;
  return mapped(thread, s, [&](StrWriter& out, std::uint32_t i) {
    if (in_word) {
      add_lower(out, s, i);
    } else {
      add_mapped(out, Mapping::Title, s->at(i));
    }
    in_word = unicode::is_cased(s->at(i));
  });
}

Value str_method_isalpha(Thread&, const Value* args) {
  return all_have(args, unicode::kAlpha);
}
Value str_method_isalnum(Thread&, const Value* args) {
  return all_have(args, unicode::kAlpha | unicode::kDecimal | unicode::kDigit | unicode::kNumeric);
}
Value str_method_isdecimal(Thread&, const Value* args) {
  return all_have(args, unicode::kDecimal);
}
Value str_method_isdigit(Thread&, const Value* args) {
  return all_have(args, unicode::kDigit);
}
Value str_method_isnumeric(Thread&, const Value* args) {
  return all_have(args, unicode::kNumeric);
}
Value str_method_isspace(Thread&, const Value* args) {
  return all_have(args, unicode::kSpace);
}
Value str_method_isprintable(Thread&, const Value* args) {
  return args[0].as<Str>()->length ? all_have(args, unicode::kPrintable) : Value::boolean(true);
}
Value str_method_isascii(Thread&, const Value* args) {
  return Value::boolean(args[0].as<Str>()->ascii);
}
Value str_method_islower(Thread&, const Value* args) {
  return only_case(args, unicode::kLower, unicode::kUpper | unicode::kTitle);
}
Value str_method_isupper(Thread&, const Value* args) {
  return only_case(args, unicode::kUpper, unicode::kLower | unicode::kTitle);
}

Value str_method_istitle(Thread&, const Value* args) {
  Str* s = args[0].as<Str>();
  bool any = false, in_word = false;
  for (std::uint32_t i = 0; i < s->length; ++i) {
    unsigned properties = unicode::properties(s->at(i));
    if (properties & (unicode::kUpper | unicode::kTitle)) {
      if (in_word) return Value::boolean(false);
      in_word = any = true;
    } else if (properties & unicode::kLower) {
      if (!in_word) return Value::boolean(false);
      any = true;
    } else {
      in_word = false;
    }
  }
  return Value::boolean(any);
}

Value str_method_isidentifier(Thread&, const Value* args) {
  Str* s = args[0].as<Str>();
  bool is = s->length && (unicode::properties(s->at(0)) & unicode::kIdentifierStart);
  for (std::uint32_t i = 1; is && i < s->length; ++i)
    is = unicode::properties(s->at(i)) & unicode::kIdentifierPart;
  return Value::boolean(is);
}

}  // namespace gilscope
