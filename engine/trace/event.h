// One record of the trace: 40 bytes, the same on every platform. The kinds and the meaning of each
// word stand in event.def, the reasons in reason.def; both lists are the contract between those
// who emit (machine, vm, lib) and those who read (index, statistics, exporters, view).
//
// Rules for those who emit, beyond the sentences in event.def:
//  - Events are appended in order of time; equal times keep the order of emission, which must make
//    sense read from top to bottom (release before the next grant, park before core_off is fine).
//    A machine that runs its cores ahead of each other appends through trace/merge.h.
//  - thread_start comes before any other event of the thread, process_start before its threads.
//  - State is a sum of facts, each with a begin and an end event: on a core (core_on/core_off), has
//    the GIL (gil_grant/gil_release), wants it (gil_request/gil_grant), waits (park/unpark), native
//    work (native_begin/native_end). Facts are independent: a thread that was unparked and has
//    no core is runnable; one that holds the GIL and has no core holds everybody up.
//  - A blocking call is: gil_release(blocked), park, core_off(blocked); ...; unpark, core_on,
//    [gil_request], gil_grant. gil_request is emitted only where the thread really has to wait.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "base/ids.h"
#include "base/nanos.h"

namespace gilscope {

using StringId = Id<struct StringIdName>;  // into Trace::strings(); 0 is the empty string
using StackId = Id<struct StackIdName>;    // into Trace::stacks(); 0 is no Python code

enum class EventKind : std::uint8_t {
#define GILSCOPE_EVENT(Name, text_name, a, b, c, d, reason, sentence) Name,
#include "trace/event.def"
#undef GILSCOPE_EVENT
};

inline constexpr int kEventKinds = 0
#define GILSCOPE_EVENT(Name, text_name, a, b, c, d, reason, sentence) +1
#include "trace/event.def"
#undef GILSCOPE_EVENT
    ;

// The enumerations of reason.def: their order is its order, which event.cpp checks.
enum class StartMethod : std::uint8_t { Main, Fork, Spawn, Forkserver, Interpreter, Command };
enum class ThreadRole : std::uint8_t { Main, Normal, Daemon, Native };
enum class TaskOutcome : std::uint8_t { Returned, Raised, Cancelled };
enum class CoreOffReason : std::uint8_t { Blocked, WantsGil, Preempted, Finished };
enum class GilReleaseReason : std::uint8_t { DropRequest, Blocked, Native, Finished };
enum class UnparkReason : std::uint8_t { Woken, TimedOut, Interrupted };
enum class NativeMode : std::uint8_t { WithGil, WithoutGil };
enum class OutputStream : std::uint8_t { None, Stdout, Stderr };

// What a wait counts as.
enum class WaitClass : std::uint8_t { Io, Lock, Join, Sleep, Idle };

enum class Cause : std::uint8_t {
#define GILSCOPE_CAUSE(Name, text, wait_class, sentence) Name,
#include "trace/reason.def"
};

struct Event {
  Nanos time = 0;
  std::uint32_t thread = 0;
  std::uint32_t stack = 0;
  EventKind kind = EventKind::Marker;
  std::uint8_t reason = 0;
  std::uint16_t flags = 0;  // none yet; must be 0
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::int64_t d = 0;

  ThreadId thread_id() const { return ThreadId{thread}; }
  StackId stack_id() const { return StackId{stack}; }
  template <class Enum>
  Enum reason_as() const {
    return static_cast<Enum>(reason);
  }
};
static_assert(sizeof(Event) == 40 && std::is_trivially_copyable_v<Event>);

// An Event with its common words filled in; the caller sets a, b, c, d by name:
//   Event e = event_of(EventKind::GilGrant, now, thread, stack); e.a = gil;
template <class Reason = std::uint8_t>
constexpr Event event_of(EventKind kind, Nanos time, ThreadId thread, StackId stack = {},
                         Reason reason = {}) {
  Event event;
  event.time = time;
  event.thread = thread.value;
  event.stack = stack.value;
  event.kind = kind;
  event.reason = static_cast<std::uint8_t>(reason);
  return event;
}

// How event.def describes a kind: the names of its words ("-" where unused).
struct EventInfo {
  std::string_view name, a, b, c, d, reason, sentence;
};
const EventInfo& event_info(EventKind kind);

std::string_view cause_text(Cause cause);
WaitClass wait_class_of(Cause cause);

// The text of Event::reason by the enumeration that event.def names for the kind; "" where none.
std::string_view reason_text(EventKind kind, std::uint8_t reason);

}  // namespace gilscope
