#include "view/picking.h"

#include <algorithm>
#include <cmath>

#include "view/fold.h"

namespace gilscope {
namespace {

constexpr double kMarkReach = 5;  // pixels
constexpr int kMarksMax = 3;

std::optional<Picked> pick_mark(const TraceIndex& index, const TimeScale& scale, RowKey row,
                                double x, float pixel_scale) {
  if (row.kind != RowKind::Thread) return {};
  const ThreadInfo* thread = index.thread(ThreadId{row.id});
  if (!thread) return {};
  const double reach = kMarkReach * pixel_scale;
  const Nanos from = scale.time_at(x - reach), to = scale.time_at(x + reach), at = scale.time_at(x);
  const auto first =
      std::partition_point(thread->instants.begin(), thread->instants.end(),
                           [&](std::uint32_t event) { return index.trace()[event].time < from; });
  const std::uint32_t* best = nullptr;
  Nanos distance = kForever;
  int near = 0;
  for (auto i = first; i != thread->instants.end(); ++i) {
    const Nanos time = index.trace()[*i].time;
    if (time > to) break;
    if (++near > kMarksMax) return {};  // a crowd: the spans are what the user means
    if (std::abs(time - at) < distance) {
      distance = std::abs(time - at);
      best = &*i;
    }
  }
  if (!best) return {};
  Picked picked;
  picked.kind = PickedKind::Mark;
  picked.row = row;
  picked.event = *best;
  picked.begin = picked.end = index.trace()[*best].time;
  return picked;
}

}  // namespace

std::optional<Picked> pick(const TraceIndex& index, const TimeScale& scale, RowKey row, double x,
                           float pixel_scale) {
  if (auto mark = pick_mark(index, scale, row, x, pixel_scale)) return mark;
  const Lane* lane = lane_of(index, row);
  const Nanos at = scale.time_at(x), now = index.end_time();
  if (row.kind == RowKind::Tasks && at >= 0 && at < now) {
    Picked counts;
    counts.kind = PickedKind::Counts;
    counts.row = row;
    counts.begin = counts.end = at;
    return counts;
  }
  if (!lane || lane->empty() || at < 0 || at >= now) return {};
  // The same folding as when drawing, over the few pixels around the pointer.
  std::optional<Picked> picked;
  const auto consider = [&](const Picked& candidate) {
    if (candidate.begin <= at && at < candidate.end) picked = candidate;
  };
  fold_lane(
      *lane, scale.time_at(x - 2 * kFoldPixels), scale.time_at(x + 2 * kFoldPixels) + 1, now, scale,
      [&](const Span& span, std::size_t i) {
        if (span.what.state == 0 && row.kind != RowKind::Gil && row.kind != RowKind::Core) return;
        Picked candidate;
        candidate.row = row;
        candidate.transition = static_cast<std::uint32_t>(i);
        candidate.event = span.what.event;
        candidate.begin = span.begin;
        candidate.end = span.end;
        consider(candidate);
      },
      [&](const FoldedPiece& piece) {
        Picked candidate;
        candidate.row = row;
        candidate.begin = piece.begin;
        candidate.end = piece.end;
        const std::size_t first = lane->find(piece.begin),
                          after = lane->first_at_or_after(piece.end);
        candidate.changes = static_cast<std::uint32_t>(after - first);
        candidate.transition = static_cast<std::uint32_t>(first);
        candidate.event = (*lane)[first].event;
        if (candidate.changes > 1) {
          candidate.kind = PickedKind::Folded;
        } else {
          const Span span = lane->span(first, now);
          if (span.what.state == 0) return;
          candidate.begin = span.begin;
          candidate.end = span.end;
        }
        consider(candidate);
      });
  return picked;
}

SourcePlace source_place(const Trace& trace, StackId stack) {
  const auto place = [&](const StackFrame& frame) {
    return SourcePlace{trace.text(frame.file), trace.text(frame.function), frame.line};
  };
  const std::uint32_t program =
      trace.size() > 0 && trace[0].kind == EventKind::RunStart ? trace[0].c : 0;
  for (StackId at = stack; at; at = trace.frame(at).caller) {
    if (trace.frame(at).file.value == program) return place(trace.frame(at));
  }
  return stack ? place(trace.frame(stack)) : SourcePlace{};
}

SourcePlace source_place(const TraceIndex& index, const Picked& picked) {
  const Trace& trace = index.trace();
  if (picked.kind == PickedKind::Counts || picked.event >= trace.size()) return {};
  const SourcePlace place = source_place(trace, trace[picked.event].stack_id());
  if (place.line != 0 || picked.kind == PickedKind::Mark) return place;
  // The event carries no stack (a core was given): the last transition before that has one will do.
  const Lane* lane = lane_of(index, picked.row);
  if (!lane || picked.transition >= lane->size()) return place;
  for (std::size_t i = picked.transition, looked_at = 0; i > 0 && looked_at < 16; ++looked_at) {
    const SourcePlace before = source_place(trace, trace[(*lane)[--i].event].stack_id());
    if (before.line != 0) return before;
  }
  return place;
}

ThreadId waits_for_thread(const TraceIndex& index, const Picked& picked) {
  if (picked.kind != PickedKind::Span || picked.row.kind != RowKind::Thread) return {};
  const Event& event = index.trace()[picked.event];
  if (event.kind == EventKind::Park || event.kind == EventKind::GilRequest) {
    return ThreadId{event.b};
  }
  return {};
}

}  // namespace gilscope
