// Time in the engine: int64 nanoseconds since the start of the run, virtual or measured.
// Used by every room. Never a wall-clock type: only the live machine talks to <chrono>.
#pragma once

#include <cstdint>

namespace gilscope {

using Nanos = std::int64_t;

inline constexpr Nanos kMicrosecond = 1'000;
inline constexpr Nanos kMillisecond = 1'000'000;
inline constexpr Nanos kSecond = 1'000'000'000;
inline constexpr Nanos kForever = INT64_MAX;  // "no deadline"

}  // namespace gilscope
