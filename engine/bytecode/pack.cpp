#include "bytecode/pack.h"

#include <cstring>
#include <type_traits>

namespace gilscope::bytecode {

namespace {

// Writer and Reader have the same functions, so that one description of a Code, transfer(), serves both ways.
class Writer {
 public:
  static constexpr bool kReads = false;
  std::string out;

  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(n | 0x80);
    out += static_cast<char>(n);
  }
  void text(const std::string& s) {
    number(s.size());
    out += s;
  }
  void real(const double& d) { out.append(reinterpret_cast<const char*>(&d), sizeof d); }
};

class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::string_view in) : in_(in) {}
  bool good = true;

  std::uint64_t number() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (in_.empty()) break;
      auto byte = static_cast<unsigned char>(in_.front());
      in_.remove_prefix(1);
      n |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return n;
    }
    good = false;
    return 0;
  }
  // How many things follow; each takes a byte at least.
  std::size_t count() {
    std::uint64_t n = number();
    if (n > in_.size()) good = false;
    return good ? static_cast<std::size_t>(n) : 0;
  }
  void text(std::string& s) {
    std::size_t length = count();
    s = in_.substr(0, length);
    in_.remove_prefix(length);
  }
  void real(double& d) {
    if (in_.size() < sizeof d) {
      good = false;
      return;
    }
    std::memcpy(&d, in_.data(), sizeof d);
    in_.remove_prefix(sizeof d);
  }
  bool at_end() const { return in_.empty(); }

 private:
  std::string_view in_;
};

template <class T>
void whole(Writer& w, const T& n) {
  if constexpr (std::is_signed_v<T>) {
    auto wide = static_cast<std::int64_t>(n);
    w.number(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
  } else {
    w.number(static_cast<std::uint64_t>(n));
  }
}
template <class T>
void whole(Reader& r, T& n) {
  std::uint64_t raw = r.number();
  if constexpr (std::is_signed_v<T>) n = static_cast<T>(static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1));
  else n = static_cast<T>(raw);
}

template <class T, class Each>
void list(Writer& w, const std::vector<T>& items, Each each) {
  w.number(items.size());
  for (const T& item : items) each(item);
}
template <class T, class Each>
void list(Reader& r, std::vector<T>& items, Each each) {
  items.resize(r.count());
  for (T& item : items) {
    if (!r.good) return;
    each(item);
  }
}

void transfer(Writer& stream, const Code& code);
void transfer(Reader& stream, Code& code);

void nested(Writer& w, const std::shared_ptr<const Code>& code) { transfer(w, *code); }
void nested(Reader& r, std::shared_ptr<const Code>& code) {
  auto made = std::make_shared<Code>();
  transfer(r, *made);
  code = made;
}

template <class Stream, class C>
void transfer_constant(Stream& s, C& constant) {
  using Kind = Constant::Kind;
  whole(s, constant.kind);
  switch (constant.kind) {
    case Kind::Int: whole(s, constant.integer); break;
    case Kind::Complex: s.real(constant.imaginary); [[fallthrough]];
    case Kind::Float: s.real(constant.real); break;
    case Kind::BigInt:
    case Kind::Str:
    case Kind::Bytes: s.text(constant.text); break;
    case Kind::Tuple:
    case Kind::FrozenSet: list(s, constant.items, [&](auto& item) { transfer_constant(s, item); }); break;
    case Kind::Code: nested(s, constant.code); break;
    default: break;
  }
}

// Through a difference from `before`, which then is the value.
template <class Stream, class N>
void step(Stream& s, N& n, std::int32_t& before) {
  std::int32_t change = n - before;
  whole(s, change);
  if constexpr (Stream::kReads) n = before + change;
  before = n;
}

template <class Stream, class C>
void transfer_code(Stream& s, C& code) {
  auto text = [&](auto& t) { s.text(t); };
  auto number = [&](auto& n) { whole(s, n); };
  text(code.name), text(code.qualname), text(code.filename);
  whole(s, code.first_line), whole(s, code.flags), whole(s, code.argument_count), whole(s, code.positional_only_count);
  whole(s, code.keyword_only_count), whole(s, code.stack_size), whole(s, code.free_count);
  list(s, code.slot_names, text);
  list(s, code.slot_kinds, number);
  list(s, code.names, text);
  list(s, code.constants, [&](auto& constant) { transfer_constant(s, constant); });
  auto docstring = static_cast<std::uint8_t>(code.has_docstring);
  whole(s, docstring);
  if constexpr (Stream::kReads) code.has_docstring = docstring != 0;
  list(s, code.instructions, [&](auto& instruction) { whole(s, instruction.op), whole(s, instruction.arg); });
  Position before;
  list(s, code.positions, [&](auto& at) {
    step(s, at.line, before.line), step(s, at.end_line, before.end_line);
    step(s, at.column, before.column), step(s, at.end_column, before.end_column);
  });
  list(s, code.exceptions, [&](auto& entry) {
    whole(s, entry.start), whole(s, entry.end), whole(s, entry.target), whole(s, entry.depth);
    auto lasti = static_cast<std::uint8_t>(entry.push_lasti);
    whole(s, lasti);
    if constexpr (Stream::kReads) entry.push_lasti = lasti != 0;
  });
}

void transfer(Writer& stream, const Code& code) { transfer_code(stream, code); }
void transfer(Reader& stream, Code& code) { transfer_code(stream, code); }

}  // namespace

std::string pack(const Code& code) {
  Writer writer;
  transfer(writer, code);
  return std::move(writer.out);
}

std::shared_ptr<const Code> unpack(std::string_view bytes) {
  Reader reader(bytes);
  auto code = std::make_shared<Code>();
  transfer(reader, *code);
  if (!reader.good || !reader.at_end()) return nullptr;
  return code;
}

}  // namespace gilscope::bytecode
