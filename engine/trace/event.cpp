#include "trace/event.h"

#include "base/check.h"

namespace gilscope {
namespace {

constexpr EventInfo kEvents[] = {
#define GILSCOPE_EVENT(Name, text_name, a, b, c, d, reason, sentence) \
  {#text_name, #a, #b, #c, #d, #reason, sentence},
#include "trace/event.def"
#undef GILSCOPE_EVENT
};

struct CauseInfo {
  std::string_view text;
  WaitClass wait_class;
};
constexpr CauseInfo kCauses[] = {
#define GILSCOPE_CAUSE(Name, text, wait_class, sentence) {text, WaitClass::wait_class},
#include "trace/reason.def"
};
constexpr std::size_t kCauseCount = sizeof kCauses / sizeof kCauses[0];

struct ReasonInfo {
  std::string_view enumeration;
  std::uint8_t value;
  std::string_view text;
};
constexpr ReasonInfo kReasons[] = {
#define GILSCOPE_REASON(Enum, Name, text, sentence) \
  {#Enum, static_cast<std::uint8_t>(Enum::Name), text},
#include "trace/reason.def"
};

// reason.def must list each enumeration in the order of event.h, beginning with 0.
constexpr bool reasons_are_in_order() {
  std::string_view enumeration;
  int next = 0;
  for (const ReasonInfo& info : kReasons) {
    if (info.enumeration != enumeration) next = 0;
    enumeration = info.enumeration;
    if (info.value != next++) return false;
  }
  return true;
}
static_assert(reasons_are_in_order());

}  // namespace

const EventInfo& event_info(EventKind kind) {
  GILSCOPE_CHECK(static_cast<int>(kind) < kEventKinds, "an event kind of event.def");
  return kEvents[static_cast<int>(kind)];
}

std::string_view cause_text(Cause cause) {
  const auto index = static_cast<std::size_t>(cause);
  return index < kCauseCount ? kCauses[index].text : kCauses[0].text;
}

WaitClass wait_class_of(Cause cause) {
  const auto index = static_cast<std::size_t>(cause);
  return index < kCauseCount ? kCauses[index].wait_class : kCauses[0].wait_class;
}

std::string_view reason_text(EventKind kind, std::uint8_t reason) {
  const std::string_view enumeration = event_info(kind).reason;
  if (enumeration == "Cause") return cause_text(static_cast<Cause>(reason));
  for (const ReasonInfo& info : kReasons) {
    if (info.enumeration == enumeration && info.value == reason) return info.text;
  }
  return {};
}

}  // namespace gilscope
