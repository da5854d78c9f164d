#include "trace/json_writer.h"

namespace gilscope {
namespace {

// The length of the well-formed UTF-8 sequence at text[i], 0 if there is none: what programs print
// may be any bytes, but JSON must be UTF-8.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char lead = byte(i);
  std::size_t length = lead < 0x80   ? 1
                       : lead < 0xc2 ? 0
                       : lead < 0xe0 ? 2
                       : lead < 0xf0 ? 3
                       : lead < 0xf5 ? 4
                                     : 0;
  if (i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xc0) != 0x80) return 0;
  }
  const bool overlong = length == 3 && lead == 0xe0 && byte(i + 1) < 0xa0;
  const bool surrogate = length == 3 && lead == 0xed && byte(i + 1) >= 0xa0;
  const bool outside = length == 4 && ((lead == 0xf0 && byte(i + 1) < 0x90) ||
                                       (lead == 0xf4 && byte(i + 1) >= 0x90));
  return overlong || surrogate || outside ? 0 : length;
}

}  // namespace

JsonWriter& JsonWriter::decimal(std::int64_t value, int decimals) {
  comma();
  if (value < 0) {
    text_ += '-';
    value = -value;
  }
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  text_ += std::to_string(value / scale);
  if (decimals > 0) {
    const std::string fraction = std::to_string(value % scale);
    text_ += '.';
    text_.append(static_cast<std::size_t>(decimals) - fraction.size(), '0');
    text_ += fraction;
  }
  return *this;
}

void JsonWriter::quote(std::string_view value) {
  constexpr char kHex[] = "0123456789abcdef";
  text_ += '"';
  for (std::size_t i = 0; i < value.size();) {
    const auto c = static_cast<unsigned char>(value[i]);
    const std::size_t length = sequence_length(value, i);
    if (length == 0) {
      text_ += "\\ufffd";
      ++i;
      continue;
    }
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += static_cast<char>(c);
    } else if (c == '\n') {
      text_ += "\\n";
    } else if (c == '\t') {
      text_ += "\\t";
    } else if (c < 0x20) {
      text_ += "\\u00";
      text_ += kHex[c >> 4];
      text_ += kHex[c & 15];
    } else {
      text_.append(value.substr(i, length));
    }
    i += length;
  }
  text_ += '"';
}

}  // namespace gilscope
