// sys.stdout, sys.stderr and sys.stdin: text files on the world's standard streams, in C++ because
// every print() goes through them. What is written is kept until a line ends, then goes out in one
// piece, as CPython's line-buffered streams do; standard error does not wait for the line's end.
#pragma once

#include <string_view>

#include "vm/native.h"

namespace gilscope {

class Kernel;

struct TextStream : Object {
  std::int64_t fd;  // 0, 1 or 2
  char* buffer;     // heap buffer: UTF-8 that has not been written yet
  std::uint32_t length, capacity;
  bool closed;
  bool write_through;
  Str* name;
};

// Makes the type. Called once per process, before new_text_stream.
Type* define_text_stream(Process& process);
Value new_text_stream(Process& process, Type* type, int fd);
// Exactly a TextStream, whose write() nobody has changed.
bool is_text_stream(Value v);
void text_stream_write(Thread& thread, TextStream* stream, std::string_view utf8);
void text_stream_flush(Thread& thread, TextStream* stream);
// sys.stdout or sys.stderr as the program has set it; None when it is gone.
Value standard_stream(Process& process, const char* name);
// At the end of a process: writes what sys.stdout and sys.stderr still hold.
void flush_standard_streams(Thread& thread);
// sys.stdin, sys.stdout, sys.stderr and their __dunder__ twins into the module sys.
void add_standard_streams(Process& process, Module* sys);

}  // namespace gilscope
