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
    if (pointer) pointer = static_cast<T*>(cell(pointer));
  }
  void values(Value* first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) value(first[i]);
  }
  // A buffer (start of a cell). Its content is visited by its owner, after this call, through the
  // new pointer.
  template <class T>
  void buffer(T*& pointer) {
    if (pointer) pointer = static_cast<T*>(raw(pointer));
  }
  // A pointer into the owner's own cell (inline storage): relocated, not marked.
  template <class T>
  void interior(T*& pointer) {
    if (pointer) pointer = static_cast<T*>(inside(pointer));
  }
  virtual bool relocating() const { return false; }

 private:
  virtual Object* cell(Object* object) = 0;  // marks and queues it; returns where it lives
  virtual void* raw(void* buffer) = 0;
  virtual void* inside(void* pointer) = 0;
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
  void free_buffer(
      void* buffer);  // optional: returns a buffer before the next collection (growth of lists)
  bool can_allocate(std::size_t bytes) const { return allocated_ + bytes <= limit_; }
  bool over_limit() const { return allocated_ > limit_; }
  void set_limit(std::size_t bytes) { limit_ = bytes; }
  bool wants_collection() const { return allocated_ >= threshold_; }
  HeapStatistics statistics() const;

  // Marks from `roots` (called with the visitor), runs finalize slots of the dead, sweeps lazily.
  template <class Roots>
  void collect(Process& process, Roots roots) {
    begin_marking();
    mark_roots(roots);
    finish_marking(process);
  }
  // Is the object marked in the collection under way? For weak references, inside finish_marking
  // hooks.
  bool is_marked(const void* cell) const;

  static constexpr std::size_t kSmallMax = 512;
  static constexpr std::size_t kBlockBytes = 64 * 1024;

 private:
  friend class MarkVisitor;
  friend class ForkVisitor;
  struct FreeCell {
    FreeCell* next;
  };
  struct Block;

  void* allocate_slow(std::size_t bytes);
  void begin_marking();
  template <class Roots>
  void mark_roots(Roots& roots);
  void finish_marking(Process& process);

  FreeCell* free_[kSmallMax / 16 + 1] = {};
  std::size_t allocated_ = 0;
  std::size_t threshold_ = 0;
  std::size_t limit_ = 0;
  struct State;
  State* state_;
};

}  // namespace gilscope
