#include "compiler/emitter.h"

#include <algorithm>

#include "compiler/assembler.h"
#include "compiler/optimizer.h"

namespace gilscope::compiler {

using ast::ExprContext;
using bytecode::Code;

Emitter::Emitter(ScopeTable& scopes, const CompileOptions& options, bool future_annotations,
                 std::int32_t last_future_line)
    : scopes_(scopes),
      options_(options),
      future_annotations_(future_annotations),
      last_future_line_(last_future_line),
      folder_(options.optimisation == 0) {}

CodePointer Emitter::run(const Root& root) {
  enter_unit(UnitKind::Module, root.node(), "<module>", 1);
  bool returns_none = root.module_ast != nullptr;
  if (root.module_ast != nullptr) {
    emit_module_body(root.module_ast->body);
  } else {
    visit(*root.expression->body);
    emit(position_of(*root.expression->body), Opcode::ReturnValue);
  }
  CodePointer code = leave_unit(returns_none);
  return failed() ? nullptr : code;
}

void Emitter::fail(std::string message, const ast::Position& at) {
  if (!error_) error_ = ScopeError{std::move(message), at};
}

void Emitter::fail(std::string message, const Position& at) {
  fail(std::move(message), ast::Position{at.line, at.column, at.end_line, at.end_column});
}

// ---- Units ----

void Emitter::enter_unit(UnitKind kind, const void* scope_key, std::string_view name,
                         std::int32_t first_line) {
  auto unit = std::make_unique<Unit>();
  unit->kind = kind;
  unit->scope = scopes_.of(scope_key);
  GILSCOPE_CHECK(unit->scope != nullptr, "every block of the tree has a scope");
  unit->parent = unit_;
  unit->name = name;
  unit->first_line = first_line;
  if (unit_ != nullptr) unit->private_name = unit_->private_name;
  for (std::string_view parameter : unit->scope->parameters) unit->locals.add(parameter);
  std::vector<std::string_view> cells, frees;
  for (const Symbol& symbol : unit->scope->symbols) {
    if (symbol.binding == Binding::Free || (symbol.flags & kFreeInClass) != 0) {
      frees.push_back(symbol.name);
    } else if (symbol.binding == Binding::Cell || (symbol.flags & kCellOfComprehension) != 0) {
      cells.push_back(symbol.name);
    }
  }
  if (unit->scope->needs_class_closure) cells.push_back("__class__");
  if (unit->scope->needs_class_dict) cells.push_back("__classdict__");
  std::sort(cells.begin(), cells.end());
  std::sort(frees.begin(), frees.end());
  for (std::string_view cell : cells) unit->cells.add(cell);
  for (std::string_view free : frees) unit->frees.add(free);
  unit_ = unit.get();
  units_.push_back(std::move(unit));
  unit_->qualname = kind == UnitKind::Module ? unit_->name : qualified_name();
  std::int32_t line = kind == UnitKind::Module ? 0 : first_line;
  emit({line, first_line, 0, 0}, Opcode::Resume, 0);
}

// As CPython's compiler_set_qualname.
std::string Emitter::qualified_name() const {
  const Unit* parent = unit_->parent;
  if (parent->kind == UnitKind::TypeParameters) parent = parent->parent;
  if (parent == nullptr || parent->kind == UnitKind::Module) return unit_->name;
  bool has_name = unit_->kind == UnitKind::Function || unit_->kind == UnitKind::AsyncFunction ||
                  unit_->kind == UnitKind::Class;
  if (has_name) {
    std::string_view mangled = scopes_.mangle(parent->private_name, unit_->scope->name);
    if (parent->scope->binding_of(mangled) == Binding::GlobalExplicit) return unit_->name;
  }
  bool is_function = parent->kind == UnitKind::Function ||
                     parent->kind == UnitKind::AsyncFunction || parent->kind == UnitKind::Lambda;
  return parent->qualname + (is_function ? ".<locals>." : ".") + unit_->name;
}

std::uint32_t Emitter::code_flags() const {
  const Scope& scope = *unit_->scope;
  std::uint32_t flags = 0;
  if (scope.is_function_like()) {
    flags |= bytecode::kNewLocals | bytecode::kOptimized;
    if (scope.is_nested) flags |= bytecode::kNested;
    if (scope.is_generator && scope.is_coroutine) {
      flags |= bytecode::kAsyncGenerator;
    } else if (scope.is_generator) {
      flags |= bytecode::kGenerator;
    } else if (scope.is_coroutine) {
      flags |= bytecode::kCoroutine;
    }
    if (scope.has_varargs) flags |= bytecode::kVarArgs;
    if (scope.has_varkeywords) flags |= bytecode::kVarKeywords;
  }
  if (future_annotations_) flags |= bytecode::kFutureAnnotations;
  return flags;
}

CodePointer Emitter::leave_unit(bool returns_none) {
  std::unique_ptr<Unit> unit = std::move(units_.back());
  std::shared_ptr<Code> code;
  if (!failed()) {
    if (!graph().is_current_closed()) {
      if (returns_none) load_none(kNoPosition);
      emit(kNoPosition, Opcode::ReturnValue);
    }
    code = std::make_shared<Code>();
    code->name = unit->name;
    code->qualname = unit->qualname;
    code->filename = options_.filename;
    code->first_line = unit->first_line;
    code->flags = code_flags();
    code->argument_count = static_cast<std::uint32_t>(unit->argument_count);
    code->positional_only_count = static_cast<std::uint32_t>(unit->positional_only_count);
    code->keyword_only_count = static_cast<std::uint32_t>(unit->keyword_only_count);
    code->has_docstring = unit->has_docstring;
    LocalCounts counts{static_cast<std::int32_t>(unit->scope->parameters.size()),
                       static_cast<std::int32_t>(unit->locals.size())};
    optimize(unit->graph, unit->constants, counts, unit->first_line);
    constexpr std::uint32_t kAnyGenerator =
        bytecode::kGenerator | bytecode::kCoroutine | bytecode::kAsyncGenerator;
    Prologue prologue{(code->flags & kAnyGenerator) != 0, unit->first_line};
    assemble(unit->graph, {unit->locals.list(), unit->cells.list(), unit->frees.list()}, prologue,
             *code);
    for (std::string_view name : unit->names.list()) code->names.emplace_back(name);
    code->constants = unit->constants.take();
  }
  units_.pop_back();
  unit_ = unit->parent;
  return code;
}

const ast::Constant* Emitter::docstring_of(const ast::StmtSeq& body) {
  if (body.empty()) return nullptr;
  const ast::ExprStmt* first = ast::try_as<ast::ExprStmt>(body[0]);
  if (first == nullptr) return nullptr;
  const ast::Constant* literal = ast::try_as<ast::Constant>(first->value);
  bool is_text = literal != nullptr && literal->type == ast::ConstantType::Str;
  return is_text ? literal : nullptr;
}

// Whether a module or class body needs __annotations__; nested functions and classes do not count.
static bool has_annotation(const ast::StmtSeq& body) {
  for (const ast::Stmt* statement : body) {
    switch (statement->kind) {
      case ast::Kind::AnnAssign: return true;
      case ast::Kind::For: {
        const ast::For& loop = *ast::as<ast::For>(statement);
        if (has_annotation(loop.body) || has_annotation(loop.orelse)) return true;
        break;
      }
      case ast::Kind::AsyncFor: {
        const ast::AsyncFor& loop = *ast::as<ast::AsyncFor>(statement);
        if (has_annotation(loop.body) || has_annotation(loop.orelse)) return true;
        break;
      }
      case ast::Kind::While: {
        const ast::While& loop = *ast::as<ast::While>(statement);
        if (has_annotation(loop.body) || has_annotation(loop.orelse)) return true;
        break;
      }
      case ast::Kind::If: {
        const ast::If* branch = ast::as<ast::If>(statement);
        for (; branch != nullptr;) {
          if (has_annotation(branch->body)) return true;
          const ast::If* elif =
              branch->orelse.size() == 1 ? ast::try_as<ast::If>(branch->orelse[0]) : nullptr;
          if (elif == nullptr && has_annotation(branch->orelse)) return true;
          branch = elif;
        }
        break;
      }
      case ast::Kind::Match:
        for (const ast::MatchCase* match_case : ast::as<ast::Match>(statement)->cases) {
          if (has_annotation(match_case->body)) return true;
        }
        break;
      case ast::Kind::With:
        if (has_annotation(ast::as<ast::With>(statement)->body)) return true;
        break;
      case ast::Kind::AsyncWith:
        if (has_annotation(ast::as<ast::AsyncWith>(statement)->body)) return true;
        break;
      case ast::Kind::Try:
      case ast::Kind::TryStar: {
        const ast::TryBase& parts =
            statement->kind == ast::Kind::Try
                ? static_cast<const ast::TryBase&>(*ast::as<ast::Try>(statement))
                : static_cast<const ast::TryBase&>(*ast::as<ast::TryStar>(statement));
        for (const ast::ExceptHandler* handler : parts.handlers) {
          if (has_annotation(handler->body)) return true;
        }
        if (has_annotation(parts.body) || has_annotation(parts.finalbody) ||
            has_annotation(parts.orelse)) {
          return true;
        }
        break;
      }
      default: break;
    }
  }
  return false;
}

// The statements of a module or a class: annotations and the docstring are names of their own.
void Emitter::emit_module_body(const ast::StmtSeq& body) {
  Position at{unit_->first_line, unit_->first_line, 0, 0};
  if (unit_->kind == UnitKind::Module && !body.empty()) at = position_of(*body[0]);
  if (has_annotation(body)) emit(at, Opcode::SetupAnnotations);
  const ast::Constant* docstring = docstring_of(body);
  std::size_t first = 0;
  if (docstring != nullptr && options_.optimisation < 2) {
    first = 1;
    load_constant(position_of(*docstring), literal_constant(*docstring));
    store_name(kNoPosition, "__doc__");
    unit_->has_docstring = unit_->constants.size() > 0 &&
                           unit_->constants[0].kind == Constant::Kind::Str &&
                           unit_->constants[0].text == docstring->text;
  }
  for (std::size_t i = first; i < body.size() && !failed(); ++i) visit(*body[i]);
}

// ---- Instructions ----

void Emitter::load_constant(const Position& at, Constant constant) {
  emit(at, Opcode::LoadConst, unit_->constants.add(std::move(constant)));
}

void Emitter::load_text(const Position& at, std::string_view text) {
  load_constant(at, text_constant(text));
}

void Emitter::emit_name(const Position& at, Opcode op, std::string_view name) {
  emit(at, op, unit_->names.add(mangle(name)));
}

void Emitter::emit(const Position& at, Intrinsic1 which) {
  emit(at, Opcode::CallIntrinsic1, static_cast<std::int32_t>(which));
}

void Emitter::emit(const Position& at, Intrinsic2 which) {
  emit(at, Opcode::CallIntrinsic2, static_cast<std::int32_t>(which));
}

void Emitter::make_closure(const Position& at, const CodePointer& code, std::int32_t flags) {
  if (failed()) return;
  constexpr std::int32_t kHasClosure = 8;
  if (code->free_count > 0) {
    std::size_t first = code->slot_names.size() - code->free_count;
    for (std::size_t i = first; i < code->slot_names.size(); ++i) {
      emit(at, Opcode::LoadClosure, cell_index(code->slot_names[i]));
    }
    flags |= kHasClosure;
    emit(at, Opcode::BuildTuple, static_cast<std::int32_t>(code->free_count));
  }
  Constant constant;
  constant.kind = Constant::Kind::Code;
  constant.code = code;
  load_constant(at, std::move(constant));
  emit(at, Opcode::MakeFunction, flags);
}

// ---- Names ----

std::int32_t Emitter::cell_index(std::string_view mangled) const {
  std::int32_t cells = static_cast<std::int32_t>(unit_->cells.size());
  bool is_free = unit_->scope->binding_of(mangled) == Binding::Free;
  std::int32_t cell = unit_->cells.find(mangled);
  std::int32_t free = unit_->frees.find(mangled);
  if (cell >= 0 && !(is_free && free >= 0)) return cell;
  GILSCOPE_CHECK(free >= 0, "a captured name is a cell or a free variable here");
  return cells + free;
}

bool Emitter::is_forbidden(std::string_view name, ExprContext context, const Position& at) {
  if (name != "__debug__" || context == ExprContext::Load) return false;
  bool is_store = context == ExprContext::Store;
  fail(is_store ? "cannot assign to __debug__" : "cannot delete __debug__", at);
  return true;
}

void Emitter::load_name(const Position& at, std::string_view name) {
  name_operation(at, name, ExprContext::Load);
}
void Emitter::store_name(const Position& at, std::string_view name) {
  name_operation(at, name, ExprContext::Store);
}
void Emitter::delete_name(const Position& at, std::string_view name) {
  name_operation(at, name, ExprContext::Del);
}

void Emitter::load_class_dict(const Position& at) {
  emit(at, Opcode::LoadDeref, cell_index("__classdict__"));
}

static Opcode choose(ExprContext context, Opcode load, Opcode store, Opcode remove) {
  if (context == ExprContext::Load) return load;
  return context == ExprContext::Store ? store : remove;
}

void Emitter::name_operation(const Position& at, std::string_view name, ExprContext context) {
  if (is_forbidden(name, context, at)) return;
  std::string_view mangled = mangle(name);
  const Scope& scope = *unit_->scope;
  Binding binding = scope.binding_of(mangled);
  bool is_load = context == ExprContext::Load;
  switch (binding) {
    case Binding::Free:
    case Binding::Cell: {
      std::int32_t index = cell_index(mangled);
      bool is_class = scope.kind == ScopeKind::Class && !unit_->is_in_inlined_comprehension;
      if (is_load && (is_class || scope.sees_class_scope)) {
        if (is_class) {
          emit(at, Opcode::LoadLocals);
        } else {
          load_class_dict(at);
        }
        return emit(at, Opcode::LoadFromDictOrDeref, index);
      }
      return emit(at, choose(context, Opcode::LoadDeref, Opcode::StoreDeref, Opcode::DeleteDeref),
                  index);
    }
    case Binding::Local:
      if (!scope.is_function_like() && unit_->hidden_locals.count(mangled) == 0) break;
      return emit(at, choose(context, Opcode::LoadFast, Opcode::StoreFast, Opcode::DeleteFast),
                  unit_->locals.add(mangled));
    case Binding::GlobalImplicit:
      if (!scope.is_function_like()) break;
      if (is_load && scope.sees_class_scope) {
        load_class_dict(at);
        return emit(at, Opcode::LoadFromDictOrGlobals, unit_->names.add(mangled));
      }
      [[fallthrough]];
    case Binding::GlobalExplicit:
      return emit(at,
                  choose(context, Opcode::LoadGlobal, Opcode::StoreGlobal, Opcode::DeleteGlobal),
                  unit_->names.add(mangled));
    case Binding::None: break;
  }
  bool skips_class = scope.kind == ScopeKind::Class && unit_->is_in_inlined_comprehension;
  Opcode load = skips_class ? Opcode::LoadGlobal : Opcode::LoadName;
  emit(at, choose(context, load, Opcode::StoreName, Opcode::DeleteName), unit_->names.add(mangled));
}

}  // namespace gilscope::compiler
