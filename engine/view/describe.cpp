#include "view/describe.h"

#include <algorithm>

#include "view/timeline.h"

namespace gilscope {
namespace {

constexpr std::size_t kOutputShownMax = 80;
constexpr std::size_t kHoldersShownMax = 3;
constexpr int kEventsLookedBackMax = 64;

class Describer {
 public:
  Describer(const TraceIndex& index, const Picked& picked, Language language)
      : index_(index), trace_(index.trace()), picked_(picked), language_(language) {}

  Description run() {
    const SourceLine place = source_place(index_, picked_);
    if (place.line != 0) {
      result_.source = fill(Text::AtLine, language_, {place.function, std::to_string(place.line)});
    }
    switch (picked_.kind) {
      case PickedKind::Folded: folded(); break;
      case PickedKind::Counts: counts(); break;
      case PickedKind::Mark: mark(trace_[picked_.event]); break;
      case PickedKind::Span: span(); break;
    }
    return std::move(result_);
  }

 private:
  std::string text(Text which) const { return std::string(text_of(which, language_)); }
  void line(std::string text) { result_.lines.push_back(std::move(text)); }
  std::string name_of_row() const {
    const std::uint32_t id = picked_.row.id;
    return std::string(picked_.row.kind == RowKind::Task ? index_.name_of(TaskId{id})
                                                         : index_.name_of(ThreadId{id}));
  }
  // A thread's name, with its process where there are several.
  std::string full_name(std::uint32_t thread) const {
    return name_among_processes(index_, ThreadId{thread});
  }

  void span();
  void thread_span(const Span& span, const Event& event);
  void task_span(const Transition& what, const Event& event);
  void holder_span(const Transition& what, const Span& span);
  void folded();
  void counts();
  void mark(const Event& event);
  void when(const Span& span);
  std::string what_is_awaited(Cause cause, std::uint32_t thing) const;
  void waits_for(Cause cause, std::uint32_t thing, std::uint32_t owner);
  void who_has_the_gil(const Span& span);
  void how_it_ended(const Span& span, Cause cause);

  const TraceIndex& index_;
  const Trace& trace_;
  const Picked& picked_;
  Language language_;
  Description result_;
};

void Describer::when(const Span& span) {
  const std::string length = duration_text(span.end - span.begin);
  if (span.open && !index_.finished()) {
    line(fill(Text::DurationOpen, language_, {length, moment_text(span.begin)}));
  } else {
    line(fill(Text::Duration, language_, {length, moment_text(span.begin), moment_text(span.end)}));
  }
}

// "waits for Lock 'db'", "waits for the end of Thread-1".
std::string Describer::what_is_awaited(Cause cause, std::uint32_t thing) const {
  const std::string_view name = trace_.text(thing);
  if (!thing) return fill(Text::WaitsFor, language_, {text(cause_noun(cause))});
  if (wait_class_of(cause) == WaitClass::Join) return fill(Text::WaitsForEndOf, language_, {name});
  if (cause == Cause::ThreadStart) return fill(Text::WaitsForStartOf, language_, {name});
  return fill(Text::WaitsForNamed, language_, {text(cause_noun(cause)), name});
}

void Describer::waits_for(Cause cause, std::uint32_t thing, std::uint32_t owner) {
  const bool of_lock = wait_class_of(cause) == WaitClass::Lock;
  const bool of_join = wait_class_of(cause) == WaitClass::Join;
  if (of_lock || of_join) {
    // Says more than the name of the state does.
    result_.title = name_of_row() + ": " + what_is_awaited(cause, thing);
  } else {
    line(what_is_awaited(cause, thing));
  }
  if (owner && !of_join && cause != Cause::ThreadStart) {
    line(fill(Text::HeldBy, language_, {full_name(owner)}));
  }
}

void Describer::who_has_the_gil(const Span& span) {
  const auto holders =
      gil_holders(index_, ThreadId{picked_.row.id}, span.begin, span.end, kHoldersShownMax + 1);
  if (holders.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < std::min(holders.size(), kHoldersShownMax); ++i) {
    if (i > 0) names += language_ == Language::Chinese ? "、" : ", ";
    names += full_name(holders[i].value);
  }
  if (holders.size() > kHoldersShownMax) names += " …";
  line(fill(Text::GilHolders, language_, {names}));
}

// The wake-up is the event of the next transition, or stands right before it where the thread went
// on at the same moment.
void Describer::how_it_ended(const Span& span, Cause cause) {
  if (span.open) {
    if (index_.deadlocked()) line(text(Text::NeverEnds));
    return;
  }
  const Lane* lane = lane_of(index_, picked_.row);
  std::size_t e = (*lane)[picked_.transition + 1].event;
  for (int steps = 0; steps < kEventsLookedBackMax && e > 0; ++steps, --e) {
    const Event& event = trace_[e];
    if (event.kind != EventKind::Unpark || event.thread != picked_.row.id) continue;
    const bool of_time = wait_class_of(cause) == WaitClass::Sleep;
    const bool timed_out = event.reason_as<UnparkReason>() == UnparkReason::TimedOut;
    if (timed_out && !of_time && cause != Cause::Selector) line(text(Text::TimedOut));
    if (event.a && event.a != picked_.row.id && wait_class_of(cause) == WaitClass::Lock) {
      line(fill(Text::WokenBy, language_, {full_name(event.a)}));
    }
    return;
  }
}

void Describer::thread_span(const Span& span, const Event& event) {
  const Transition& what = span.what;
  const auto state = static_cast<ThreadState>(what.state);
  result_.title = name_of_row() + ": " + text(state_text(state));
  result_.explanation = text(state_explanation(state));
  if (event.kind == EventKind::Park && state >= ThreadState::Io) {
    const auto cause = event.reason_as<Cause>();
    waits_for(cause, event.a, event.b);
    how_it_ended(span, cause);
  }
  if (state == ThreadState::WantsGil) who_has_the_gil(span);
  if (event.kind == EventKind::NativeBegin && event.a) {
    line(fill(Text::NativeWork, language_, {trace_.text(event.a)}));
  }
  if (what.core) line(fill(Text::OnCore, language_, {std::to_string(what.core - 1)}));
}

void Describer::task_span(const Transition& what, const Event& event) {
  const auto state = static_cast<TaskState>(what.state);
  result_.title = name_of_row() + ": " + text(state_text(state));
  if (state == TaskState::Ready) result_.explanation = text(Text::WhyTaskReady);
  if (state == TaskState::Running) result_.explanation = text(Text::WhyTaskRunning);
  if (state == TaskState::Awaiting) {
    result_.explanation = text(Text::WhyTaskAwaiting);
    if (event.kind == EventKind::TaskAwait) {
      line(what_is_awaited(event.reason_as<Cause>(), event.b));
    }
  }
  const TaskInfo* task = index_.task(TaskId{picked_.row.id});
  if (task && task->coroutine) {
    line(fill(Text::CoroutineOf, language_, {std::string(trace_.text(task->coroutine)) + "()"}));
  }
}

void Describer::holder_span(const Transition& what, const Span& span) {
  const bool busy = what.state != 0;
  switch (picked_.row.kind) {
    case RowKind::Core:
      result_.title =
          busy ? fill(Text::CoreHolder, language_, {full_name(what.who)}) : text(Text::CoreFree);
      break;
    case RowKind::Loop:
      result_.title = busy ? fill(Text::LoopHolder, language_, {index_.name_of(TaskId{what.who})})
                           : text(Text::LoopFree);
      break;
    default:
      result_.title =
          busy ? fill(Text::GilHolder, language_, {full_name(what.who)}) : text(Text::GilFree);
  }
  if (picked_.row.kind != RowKind::Gil || !busy || span.open) return;
  // The release that ended this span is the event of the next transition, or stands right before
  // it where the GIL was granted on at the same moment.
  const Lane* lane = lane_of(index_, picked_.row);
  std::size_t e = (*lane)[picked_.transition + 1].event;
  for (int steps = 0; steps < kEventsLookedBackMax && e > 0; ++steps, --e) {
    const Event& event = trace_[e];
    if (event.kind != EventKind::GilRelease || event.thread != what.who) continue;
    switch (event.reason_as<GilReleaseReason>()) {
      case GilReleaseReason::DropRequest:
        line(fill(Text::AskedToDrop, language_, {full_name(event.b)}));
        break;
      case GilReleaseReason::Blocked: line(text(Text::GivenUpBlocked)); break;
      case GilReleaseReason::Native: line(text(Text::GivenUpNative)); break;
      case GilReleaseReason::Finished: line(text(Text::GivenUpFinished)); break;
    }
    return;
  }
}

void Describer::span() {
  const Lane* lane = lane_of(index_, picked_.row);
  if (!lane || picked_.transition >= lane->size()) return;
  const Span span = lane->span(picked_.transition, index_.end_time());
  const Event& event = trace_[span.what.event];
  when(span);
  if (picked_.row.kind == RowKind::Thread) {
    thread_span(span, event);
  } else if (picked_.row.kind == RowKind::Task) {
    task_span(span.what, event);
  } else {
    holder_span(span.what, span);
  }
}

void Describer::folded() {
  result_.source.clear();
  result_.title = row_name(index_, picked_.row, language_);
  const Nanos length = picked_.end - picked_.begin;
  // English says "12 changes in 3 ms", Chinese names the time first.
  const std::string changes = std::to_string(picked_.changes), time = duration_text(length, 3);
  line(language_ == Language::Chinese ? fill(Text::Folded, language_, {time, changes})
                                      : fill(Text::Folded, language_, {changes, time}));
  if (picked_.row.kind != RowKind::Thread) return;
  const StateTimes times = lane_of(index_, picked_.row)->times(picked_.begin, picked_.end);
  for (int state = 1; state < kThreadStates; ++state) {
    const Nanos percent = times[static_cast<std::size_t>(state)] * 100 / std::max<Nanos>(1, length);
    if (percent == 0) continue;
    line(std::to_string(percent) + "%  " + text(state_text(static_cast<ThreadState>(state))));
  }
}

void Describer::counts() {
  result_.title = row_name(index_, picked_.row, language_);
  const ThreadInfo* thread = index_.thread(ThreadId{picked_.row.id});
  if (!thread) return;
  const TaskCounts now = TraceIndex::task_counts_at(*thread, picked_.begin);
  line(moment_text(picked_.begin));
  const auto count = [&](std::uint32_t number, TaskState state) {
    if (number) line(std::to_string(number) + "  " + text(state_text(state)));
  };
  count(now.running, TaskState::Running);
  count(now.ready, TaskState::Ready);
  count(now.awaiting, TaskState::Awaiting);
}

void Describer::mark(const Event& event) {
  const std::string_view a = trace_.text(event.a);
  const std::string bytes = std::to_string(event.c);
  switch (event.kind) {
    case EventKind::Output: {
      std::string shown = trace_.output(static_cast<std::size_t>(event.d),
                                        std::min<std::size_t>(event.a, kOutputShownMax));
      while (!shown.empty() && shown.back() == '\n') shown.pop_back();
      result_.title = fill(Text::OutputMark, language_, {shown});
      break;
    }
    case EventKind::ExceptionRaised:
    case EventKind::ExceptionUncaught:
      result_.title = fill(Text::RaisedMark, language_, {a, trace_.text(event.b)});
      break;
    case EventKind::GilDropRequest:
      result_.title = fill(Text::DropRequestMark, language_, {full_name(event.b)});
      break;
    case EventKind::QueuePut: result_.title = fill(Text::PutMark, language_, {a}); break;
    case EventKind::QueueGet: result_.title = fill(Text::GetMark, language_, {a}); break;
    case EventKind::MessageSend: result_.title = fill(Text::SendMark, language_, {bytes}); break;
    case EventKind::MessageReceive:
      result_.title = fill(Text::ReceiveMark, language_, {bytes});
      break;
    case EventKind::DeadlockMember: result_.title = fill(Text::DeadlockMark, language_, {a}); break;
    default: result_.title = std::string(a);
  }
  line(full_name(event.thread) + "   " + moment_text(event.time));
}

}  // namespace

Description describe(const TraceIndex& index, const Picked& picked, Language language) {
  return Describer(index, picked, language).run();
}

}  // namespace gilscope
