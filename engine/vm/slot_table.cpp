#include <cstring>

#include "vm/slots.h"

namespace gilscope {

const DunderInfo kDunders[] = {
#define SLOT(member)
#define DUNDER(field, text, member, shape, detail) \
  {Name::field, text, SlotId::member, DunderShape::shape, std::uint8_t(detail)},
#include "vm/slots.def"
#undef SLOT
#undef DUNDER
};
const std::size_t kDunderCount = sizeof(kDunders) / sizeof(kDunders[0]);

const DunderInfo* find_dunder(const Str* name) {
  if (name->length < 6 || name->width != 1) return nullptr;
  const auto* text = const_cast<Str*>(name)->data8();
  if (text[0] != '_' || text[1] != '_') return nullptr;
  for (std::size_t i = 0; i < kDunderCount; ++i) {
    const char* dunder = kDunders[i].text;
    if (std::strlen(dunder) == name->length && !std::memcmp(dunder, text, name->length))
      return &kDunders[i];
  }
  return nullptr;
}

static const DunderInfo& dunder_of(DunderShape shape, int detail) {
  for (std::size_t i = 0; i < kDunderCount; ++i) {
    if (kDunders[i].shape == shape && kDunders[i].detail == detail) return kDunders[i];
  }
  return kDunders[0];
}

namespace {

// The searches above, done once for every operator.
struct OperatorNames {
  Name plain[13], reflected[13], inplace[13], comparison[6], unary[4];
  OperatorNames() {
    for (int i = 0; i < 13; ++i) {
      plain[i] = dunder_of(DunderShape::Binary, i).name;
      reflected[i] = dunder_of(DunderShape::ReflectedBinary, i).name;
      inplace[i] = dunder_of(DunderShape::Inplace, i + 13).name;
    }
    for (int i = 0; i < 6; ++i) comparison[i] = dunder_of(DunderShape::Compare, i).name;
    for (int i = 0; i < 4; ++i) unary[i] = dunder_of(DunderShape::Unary, i).name;
  }
};

const OperatorNames& operator_names() {
  static const OperatorNames names;
  return names;
}

}  // namespace

Name operator_dunder(BinaryOperator op) {
  int i = static_cast<int>(op);
  return i < 13 ? operator_names().plain[i] : operator_names().inplace[i - 13];
}

Name reflected_dunder(BinaryOperator op) {
  return operator_names().reflected[static_cast<int>(op) % 13];
}

Name comparison_dunder(Comparison op) {
  return operator_names().comparison[static_cast<int>(op)];
}

Name unary_dunder(UnaryOperator op) {
  return operator_names().unary[static_cast<int>(op)];
}

const char* operator_text(BinaryOperator op) {
  static const char* const kTexts[] = {
      "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "** or pow()", ">>",  "-",  "/",  "^",
      "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=",         ">>=", "-=", "/=", "^="};
  return kTexts[static_cast<int>(op)];
}

const char* comparison_text(Comparison op) {
  static const char* const kTexts[] = {"<", "<=", "==", "!=", ">", ">="};
  return kTexts[static_cast<int>(op)];
}

Comparison reflected(Comparison op) {
  switch (op) {
    case Comparison::Less: return Comparison::Greater;
    case Comparison::LessEqual: return Comparison::GreaterEqual;
    case Comparison::Greater: return Comparison::Less;
    case Comparison::GreaterEqual: return Comparison::LessEqual;
    default: return op;
  }
}

}  // namespace gilscope
