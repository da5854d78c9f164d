#include "view/rows.h"

#include <algorithm>
#include <cmath>

namespace gilscope {
namespace {

constexpr float kHeadHeight = 26, kCoreHeight = 22, kGilHeight = 26, kThreadHeight = 34,
                kLoopHeight = 24, kTasksHeight = 22, kTaskHeight = 20;
constexpr float kFilled = 0.9f;
constexpr float kStretchMax = 1.75f;
constexpr std::size_t kTasksOpenMax = 40;  // a longer list of tasks begins closed

}  // namespace

bool Rows::update(const TraceIndex& index, float scale, float room) {
  const std::size_t seen = index.threads().size() + index.tasks().size() +
                           index.processes().size() + index.gils().size() + index.cores().size();
  if (!dirty_ && seen == seen_ && scale == scale_ && room == room_) return false;
  seen_ = seen;
  scale_ = scale;
  room_ = room;
  dirty_ = false;
  build(index);
  stretch();
  return true;
}

// In steps, lest the rows tremble while a running program adds threads.
void Rows::stretch() {
  float heads = 0;
  for (const Row& row : rows_) heads += row.is_head ? row.height : 0;
  const float lanes = std::max(1.0f, height_ - heads);
  const float factor = std::floor((room_ * kFilled - heads) / lanes * 8) / 8;
  const float stretch = std::clamp(factor, 1.0f, kStretchMax);
  height_ = 0;
  for (Row& row : rows_) {
    if (!row.is_head) row.height *= stretch;
    row.top = height_;
    height_ += row.height;
  }
}

void Rows::toggle(RowKey key) {
  if (!toggled_.erase(key)) toggled_.insert(key);
  dirty_ = true;
}

bool Rows::is_open(RowKey key, bool by_default) const {
  return (toggled_.count(key) != 0) != by_default;
}

void Rows::add(RowKey key, int depth, float height, bool is_head) {
  Row row;
  row.key = key;
  row.depth = static_cast<std::uint8_t>(depth);
  row.is_head = is_head;
  row.top = height_;
  row.height = height * scale_;
  height_ += row.height;
  by_key_[key] = rows_.size();
  rows_.push_back(row);
}

void Rows::build(const TraceIndex& index) {
  rows_.clear();
  by_key_.clear();
  height_ = 0;
  const RowKey cores{RowKind::Cores, 0};
  add(cores, 0, kHeadHeight, true);
  rows_.back().open = is_open(cores, true);
  if (rows_.back().open) {
    for (std::uint32_t i = 0; i < index.cores().size(); ++i) {
      add({RowKind::Core, i}, 1, kCoreHeight);
    }
  }
  std::vector<std::vector<const ThreadInfo*>> threads(index.processes().size());
  for (const ThreadInfo& thread : index.threads()) {
    const ProcessInfo* process = index.process(thread.process);
    if (process)
      threads[static_cast<std::size_t>(process - index.processes().data())].push_back(&thread);
  }
  for (std::size_t p = 0; p < index.processes().size(); ++p) {
    const RowKey head{RowKind::Process, index.processes()[p].id.value};
    add(head, 0, kHeadHeight, true);
    rows_.back().open = is_open(head, true);
    if (!rows_.back().open) continue;
    for (const GilInfo& gil : index.gils()) {
      if (gil.process == index.processes()[p].id) add({RowKind::Gil, gil.id}, 1, kGilHeight);
    }
    for (const ThreadInfo* thread : threads[p]) add_thread(index, *thread);
  }
}

void Rows::add_thread(const TraceIndex&, const ThreadInfo& thread) {
  add({RowKind::Thread, thread.id.value}, 1, kThreadHeight);
  if (thread.loop.empty() && thread.tasks.empty()) return;
  add({RowKind::Loop, thread.id.value}, 2, kLoopHeight);
  const RowKey tasks{RowKind::Tasks, thread.id.value};
  add(tasks, 2, kTasksHeight, true);
  rows_.back().open = is_open(tasks, thread.tasks.size() <= kTasksOpenMax);
  if (!rows_.back().open) return;
  for (TaskId task : thread.tasks) add({RowKind::Task, task.value}, 3, kTaskHeight);
}

std::size_t Rows::at(float y) const {
  const auto place = std::partition_point(
      rows_.begin(), rows_.end(), [y](const Row& row) { return row.top + row.height <= y; });
  if (y < 0) return rows_.size();
  return static_cast<std::size_t>(place - rows_.begin());
}

std::size_t Rows::find(RowKey key) const {
  const auto place = by_key_.find(key);
  return place == by_key_.end() ? rows_.size() : place->second;
}

std::size_t Rows::find_visible(const TraceIndex& index, RowKey key) const {
  const std::size_t itself = find(key);
  if (itself < rows_.size()) return itself;
  if (key.kind == RowKind::Core) return find({RowKind::Cores, 0});
  if (key.kind == RowKind::Task) {
    const TaskInfo* task = index.task(TaskId{key.id});
    const std::size_t head = task ? find({RowKind::Tasks, task->thread.value}) : rows_.size();
    if (head < rows_.size() || !task) return head;
    key = {RowKind::Thread, task->thread.value};
  }
  if (key.kind == RowKind::Gil) {
    const GilInfo* gil = index.gil(key.id);
    return gil ? find({RowKind::Process, gil->process.value}) : rows_.size();
  }
  const ThreadInfo* thread = index.thread(ThreadId{key.id});
  return thread ? find({RowKind::Process, thread->process.value}) : rows_.size();
}

const Lane* lane_of(const TraceIndex& index, RowKey key) {
  switch (key.kind) {
    case RowKind::Core:
      return key.id < index.cores().size() ? &index.cores()[key.id].lane : nullptr;
    case RowKind::Gil: {
      const GilInfo* gil = index.gil(key.id);
      return gil ? &gil->lane : nullptr;
    }
    case RowKind::Thread: {
      const ThreadInfo* thread = index.thread(ThreadId{key.id});
      return thread ? &thread->lane : nullptr;
    }
    case RowKind::Loop: {
      const ThreadInfo* thread = index.thread(ThreadId{key.id});
      return thread ? &thread->loop : nullptr;
    }
    case RowKind::Task: {
      const TaskInfo* task = index.task(TaskId{key.id});
      return task ? &task->lane : nullptr;
    }
    default: return nullptr;
  }
}

}  // namespace gilscope
