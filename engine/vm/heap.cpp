#include "vm/heap.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/check.h"

namespace gilscope {

// A block of equal cells. One mark byte per cell stands in front of the cells. A large cell has a
// block of its own, which may be longer than kBlockBytes; its only cell starts in the first 64 KiB,
// so that block_of works for the start of every cell.
struct Heap::Block {
  std::uint32_t cell_bytes;
  std::uint32_t cell_count;
  std::uint32_t reciprocal;  // 2^32 / cell_bytes rounded up: index = offset * reciprocal >> 32
  std::uint32_t cells_offset;
  std::uint32_t size_class;
  std::uint32_t position;  // in State::large
  bool large;
  bool swept;         // false: dead cells not yet on a free list
  std::size_t bytes;  // of the whole block
  Block* forward;     // during copy_blocks: the copy

  std::uint8_t* marks() { return reinterpret_cast<std::uint8_t*>(this + 1); }
  char* cells() { return reinterpret_cast<char*>(this) + cells_offset; }
  std::uint32_t index_of(const void* cell) {
    if (large) return 0;
    auto offset = static_cast<std::uint64_t>(static_cast<const char*>(cell) - cells());
    return static_cast<std::uint32_t>((offset * reciprocal) >> 32);
  }
};

// Cell sizes above kSmallMax: four steps per doubling, then thirds and halves of a block.
static constexpr std::uint32_t kMediumSizes[] = {640,  768,  896,   1024,  1280,  1536,  1792,
                                                 2048, 2560, 3072,  3584,  4096,  5120,  6144,
                                                 7168, 8192, 10240, 13088, 16352, 21808, 32720};
static constexpr std::size_t kMediumCount = sizeof(kMediumSizes) / sizeof(kMediumSizes[0]);
static constexpr std::size_t kFirstMedium = Heap::kSmallMax / 16 + 1;
static constexpr std::size_t kLargeHeader = 256;
static constexpr std::size_t kThresholdMin = std::size_t{16} << 20;

class Heap::MarkVisitor final : public Visitor {
 public:
  std::vector<Object*> pending;

 private:
  static bool mark(const void* p) {
    Block* block = block_of(p);
    std::uint8_t& m = block->marks()[block->index_of(p)];
    if (m) return false;
    m = 1;
    return true;
  }
  Object* cell(Object* object) override {
    if (mark(object)) pending.push_back(object);
    return object;
  }
  void* raw(void* buffer) override {
    mark(buffer);
    return buffer;
  }
  void* inside(void* pointer) override { return pointer; }
  void* anywhere(void* pointer) override { return pointer; }
};

// Like marking, but each pointer is first moved from the parent's block to its copy.
class Heap::CopyVisitor final : public Visitor {
 public:
  std::vector<Object*> pending;
  bool relocating() const override { return true; }

 private:
  template <class T>
  static T* moved(T* pointer) {
    Block* from = block_of(pointer);
    auto offset = reinterpret_cast<char*>(pointer) - reinterpret_cast<char*>(from);
    return reinterpret_cast<T*>(reinterpret_cast<char*>(from->forward) + offset);
  }
  Object* cell(Object* object) override {
    Object* copy = moved(object);
    Block* block = block_of(copy);
    std::uint8_t& m = block->marks()[block->index_of(copy)];
    if (!m) {
      m = 1;
      pending.push_back(copy);
    }
    return copy;
  }
  void* raw(void* buffer) override {
    void* copy = moved(static_cast<char*>(buffer));
    Block* block = block_of(copy);
    block->marks()[block->index_of(copy)] = 1;
    return copy;
  }
  void* inside(void* pointer) override { return moved(static_cast<char*>(pointer)); }
  void* anywhere(void* pointer) override {
    auto* p = static_cast<char*>(pointer);
    for (Block* block : *parent_large) {
      auto* start = reinterpret_cast<char*>(block);
      if (p >= start && p < start + block->bytes)
        return reinterpret_cast<char*>(block->forward) + (p - start);
    }
    return moved(p);
  }

 public:
  std::vector<Block*>* parent_large = nullptr;
};

struct Heap::State {
  struct SizeClass {
    std::vector<Block*> blocks;
    std::size_t cursor = 0;  // blocks before it are swept
  };
  SizeClass classes[kClasses];
  std::vector<Block*> large;
  std::vector<Block*> empty_blocks;
  std::vector<void*> arenas;
  std::size_t live_bytes = 0;
  std::size_t collections = 0;
  bool copying = false;
  MarkVisitor mark;
  CopyVisitor copy;
};

Heap::Block* Heap::block_of(const void* cell) {
  return reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(cell) &
                                  ~static_cast<std::uintptr_t>(kBlockBytes - 1));
}

Heap::Heap() : state_(new State) {}

Heap::~Heap() {
  for (Block* block : state_->large) std::free(block);
  for (void* arena : state_->arenas) std::free(arena);
  delete state_;
}

static void* aligned_memory(std::size_t bytes) {
  void* memory = nullptr;
  int failed = posix_memalign(&memory, Heap::kBlockBytes, bytes);
  GILSCOPE_CHECK(!failed, "the operating system gives memory below the heap's own limit");
  return memory;
}

static std::size_t class_of(std::size_t bytes) {
  if (bytes <= Heap::kSmallMax) return (bytes + 15) >> 4;
  const std::uint32_t* end = kMediumSizes + kMediumCount;
  return kFirstMedium +
         static_cast<std::size_t>(std::lower_bound(kMediumSizes, end, bytes) - kMediumSizes);
}

static std::uint32_t cell_bytes_of(std::size_t size_class) {
  if (size_class < kFirstMedium)
    return static_cast<std::uint32_t>(std::max<std::size_t>(size_class, 1) * 16);
  return kMediumSizes[size_class - kFirstMedium];
}

Heap::Block* Heap::new_block(std::size_t size_class) {
  if (state_->empty_blocks.empty()) {
    constexpr std::size_t kArenaBlocks = 8;
    auto* arena = static_cast<char*>(aligned_memory(kArenaBlocks * kBlockBytes));
    state_->arenas.push_back(arena);
    for (std::size_t i = kArenaBlocks; i-- > 0;) {
      state_->empty_blocks.push_back(reinterpret_cast<Block*>(arena + i * kBlockBytes));
    }
  }
  Block* block = state_->empty_blocks.back();
  state_->empty_blocks.pop_back();
  std::uint32_t cell = cell_bytes_of(size_class);
  auto count = static_cast<std::uint32_t>((kBlockBytes - sizeof(Block)) / (cell + 1));
  auto offset = [&] { return (sizeof(Block) + count + 15) & ~std::size_t{15}; };
  while (offset() + std::size_t{count} * cell > kBlockBytes) --count;
  *block = Block{cell,
                 count,
                 static_cast<std::uint32_t>(((std::uint64_t{1} << 32) + cell - 1) / cell),
                 static_cast<std::uint32_t>(offset()),
                 static_cast<std::uint32_t>(size_class),
                 0,
                 false,
                 false,
                 kBlockBytes,
                 nullptr};
  std::memset(block->marks(), 0, count);
  state_->classes[size_class].blocks.push_back(block);
  return block;
}

// Puts the dead cells of the next unswept block of the class on its free list. False: no block is
// left.
bool Heap::sweep_next(std::size_t size_class) {
  State::SizeClass& sizes = state_->classes[size_class];
  while (sizes.cursor < sizes.blocks.size()) {
    Block* block = sizes.blocks[sizes.cursor++];
    block->swept = true;
    FreeCell* head = nullptr;
    std::size_t freed = 0;
    std::uint8_t* marks = block->marks();
    for (std::uint32_t i = block->cell_count; i-- > 0;) {
      if (marks[i]) continue;
      auto* cell = reinterpret_cast<FreeCell*>(block->cells() + std::size_t{i} * block->cell_bytes);
      cell->next = head;
      head = cell;
      freed += block->cell_bytes;
    }
    if (!head) continue;
    free_[size_class] = head;
    allocated_ += freed;
    return true;
  }
  return false;
}

void* Heap::allocate_slow(std::size_t bytes) {
  if (bytes > kMediumSizes[kMediumCount - 1]) return allocate_large(bytes);
  std::size_t size_class = class_of(bytes);
  if (!free_[size_class] && !sweep_next(size_class)) {
    new_block(size_class);
    sweep_next(size_class);
  }
  FreeCell* cell = free_[size_class];
  free_[size_class] = cell->next;
  return cell;
}

void* Heap::allocate_large(std::size_t bytes) {
  std::size_t total = (bytes + kLargeHeader + 4095) & ~std::size_t{4095};
  auto* block = static_cast<Block*>(aligned_memory(total));
  *block =
      Block{0,    1,    0,     kLargeHeader, 0, static_cast<std::uint32_t>(state_->large.size()),
            true, true, total, nullptr};
  block->marks()[0] = 0;
  state_->large.push_back(block);
  allocated_ += total;
  return block->cells();
}

void Heap::free_buffer(void* buffer) {
  if (!buffer) return;
  Block* block = block_of(buffer);
  if (block->large) {
    allocated_ -= block->bytes;
    state_->large[block->position] = state_->large.back();
    state_->large[block->position]->position = block->position;
    state_->large.pop_back();
    std::free(block);
    return;
  }
  block->marks()[block->index_of(buffer)] = 0;
  if (!block->swept) return;  // the sweep will find it
  auto* cell = static_cast<FreeCell*>(buffer);
  cell->next = free_[block->size_class];
  free_[block->size_class] = cell;
}

HeapStatistics Heap::statistics() const {
  return {state_->live_bytes, allocated_, state_->collections};
}

void Heap::begin_marking() {
  for (auto& sizes : state_->classes) {
    for (Block* block : sizes.blocks) std::memset(block->marks(), 0, block->cell_count);
  }
  for (Block* block : state_->large) block->marks()[0] = 0;
}

Visitor& Heap::marker() {
  return state_->mark;
}

// Everything an object points at: its type, its struct, its __slots__ and its attributes.
static void visit_object(Object* object, Visitor& visitor) {
  visitor.object(object->type);
  Type* type = object->type;
  if (type->slots.visit) type->slots.visit(object, visitor);
  if (type->slot_count) {
    auto* slots = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + type->slots_offset);
    visitor.values(slots, type->slot_count);
  }
  Attributes* attributes = attributes_of(object);
  if (!attributes) return;
  visitor.object(attributes->shape);
  visitor.object(attributes->dict);
  if (!attributes->values) return;
  bool is_inline = attributes->capacity == attributes->inline_capacity;
  if (is_inline) {
    visitor.interior(attributes->values);
  } else {
    visitor.buffer(attributes->values);
  }
  visitor.values(attributes->values, attributes->capacity);
}

void Heap::trace() {
  std::vector<Object*>& pending = state_->copying ? state_->copy.pending : state_->mark.pending;
  Visitor& visitor = state_->copying ? static_cast<Visitor&>(state_->copy) : state_->mark;
  while (!pending.empty()) {
    Object* object = pending.back();
    pending.pop_back();
    visit_object(object, visitor);
  }
}

bool Heap::is_marked(const void* cell) const {
  Block* block = block_of(cell);
  return block->marks()[block->index_of(cell)] != 0;
}

void Heap::finish_marking() {
  state_->copying = false;
  std::size_t live = 0;
  for (std::size_t c = 0; c < kClasses; ++c) {
    free_[c] = nullptr;
    State::SizeClass& sizes = state_->classes[c];
    sizes.cursor = 0;
    std::size_t kept = 0;
    for (Block* block : sizes.blocks) {
      std::uint8_t* marks = block->marks();
      std::size_t marked = 0;
      for (std::uint32_t i = 0; i < block->cell_count; ++i) marked += marks[i];
      if (!marked) {
        state_->empty_blocks.push_back(block);
        continue;
      }
      live += marked * block->cell_bytes;
      block->swept = false;
      sizes.blocks[kept++] = block;
    }
    sizes.blocks.resize(kept);
  }
  std::size_t kept = 0;
  for (Block* block : state_->large) {
    if (!block->marks()[0]) {
      std::free(block);
      continue;
    }
    block->position = static_cast<std::uint32_t>(kept);
    state_->large[kept++] = block;
    live += block->bytes;
  }
  state_->large.resize(kept);
  state_->live_bytes = live;
  ++state_->collections;
  allocated_ = live;
  threshold_ = std::max(kThresholdMin, live * 2);
  asked_ = false;
}

void Heap::copy_blocks(Heap& parent) {
  limit_ = parent.limit_;
  state_->copying = true;
  state_->copy.parent_large = &parent.state_->large;
  for (std::size_t c = 0; c < kClasses; ++c) {
    for (Block* from : parent.state_->classes[c].blocks) {
      Block* to = new_block(c);
      std::memcpy(static_cast<void*>(to), from, from->bytes);
      to->swept = false;
      std::memset(to->marks(), 0, to->cell_count);
      from->forward = to;
    }
  }
  for (Block* from : parent.state_->large) {
    auto* to = static_cast<Block*>(aligned_memory(from->bytes));
    std::memcpy(static_cast<void*>(to), from, from->bytes);
    to->marks()[0] = 0;
    from->forward = to;
    state_->large.push_back(to);
  }
}

Visitor& Heap::relocator() {
  return state_->copy;
}

}  // namespace gilscope
