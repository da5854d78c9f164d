// Comprehensions. A generator expression is a function; list, set and dict comprehensions are
// inlined (PEP 709): their names are put aside before and restored after, also after an exception.
#include "compiler/emitter.h"

namespace gilscope::compiler {

// What an inlined comprehension changed about the unit around it.
struct Emitter::Isolation {
  struct Slot {
    std::string_view name;
    bool is_cell = false;  // The slot holds a cell: put aside and restored as it is.
    std::int32_t index = 0;
  };
  std::vector<Slot> saved;                          // On the stack, in this order.
  std::vector<std::pair<Symbol*, Symbol>> symbols;  // As they were.
  std::vector<std::string_view> hidden;             // Became fast locals.
  BlockId cleanup = kNoBlock, end = kNoBlock;
  bool was_inlined = false;
};

void Emitter::visit_comprehension(const ast::Expr& expression, std::string_view name,
                                  const ComprehensionParts& parts) {
  Position at = position_of(expression);
  Scope* scope = scopes_.of(&expression);
  GILSCOPE_CHECK(scope != nullptr, "every comprehension has a scope");
  const ast::Comprehension& outermost = *parts.generators[0];
  bool is_generator = parts.kind == ComprehensionKind::Generator;
  bool is_async = scope->is_coroutine;
  UnitKind around = unit_->kind;
  Isolation isolation;
  auto open_iterator = [&] {
    visit_iterable(*outermost.iter);
    emit(at, outermost.is_async ? Opcode::GetAiter : Opcode::GetIter);
  };
  auto make_and_call = [&](const CodePointer& code) {
    make_closure(at, code, 0);
    open_iterator();
    emit(at, Opcode::Call, 0);
    if (is_async && !is_generator) emit_await(at, 0);
  };
  if (scope->is_inlined) {
    open_iterator();
    isolate_names(at, *scope, isolation);
  } else {
    if (CodePointer code = code_of(&expression)) return make_and_call(code);
    enter_unit(UnitKind::Comprehension, &expression, name, expression.line);
    unit_->argument_count = 1;
  }
  if (is_async && !is_generator && around != UnitKind::AsyncFunction &&
      around != UnitKind::Comprehension) {
    return fail("asynchronous comprehension outside of an asynchronous function", expression);
  }
  if (!is_generator) {
    Opcode build = parts.kind == ComprehensionKind::List  ? Opcode::BuildList
                   : parts.kind == ComprehensionKind::Set ? Opcode::BuildSet
                                                          : Opcode::BuildMap;
    emit(at, build, 0);
    if (scope->is_inlined) emit(at, Opcode::Swap, 2);
  }
  emit_generator(expression, parts, 0, 0, scope->is_inlined);
  if (failed()) return;
  if (scope->is_inlined) return end_isolation(at, isolation);
  if (is_generator) {
    guard_against_stop_iteration();
  } else {
    emit(at, Opcode::ReturnValue);
  }
  CodePointer code = leave_unit(true);
  unit_->codes.emplace(&expression, code);
  make_and_call(code);
}

// ---- Isolation ----

void Emitter::isolate_names(const Position& at, const Scope& scope, Isolation& isolation) {
  bool is_class = unit_->scope->kind == ScopeKind::Class;
  bool is_function = unit_->scope->is_function_like();
  isolation.was_inlined = unit_->is_in_inlined_comprehension;
  unit_->is_in_inlined_comprehension = true;
  for (const Symbol& symbol : scope.symbols) {
    if ((symbol.flags & kParameter) != 0) continue;
    bool is_bound = (symbol.flags & kDefinedLocal) != 0 && (symbol.flags & kDefinedNonlocal) == 0 &&
                    symbol.binding != Binding::GlobalExplicit;
    if (!is_bound && !is_class) continue;
    Symbol& outer = unit_->scope->symbols.find_or_add(symbol.name);
    bool is_outer_free = outer.binding == Binding::Free;
    bool keeps_binding =
        outer.binding == symbol.binding || (symbol.binding == Binding::Cell && is_outer_free);
    if (!keeps_binding) {
      isolation.symbols.emplace_back(&outer, outer);
      outer.binding = symbol.binding;
    }
    if (!is_bound) continue;
    if (!is_function && unit_->hidden_locals.insert(symbol.name).second) {
      isolation.hidden.push_back(symbol.name);
    }
    Isolation::Slot slot;
    slot.name = symbol.name;
    slot.is_cell = symbol.binding == Binding::Cell || is_outer_free;
    if (slot.is_cell) {
      slot.index = cell_index(symbol.name);
      emit(at, kLoadCellAndClear, slot.index);
      if (symbol.binding == Binding::Cell) emit(at, Opcode::MakeCell, slot.index);
    } else {
      slot.index = unit_->locals.add(symbol.name);
      emit(at, Opcode::LoadFastAndClear, slot.index);
    }
    isolation.saved.push_back(slot);
  }
  if (isolation.saved.empty()) return;
  // The iterator comes back on top.
  emit(at, Opcode::Swap, static_cast<std::int32_t>(isolation.saved.size()) + 1);
  isolation.cleanup = new_block();
  isolation.end = new_block();
  jump(at, kSetupFinally, isolation.cleanup);
}

// [saved..., value] -> [value]
void Emitter::restore_names(const Position& at, const Isolation& isolation) {
  emit(at, Opcode::Swap, static_cast<std::int32_t>(isolation.saved.size()) + 1);
  for (std::size_t i = isolation.saved.size(); i-- > 0;) {
    const Isolation::Slot& slot = isolation.saved[i];
    emit(at, slot.is_cell ? kStoreCell : kRestoreFast, slot.index);
  }
}

void Emitter::end_isolation(const Position& at, Isolation& isolation) {
  unit_->is_in_inlined_comprehension = isolation.was_inlined;
  if (!isolation.saved.empty()) {
    emit(kNoPosition, kPopBlock);
    jump(kNoPosition, kJump, isolation.end);
    use(isolation.cleanup);
    // The unfinished result lies beneath the exception.
    emit(kNoPosition, Opcode::Swap, 2);
    emit(kNoPosition, Opcode::PopTop);
    restore_names(at, isolation);
    emit(kNoPosition, Opcode::Reraise, 0);
    use(isolation.end);
    restore_names(at, isolation);
  }
  for (auto& [symbol, before] : isolation.symbols) *symbol = before;
  for (std::string_view name : isolation.hidden) unit_->hidden_locals.erase(name);
}

// ---- The loops ----

void Emitter::emit_generator(const ast::Expr& expression, const ComprehensionParts& parts,
                             std::size_t index, std::int32_t depth, bool is_iterator_on_stack) {
  const ast::Comprehension& generator = *parts.generators[index];
  if (generator.is_async) {
    return emit_async_generator(expression, parts, index, depth, is_iterator_on_stack);
  }
  Position at = position_of(expression);
  BlockId start = new_block(), if_cleanup = new_block(), anchor = new_block();
  bool is_loop = true;
  if (!is_iterator_on_stack) {
    if (index == 0) {
      emit(at, Opcode::LoadFast, 0);
    } else {
      // `for y in [f(x)]` is an assignment.
      ast::ExprSeq items;
      if (const ast::List* list = ast::try_as<ast::List>(generator.iter)) items = list->elts;
      if (const ast::Tuple* tuple = ast::try_as<ast::Tuple>(generator.iter)) items = tuple->elts;
      if (items.size() == 1 && !ast::is<ast::Starred>(items[0])) {
        visit(*items[0]);
        is_loop = false;
      } else {
        visit_iterable(*generator.iter);
        emit(at, Opcode::GetIter);
      }
    }
  }
  if (is_loop) {
    ++depth;
    use(start);
    jump(at, Opcode::ForIter, anchor);
  }
  store(*generator.target);
  for (const ast::Expr* condition : generator.ifs) jump_if(*condition, if_cleanup, false);
  emit_generator_rest(expression, parts, index, depth);
  use(if_cleanup);
  if (!is_loop) return;
  const ast::Expr& last = parts.value != nullptr ? *parts.value : *parts.element;
  jump(position_of(last), kJump, start);
  use(anchor);
}

void Emitter::emit_async_generator(const ast::Expr& expression, const ComprehensionParts& parts,
                                   std::size_t index, std::int32_t depth,
                                   bool is_iterator_on_stack) {
  const ast::Comprehension& generator = *parts.generators[index];
  Position at = position_of(expression);
  BlockId start = new_block(), except = new_block(), if_cleanup = new_block();
  if (!is_iterator_on_stack) {
    if (index == 0) {
      emit(at, Opcode::LoadFast, 0);
    } else {
      visit(*generator.iter);
      emit(at, Opcode::GetAiter);
    }
  }
  use(start);
  push_block({FrameBlockKind::AsyncComprehension, start, kNoBlock, at, nullptr, {}});
  if (failed()) return;
  jump(at, kSetupFinally, except);
  emit(at, Opcode::GetAnext);
  load_none(at);
  emit_delegation(at, true);
  emit(at, kPopBlock);
  store(*generator.target);
  for (const ast::Expr* condition : generator.ifs) jump_if(*condition, if_cleanup, false);
  emit_generator_rest(expression, parts, index, depth + 1);
  use(if_cleanup);
  const ast::Expr& last = parts.value != nullptr ? *parts.value : *parts.element;
  jump(position_of(last), kJump, start);
  pop_block();
  use(except);
  emit(at, Opcode::EndAsyncFor);
}

void Emitter::emit_generator_rest(const ast::Expr& expression, const ComprehensionParts& parts,
                                  std::size_t index, std::int32_t depth) {
  if (index + 1 < parts.generators.size()) {
    emit_generator(expression, parts, index + 1, depth, false);
  } else {
    emit_element(expression, parts, depth);
  }
}

void Emitter::emit_element(const ast::Expr&, const ComprehensionParts& parts, std::int32_t depth) {
  Position at = position_of(*parts.element);
  visit(*parts.element);
  switch (parts.kind) {
    case ComprehensionKind::Generator: emit_yield(at); return emit(at, Opcode::PopTop);
    case ComprehensionKind::List: return emit(at, Opcode::ListAppend, depth + 1);
    case ComprehensionKind::Set: return emit(at, Opcode::SetAdd, depth + 1);
    default: {
      visit(*parts.value);
      at.end_line = parts.value->end_line;
      at.end_column = parts.value->end_col;
      return emit(at, Opcode::MapAdd, depth + 1);
    }
  }
}

}  // namespace gilscope::compiler
