// Strong ids: a ThreadId cannot be passed where a ProcessId is expected. Ids are small, dense and
// given in order of creation, so they also serve as the tie-break of the deterministic machine.
#pragma once

#include <cstdint>

namespace gilscope {

template <class Name>
struct Id {
  std::uint32_t value = 0;  // 0 means none
  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr bool operator==(Id a, Id b) { return a.value == b.value; }
  friend constexpr bool operator!=(Id a, Id b) { return a.value != b.value; }
  friend constexpr bool operator<(Id a, Id b) { return a.value < b.value; }
};

using ProcessId = Id<struct ProcessIdName>;
using ThreadId = Id<struct ThreadIdName>;  // unique over the whole run, not per process
using TaskId = Id<struct TaskIdName>;

}  // namespace gilscope
