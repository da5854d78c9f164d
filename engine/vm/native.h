// How built-ins and native modules are written in C++.
//
// A native function is `Value f(Thread&, const Value* args)`. Its parameters are declared by a
// signature in Python's own words, "self, /, sep=None, maxsplit=-1" or "*args, key=None": the VM
// binds positional and keyword arguments to it with CPython's TypeErrors, and args[i] is the i-th
// parameter: Null when an optional one was not given (the default in the signature is for people:
// inspect, help), a tuple for *args, a dict for **kwargs. It returns a value or a signal (value.h).
// No collection can happen while it runs, so it needs no rooting.
//
// When it must call back into Python it should push a native frame (frame.h): call(), iter_next()
// and the rest of operations.h answer Pending then, and the frame's step gets the result. In the
// rare places where that is out of proportion (keys' __eq__, comparisons inside sort, reprs inside
// containers) use call_nested: it runs the interpreter recursively. Inside it a thread cannot block
// ("RuntimeError: cannot block here") nor be switched.
#pragma once

#include "base/nanos.h"
#include "vm/exception.h"
#include "vm/process.h"
#include "vm/str.h"
#include "vm/thread.h"

namespace gilscope {

using NativeBody = Value (*)(Thread& thread, const Value* args);

struct NativeMethod {
  const char* name;
  const char* signature;
  NativeBody body;
  enum Kind : std::uint8_t { Plain, ClassMethod, StaticMethod } kind = Plain;
  std::uint16_t cost_ns =
      40;  // what the call costs beyond the instruction; data-dependent costs use Thread::charge
};

struct NativeGetSet {
  const char* name;
  Value (*get)(Thread&, Value self);
  bool (*set)(Thread&, Value self, Value value);  // value Null: delete; null: read-only
};

// Fills in built-in types. Call add_slot_wrappers last: it makes __add__, __len__, ... visible for
// the slots set.
void add_methods(Process& process, Type* type, const NativeMethod* methods, std::size_t count);
void add_getsets(Process& process, Type* type, const NativeGetSet* getsets, std::size_t count);
void add_slot_wrappers(Process& process, Type* type);
// `T(...)`: the __new__ of a built-in type; args[0] is the class (maybe a subclass).
void set_new(Process& process, Type* type, const char* signature, NativeBody body);
void set_init(Process& process, Type* type, const char* signature, NativeBody body);
// Allocates an instance of `type`, which may be a subclass of the built-in one whose struct is T:
// room for attributes and __slots__ included (laid out as said at create_class in type.h), all of
// it zero. `data_bytes` is for the types whose data lie inline: length * width of a str, length of
// bytes, length * sizeof(Value) of a tuple.
Object* allocate_instance(Process& process, Type* type, std::size_t data_bytes = 0);
// A type that is not in types.def, for native modules. Store it in the module and in
// process.extension.
Type* make_native_type(Process& process, const char* name, const char* module, Type* base,
                       std::size_t native_size, std::uint32_t type_flags);

Value new_native_function(Process& process, const NativeMethod& method, Value self, Str* module);
void add_functions(Process& process, Module* module, const NativeMethod* methods,
                   std::size_t count);
void set_attribute(Process& process, Module* module, const char* name, Value value);

// Runs `callable` to its end on the C++ stack. Never Pending or Blocked.
Value call_nested(Thread& thread, Value callable, const Value* args, std::uint32_t count);
// For loops of built-ins over iterators that may never end: true, with RuntimeError pending, once the present
// call has charged more than kBuiltinMax. (CPython would not come back.)
inline constexpr Nanos kBuiltinMax = 4 * kSecond;
bool runs_too_long(Thread& thread);
// Runs what a Pending answer has pushed to its end: `v = finish_nested(thread, frame_before, v)`.
Value finish_nested(Thread& thread, Frame* before, Value maybe_pending);

}  // namespace gilscope
