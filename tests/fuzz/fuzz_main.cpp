// What every fuzzer has: libFuzzer's entries for mutation. Most are Python's; some are plain bytes, for the lexer's sake.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tests/fuzz/mutate_python.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t size_max);

static std::size_t put(const std::string& text, std::uint8_t* out, std::size_t size_max) {
  std::size_t size = std::min(text.size(), size_max);
  if (size) std::memcpy(out, text.data(), size);
  return size;
}

static std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t size_max, unsigned seed) {
  if (seed % 16 == 0) return LLVMFuzzerMutate(data, size, size_max);
  return put(gilscope::fuzz::mutate_python(view(data, size), seed), data, size_max);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size, const std::uint8_t* other,
                                                 std::size_t other_size, std::uint8_t* out, std::size_t size_max, unsigned seed) {
  return put(gilscope::fuzz::cross_python(view(one, one_size), view(other, other_size), seed), out, size_max);
}
