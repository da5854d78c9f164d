// The frame stack of a thread: chunks in the heap, frames pushed and popped like on any stack.
// Frames never move, so pointers to them stay valid until they are popped.
#include <cstring>

#include "base/check.h"
#include "vm/containers.h"
#include "vm/exec.h"

namespace gilscope {

static constexpr std::uint32_t kChunkBytes =
    4096;  // of a thread's first chunk: a thousand threads are cheap
static constexpr std::uint32_t kNextChunkBytes = 32768 - 64;

static char* chunk_data(StackChunk* chunk) {
  return reinterpret_cast<char*>(chunk + 1);
}

static StackChunk* new_chunk(Thread& thread, std::uint32_t at_least) {
  std::uint32_t bytes = thread.chunk ? kNextChunkBytes : kChunkBytes;
  if (bytes < at_least) bytes = at_least;
  auto* chunk = static_cast<StackChunk*>(thread.process->heap.allocate(sizeof(StackChunk) + bytes));
  *chunk = StackChunk{thread.chunk, bytes, 0};
  return chunk;
}

Frame* push_raw_frame(Thread& thread, std::uint32_t bytes) {
  bytes = (bytes + 15) & ~std::uint32_t{15};
  StackChunk* chunk = thread.chunk;
  if (__builtin_expect(!chunk || chunk->used + bytes > chunk->bytes, 0)) {
    chunk = thread.chunk = new_chunk(thread, bytes);
  }
  auto* frame = reinterpret_cast<Frame*>(chunk_data(chunk) + chunk->used);
  chunk->used += bytes;
  frame->previous = thread.top;
  frame->landing = Landing::Push;
  frame->in_generator = false;
  frame->hidden = false;
  frame->bytes = bytes;
  thread.top = frame;
  return frame;
}

void pop_frame(Thread& thread) {
  Frame* frame = thread.top;
  thread.top = frame->previous;
  if (frame->in_generator) return;
  StackChunk* chunk = thread.chunk;
  chunk->used -= frame->bytes;
  if (chunk->used == 0 && chunk->previous) {
    thread.chunk = chunk->previous;
    thread.process->heap.free_buffer(chunk);
  }
}

NativeFrame* push_native_frame(Thread& thread, const NativeFrameType& ops, const Value* initial,
                               std::uint32_t slot_count) {
  auto bytes = static_cast<std::uint32_t>(sizeof(NativeFrame) + slot_count * sizeof(Value));
  auto* frame = static_cast<NativeFrame*>(push_raw_frame(thread, bytes));
  frame->kind = FrameKind::Native;
  frame->ops = &ops;
  frame->state = 0;
  frame->slot_count = slot_count;
  frame->number = 0;
  frame->awaits_next = false;
  frame->started = false;
  for (std::uint32_t i = 0; i < slot_count; ++i) frame->slots[i] = initial ? initial[i] : Value();
  return frame;
}

PythonFrame* push_python_frame(Thread& thread, Function* function) {
  return push_code_frame(thread, function->code, function, function->globals, function->builtins);
}

PythonFrame* push_code_frame(Thread& thread, CodeObject* code, Function* function, Dict* globals, Dict* builtins) {
  if (__builtin_expect(++thread.depth > thread.process->options.recursion_limit, 0)) {
    --thread.depth;
    raise(thread, thread.process->types.RecursionError, "maximum recursion depth exceeded");
    return nullptr;
  }
  auto* frame = static_cast<PythonFrame*>(push_raw_frame(thread, code->frame_bytes));
  frame->kind = FrameKind::Python;
  frame->hidden = code->hidden;
  frame->code = code;
  frame->function = function;
  frame->globals = globals;
  frame->builtins = builtins;
  frame->locals = Value();
  frame->generator = nullptr;
  frame->ip = code->instructions - 1;
  frame->stack = frame->sp = frame->slots + code->slot_count;
  frame->frame_object = nullptr;
  for (std::uint32_t i = 0; i < code->slot_count; ++i) frame->slots[i] = Value();
  return frame;
}

static void visit_python_frame(PythonFrame* frame, Visitor& visitor) {
  visitor.object(frame->code);
  visitor.object(frame->function);
  visitor.object(frame->globals);
  visitor.object(frame->builtins);
  visitor.value(frame->locals);
  visitor.object(frame->generator);
  visitor.object(frame->frame_object);
  visitor.within(frame->ip);
  visitor.within(frame->sp);
  visitor.within(frame->stack);
  visitor.values(frame->slots, static_cast<std::size_t>(frame->sp - frame->slots));
}

void visit_frame(Frame* frame, Visitor& visitor) {
  if (frame->kind == FrameKind::Python) {
    visit_python_frame(static_cast<PythonFrame*>(frame), visitor);
  } else if (frame->kind == FrameKind::Native) {
    auto* native = static_cast<NativeFrame*>(frame);
    visitor.values(native->slots, native->slot_count);
  }
}

// The exception chain is relinked rather than followed: its links lie in this struct and in
// generators.
void visit_thread(Thread& thread, Visitor& visitor) {
  visitor.within(thread.top);
  visitor.buffer(thread.chunk);
  for (StackChunk* chunk = thread.chunk; chunk; chunk = chunk->previous)
    visitor.buffer(chunk->previous);
  for (Frame* frame = thread.top; frame; frame = frame->previous) {
    visitor.within(frame->previous);
    // Frames inside generators are visited with their generator, which moves its pointer in the frame:
    // only a copy of that pointer is shown here, or it would be moved twice.
    if (frame->in_generator) {
      Generator* generator = static_cast<PythonFrame*>(frame)->generator;
      visitor.object(generator);
    } else {
      visit_frame(frame, visitor);
    }
  }
  visitor.within(thread.handled_top);
  visitor.value(thread.exception);
  visitor.value(thread.result);
  visitor.value(thread.stop_value);
  visitor.value(thread.handled.exception);
  visitor.value(thread.async_exception);
  visitor.value(thread.object);
  visitor.value(thread.context);
  visitor.values(thread.async_hooks, 2);
}

std::uint32_t stack_of(const Thread& thread, StackEntry* out, std::uint32_t max) {
  std::uint32_t count = 0;
  for (Frame* frame = thread.top; frame && count < max; frame = frame->previous) {
    if (frame->kind != FrameKind::Python || frame->hidden) continue;
    auto* python = static_cast<PythonFrame*>(frame);
    auto instruction = static_cast<std::int32_t>(python->ip - python->code->instructions);
    out[count++] = {python->code, line_of(python->code, instruction)};
  }
  return count;
}

}  // namespace gilscope
