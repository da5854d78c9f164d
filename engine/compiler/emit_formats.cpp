// f-strings, and `'...%s...' % (a, b)`, which is an f-string in disguise.
#include <vector>

#include "compiler/emitter.h"

namespace gilscope::compiler {

using ast::try_as;

namespace {

constexpr std::size_t kStackUseGuideline = 30;
constexpr std::size_t kDigitsMax = 3;  // Of a width or a precision that is worth translating.
constexpr std::int32_t kHasSpec = 4;

std::int32_t conversion_flags(int conversion) {
  switch (conversion) {
    case 's': return 1;
    case 'r': return 2;
    case 'a': return 3;
    default: return 0;
  }
}

// One `%...` of a format, or the text between two of them.
struct FormatPiece {
  std::string text;     // The text, or the format specification.
  char conversion = 0;  // 's', 'r' or 'a'; 0 for text.
};

// Reads a %-format; false where it has anything but %s, %r, %a and %%.
class PercentFormatReader {
 public:
  explicit PercentFormatReader(std::string_view format) : format_(format) {}

  bool read(std::vector<FormatPiece>& pieces) {
    std::string text;
    while (at_ < format_.size()) {
      char c = format_[at_++];
      if (c != '%') {
        text += c;
      } else if (at_ < format_.size() && format_[at_] == '%') {
        text += '%';
        ++at_;
      } else {
        if (!text.empty()) pieces.push_back({std::move(text), 0});
        text.clear();
        FormatPiece piece;
        if (!read_conversion(piece)) return false;
        pieces.push_back(std::move(piece));
      }
    }
    if (!text.empty()) pieces.push_back({std::move(text), 0});
    return true;
  }

 private:
  char next() { return at_ < format_.size() ? format_[at_++] : '\0'; }

  bool read_number(char& c, std::string& digits) {
    for (; c >= '0' && c <= '9'; c = next()) {
      digits += c;
      if (digits.size() >= kDigitsMax) return false;
    }
    return true;
  }

  // Flags, width, precision and type; the flags other than '-' mean nothing for texts.
  bool read_conversion(FormatPiece& piece) {
    bool is_left = false;
    char c = next();
    for (; c == '-' || c == '+' || c == ' ' || c == '#' || c == '0'; c = next()) {
      if (c == '-') is_left = true;
    }
    std::string width, precision;
    if (!read_number(c, width)) return false;
    bool has_precision = c == '.';
    if (has_precision) {
      c = next();
      if (!read_number(c, precision)) return false;
    }
    if (c != 's' && c != 'r' && c != 'a') return false;
    piece.conversion = c;
    if (!width.empty() && !is_left) piece.text += '>';
    piece.text += width;
    if (has_precision) piece.text += "." + (precision.empty() ? "0" : precision);
    return true;
  }

  std::string_view format_;
  std::size_t at_ = 0;
};

}  // namespace

// False where the format is not one of texts only, or the items do not match it in number.
bool Emitter::emit_percent_format(const ast::BinOp& expression, const std::string& format) {
  const ast::Tuple* tuple = try_as<ast::Tuple>(expression.right);
  if (tuple == nullptr || is_constant(*tuple)) return false;
  std::vector<FormatPiece> pieces;
  if (!PercentFormatReader(format).read(pieces)) return false;
  std::size_t conversions = 0;
  for (const FormatPiece& piece : pieces) conversions += piece.conversion != 0 ? 1 : 0;
  bool is_big = pieces.size() > kStackUseGuideline;
  if (conversions != tuple->elts.size() || is_big) return false;
  for (const ast::Expr* item : tuple->elts) {
    if (ast::is<ast::Starred>(item)) return false;
  }
  Position at = position_of(expression);
  std::size_t item = 0;
  for (const FormatPiece& piece : pieces) {
    if (piece.conversion == 0) {
      load_text(at, piece.text);
      continue;
    }
    const ast::Expr& value = *tuple->elts[item++];
    Position here = position_of(value);
    visit(value);
    std::int32_t flags = conversion_flags(piece.conversion);
    if (!piece.text.empty()) {
      load_text(here, piece.text);
      flags |= kHasSpec;
    }
    emit(here, Opcode::FormatValue, flags);
  }
  if (pieces.empty()) load_text(at, "");
  if (pieces.size() > 1) {
    emit(at, Opcode::BuildString, static_cast<std::int32_t>(pieces.size()));
  }
  return true;
}

void Emitter::visit_joined(const ast::JoinedStr& expression) {
  Position at = position_of(expression);
  std::size_t count = expression.values.size();
  if (count == 0) return load_text(at, "");
  if (count <= kStackUseGuideline) {
    for (const ast::Expr* value : expression.values) visit(*value);
    if (count > 1) emit(at, Opcode::BuildString, static_cast<std::int32_t>(count));
    return;
  }
  // Many parts: "".join([...]).
  load_text(at, "");
  emit_name(at, Opcode::LoadMethod, "join");
  emit(at, Opcode::BuildList, 0);
  for (const ast::Expr* value : expression.values) {
    visit(*value);
    emit(at, Opcode::ListAppend, 1);
  }
  emit(at, Opcode::Call, 1);
}

void Emitter::visit_formatted(const ast::FormattedValue& expression) {
  visit(*expression.value);
  std::int32_t flags = conversion_flags(expression.conversion);
  // `{x:}` is `{x}`.
  const ast::JoinedStr* spec = try_as<ast::JoinedStr>(expression.format_spec);
  bool is_empty = spec != nullptr && spec->values.empty();
  if (expression.format_spec != nullptr && !is_empty) {
    visit(*expression.format_spec);
    flags |= kHasSpec;
  }
  emit(position_of(expression), Opcode::FormatValue, flags);
}

}  // namespace gilscope::compiler
