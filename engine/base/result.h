// Result<T>: a value, or the sentence that says why the outside world refused it. For failures of
// files, options and formats only; the user's program fails with Diagnostics and Python exceptions.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace gilscope {

struct Error {
  std::string message;  // names the place and what was expected
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  T& value() { return *std::get_if<0>(&content_); }
  const T& value() const { return *std::get_if<0>(&content_); }
  const std::string& error() const { return std::get_if<1>(&content_)->message; }

 private:
  std::variant<T, Error> content_;
};

}  // namespace gilscope
