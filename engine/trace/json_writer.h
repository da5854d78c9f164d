// JsonWriter: writes JSON text with commas and escapes in the right places. No floats of the
// platform: fractions are written from integers, so that the text is the same everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gilscope {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name) {
    comma();
    quote(name);
    text_ += ':';
    fresh_ = true;
    return *this;
  }
  JsonWriter& string(std::string_view value) {
    comma();
    quote(value);
    return *this;
  }
  JsonWriter& number(std::int64_t value) {
    comma();
    text_ += std::to_string(value);
    return *this;
  }
  // value / 10^decimals, exactly.
  JsonWriter& decimal(std::int64_t value, int decimals);
  JsonWriter& boolean(bool value) {
    comma();
    text_ += value ? "true" : "false";
    return *this;
  }
  JsonWriter& null() {
    comma();
    text_ += "null";
    return *this;
  }
  JsonWriter& line_break() {
    text_ += '\n';
    return *this;
  }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket) {
    comma();
    text_ += bracket;
    fresh_ = true;
    return *this;
  }
  JsonWriter& close(char bracket) {
    text_ += bracket;
    fresh_ = false;
    return *this;
  }
  void comma() {
    if (!fresh_) text_ += ',';
    fresh_ = false;
  }
  void quote(std::string_view value);

  std::string text_;
  bool fresh_ = true;  // nothing before the next value that would need a comma
};

}  // namespace gilscope
