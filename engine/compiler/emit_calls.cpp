// Calls: methods without a bound method, zero-argument super(), argument unpacking.
#include <algorithm>

#include "compiler/emitter.h"

namespace gilscope::compiler {

using ast::as;
using ast::Kind;
using ast::try_as;

namespace {
constexpr std::size_t kStackUseGuideline = 30;  // Beyond it, arguments go through a list or a dict.
}

bool Emitter::has_unpacking(const ast::ExprSeq& arguments,
                            const ast::Seq<ast::Keyword*>& keywords) {
  auto is_starred = [](const ast::Expr* argument) { return ast::is<ast::Starred>(argument); };
  auto is_double_starred = [](const ast::Keyword* keyword) { return keyword->arg.empty(); };
  return std::any_of(arguments.begin(), arguments.end(), is_starred) ||
         std::any_of(keywords.begin(), keywords.end(), is_double_starred);
}

// A call of an attribute whose arguments fit on the stack loads the attribute as a method.
bool Emitter::is_method_call(const ast::Call& call) const {
  const ast::Attribute* attribute = try_as<ast::Attribute>(call.func);
  if (attribute == nullptr || has_unpacking(call.args, call.keywords)) return false;
  std::size_t keywords = call.keywords.size();
  return call.args.size() + keywords + (keywords != 0 ? 1 : 0) < kStackUseGuideline;
}

// `super().name` where super can only be the builtin and the first argument exists.
bool Emitter::is_plain_super(const ast::Attribute& attribute) const {
  const ast::Call* call = try_as<ast::Call>(attribute.value);
  if (call == nullptr || attribute.ctx != ast::ExprContext::Load) return false;
  const ast::Name* name = try_as<ast::Name>(call->func);
  if (name == nullptr || name->id != "super") return false;
  if (!call->args.empty() || !call->keywords.empty()) return false;
  if (unit_->scope->binding_of("super") != Binding::GlobalImplicit) return false;
  if (scopes_.top()->binding_of("super") != Binding::None) return false;
  if (unit_->argument_count == 0) return false;
  return unit_->scope->binding_of("__class__") == Binding::Free;
}

void Emitter::emit_super_attribute(const ast::Attribute& attribute, Opcode op) {
  const ast::Call& call = *as<ast::Call>(attribute.value);
  Position at = position_of(call);
  load_name(position_of(*call.func), "super");
  emit(at, Opcode::LoadDeref, cell_index("__class__"));
  // The name is mangled already: it stands in the unit's own table.
  std::string_view first = unit_->locals.list()[0];
  if (unit_->scope->binding_of(first) == Binding::Cell) {
    emit(at, Opcode::LoadDeref, cell_index(first));
  } else {
    emit(at, Opcode::LoadFast, 0);
  }
  emit_name(attribute_position(position_of(attribute), attribute), op, attribute.attr);
}

void Emitter::check_keywords(const ast::Seq<ast::Keyword*>& keywords) {
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (keywords[i]->arg.empty()) continue;
    if (is_forbidden(keywords[i]->arg, ast::ExprContext::Store, position_of(*keywords[i]))) return;
    for (std::size_t j = i + 1; j < keywords.size(); ++j) {
      if (keywords[i]->arg != keywords[j]->arg) continue;
      return fail("keyword argument repeated: " + std::string(keywords[i]->arg), *keywords[j]);
    }
  }
}

// The callable lies on the stack; `has_self`: with the self slot above it.
void Emitter::emit_call(const ast::Call& call, bool has_self) {
  Position at = position_of(call);
  check_keywords(call.keywords);
  if (has_self) {
    at = attribute_position(at, *as<ast::Attribute>(call.func));
  } else {
    emit(position_of(*call.func), Opcode::PushNull);
  }
  emit_arguments(at, 0, call.args, call.keywords, nullptr);
}

// The arguments and the call itself; `pushed` of them lie on the stack, `extra` comes last.
void Emitter::emit_arguments(const Position& at, std::int32_t pushed, const ast::ExprSeq& arguments,
                             const ast::Seq<ast::Keyword*>& keywords, const ast::Expr* extra) {
  if (pushed != 0) check_keywords(keywords);
  bool is_big = arguments.size() + keywords.size() * 2 > kStackUseGuideline;
  if (is_big || has_unpacking(arguments, keywords)) {
    return emit_unpacked_arguments(at, pushed, arguments, keywords, extra);
  }
  for (const ast::Expr* argument : arguments) visit(*argument);
  std::int32_t count = pushed + static_cast<std::int32_t>(arguments.size());
  if (extra != nullptr) {
    visit(*extra);
    ++count;
  }
  std::vector<Constant> names;
  for (const ast::Keyword* keyword : keywords) {
    visit(*keyword->value);
    names.push_back(text_constant(keyword->arg));
  }
  if (!names.empty()) {
    emit(at, Opcode::KwNames, unit_->constants.add(tuple_constant(std::move(names))));
  }
  emit(at, Opcode::Call, count + static_cast<std::int32_t>(keywords.size()));
}

void Emitter::emit_unpacked_arguments(const Position& at, std::int32_t pushed,
                                      const ast::ExprSeq& arguments,
                                      const ast::Seq<ast::Keyword*>& keywords,
                                      const ast::Expr* extra) {
  bool is_single = pushed == 0 && extra == nullptr && arguments.size() == 1 &&
                   ast::is<ast::Starred>(arguments[0]);
  if (is_single) {
    visit(*as<ast::Starred>(arguments[0])->value);
  } else if (extra == nullptr) {
    emit_items(at, arguments, pushed, Opcode::BuildTuple);
  } else {
    std::vector<ast::Expr*> all(arguments.begin(), arguments.end());
    all.push_back(const_cast<ast::Expr*>(extra));
    ast::ExprSeq items{all.data(), static_cast<std::uint32_t>(all.size())};
    emit_items(at, items, pushed, Opcode::BuildTuple);
  }
  bool has_dict = false;
  std::size_t unpacked_until = 0;
  auto flush = [&](std::size_t end) {
    if (unpacked_until == end) return;
    emit_keywords_part(at, keywords, unpacked_until, end);
    if (has_dict) emit(at, Opcode::DictMerge, 1);
    has_dict = true;
  };
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i]->arg.empty()) continue;
    flush(i);
    if (!has_dict) emit(at, Opcode::BuildMap, 0);
    has_dict = true;
    visit(*keywords[i]->value);
    emit(at, Opcode::DictMerge, 1);
    unpacked_until = i + 1;
  }
  flush(keywords.size());
  emit(at, Opcode::CallFunctionEx, has_dict ? 1 : 0);
}

void Emitter::emit_keywords_part(const Position& at, const ast::Seq<ast::Keyword*>& keywords,
                                 std::size_t begin, std::size_t end) {
  std::size_t count = end - begin;
  bool is_big = count * 2 > kStackUseGuideline;
  if (count > 1 && !is_big) {
    std::vector<Constant> names;
    for (std::size_t i = begin; i < end; ++i) {
      visit(*keywords[i]->value);
      names.push_back(text_constant(keywords[i]->arg));
    }
    load_constant(at, tuple_constant(std::move(names)));
    return emit(at, Opcode::BuildConstKeyMap, static_cast<std::int32_t>(count));
  }
  if (is_big) emit(kNoPosition, Opcode::BuildMap, 0);
  for (std::size_t i = begin; i < end; ++i) {
    load_text(at, keywords[i]->arg);
    visit(*keywords[i]->value);
    if (is_big) emit(kNoPosition, Opcode::MapAdd, 1);
  }
  if (!is_big) emit(at, Opcode::BuildMap, static_cast<std::int32_t>(count));
}

}  // namespace gilscope::compiler
