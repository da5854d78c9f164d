#include "ui/statistics_panel.h"

#include <algorithm>

#include "ui/draw_tools.h"
#include "ui/timeline_panel.h"

namespace gilscope {
namespace {

constexpr std::size_t kThreadsShownMax = 100;

std::string hundredths(std::int64_t millionths) {
  const std::int64_t rounded = (millionths + 5'000) / 10'000;
  const std::string rest = std::to_string(rounded % 100);
  return std::to_string(rounded / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

void heading(std::string_view shown, const Look& look) {
  ImGui::Spacing();
  ImGui::PushFont(nullptr, 13);
  text_colored(look.theme.text_dim, shown);
  ImGui::PopFont();
}

// A name at the left, its value at the right end of the line.
void value_line(std::string_view name, const std::string& value, const Look& look) {
  const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
  text_colored(look.theme.text_dim, name);
  ImGui::SameLine(right - ImGui::CalcTextSize(value.c_str()).x);
  text(value);
}

}  // namespace

void StatisticsPanel::refresh(const ViewModel& view) {
  const std::size_t events = view.index().trace().size();
  // While a program runs the numbers follow in steps, since sums over all waits take their time.
  if (events == events_ || (!view.index().finished() && events < events_ + events_ / 8)) return;
  events_ = events;
  statistics_ = statistics_of(view.index());
}

void StatisticsPanel::draw(const ViewModel& view, const Look& look, SliceRenderer& slices,
                           const std::vector<std::string>& source_lines) {
  refresh(view);
  if (view.selected) {
    const Description words = describe(view.index(), *view.selected, look.language);
    const Lane* lane = lane_of(view.index(), view.selected->row);
    ColorRole role = ColorRole::None;
    if (lane && view.selected->kind == PickedKind::Span &&
        view.selected->transition < lane->size()) {
      role = role_of(view.selected->row.kind, (*lane)[view.selected->transition].state);
    }
    show_description(words, role, look, source_lines,
                     source_place(view.index(), *view.selected).line,
                     ImGui::GetContentRegionAvail().x);
    ImGui::Spacing();
    ImGui::Separator();
  }
  draw_summary(look);
  draw_switches(look);
  draw_cores(look, slices);
  draw_waits(look, false);
  draw_waits(look, true);
  draw_threads(view, look, slices);
}

void StatisticsPanel::draw_summary(const Look& look) {
  const Statistics& s = statistics_;
  ImGui::PushFont(nullptr, 26);
  text(duration_text(s.wall_ns));
  ImGui::PopFont();
  text_colored(look.theme.text_dim, look.text(Text::WallTime));
  ImGui::Spacing();
  value_line(look.text(Text::Parallelism), hundredths(s.parallelism_millionths()), look);
  value_line(look.text(Text::Processes), std::to_string(s.processes), look);
  value_line(look.text(Text::Threads), std::to_string(s.threads.size()), look);
  if (s.tasks) value_line(look.text(Text::Tasks), std::to_string(s.tasks), look);
}

void StatisticsPanel::draw_switches(const Look& look) {
  constexpr Text kNames[] = {Text::SwitchesDrop, Text::SwitchesBlocked, Text::SwitchesNative,
                             Text::SwitchesFinished};
  std::uint64_t all = 0;
  for (std::uint64_t count : statistics_.gil_switches) all += count;
  value_line(look.text(Text::GilSwitches), std::to_string(all), look);
  for (int i = 0; i < 4; ++i) {
    if (!statistics_.gil_switches[i]) continue;
    value_line("    " + std::string(look.text(kNames[i])),
               std::to_string(statistics_.gil_switches[i]), look);
  }
}

void StatisticsPanel::draw_waits(const Look& look, bool of_tasks) {
  bool first = true;
  for (const WaitStatistics& wait : statistics_.waits) {
    const std::uint64_t count = of_tasks ? wait.task_waits : wait.thread_waits;
    if (count == 0) continue;
    if (first) heading(look.text(of_tasks ? Text::TaskWaitsByCause : Text::WaitsByCause), look);
    first = false;
    const std::string time = duration_text(of_tasks ? wait.task_ns : wait.thread_ns, 3);
    value_line(look.text(cause_noun(wait.cause)),
               fill(Text::WaitTotal, look.language, {std::to_string(count), time}), look);
  }
}

void StatisticsPanel::draw_cores(const Look& look, SliceRenderer& slices) {
  if (statistics_.wall_ns <= 0) return;
  heading(look.text(Text::RowCores), look);
  ImDrawList* list = ImGui::GetWindowDrawList();
  std::vector<Slice> bars;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, line = look.px(20);
  const std::size_t count = std::min<std::size_t>(statistics_.core_busy_ns.size(), 32);
  for (std::size_t i = 0; i < count; ++i) {
    const float y = line * static_cast<float>(i);
    const float share =
        static_cast<float>(statistics_.core_busy_ns[i]) / static_cast<float>(statistics_.wall_ns);
    const float x0 = look.px(26), x1 = width - look.px(44);
    list->AddRectFilled(ImVec2(origin.x + x0, origin.y + y + look.px(3)),
                        ImVec2(origin.x + x1, origin.y + y + line - look.px(3)),
                        im_color(look.theme.lane_head), look.px(2));
    if (share > 0) {
      bars.push_back({x0, y + look.px(3), x0 + std::max(1.0f, (x1 - x0) * share),
                      y + line - look.px(3), ColorRole::CoreBusy, 0});
    }
    text_in_box(list, ImVec2(origin.x, origin.y + y), ImVec2(origin.x + x0, origin.y + y + line),
                look.px(kSmallText), im_color(look.theme.text_dim), std::to_string(i));
    const std::string percent = std::to_string(static_cast<int>(share * 100 + 0.5f)) + "%";
    text_in_box(list, ImVec2(origin.x + x1 + look.px(8), origin.y + y),
                ImVec2(origin.x + width, origin.y + y + line), look.px(kSmallText),
                im_color(look.theme.text_dim), percent);
  }
  SliceFrame frame;
  frame.origin = origin;
  slices.draw(list, bars, frame, look);
  ImGui::Dummy(ImVec2(width, line * static_cast<float>(count)));
}

void StatisticsPanel::draw_threads(const ViewModel& view, const Look& look, SliceRenderer& slices) {
  heading(look.text(Text::ColumnShare), look);
  const TraceIndex& index = view.index();
  ImDrawList* list = ImGui::GetWindowDrawList();
  std::vector<Slice> bars;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, line = look.px(40);
  const std::size_t count = std::min(statistics_.threads.size(), kThreadsShownMax);
  for (std::size_t i = 0; i < count; ++i) {
    const ThreadStatistics& s = statistics_.threads[i];
    const ThreadInfo* info = index.thread(s.thread);
    if (!info || s.life_ns <= 0) continue;
    const float y = line * static_cast<float>(i);
    text_in_box(list, ImVec2(origin.x, origin.y + y),
                ImVec2(origin.x + width - look.px(64), origin.y + y + look.px(20)),
                look.px(kSmallText), im_color(look.theme.text),
                name_among_processes(index, s.thread));
    const std::string life = duration_text(s.life_ns, 3);
    const float life_width = text_width(look.px(kSmallText), life);
    text_in_box(list, ImVec2(origin.x + width - life_width, origin.y + y),
                ImVec2(origin.x + width + 1, origin.y + y + look.px(20)), look.px(kSmallText),
                im_color(look.theme.text_dim), life);
    const StateTimes times = info->lane.times(0, index.end_time());
    float x = 0;
    for (int state = 1; state < kThreadStates; ++state) {
      const float share = static_cast<float>(times[static_cast<std::size_t>(state)]) /
                          static_cast<float>(s.life_ns);
      if (share * width < 1) continue;
      bars.push_back({x, y + look.px(20), x + share * width, y + look.px(34),
                      static_cast<ColorRole>(state), 0});
      x += share * width;
    }
  }
  SliceFrame frame;
  frame.origin = origin;
  slices.draw(list, bars, frame, look);
  ImGui::Dummy(ImVec2(width, line * static_cast<float>(count)));
  if (statistics_.threads.size() > count) {
    text_colored(look.theme.text_dim, fill(Text::MoreStatistics, look.language,
                                           {std::to_string(statistics_.threads.size() - count)}));
  }
}

}  // namespace gilscope
