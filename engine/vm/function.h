// What can be called and what calls are made of: executable code, functions, methods, cells,
// generators, descriptors, modules.
#pragma once

#include "bytecode/code.h"
#include "vm/frame.h"
#include "vm/native.h"

namespace gilscope {

struct InlineCache;

// An instruction as the interpreter executes it: 16 bytes. Indices are those of bytecode::Code;
// fused instructions keep the places of their parts, so that positions and exception tables need no
// translation.
struct ExecInstruction {
  std::uint16_t op;  // ExecOpcode: bytecode::Opcode, or a fused or specialised one
  std::uint16_t extra;
  std::int32_t arg;
  union {
    std::int64_t clock_delta;  // jumps: what the clock gains when the jump is taken
    InlineCache*
        cache;  // attribute, global and call instructions: heap buffer shared by the code object
  };
};

struct CodeObject : Object {      // one per process and bytecode::Code
  const bytecode::Code* source;   // the SourceLoader keeps it alive as long as any process
  ExecInstruction* instructions;  // heap buffer
  std::int64_t* clock_prefix;     // heap buffer: cost and count of all instructions before index i
  InlineCache* caches;            // heap buffer
  Value* constants;               // heap buffer
  Str** names;                    // heap buffer, interned
  Str** slot_names;               // heap buffer, interned
  std::uint32_t instruction_count, cache_count, constant_count, name_count, slot_count;
  std::uint32_t frame_bytes;  // of a PythonFrame for this code
  std::uint32_t argument_count, keyword_only_count, positional_only_count;
  std::uint32_t flags;
  bool simple_arguments;  // no *args, **kwargs, keyword-only: the fast call path
  bool hidden;            // frozen helper that stands for C code: not in tracebacks
  Str* name;
  Str* qualname;
  Str* filename;
};

CodeObject* new_code(Process& process, const bytecode::Code* code);
Value constant_value(Process& process, const bytecode::Constant& constant);

// Runs code that takes no arguments: a module's body, a class body (`function` carries its closure;
// else null), eval. Pushes its frame and answers Pending, or Null.
Value execute_code(Thread& thread, CodeObject* code, Function* function, Dict* globals,
                   Value locals);

struct Cell : Object {
  Value content;  // Null: empty
};
Cell* new_cell(Process& process, Value content);

struct Function : Object {
  CodeObject* code;
  Dict* globals;
  Dict* builtins;
  Tuple* closure;          // of Cells, or null
  Tuple* defaults;         // or null
  Dict* keyword_defaults;  // or null
  Value annotations;       // dict, or Null until asked for
  Str* name;
  Str* qualname;
  Value doc;
  Value module;
  Tuple* type_params;  // or null
  Attributes attributes;
};
Function* new_function(Process& process, CodeObject* code, Dict* globals);

struct Method : Object {
  Value function;
  Value self;
};
Value new_method(Process& process, Value function, Value self);

struct NativeSignature;  // the parsed form of NativeMethod::signature, in native.cpp

struct NativeFunction : Object {  // builtin_function_or_method, method_descriptor, slot wrapper
  NativeBody body;
  const NativeMethod* method;
  NativeSignature* signature;  // heap buffer, made at the first call
  Value self;   // module functions: Null; bound methods of built-ins: the object
  Type* owner;  // the class of a method descriptor
  Str* name;
  Str* module;
};

enum class GeneratorState : std::uint8_t { Created, Suspended, Running, Finished };

struct Generator : Object {  // generator, coroutine, async generator
  PythonFrame* frame;        // heap buffer, null when finished
  GeneratorState state;
  bool awaited;        // a coroutine that has been started: else "was never awaited"
  bool running_async;  // async generator: asend in progress
  bool closed;
  bool hooks_called;
  Str* name;
  Str* qualname;
  HandledException handled;  // linked into the thread while it runs
  Value origin;              // for messages
  Value finalizer;           // async generator hooks
};

struct AsyncGeneratorStep : Object {  // what asend(), athrow(), aclose() and __anext__() return
  Generator* generator;
  Value arguments[3];
  std::uint8_t kind, state;
};

// Resumes with `sent` (None the first time). The frame is pushed; the answer is Pending, and what
// it yields lands in the frame that was on top; Nothing + Thread::stop_value when it returns. Null
// at once when running already.
Value generator_send(Thread& thread, Generator* generator, Value sent);
// Raises Thread::exception-to-be `exception` inside it.
Value generator_throw(Thread& thread, Generator* generator, Value exception);

struct FrameObject : Object {
  CodeObject* code;
  Dict* globals;
  Value locals;
  FrameObject* back;
  PythonFrame* live;  // null once the frame has ended
  std::int32_t line;
};

struct Module : Object {
  Dict* dict;
  Str* name;
};
Module* new_module(Process& process, Str* name);

struct Property : Object {
  Value get, set, remove, doc;
  Str* name;
};
struct MethodWrapper : Object {  // classmethod, staticmethod
  Value function;
  Attributes attributes;
};
struct Super : Object {
  Value cls, self, self_type;
};
struct MemberDescriptor : Object {  // __slots__
  Str* name;
  Type* owner;
  std::uint32_t index;
};
struct GetSetDescriptor : Object {
  const NativeGetSet* getset;
  Type* owner;
  Str* name;
};
struct GenericAlias : Object {
  Value origin;  // None: a union
  Tuple* args;
  Value parameters;
};
// list[int]: `arguments` is the key of the subscription.
Value new_generic_alias(Process& process, Value origin, Value arguments);
// left | right; NotImplemented when an operand is neither class, alias, None nor union.
Value make_union(Thread& thread, Value left, Value right);
struct Weakref : Object {
  Object* target;  // not visited; cleared by the collector
  Value callback;
  std::int64_t hash_value;
  bool hashed;
};

}  // namespace gilscope
