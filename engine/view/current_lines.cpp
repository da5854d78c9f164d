#include "view/current_lines.h"

#include "view/timeline.h"

namespace gilscope {

std::vector<CurrentLine> current_lines(const TraceIndex& index, Nanos t, std::string_view file,
                                       std::size_t count_max) {
  std::vector<CurrentLine> lines;
  for (const ThreadInfo& thread : index.threads()) {
    if (lines.size() == count_max) break;
    if (thread.begin > t || (thread.end >= 0 && thread.end <= t)) continue;
    const std::size_t i = thread.lane.find(t);
    if (i >= thread.lane.size() || thread.lane[i].state == 0) continue;
    Picked picked;
    picked.row = {RowKind::Thread, thread.id.value};
    picked.transition = static_cast<std::uint32_t>(i);
    picked.event = thread.lane[i].event;
    const SourceLine place = source_place(index, picked);
    if (place.line == 0 || place.file != file) continue;
    lines.push_back({thread.id, place, role_of(RowKind::Thread, thread.lane[i].state)});
  }
  return lines;
}

}  // namespace gilscope
