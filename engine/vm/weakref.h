// Weak references and finalizers: what happens to objects that nobody holds any more.
//
// A collection calls clear_weak_references when marking is done: weak references to dead objects
// are cleared, their callbacks and the dead objects' __del__ are put on Process::doomed, and
// run_finalizers runs them at the next safe point. An object lives on until its __del__ has run, as
// in CPython; it runs once.
#pragma once

#include "vm/containers.h"
#include "vm/function.h"

namespace gilscope {

// A flag of Type::type_flags: instances of this built-in type may be referred to weakly.
constexpr std::uint32_t kWeakReferenceable = 1u << 30;

// The reference without callback is shared: weakref.ref(x) is weakref.ref(x).
Weakref* new_weakref(Process& process, Type* type, Object* target, Value callback);
bool supports_weakref(Process& process, Value v);
std::uint32_t weakref_count(Process& process, Object* target);
void visit_weakref(Object* object, Visitor& visitor);

void register_finalizer(Process& process,
                        Object* object);  // its type defines __del__; generators: generator_end.h
void clear_weak_references(Process& process);
inline bool has_doomed(const Process& process) {
  return process.doomed && process.doomed->length;
}
void run_finalizers(Thread& thread);       // runs what is due; errors are printed, never raised
void finalize_everything(Thread& thread);  // at exit: __del__ of all objects that still live

}  // namespace gilscope
