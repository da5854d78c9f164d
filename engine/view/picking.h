// Picking: what is under the pointer, as something that can be remembered (a selection stays on its
// span while the view moves or the trace grows) and described (describe.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "trace/index.h"
#include "view/rows.h"
#include "view/time_scale.h"

namespace gilscope {

enum class PickedKind : std::uint8_t { Span, Folded, Mark, Counts };

struct Picked {
  PickedKind kind = PickedKind::Span;
  RowKey row;
  std::uint32_t transition = 0;  // Span: its place in the lane
  std::uint32_t event = 0;       // Mark: the event; Span: the event that began it
  std::uint32_t changes = 0;     // Folded: transitions inside
  Nanos begin = 0;               // Counts: the moment, as end
  Nanos end = 0;
  friend bool operator==(const Picked& x, const Picked& y) {
    return x.kind == y.kind && x.row == y.row && x.begin == y.begin && x.event == y.event;
  }
};

// What stands at x (pixels of the scale) in this row; nothing where the lane is empty.
std::optional<Picked> pick(const TraceIndex& index, const TimeScale& scale, RowKey row, double x,
                           float pixel_scale);

// A place in the program's source. The innermost frame that lies in the program itself; a frame of
// the library only if there is no other.
struct SourceLine {
  std::string_view file;
  std::string_view function;
  std::uint32_t line = 0;  // 0: none known
};
SourceLine source_place(const Trace& trace, StackId stack);
SourceLine source_place(const TraceIndex& index, const Picked& picked);

// Who had the GIL of this thread's process between begin and end, in order, each once; at most
// `count_max`.
std::vector<ThreadId> gil_holders(const TraceIndex& index, ThreadId thread, Nanos begin, Nanos end,
                                  std::size_t count_max);

// The thread that the picked one waits for: the owner of the lock, the holder of the GIL at its
// begin, the thread that is joined; none if nobody is to blame.
ThreadId waits_for_thread(const TraceIndex& index, const Picked& picked);

}  // namespace gilscope
