#include "syntax/unicode_names.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace gilscope::syntax {
namespace {

struct NamedCharacter {
  std::string_view name;
  char32_t code;
};

constexpr NamedCharacter kNames[] = {
#include "syntax/unicode_names.inc"
};

// The characters whose names are made by rule: "CJK UNIFIED IDEOGRAPH-4E2D".
char32_t ideograph_named(std::string_view name) {
  constexpr std::string_view kPrefix = "CJK UNIFIED IDEOGRAPH-";
  if (name.substr(0, kPrefix.size()) != kPrefix) return 0;
  name.remove_prefix(kPrefix.size());
  if (name.size() < 4 || name.size() > 5) return 0;
  char32_t code = 0;
  for (char c : name) {
    bool digit = c >= '0' && c <= '9';
    if (!digit && !(c >= 'A' && c <= 'F')) return 0;
    code = code << 4 | static_cast<char32_t>(digit ? c - '0' : c - 'A' + 10);
  }
  bool basic = code >= 0x4E00 && code <= 0x9FFF;
  bool extension = (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x20000 && code <= 0x2A6DF);
  return basic || extension ? code : 0;
}

}  // namespace

char32_t unicode_character_named(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const NamedCharacter* found =
      std::lower_bound(std::begin(kNames), std::end(kNames), std::string_view(upper),
                       [](const NamedCharacter& candidate, std::string_view wanted) {
                         return candidate.name < wanted;
                       });
  if (found != std::end(kNames) && found->name == upper) return found->code;
  return ideograph_named(upper);
}

}  // namespace gilscope::syntax
