#include "ui/legend_panel.h"

#include "ui/draw_tools.h"

namespace gilscope {
namespace {

constexpr float kLine = 22, kSwatch = 26, kGap = 18;

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

}  // namespace

void LegendPanel::lay_out(const ViewModel& view, float width, const Look& look) {
  entries_.clear();
  const TraceIndex& index = view.index();
  StateTimes all{};
  for (const ThreadInfo& thread : index.threads()) {
    const StateTimes times = thread.lane.times(0, index.end_time());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += times[i];
  }
  for (const RoleText& entry : kThreadRoles) {
    // Passing moments (a runnable thread for a microsecond) need no entry; what the whole picture
    // is about does, however short.
    const Nanos time = all[static_cast<std::size_t>(entry.role)];
    const bool always = entry.role == ColorRole::RunningGil || entry.role == ColorRole::WantsGil;
    if (time > (always ? 0 : index.end_time() / 2000)) {
      entries_.push_back({entry.role, entry.text});
    }
  }
  if (!index.tasks().empty()) {
    entries_.push_back({ColorRole::TaskRunning, Text::TaskRunning});
    entries_.push_back({ColorRole::TaskReady, Text::TaskReady});
    entries_.push_back({ColorRole::TaskAwaiting, Text::TaskAwaiting});
  }
  float x = look.px(12), y = look.px(5);
  for (Entry& entry : entries_) {
    const float needs =
        look.px(kSwatch + 8 + kGap) + text_width(look.px(kSmallText), look.text(entry.text));
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
    swatches.push_back({entry.x, bottom - bar * height_of(entry.role), entry.x + look.px(kSwatch),
                        bottom, entry.role, 0});
    text_in_box(list, ImVec2(low.x + entry.x + look.px(kSwatch + 7), low.y + entry.y),
                ImVec2(low.x + size.x, low.y + entry.y + look.px(kLine)), look.px(kSmallText),
                im_color(look.theme.text), look.text(entry.text));
  }
  SliceFrame frame;
  frame.origin = low;
  slices.draw(list, swatches, frame, look);
}

}  // namespace gilscope
