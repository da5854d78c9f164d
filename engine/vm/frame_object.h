// Frames as Python sees them: sys._getframe(), tb_frame, gi_frame.
#pragma once

#include "vm/function.h"

namespace gilscope {

// The object of a live frame, made at first need.
FrameObject* frame_object_of(Process& process, PythonFrame* frame);
// The frame's variables as a dict: a copy for functions, the namespace itself elsewhere.
Value locals_of_frame(Process& process, PythonFrame* frame);
// The innermost Python frame of the thread that users may see, `depth` callers up; null.
PythonFrame* visible_frame(Thread& thread, std::int64_t depth);
// The frame ends: its object keeps what is known.
void detach_frame(Process& process, PythonFrame* frame);

}  // namespace gilscope
