#include "view/texts.h"

namespace gilscope {
namespace {

constexpr std::string_view kTexts[][2] = {
#define GILSCOPE_TEXT(Name, english, chinese) {english, chinese},
#include "view/texts.def"
#undef GILSCOPE_TEXT
};

struct Unit {
  Nanos size;
  std::string_view name;
};
constexpr Unit kUnits[] = {
    {kSecond, " s"}, {kMillisecond, " ms"}, {kMicrosecond, " µs"}, {1, " ns"}};

std::string with_decimals(Nanos value, Nanos unit, int decimals) {
  Nanos scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  // Rounded to the last decimal. unit / scale is exact, since units are powers of ten.
  const Nanos step = unit / scale > 0 ? unit / scale : 1;
  value = (value + step / 2) / step * step;
  std::string text = std::to_string(value / unit);
  if (decimals == 0) return text;
  const std::string fraction = std::to_string(value % unit / step);
  return text + "." + std::string(static_cast<std::size_t>(decimals) - fraction.size(), '0') +
         fraction;
}

int decimals_within(Nanos unit) {
  return unit == kSecond ? 9 : unit == kMillisecond ? 6 : unit == kMicrosecond ? 3 : 0;
}

}  // namespace

std::string_view text_of(Text text, Language language) {
  return kTexts[static_cast<std::size_t>(text)][static_cast<std::size_t>(language)];
}

std::string fill(Text text, Language language, std::initializer_list<std::string_view> arguments) {
  std::string_view left = text_of(text, language);
  std::string filled;
  for (std::string_view argument : arguments) {
    const std::size_t place = left.find("{}");
    if (place == std::string_view::npos) break;
    filled += left.substr(0, place);
    filled += argument;
    left.remove_prefix(place + 2);
  }
  filled += left;
  return filled;
}

Text state_text(ThreadState state) {
  return static_cast<Text>(static_cast<int>(Text::StateNone) + static_cast<int>(state));
}
Text state_explanation(ThreadState state) {
  return static_cast<Text>(static_cast<int>(Text::WhyNone) + static_cast<int>(state));
}
Text state_text(TaskState state) {
  return static_cast<Text>(static_cast<int>(Text::TaskNone) + static_cast<int>(state));
}
Text cause_noun(Cause cause) {
  return static_cast<Text>(static_cast<int>(Text::CauseUnknown) + static_cast<int>(cause));
}
// The tables stand in the same order as their enumerations.
static_assert(static_cast<int>(Text::StateIdle) - static_cast<int>(Text::StateNone) ==
              kThreadStates - 1);
static_assert(static_cast<int>(Text::WhyIdle) - static_cast<int>(Text::WhyNone) ==
              kThreadStates - 1);
static_assert(static_cast<int>(Text::CauseSignal) - static_cast<int>(Text::CauseUnknown) ==
              static_cast<int>(Cause::Signal));

std::string duration_text(Nanos duration, int digits) {
  if (duration < 0) return "-" + duration_text(-duration, digits);
  for (const Unit& unit : kUnits) {
    if (duration < unit.size && unit.size > 1) continue;
    int whole = 1;
    for (Nanos v = duration / unit.size; v >= 10; v /= 10) ++whole;
    int decimals = digits > whole ? digits - whole : 0;
    if (decimals > decimals_within(unit.size)) decimals = decimals_within(unit.size);
    std::string text = with_decimals(duration, unit.size, decimals);
    // 5.200 ms reads better as 5.2 ms.
    if (text.find('.') != std::string::npos) {
      while (text.back() == '0') text.pop_back();
      if (text.back() == '.') text.pop_back();
    }
    return text + std::string(unit.name);
  }
  return "0 ns";
}

std::string moment_text(Nanos at, Nanos resolution) {
  if (at < 0) return "-" + moment_text(-at, resolution);
  for (const Unit& unit : kUnits) {
    if (at < unit.size && unit.size > 1) continue;
    int decimals = 0;
    for (Nanos v = unit.size; v > resolution && decimals < decimals_within(unit.size); v /= 10) {
      ++decimals;
    }
    return with_decimals(at, unit.size, decimals) + std::string(unit.name);
  }
  return "0";
}

}  // namespace gilscope
