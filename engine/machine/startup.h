// The bottom frames of a process's main thread: what runs the program, a spawned function, and the shutdown.
#pragma once

#include "machine/machine.h"
#include "vm/function.h"

namespace gilscope {

// Pushes what runs `program` as __main__. The bottom frame gets None, or the exception.
void push_program(Thread& thread, const Program& program);
// Pushes `module.function(data)`.
void push_function_call(Thread& thread, const std::string& module, const std::string& function, std::string_view data);
// Pushes what CPython does at the end: threading._shutdown(), atexit callbacks, flushing the standard streams.
void push_shutdown(Thread& thread);
// The exit status that an exception which left the main program means; what is to be printed goes to *text.
int exit_status_of(Thread& thread, Value exception, std::string* text);

}  // namespace gilscope
