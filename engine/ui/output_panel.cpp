#include "ui/output_panel.h"

#include <algorithm>

#include "ui/draw_tools.h"
#include "view/timeline.h"

namespace gilscope {
namespace {

constexpr std::size_t kLinesMax = 20'000;

}  // namespace

void OutputPanel::reset() {
  lines_.clear();
  read_ = 0;
  open_line_ = false;
}

void OutputPanel::read_new(const TraceIndex& index) {
  for (; read_ < index.outputs().size(); ++read_) {
    const Event& event = index.trace()[index.outputs()[read_]];
    const bool is_error = event.reason_as<OutputStream>() == OutputStream::Stderr;
    const std::string written = index.trace().output(static_cast<std::size_t>(event.d), event.a);
    for (std::size_t begin = 0; begin < written.size();) {
      const std::size_t end = std::min(written.find('\n', begin), written.size());
      const bool joins = open_line_ && !lines_.empty() && lines_.back().thread == event.thread;
      if (joins) {
        lines_.back().text += written.substr(begin, end - begin);
      } else if (lines_.size() < kLinesMax) {
        lines_.push_back({written.substr(begin, end - begin), event.time, event.thread, is_error});
      }
      open_line_ = end == written.size();
      begin = end + 1;
    }
  }
}

void OutputPanel::draw(ViewModel* view, ImVec2 size, const Look& look, const std::string& notice) {
  if (view) read_new(view->index());
  ImFontAtlas* fonts = ImGui::GetIO().Fonts;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(10), look.px(6)));
  ImGui::BeginChild("output", size, ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_HorizontalScrollbar);
  ImGui::PopStyleVar();
  ImGui::PushFont(fonts->Fonts.Size > 1 ? fonts->Fonts[1] : nullptr, 13.5f);
  const float stamp = ImGui::CalcTextSize("0.000000 s  ").x;
  const bool at_end = ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines_.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Line& line = lines_[static_cast<std::size_t>(i)];
      const bool future = view && line.at > view->playhead.at();
      ImGui::PushID(i);
      const ImVec2 at = ImGui::GetCursorScreenPos();
      if (ImGui::Selectable("##line", false, 0) && view) {
        view->playhead.pause();
        view->playhead.seek(line.at);
        view->scale.follow(line.at);
      }
      ImDrawList* list = ImGui::GetWindowDrawList();
      const std::string moment = moment_text(line.at);
      list->AddText(at, im_color(look.theme.text_dim, future ? 0.5f : 0.9f), moment.c_str());
      const std::uint32_t color = line.is_error ? look.theme.warning : look.theme.text;
      list->AddText(ImVec2(at.x + stamp, at.y), im_color(color, future ? 0.4f : 1),
                    line.text.data(), line.text.data() + line.text.size());
      if (ImGui::IsItemHovered() && view) {
        ImGui::SetTooltip("%s", name_among_processes(view->index(), ThreadId{line.thread}).c_str());
      }
      ImGui::PopID();
    }
  }
  if (!notice.empty()) {
    ImGui::PushTextWrapPos(0);
    text_colored(look.theme.warning, notice);
    ImGui::PopTextWrapPos();
  }
  if (at_end) ImGui::SetScrollHereY(1);
  ImGui::PopFont();
  ImGui::EndChild();
}

}  // namespace gilscope
