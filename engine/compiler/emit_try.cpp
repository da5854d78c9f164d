// try, with, and what leaving them early costs. The normal path pays nothing (zero-cost exception
// tables); a finally body is written once per way out, as in CPython.
//
// Inside a handler the stack holds [previously handled exception, exception]; on the way into a
// cleanup it holds [previously handled exception, lasti, exception].
#include "compiler/emitter.h"

namespace gilscope::compiler {

namespace {
constexpr std::size_t kFrameBlocksMax = 20;  // CPython's CO_MAXBLOCKS.
}

void Emitter::push_block(FrameBlock block) {
  if (unit_->frame_blocks.size() >= kFrameBlocksMax) {
    return fail("too many statically nested blocks", block.at);
  }
  unit_->frame_blocks.push_back(block);
}

// ---- Leaving early ----

// The code that leaves one block; `keeps_top`: a value to be returned lies on top. Afterwards `at`
// may be no position: a finally body has positions of its own.
void Emitter::unwind(const FrameBlock& block, Position& at, bool keeps_top) {
  auto save_top = [&] {
    if (keeps_top) emit(at, Opcode::Swap, 2);
  };
  switch (block.kind) {
    case FrameBlockKind::WhileLoop:
    case FrameBlockKind::ExceptionHandler:
    case FrameBlockKind::ExceptionGroupHandler:
    case FrameBlockKind::AsyncComprehension: return;
    case FrameBlockKind::ForLoop:
    case FrameBlockKind::PopValue: save_top(); return emit(at, Opcode::PopTop);
    case FrameBlockKind::TryExcept: return emit(at, kPopBlock);
    case FrameBlockKind::FinallyTry:
      emit(at, kPopBlock);
      if (keeps_top) push_block({FrameBlockKind::PopValue, kNoBlock, kNoBlock, at, nullptr, {}});
      if (failed()) return;
      visit(*block.final_body);
      if (keeps_top) pop_block();
      at = kNoPosition;
      return;
    case FrameBlockKind::FinallyEnd:
      save_top();
      emit(at, Opcode::PopTop);
      save_top();
      emit(at, kPopBlock);
      return emit(at, Opcode::PopExcept);
    case FrameBlockKind::With:
    case FrameBlockKind::AsyncWith:
      at = block.at;
      emit(at, kPopBlock);
      save_top();
      call_exit_with_nones(at);
      if (block.kind == FrameBlockKind::AsyncWith) emit_await(at, 2);
      emit(at, Opcode::PopTop);
      at = kNoPosition;
      return;
    case FrameBlockKind::HandlerCleanup:
      if (!block.name.empty()) emit(at, kPopBlock);
      save_top();
      emit(at, kPopBlock);
      emit(at, Opcode::PopExcept);
      if (!block.name.empty()) {
        load_none(at);
        store_name(at, block.name);
        delete_name(at, block.name);
      }
      return;
  }
}

// Leaves all blocks of the function, or those inside the innermost loop when `loop` is asked for.
void Emitter::unwind_all(Position& at, bool keeps_top, std::optional<FrameBlock>* loop) {
  if (unit_->frame_blocks.empty() || failed()) return;
  FrameBlock top = unit_->frame_blocks.back();
  if (top.kind == FrameBlockKind::ExceptionGroupHandler) {
    return fail("'break', 'continue' and 'return' cannot appear in an except* block", at);
  }
  bool is_loop = top.kind == FrameBlockKind::WhileLoop || top.kind == FrameBlockKind::ForLoop;
  if (loop != nullptr && is_loop) {
    *loop = top;
    return;
  }
  // What runs on the way out runs outside the block.
  unit_->frame_blocks.pop_back();
  unwind(top, at, keeps_top);
  unwind_all(at, keeps_top, loop);
  unit_->frame_blocks.push_back(top);
}

// ---- try ----

void Emitter::visit_try(const ast::Stmt& statement, const ast::TryBase& parts, bool is_star) {
  if (!parts.finalbody.empty()) {
    emit_try_finally(statement, parts, is_star);
  } else if (is_star) {
    emit_try_star(parts, position_of(statement));
  } else {
    emit_try_except(parts, position_of(statement));
  }
}

void Emitter::pop_handled_and_reraise() {
  emit(kNoPosition, Opcode::Copy, 3);
  emit(kNoPosition, Opcode::PopExcept);
  emit(kNoPosition, Opcode::Reraise, 1);
}

void Emitter::emit_try_finally(const ast::Stmt& statement, const ast::TryBase& parts,
                               bool is_star) {
  Position at = position_of(statement);
  BlockId body = new_block(), end = new_block(), exit = new_block(), cleanup = new_block();
  jump(at, kSetupFinally, end);
  use(body);
  push_block({FrameBlockKind::FinallyTry, body, end, at, &parts.finalbody, {}});
  if (failed()) return;
  if (parts.handlers.empty()) {
    visit(parts.body);
  } else if (is_star) {
    emit_try_star(parts, at);
  } else {
    emit_try_except(parts, at);
  }
  emit(kNoPosition, kPopBlock);
  pop_block();
  visit(parts.finalbody);
  jump(kNoPosition, kJump, exit);

  use(end);
  push_block({FrameBlockKind::FinallyEnd, end, kNoBlock, at, nullptr, {}});
  if (failed()) return;
  jump(kNoPosition, kSetupCleanup, cleanup);
  emit(kNoPosition, Opcode::PushExcInfo);
  visit(parts.finalbody);
  pop_block();
  emit(kNoPosition, Opcode::Reraise, 0);
  use(cleanup);
  pop_handled_and_reraise();
  use(exit);
}

void Emitter::unbind_name(std::string_view name) {
  load_none(kNoPosition);
  store_name(kNoPosition, name);
  delete_name(kNoPosition, name);
}

void Emitter::emit_try_except(const ast::TryBase& parts, const Position& at) {
  BlockId body = new_block(), except = new_block(), end = new_block(), cleanup = new_block();
  jump(at, kSetupFinally, except);
  use(body);
  push_block({FrameBlockKind::TryExcept, body, kNoBlock, at, nullptr, {}});
  if (failed()) return;
  visit(parts.body);
  pop_block();
  emit(kNoPosition, kPopBlock);
  visit(parts.orelse);
  jump(kNoPosition, kJump, end);

  use(except);
  jump(kNoPosition, kSetupCleanup, cleanup);
  emit(kNoPosition, Opcode::PushExcInfo);
  push_block({FrameBlockKind::ExceptionHandler, kNoBlock, kNoBlock, at, nullptr, {}});
  if (failed()) return;
  for (std::size_t i = 0; i < parts.handlers.size() && !failed(); ++i) {
    const ast::ExceptHandler& handler = *parts.handlers[i];
    if (handler.type == nullptr && i + 1 < parts.handlers.size()) {
      return fail("default 'except:' must be last", handler);
    }
    emit_handler(handler, end);
  }
  pop_block();
  emit(kNoPosition, Opcode::Reraise, 0);
  use(cleanup);
  pop_handled_and_reraise();
  use(end);
}

void Emitter::emit_handler(const ast::ExceptHandler& handler, BlockId end) {
  Position at = position_of(handler);
  BlockId next = new_block(), body = new_block();
  if (handler.type != nullptr) {
    visit(*handler.type);
    emit(at, Opcode::CheckExcMatch);
    jump(at, Opcode::PopJumpIfFalse, next);
  }
  if (handler.name.empty()) {
    emit(at, Opcode::PopTop);
    use(body);
    push_block({FrameBlockKind::HandlerCleanup, body, kNoBlock, at, nullptr, {}});
    if (failed()) return;
    visit(handler.body);
    pop_block();
    emit(kNoPosition, kPopBlock);
    emit(kNoPosition, Opcode::PopExcept);
    jump(kNoPosition, kJump, end);
    return use(next);
  }
  // The name is unbound again however the handler ends.
  BlockId cleanup = new_block();
  store_name(at, handler.name);
  jump(at, kSetupCleanup, cleanup);
  use(body);
  push_block({FrameBlockKind::HandlerCleanup, body, kNoBlock, at, nullptr, handler.name});
  if (failed()) return;
  visit(handler.body);
  pop_block();
  emit(kNoPosition, kPopBlock);
  emit(kNoPosition, kPopBlock);
  emit(kNoPosition, Opcode::PopExcept);
  unbind_name(handler.name);
  jump(kNoPosition, kJump, end);
  use(cleanup);
  unbind_name(handler.name);
  emit(kNoPosition, Opcode::Reraise, 1);
  use(next);
}

// ---- try with except* ----
//
// The stack in the handlers: [previous, original group, list of what was raised, the rest].

void Emitter::emit_try_star(const ast::TryBase& parts, const Position& at) {
  BlockId body = new_block(), except = new_block(), orelse = new_block(), end = new_block(),
          cleanup = new_block(), reraise_star = new_block(), reraise = new_block();
  jump(at, kSetupFinally, except);
  use(body);
  push_block({FrameBlockKind::TryExcept, body, kNoBlock, at, nullptr, {}});
  if (failed()) return;
  visit(parts.body);
  pop_block();
  emit(kNoPosition, kPopBlock);
  jump(kNoPosition, kJump, orelse);

  use(except);
  jump(kNoPosition, kSetupCleanup, cleanup);
  emit(kNoPosition, Opcode::PushExcInfo);
  push_block({FrameBlockKind::ExceptionGroupHandler, kNoBlock, kNoBlock, at, nullptr, {}});
  if (failed()) return;
  Position first = position_of(*parts.handlers[0]);
  emit(first, Opcode::BuildList, 0);
  emit(first, Opcode::Copy, 2);
  for (std::size_t i = 0; i < parts.handlers.size() && !failed(); ++i) {
    emit_star_handler(*parts.handlers[i], i + 1 == parts.handlers.size(), reraise_star);
  }
  pop_block();

  use(reraise_star);
  emit(kNoPosition, Intrinsic2::PrepReraiseStar);
  emit(kNoPosition, Opcode::Copy, 1);
  jump(kNoPosition, Opcode::PopJumpIfNotNone, reraise);
  emit(kNoPosition, Opcode::PopTop);
  emit(kNoPosition, kPopBlock);
  emit(kNoPosition, Opcode::PopExcept);
  jump(kNoPosition, kJump, end);

  use(reraise);
  emit(kNoPosition, kPopBlock);
  emit(kNoPosition, Opcode::Swap, 2);
  emit(kNoPosition, Opcode::PopExcept);
  emit(kNoPosition, Opcode::Reraise, 0);

  use(cleanup);
  pop_handled_and_reraise();
  use(orelse);
  visit(parts.orelse);
  use(end);
}

void Emitter::emit_star_handler(const ast::ExceptHandler& handler, bool is_last,
                                BlockId reraise_star) {
  Position at = position_of(handler);
  BlockId body = new_block(), cleanup = new_block(), next = new_block(), no_match = new_block(),
          merged = new_block();
  visit(*handler.type);
  emit(at, Opcode::CheckEgMatch);
  emit(at, Opcode::Copy, 1);
  jump(at, Opcode::PopJumpIfNone, no_match);
  if (handler.name.empty()) {
    emit(at, Opcode::PopTop);
  } else {
    store_name(at, handler.name);
  }
  jump(at, kSetupCleanup, cleanup);
  use(body);
  push_block({FrameBlockKind::HandlerCleanup, body, kNoBlock, at, nullptr, handler.name});
  if (failed()) return;
  visit(handler.body);
  pop_block();
  emit(kNoPosition, kPopBlock);
  if (!handler.name.empty()) unbind_name(handler.name);
  jump(kNoPosition, kJump, next);

  // Raised in the handler: into the list, and on with the rest.
  use(cleanup);
  if (!handler.name.empty()) unbind_name(handler.name);
  emit(kNoPosition, Opcode::ListAppend, 3);
  emit(kNoPosition, Opcode::PopTop);
  jump(kNoPosition, kJump, merged);

  use(next);
  emit(kNoPosition, Opcode::Nop);
  jump(kNoPosition, kJump, merged);
  use(no_match);
  emit(at, Opcode::PopTop);
  use(merged);
  if (!is_last) return;
  emit(kNoPosition, Opcode::ListAppend, 1);
  jump(kNoPosition, kJump, reraise_star);
}

// ---- with ----

void Emitter::call_exit_with_nones(const Position& at) {
  // The first None takes the place of "self".
  load_none(at);
  load_none(at);
  load_none(at);
  emit(at, Opcode::Call, 2);
}

// [exit, lasti, previous, exception, exit's answer]
void Emitter::finish_with_exception(BlockId cleanup) {
  BlockId suppress = new_block(), exit = new_block();
  jump(kNoPosition, Opcode::PopJumpIfTrue, suppress);
  emit(kNoPosition, Opcode::Reraise, 2);
  use(suppress);
  emit(kNoPosition, Opcode::PopTop);
  emit(kNoPosition, kPopBlock);
  emit(kNoPosition, Opcode::PopExcept);
  emit(kNoPosition, Opcode::PopTop);
  emit(kNoPosition, Opcode::PopTop);
  jump(kNoPosition, kJump, exit);
  use(cleanup);
  pop_handled_and_reraise();
  use(exit);
}

void Emitter::visit_with(const ast::Stmt& statement, const ast::WithBase& parts, std::size_t item,
                         bool is_async) {
  if (is_async && unit_->kind != UnitKind::AsyncFunction) {
    return fail("'async with' outside async function", statement);
  }
  const ast::WithItem& manager = *parts.items[item];
  Position at = position_of(statement);
  BlockId block = new_block(), final = new_block(), exit = new_block(), cleanup = new_block();
  visit(*manager.context_expr);
  if (is_async) {
    emit(at, Opcode::BeforeAsyncWith);
    emit_await(at, 1);
  } else {
    emit(at, Opcode::BeforeWith);
  }
  jump(at, kSetupWith, final);
  use(block);
  FrameBlockKind kind = is_async ? FrameBlockKind::AsyncWith : FrameBlockKind::With;
  push_block({kind, block, final, at, nullptr, {}});
  if (failed()) return;
  if (manager.optional_vars != nullptr) {
    store(*manager.optional_vars);
  } else {
    emit(at, Opcode::PopTop);
  }
  if (item + 1 < parts.items.size()) {
    visit_with(statement, parts, item + 1, is_async);
  } else {
    visit(parts.body);
  }
  pop_block();
  emit(kNoPosition, kPopBlock);
  call_exit_with_nones(at);
  if (is_async) emit_await(at, 2);
  emit(at, Opcode::PopTop);
  jump(at, kJump, exit);

  use(final);
  jump(at, kSetupCleanup, cleanup);
  emit(at, Opcode::PushExcInfo);
  emit(at, Opcode::WithExceptStart);
  if (is_async) emit_await(at, 2);
  finish_with_exception(cleanup);
  use(exit);
}

}  // namespace gilscope::compiler
