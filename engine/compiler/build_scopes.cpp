// The first half of the scopes: one walk over the tree that notes how every block uses its names.
#include <utility>

#include "compiler/scopes.h"

namespace gilscope::compiler {
namespace {

using ast::as;
using ast::Expr;
using ast::Kind;
using ast::Stmt;
using ast::try_as;

std::string quote(std::string_view name) {
  return "'" + std::string(name) + "'";
}

class ScopeBuilder {
 public:
  ScopeBuilder(ScopeTable& table, bool future_annotations)
      : table_(table), future_annotations_(future_annotations) {}

  void run(const Root& root) {
    enter(ScopeKind::Module, "top", root.node());
    global_ = current_;
    if (root.module_ast != nullptr) {
      visit(root.module_ast->body);
    } else {
      visit(root.expression->body);
    }
  }

 private:
  bool failed() const { return table_.error.has_value(); }

  void fail(std::string message, const ast::Position& at) {
    if (!table_.error) table_.error = ScopeError{std::move(message), at};
  }

  // ---- Blocks ----

  Scope* enter(ScopeKind kind, std::string_view name, const void* node) {
    Scope* scope = table_.add(node);
    scope->kind = kind;
    scope->name = name;
    scope->parent = current_;
    if (current_ != nullptr) {
      scope->is_nested = current_->is_nested || current_->is_function_like();
      if (kind != ScopeKind::Annotation) current_->children.push_back(scope);
    }
    iterable_depths_.push_back(iterable_depth_);
    is_iteration_target_ = false;
    current_ = scope;
    return scope;
  }

  void leave() {
    current_ = current_->parent;
    iterable_depth_ = iterable_depths_.back();
    iterable_depths_.pop_back();
  }

  // An annotation scope inside a class looks names up in the class first.
  void see_class(bool is_in_class, const ast::Position& at) {
    if (!is_in_class) return;
    current_->sees_class_scope = true;
    define("__classdict__", kUsed, at);
  }

  // ---- Names ----

  std::uint32_t flags_of(const Scope& scope, std::string_view name) {
    const Symbol* symbol = scope.symbols.find(table_.mangle(private_name_, name));
    return symbol == nullptr ? 0 : symbol->flags;
  }

  void define(std::string_view name, std::uint32_t flag, const ast::Position& at) {
    define_in(*current_, name, flag, at);
  }

  void define_in(Scope& scope, std::string_view name, std::uint32_t flag, const ast::Position& at) {
    std::string_view mangled = table_.mangle(private_name_, name);
    Symbol& symbol = scope.symbols.find_or_add(mangled);
    if ((flag & symbol.flags & kParameter) != 0) {
      return fail("duplicate argument " + quote(name) + " in function definition", at);
    }
    if ((flag & symbol.flags & kTypeParameter) != 0) {
      return fail("duplicate type parameter " + quote(name), at);
    }
    symbol.flags |= flag;
    if (is_iteration_target_ && &scope == current_) {
      if ((symbol.flags & (kDefinedGlobal | kDefinedNonlocal)) != 0) {
        return fail(
            "comprehension inner loop cannot rebind assignment expression target " + quote(name),
            at);
      }
      symbol.flags |= kIterationVariable;
    }
    if ((flag & kParameter) != 0) {
      scope.parameters.push_back(mangled);
    } else if ((flag & kDefinedGlobal) != 0) {
      // The module knows what its functions call global.
      global_->symbols.find_or_add(mangled).flags |= flag;
    }
  }

  void use_name(const ast::Name& name) {
    define(name.id, name.ctx == ast::ExprContext::Load ? kUsed : kDefinedLocal, name);
    if (name.ctx == ast::ExprContext::Load && current_->is_function_like() && name.id == "super") {
      define("__class__", kUsed, name);
    }
  }

  void declare(const ast::Position& at, const ast::NameSeq& names, std::uint32_t flag) {
    std::string word = flag == kDefinedGlobal ? "global" : "nonlocal";
    for (std::string_view name : names) {
      std::uint32_t flags = flags_of(*current_, name);
      std::string quoted = quote(name);
      if ((flags & kParameter) != 0) {
        fail("name " + quoted + " is parameter and " + word, at);
      } else if ((flags & kUsed) != 0) {
        fail("name " + quoted + " is used prior to " + word + " declaration", at);
      } else if ((flags & kAnnotated) != 0) {
        fail("annotated name " + quoted + " can't be " + word, at);
      } else if ((flags & kDefinedLocal) != 0) {
        fail("name " + quoted + " is assigned to before " + word + " declaration", at);
      }
      if (failed()) return;
      define(name, flag, at);
      remember_declaration(name, at);
    }
  }

  // ---- Statements ----

  void visit(const ast::StmtSeq& body) {
    for (const Stmt* statement : body) {
      if (failed()) return;
      visit(*statement);
    }
  }

  void visit(const Stmt& statement) {
    switch (statement.kind) {
      case Kind::FunctionDef:
        visit_function(statement, *as<ast::FunctionDef>(&statement), false);
        break;
      case Kind::AsyncFunctionDef:
        visit_function(statement, *as<ast::AsyncFunctionDef>(&statement), true);
        break;
      case Kind::ClassDef: visit_class(*as<ast::ClassDef>(&statement)); break;
      case Kind::TypeAlias: visit_type_alias(*as<ast::TypeAlias>(&statement)); break;
      case Kind::Return: visit(as<ast::Return>(&statement)->value); break;
      case Kind::Delete: visit(as<ast::Delete>(&statement)->targets); break;
      case Kind::Assign:
        visit(as<ast::Assign>(&statement)->targets);
        visit(as<ast::Assign>(&statement)->value);
        break;
      case Kind::AugAssign:
        visit(as<ast::AugAssign>(&statement)->target);
        visit(as<ast::AugAssign>(&statement)->value);
        break;
      case Kind::AnnAssign: visit_annotated(*as<ast::AnnAssign>(&statement)); break;
      case Kind::For: visit_for(*as<ast::For>(&statement)); break;
      case Kind::AsyncFor: visit_for(*as<ast::AsyncFor>(&statement)); break;
      case Kind::While:
        visit(as<ast::While>(&statement)->test);
        visit(as<ast::While>(&statement)->body);
        visit(as<ast::While>(&statement)->orelse);
        break;
      case Kind::If: visit_if(as<ast::If>(&statement)); break;
      case Kind::With: visit_with(*as<ast::With>(&statement)); break;
      case Kind::AsyncWith: visit_with(*as<ast::AsyncWith>(&statement)); break;
      case Kind::Match: visit_match(*as<ast::Match>(&statement)); break;
      case Kind::Raise:
        visit(as<ast::Raise>(&statement)->exc);
        visit(as<ast::Raise>(&statement)->cause);
        break;
      case Kind::Try: visit_try(*as<ast::Try>(&statement)); break;
      case Kind::TryStar: visit_try(*as<ast::TryStar>(&statement)); break;
      case Kind::Assert:
        visit(as<ast::Assert>(&statement)->test);
        visit(as<ast::Assert>(&statement)->msg);
        break;
      case Kind::Import: visit_aliases(as<ast::Import>(&statement)->names); break;
      case Kind::ImportFrom: visit_aliases(as<ast::ImportFrom>(&statement)->names); break;
      case Kind::Global:
        declare(statement, as<ast::Global>(&statement)->names, kDefinedGlobal);
        break;
      case Kind::Nonlocal:
        declare(statement, as<ast::Nonlocal>(&statement)->names, kDefinedNonlocal);
        break;
      case Kind::Expr: visit(as<ast::ExprStmt>(&statement)->value); break;
      default: break;  // pass, break, continue
    }
  }

  void visit_if(const ast::If* statement) {
    while (statement != nullptr && !failed()) {
      visit(statement->test);
      visit(statement->body);
      const ast::If* elif =
          statement->orelse.size() == 1 ? try_as<ast::If>(statement->orelse[0]) : nullptr;
      if (elif == nullptr) visit(statement->orelse);
      statement = elif;
    }
  }

  void visit_for(const ast::ForBase& loop) {
    visit(loop.target);
    visit(loop.iter);
    visit(loop.body);
    visit(loop.orelse);
  }

  void visit_with(const ast::WithBase& with) {
    for (const ast::WithItem* item : with.items) {
      visit(item->context_expr);
      visit(item->optional_vars);
    }
    visit(with.body);
  }

  void visit_try(const ast::TryBase& statement) {
    visit(statement.body);
    visit(statement.orelse);
    for (const ast::ExceptHandler* handler : statement.handlers) {
      visit(handler->type);
      if (!handler->name.empty()) define(handler->name, kDefinedLocal, *handler);
      visit(handler->body);
    }
    visit(statement.finalbody);
  }

  void visit_aliases(const ast::Seq<ast::Alias*>& names) {
    for (const ast::Alias* alias : names) {
      std::string_view name = alias->asname;
      if (name.empty()) name = alias->name.substr(0, alias->name.find('.'));
      if (name != "*") {
        define(name, kImported, *alias);
      } else if (current_->kind != ScopeKind::Module) {
        fail("import * only allowed at module level", *alias);
      }
    }
  }

  void visit_annotated(const ast::AnnAssign& statement) {
    if (const ast::Name* name = try_as<ast::Name>(statement.target)) {
      std::uint32_t flags = flags_of(*current_, name->id);
      if ((flags & (kDefinedGlobal | kDefinedNonlocal)) != 0 && current_ != global_ &&
          statement.simple) {
        const char* word = (flags & kDefinedGlobal) != 0 ? "global" : "nonlocal";
        return fail("annotated name " + quote(name->id) + " can't be " + word, statement);
      }
      if (statement.simple) {
        define(name->id, kAnnotated | kDefinedLocal, *name);
      } else if (statement.value != nullptr) {
        define(name->id, kDefinedLocal, *name);
      }
    } else {
      visit(statement.target);
    }
    visit_annotation(statement.annotation);
    visit(statement.value);
  }

  void visit_annotation(const Expr* annotation) {
    if (annotation == nullptr) return;
    if (future_annotations_) enter(ScopeKind::Annotation, "_annotation", annotation);
    visit(annotation);
    if (future_annotations_) leave();
  }

  // ---- Functions, classes, annotation scopes ----

  void visit_function(const Stmt& statement, const ast::FunctionDefBase& function, bool is_async) {
    define(function.name, kDefinedLocal, statement);
    visit(function.args->defaults);
    visit(function.args->kw_defaults);
    visit(function.decorator_list);
    bool is_generic = !function.type_params.empty();
    if (is_generic) {
      enter_type_parameters(statement, function.name, function.type_params);
      if (!function.args->defaults.empty()) define(".defaults", kParameter, statement);
      if (has_keyword_defaults(*function.args)) define(".kwdefaults", kParameter, statement);
      visit_type_parameters(function.type_params);
    }
    visit_annotations(*function.args, function.returns);
    Scope* scope = enter(ScopeKind::Function, function.name, &statement);
    scope->is_coroutine = is_async;
    define_parameters(*function.args);
    visit(function.body);
    leave();
    if (is_generic) leave();
  }

  static bool has_keyword_defaults(const ast::Arguments& arguments) {
    for (const Expr* value : arguments.kw_defaults) {
      if (value != nullptr) return true;
    }
    return false;
  }

  void visit_annotations(const ast::Arguments& arguments, const Expr* returns) {
    for (const ast::Arg* arg : arguments.posonlyargs) visit_annotation(arg->annotation);
    for (const ast::Arg* arg : arguments.args) visit_annotation(arg->annotation);
    if (arguments.vararg != nullptr) visit_annotation(arguments.vararg->annotation);
    if (arguments.kwarg != nullptr) visit_annotation(arguments.kwarg->annotation);
    for (const ast::Arg* arg : arguments.kwonlyargs) visit_annotation(arg->annotation);
    visit_annotation(returns);
  }

  void define_parameters(const ast::Arguments& arguments) {
    for (const ast::Arg* arg : arguments.posonlyargs) define(arg->arg, kParameter, *arg);
    for (const ast::Arg* arg : arguments.args) define(arg->arg, kParameter, *arg);
    for (const ast::Arg* arg : arguments.kwonlyargs) define(arg->arg, kParameter, *arg);
    if (arguments.vararg != nullptr) {
      define(arguments.vararg->arg, kParameter, *arguments.vararg);
      current_->has_varargs = true;
    }
    if (arguments.kwarg != nullptr) {
      define(arguments.kwarg->arg, kParameter, *arguments.kwarg);
      current_->has_varkeywords = true;
    }
  }

  void visit_class(const ast::ClassDef& statement) {
    define(statement.name, kDefinedLocal, statement);
    visit(statement.decorator_list);
    bool is_generic = !statement.type_params.empty();
    std::string_view outer_private = private_name_;
    if (is_generic) {
      enter_type_parameters(statement, statement.name, statement.type_params);
      define(".type_params", kDefinedLocal | kUsed, statement);
      private_name_ = statement.name;
      define(".generic_base", kDefinedLocal | kUsed, statement);
      visit_type_parameters(statement.type_params);
    }
    visit(statement.bases);
    for (const ast::Keyword* keyword : statement.keywords) visit(keyword->value);
    enter(ScopeKind::Class, statement.name, &statement);
    private_name_ = statement.name;
    if (is_generic) {
      define("__type_params__", kDefinedLocal, statement);
      define(".type_params", kUsed, statement);
    }
    visit(statement.body);
    leave();
    private_name_ = outer_private;
    if (is_generic) leave();
  }

  void visit_type_alias(const ast::TypeAlias& statement) {
    visit(statement.name);
    const ast::Name& name = *as<ast::Name>(statement.name);
    bool is_in_class = current_->kind == ScopeKind::Class;
    bool is_generic = !statement.type_params.empty();
    if (is_generic) {
      enter_type_parameters(statement, name.id, statement.type_params);
      visit_type_parameters(statement.type_params);
    }
    enter(ScopeKind::TypeAlias, name.id, &statement);
    see_class(is_in_class, statement);
    visit(statement.value);
    leave();
    if (is_generic) leave();
  }

  void enter_type_parameters(const Stmt& statement, std::string_view name,
                             const ast::Seq<ast::TypeParam*>& parameters) {
    bool is_in_class = current_->kind == ScopeKind::Class;
    enter(ScopeKind::TypeParameters, name, parameters.items);
    see_class(is_in_class, statement);
  }

  void visit_type_parameters(const ast::Seq<ast::TypeParam*>& parameters) {
    for (const ast::TypeParam* parameter : parameters) {
      const std::uint32_t flags = kTypeParameter | kDefinedLocal;
      if (const ast::TypeVar* type_var = try_as<ast::TypeVar>(parameter)) {
        define(type_var->name, flags, *parameter);
        if (type_var->bound == nullptr) continue;
        bool is_in_class = current_->sees_class_scope;
        enter(ScopeKind::TypeVarBound, type_var->name, parameter);
        see_class(is_in_class, *parameter);
        visit(type_var->bound);
        leave();
      } else if (const ast::ParamSpec* spec = try_as<ast::ParamSpec>(parameter)) {
        define(spec->name, flags, *parameter);
      } else {
        define(as<ast::TypeVarTuple>(parameter)->name, flags, *parameter);
      }
    }
  }

  // ---- Expressions ----

  void visit(const ast::ExprSeq& expressions) {
    for (const Expr* expression : expressions) visit(expression);
  }

  // Chains of operators, attributes, items and calls may be very long: goes down their left side
  // in a loop, then up again.
  void visit(const Expr* expression) {
    if (expression == nullptr || failed()) return;
    std::size_t bottom = spine_.size();
    while (const Expr* left = left_of(*expression)) {
      spine_.push_back(expression);
      expression = left;
    }
    visit_inner(*expression);
    while (spine_.size() > bottom) {
      const Expr* upper = spine_.back();
      spine_.pop_back();
      visit_right_of(*upper);
    }
  }

  static const Expr* left_of(const Expr& expression) {
    switch (expression.kind) {
      case Kind::BinOp: return as<ast::BinOp>(&expression)->left;
      case Kind::Attribute: return as<ast::Attribute>(&expression)->value;
      case Kind::Subscript: return as<ast::Subscript>(&expression)->value;
      case Kind::Call: return as<ast::Call>(&expression)->func;
      default: return nullptr;
    }
  }

  void visit_right_of(const Expr& expression) {
    switch (expression.kind) {
      case Kind::BinOp: visit(as<ast::BinOp>(&expression)->right); break;
      case Kind::Subscript: visit(as<ast::Subscript>(&expression)->slice); break;
      case Kind::Call: {
        const ast::Call& call = *as<ast::Call>(&expression);
        visit(call.args);
        for (const ast::Keyword* keyword : call.keywords) visit(keyword->value);
        break;
      }
      default: break;
    }
  }

  void visit_inner(const Expr& expression) {
    switch (expression.kind) {
      case Kind::Name: use_name(*as<ast::Name>(&expression)); break;
      case Kind::BoolOp: visit(as<ast::BoolOp>(&expression)->values); break;
      case Kind::NamedExpr: visit_named(*as<ast::NamedExpr>(&expression)); break;
      case Kind::UnaryOp: visit(as<ast::UnaryOp>(&expression)->operand); break;
      case Kind::Lambda: visit_lambda(*as<ast::Lambda>(&expression)); break;
      case Kind::IfExp:
        visit(as<ast::IfExp>(&expression)->test);
        visit(as<ast::IfExp>(&expression)->body);
        visit(as<ast::IfExp>(&expression)->orelse);
        break;
      case Kind::Dict:
        visit(as<ast::Dict>(&expression)->keys);
        visit(as<ast::Dict>(&expression)->values);
        break;
      case Kind::Set: visit(as<ast::Set>(&expression)->elts); break;
      case Kind::List: visit(as<ast::List>(&expression)->elts); break;
      case Kind::Tuple: visit(as<ast::Tuple>(&expression)->elts); break;
      case Kind::ListComp: {
        const ast::ListComp& node = *as<ast::ListComp>(&expression);
        visit_comprehension(node, "<listcomp>", ComprehensionKind::List, node.generators, node.elt,
                            nullptr);
        break;
      }
      case Kind::SetComp: {
        const ast::SetComp& node = *as<ast::SetComp>(&expression);
        visit_comprehension(node, "<setcomp>", ComprehensionKind::Set, node.generators, node.elt,
                            nullptr);
        break;
      }
      case Kind::GeneratorExp: {
        const ast::GeneratorExp& node = *as<ast::GeneratorExp>(&expression);
        visit_comprehension(node, "<genexpr>", ComprehensionKind::Generator, node.generators,
                            node.elt, nullptr);
        break;
      }
      case Kind::DictComp: {
        const ast::DictComp& node = *as<ast::DictComp>(&expression);
        visit_comprehension(node, "<dictcomp>", ComprehensionKind::Dict, node.generators, node.key,
                            node.value);
        break;
      }
      case Kind::Await:
        refuse_in_annotation("await expression", expression);
        visit(as<ast::Await>(&expression)->value);
        current_->is_coroutine = true;
        break;
      case Kind::Yield: visit_yield(expression, as<ast::Yield>(&expression)->value); break;
      case Kind::YieldFrom: visit_yield(expression, as<ast::YieldFrom>(&expression)->value); break;
      case Kind::Compare:
        visit(as<ast::Compare>(&expression)->left);
        visit(as<ast::Compare>(&expression)->comparators);
        break;
      case Kind::FormattedValue:
        visit(as<ast::FormattedValue>(&expression)->value);
        visit(as<ast::FormattedValue>(&expression)->format_spec);
        break;
      case Kind::JoinedStr: visit(as<ast::JoinedStr>(&expression)->values); break;
      case Kind::Starred: visit(as<ast::Starred>(&expression)->value); break;
      case Kind::Slice:
        visit(as<ast::Slice>(&expression)->lower);
        visit(as<ast::Slice>(&expression)->upper);
        visit(as<ast::Slice>(&expression)->step);
        break;
      default: break;  // Constants.
    }
  }

  void visit_lambda(const ast::Lambda& lambda) {
    visit(lambda.args->defaults);
    visit(lambda.args->kw_defaults);
    enter(ScopeKind::Function, "lambda", &lambda);
    define_parameters(*lambda.args);
    visit(lambda.body);
    leave();
  }

  void visit_yield(const Expr& expression, const Expr* value) {
    refuse_in_annotation("yield expression", expression);
    visit(value);
    current_->is_generator = true;
    switch (current_->comprehension) {
      case ComprehensionKind::None: break;
      case ComprehensionKind::List: fail("'yield' inside list comprehension", expression); break;
      case ComprehensionKind::Set: fail("'yield' inside set comprehension", expression); break;
      case ComprehensionKind::Dict: fail("'yield' inside dict comprehension", expression); break;
      case ComprehensionKind::Generator:
        fail("'yield' inside generator expression", expression);
        break;
    }
  }

  void refuse_in_annotation(const std::string& what, const Expr& expression) {
    switch (current_->kind) {
      case ScopeKind::Annotation:
        return fail(what + " cannot be used within an annotation", expression);
      case ScopeKind::TypeVarBound:
        return fail(what + " cannot be used within a TypeVar bound", expression);
      case ScopeKind::TypeAlias:
        return fail(what + " cannot be used within a type alias", expression);
      case ScopeKind::TypeParameters:
        return fail(what + " cannot be used within the definition of a generic", expression);
      default: return;
    }
  }

  void visit_named(const ast::NamedExpr& expression) {
    refuse_in_annotation("named expression", expression);
    if (iterable_depth_ > 0) {
      return fail("assignment expression cannot be used in a comprehension iterable expression",
                  expression);
    }
    if (current_->comprehension != ComprehensionKind::None) {
      bind_around_comprehension(*as<ast::Name>(expression.target));
      if (failed()) return;
    }
    visit(expression.value);
    visit(expression.target);
  }

  // The target of `:=` in a comprehension is bound in the block around all comprehensions.
  void bind_around_comprehension(const ast::Name& target) {
    for (Scope* scope = current_; scope != nullptr; scope = scope->parent) {
      if (scope->comprehension != ComprehensionKind::None) {
        std::uint32_t flags = flags_of(*scope, target.id);
        if ((flags & kIterationVariable) != 0 && (flags & (kDefinedLocal | kDefinedGlobal)) != 0) {
          return fail("assignment expression cannot rebind comprehension iteration variable " +
                          quote(target.id),
                      target);
        }
        continue;
      }
      return bind_in(*scope, target);
    }
  }

  void bind_in(Scope& scope, const ast::Name& target) {
    const std::string start = "assignment expression within a comprehension cannot be used ";
    switch (scope.kind) {
      case ScopeKind::Function: {
        bool is_global = (flags_of(scope, target.id) & kDefinedGlobal) != 0;
        define(target.id, is_global ? kDefinedGlobal : kDefinedNonlocal, target);
        remember_declaration(target.id, target);
        return define_in(scope, target.id, kDefinedLocal, target);
      }
      case ScopeKind::Module:
        define(target.id, kDefinedGlobal, target);
        remember_declaration(target.id, target);
        return define_in(scope, target.id, kDefinedGlobal, target);
      case ScopeKind::Class: return fail(start + "in a class body", target);
      case ScopeKind::TypeParameters:
        return fail(start + "within the definition of a generic", target);
      case ScopeKind::TypeAlias: return fail(start + "in a type alias", target);
      case ScopeKind::TypeVarBound: return fail(start + "in a TypeVar bound", target);
      case ScopeKind::Annotation: return;
    }
  }

  // The first declaration is the one that errors name.
  void remember_declaration(std::string_view name, const ast::Position& at) {
    Symbol& symbol = current_->symbols.find_or_add(table_.mangle(private_name_, name));
    if (symbol.declared.line == 0) symbol.declared = at;
  }

  void visit_comprehension(const Expr& expression, std::string_view name, ComprehensionKind kind,
                           const ast::Seq<ast::Comprehension*>& generators, const Expr* element,
                           const Expr* value) {
    const ast::Comprehension& outermost = *generators[0];
    ++iterable_depth_;
    visit(outermost.iter);
    --iterable_depth_;
    Scope* scope = enter(ScopeKind::Function, name, &expression);
    scope->comprehension = kind;
    if (outermost.is_async) scope->is_coroutine = true;
    define(".0", kParameter, expression);
    visit_target(outermost.target);
    visit(outermost.ifs);
    for (std::size_t i = 1; i < generators.size(); ++i) {
      visit_target(generators[i]->target);
      ++iterable_depth_;
      visit(generators[i]->iter);
      --iterable_depth_;
      visit(generators[i]->ifs);
      if (generators[i]->is_async) scope->is_coroutine = true;
    }
    visit(value);
    visit(element);
    bool is_generator = kind == ComprehensionKind::Generator;
    scope->is_generator = is_generator;
    bool is_async = scope->is_coroutine && !is_generator;
    leave();
    if (is_async) current_->is_coroutine = true;
  }

  void visit_target(const Expr* target) {
    is_iteration_target_ = true;
    visit(target);
    is_iteration_target_ = false;
  }

  // ---- Patterns ----

  void visit_match(const ast::Match& statement) {
    visit(statement.subject);
    for (const ast::MatchCase* match_case : statement.cases) {
      visit(*match_case->pattern);
      visit(match_case->guard);
      visit(match_case->body);
    }
  }

  void visit(const ast::PatternSeq& patterns) {
    for (const ast::Pattern* pattern : patterns) visit(*pattern);
  }

  void visit(const ast::Pattern& pattern) {
    if (failed()) return;
    switch (pattern.kind) {
      case Kind::MatchValue: visit(as<ast::MatchValue>(&pattern)->value); break;
      case Kind::MatchSequence: visit(as<ast::MatchSequence>(&pattern)->patterns); break;
      case Kind::MatchMapping: {
        const ast::MatchMapping& node = *as<ast::MatchMapping>(&pattern);
        visit(node.keys);
        visit(node.patterns);
        if (!node.rest.empty()) define(node.rest, kDefinedLocal, pattern);
        break;
      }
      case Kind::MatchClass: {
        const ast::MatchClass& node = *as<ast::MatchClass>(&pattern);
        visit(node.cls);
        visit(node.patterns);
        visit(node.kwd_patterns);
        break;
      }
      case Kind::MatchStar: {
        std::string_view name = as<ast::MatchStar>(&pattern)->name;
        if (!name.empty()) define(name, kDefinedLocal, pattern);
        break;
      }
      case Kind::MatchAs: {
        const ast::MatchAs& node = *as<ast::MatchAs>(&pattern);
        if (node.pattern != nullptr) visit(*node.pattern);
        if (!node.name.empty()) define(node.name, kDefinedLocal, pattern);
        break;
      }
      case Kind::MatchOr: visit(as<ast::MatchOr>(&pattern)->patterns); break;
      default: break;
    }
  }

  ScopeTable& table_;
  bool future_annotations_;
  Scope* current_ = nullptr;
  Scope* global_ = nullptr;
  std::string_view private_name_;
  bool is_iteration_target_ = false;
  int iterable_depth_ = 0;  // Inside the iterable of a comprehension's `for`.
  std::vector<int> iterable_depths_;
  std::vector<const Expr*> spine_;
};

}  // namespace

std::unique_ptr<ScopeTable> build_scopes(const Root& root, bool future_annotations) {
  auto table = std::make_unique<ScopeTable>();
  ScopeBuilder(*table, future_annotations).run(root);
  if (!table->error) analyze_scopes(*table);
  return table;
}

}  // namespace gilscope::compiler
