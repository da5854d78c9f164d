#include "view/picking.h"

#include <algorithm>
#include <cmath>

#include "view/fold.h"
#include "view/timeline.h"

namespace gilscope {
namespace {

constexpr double kMarkReach = 5;  // pixels
constexpr int kMarksMax = 3;
constexpr int kMarksLookedAtMax = 32;  // for an exception among them

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
    if (time > to || ++near > kMarksLookedAtMax) break;
    if (mark_kind(index.trace()[*i].kind) == MarkKind::Exception) {
      best = &*i;
      near = 1;
      break;
    }
    if (std::abs(time - at) < distance) {
      distance = std::abs(time - at);
      best = &*i;
    }
  }
  // In a crowd the spans are what the user means.
  if (!best || near > kMarksMax) return {};
  Picked picked;
  picked.kind = PickedKind::Mark;
  picked.row = row;
  picked.event = *best;
  picked.begin = picked.end = index.trace()[*best].time;
  return picked;
}

// What waits in a deadlock goes on beyond the end of the run.
std::optional<Picked> pick_endless(const Lane& lane, RowKey row, Nanos now) {
  const Span span = lane.span(lane.size() - 1, now);
  if (span.what.state == 0) return {};
  Picked picked;
  picked.row = row;
  picked.transition = static_cast<std::uint32_t>(lane.size() - 1);
  picked.event = span.what.event;
  picked.begin = span.begin;
  picked.end = now;
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
  if (!lane || lane->empty() || at < 0) return {};
  if (at >= now) return index.deadlocked() ? pick_endless(*lane, row, now) : std::nullopt;
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

SourceLine source_place(const Trace& trace, StackId stack) {
  const auto place = [&](const StackFrame& frame) {
    return SourceLine{trace.text(frame.file), trace.text(frame.function), frame.line};
  };
  const std::uint32_t program =
      trace.size() > 0 && trace[0].kind == EventKind::RunStart ? trace[0].c : 0;
  for (StackId at = stack; at; at = trace.frame(at).caller) {
    if (trace.frame(at).file.value == program) return place(trace.frame(at));
  }
  return stack ? place(trace.frame(stack)) : SourceLine{};
}

SourceLine source_place(const TraceIndex& index, const Picked& picked) {
  const Trace& trace = index.trace();
  if (picked.kind == PickedKind::Counts || picked.event >= trace.size()) return {};
  const SourceLine place = source_place(trace, trace[picked.event].stack_id());
  if (place.line != 0 || picked.kind == PickedKind::Mark) return place;
  // The event carries no stack (a core was given): the last transition before that has one will do.
  const Lane* lane = lane_of(index, picked.row);
  if (!lane || picked.transition >= lane->size()) return place;
  for (std::size_t i = picked.transition, looked_at = 0; i > 0 && looked_at < 16; ++looked_at) {
    const SourceLine before = source_place(trace, trace[(*lane)[--i].event].stack_id());
    if (before.line != 0) return before;
  }
  // A thread that has only just begun: where it got to.
  if (picked.row.kind == RowKind::Thread && picked.transition + 1 < lane->size()) {
    return source_place(trace, trace[(*lane)[picked.transition + 1].event].stack_id());
  }
  return place;
}

std::vector<ThreadId> gil_holders(const TraceIndex& index, ThreadId thread, Nanos begin, Nanos end,
                                  std::size_t count_max) {
  std::vector<ThreadId> holders;
  const ThreadInfo* info = index.thread(thread);
  for (const GilInfo& gil : index.gils()) {
    if (!info || !(gil.process == info->process) || gil.lane.empty()) continue;
    const std::size_t found = gil.lane.find(begin);
    for (std::size_t i = found < gil.lane.size() ? found : 0; i < gil.lane.size(); ++i) {
      if (gil.lane[i].at >= end || holders.size() == count_max) break;
      const ThreadId who{gil.lane[i].who};
      const bool known = std::find(holders.begin(), holders.end(), who) != holders.end();
      if (who && !(who == thread) && !known) holders.push_back(who);
    }
  }
  return holders;
}

ThreadId waits_for_thread(const TraceIndex& index, const Picked& picked) {
  if (picked.kind != PickedKind::Span || picked.row.kind != RowKind::Thread) return {};
  const Event& event = index.trace()[picked.event];
  if (event.kind == EventKind::Park) return ThreadId{event.b};
  if (event.kind != EventKind::GilRequest) return {};
  if (event.b) return ThreadId{event.b};
  const auto holders =
      gil_holders(index, ThreadId{picked.row.id}, picked.begin, picked.end, std::size_t{1});
  return holders.empty() ? ThreadId{} : holders[0];
}

}  // namespace gilscope
