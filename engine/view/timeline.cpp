#include "view/timeline.h"

#include <algorithm>
#include <cmath>

#include "view/fold.h"

namespace gilscope {
namespace {

constexpr float kRowPadding = 3;
constexpr float kLabelWidthMin = 34, kFreeWidthMin = 90;
constexpr float kPieceShareMin = 1.0f / 24;  // of a folded piece; less is not worth a rectangle
constexpr double kMarkSpacing = 5;
constexpr std::size_t kArrowsMax = 300;
constexpr float kRunningMin = 2;  // pixels of height: that somebody ran is never folded away
constexpr int kMarksComparedMax = 32;

// Folded states are stacked from the bottom in this order: what runs first.
constexpr ThreadState kStackOrder[] = {ThreadState::RunningGil,  ThreadState::RunningNativeGil,
                                       ThreadState::RunningFree, ThreadState::RunningNative,
                                       ThreadState::RunnableGil, ThreadState::WantsGil,
                                       ThreadState::Runnable,    ThreadState::Lock,
                                       ThreadState::Io,          ThreadState::Join,
                                       ThreadState::Sleep,       ThreadState::Idle};

class Painter {
 public:
  Painter(const ViewModel& view, Language language, DrawList& list)
      : view_(view),
        index_(view.index()),
        language_(language),
        list_(list),
        begin_(std::max<Nanos>(0, view.scale.time_at(0))),
        end_(view.scale.time_at(view.scale.width())) {}

  void run() {
    const std::vector<Row>& rows = view_.rows.all();
    const float bottom = view_.scroll + view_.lanes_height();
    for (std::size_t i = view_.rows.at(view_.scroll); i < rows.size(); ++i) {
      if (rows[i].top >= bottom) break;
      draw_row(rows[i]);
    }
    draw_arrows();
  }

 private:
  void draw_row(const Row& row);
  void draw_task_counts(const Row& row);
  void draw_span(const Row& row, const Span& span);
  void draw_free_gil(const Row& row, const Span& span);
  void draw_piece(const Row& row, const FoldedPiece& piece);
  void draw_endless_wait(const Row& row, const Lane& lane);
  void draw_slice(const Row& row, const Span& span, ColorRole role, float x0, float x1);
  void draw_marks(const Row& row);
  void draw_arrows();
  void add_slice(const Row& row, Nanos begin, Nanos end, float low, float high, ColorRole role,
                 std::uint8_t flags);
  float x_of(Nanos t) const {
    return static_cast<float>(std::clamp(view_.scale.x_of(t), -8.0, view_.scale.width() + 8.0));
  }
  float inner_top(const Row& row) const {
    return row.top - view_.scroll + kRowPadding * view_.pixel_scale();
  }
  float inner_bottom(const Row& row) const {
    return row.top + row.height - view_.scroll - kRowPadding * view_.pixel_scale();
  }
  bool middle_of(RowKey key, float& y) const {
    const std::size_t place = view_.rows.find_visible(index_, key);
    if (place >= view_.rows.all().size()) return false;
    const Row& row = view_.rows.all()[place];
    y = row.top + row.height / 2 - view_.scroll;
    return true;
  }

  const ViewModel& view_;
  const TraceIndex& index_;
  Language language_;
  DrawList& list_;
  Nanos begin_, end_;
};

// How many tasks wait, are ready and run, over time, as an area: with ten thousand of them closed
// away, this is what is seen of them.
void Painter::draw_task_counts(const Row& row) {
  const ThreadInfo* thread = index_.thread(ThreadId{row.key.id});
  if (!thread || thread->task_counts.empty()) return;
  const float all = static_cast<float>(thread->tasks.size());
  const Nanos end = std::min(end_, index_.end_time());
  Nanos next = 0;
  for (Nanos at = begin_; at < end; at = next) {
    next = view_.scale.next_grid_line(at, kFoldPixels * view_.pixel_scale());
    const TaskCounts counts = TraceIndex::task_counts_at(*thread, at + (next - at) / 2);
    float low = 0;
    const auto stack = [&](std::uint32_t count, ColorRole role) {
      if (count == 0) return;
      const float high = low + static_cast<float>(count) / all;
      add_slice(row, at, std::min(next, end), low, high, role, kSliceFolded);
      low = high;
    };
    stack(counts.running, ColorRole::TaskRunning);
    stack(counts.ready, ColorRole::TaskReady);
    stack(counts.awaiting, ColorRole::TaskAwaiting);
  }
}

void Painter::draw_row(const Row& row) {
  if (row.key.kind == RowKind::Tasks) return draw_task_counts(row);
  const Lane* lane = lane_of(index_, row.key);
  if (!lane) return;
  fold_lane(
      *lane, begin_, end_, index_.end_time(), view_.scale,
      [&](const Span& span, std::size_t) { draw_span(row, span); },
      [&](const FoldedPiece& piece) { draw_piece(row, piece); });
  if (index_.deadlocked()) draw_endless_wait(row, *lane);
  if (row.key.kind == RowKind::Thread) draw_marks(row);
}

// low and high are shares of the row's inner height, counted from the bottom.
void Painter::add_slice(const Row& row, Nanos begin, Nanos end, float low, float high,
                        ColorRole role, std::uint8_t flags) {
  Slice slice;
  const float top = inner_top(row), bottom = inner_bottom(row);
  slice.x0 = x_of(begin);
  slice.x1 = std::max(x_of(end), slice.x0 + 1);
  slice.y0 = bottom - (bottom - top) * high;
  slice.y1 = bottom - (bottom - top) * low;
  slice.role = role;
  slice.flags = flags;
  list_.slices.push_back(slice);
}

void Painter::draw_span(const Row& row, const Span& span) {
  const ColorRole role = role_of(row.key.kind, span.what.state);
  if (role == ColorRole::None) return draw_free_gil(row, span);
  draw_slice(row, span, role, x_of(span.begin), x_of(span.end));
}

// In a deadlock what waits goes on waiting, to the edge of the picture.
void Painter::draw_endless_wait(const Row& row, const Lane& lane) {
  const Nanos now = index_.end_time();
  const auto right = static_cast<float>(view_.scale.width());
  if (lane.empty() || x_of(now) >= right) return;
  const Span span = lane.span(lane.size() - 1, now);
  const ColorRole role = role_of(row.key.kind, span.what.state);
  if (role != ColorRole::None) draw_slice(row, span, role, x_of(now), right + 8);
}

void Painter::draw_slice(const Row& row, const Span& span, ColorRole role, float x0, float x1) {
  Slice slice;
  const float top = inner_top(row), bottom = inner_bottom(row);
  slice.x0 = x0;
  slice.x1 = std::max(x1, x0 + 1);
  slice.y0 = bottom - (bottom - top) * height_of(role);
  slice.y1 = bottom;
  slice.role = role;
  slice.flags = span.what.who % 2 ? kSliceAlternate : 0;
  const auto is = [&](const std::optional<Picked>& picked) {
    return picked && picked->kind == PickedKind::Span && picked->row == row.key &&
           picked->begin == span.begin;
  };
  if (is(view_.selected)) slice.flags |= kSliceSelected;
  if (is(view_.hovered)) slice.flags |= kSliceHovered;
  list_.slices.push_back(slice);
  const float left = std::max(x0, 0.0f);
  const float room = std::min(slice.x1, static_cast<float>(view_.scale.width())) - left;
  if (room < kLabelWidthMin * view_.pixel_scale()) return;
  std::string text = span_label(index_, row.key, span.what, language_);
  if (text.empty()) return;
  // The text may use the row's whole height even where the bar is low.
  list_.labels.push_back({left, top, slice.x1, bottom, std::move(text), role});
}

// That nobody has the GIL is as much news as who has it.
void Painter::draw_free_gil(const Row& row, const Span& span) {
  const bool ended = span.open && index_.finished();  // with its process
  if (row.key.kind != RowKind::Gil || ended) return;
  const float x0 = std::max(x_of(span.begin), 0.0f), x1 = x_of(span.end);
  if (std::min(x1, static_cast<float>(view_.scale.width())) - x0 <
      kFreeWidthMin * view_.pixel_scale())
    return;
  list_.labels.push_back({x0, inner_top(row), x1, inner_bottom(row),
                          std::string(text_of(Text::ShortFree, language_)), ColorRole::None});
}

void Painter::draw_piece(const Row& row, const FoldedPiece& piece) {
  const auto length = static_cast<float>(piece.end - piece.begin);
  const float running_min =
      kRunningMin * view_.pixel_scale() / std::max(1.0f, inner_bottom(row) - inner_top(row));
  float low = 0;
  const auto stack = [&](std::uint8_t state) {
    const float share = static_cast<float>(piece.times[state]) / length;
    const ColorRole role = role_of(row.key.kind, state);
    if (share <= 0 || role == ColorRole::None) return;
    const bool runs = height_of(role) == 1;
    if (share < kPieceShareMin && !runs) return;
    const float height = std::max(share * height_of(role), runs ? running_min : 0);
    const float high = std::min(1.0f, low + height);
    add_slice(row, piece.begin, piece.end, low, high, role, kSliceFolded);
    low = high;
  };
  if (row.key.kind == RowKind::Thread) {
    for (ThreadState state : kStackOrder) stack(static_cast<std::uint8_t>(state));
  } else if (row.key.kind == RowKind::Task) {
    for (TaskState state : {TaskState::Running, TaskState::Ready, TaskState::Awaiting}) {
      stack(static_cast<std::uint8_t>(state));
    }
  } else {
    stack(static_cast<std::uint8_t>(HolderState::Busy));
  }
}

// Of several marks at one place an exception is what must be seen.
std::uint32_t most_important(const Trace& trace, std::vector<std::uint32_t>::const_iterator first,
                             std::vector<std::uint32_t>::const_iterator past) {
  for (auto i = first; i != past && i - first < kMarksComparedMax; ++i) {
    if (mark_kind(trace[*i].kind) == MarkKind::Exception) return *i;
  }
  return *first;
}

// Marks nearer to each other than a few pixels are one mark: a binary search leads to the next.
void Painter::draw_marks(const Row& row) {
  const ThreadInfo* thread = index_.thread(ThreadId{row.key.id});
  if (!thread) return;
  const std::vector<std::uint32_t>& all = thread->instants;
  const double spacing = kMarkSpacing * view_.pixel_scale();
  const auto next_from = [&](Nanos t) {
    return std::partition_point(all.begin(), all.end(), [&](std::uint32_t event) {
      return index_.trace()[event].time < t;
    });
  };
  for (auto i = next_from(begin_); i != all.end();) {
    const Event& event = index_.trace()[*i];
    if (event.time > end_) break;
    const auto next = next_from(
        std::max(event.time + 1, view_.scale.time_at(view_.scale.x_of(event.time) + spacing)));
    // A crowd of drop requests is a pattern of the lane itself, not news.
    if (event.kind != EventKind::GilDropRequest || next == i + 1) {
      const std::uint32_t shown = most_important(index_.trace(), i, next);
      list_.marks.push_back({x_of(event.time), inner_top(row), inner_bottom(row),
                             mark_kind(index_.trace()[shown].kind), shown});
    }
    i = next;
  }
}

void Painter::draw_arrows() {
  const std::vector<Arrow>& arrows = index_.arrows();
  const auto place = std::partition_point(arrows.begin(), arrows.end(), [&](const Arrow& arrow) {
    return index_.trace()[arrow.to].time < begin_;
  });
  const auto past = std::partition_point(place, arrows.end(), [&](const Arrow& arrow) {
    return index_.trace()[arrow.to].time <= end_;
  });
  // So many would hide the lanes; zooming in brings them back.
  if (static_cast<std::size_t>(past - place) > kArrowsMax) return;
  for (auto i = place; i != past; ++i) {
    const Event& from = index_.trace()[i->from];
    const Event& to = index_.trace()[i->to];
    const std::uint32_t sender = i->from == i->to ? from.b : from.thread;
    DrawnArrow drawn;
    drawn.kind = i->kind;
    drawn.x0 = static_cast<float>(view_.scale.x_of(from.time));
    drawn.x1 = static_cast<float>(view_.scale.x_of(to.time));
    if (!middle_of({RowKind::Thread, sender}, drawn.y0)) continue;
    if (!middle_of({RowKind::Thread, to.thread}, drawn.y1)) continue;
    if (drawn.y0 != drawn.y1) list_.arrows.push_back(drawn);
  }
}

std::string thread_name(const TraceIndex& index, std::uint32_t id) {
  return std::string(index.name_of(ThreadId{id}));
}

std::string wait_label(const TraceIndex& index, const Event& event, Text word, Language language) {
  std::string text(text_of(word, language));
  const std::uint32_t name = event.kind == EventKind::Park        ? event.a
                             : event.kind == EventKind::TaskAwait ? event.b
                                                                  : 0;
  if (name) text += ": " + std::string(index.trace().text(name));
  return text;
}

// "Queue: jobs", "Lock", "start: Thread-1": Python's own words are the same in every language.
std::string lock_label(const TraceIndex& index, const Event& event, Language language) {
  const auto cause = event.reason_as<Cause>();
  if (event.kind != EventKind::Park || cause == Cause::Unknown) {
    return wait_label(index, event, Text::ShortLock, language);
  }
  if (cause == Cause::ThreadStart) {
    return wait_label(index, event, Text::ShortThreadStart, language);
  }
  std::string text(cause_text(cause));
  if (event.a) text += ": " + std::string(index.trace().text(event.a));
  return text;
}

}  // namespace

void draw_timeline(const ViewModel& view, Language language, DrawList& list) {
  list.clear();
  Painter(view, language, list).run();
}

MarkKind mark_kind(EventKind kind) {
  switch (kind) {
    case EventKind::Output: return MarkKind::Output;
    case EventKind::ExceptionRaised:
    case EventKind::ExceptionUncaught:
    case EventKind::DeadlockMember: return MarkKind::Exception;
    case EventKind::GilDropRequest: return MarkKind::DropRequest;
    case EventKind::QueuePut:
    case EventKind::QueueGet: return MarkKind::Queue;
    case EventKind::MessageSend:
    case EventKind::MessageReceive: return MarkKind::Message;
    default: return MarkKind::Other;
  }
}

ColorRole role_of(RowKind kind, std::uint8_t state) {
  if (state == 0) return ColorRole::None;
  switch (kind) {
    case RowKind::Thread: return static_cast<ColorRole>(state);
    case RowKind::Gil: return ColorRole::GilHeld;
    case RowKind::Core: return ColorRole::CoreBusy;
    case RowKind::Loop: return ColorRole::LoopBusy;
    case RowKind::Task:
      return static_cast<ColorRole>(static_cast<int>(ColorRole::TaskReady) + state - 1);
    default: return ColorRole::None;
  }
}
static_assert(static_cast<int>(ColorRole::Idle) == static_cast<int>(ThreadState::Idle));
static_assert(static_cast<int>(ColorRole::RunningGil) == static_cast<int>(ThreadState::RunningGil));

float height_of(ColorRole role) {
  switch (role) {
    case ColorRole::WantsGil:
    case ColorRole::Runnable: return 0.78f;
    case ColorRole::TaskReady: return 0.6f;
    case ColorRole::Io:
    case ColorRole::Lock: return 0.5f;
    case ColorRole::TaskAwaiting: return 0.4f;
    case ColorRole::Join:
    case ColorRole::Sleep: return 0.34f;
    case ColorRole::Idle: return 0.2f;
    default: return 1;
  }
}

std::string row_name(const TraceIndex& index, RowKey key, Language language) {
  const std::string number = std::to_string(key.id);
  switch (key.kind) {
    case RowKind::Cores: return std::string(text_of(Text::RowCores, language));
    case RowKind::Core: return fill(Text::RowCore, language, {number});
    case RowKind::Gil: return std::string(text_of(Text::RowGil, language));
    case RowKind::Thread: return thread_name(index, key.id);
    case RowKind::Loop: return std::string(text_of(Text::RowLoop, language));
    case RowKind::Tasks: {
      const ThreadInfo* thread = index.thread(ThreadId{key.id});
      return fill(Text::RowTasks, language, {std::to_string(thread ? thread->tasks.size() : 0)});
    }
    case RowKind::Task: {
      const TaskInfo* task = index.task(TaskId{key.id});
      if (!task) return {};
      const std::string_view name = index.trace().text(task->name);
      const std::string_view coroutine = index.trace().text(task->coroutine);
      return std::string(name) + (coroutine.empty() ? "" : "  " + std::string(coroutine) + "()");
    }
    case RowKind::Process: {
      const ProcessInfo* process = index.process(ProcessId{key.id});
      if (!process) return {};
      const std::string_view name = index.trace().text(process->name);
      const std::string pid = std::to_string(process->pid);
      if (process->end >= 0 && process->exit_status != 0) {
        return fill(Text::RowProcessEnded, language,
                    {name, pid, std::to_string(process->exit_status)});
      }
      return fill(Text::RowProcess, language, {name, pid});
    }
  }
  return {};
}

std::string name_among_processes(const TraceIndex& index, ThreadId id) {
  const ThreadInfo* info = index.thread(id);
  const ProcessInfo* process = info ? index.process(info->process) : nullptr;
  if (!process || index.processes().size() < 2) return thread_name(index, id.value);
  const std::string name(index.trace().text(process->name));
  return info->role == ThreadRole::Main ? name : name + " / " + thread_name(index, id.value);
}

std::string span_label(const TraceIndex& index, RowKey key, const Transition& what,
                       Language language) {
  if (what.state == 0) return {};
  if (key.kind == RowKind::Gil) return thread_name(index, what.who);
  if (key.kind == RowKind::Core) return name_among_processes(index, ThreadId{what.who});
  if (key.kind == RowKind::Loop) return std::string(index.name_of(TaskId{what.who}));
  const Event& event = index.trace()[what.event];
  if (key.kind == RowKind::Task) {
    switch (static_cast<TaskState>(what.state)) {
      case TaskState::Ready: return std::string(text_of(Text::ShortReady, language));
      case TaskState::Running: return std::string(text_of(Text::ShortRunning, language));
      default: return wait_label(index, event, Text::ShortAwait, language);
    }
  }
  switch (static_cast<ThreadState>(what.state)) {
    case ThreadState::RunningGil:
    case ThreadState::RunningFree: return std::string(text_of(Text::ShortRunning, language));
    case ThreadState::RunningNativeGil:
    case ThreadState::RunningNative:
      if (event.kind == EventKind::NativeBegin && event.a) {
        return std::string(index.trace().text(event.a));
      }
      return std::string(text_of(Text::ShortNative, language));
    case ThreadState::WantsGil: return std::string(text_of(Text::ShortWantsGil, language));
    case ThreadState::Runnable:
    case ThreadState::RunnableGil: return std::string(text_of(Text::ShortRunnable, language));
    case ThreadState::Io: return wait_label(index, event, Text::ShortIo, language);
    case ThreadState::Lock: return lock_label(index, event, language);
    case ThreadState::Join: return wait_label(index, event, Text::ShortJoin, language);
    case ThreadState::Sleep: return std::string(text_of(Text::ShortSleep, language));
    case ThreadState::Idle: return std::string(text_of(Text::ShortIdle, language));
    case ThreadState::None: break;
  }
  return {};
}

std::string row_state(const TraceIndex& index, RowKey key, Nanos t, Language language) {
  const Lane* lane = lane_of(index, key);
  const std::size_t i = lane ? lane->find(t) : 0;
  if (!lane || i >= lane->size()) return {};
  return span_label(index, key, (*lane)[i], language);
}

}  // namespace gilscope
