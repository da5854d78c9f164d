// Mutations that know Python's shape: a fuzzer that flips bytes only ever finds new SyntaxErrors.
//
// The text is cut into tokens and lines; a mutation deletes, repeats, swaps or replaces tokens (by words of the language, or by
// others of the same text), moves, repeats or deletes lines, and puts lines into a new block. Everything comes from `seed`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gilscope::fuzz {

std::string mutate_python(std::string_view text, std::uint64_t seed);
// Lines of the one between lines of the other.
std::string cross_python(std::string_view one, std::string_view other, std::uint64_t seed);

}  // namespace gilscope::fuzz
