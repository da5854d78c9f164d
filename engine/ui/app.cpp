#include "ui/app.h"

#include <algorithm>
#include <utility>

#include "ui/draw_tools.h"
#include "ui/transport_panel.h"

namespace gilscope {
namespace {

constexpr float kSidebarWidth = 300;
constexpr float kSidebarWindowMin = 660;     // a narrower window has no room for it
constexpr float kSidebarByItselfMin = 1000;  // a wider one shows it unasked

constexpr ImGuiWindowFlags kBare =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNavInputs;

}  // namespace

void App::set_trace(const Trace* trace) {
  view_.reset();
  if (trace) view_ = std::make_unique<ViewModel>(*trace);
  statistics_.reset();
}

void App::set_source(std::string_view source) {
  source_lines_.clear();
  while (!source.empty()) {
    const std::size_t end = source.find('\n');
    std::string_view line = source.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    source_lines_.emplace_back(line);
    source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
  }
}

Intents App::take_intents() {
  return std::exchange(intents_, {});
}

bool App::wants_frame() const {
  return running_ || (view_ && view_->playhead.playing());
}

void App::begin_frame(float seconds) {
  if (applied_theme_ != theme_ || applied_scale_ != scale_) {
    apply_theme(*theme_, scale_);
    applied_theme_ = theme_;
    applied_scale_ = scale_;
  }
  slices_.new_frame();
  if (view_) view_->play(seconds);
}

void App::draw_window(ImVec2 at, ImVec2 size) {
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("timeline", nullptr, kBare);
  ImGui::PopStyleVar();
  draw(ImGui::GetContentRegionAvail());
  ImGui::End();
}

void App::draw(ImVec2 size) {
  const Look look = this->look();
  if (!view_ || (view_->index().trace().size() == 0)) {
    draw_empty(size);
    return;
  }
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const bool has_room = size.x >= look.px(kSidebarWindowMin);
  bool wanted = statistics_wanted_.value_or(size.x >= look.px(kSidebarByItselfMin));
  const bool was_wanted = wanted;
  const bool sidebar = wanted && has_room;
  const float right = sidebar ? look.px(kSidebarWidth) : 0;
  const float bar = ImGui::GetFrameHeight() + look.px(14);

  ImGui::SetCursorScreenPos(ImVec2(low.x, low.y));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(10), look.px(7)));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("transport", ImVec2(size.x, bar), ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NoNavInputs);
  TransportState state;
  state.running = running_;
  state.show_statistics = has_room ? &wanted : nullptr;
  draw_transport(*view_, look, state);
  if (wanted != was_wanted) statistics_wanted_ = wanted;
  ImGui::EndChild();
  ImGui::PopStyleVar();

  const float legend = legend_.height(*view_, size.x - right, look);
  const ImVec2 lanes(size.x - right, size.y - bar - legend);
  ImGui::SetCursorScreenPos(ImVec2(low.x, low.y + bar));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("lanes", lanes, 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NoNavInputs);
  timeline_.draw(*view_, lanes, look, slices_, source_lines_, intents_);
  ImGui::EndChild();
  ImGui::SetCursorScreenPos(ImVec2(low.x, low.y + bar + lanes.y));
  ImGui::BeginChild("legend", ImVec2(lanes.x, legend), 0, ImGuiWindowFlags_NoScrollbar);
  legend_.draw(*view_, ImVec2(lanes.x, legend), look, slices_);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleVar();

  if (!sidebar) return;
  ImGui::SetCursorScreenPos(ImVec2(low.x + size.x - right, low.y + bar));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(14), look.px(12)));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("statistics", ImVec2(right, size.y - bar),
                    ImGuiChildFlags_AlwaysUseWindowPadding);
  const ImVec2 edge(low.x + size.x - right, low.y + bar);
  ImGui::GetWindowDrawList()->AddLine(edge, ImVec2(edge.x, low.y + size.y),
                                      im_color(look.theme.border));
  statistics_.draw(*view_, look, slices_, source_lines_);
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void App::draw_empty(ImVec2 size) {
  const Look look = this->look();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low = ImGui::GetCursorScreenPos();
  list->AddRectFilled(low, ImVec2(low.x + size.x, low.y + size.y), im_color(look.theme.lane));
  // Empty lanes, as a picture of what is to come.
  const float lane = look.px(34);
  for (float y = lane; y < size.y; y += lane) {
    list->AddLine(ImVec2(low.x, low.y + y), ImVec2(low.x + size.x, low.y + y),
                  im_color(look.theme.grid));
  }
  const std::string_view title = look.text(Text::EmptyTitle), hint = look.text(Text::EmptyHint);
  const float wrap = std::min(look.px(460), size.x - look.px(40));
  ImFont* font = ImGui::GetFont();
  const float large = look.px(24), normal = look.px(15.5f);
  const ImVec2 title_size =
      font->CalcTextSizeA(large, size.x, 0, title.data(), title.data() + title.size());
  const ImVec2 hint_size =
      font->CalcTextSizeA(normal, wrap, wrap, hint.data(), hint.data() + hint.size());
  const float top = low.y + (size.y - title_size.y - hint_size.y - look.px(14)) * 0.42f;
  const float middle = low.x + size.x / 2;
  const float left = middle - hint_size.x / 2, pad = look.px(24);
  list->AddRectFilled(ImVec2(std::min(left, middle - title_size.x / 2) - pad, top - pad),
                      ImVec2(std::max(left + hint_size.x, middle + title_size.x / 2) + pad,
                             top + title_size.y + look.px(14) + hint_size.y + pad),
                      im_color(look.theme.lane), look.px(8));
  list->AddText(font, large, ImVec2(middle - title_size.x / 2, top), im_color(look.theme.text),
                title.data(), title.data() + title.size());
  list->AddText(font, normal, ImVec2(left, top + title_size.y + look.px(14)),
                im_color(look.theme.text_dim), hint.data(), hint.data() + hint.size(), wrap);
  ImGui::Dummy(size);
}

}  // namespace gilscope
