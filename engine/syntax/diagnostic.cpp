#include "syntax/diagnostic.h"

#include <algorithm>

#include "syntax/unicode.h"

namespace gilscope {
namespace {

std::string_view line_of(std::string_view source, int32_t line) {
  size_t start = 0;
  for (int32_t i = 1; i < line; i++) {
    size_t newline = source.find('\n', start);
    if (newline == std::string_view::npos) return {};
    start = newline + 1;
  }
  size_t newline = source.find('\n', start);
  return source.substr(start, newline == std::string_view::npos ? newline : newline - start + 1);
}

// The 1-based character of a 0-based byte column.
int32_t character_offset(std::string_view line, int32_t col) {
  return syntax::character_count(line.substr(0, std::min<size_t>(col, line.size()))) + 1;
}

}  // namespace

std::string_view name_of(DiagnosticKind kind) {
  switch (kind) {
    case DiagnosticKind::SyntaxError: return "SyntaxError";
    case DiagnosticKind::IndentationError: return "IndentationError";
    case DiagnosticKind::TabError: return "TabError";
  }
  return "";
}

Diagnostic make_diagnostic(std::string_view source, DiagnosticKind kind, std::string message,
                           const ast::Position& place) {
  Diagnostic diagnostic;
  diagnostic.kind = kind;
  diagnostic.message = std::move(message);
  diagnostic.line = place.line;
  diagnostic.end_line = place.end_line;
  diagnostic.text = std::string(line_of(source, place.line));
  diagnostic.offset = character_offset(diagnostic.text, place.col);
  diagnostic.end_offset = character_offset(line_of(source, place.end_line), place.end_col);
  return diagnostic;
}

std::string render(const Diagnostic& diagnostic, std::string_view file_name) {
  std::string result =
      "  File \"" + std::string(file_name) + "\", line " + std::to_string(diagnostic.line) + "\n";
  // As traceback.TracebackException: the text is shown without its indentation.
  std::string_view text = diagnostic.text;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\t' ||
                           text.back() == '\f')) {
    text.remove_suffix(1);
  }
  size_t indent = text.find_first_not_of(" \n\t\f");
  if (indent == std::string_view::npos) indent = text.size();
  std::string_view shown = text.substr(indent);
  if (!diagnostic.text.empty()) {
    result += "    " + std::string(shown) + "\n";
    if (diagnostic.offset >= 1) {
      int32_t shown_size = syntax::character_count(shown);
      int32_t begin = diagnostic.offset - 1 - static_cast<int32_t>(indent);
      int32_t end = diagnostic.end_offset - 1 - static_cast<int32_t>(indent);
      if (diagnostic.end_line != diagnostic.line) end = shown_size;
      if (end <= begin) end = begin + 1;
      if (begin >= 0) {
        // White space before the caret is kept as it is, so that tabs line up.
        std::string line = "    ";
        int32_t at = 0;
        for (int32_t i = 0; i < begin; i++) {
          char c = static_cast<size_t>(at) < shown.size() ? shown[at] : ' ';
          line += c == '\t' ? '\t' : ' ';
          if (static_cast<size_t>(at) < shown.size()) syntax::decode_utf8(shown, at);
        }
        result += line + std::string(static_cast<size_t>(end - begin), '^') + "\n";
      }
    }
  }
  return result + std::string(name_of(diagnostic.kind)) + ": " + diagnostic.message + "\n";
}

}  // namespace gilscope
