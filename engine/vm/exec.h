// The executable form of code: instruction numbers, inline caches. A jump's argument is relative
// here. Shared by code.cpp, which makes it, and interpreter.cpp, which runs it; nobody else looks
// inside.
#pragma once

#include "vm/function.h"

namespace gilscope {

enum class ExecOpcode : std::uint16_t {
#define OPCODE(name, has_arg, pops, pushes) name,
#include "bytecode/opcode.def"
#undef OPCODE
#define EXEC(name) x##name,
#include "vm/exec_opcode.def"
#undef EXEC
  kCount
};

enum class CacheKind : std::uint8_t {
  Empty,
  GlobalEntry,   // owner: globals dict, version: its keys, index: entry
  BuiltinEntry,  // owner: globals dict, version: its keys, version2: the builtins' keys, index:
                 // entry there
  InstanceSlot,  // type, version, shape -> attributes.values[index]
  MemberSlot,    // type, version -> __slots__ value index
  ClassValue,    // type, version, shape (null: instances have no attributes) -> value
  ModuleEntry,   // owner: the module's dict, version: its keys, index: entry
  TypeValue,     // owner: the type itself, version -> value
  AddSlot,      // STORE_ATTR of a new attribute: type, version, shape -> next shape in owner, index
  Method,       // like ClassValue, but takes the object as first argument
  Property,     // like ClassValue: the getter, a Python function
  Constructor,  // CALL of a plain class: owner: the type, version; value: its __init__ function
};

struct InlineCache {
  CacheKind kind;
  std::uint8_t failures;  // gives up after a few
  std::uint16_t unused;
  std::uint32_t version, version2;
  std::int32_t index;
  Type* type;
  Shape* shape;
  Object* owner;
  Value value;
};

// Pushes a Python frame for `function` with all fast slots Null; null with RecursionError pending.
PythonFrame* push_python_frame(Thread& thread, Function* function);
// The same for code that is run on its own (module, class body): `function` may be null.
PythonFrame* push_code_frame(Thread& thread, CodeObject* code, Function* function, Dict* globals,
                             Dict* builtins);
// Room for a frame of `bytes` on the thread's stack.
Frame* push_raw_frame(Thread& thread, std::uint32_t bytes);
void pop_frame(Thread& thread);  // the top one

// Binds arguments to the parameters of a Python function: the frame is pushed and ready. False:
// exception pending.
bool bind_python_call(Thread& thread, Function* function, const Value* args,
                      std::uint32_t positional, Tuple* kwnames);

void visit_frame(Frame* frame, Visitor& visitor);
void visit_thread(Thread& thread, Visitor& visitor);

std::int32_t line_of(const CodeObject* code, std::int32_t instruction);

}  // namespace gilscope
