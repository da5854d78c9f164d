// A trace as bytes: for saving, for handing from the worker to the page, and for opening again.
// Layout, all numbers little-endian: magic "GILSCOPE", u32 version, u32 size of an event record,
// then four sections (strings, stacks, output, events), each u64 count and its content. Ids are the
// order of the sections, so a trace read back has the same hash. Reading trusts nothing: every
// count and every id is checked.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trace/buffer.h"

namespace gilscope {

inline constexpr std::uint32_t kTraceVersion = 1;

std::string serialize(const Trace& trace);
Result<std::unique_ptr<Trace>> deserialize(std::string_view bytes);

}  // namespace gilscope
