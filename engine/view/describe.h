// A picked span, piece or mark in words: what the tooltip says and what a screen reader reads. The
// first line is the state, then when, what it waits for and who has it, the source line, and a
// sentence for those who see this for the first time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "view/picking.h"
#include "view/texts.h"

namespace gilscope {

struct Description {
  std::string title;
  std::vector<std::string> lines;
  std::string explanation;  // one sentence for beginners; may be empty
  std::string source;       // "fetch(), line 7"; empty if unknown
};

Description describe(const TraceIndex& index, const Picked& picked, Language language);

}  // namespace gilscope
