// What the interpreter's exception instructions need beyond exception.h.
#pragma once

#include "vm/exception.h"
#include "vm/frame.h"

namespace gilscope {

// `raise exception from cause` (cause Null: no from). Null: raised; Pending while a class is being
// called.
Value raise_statement(Thread& thread, Value exception, Value cause);
// Bare `raise`: the exception being handled, or RuntimeError("No active exception to reraise").
Value reraise_active(Thread& thread);
// The innermost exception being handled, or None: sys.exception().
Value handled_exception(Thread& thread);

// Prepends a traceback entry to the pending exception.
void add_traceback(Thread& thread, CodeObject* code, Dict* globals, std::int32_t instruction,
                   std::int32_t line, Object* frame_object);

// except*: splits `exception`; *rest and *match are None or exceptions. Null: exception pending.
// Answers None otherwise. A naked exception that matches is wrapped into a group.
Value match_exception_group(Thread& thread, Value exception, Value pattern, Value* rest,
                            Value* match);
// What is to be raised after the except* clauses ran: None or an exception. `raised`: list.
Value prep_reraise_star(Thread& thread, Value original, Value raised);

// sys.excepthook's work: what the interpreter prints for an exception that nobody caught.
// SystemExit: no text. Also used by threading and asyncio for their reports.
std::string report_uncaught(Thread& thread, Value exception);

}  // namespace gilscope
