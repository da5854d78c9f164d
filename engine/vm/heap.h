// Heap: all memory of one Python process. Cells of fixed size classes in 64 KiB blocks, larger ones
// in a block of their own; a mark and sweep collector that never moves. Two kinds of cells: objects
// (begin with Object) and buffers (raw memory owned by one object: a list's items, a dict's table).
//
// Collection happens only when the VM calls collect() at a safe point, where every live value is in
// a frame or reachable from the process; so native code needs no rooting, and an allocation never
// collects. fork() copies every block byte for byte and then relocates all pointers through the
// same visitors that mark.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "vm/object.h"

namespace gilscope {

class Heap;

// Passed to Slots::visit and to the roots. Every pointer into the heap must be shown, by reference:
// marking reads it, fork rewrites it.
class Visitor {
 public:
  virtual ~Visitor() = default;

  void value(Value& v) {
    if (v.is_object())
      v.bits = reinterpret_cast<std::uintptr_t>(static_cast<Object*>(cell(v.object())));
  }
  template <class T>
  void object(T*& pointer) {  // any object struct; may be null
    if (pointer) pointer = reinterpret_cast<T*>(cell(reinterpret_cast<Object*>(pointer)));
  }
  void values(Value* first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) value(first[i]);
  }
  // A buffer (start of a cell). Its content is visited by its owner, after this call, through the
  // new pointer.
  template <class T>
  void buffer(T*& pointer) {
    if (pointer) pointer = static_cast<T*>(raw(const_cast<std::remove_const_t<T>*>(pointer)));
  }
  // A pointer into the owner's own cell (inline storage): relocated, not marked.
  template <class T>
  void interior(T*& pointer) {
    if (pointer) pointer = static_cast<T*>(inside(pointer));
  }
  // A pointer anywhere into a cell of any size (frames: ip, sp): relocated, not marked. Slower.
  template <class T>
  void within(T*& pointer) {
    if (pointer)
      pointer = reinterpret_cast<T*>(anywhere(const_cast<std::remove_const_t<T>*>(pointer)));
  }
  virtual bool relocating() const { return false; }

 private:
  virtual Object* cell(Object* object) = 0;  // marks and queues it; returns where it lives
  virtual void* raw(void* buffer) = 0;
  virtual void* inside(void* pointer) = 0;
  virtual void* anywhere(void* pointer) = 0;
};

struct HeapStatistics {
  std::size_t live_bytes = 0;       // after the last collection
  std::size_t allocated_bytes = 0;  // held in cells now, dead ones not yet swept included
  std::size_t collections = 0;
};

class Heap {
 public:
  Heap();
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Uninitialised memory. Never fails: beyond the limit `over_limit()` turns true and the VM raises
  // MemoryError at the next safe point; single allocations must be checked with can_allocate()
  // first when the user's program chooses their size.
  void* allocate(std::size_t bytes) {
    if (bytes <= kSmallMax) {
      FreeCell*& head = free_[(bytes + 15) >> 4];
      if (FreeCell* cell = head) {
        head = cell->next;
        return cell;
      }
    }
    return allocate_slow(bytes);
  }
  void free_buffer(void* buffer);  // optional: returns a buffer before the next collection
  bool can_allocate(std::size_t bytes) const {
    return bytes <= limit_ && allocated_ + bytes <= limit_;
  }
  bool over_limit() const { return allocated_ > limit_; }
  void set_limit(std::size_t bytes) { limit_ = bytes; }
  bool wants_collection() const { return allocated_ >= threshold_ || asked_; }
  void ask_for_collection() { asked_ = true; }  // at the next safe point, however little there is
  HeapStatistics statistics() const;

  // A collection: begin, show every root to marker(), trace, ask is_marked() about weak things (and
  // mark and trace more, to resurrect), then sweep. process.cpp does this; see collect_garbage
  // there.
  void begin_marking();
  Visitor& marker();
  void trace();
  bool is_marked(const void* cell) const;
  void finish_marking();

  // Makes this fresh heap a copy of `parent`: every block byte for byte. Then every root must be
  // shown to relocator(), trace() follows the rest, finish_copy() frees what was unreachable.
  void copy_blocks(Heap& parent);
  Visitor& relocator();
  void finish_copy() { finish_marking(); }

  static constexpr std::size_t kSmallMax = 512;
  static constexpr std::size_t kBlockBytes = 64 * 1024;

 private:
  struct FreeCell {
    FreeCell* next;
  };
  struct Block;
  struct State;
  class MarkVisitor;
  class CopyVisitor;

  static Block* block_of(const void* cell);
  void* allocate_slow(std::size_t bytes);
  void* allocate_large(std::size_t bytes);
  Block* new_block(std::size_t size_class);
  bool sweep_next(std::size_t size_class);

  static constexpr std::size_t kClasses = kSmallMax / 16 + 1 + 24;
  FreeCell* free_[kClasses] = {};  // by size class; the first ones are multiples of 16 bytes
  std::size_t allocated_ = 0;
  bool asked_ = false;
  std::size_t threshold_ = std::size_t{16} << 20;
  std::size_t limit_ = std::size_t{512} << 20;
  State* state_;
};

}  // namespace gilscope
