// The abstract syntax tree: node for node and field for field what CPython 3.12's `ast` module has.
//
// The parser builds it, the compiler reads it, `dump.h` prints it as `ast.dump` does. Nodes are
// plain structs in an `Arena`; `kind` says which one a `Node*` is, `as<T>` and `try_as<T>` go down
// to it. Where Python.asdl says `expr?` or `identifier?`, a null pointer or an empty text means
// "absent". The two names that clash with the base classes are `ExprStmt` (asdl: stmt Expr) and the
// lower-case asdl products, which are UpperCamel here: Arguments, Arg, Keyword, Alias, WithItem,
// MatchCase, Comprehension, ExceptHandler.
//
// Equal identifiers of one parse share their characters: comparing `data()` is enough.
// Left-associative chains (`a + b + c`, `a.b.c`, `f()()`) and `elif` chains may be tens of
// thousands of nodes deep: walk their `left` / `value` / `func` / single-If `orelse` in a loop.
// Every other nesting is limited by the parser (kNestingMax in parser.h), so recursion over it is
// safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "syntax/arena.h"

namespace gilscope::ast {

enum class Kind : uint8_t {
#define NODE(name) name,
#include "syntax/node_kind.def"
#undef NODE
};

// The node's name in Python's `ast` module: "FunctionDef", "Await", "arg".
std::string_view kind_name(Kind kind);

// Lines count from 1, columns are 0-based offsets in UTF-8 bytes, the end is exclusive.
struct Position {
  int32_t line = 0;
  int32_t col = 0;
  int32_t end_line = 0;
  int32_t end_col = 0;
};

struct Node : Position {
  explicit Node(Kind node_kind) : kind(node_kind) {}
  Kind kind;
};

struct Stmt : Node {
  using Node::Node;
};
struct Expr : Node {
  using Node::Node;
};
struct Pattern : Node {
  using Node::Node;
};
struct TypeParam : Node {
  using Node::Node;
};

// Names the kind of a concrete node and passes it to the base class.
template <typename Base, Kind kNodeKind>
struct NodeOf : Base {
  static constexpr Kind kKind = kNodeKind;
  NodeOf() : Base(kNodeKind) {}
};

template <typename T>
bool is(const Node* node) {
  return node != nullptr && node->kind == T::kKind;
}

// The node as a T; null if it is null or of another kind.
template <typename T>
const T* try_as(const Node* node) {
  return is<T>(node) ? static_cast<const T*>(node) : nullptr;
}

// The node as a T, which it must be.
template <typename T>
const T* as(const Node* node) {
  GILSCOPE_CHECK(is<T>(node), "the AST node is of another kind");
  return static_cast<const T*>(node);
}

enum class ExprContext : uint8_t { Load, Store, Del };
enum class BoolOperator : uint8_t { And, Or };
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CmpOperator : uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };
enum class Operator : uint8_t {
  Add,
  Sub,
  Mult,
  MatMult,
  Div,
  Mod,
  Pow,
  LShift,
  RShift,
  BitOr,
  BitXor,
  BitAnd,
  FloorDiv,
};

std::string_view name_of(ExprContext context);
std::string_view name_of(BoolOperator op);
std::string_view name_of(UnaryOperator op);
std::string_view name_of(CmpOperator op);
std::string_view name_of(Operator op);

using Identifier = std::string_view;
using ExprSeq = Seq<Expr*>;
using StmtSeq = Seq<Stmt*>;
using PatternSeq = Seq<Pattern*>;
using NameSeq = Seq<Identifier>;

// ---- Helpers of several nodes ----

struct Arg : NodeOf<Node, Kind::arg> {
  Identifier arg;
  Expr* annotation = nullptr;
};

// The parameters of a function. `defaults` belong to the last of posonlyargs + args; `kw_defaults`
// has one entry per kwonlyargs, null where there is no default.
struct Arguments {
  Seq<Arg*> posonlyargs;
  Seq<Arg*> args;
  Arg* vararg = nullptr;
  Seq<Arg*> kwonlyargs;
  ExprSeq kw_defaults;
  Arg* kwarg = nullptr;
  ExprSeq defaults;
};

// `name=value` in a call or in a class's bases; an empty `arg` is `**value`.
struct Keyword : NodeOf<Node, Kind::keyword> {
  Identifier arg;
  Expr* value = nullptr;
};

// `name as asname` of an import; `name` keeps its dots ("os.path") and may be "*".
struct Alias : NodeOf<Node, Kind::alias> {
  Identifier name;
  Identifier asname;
};

struct WithItem {
  Expr* context_expr = nullptr;
  Expr* optional_vars = nullptr;
};

struct Comprehension {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  ExprSeq ifs;
  bool is_async = false;
};

struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;
  StmtSeq body;
};

// `except type as name:`; type is null for a bare `except:`.
struct ExceptHandler : NodeOf<Node, Kind::ExceptHandler> {
  Expr* type = nullptr;
  Identifier name;
  StmtSeq body;
};

struct TypeVar : NodeOf<TypeParam, Kind::TypeVar> {
  Identifier name;
  Expr* bound = nullptr;
};
struct ParamSpec : NodeOf<TypeParam, Kind::ParamSpec> {
  Identifier name;
};
struct TypeVarTuple : NodeOf<TypeParam, Kind::TypeVarTuple> {
  Identifier name;
};

// ---- Modules ----

// What `parse` gives in exec mode.
struct Module {
  StmtSeq body;
};

// What `parse` gives in eval mode.
struct Expression {
  Expr* body = nullptr;
};

// ---- Statements ----

// `decorator_list` is outermost first. The position is that of `def`, not of the first decorator.
struct FunctionDefBase {
  Identifier name;
  Arguments* args = nullptr;
  StmtSeq body;
  ExprSeq decorator_list;
  Expr* returns = nullptr;
  Seq<TypeParam*> type_params;
};
struct FunctionDef : NodeOf<Stmt, Kind::FunctionDef>, FunctionDefBase {};
struct AsyncFunctionDef : NodeOf<Stmt, Kind::AsyncFunctionDef>, FunctionDefBase {};

struct ClassDef : NodeOf<Stmt, Kind::ClassDef> {
  Identifier name;
  ExprSeq bases;
  Seq<Keyword*> keywords;
  StmtSeq body;
  ExprSeq decorator_list;
  Seq<TypeParam*> type_params;
};

struct Return : NodeOf<Stmt, Kind::Return> {
  Expr* value = nullptr;
};

struct Delete : NodeOf<Stmt, Kind::Delete> {
  ExprSeq targets;
};

// `a = b = value` has two targets.
struct Assign : NodeOf<Stmt, Kind::Assign> {
  ExprSeq targets;
  Expr* value = nullptr;
};

// `type name[type_params] = value`; name is always a Name in Store context.
struct TypeAlias : NodeOf<Stmt, Kind::TypeAlias> {
  Expr* name = nullptr;
  Seq<TypeParam*> type_params;
  Expr* value = nullptr;
};

struct AugAssign : NodeOf<Stmt, Kind::AugAssign> {
  Expr* target = nullptr;
  Operator op = Operator::Add;
  Expr* value = nullptr;
};

// `simple` is true for a bare name without parentheses, whose annotation is then recorded.
struct AnnAssign : NodeOf<Stmt, Kind::AnnAssign> {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;
  bool simple = false;
};

struct ForBase {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  StmtSeq body;
  StmtSeq orelse;
};
struct For : NodeOf<Stmt, Kind::For>, ForBase {};
struct AsyncFor : NodeOf<Stmt, Kind::AsyncFor>, ForBase {};

struct While : NodeOf<Stmt, Kind::While> {
  Expr* test = nullptr;
  StmtSeq body;
  StmtSeq orelse;
};

// `elif` is an If alone in orelse.
struct If : NodeOf<Stmt, Kind::If> {
  Expr* test = nullptr;
  StmtSeq body;
  StmtSeq orelse;
};

struct WithBase {
  Seq<WithItem*> items;
  StmtSeq body;
};
struct With : NodeOf<Stmt, Kind::With>, WithBase {};
struct AsyncWith : NodeOf<Stmt, Kind::AsyncWith>, WithBase {};

struct Match : NodeOf<Stmt, Kind::Match> {
  Expr* subject = nullptr;
  Seq<MatchCase*> cases;
};

struct Raise : NodeOf<Stmt, Kind::Raise> {
  Expr* exc = nullptr;
  Expr* cause = nullptr;
};

struct TryBase {
  StmtSeq body;
  Seq<ExceptHandler*> handlers;
  StmtSeq orelse;
  StmtSeq finalbody;
};
struct Try : NodeOf<Stmt, Kind::Try>, TryBase {};
// `try` with `except*`.
struct TryStar : NodeOf<Stmt, Kind::TryStar>, TryBase {};

struct Assert : NodeOf<Stmt, Kind::Assert> {
  Expr* test = nullptr;
  Expr* msg = nullptr;
};

struct Import : NodeOf<Stmt, Kind::Import> {
  Seq<Alias*> names;
};

// `from ..module import names`: level counts the dots, module is empty for `from . import x`.
struct ImportFrom : NodeOf<Stmt, Kind::ImportFrom> {
  Identifier module_name;
  Seq<Alias*> names;
  int32_t level = 0;
};

struct Global : NodeOf<Stmt, Kind::Global> {
  NameSeq names;
};
struct Nonlocal : NodeOf<Stmt, Kind::Nonlocal> {
  NameSeq names;
};

// An expression as a statement: asdl's stmt `Expr`.
struct ExprStmt : NodeOf<Stmt, Kind::Expr> {
  Expr* value = nullptr;
};

struct Pass : NodeOf<Stmt, Kind::Pass> {};
struct Break : NodeOf<Stmt, Kind::Break> {};
struct Continue : NodeOf<Stmt, Kind::Continue> {};

// ---- Expressions ----

// `a and b and c` is one node with three values.
struct BoolOp : NodeOf<Expr, Kind::BoolOp> {
  BoolOperator op = BoolOperator::And;
  ExprSeq values;
};

struct NamedExpr : NodeOf<Expr, Kind::NamedExpr> {
  Expr* target = nullptr;
  Expr* value = nullptr;
};

struct BinOp : NodeOf<Expr, Kind::BinOp> {
  Expr* left = nullptr;
  Operator op = Operator::Add;
  Expr* right = nullptr;
};

struct UnaryOp : NodeOf<Expr, Kind::UnaryOp> {
  UnaryOperator op = UnaryOperator::Not;
  Expr* operand = nullptr;
};

struct Lambda : NodeOf<Expr, Kind::Lambda> {
  Arguments* args = nullptr;
  Expr* body = nullptr;
};

struct IfExp : NodeOf<Expr, Kind::IfExp> {
  Expr* test = nullptr;
  Expr* body = nullptr;
  Expr* orelse = nullptr;
};

// A null key is `**value`.
struct Dict : NodeOf<Expr, Kind::Dict> {
  ExprSeq keys;
  ExprSeq values;
};

struct Set : NodeOf<Expr, Kind::Set> {
  ExprSeq elts;
};

struct ComprehensionBase {
  Expr* elt = nullptr;
  Seq<Comprehension*> generators;
};
struct ListComp : NodeOf<Expr, Kind::ListComp>, ComprehensionBase {};
struct SetComp : NodeOf<Expr, Kind::SetComp>, ComprehensionBase {};
struct GeneratorExp : NodeOf<Expr, Kind::GeneratorExp>, ComprehensionBase {};

struct DictComp : NodeOf<Expr, Kind::DictComp> {
  Expr* key = nullptr;
  Expr* value = nullptr;
  Seq<Comprehension*> generators;
};

struct Await : NodeOf<Expr, Kind::Await> {
  Expr* value = nullptr;
};
struct Yield : NodeOf<Expr, Kind::Yield> {
  Expr* value = nullptr;
};
struct YieldFrom : NodeOf<Expr, Kind::YieldFrom> {
  Expr* value = nullptr;
};

// `left ops[0] comparators[0] ops[1] comparators[1] ...`
struct Compare : NodeOf<Expr, Kind::Compare> {
  Expr* left = nullptr;
  Seq<CmpOperator> ops;
  ExprSeq comparators;
};

// Positional arguments (`*x` is a Starred among them), then keyword arguments (see Keyword).
struct Call : NodeOf<Expr, Kind::Call> {
  Expr* func = nullptr;
  ExprSeq args;
  Seq<Keyword*> keywords;
};

// A replacement field of an f-string. `conversion` is -1 or 's', 'r', 'a'; `format_spec` is a
// JoinedStr.
struct FormattedValue : NodeOf<Expr, Kind::FormattedValue> {
  Expr* value = nullptr;
  int32_t conversion = -1;
  Expr* format_spec = nullptr;
};

struct JoinedStr : NodeOf<Expr, Kind::JoinedStr> {
  ExprSeq values;
};

enum class ConstantType : uint8_t {
  None,
  True,
  False,
  Ellipsis,
  Int,
  Float,
  Complex,
  Str,
  Bytes,
};

// A literal.
//   Int: `text` is the number without underscores, in lower case, with its prefix ("0x1f", "0b1",
//        "0o7", "1000"); if `fits_int64`, `integer` is its value.
//   Float: `number`. Complex: `number` is the imaginary part, the real part is 0.
//   Str: `text` is UTF-8 in which lone surrogates stand as three bytes each (WTF-8).
//   Bytes: `text` is the bytes. Both may contain NUL.
// `u_prefix` is asdl's kind = 'u' (`u"..."`).
struct Constant : NodeOf<Expr, Kind::Constant> {
  ConstantType type = ConstantType::None;
  bool fits_int64 = false;
  bool u_prefix = false;
  int64_t integer = 0;
  double number = 0;
  std::string_view text;
};

struct Attribute : NodeOf<Expr, Kind::Attribute> {
  Expr* value = nullptr;
  Identifier attr;
  ExprContext ctx = ExprContext::Load;
};

struct Subscript : NodeOf<Expr, Kind::Subscript> {
  Expr* value = nullptr;
  Expr* slice = nullptr;
  ExprContext ctx = ExprContext::Load;
};

struct Starred : NodeOf<Expr, Kind::Starred> {
  Expr* value = nullptr;
  ExprContext ctx = ExprContext::Load;
};

struct Name : NodeOf<Expr, Kind::Name> {
  Identifier id;
  ExprContext ctx = ExprContext::Load;
};

struct List : NodeOf<Expr, Kind::List> {
  ExprSeq elts;
  ExprContext ctx = ExprContext::Load;
};

struct Tuple : NodeOf<Expr, Kind::Tuple> {
  ExprSeq elts;
  ExprContext ctx = ExprContext::Load;
};

// Only inside Subscript.slice, directly or in a Tuple.
struct Slice : NodeOf<Expr, Kind::Slice> {
  Expr* lower = nullptr;
  Expr* upper = nullptr;
  Expr* step = nullptr;
};

// ---- Patterns ----

struct MatchValue : NodeOf<Pattern, Kind::MatchValue> {
  Expr* value = nullptr;
};

// None, True or False.
struct MatchSingleton : NodeOf<Pattern, Kind::MatchSingleton> {
  ConstantType value = ConstantType::None;
};

struct MatchSequence : NodeOf<Pattern, Kind::MatchSequence> {
  PatternSeq patterns;
};

struct MatchMapping : NodeOf<Pattern, Kind::MatchMapping> {
  ExprSeq keys;
  PatternSeq patterns;
  Identifier rest;
};

struct MatchClass : NodeOf<Pattern, Kind::MatchClass> {
  Expr* cls = nullptr;
  PatternSeq patterns;
  NameSeq kwd_attrs;
  PatternSeq kwd_patterns;
};

// `*name`; an empty name is `*_`.
struct MatchStar : NodeOf<Pattern, Kind::MatchStar> {
  Identifier name;
};

// `pattern as name`, a capture (no pattern), or the wildcard `_` (neither).
struct MatchAs : NodeOf<Pattern, Kind::MatchAs> {
  Pattern* pattern = nullptr;
  Identifier name;
};

struct MatchOr : NodeOf<Pattern, Kind::MatchOr> {
  PatternSeq patterns;
};

}  // namespace gilscope::ast
