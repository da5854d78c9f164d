#include "syntax/ast.h"

namespace gilscope::ast {

std::string_view kind_name(Kind kind) {
  static constexpr std::string_view kNames[] = {
#define NODE(name) #name,
#include "syntax/node_kind.def"
#undef NODE
  };
  return kNames[static_cast<size_t>(kind)];
}

std::string_view name_of(ExprContext context) {
  static constexpr std::string_view kNames[] = {"Load", "Store", "Del"};
  return kNames[static_cast<size_t>(context)];
}

std::string_view name_of(BoolOperator op) {
  return op == BoolOperator::And ? "And" : "Or";
}

std::string_view name_of(UnaryOperator op) {
  static constexpr std::string_view kNames[] = {"Invert", "Not", "UAdd", "USub"};
  return kNames[static_cast<size_t>(op)];
}

std::string_view name_of(CmpOperator op) {
  static constexpr std::string_view kNames[] = {"Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                                "GtE", "Is",    "IsNot", "In",  "NotIn"};
  return kNames[static_cast<size_t>(op)];
}

std::string_view name_of(Operator op) {
  static constexpr std::string_view kNames[] = {"Add",    "Sub",    "Mult",    "MatMult", "Div",
                                                "Mod",    "Pow",    "LShift",  "RShift",  "BitOr",
                                                "BitXor", "BitAnd", "FloorDiv"};
  return kNames[static_cast<size_t>(op)];
}

}  // namespace gilscope::ast
