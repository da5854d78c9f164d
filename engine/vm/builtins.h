// The native module builtins: the built-in types and exceptions, and its functions by family.
#pragma once

#include "vm/native.h"

namespace gilscope {

// NativeModule::define of "builtins".
void define_builtins(Thread& thread, Module* module);

void add_builtins(Process& process, const NativeMethod* methods, std::size_t count);

void define_builtin_iteration(
    Process& process);                          // sum, min, max, any, all, sorted, next, iter, len
void define_builtin_numbers(Process& process);  // abs, divmod, pow, round, hex, oct, bin, chr, ord
void define_builtin_objects(Process& process);  // getattr, isinstance, dir, vars, id, hash, ...
void define_builtin_code(Process& process);     // exec, eval, compile, __import__, globals, ...
void define_builtin_output(Process& process);   // print, input, repr, ascii, format

// The innermost Python frame of the thread, below native ones; null when there is none.
PythonFrame* innermost_python_frame(Thread& thread);
// Its local variables: the locals mapping, or a new dict of a function's.
Value frame_locals(Thread& thread, PythonFrame* frame);
// SyntaxError and its like as the compiler reported it. Null.
Value raise_syntax_error(Thread& thread, const SourceLoader::Compiled& compiled,
                         const std::string& filename);

}  // namespace gilscope
