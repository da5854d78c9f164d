// Expressions, and what may stand left of `=`.
#include <algorithm>

#include "compiler/emitter.h"

namespace gilscope::compiler {

using ast::as;
using ast::ExprContext;
using ast::Kind;
using ast::try_as;

namespace {

constexpr std::size_t kStackUseGuideline = 30;

BinaryOperator binary_operator(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add: return BinaryOperator::Add;
    case ast::Operator::Sub: return BinaryOperator::Subtract;
    case ast::Operator::Mult: return BinaryOperator::Multiply;
    case ast::Operator::MatMult: return BinaryOperator::MatrixMultiply;
    case ast::Operator::Div: return BinaryOperator::TrueDivide;
    case ast::Operator::Mod: return BinaryOperator::Remainder;
    case ast::Operator::Pow: return BinaryOperator::Power;
    case ast::Operator::LShift: return BinaryOperator::LeftShift;
    case ast::Operator::RShift: return BinaryOperator::RightShift;
    case ast::Operator::BitOr: return BinaryOperator::Or;
    case ast::Operator::BitXor: return BinaryOperator::Xor;
    case ast::Operator::BitAnd: return BinaryOperator::And;
    case ast::Operator::FloorDiv: return BinaryOperator::FloorDivide;
  }
  return BinaryOperator::Add;
}

// What stands left in `a + b`, `a.b`, `a[b]` and `a(b)`.
const ast::Expr* left_of(const ast::Expr& expression) {
  switch (expression.kind) {
    case Kind::BinOp: return as<ast::BinOp>(&expression)->left;
    case Kind::Attribute: return as<ast::Attribute>(&expression)->value;
    case Kind::Subscript: return as<ast::Subscript>(&expression)->value;
    case Kind::Call: return as<ast::Call>(&expression)->func;
    default: return nullptr;
  }
}

bool is_two_element_slice(const ast::Expr& slice) {
  const ast::Slice* node = try_as<ast::Slice>(&slice);
  return node != nullptr && node->step == nullptr;
}

// `not a in b` and `not a is b` have operators of their own.
std::optional<ast::CmpOperator> opposite_of(const ast::UnaryOp& negation) {
  const ast::Compare* compare = try_as<ast::Compare>(negation.operand);
  if (compare == nullptr || compare->ops.size() != 1) return std::nullopt;
  switch (compare->ops[0]) {
    case ast::CmpOperator::In: return ast::CmpOperator::NotIn;
    case ast::CmpOperator::NotIn: return ast::CmpOperator::In;
    case ast::CmpOperator::Is: return ast::CmpOperator::IsNot;
    case ast::CmpOperator::IsNot: return ast::CmpOperator::Is;
    default: return std::nullopt;
  }
}

bool has_starred(const ast::ExprSeq& items) {
  return std::any_of(items.begin(), items.end(),
                     [](const ast::Expr* item) { return ast::is<ast::Starred>(item); });
}

}  // namespace

void Emitter::visit(const ast::Expr& expression) {
  if (failed()) return;
  switch (expression.kind) {
    case Kind::Name:
      if (emit_folded(expression)) return;
      return load_name(position_of(expression), as<ast::Name>(&expression)->id);
    case Kind::BinOp:
    case Kind::Attribute:
    case Kind::Subscript:
    case Kind::Call: return visit_chain(expression);
    default: return visit_inner(expression);
  }
}

bool Emitter::emit_folded(const ast::Expr& expression) {
  std::optional<Constant> constant = folder_.fold(expression);
  if (!constant) return false;
  load_constant(position_of(expression), std::move(*constant));
  return true;
}

// Chains may be very long: goes down the left side first, then emits on the way up.
void Emitter::visit_chain(const ast::Expr& expression) {
  std::size_t bottom = chain_.size();
  const ast::Expr* base = &expression;
  bool is_super = false;
  while (const ast::Expr* left = left_of(*base)) {
    const ast::Attribute* attribute = try_as<ast::Attribute>(base);
    is_super = attribute != nullptr && is_plain_super(*attribute);
    if (is_super) break;
    chain_.push_back(base);
    base = left;
  }
  bool has_self = false;
  if (is_super) {
    const ast::Call* call = chain_.size() > bottom ? try_as<ast::Call>(chain_.back()) : nullptr;
    has_self = call != nullptr && call->func == base && is_method_call(*call);
    emit_super_attribute(*as<ast::Attribute>(base),
                         has_self ? Opcode::LoadSuperMethod : Opcode::LoadSuperAttr);
  } else if (std::optional<Constant> value = folder_.fold(*base)) {
    // As much of `1 + 2 + x` as is constant.
    const ast::Expr* folded = base;
    while (chain_.size() > bottom) {
      const ast::BinOp* node = try_as<ast::BinOp>(chain_.back());
      std::optional<Constant> combined;
      bool is_format =
          node != nullptr && node->op == ast::Operator::Mod && value->kind == Constant::Kind::Str;
      if (is_format && emit_percent_format(*node, value->text)) {
        chain_.pop_back();
        folded = nullptr;
        break;
      }
      if (node != nullptr) {
        std::optional<Constant> right = folder_.fold(*node->right);
        if (right) combined = folder_.fold(*value, node->op, *right);
      } else if (folded == base && ast::is<ast::Subscript>(chain_.back())) {
        combined = folder_.fold(*chain_.back());
      }
      if (!combined) break;
      value = std::move(combined);
      folded = chain_.back();
      chain_.pop_back();
    }
    if (folded != nullptr) load_constant(position_of(*folded), std::move(*value));
  } else {
    visit(*base);
  }
  while (chain_.size() > bottom && !failed()) {
    const ast::Expr& node = *chain_.back();
    chain_.pop_back();
    Position at = position_of(node);
    switch (node.kind) {
      case Kind::BinOp:
        visit(*as<ast::BinOp>(&node)->right);
        emit_binary(at, as<ast::BinOp>(&node)->op, false);
        break;
      case Kind::Attribute: {
        const ast::Attribute& attribute = *as<ast::Attribute>(&node);
        const ast::Call* call = chain_.size() > bottom ? try_as<ast::Call>(chain_.back()) : nullptr;
        has_self = call != nullptr && call->func == &node && is_method_call(*call);
        emit_name(attribute_position(at, attribute),
                  has_self ? Opcode::LoadMethod : Opcode::LoadAttr, attribute.attr);
        break;
      }
      case Kind::Subscript: {
        const ast::Expr& slice = *as<ast::Subscript>(&node)->slice;
        if (is_two_element_slice(slice)) {
          emit_slice_bounds(*as<ast::Slice>(&slice));
          emit(at, Opcode::BinarySlice);
        } else {
          visit(slice);
          emit(at, Opcode::BinarySubscr);
        }
        break;
      }
      default:
        emit_call(*as<ast::Call>(&node), has_self);
        has_self = false;
        break;
    }
  }
  if (failed()) chain_.resize(bottom);
}

// An attribute on a later line than its object is where the error will be shown.
Position Emitter::attribute_position(Position at, const ast::Attribute& attribute) {
  if (at.line == attribute.end_line) return at;
  std::int32_t length = static_cast<std::int32_t>(attribute.attr.size());
  at.line = attribute.end_line;
  at.column = std::max(0, attribute.end_col - length);
  at.end_line = std::max(at.end_line, at.line);
  if (at.end_line == attribute.end_line && at.end_column < attribute.end_col) {
    at.end_column = attribute.end_col;
  }
  return at;
}

void Emitter::visit_inner(const ast::Expr& expression) {
  Position at = position_of(expression);
  switch (expression.kind) {
    case Kind::Constant:
      return load_constant(at, literal_constant(*as<ast::Constant>(&expression)));
    case Kind::NamedExpr: {
      const ast::NamedExpr& node = *as<ast::NamedExpr>(&expression);
      visit(*node.value);
      emit(at, Opcode::Copy, 1);
      return store(*node.target);
    }
    case Kind::BoolOp: return visit_bool(*as<ast::BoolOp>(&expression));
    case Kind::UnaryOp: return visit_unary(*as<ast::UnaryOp>(&expression));
    case Kind::Lambda: return visit_lambda(*as<ast::Lambda>(&expression));
    case Kind::IfExp: return visit_conditional(*as<ast::IfExp>(&expression));
    case Kind::Dict: return visit_dict(*as<ast::Dict>(&expression));
    case Kind::Set: return emit_items(at, as<ast::Set>(&expression)->elts, 0, Opcode::BuildSet);
    case Kind::List: return visit_sequence(expression, as<ast::List>(&expression)->elts, false);
    case Kind::Tuple: return visit_sequence(expression, as<ast::Tuple>(&expression)->elts, true);
    case Kind::ListComp: {
      const ast::ListComp& node = *as<ast::ListComp>(&expression);
      return visit_comprehension(expression, "<listcomp>",
                                 {ComprehensionKind::List, node.generators, node.elt, nullptr});
    }
    case Kind::SetComp: {
      const ast::SetComp& node = *as<ast::SetComp>(&expression);
      return visit_comprehension(expression, "<setcomp>",
                                 {ComprehensionKind::Set, node.generators, node.elt, nullptr});
    }
    case Kind::DictComp: {
      const ast::DictComp& node = *as<ast::DictComp>(&expression);
      return visit_comprehension(expression, "<dictcomp>",
                                 {ComprehensionKind::Dict, node.generators, node.key, node.value});
    }
    case Kind::GeneratorExp: {
      const ast::GeneratorExp& node = *as<ast::GeneratorExp>(&expression);
      return visit_comprehension(
          expression, "<genexpr>",
          {ComprehensionKind::Generator, node.generators, node.elt, nullptr});
    }
    case Kind::Await: return visit_await(*as<ast::Await>(&expression));
    case Kind::Yield: return visit_yield(*as<ast::Yield>(&expression));
    case Kind::YieldFrom: return visit_yield_from(*as<ast::YieldFrom>(&expression));
    case Kind::Compare: return visit_compare(*as<ast::Compare>(&expression));
    case Kind::JoinedStr: return visit_joined(*as<ast::JoinedStr>(&expression));
    case Kind::FormattedValue: return visit_formatted(*as<ast::FormattedValue>(&expression));
    case Kind::Starred: return fail("can't use starred expression here", expression);
    case Kind::Slice: return visit_slice(*as<ast::Slice>(&expression));
    default:
      return fail("the compiler does not know the expression " +
                      std::string(ast::kind_name(expression.kind)),
                  expression);
  }
}

// ---- Operators ----

void Emitter::emit_binary(const Position& at, ast::Operator op, bool in_place) {
  int arg = static_cast<int>(binary_operator(op));
  if (in_place) arg += static_cast<int>(BinaryOperator::InplaceAdd);
  emit(at, Opcode::BinaryOp, arg);
}

void Emitter::visit_unary(const ast::UnaryOp& expression) {
  if (emit_folded(expression)) return;
  Position at = position_of(expression);
  if (expression.op == ast::UnaryOperator::Not) {
    if (std::optional<ast::CmpOperator> opposite = opposite_of(expression)) {
      const ast::Compare& compare = *as<ast::Compare>(expression.operand);
      visit(*compare.left);
      visit_comparator(compare, 0);
      return emit_comparison(position_of(compare), *opposite);
    }
  }
  visit(*expression.operand);
  switch (expression.op) {
    case ast::UnaryOperator::Not: return emit(at, Opcode::UnaryNot);
    case ast::UnaryOperator::Invert: return emit(at, Opcode::UnaryInvert);
    case ast::UnaryOperator::USub: return emit(at, Opcode::UnaryNegative);
    case ast::UnaryOperator::UAdd: return emit(at, Opcode::UnaryPositive);
  }
}

void Emitter::visit_bool(const ast::BoolOp& expression) {
  Position at = position_of(expression);
  Opcode op = expression.op == ast::BoolOperator::And ? kJumpIfFalse : kJumpIfTrue;
  BlockId end = new_block();
  for (std::size_t i = 0; i + 1 < expression.values.size(); ++i) {
    if (std::optional<Constant> constant = folder_.fold(*expression.values[i])) {
      // A constant decides everything or nothing.
      if (is_true(*constant) == (expression.op == ast::BoolOperator::And)) continue;
      load_constant(position_of(*expression.values[i]), std::move(*constant));
      return use(end);
    }
    visit(*expression.values[i]);
    jump(at, op, end);
    emit(at, Opcode::PopTop);
  }
  visit(*expression.values.back());
  use(end);
}

void Emitter::emit_comparison(const Position& at, ast::CmpOperator op) {
  auto compare = [&](Comparison which) {
    emit(at, Opcode::CompareOp, static_cast<std::int32_t>(which));
  };
  switch (op) {
    case ast::CmpOperator::Eq: return compare(Comparison::Equal);
    case ast::CmpOperator::NotEq: return compare(Comparison::NotEqual);
    case ast::CmpOperator::Lt: return compare(Comparison::Less);
    case ast::CmpOperator::LtE: return compare(Comparison::LessEqual);
    case ast::CmpOperator::Gt: return compare(Comparison::Greater);
    case ast::CmpOperator::GtE: return compare(Comparison::GreaterEqual);
    case ast::CmpOperator::Is: return emit(at, Opcode::IsOp, 0);
    case ast::CmpOperator::IsNot: return emit(at, Opcode::IsOp, 1);
    case ast::CmpOperator::In: return emit(at, Opcode::ContainsOp, 0);
    case ast::CmpOperator::NotIn: return emit(at, Opcode::ContainsOp, 1);
  }
}

// A literal list or set that is only searched is a constant tuple or frozenset.
void Emitter::visit_comparator(const ast::Compare& expression, std::size_t index) {
  ast::CmpOperator op = expression.ops[index];
  bool is_search = op == ast::CmpOperator::In || op == ast::CmpOperator::NotIn;
  if (is_search && index + 1 == expression.ops.size()) {
    visit_iterable(*expression.comparators[index]);
  } else {
    visit(*expression.comparators[index]);
  }
}

void Emitter::visit_compare(const ast::Compare& expression) {
  Position at = position_of(expression);
  visit(*expression.left);
  std::size_t last = expression.ops.size() - 1;
  if (last == 0) {
    visit_comparator(expression, 0);
    return emit_comparison(at, expression.ops[0]);
  }
  BlockId cleanup = new_block(), end = new_block();
  for (std::size_t i = 0; i < last; ++i) {
    visit(*expression.comparators[i]);
    emit(at, Opcode::Swap, 2);
    emit(at, Opcode::Copy, 2);
    emit_comparison(at, expression.ops[i]);
    jump(at, kJumpIfFalse, cleanup);
    emit(at, Opcode::PopTop);
  }
  visit_comparator(expression, last);
  emit_comparison(at, expression.ops[last]);
  jump(kNoPosition, kJump, end);
  use(cleanup);
  emit(at, Opcode::Swap, 2);
  emit(at, Opcode::PopTop);
  use(end);
}

void Emitter::visit_conditional(const ast::IfExp& expression) {
  BlockId end = new_block(), otherwise = new_block();
  jump_if(*expression.test, otherwise, false);
  visit(*expression.body);
  jump(kNoPosition, kJump, end);
  use(otherwise);
  visit(*expression.orelse);
  use(end);
}

// ---- Conditions ----

void Emitter::jump_if(const ast::Expr& test, BlockId target, bool when) {
  if (failed()) return;
  switch (test.kind) {
    case Kind::UnaryOp: {
      const ast::UnaryOp& node = *as<ast::UnaryOp>(&test);
      if (node.op != ast::UnaryOperator::Not || is_constant(test)) break;
      if (opposite_of(node)) {
        visit(test);
        return jump(position_of(*node.operand),
                    when ? Opcode::PopJumpIfTrue : Opcode::PopJumpIfFalse, target);
      }
      return jump_if(*node.operand, target, !when);
    }
    case Kind::BoolOp: {
      const ast::BoolOp& node = *as<ast::BoolOp>(&test);
      bool decides = node.op == ast::BoolOperator::Or;
      BlockId shortcut = decides != when ? new_block() : target;
      for (std::size_t i = 0; i + 1 < node.values.size(); ++i) {
        jump_if(*node.values[i], shortcut, decides);
      }
      jump_if(*node.values.back(), target, when);
      if (shortcut != target) use(shortcut);
      return;
    }
    case Kind::IfExp: {
      const ast::IfExp& node = *as<ast::IfExp>(&test);
      BlockId end = new_block(), otherwise = new_block();
      jump_if(*node.test, otherwise, false);
      jump_if(*node.body, target, when);
      jump(kNoPosition, kJump, end);
      use(otherwise);
      jump_if(*node.orelse, target, when);
      return use(end);
    }
    case Kind::Compare:
      if (as<ast::Compare>(&test)->ops.size() > 1) {
        return jump_if_chain(*as<ast::Compare>(&test), target, when);
      }
      break;
    default: break;
  }
  visit(test);
  jump(position_of(test), when ? Opcode::PopJumpIfTrue : Opcode::PopJumpIfFalse, target);
}

void Emitter::jump_if_chain(const ast::Compare& test, BlockId target, bool when) {
  Position at = position_of(test);
  BlockId cleanup = new_block(), end = new_block();
  visit(*test.left);
  std::size_t last = test.ops.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    visit(*test.comparators[i]);
    emit(at, Opcode::Swap, 2);
    emit(at, Opcode::Copy, 2);
    emit_comparison(at, test.ops[i]);
    jump(at, Opcode::PopJumpIfFalse, cleanup);
  }
  visit_comparator(test, last);
  emit_comparison(at, test.ops[last]);
  jump(at, when ? Opcode::PopJumpIfTrue : Opcode::PopJumpIfFalse, target);
  jump(kNoPosition, kJump, end);
  use(cleanup);
  emit(at, Opcode::PopTop);
  if (!when) jump(kNoPosition, kJump, target);
  use(end);
}

// ---- Displays ----

// What is only iterated over or searched needs no list.
void Emitter::visit_iterable(const ast::Expr& expression) {
  Position at = position_of(expression);
  if (const ast::List* list = try_as<ast::List>(&expression)) {
    if (!has_starred(list->elts)) return visit_sequence(expression, list->elts, true);
  } else if (const ast::Set* set = try_as<ast::Set>(&expression)) {
    if (auto folded = folder_.fold_items(set->elts, Constant::Kind::FrozenSet)) {
      return load_constant(at, std::move(*folded));
    }
  }
  visit(expression);
}

void Emitter::visit_sequence(const ast::Expr& expression, const ast::ExprSeq& items,
                             bool is_tuple) {
  Position at = position_of(expression);
  if (is_tuple) {
    if (auto folded = folder_.fold_items(items, Constant::Kind::Tuple)) {
      return load_constant(at, std::move(*folded));
    }
  }
  emit_items(at, items, 0, is_tuple ? Opcode::BuildTuple : Opcode::BuildList);
}

// Builds a tuple, list or set of `pushed` values on the stack and the items, stars unpacked.
void Emitter::emit_items(const Position& at, const ast::ExprSeq& items, std::int32_t pushed,
                         Opcode build) {
  bool is_tuple = build == Opcode::BuildTuple;
  bool is_set = build == Opcode::BuildSet;
  Opcode collect = is_tuple ? Opcode::BuildList : build;
  Opcode add = is_set ? Opcode::SetAdd : Opcode::ListAppend;
  Opcode extend = is_set ? Opcode::SetUpdate : Opcode::ListExtend;
  std::int32_t count = static_cast<std::int32_t>(items.size());
  if (count > 2 || (is_tuple && pushed == 0)) {
    Constant::Kind kind = is_set ? Constant::Kind::FrozenSet : Constant::Kind::Tuple;
    if (auto folded = folder_.fold_items(items, kind)) {
      if (is_tuple && pushed == 0) return load_constant(at, std::move(*folded));
      emit(at, collect, pushed);
      load_constant(at, std::move(*folded));
      emit(at, extend, 1);
      if (is_tuple) emit(at, Intrinsic1::ListToTuple);
      return;
    }
  }
  bool is_big = static_cast<std::size_t>(count + pushed) > kStackUseGuideline;
  if (!is_big && !has_starred(items)) {
    for (const ast::Expr* item : items) visit(*item);
    return emit(at, build, count + pushed);
  }
  bool is_built = is_big;
  if (is_big) emit(at, collect, pushed);
  for (std::int32_t i = 0; i < count && !failed(); ++i) {
    if (const ast::Starred* starred = try_as<ast::Starred>(items[i])) {
      if (!is_built) emit(at, collect, i + pushed);
      is_built = true;
      visit(*starred->value);
      emit(at, extend, 1);
    } else {
      visit(*items[i]);
      if (is_built) emit(at, add, 1);
    }
  }
  if (is_tuple) emit(at, Intrinsic1::ListToTuple);
}

void Emitter::visit_dict(const ast::Dict& expression) {
  Position at = position_of(expression);
  bool has_dict = false;
  std::size_t begin = 0;
  auto flush = [&](std::size_t end) {
    if (begin == end) return;
    emit_dict_part(expression, begin, end);
    if (has_dict) emit(at, Opcode::DictUpdate, 1);
    has_dict = true;
    begin = end;
  };
  for (std::size_t i = 0; i < expression.values.size() && !failed(); ++i) {
    if (expression.keys[i] == nullptr) {
      flush(i);
      if (!has_dict) emit(at, Opcode::BuildMap, 0);
      has_dict = true;
      visit(*expression.values[i]);
      emit(at, Opcode::DictUpdate, 1);
      begin = i + 1;
    } else if ((i - begin) * 2 > kStackUseGuideline) {
      flush(i + 1);
    }
  }
  flush(expression.values.size());
  if (!has_dict) emit(at, Opcode::BuildMap, 0);
}

void Emitter::emit_dict_part(const ast::Dict& expression, std::size_t begin, std::size_t end) {
  Position at = position_of(expression);
  std::size_t count = end - begin;
  bool is_big = count * 2 > kStackUseGuideline;
  if (count > 1 && !is_big) {
    ast::ExprSeq keys{expression.keys.items + begin, static_cast<std::uint32_t>(count)};
    if (auto folded = folder_.fold_items(keys, Constant::Kind::Tuple)) {
      for (std::size_t i = begin; i < end; ++i) visit(*expression.values[i]);
      load_constant(at, std::move(*folded));
      return emit(at, Opcode::BuildConstKeyMap, static_cast<std::int32_t>(count));
    }
  }
  if (is_big) emit(at, Opcode::BuildMap, 0);
  for (std::size_t i = begin; i < end && !failed(); ++i) {
    visit(*expression.keys[i]);
    visit(*expression.values[i]);
    if (is_big) emit(at, Opcode::MapAdd, 1);
  }
  if (!is_big) emit(at, Opcode::BuildMap, static_cast<std::int32_t>(count));
}

void Emitter::emit_slice_bounds(const ast::Slice& slice) {
  Position at = position_of(slice);
  if (slice.lower != nullptr) {
    visit(*slice.lower);
  } else {
    load_none(at);
  }
  if (slice.upper != nullptr) {
    visit(*slice.upper);
  } else {
    load_none(at);
  }
}

void Emitter::visit_slice(const ast::Slice& slice) {
  emit_slice_bounds(slice);
  if (slice.step != nullptr) visit(*slice.step);
  emit(position_of(slice), Opcode::BuildSlice, slice.step != nullptr ? 3 : 2);
}

// ---- yield and await ----

void Emitter::visit_yield(const ast::Yield& expression) {
  if (!unit_->scope->is_function_like()) return fail("'yield' outside function", expression);
  Position at = position_of(expression);
  if (expression.value != nullptr) {
    visit(*expression.value);
  } else {
    load_none(at);
  }
  emit_yield(at);
}

void Emitter::emit_yield(const Position& at) {
  if (unit_->scope->is_generator && unit_->scope->is_coroutine) emit(at, Intrinsic1::AsyncGenWrap);
  emit(at, Opcode::YieldValue);
  emit(at, Opcode::Resume, 1);
}

void Emitter::visit_yield_from(const ast::YieldFrom& expression) {
  if (!unit_->scope->is_function_like()) return fail("'yield' outside function", expression);
  if (unit_->kind == UnitKind::AsyncFunction) {
    return fail("'yield from' inside async function", expression);
  }
  Position at = position_of(expression);
  visit(*expression.value);
  emit(at, Opcode::GetYieldFromIter);
  load_none(at);
  emit_delegation(at, false);
}

void Emitter::visit_await(const ast::Await& expression) {
  if (!unit_->scope->is_function_like()) return fail("'await' outside function", expression);
  if (unit_->kind != UnitKind::AsyncFunction && unit_->kind != UnitKind::Comprehension) {
    return fail("'await' outside async function", expression);
  }
  visit(*expression.value);
  emit_await(position_of(expression), 0);
}

void Emitter::emit_await(const Position& at, std::int32_t why) {
  emit(at, Opcode::GetAwaitable, why);
  load_none(at);
  emit_delegation(at, true);
}

// [receiver, None] -> [result]: yields what the receiver yields until it returns.
void Emitter::emit_delegation(const Position& at, bool is_await) {
  BlockId send = new_block(), fail_block = new_block(), exit = new_block();
  use(send);
  jump(at, Opcode::Send, exit);
  // close() and throw() on the receiver may end in StopIteration.
  jump(at, kSetupFinally, fail_block);
  emit(at, Opcode::YieldValue);
  emit(kNoPosition, kPopBlock);
  emit(at, Opcode::Resume, is_await ? 3 : 2);
  jump(at, kJumpNoInterrupt, send);
  use(fail_block);
  emit(at, Opcode::CleanupThrow);
  use(exit);
  emit(at, Opcode::EndSend);
}

// ---- Targets ----

void Emitter::store(const ast::Expr& target) {
  if (failed()) return;
  Position at = position_of(target);
  switch (target.kind) {
    case Kind::Name: return store_name(at, as<ast::Name>(&target)->id);
    case Kind::Attribute: {
      const ast::Attribute& node = *as<ast::Attribute>(&target);
      visit(*node.value);
      if (is_forbidden(node.attr, ExprContext::Store, at)) return;
      return emit_name(attribute_position(at, node), Opcode::StoreAttr, node.attr);
    }
    case Kind::Subscript: {
      const ast::Subscript& node = *as<ast::Subscript>(&target);
      visit(*node.value);
      if (is_two_element_slice(*node.slice)) {
        emit_slice_bounds(*as<ast::Slice>(node.slice));
        return emit(at, Opcode::StoreSlice);
      }
      visit(*node.slice);
      return emit(at, Opcode::StoreSubscr);
    }
    case Kind::Tuple: return store_items(target, as<ast::Tuple>(&target)->elts);
    case Kind::List: return store_items(target, as<ast::List>(&target)->elts);
    case Kind::Starred: return fail("starred assignment target must be in a list or tuple", target);
    default: return fail("cannot assign to " + std::string(ast::kind_name(target.kind)), target);
  }
}

void Emitter::store_items(const ast::Expr& target, const ast::ExprSeq& items) {
  constexpr std::size_t kBeforeStarMax = 256, kAfterStarMax = INT32_MAX >> 8;
  Position at = position_of(target);
  std::optional<std::size_t> star;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!ast::is<ast::Starred>(items[i])) continue;
    if (star) return fail("multiple starred expressions in assignment", target);
    if (i >= kBeforeStarMax || items.size() - i - 1 >= kAfterStarMax) {
      return fail("too many expressions in star-unpacking assignment", target);
    }
    star = i;
  }
  if (star) {
    std::size_t after = items.size() - *star - 1;
    emit(at, Opcode::UnpackEx, static_cast<std::int32_t>(*star + (after << 8)));
  } else {
    emit(at, Opcode::UnpackSequence, static_cast<std::int32_t>(items.size()));
  }
  for (const ast::Expr* item : items) {
    const ast::Starred* starred = try_as<ast::Starred>(item);
    store(starred != nullptr ? *starred->value : *item);
  }
}

void Emitter::remove(const ast::Expr& target) {
  if (failed()) return;
  Position at = position_of(target);
  switch (target.kind) {
    case Kind::Name: return delete_name(at, as<ast::Name>(&target)->id);
    case Kind::Attribute: {
      const ast::Attribute& node = *as<ast::Attribute>(&target);
      visit(*node.value);
      if (is_forbidden(node.attr, ExprContext::Del, at)) return;
      return emit_name(attribute_position(at, node), Opcode::DeleteAttr, node.attr);
    }
    case Kind::Subscript: {
      const ast::Subscript& node = *as<ast::Subscript>(&target);
      visit(*node.value);
      visit(*node.slice);
      return emit(at, Opcode::DeleteSubscr);
    }
    case Kind::Tuple:
      for (const ast::Expr* item : as<ast::Tuple>(&target)->elts) remove(*item);
      return;
    case Kind::List:
      for (const ast::Expr* item : as<ast::List>(&target)->elts) remove(*item);
      return;
    default: return fail("cannot delete " + std::string(ast::kind_name(target.kind)), target);
  }
}

}  // namespace gilscope::compiler
