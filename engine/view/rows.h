// Rows: which lanes stand in the timeline, in which order and at which height. Cores first, then
// each process with its GIL, its threads, and under a thread with an event loop the loop and its
// tasks. A head row can be closed, which hides what is under it. Rebuilt when the index has more to
// show; finding the rows in sight is a binary search, so ten thousand tasks cost no more than the
// ones that are visible.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "trace/index.h"

namespace gilscope {

enum class RowKind : std::uint8_t { Cores, Core, Process, Gil, Thread, Loop, Tasks, Task };

struct RowKey {
  RowKind kind = RowKind::Cores;
  std::uint32_t id = 0;  // core number, process, GIL, thread (of Thread, Loop, Tasks) or task id
  friend bool operator==(RowKey x, RowKey y) { return x.kind == y.kind && x.id == y.id; }
  friend bool operator<(RowKey x, RowKey y) {
    return x.kind != y.kind ? x.kind < y.kind : x.id < y.id;
  }
};

struct Row {
  RowKey key;
  std::uint8_t depth = 0;
  bool is_head = false;  // can be closed
  bool open = true;
  float top = 0;
  float height = 0;
};

class Rows {
 public:
  // True if anything changed. `scale` multiplies all heights (pixel ratio, font size). Where few
  // rows leave much of `room` free, lanes (not heads) grow up to 1.75 times, so that the picture
  // fills it.
  bool update(const TraceIndex& index, float scale, float room);
  void toggle(RowKey key);

  const std::vector<Row>& all() const { return rows_; }
  float height() const { return height_; }
  // Position of the row at y; size() if there is none.
  std::size_t at(float y) const;
  std::size_t find(RowKey key) const;
  // The row that stands for this key: itself, or the closed head above it.
  std::size_t find_visible(const TraceIndex& index, RowKey key) const;

 private:
  void build(const TraceIndex& index);
  void stretch();
  void add(RowKey key, int depth, float height, bool is_head = false);
  void add_thread(const TraceIndex& index, const ThreadInfo& thread);
  bool is_open(RowKey key, bool by_default) const;

  std::vector<Row> rows_;
  std::map<RowKey, std::size_t> by_key_;
  std::set<RowKey> toggled_;  // heads whose state is not the default
  float height_ = 0;
  float scale_ = 1;
  float room_ = 0;
  std::size_t seen_ = 0;  // a number that changes with what the index has to show
  bool dirty_ = true;
};

// The lane that a row shows; null for heads.
const Lane* lane_of(const TraceIndex& index, RowKey key);

}  // namespace gilscope
