// match. Every pattern consumes the subject on top of the stack. Names are bound only when a whole
// case has matched: until then captures wait on the stack, below what the pattern still needs. On
// failure everything the case has pushed is popped by a ladder of POP_TOPs, entered at the right
// rung.
#include <algorithm>

#include "bytecode/constant_text.h"
#include "compiler/emitter.h"

namespace gilscope::compiler {

using ast::as;
using ast::Kind;
using ast::try_as;

struct Emitter::PatternContext {
  std::vector<std::string_view> captures;  // On the stack, the last one deepest.
  std::vector<BlockId> fail_pops;          // [n]: pops n values, then the case has failed.
  std::int32_t on_top = 0;                 // Values above the captures to be popped on failure.
  bool allows_irrefutable = false;
};

namespace {

bool is_wildcard(const ast::Pattern* pattern) {
  const ast::MatchAs* node = try_as<ast::MatchAs>(pattern);
  return node != nullptr && node->pattern == nullptr && node->name.empty();
}

bool is_star_wildcard(const ast::Pattern* pattern) {
  const ast::MatchStar* node = try_as<ast::MatchStar>(pattern);
  return node != nullptr && node->name.empty();
}

// 1, 1.0 and True are the same key.
Constant by_value(const Constant& key) {
  if (key.kind == Constant::Kind::True) return int_constant(1);
  if (key.kind == Constant::Kind::False) return int_constant(0);
  bool is_real = key.kind == Constant::Kind::Float ||
                 (key.kind == Constant::Kind::Complex && key.imaginary == 0);
  constexpr double kExactMax = 9007199254740992.0;  // 2 ** 53
  if (!is_real || key.real < -kExactMax || key.real > kExactMax) return key;
  std::int64_t whole = static_cast<std::int64_t>(key.real);
  return static_cast<double>(whole) == key.real ? int_constant(whole) : key;
}

std::string quote(std::string_view name) {
  return "'" + std::string(name) + "'";
}

}  // namespace

void Emitter::visit_match(const ast::Match& statement) {
  visit(*statement.subject);
  BlockId end = new_block();
  std::size_t count = statement.cases.size();
  bool has_default = count > 1 && is_wildcard(statement.cases.back()->pattern);
  std::size_t tested = count - (has_default ? 1 : 0);
  PatternContext context;
  for (std::size_t i = 0; i < tested && !failed(); ++i) {
    const ast::MatchCase& match_case = *statement.cases[i];
    bool is_last = i + 1 == tested;
    context.allows_irrefutable = match_case.guard != nullptr || i + 1 == count;
    emit_match_case(match_case, !is_last, context, end);
  }
  if (failed()) return use(end);
  if (has_default) {
    const ast::MatchCase& match_case = *statement.cases.back();
    Position at = position_of(*match_case.pattern);
    if (count == 1) {
      emit(at, Opcode::PopTop);
    } else {
      emit(at, Opcode::Nop);  // Keeps the line of `case _`.
    }
    if (match_case.guard != nullptr) jump_if(*match_case.guard, end, false);
    visit(match_case.body);
  }
  use(end);
}

void Emitter::emit_match_case(const ast::MatchCase& match_case, bool keeps_subject,
                              PatternContext& context, BlockId end) {
  Position at = position_of(*match_case.pattern);
  if (keeps_subject) emit(at, Opcode::Copy, 1);
  context.captures.clear();
  context.fail_pops.clear();
  context.on_top = 0;
  visit_pattern(*match_case.pattern, context);
  if (failed()) return;
  for (std::string_view name : context.captures) store_name(at, name);
  if (match_case.guard != nullptr) {
    if (context.fail_pops.empty()) context.fail_pops.push_back(new_block());
    jump_if(*match_case.guard, context.fail_pops[0], false);
  }
  if (keeps_subject) emit(at, Opcode::PopTop);
  visit(match_case.body);
  jump(kNoPosition, kJump, end);
  // The pops stand at the pattern, as in CPython: they are not the body's line.
  emit_fail_pops(at, context);
}

void Emitter::jump_to_fail(const Position& at, PatternContext& context, Opcode op) {
  std::size_t pops = static_cast<std::size_t>(context.on_top) + context.captures.size();
  while (context.fail_pops.size() <= pops) context.fail_pops.push_back(new_block());
  jump(at, op, context.fail_pops[pops]);
}

void Emitter::emit_fail_pops(const Position& at, PatternContext& context) {
  if (context.fail_pops.empty()) return;
  for (std::size_t i = context.fail_pops.size() - 1; i > 0; --i) {
    use(context.fail_pops[i]);
    emit(at, Opcode::PopTop);
  }
  use(context.fail_pops[0]);
  context.fail_pops.clear();
}

// Moves the top below the `count - 1` values under it.
void Emitter::rotate(const Position& at, std::int32_t count) {
  for (; count > 1; --count) emit(at, Opcode::Swap, count);
}

void Emitter::store_capture(const Position& at, std::string_view name, PatternContext& context) {
  if (name.empty()) return emit(at, Opcode::PopTop);
  if (is_forbidden(name, ast::ExprContext::Store, at)) return;
  std::vector<std::string_view>& captures = context.captures;
  if (std::find(captures.begin(), captures.end(), name) != captures.end()) {
    return fail("multiple assignments to name " + quote(name) + " in pattern", at);
  }
  rotate(at, context.on_top + static_cast<std::int32_t>(captures.size()) + 1);
  captures.push_back(name);
}

void Emitter::visit_pattern(const ast::Pattern& pattern, PatternContext& context) {
  if (failed()) return;
  Position at = position_of(pattern);
  switch (pattern.kind) {
    case Kind::MatchValue: return visit_value_pattern(*as<ast::MatchValue>(&pattern), context);
    case Kind::MatchSingleton: {
      ast::Constant literal;
      literal.type = as<ast::MatchSingleton>(&pattern)->value;
      load_constant(at, literal_constant(literal));
      emit(at, Opcode::IsOp, 0);
      return jump_to_fail(at, context, Opcode::PopJumpIfFalse);
    }
    case Kind::MatchSequence:
      return visit_sequence_pattern(*as<ast::MatchSequence>(&pattern), context);
    case Kind::MatchMapping:
      return visit_mapping_pattern(*as<ast::MatchMapping>(&pattern), context);
    case Kind::MatchClass: return visit_class_pattern(*as<ast::MatchClass>(&pattern), context);
    case Kind::MatchStar: return store_capture(at, as<ast::MatchStar>(&pattern)->name, context);
    case Kind::MatchAs: return visit_as_pattern(*as<ast::MatchAs>(&pattern), context);
    case Kind::MatchOr: return visit_or_pattern(*as<ast::MatchOr>(&pattern), context);
    default:
      return fail(
          "the compiler does not know the pattern " + std::string(ast::kind_name(pattern.kind)),
          pattern);
  }
}

void Emitter::visit_subpattern(const ast::Pattern& pattern, PatternContext& context) {
  bool allowed = context.allows_irrefutable;
  context.allows_irrefutable = true;
  visit_pattern(pattern, context);
  context.allows_irrefutable = allowed;
}

void Emitter::visit_value_pattern(const ast::MatchValue& pattern, PatternContext& context) {
  Position at = position_of(pattern);
  if (!is_constant(*pattern.value) && !ast::is<ast::Attribute>(pattern.value)) {
    return fail("patterns may only match literals and attribute lookups", pattern);
  }
  if (!emit_folded(*pattern.value)) visit(*pattern.value);
  emit(at, Opcode::CompareOp, static_cast<std::int32_t>(Comparison::Equal));
  jump_to_fail(at, context, Opcode::PopJumpIfFalse);
}

void Emitter::visit_sequence_pattern(const ast::MatchSequence& pattern, PatternContext& context) {
  Position at = position_of(pattern);
  std::int32_t size = static_cast<std::int32_t>(pattern.patterns.size());
  std::optional<std::size_t> star;
  bool is_only_wildcards = true;
  for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
    const ast::Pattern* item = pattern.patterns[i];
    if (ast::is<ast::MatchStar>(item)) {
      if (star) return fail("multiple starred names in sequence pattern", pattern);
      star = i;
      is_only_wildcards = is_only_wildcards && is_star_wildcard(item);
    } else {
      is_only_wildcards = is_only_wildcards && is_wildcard(item);
    }
  }
  ++context.on_top;
  emit(at, Opcode::MatchSequence);
  jump_to_fail(at, context, Opcode::PopJumpIfFalse);
  if (!star || size > 1) {
    emit(at, Opcode::GetLen);
    load_constant(at, int_constant(star ? size - 1 : size));
    Comparison comparison = star ? Comparison::GreaterEqual : Comparison::Equal;
    emit(at, Opcode::CompareOp, static_cast<std::int32_t>(comparison));
    jump_to_fail(at, context, Opcode::PopJumpIfFalse);
  }
  --context.on_top;
  if (is_only_wildcards) {
    emit(at, Opcode::PopTop);
  } else if (star && is_star_wildcard(pattern.patterns[*star])) {
    index_sequence_pattern(pattern, *star, context);
  } else {
    unpack_sequence_pattern(pattern, context);
  }
}

void Emitter::unpack_sequence_pattern(const ast::MatchSequence& pattern, PatternContext& context) {
  constexpr std::size_t kBeforeStarMax = 256;
  Position at = position_of(pattern);
  std::size_t size = pattern.patterns.size();
  std::size_t star = 0;
  while (star < size && !ast::is<ast::MatchStar>(pattern.patterns[star])) ++star;
  if (star < size) {
    if (star >= kBeforeStarMax) {
      return fail("too many expressions in star-unpacking sequence pattern", pattern);
    }
    emit(at, Opcode::UnpackEx, static_cast<std::int32_t>(star + ((size - star - 1) << 8)));
  } else {
    emit(at, Opcode::UnpackSequence, static_cast<std::int32_t>(size));
  }
  context.on_top += static_cast<std::int32_t>(size);
  for (const ast::Pattern* item : pattern.patterns) {
    --context.on_top;
    visit_subpattern(*item, context);
  }
}

// `[first, *_, last]`: picks the items instead of unpacking all of them.
void Emitter::index_sequence_pattern(const ast::MatchSequence& pattern, std::size_t star,
                                     PatternContext& context) {
  Position at = position_of(pattern);
  ++context.on_top;
  for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
    const ast::Pattern* item = pattern.patterns[i];
    if (i == star || is_wildcard(item)) continue;
    emit(at, Opcode::Copy, 1);
    if (i < star) {
      load_constant(at, int_constant(static_cast<std::int64_t>(i)));
    } else {
      // The subject may not know negative indices.
      emit(at, Opcode::GetLen);
      load_constant(at, int_constant(static_cast<std::int64_t>(pattern.patterns.size() - i)));
      emit_binary(at, ast::Operator::Sub, false);
    }
    emit(at, Opcode::BinarySubscr);
    visit_subpattern(*item, context);
  }
  --context.on_top;
  emit(at, Opcode::PopTop);
}

void Emitter::visit_mapping_pattern(const ast::MatchMapping& pattern, PatternContext& context) {
  Position at = position_of(pattern);
  std::int32_t size = static_cast<std::int32_t>(pattern.keys.size());
  ++context.on_top;
  emit(at, Opcode::MatchMapping);
  jump_to_fail(at, context, Opcode::PopJumpIfFalse);
  if (size == 0 && pattern.rest.empty()) {
    --context.on_top;
    return emit(at, Opcode::PopTop);
  }
  if (size > 0) {
    emit(at, Opcode::GetLen);
    load_constant(at, int_constant(size));
    emit(at, Opcode::CompareOp, static_cast<std::int32_t>(Comparison::GreaterEqual));
    jump_to_fail(at, context, Opcode::PopJumpIfFalse);
  }
  std::vector<std::string> seen;
  std::optional<Constant> all_keys = folder_.fold_items(pattern.keys, Constant::Kind::Tuple);
  for (const ast::Expr* key : pattern.keys) {
    if (std::optional<Constant> constant = folder_.fold(*key)) {
      std::string text;
      append_constant_key(by_value(*constant), text);
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) {
        return fail(
            "mapping pattern checks duplicate key (" + bytecode::constant_text(*constant) + ")",
            pattern);
      }
      seen.push_back(std::move(text));
      if (!all_keys) load_constant(position_of(*key), std::move(*constant));
    } else if (ast::is<ast::Attribute>(key)) {
      visit(*key);
    } else {
      return fail("mapping pattern keys may only match literals and attribute lookups", pattern);
    }
  }
  if (all_keys) {
    load_constant(at, std::move(*all_keys));
  } else {
    emit(at, Opcode::BuildTuple, size);
  }
  emit(at, Opcode::MatchKeys);
  // [subject, keys, values]
  context.on_top += 2;
  emit(at, Opcode::Copy, 1);
  load_none(at);
  emit(at, Opcode::IsOp, 1);
  jump_to_fail(at, context, Opcode::PopJumpIfFalse);
  emit(at, Opcode::UnpackSequence, size);
  context.on_top += size - 1;
  for (const ast::Pattern* item : pattern.patterns) {
    --context.on_top;
    visit_subpattern(*item, context);
  }
  context.on_top -= 2;
  if (pattern.rest.empty()) {
    emit(at, Opcode::PopTop);
    return emit(at, Opcode::PopTop);
  }
  // rest = dict(subject), without the keys.
  emit(at, Opcode::BuildMap, 0);
  emit(at, Opcode::Swap, 3);
  emit(at, Opcode::DictUpdate, 2);
  emit(at, Opcode::UnpackSequence, size);
  for (std::int32_t left = size; left > 0; --left) {
    emit(at, Opcode::Copy, 1 + left);
    emit(at, Opcode::Swap, 2);
    emit(at, Opcode::DeleteSubscr);
  }
  store_capture(at, pattern.rest, context);
}

void Emitter::visit_class_pattern(const ast::MatchClass& pattern, PatternContext& context) {
  Position at = position_of(pattern);
  for (std::size_t i = 0; i < pattern.kwd_attrs.size(); ++i) {
    std::string_view name = pattern.kwd_attrs[i];
    if (is_forbidden(name, ast::ExprContext::Store, position_of(*pattern.kwd_patterns[i]))) return;
    for (std::size_t j = i + 1; j < pattern.kwd_attrs.size(); ++j) {
      if (name != pattern.kwd_attrs[j]) continue;
      return fail("attribute name repeated in class pattern: " + std::string(name),
                  *pattern.kwd_patterns[j]);
    }
  }
  visit(*pattern.cls);
  std::vector<Constant> names;
  for (std::string_view name : pattern.kwd_attrs) names.push_back(text_constant(name));
  load_constant(at, tuple_constant(std::move(names)));
  std::int32_t positional = static_cast<std::int32_t>(pattern.patterns.size());
  std::int32_t total = positional + static_cast<std::int32_t>(pattern.kwd_attrs.size());
  emit(at, Opcode::MatchClass, positional);
  emit(at, Opcode::Copy, 1);
  load_none(at);
  emit(at, Opcode::IsOp, 1);
  ++context.on_top;
  jump_to_fail(at, context, Opcode::PopJumpIfFalse);
  emit(at, Opcode::UnpackSequence, total);
  context.on_top += total - 1;
  auto visit_attribute = [&](const ast::Pattern* item) {
    --context.on_top;
    if (is_wildcard(item)) {
      emit(at, Opcode::PopTop);
    } else {
      visit_subpattern(*item, context);
    }
  };
  for (const ast::Pattern* item : pattern.patterns) visit_attribute(item);
  for (const ast::Pattern* item : pattern.kwd_patterns) visit_attribute(item);
}

void Emitter::visit_as_pattern(const ast::MatchAs& pattern, PatternContext& context) {
  Position at = position_of(pattern);
  if (pattern.pattern == nullptr) {
    if (context.allows_irrefutable) return store_capture(at, pattern.name, context);
    if (pattern.name.empty()) {
      return fail("wildcard makes remaining patterns unreachable", pattern);
    }
    return fail("name capture " + quote(pattern.name) + " makes remaining patterns unreachable",
                pattern);
  }
  ++context.on_top;
  emit(at, Opcode::Copy, 1);
  visit_pattern(*pattern.pattern, context);
  --context.on_top;
  store_capture(at, pattern.name, context);
}

// Every alternative works on its own copy of the subject and must capture the same names; they end
// up in the order of the first alternative.
void Emitter::visit_or_pattern(const ast::MatchOr& pattern, PatternContext& context) {
  Position at = position_of(pattern);
  BlockId end = new_block();
  std::vector<std::string_view> control;
  std::size_t size = pattern.patterns.size();
  for (std::size_t i = 0; i < size && !failed(); ++i) {
    const ast::Pattern& alternative = *pattern.patterns[i];
    Position here = position_of(alternative);
    PatternContext inner;
    inner.allows_irrefutable = i + 1 == size && context.allows_irrefutable;
    emit(here, Opcode::Copy, 1);
    visit_pattern(alternative, inner);
    if (failed()) return;
    if (i == 0) {
      control = inner.captures;
    } else {
      auto is_captured = [&](std::string_view name) {
        return std::find(inner.captures.begin(), inner.captures.end(), name) !=
               inner.captures.end();
      };
      if (inner.captures.size() != control.size() ||
          !std::all_of(control.begin(), control.end(), is_captured)) {
        return fail("alternative patterns bind different names", pattern);
      }
      align_captures(here, control, inner);
    }
    jump(here, kJump, end);
    emit_fail_pops(here, inner);
  }
  // No alternative matched: the last copy of the subject goes.
  emit(at, Opcode::PopTop);
  jump_to_fail(at, context, kJump);
  use(end);
  // The captures lie on the remaining copy of the subject: move them to where captures wait.
  std::int32_t count = static_cast<std::int32_t>(control.size());
  std::int32_t depth =
      count + 1 + context.on_top + static_cast<std::int32_t>(context.captures.size());
  for (std::string_view name : control) {
    rotate(at, depth);
    if (std::find(context.captures.begin(), context.captures.end(), name) !=
        context.captures.end()) {
      return fail("multiple assignments to name " + quote(name) + " in pattern", pattern);
    }
    context.captures.push_back(name);
  }
  emit(at, Opcode::PopTop);
}

// Rotates an alternative's captures into the order of the first alternative's.
void Emitter::align_captures(const Position& at, const std::vector<std::string_view>& control,
                             PatternContext& context) {
  std::vector<std::string_view>& captures = context.captures;
  for (std::size_t wanted = control.size(); wanted-- > 0;) {
    auto found = std::find(captures.begin(), captures.end(), control[wanted]);
    std::size_t now = static_cast<std::size_t>(found - captures.begin());
    if (now == wanted) continue;
    std::size_t rotations = now + 1;
    // The first `rotations` captures go behind what is before `wanted`.
    std::vector<std::string_view> moved(captures.begin(), captures.begin() + rotations);
    captures.erase(captures.begin(), captures.begin() + rotations);
    captures.insert(captures.begin() + (wanted - now), moved.begin(), moved.end());
    for (std::size_t i = 0; i < rotations; ++i) rotate(at, static_cast<std::int32_t>(wanted) + 1);
  }
}

}  // namespace gilscope::compiler
