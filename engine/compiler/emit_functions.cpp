// Functions, lambdas, classes, type parameters and type aliases.
#include "compiler/emitter.h"
#include "compiler/unparse.h"

namespace gilscope::compiler {

using ast::as;
using ast::try_as;

namespace {

constexpr std::int32_t kHasDefaults = 1;
constexpr std::int32_t kHasKeywordDefaults = 2;
constexpr std::int32_t kHasAnnotations = 4;

std::int32_t first_line_of(const ast::Stmt& statement, const ast::ExprSeq& decorators) {
  return decorators.empty() ? statement.line : decorators[0]->line;
}

Position line_only(std::int32_t line) {
  return {line, line, 0, 0};
}

std::string generic_name(std::string_view name) {
  return "<generic parameters of " + std::string(name) + ">";
}

}  // namespace

// ---- Decorators ----

void Emitter::emit_decorators(const ast::ExprSeq& decorators) {
  for (const ast::Expr* decorator : decorators) visit(*decorator);
}

// The decorated object takes the place of "self": a call with one argument.
void Emitter::apply_decorators(const ast::ExprSeq& decorators) {
  for (std::size_t i = decorators.size(); i-- > 0;) {
    emit(position_of(*decorators[i]), Opcode::Call, 0);
  }
}

// ---- Arguments ----

void Emitter::check_arguments(const ast::Arguments& arguments) {
  auto check = [&](const ast::Arg* arg) {
    if (arg != nullptr) is_forbidden(arg->arg, ast::ExprContext::Store, position_of(*arg));
  };
  for (const ast::Arg* arg : arguments.posonlyargs) check(arg);
  for (const ast::Arg* arg : arguments.args) check(arg);
  check(arguments.vararg);
  for (const ast::Arg* arg : arguments.kwonlyargs) check(arg);
  check(arguments.kwarg);
}

void Emitter::set_arguments(const ast::Arguments& arguments) {
  unit_->positional_only_count = static_cast<std::int32_t>(arguments.posonlyargs.size());
  unit_->argument_count =
      static_cast<std::int32_t>(arguments.posonlyargs.size() + arguments.args.size());
  unit_->keyword_only_count = static_cast<std::int32_t>(arguments.kwonlyargs.size());
}

// Pushes the tuple and the dict of default values; the flags say which are there.
std::int32_t Emitter::emit_defaults(const ast::Arguments& arguments, const Position& at) {
  std::int32_t flags = 0;
  if (!arguments.defaults.empty()) {
    flags |= kHasDefaults;
    if (auto folded = folder_.fold_items(arguments.defaults, Constant::Kind::Tuple)) {
      load_constant(at, std::move(*folded));
    } else {
      for (const ast::Expr* value : arguments.defaults) visit(*value);
      emit(at, Opcode::BuildTuple, static_cast<std::int32_t>(arguments.defaults.size()));
    }
  }
  std::vector<Constant> names;
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
    const ast::Expr* value = arguments.kw_defaults[i];
    if (value == nullptr) continue;
    names.push_back(text_constant(mangle(arguments.kwonlyargs[i]->arg)));
    visit(*value);
  }
  if (names.empty()) return flags;
  std::int32_t count = static_cast<std::int32_t>(names.size());
  load_constant(at, tuple_constant(std::move(names)));
  emit(at, Opcode::BuildConstKeyMap, count);
  return flags | kHasKeywordDefaults;
}

// ---- Annotations ----

void Emitter::emit_annotation(const ast::Expr& annotation) {
  if (future_annotations_) {
    load_text(position_of(annotation), unparse(annotation));
  } else if (const ast::Starred* starred = try_as<ast::Starred>(&annotation)) {
    // `*args: *Ts`
    visit(*starred->value);
    emit(position_of(annotation), Opcode::UnpackSequence, 1);
  } else {
    visit(annotation);
  }
}

void Emitter::emit_argument_annotation(std::string_view name, const ast::Expr* annotation,
                                       std::vector<Constant>& names) {
  if (annotation == nullptr) return;
  names.push_back(text_constant(mangle(name)));
  emit_annotation(*annotation);
}

// Pushes the dict of annotations, if there are any.
bool Emitter::emit_annotations(const ast::Arguments& arguments, const ast::Expr* returns,
                               const Position& at) {
  std::vector<Constant> names;
  auto add = [&](const ast::Arg* arg) {
    if (arg != nullptr) emit_argument_annotation(arg->arg, arg->annotation, names);
  };
  for (const ast::Arg* arg : arguments.args) add(arg);
  for (const ast::Arg* arg : arguments.posonlyargs) add(arg);
  add(arguments.vararg);
  for (const ast::Arg* arg : arguments.kwonlyargs) add(arg);
  add(arguments.kwarg);
  emit_argument_annotation("return", returns, names);
  if (names.empty()) return false;
  std::int32_t count = static_cast<std::int32_t>(names.size());
  load_constant(at, tuple_constant(std::move(names)));
  emit(at, Opcode::BuildConstKeyMap, count);
  return true;
}

// ---- Functions ----

void Emitter::visit_function(const ast::Stmt& statement, const ast::FunctionDefBase& function,
                             bool is_async) {
  Position at = position_of(statement);
  check_arguments(*function.args);
  emit_decorators(function.decorator_list);
  std::int32_t first_line = first_line_of(statement, function.decorator_list);
  std::int32_t flags = emit_defaults(*function.args, at);
  bool is_generic = !function.type_params.empty();
  std::int32_t passed = 0;
  if (is_generic) {
    if ((flags & kHasDefaults) != 0) ++passed;
    if ((flags & kHasKeywordDefaults) != 0) ++passed;
    if (passed == 2) emit(at, Opcode::Swap, 2);
    enter_unit(UnitKind::TypeParameters, function.type_params.items, generic_name(function.name),
               first_line);
    unit_->argument_count = passed;
    emit_type_parameters(function.type_params);
    for (std::int32_t i = 0; i < passed; ++i) emit(at, Opcode::LoadFast, i);
  }
  if (emit_annotations(*function.args, function.returns, at)) flags |= kHasAnnotations;
  emit_function_body(statement, function, is_async, flags, first_line);
  if (failed()) return;
  if (is_generic) {
    emit(at, Opcode::Swap, 2);
    emit(at, Intrinsic2::SetFunctionTypeParams);
    CodePointer code = leave_unit(false);
    make_closure(at, code, 0);
    // [kwdefaults, defaults, function] -> [function, defaults, kwdefaults]: the first argument
    // takes the place of "self".
    if (passed > 0) {
      emit(at, Opcode::Swap, passed + 1);
      emit(at, Opcode::Call, passed - 1);
    } else {
      emit(at, Opcode::PushNull);
      emit(at, Opcode::Call, 0);
    }
  }
  apply_decorators(function.decorator_list);
  store_name(at, function.name);
}

void Emitter::emit_function_body(const ast::Stmt& statement, const ast::FunctionDefBase& function,
                                 bool is_async, std::int32_t flags, std::int32_t first_line) {
  if (CodePointer code = code_of(&statement)) {
    return make_closure(position_of(statement), code, flags);
  }
  enter_unit(is_async ? UnitKind::AsyncFunction : UnitKind::Function, &statement, function.name,
             first_line);
  const ast::Constant* docstring = docstring_of(function.body);
  bool keeps_docstring = docstring != nullptr && options_.optimisation < 2;
  unit_->constants.add(keeps_docstring ? literal_constant(*docstring) : none_constant());
  unit_->has_docstring = keeps_docstring;
  set_arguments(*function.args);
  for (std::size_t i = docstring != nullptr ? 1 : 0; i < function.body.size(); ++i) {
    if (failed()) return;
    visit(*function.body[i]);
  }
  if (unit_->scope->is_coroutine || unit_->scope->is_generator) guard_against_stop_iteration();
  CodePointer code = leave_unit(true);
  unit_->codes.emplace(&statement, code);
  make_closure(position_of(statement), code, flags);
}

// StopIteration may not leave a generator as such (PEP 479): the whole body is guarded.
void Emitter::guard_against_stop_iteration() {
  BlockId handler = new_block();
  graph().add_first(kSetupCleanup, 0, kNoPosition, handler);
  load_none(kNoPosition);
  emit(kNoPosition, Opcode::ReturnValue);
  use(handler);
  emit(kNoPosition, Intrinsic1::StopIterationError);
  emit(kNoPosition, Opcode::Reraise, 1);
}

void Emitter::visit_lambda(const ast::Lambda& lambda) {
  Position at = position_of(lambda);
  check_arguments(*lambda.args);
  std::int32_t flags = emit_defaults(*lambda.args, at);
  if (CodePointer code = code_of(&lambda)) return make_closure(at, code, flags);
  enter_unit(UnitKind::Lambda, &lambda, "<lambda>", lambda.line);
  unit_->constants.add(none_constant());  // A lambda has no docstring.
  set_arguments(*lambda.args);
  visit(*lambda.body);
  emit(line_only(lambda.body->line), Opcode::ReturnValue);
  if (unit_->scope->is_generator) guard_against_stop_iteration();
  CodePointer code = leave_unit(true);
  unit_->codes.emplace(&lambda, code);
  make_closure(at, code, flags);
}

// ---- Classes ----

void Emitter::visit_class(const ast::ClassDef& statement) {
  Position at = position_of(statement);
  emit_decorators(statement.decorator_list);
  std::int32_t first_line = first_line_of(statement, statement.decorator_list);
  bool is_generic = !statement.type_params.empty();
  if (is_generic) {
    enter_unit(UnitKind::TypeParameters, statement.type_params.items, generic_name(statement.name),
               first_line);
    unit_->private_name = statement.name;
    emit_type_parameters(statement.type_params);
    store_name(at, ".type_params");
  }
  emit_class_body(statement, first_line);
  if (failed()) return;
  if (is_generic) {
    load_name(at, ".type_params");
    emit(at, Intrinsic1::SubscriptGeneric);
    store_name(at, ".generic_base");
    ast::Name generic_base;
    static_cast<ast::Position&>(generic_base) = statement;
    generic_base.id = ".generic_base";
    emit_arguments(at, 2, statement.bases, statement.keywords, &generic_base);
    CodePointer code = leave_unit(false);
    make_closure(at, code, 0);
    emit(at, Opcode::PushNull);
    emit(at, Opcode::Call, 0);
  } else {
    emit_arguments(at, 2, statement.bases, statement.keywords, nullptr);
  }
  apply_decorators(statement.decorator_list);
  store_name(at, statement.name);
}

// Pushes [__build_class__, null, body function, name].
void Emitter::emit_class_body(const ast::ClassDef& statement, std::int32_t first_line) {
  Position at = position_of(statement);
  emit(at, Opcode::LoadBuildClass);
  emit(at, Opcode::PushNull);
  enter_unit(UnitKind::Class, &statement, statement.name, first_line);
  unit_->private_name = statement.name;
  Position artificial = line_only(first_line);
  load_name(artificial, "__name__");
  store_name(artificial, "__module__");
  load_text(artificial, unit_->qualname);
  store_name(artificial, "__qualname__");
  if (!statement.type_params.empty()) {
    load_name(artificial, ".type_params");
    store_name(artificial, "__type_params__");
  }
  if (unit_->scope->needs_class_dict) {
    emit(artificial, Opcode::LoadLocals);
    emit(artificial, Opcode::StoreDeref, cell_index("__classdict__"));
  }
  emit_module_body(statement.body);
  if (failed()) return;
  if (unit_->scope->needs_class_dict) {
    emit(kNoPosition, Opcode::LoadClosure, cell_index("__classdict__"));
    store_name(kNoPosition, "__classdictcell__");
  }
  if (unit_->scope->needs_class_closure) {
    emit(kNoPosition, Opcode::LoadClosure, cell_index("__class__"));
    emit(kNoPosition, Opcode::Copy, 1);
    store_name(kNoPosition, "__classcell__");
  } else {
    load_none(kNoPosition);
  }
  emit(kNoPosition, Opcode::ReturnValue);
  CodePointer code = leave_unit(true);
  make_closure(at, code, 0);
  load_text(at, statement.name);
}

// ---- PEP 695 ----

// Pushes the tuple of type parameters; each is also bound to its name.
void Emitter::emit_type_parameters(const ast::Seq<ast::TypeParam*>& parameters) {
  for (const ast::TypeParam* parameter : parameters) {
    if (failed()) return;
    Position at = position_of(*parameter);
    std::string_view name;
    if (const ast::TypeVar* type_var = try_as<ast::TypeVar>(parameter)) {
      name = type_var->name;
      load_text(at, name);
      if (type_var->bound == nullptr) {
        emit(at, Intrinsic1::TypeVar);
      } else {
        enter_unit(UnitKind::TypeParameters, parameter, name, type_var->bound->line);
        visit(*type_var->bound);
        emit(position_of(*type_var->bound), Opcode::ReturnValue);
        CodePointer code = leave_unit(true);
        make_closure(at, code, 0);
        bool is_tuple = ast::is<ast::Tuple>(type_var->bound);
        emit(at, is_tuple ? Intrinsic2::TypeVarWithConstraints : Intrinsic2::TypeVarWithBound);
      }
    } else if (const ast::ParamSpec* spec = try_as<ast::ParamSpec>(parameter)) {
      name = spec->name;
      load_text(at, name);
      emit(at, Intrinsic1::ParamSpec);
    } else {
      name = as<ast::TypeVarTuple>(parameter)->name;
      load_text(at, name);
      emit(at, Intrinsic1::TypeVarTuple);
    }
    emit(at, Opcode::Copy, 1);
    store_name(at, name);
  }
  emit(position_of(*parameters[0]), Opcode::BuildTuple,
       static_cast<std::int32_t>(parameters.size()));
}

void Emitter::visit_type_alias(const ast::TypeAlias& statement) {
  Position at = position_of(statement);
  std::string_view name = as<ast::Name>(statement.name)->id;
  bool is_generic = !statement.type_params.empty();
  if (is_generic) {
    enter_unit(UnitKind::TypeParameters, statement.type_params.items, generic_name(name),
               statement.line);
    load_text(at, name);
    emit_type_parameters(statement.type_params);
  } else {
    load_text(at, name);
    load_none(at);
  }
  enter_unit(UnitKind::Function, &statement, name, statement.line);
  unit_->constants.add(none_constant());  // The evaluator has no docstring.
  visit(*statement.value);
  emit(position_of(*statement.value), Opcode::ReturnValue);
  CodePointer code = leave_unit(true);
  make_closure(at, code, 0);
  emit(at, Opcode::BuildTuple, 3);
  emit(at, Intrinsic1::TypeAlias);
  if (is_generic) {
    CodePointer parameters = leave_unit(false);
    make_closure(at, parameters, 0);
    emit(at, Opcode::PushNull);
    emit(at, Opcode::Call, 0);
  }
  store_name(at, name);
}

}  // namespace gilscope::compiler
