#include "ui/legend_panel.h"

#include "ui/draw_tools.h"

namespace gilscope {
namespace {

constexpr float kLine = 22, kSwatch = 26, kMarkSwatch = 10, kGap = 18;

struct RoleText {
  ColorRole role;
  Text text;
};
constexpr RoleText kThreadRoles[] = {
    {ColorRole::RunningGil, Text::StateRunningGil},
    {ColorRole::WantsGil, Text::StateWantsGil},
    {ColorRole::RunningNative, Text::StateRunningNative},
    {ColorRole::RunningFree, Text::StateRunningFree},
    {ColorRole::RunningNativeGil, Text::StateRunningNativeGil},
    {ColorRole::RunnableGil, Text::StateRunnableGil},
    {ColorRole::Runnable, Text::StateRunnable},
    {ColorRole::Io, Text::StateIo},
    {ColorRole::Lock, Text::StateLock},
    {ColorRole::Join, Text::StateJoin},
    {ColorRole::Sleep, Text::StateSleep},
    {ColorRole::Idle, Text::StateIdle},
};
constexpr RoleText kTaskRoles[] = {
    {ColorRole::TaskRunning, Text::TaskRunning},
    {ColorRole::TaskReady, Text::TaskReady},
    {ColorRole::TaskAwaiting, Text::TaskAwaiting},
};

struct MarkText {
  EventKind event;
  MarkKind mark;
  Text text;
};
constexpr MarkText kMarks[] = {
    {EventKind::Output, MarkKind::Output, Text::LegendOutput},
    {EventKind::ExceptionRaised, MarkKind::Exception, Text::LegendException},
    {EventKind::ExceptionUncaught, MarkKind::Exception, Text::LegendException},
    {EventKind::GilDropRequest, MarkKind::DropRequest, Text::LegendDropRequest},
    {EventKind::QueuePut, MarkKind::Queue, Text::LegendItem},
    {EventKind::MessageSend, MarkKind::Message, Text::LegendItem},
};

}  // namespace

// Everything that occurs in the run, be it for a microsecond: zoomed in, that is what fills the
// picture.
void LegendPanel::list_entries(const ViewModel& view, const Look& look) {
  entries_.clear();
  const TraceIndex& index = view.index();
  const auto add = [&](ColorRole role, MarkKind mark, std::string words) {
    entries_.push_back({role, mark, std::move(words)});
  };
  StateTimes all{};
  for (const ThreadInfo& thread : index.threads()) {
    const StateTimes times = thread.lane.times(0, index.end_time());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += times[i];
  }
  for (const RoleText& entry : kThreadRoles) {
    if (all[static_cast<std::size_t>(entry.role)] > 0) {
      add(entry.role, MarkKind::Other, std::string(look.text(entry.text)));
    }
  }
  if (!index.tasks().empty()) {
    for (const RoleText& entry : kTaskRoles) {
      add(entry.role, MarkKind::Other,
          fill(Text::LegendTask, look.language, {look.text(entry.text)}));
    }
  }
  for (const MarkText& entry : kMarks) {
    if (index.has_instant(entry.event)) {
      const bool again = !entries_.empty() && entries_.back().role == ColorRole::None &&
                         entries_.back().text == look.text(entry.text);
      if (!again) add(ColorRole::None, entry.mark, std::string(look.text(entry.text)));
    }
  }
}

void LegendPanel::lay_out(const ViewModel& view, float width, const Look& look) {
  list_entries(view, look);
  float x = look.px(12), y = look.px(5);
  for (Entry& entry : entries_) {
    const float swatch = entry.role == ColorRole::None ? kMarkSwatch : kSwatch;
    const float needs = look.px(swatch + 8 + kGap) + text_width(look.px(kSmallText), entry.text);
    if (x + needs > width && x > look.px(12)) {
      x = look.px(12);
      y += look.px(kLine);
    }
    entry.x = x;
    entry.y = y;
    x += needs;
  }
  height_ = y + look.px(kLine + 4);
}

float LegendPanel::height(const ViewModel& view, float width, const Look& look) {
  lay_out(view, width, look);
  return height_;
}

void LegendPanel::draw(const ViewModel& view, ImVec2 size, const Look& look,
                       SliceRenderer& slices) {
  lay_out(view, size.x, look);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, ImVec2(low.x + size.x, low.y + size.y), im_color(look.theme.panel));
  list->AddLine(low, ImVec2(low.x + size.x, low.y), im_color(look.theme.border));
  std::vector<Slice> swatches;
  for (const Entry& entry : entries_) {
    const float bar = look.px(14), bottom = entry.y + look.px(18);
    const bool is_mark = entry.role == ColorRole::None;
    if (is_mark) {
      draw_mark(list, entry.mark,
                ImVec2(low.x + entry.x + look.px(5), low.y + entry.y + look.px(7)), look);
    } else {
      swatches.push_back({entry.x, bottom - bar * height_of(entry.role), entry.x + look.px(kSwatch),
                          bottom, entry.role, 0});
    }
    const float x = entry.x + look.px((is_mark ? kMarkSwatch : kSwatch) + 7);
    text_in_box(list, ImVec2(low.x + x, low.y + entry.y),
                ImVec2(low.x + size.x, low.y + entry.y + look.px(kLine)), look.px(kSmallText),
                im_color(look.theme.text), entry.text);
  }
  SliceFrame frame;
  frame.origin = low;
  slices.draw(list, swatches, frame, look);
}

}  // namespace gilscope
