// The words of the interface in English and Chinese, one table (texts.def). Whoever shows text asks
// for it by name and language; {} places are filled by fill().
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/nanos.h"
#include "trace/event.h"
#include "trace/index.h"

namespace gilscope {

enum class Language : std::uint8_t { English, Chinese };

enum class Text : std::uint16_t {
#define GILSCOPE_TEXT(Name, english, chinese) Name,
#include "view/texts.def"
#undef GILSCOPE_TEXT
};

std::string_view text_of(Text text, Language language);

// The text with each {} replaced by the next argument.
std::string fill(Text text, Language language, std::initializer_list<std::string_view> arguments);

Text state_text(ThreadState state);
Text state_explanation(ThreadState state);
Text state_text(TaskState state);
Text cause_noun(Cause cause);

// A duration with about `digits` significant digits in the unit that fits: "1.004 s", "5.20 ms",
// "60 µs".
std::string duration_text(Nanos duration, int digits = 4);
// A moment, precise to `resolution`: "1.004210 s".
std::string moment_text(Nanos at, Nanos resolution = kMicrosecond);

}  // namespace gilscope
