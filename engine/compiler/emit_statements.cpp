// Simple statements, branches and loops.
#include "compiler/emitter.h"

namespace gilscope::compiler {

using ast::as;
using ast::Kind;
using ast::try_as;

void Emitter::visit(const ast::StmtSeq& body) {
  for (const ast::Stmt* statement : body) {
    if (failed()) return;
    visit(*statement);
  }
}

void Emitter::visit(const ast::Stmt& statement) {
  switch (statement.kind) {
    case Kind::FunctionDef:
      return visit_function(statement, *as<ast::FunctionDef>(&statement), false);
    case Kind::AsyncFunctionDef:
      return visit_function(statement, *as<ast::AsyncFunctionDef>(&statement), true);
    case Kind::ClassDef: return visit_class(*as<ast::ClassDef>(&statement));
    case Kind::Return: return visit_return(*as<ast::Return>(&statement));
    case Kind::Delete:
      for (const ast::Expr* target : as<ast::Delete>(&statement)->targets) remove(*target);
      return;
    case Kind::Assign: return visit_assign(*as<ast::Assign>(&statement));
    case Kind::TypeAlias: return visit_type_alias(*as<ast::TypeAlias>(&statement));
    case Kind::AugAssign: return visit_augmented(*as<ast::AugAssign>(&statement));
    case Kind::AnnAssign: return visit_annotated(*as<ast::AnnAssign>(&statement));
    case Kind::For: return visit_for(*as<ast::For>(&statement));
    case Kind::AsyncFor: return visit_async_for(*as<ast::AsyncFor>(&statement));
    case Kind::While: return visit_while(*as<ast::While>(&statement));
    case Kind::If: return visit_if(as<ast::If>(&statement));
    case Kind::With: return visit_with(statement, *as<ast::With>(&statement), 0, false);
    case Kind::AsyncWith: return visit_with(statement, *as<ast::AsyncWith>(&statement), 0, true);
    case Kind::Match: return visit_match(*as<ast::Match>(&statement));
    case Kind::Raise: {
      const ast::Raise& raise = *as<ast::Raise>(&statement);
      std::int32_t count = 0;
      if (raise.exc != nullptr) {
        visit(*raise.exc);
        ++count;
        if (raise.cause != nullptr) {
          visit(*raise.cause);
          ++count;
        }
      }
      return emit(position_of(statement), Opcode::RaiseVarargs, count);
    }
    case Kind::Try: return visit_try(statement, *as<ast::Try>(&statement), false);
    case Kind::TryStar: return visit_try(statement, *as<ast::TryStar>(&statement), true);
    case Kind::Assert: return visit_assert(*as<ast::Assert>(&statement));
    case Kind::Import: return visit_import(*as<ast::Import>(&statement));
    case Kind::ImportFrom: return visit_import_from(*as<ast::ImportFrom>(&statement));
    case Kind::Global:
    case Kind::Nonlocal: return;
    case Kind::Expr: return visit_expression_statement(*as<ast::ExprStmt>(&statement));
    case Kind::Pass: return emit(position_of(statement), Opcode::Nop);
    case Kind::Break: return visit_break(statement);
    case Kind::Continue: return visit_continue(statement);
    default:
      return fail(
          "the compiler does not know the statement " + std::string(ast::kind_name(statement.kind)),
          statement);
  }
}

void Emitter::visit_expression_statement(const ast::ExprStmt& statement) {
  Position at = position_of(statement);
  if (options_.mode == CompileMode::Single && unit_->kind == UnitKind::Module) {
    visit(*statement.value);
    emit(at, Intrinsic1::Print);
    return emit(kNoPosition, Opcode::PopTop);
  }
  if (is_constant(*statement.value)) return emit(at, Opcode::Nop);
  visit(*statement.value);
  emit(kNoPosition, Opcode::PopTop);
}

// ---- Assignments ----

void Emitter::visit_assign(const ast::Assign& statement) {
  visit(*statement.value);
  for (std::size_t i = 0; i < statement.targets.size(); ++i) {
    if (i + 1 < statement.targets.size()) emit(position_of(statement), Opcode::Copy, 1);
    store(*statement.targets[i]);
  }
}

static bool is_plain_slice(const ast::Expr& slice) {
  const ast::Slice* node = try_as<ast::Slice>(&slice);
  return node != nullptr && node->step == nullptr;
}

void Emitter::visit_augmented(const ast::AugAssign& statement) {
  Position at = position_of(*statement.target);
  Position whole = position_of(statement);
  const ast::Attribute* attribute = try_as<ast::Attribute>(statement.target);
  const ast::Subscript* item = try_as<ast::Subscript>(statement.target);
  const ast::Name* name = try_as<ast::Name>(statement.target);
  bool is_slice = item != nullptr && is_plain_slice(*item->slice);
  if (attribute != nullptr) {
    visit(*attribute->value);
    emit(at, Opcode::Copy, 1);
    at = attribute_position(at, *attribute);
    emit_name(at, Opcode::LoadAttr, attribute->attr);
  } else if (is_slice) {
    visit(*item->value);
    emit_slice_bounds(*as<ast::Slice>(item->slice));
    for (int i = 0; i < 3; ++i) emit(at, Opcode::Copy, 3);
    emit(at, Opcode::BinarySlice);
  } else if (item != nullptr) {
    visit(*item->value);
    visit(*item->slice);
    emit(at, Opcode::Copy, 2);
    emit(at, Opcode::Copy, 2);
    emit(at, Opcode::BinarySubscr);
  } else if (name != nullptr) {
    load_name(at, name->id);
  } else {
    return fail("'" + std::string(ast::kind_name(statement.target->kind)) +
                    "' is an illegal expression for augmented assignment",
                *statement.target);
  }
  visit(*statement.value);
  emit_binary(whole, statement.op, true);
  if (attribute != nullptr) {
    if (is_forbidden(attribute->attr, ast::ExprContext::Store, at)) return;
    emit(at, Opcode::Swap, 2);
    emit_name(at, Opcode::StoreAttr, attribute->attr);
  } else if (is_slice) {
    emit(at, Opcode::Swap, 4);
    emit(at, Opcode::Swap, 3);
    emit(at, Opcode::Swap, 2);
    emit(at, Opcode::StoreSlice);
  } else if (item != nullptr) {
    emit(at, Opcode::Swap, 3);
    emit(at, Opcode::Swap, 2);
    emit(at, Opcode::StoreSubscr);
  } else {
    store_name(at, name->id);
  }
}

void Emitter::visit_annotated(const ast::AnnAssign& statement) {
  Position at = position_of(statement);
  bool keeps_annotations = unit_->kind == UnitKind::Module || unit_->kind == UnitKind::Class;
  if (statement.value != nullptr) {
    visit(*statement.value);
    store(*statement.target);
  }
  switch (statement.target->kind) {
    case Kind::Name: {
      const ast::Name& name = *as<ast::Name>(statement.target);
      if (is_forbidden(name.id, ast::ExprContext::Store, at)) return;
      if (!statement.simple || !keeps_annotations) break;
      emit_annotation(*statement.annotation);
      load_name(at, "__annotations__");
      load_text(at, mangle(name.id));
      emit(at, Opcode::StoreSubscr);
      break;
    }
    case Kind::Attribute: {
      const ast::Attribute& target = *as<ast::Attribute>(statement.target);
      if (is_forbidden(target.attr, ast::ExprContext::Store, at)) return;
      if (statement.value == nullptr) evaluate_unused_annotation(*target.value);
      break;
    }
    case Kind::Subscript: {
      const ast::Subscript& target = *as<ast::Subscript>(statement.target);
      if (statement.value != nullptr) break;
      evaluate_unused_annotation(*target.value);
      evaluate_unused_slice(*target.slice);
      break;
    }
    default: break;
  }
  if (!statement.simple && !future_annotations_ && keeps_annotations) {
    evaluate_unused_annotation(*statement.annotation);
  }
}

void Emitter::evaluate_unused_annotation(const ast::Expr& expression) {
  visit(expression);
  emit(position_of(expression), Opcode::PopTop);
}

void Emitter::evaluate_unused_slice(const ast::Expr& slice) {
  if (const ast::Slice* bounds = try_as<ast::Slice>(&slice)) {
    if (bounds->lower != nullptr) evaluate_unused_annotation(*bounds->lower);
    if (bounds->upper != nullptr) evaluate_unused_annotation(*bounds->upper);
    if (bounds->step != nullptr) evaluate_unused_annotation(*bounds->step);
  } else if (const ast::Tuple* tuple = try_as<ast::Tuple>(&slice)) {
    for (const ast::Expr* item : tuple->elts) evaluate_unused_slice(*item);
  } else {
    evaluate_unused_annotation(slice);
  }
}

void Emitter::visit_assert(const ast::Assert& statement) {
  if (options_.optimisation > 0) return;
  Position at = position_of(statement);
  BlockId end = new_block();
  jump_if(*statement.test, end, true);
  emit(at, Opcode::LoadAssertionError);
  if (statement.msg != nullptr) {
    // The message takes the place of "self": a call with one argument.
    visit(*statement.msg);
    emit(at, Opcode::Call, 0);
  }
  emit(position_of(*statement.test), Opcode::RaiseVarargs, 1);
  use(end);
}

// ---- Imports ----

void Emitter::visit_import(const ast::Import& statement) {
  Position at = position_of(statement);
  for (const ast::Alias* alias : statement.names) {
    load_constant(at, int_constant(0));
    load_none(at);
    emit_name(at, Opcode::ImportName, alias->name);
    std::size_t dot = alias->name.find('.');
    if (alias->asname.empty()) {
      store_name(at, alias->name.substr(0, dot));
      continue;
    }
    // `import a.b.c as d` binds the submodule itself.
    std::string_view rest = alias->name;
    if (dot != std::string_view::npos) {
      rest = rest.substr(dot + 1);
      for (;;) {
        dot = rest.find('.');
        emit_name(at, Opcode::ImportFrom, rest.substr(0, dot));
        if (dot == std::string_view::npos) break;
        emit(at, Opcode::Swap, 2);
        emit(at, Opcode::PopTop);
        rest = rest.substr(dot + 1);
      }
    }
    store_name(at, alias->asname);
    if (alias->name.find('.') != std::string_view::npos) emit(at, Opcode::PopTop);
  }
}

void Emitter::visit_import_from(const ast::ImportFrom& statement) {
  Position at = position_of(statement);
  bool is_future = statement.level == 0 && statement.module_name == "__future__";
  if (is_future && statement.line > last_future_line_) {
    return fail("from __future__ imports must occur at the beginning of the file", statement);
  }
  load_constant(at, int_constant(statement.level));
  std::vector<Constant> names;
  for (const ast::Alias* alias : statement.names) names.push_back(text_constant(alias->name));
  load_constant(at, tuple_constant(std::move(names)));
  emit_name(at, Opcode::ImportName, statement.module_name);
  if (statement.names.size() == 1 && statement.names[0]->name == "*") {
    emit(at, Intrinsic1::ImportStar);
    return emit(kNoPosition, Opcode::PopTop);
  }
  for (const ast::Alias* alias : statement.names) {
    emit_name(at, Opcode::ImportFrom, alias->name);
    store_name(at, alias->asname.empty() ? alias->name : alias->asname);
  }
  emit(at, Opcode::PopTop);
}

// ---- Branches and loops ----

void Emitter::visit_if(const ast::If* statement) {
  BlockId end = new_block();
  while (statement != nullptr && !failed()) {
    bool has_else = !statement->orelse.empty();
    BlockId next = has_else ? new_block() : end;
    jump_if(*statement->test, next, false);
    visit(statement->body);
    if (!has_else) break;
    jump(kNoPosition, kJump, end);
    use(next);
    const ast::If* elif =
        statement->orelse.size() == 1 ? try_as<ast::If>(statement->orelse[0]) : nullptr;
    if (elif == nullptr) visit(statement->orelse);
    statement = elif;
  }
  use(end);
}

// The condition stands twice, so that an iteration needs one jump.
void Emitter::visit_while(const ast::While& statement) {
  BlockId loop = new_block(), body = new_block(), anchor = new_block(), end = new_block();
  use(loop);
  push_block({FrameBlockKind::WhileLoop, loop, end, position_of(statement), nullptr, {}});
  if (failed()) return;
  jump_if(*statement.test, anchor, false);
  use(body);
  visit(statement.body);
  jump_if(*statement.test, body, true);
  pop_block();
  use(anchor);
  visit(statement.orelse);
  use(end);
}

void Emitter::visit_for(const ast::For& statement) {
  BlockId start = new_block(), body = new_block(), cleanup = new_block(), end = new_block();
  push_block({FrameBlockKind::ForLoop, start, end, position_of(statement), nullptr, {}});
  if (failed()) return;
  visit_iterable(*statement.iter);
  Position at = position_of(statement);
  emit(at, Opcode::GetIter);
  use(start);
  jump(at, Opcode::ForIter, cleanup);
  use(body);
  store(*statement.target);
  visit(statement.body);
  jump(kNoPosition, kJump, start);
  use(cleanup);
  pop_block();
  visit(statement.orelse);
  use(end);
}

void Emitter::visit_async_for(const ast::AsyncFor& statement) {
  if (unit_->kind != UnitKind::AsyncFunction) {
    return fail("'async for' outside async function", statement);
  }
  Position at = position_of(statement);
  BlockId start = new_block(), except = new_block(), end = new_block();
  visit(*statement.iter);
  emit(at, Opcode::GetAiter);
  use(start);
  push_block({FrameBlockKind::ForLoop, start, end, at, nullptr, {}});
  if (failed()) return;
  jump(at, kSetupFinally, except);
  emit(at, Opcode::GetAnext);
  load_none(at);
  emit_delegation(at, true);
  emit(at, kPopBlock);
  store(*statement.target);
  visit(statement.body);
  jump(kNoPosition, kJump, start);
  pop_block();
  use(except);
  emit(position_of(*statement.iter), Opcode::EndAsyncFor);
  visit(statement.orelse);
  use(end);
}

void Emitter::visit_break(const ast::Stmt& statement) {
  Position at = position_of(statement);
  emit(at, Opcode::Nop);
  std::optional<FrameBlock> loop;
  unwind_all(at, false, &loop);
  if (failed()) return;
  if (!loop) return fail("'break' outside loop", statement);
  unwind(*loop, at, false);
  jump(at, kJump, loop->exit);
}

void Emitter::visit_continue(const ast::Stmt& statement) {
  Position at = position_of(statement);
  emit(at, Opcode::Nop);
  std::optional<FrameBlock> loop;
  unwind_all(at, false, &loop);
  if (failed()) return;
  if (!loop) return fail("'continue' not properly in loop", statement);
  jump(at, kJump, loop->block);
}

void Emitter::visit_return(const ast::Return& statement) {
  Position at = position_of(statement);
  const Scope& scope = *unit_->scope;
  if (!scope.is_function_like()) return fail("'return' outside function", statement);
  if (statement.value != nullptr && scope.is_coroutine && scope.is_generator) {
    return fail("'return' with value in async generator", statement);
  }
  std::optional<Constant> constant;
  if (statement.value != nullptr) constant = folder_.fold(*statement.value);
  bool keeps_top = statement.value != nullptr && !constant;
  if (keeps_top) {
    visit(*statement.value);
  } else if (statement.value != nullptr) {
    at = position_of(*statement.value);
    emit(at, Opcode::Nop);
  }
  if (statement.value == nullptr || statement.value->line != statement.line) {
    at = position_of(statement);
    emit(at, Opcode::Nop);
  }
  unwind_all(at, keeps_top, nullptr);
  if (constant) {
    load_constant(at, std::move(*constant));
  } else if (!keeps_top) {
    load_none(at);
  }
  emit(at, Opcode::ReturnValue);
}

}  // namespace gilscope::compiler
