// The rules of CPython's ast_unparse.c: parentheses where the precedence needs them, and no others.
#include "compiler/unparse.h"

#include <utility>
#include <vector>

#include "bytecode/constant_text.h"
#include "compiler/fold.h"

namespace gilscope::compiler {
namespace {

using ast::as;
using ast::Expr;
using ast::Kind;
using ast::try_as;
using bytecode::constant_text;

// From loosest to tightest.
enum Precedence : int {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kExpression,
  kBitOr = kExpression,
  kBitXor,
  kBitAnd,
  kShift,
  kArithmetic,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom,
};

struct OperatorText {
  const char* text;
  int precedence;
  bool is_right_associative;
};

OperatorText operator_text(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add: return {" + ", kArithmetic, false};
    case ast::Operator::Sub: return {" - ", kArithmetic, false};
    case ast::Operator::Mult: return {" * ", kTerm, false};
    case ast::Operator::MatMult: return {" @ ", kTerm, false};
    case ast::Operator::Div: return {" / ", kTerm, false};
    case ast::Operator::Mod: return {" % ", kTerm, false};
    case ast::Operator::LShift: return {" << ", kShift, false};
    case ast::Operator::RShift: return {" >> ", kShift, false};
    case ast::Operator::BitOr: return {" | ", kBitOr, false};
    case ast::Operator::BitXor: return {" ^ ", kBitXor, false};
    case ast::Operator::BitAnd: return {" & ", kBitAnd, false};
    case ast::Operator::FloorDiv: return {" // ", kTerm, false};
    case ast::Operator::Pow: return {" ** ", kPower, true};
  }
  return {"?", kAtom, false};
}

const char* comparison_text(ast::CmpOperator op) {
  switch (op) {
    case ast::CmpOperator::Eq: return " == ";
    case ast::CmpOperator::NotEq: return " != ";
    case ast::CmpOperator::Lt: return " < ";
    case ast::CmpOperator::LtE: return " <= ";
    case ast::CmpOperator::Gt: return " > ";
    case ast::CmpOperator::GtE: return " >= ";
    case ast::CmpOperator::Is: return " is ";
    case ast::CmpOperator::IsNot: return " is not ";
    case ast::CmpOperator::In: return " in ";
    case ast::CmpOperator::NotIn: return " not in ";
  }
  return "?";
}

class Unparser {
 public:
  std::string run(const Expr& expression) {
    append(expression, kTest);
    return std::move(out_);
  }

  void append(const Expr& expression, int level) {
    switch (expression.kind) {
      case Kind::Name: out_ += as<ast::Name>(&expression)->id; break;
      case Kind::Constant: append_constant(*as<ast::Constant>(&expression)); break;
      case Kind::BoolOp: append_bool(*as<ast::BoolOp>(&expression), level); break;
      case Kind::BinOp: append_binary(*as<ast::BinOp>(&expression), level); break;
      case Kind::UnaryOp: append_unary(*as<ast::UnaryOp>(&expression), level); break;
      case Kind::Lambda: append_lambda(*as<ast::Lambda>(&expression), level); break;
      case Kind::IfExp: append_conditional(*as<ast::IfExp>(&expression), level); break;
      case Kind::Dict: append_dict(*as<ast::Dict>(&expression)); break;
      case Kind::Set: append_items("{", as<ast::Set>(&expression)->elts, "}"); break;
      case Kind::List: append_items("[", as<ast::List>(&expression)->elts, "]"); break;
      case Kind::Tuple: append_tuple(*as<ast::Tuple>(&expression), level); break;
      case Kind::ListComp: append_comprehension("[", *as<ast::ListComp>(&expression), "]"); break;
      case Kind::SetComp: append_comprehension("{", *as<ast::SetComp>(&expression), "}"); break;
      case Kind::GeneratorExp:
        append_comprehension("(", *as<ast::GeneratorExp>(&expression), ")");
        break;
      case Kind::DictComp: append_dict_comprehension(*as<ast::DictComp>(&expression)); break;
      case Kind::Yield: append_yield(as<ast::Yield>(&expression)->value); break;
      case Kind::YieldFrom:
        out_ += "(yield from ";
        append(*as<ast::YieldFrom>(&expression)->value, kTest);
        out_ += ')';
        break;
      case Kind::Await:
        open(level > kAwait);
        out_ += "await ";
        append(*as<ast::Await>(&expression)->value, kAtom);
        close(level > kAwait);
        break;
      case Kind::Compare: append_compare(*as<ast::Compare>(&expression), level); break;
      case Kind::Call: append_call(*as<ast::Call>(&expression)); break;
      case Kind::FormattedValue:
      case Kind::JoinedStr: append_joined(expression); break;
      case Kind::Attribute: append_attribute(*as<ast::Attribute>(&expression)); break;
      case Kind::Starred:
        out_ += '*';
        append(*as<ast::Starred>(&expression)->value, kExpression);
        break;
      case Kind::Subscript:
        append(*as<ast::Subscript>(&expression)->value, kAtom);
        out_ += '[';
        append(*as<ast::Subscript>(&expression)->slice, kTuple);
        out_ += ']';
        break;
      case Kind::Slice: append_slice(*as<ast::Slice>(&expression)); break;
      case Kind::NamedExpr:
        open(level > kTuple);
        append(*as<ast::NamedExpr>(&expression)->target, kAtom);
        out_ += " := ";
        append(*as<ast::NamedExpr>(&expression)->value, kAtom);
        close(level > kTuple);
        break;
      default: break;
    }
  }

 private:
  void open(bool needed) {
    if (needed) out_ += '(';
  }
  void close(bool needed) {
    if (needed) out_ += ')';
  }

  void append_constant(const ast::Constant& literal) {
    if (literal.type == ast::ConstantType::Ellipsis) {
      out_ += "...";
      return;
    }
    if (literal.u_prefix) out_ += 'u';
    if (literal.type == ast::ConstantType::Int && !literal.fits_int64) {
      out_ += literal.text;
      return;
    }
    std::string text = constant_text(literal_constant(literal));
    // An infinite float has no literal of its own.
    std::size_t inf = text.find("inf");
    if (inf != std::string::npos &&
        (literal.type == ast::ConstantType::Float || literal.type == ast::ConstantType::Complex)) {
      text.replace(inf, 3, "1e309");
    }
    out_ += text;
  }

  void append_bool(const ast::BoolOp& node, int level) {
    bool is_and = node.op == ast::BoolOperator::And;
    int precedence = is_and ? kAnd : kOr;
    open(level > precedence);
    for (std::size_t i = 0; i < node.values.size(); ++i) {
      if (i > 0) out_ += is_and ? " and " : " or ";
      append(*node.values[i], precedence + 1);
    }
    close(level > precedence);
  }

  void append_binary(const ast::BinOp& node, int level) {
    // Long left chains go down in a loop: their parentheses nest, their operands follow.
    std::vector<std::pair<const ast::BinOp*, bool>> chain;
    const Expr* left = &node;
    int left_level = level;
    while (const ast::BinOp* inner = try_as<ast::BinOp>(left)) {
      OperatorText text = operator_text(inner->op);
      bool needs_parentheses = left_level > text.precedence;
      chain.emplace_back(inner, needs_parentheses);
      open(needs_parentheses);
      left_level = text.precedence + (text.is_right_associative ? 1 : 0);
      left = inner->left;
    }
    append(*left, left_level);
    for (; !chain.empty(); chain.pop_back()) {
      OperatorText text = operator_text(chain.back().first->op);
      out_ += text.text;
      append(*chain.back().first->right, text.precedence + (text.is_right_associative ? 0 : 1));
      close(chain.back().second);
    }
  }

  void append_unary(const ast::UnaryOp& node, int level) {
    int precedence = node.op == ast::UnaryOperator::Not ? kNot : kFactor;
    open(level > precedence);
    switch (node.op) {
      case ast::UnaryOperator::Invert: out_ += '~'; break;
      case ast::UnaryOperator::Not: out_ += "not "; break;
      case ast::UnaryOperator::UAdd: out_ += '+'; break;
      case ast::UnaryOperator::USub: out_ += '-'; break;
    }
    append(*node.operand, precedence);
    close(level > precedence);
  }

  void append_arguments(const ast::Arguments& arguments) {
    bool is_first = true;
    auto comma = [&] {
      if (!is_first) out_ += ", ";
      is_first = false;
    };
    std::size_t positional = arguments.posonlyargs.size() + arguments.args.size();
    std::size_t without_default = positional - arguments.defaults.size();
    for (std::size_t i = 0; i < positional; ++i) {
      bool is_only = i < arguments.posonlyargs.size();
      const ast::Arg& arg =
          is_only ? *arguments.posonlyargs[i] : *arguments.args[i - arguments.posonlyargs.size()];
      comma();
      append_arg(arg);
      if (i >= without_default) {
        out_ += '=';
        append(*arguments.defaults[i - without_default], kTest);
      }
      if (is_only && i + 1 == arguments.posonlyargs.size()) out_ += ", /";
    }
    if (arguments.vararg != nullptr || !arguments.kwonlyargs.empty()) {
      comma();
      out_ += '*';
      if (arguments.vararg != nullptr) append_arg(*arguments.vararg);
    }
    for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
      comma();
      append_arg(*arguments.kwonlyargs[i]);
      if (arguments.kw_defaults[i] == nullptr) continue;
      out_ += '=';
      append(*arguments.kw_defaults[i], kTest);
    }
    if (arguments.kwarg == nullptr) return;
    comma();
    out_ += "**";
    append_arg(*arguments.kwarg);
  }

  void append_arg(const ast::Arg& arg) {
    out_ += arg.arg;
    if (arg.annotation == nullptr) return;
    out_ += ": ";
    append(*arg.annotation, kTest);
  }

  void append_lambda(const ast::Lambda& node, int level) {
    open(level > kTest);
    // CPython writes `lambda*args`, without a blank.
    bool is_positional = !node.args->posonlyargs.empty() || !node.args->args.empty();
    out_ += is_positional ? "lambda " : "lambda";
    append_arguments(*node.args);
    out_ += ": ";
    append(*node.body, kTest);
    close(level > kTest);
  }

  void append_conditional(const ast::IfExp& node, int level) {
    open(level > kTest);
    append(*node.body, kTest + 1);
    out_ += " if ";
    append(*node.test, kTest + 1);
    out_ += " else ";
    append(*node.orelse, kTest);
    close(level > kTest);
  }

  void append_dict(const ast::Dict& node) {
    out_ += '{';
    for (std::size_t i = 0; i < node.values.size(); ++i) {
      if (i > 0) out_ += ", ";
      if (node.keys[i] != nullptr) {
        append(*node.keys[i], kTest);
        out_ += ": ";
        append(*node.values[i], kTest);
      } else {
        out_ += "**";
        append(*node.values[i], kExpression);
      }
    }
    out_ += '}';
  }

  void append_items(const char* left, const ast::ExprSeq& items, const char* right) {
    out_ += left;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out_ += ", ";
      append(*items[i], kTest);
    }
    out_ += right;
  }

  void append_tuple(const ast::Tuple& node, int level) {
    if (node.elts.empty()) {
      out_ += "()";
      return;
    }
    open(level > kTuple);
    append_items("", node.elts, node.elts.size() == 1 ? "," : "");
    close(level > kTuple);
  }

  void append_generators(const ast::Seq<ast::Comprehension*>& generators) {
    for (const ast::Comprehension* generator : generators) {
      out_ += generator->is_async ? " async for " : " for ";
      append(*generator->target, kTuple);
      out_ += " in ";
      append(*generator->iter, kTest + 1);
      for (const Expr* condition : generator->ifs) {
        out_ += " if ";
        append(*condition, kTest + 1);
      }
    }
  }

  void append_comprehension(const char* left, const ast::ComprehensionBase& node,
                            const char* right) {
    out_ += left;
    append(*node.elt, kTest);
    append_generators(node.generators);
    out_ += right;
  }

  void append_dict_comprehension(const ast::DictComp& node) {
    out_ += '{';
    append(*node.key, kTest);
    out_ += ": ";
    append(*node.value, kTest);
    append_generators(node.generators);
    out_ += '}';
  }

  void append_yield(const Expr* value) {
    out_ += "(yield";
    if (value != nullptr) {
      out_ += ' ';
      append(*value, kTest);
    }
    out_ += ')';
  }

  void append_compare(const ast::Compare& node, int level) {
    open(level > kCompare);
    append(*node.left, kCompare + 1);
    for (std::size_t i = 0; i < node.ops.size(); ++i) {
      out_ += comparison_text(node.ops[i]);
      append(*node.comparators[i], kCompare + 1);
    }
    close(level > kCompare);
  }

  void append_call(const ast::Call& node) {
    append(*node.func, kAtom);
    if (node.args.size() == 1 && node.keywords.empty() &&
        ast::is<ast::GeneratorExp>(node.args[0])) {
      return append(*node.args[0], kTest);  // It brings its own parentheses.
    }
    out_ += '(';
    bool is_first = true;
    for (const Expr* argument : node.args) {
      if (!is_first) out_ += ", ";
      is_first = false;
      append(*argument, kTest);
    }
    for (const ast::Keyword* keyword : node.keywords) {
      if (!is_first) out_ += ", ";
      is_first = false;
      if (keyword->arg.empty()) {
        out_ += "**";
      } else {
        out_ += keyword->arg;
        out_ += '=';
      }
      append(*keyword->value, kTest);
    }
    out_ += ')';
  }

  void append_attribute(const ast::Attribute& node) {
    append(*node.value, kAtom);
    const ast::Constant* literal = try_as<ast::Constant>(node.value);
    bool is_int = literal != nullptr && literal->type == ast::ConstantType::Int;
    out_ += is_int ? " ." : ".";
    out_ += node.attr;
  }

  void append_slice(const ast::Slice& node) {
    if (node.lower != nullptr) append(*node.lower, kTest);
    out_ += ':';
    if (node.upper != nullptr) append(*node.upper, kTest);
    if (node.step == nullptr) return;
    out_ += ':';
    append(*node.step, kTest);
  }

  // ---- f-strings: the text between the quotes is built first, then quoted as a whole. ----

  void append_joined(const Expr& expression) {
    std::string body;
    append_part(expression, false, body);
    out_ += 'f';
    out_ += constant_text(text_constant(body));
  }

  static void append_doubling_braces(std::string_view text, std::string& body) {
    for (char c : text) {
      body += c;
      if (c == '{' || c == '}') body += c;
    }
  }

  static void append_part(const Expr& part, bool is_spec, std::string& body) {
    if (const ast::Constant* literal = try_as<ast::Constant>(&part)) {
      append_doubling_braces(literal->text, body);
    } else if (const ast::JoinedStr* joined = try_as<ast::JoinedStr>(&part)) {
      for (const Expr* value : joined->values) append_part(*value, is_spec, body);
    } else if (const ast::FormattedValue* field = try_as<ast::FormattedValue>(&part)) {
      Unparser inner;
      inner.append(*field->value, kTest + 1);
      body += !inner.out_.empty() && inner.out_[0] == '{' ? "{ " : "{";
      body += inner.out_;
      if (field->conversion > 0) {
        body += '!';
        body += static_cast<char>(field->conversion);
      }
      if (field->format_spec != nullptr) {
        body += ':';
        append_part(*field->format_spec, true, body);
      }
      body += '}';
    }
  }

  std::string out_;
};

}  // namespace

std::string unparse(const ast::Expr& expression) {
  return Unparser().run(expression);
}

}  // namespace gilscope::compiler
