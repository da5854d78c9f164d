#include "ui/timeline_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/draw_tools.h"

namespace gilscope {
namespace {

constexpr float kGutterWidth = 232, kRulerHeight = 27, kOverviewHeight = 30;
constexpr float kClickReach = 4;  // a drag shorter than this is a click
constexpr double kWheelZoom = 1.25;
constexpr double kKeyZoomPerSecond = 3.0, kKeyPanPerSecond = 900;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

}  // namespace

void show_description(const Description& words, ColorRole role, const Look& look,
                      const std::vector<std::string>& source_lines, unsigned line, float width) {
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
  if (role != ColorRole::None) {
    const float size = ImGui::GetTextLineHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, at.y + size * 0.15f),
                                              ImVec2(at.x + size * 0.7f, at.y + size * 0.85f),
                                              im_color(look.theme.role(role).color), look.px(2));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + size);
  }
  text(words.title);
  for (const std::string& shown : words.lines) text_colored(look.theme.text_dim, shown);
  if (!words.source.empty()) {
    text_colored(look.theme.code, words.source);
    if (line >= 1 && line <= source_lines.size()) {
      text_colored(look.theme.code, "    " + std::string(trimmed(source_lines[line - 1])));
    }
  }
  if (!words.explanation.empty()) {
    ImGui::Spacing();
    ImGui::PushFont(nullptr, 13.5f);
    text_colored(look.theme.text_dim, words.explanation);
    ImGui::PopFont();
  }
  ImGui::PopTextWrapPos();
}

void TimelinePanel::draw(ViewModel& view, ImVec2 size, const Look& look, SliceRenderer& slices,
                         const std::vector<std::string>& source_lines, Intents& intents) {
  view_ = &view;
  look_ = &look;
  slices_ = &slices;
  source_lines_ = &source_lines;
  list_ = ImGui::GetWindowDrawList();
  lay_out(size);
  view.update(lanes_.width(), lanes_.height(), look.scale);
  handle_overview();
  handle_ruler();
  handle_gutter();
  handle_lanes(intents);
  handle_keys();
  hover();
  draw_timeline(view, look.language, drawn_);
  draw_rows();
  draw_lanes();
  draw_gutter();
  draw_overview();
  draw_ruler();
  draw_playhead();
  draw_scrollbar();
  draw_tooltip();
}

void TimelinePanel::lay_out(ImVec2 size) {
  const Look& look = *look_;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high(low.x + std::max(size.x, look.px(100)), low.y + std::max(size.y, look.px(100)));
  const float gutter = std::min(look.px(kGutterWidth), (high.x - low.x) * 0.4f);
  const float x = std::floor(low.x + gutter);
  const float y1 = std::floor(low.y + look.px(kOverviewHeight));
  const float y2 = std::floor(y1 + look.px(kRulerHeight));
  overview_box_ = {{x, low.y}, {high.x, y1}};
  ruler_ = {{x, y1}, {high.x, y2}};
  gutter_ = {{low.x, y2}, {x, high.y}};
  lanes_ = {{x, y2}, high};
  list_->AddRectFilled(low, high, im_color(look.theme.lane));
}

// --- input ---

void TimelinePanel::handle_lanes(Intents& intents) {
  ImGui::SetCursorScreenPos(lanes_.low);
  ImGui::InvisibleButton("lanes", ImVec2(lanes_.width(), lanes_.height()));
  pointer_in_lanes_ = ImGui::IsItemHovered();
  const ImGuiIO& io = ImGui::GetIO();
  const float reach = look_->px(kClickReach);
  if (ImGui::IsItemActivated()) dragged_ = false;
  if (ImGui::IsItemActive()) {
    if (io.MouseDragMaxDistanceSqr[0] > reach * reach) dragged_ = true;
    if (dragged_) {
      view_->scale.pan(io.MouseDelta.x);
      view_->scroll_by(-io.MouseDelta.y);
    }
  }
  if (pointer_in_lanes_) handle_wheel();
  if (!ImGui::IsItemDeactivated() || dragged_) return;
  view_->selected = view_->hovered;
  if (!view_->selected) return;
  if (ImGui::IsMouseDoubleClicked(0) || view_->selected->kind == PickedKind::Folded) {
    const Nanos margin = (view_->selected->end - view_->selected->begin) / 4;
    if (io.MouseClickedLastCount[0] >= 2) {
      view_->scale.show(view_->selected->begin - margin, view_->selected->end + margin);
    }
  }
  const SourceLine place = source_place(view_->index(), *view_->selected);
  if (place.line != 0) {
    intents.show_source =
        SourceIntent{std::string(place.file), std::string(place.function), place.line};
  }
}

void TimelinePanel::handle_wheel() {
  const ImGuiIO& io = ImGui::GetIO();
  const float x = io.MousePos.x - lanes_.low.x;
  if (io.MouseWheel != 0) {
    if (io.KeyShift) {
      view_->scale.pan(io.MouseWheel * look_->px(60));
    } else if (io.KeyAlt) {
      view_->scroll_by(-io.MouseWheel * look_->px(48));
    } else {
      view_->scale.zoom(std::pow(kWheelZoom, io.MouseWheel), x);
    }
  }
  if (io.MouseWheelH != 0) view_->scale.pan(io.MouseWheelH * look_->px(60));
}

void TimelinePanel::handle_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  const bool here = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows) || pointer_in_lanes_;
  if (io.WantTextInput || !here || io.KeyCtrl || io.KeySuper) return;
  const auto down = [](ImGuiKey a, ImGuiKey b) {
    return ImGui::IsKeyDown(a) || ImGui::IsKeyDown(b);
  };
  const double x = pointer_in_lanes_ ? io.MousePos.x - lanes_.low.x : lanes_.width() / 2;
  const double step = std::min(0.1f, io.DeltaTime);
  if (ImGui::IsKeyDown(ImGuiKey_W)) view_->scale.zoom(std::exp(kKeyZoomPerSecond * step), x);
  if (ImGui::IsKeyDown(ImGuiKey_S)) view_->scale.zoom(std::exp(-kKeyZoomPerSecond * step), x);
  const double pan = look_->scale * kKeyPanPerSecond * step;
  if (down(ImGuiKey_A, ImGuiKey_LeftArrow)) view_->scale.pan(pan);
  if (down(ImGuiKey_D, ImGuiKey_RightArrow)) view_->scale.pan(-pan);
  const float scroll = look_->px(600) * static_cast<float>(step);
  if (ImGui::IsKeyDown(ImGuiKey_UpArrow)) view_->scroll_by(-scroll);
  if (ImGui::IsKeyDown(ImGuiKey_DownArrow)) view_->scroll_by(scroll);
  if (ImGui::IsKeyPressed(ImGuiKey_Space, false)) view_->playhead.toggle();
  if (ImGui::IsKeyPressed(ImGuiKey_Home, false)) view_->playhead.seek(0);
  if (ImGui::IsKeyPressed(ImGuiKey_End, false)) view_->playhead.seek(view_->end_time());
  if (ImGui::IsKeyPressed(ImGuiKey_F, false)) view_->scale.fit();
  if (ImGui::IsKeyPressed(ImGuiKey_Q, false)) view_->set_squeezed(!view_->squeezed());
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) view_->selected.reset();
}

void TimelinePanel::handle_ruler() {
  ImGui::SetCursorScreenPos(ruler_.low);
  ImGui::InvisibleButton("ruler", ImVec2(ruler_.width(), ruler_.height()));
  pointer_in_ruler_ = ImGui::IsItemHovered();
  if (pointer_in_ruler_) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (pointer_in_ruler_) handle_wheel();
  if (!ImGui::IsItemActive()) return;
  view_->playhead.pause();
  view_->playhead.seek(view_->scale.time_at(ImGui::GetIO().MousePos.x - ruler_.low.x));
}

void TimelinePanel::handle_gutter() {
  ImGui::SetCursorScreenPos(gutter_.low);
  ImGui::InvisibleButton("gutter", ImVec2(gutter_.width(), gutter_.height()));
  const ImGuiIO& io = ImGui::GetIO();
  pointer_in_gutter_ = ImGui::IsItemHovered();
  if (pointer_in_gutter_ && io.MouseWheel != 0) {
    view_->scroll_by(-io.MouseWheel * look_->px(48));
  }
  if (ImGui::IsItemActive()) view_->scroll_by(-io.MouseDelta.y);
  const float reach = look_->px(kClickReach);
  if (!ImGui::IsItemDeactivated() || io.MouseDragMaxDistanceSqr[0] > reach * reach) return;
  const std::size_t place = view_->rows.at(io.MousePos.y - gutter_.low.y + view_->scroll);
  if (place >= view_->rows.all().size() || !view_->rows.all()[place].is_head) return;
  const RowKey key = view_->rows.all()[place].key;
  view_->rows.toggle(key);
  view_->update(lanes_.width(), lanes_.height(), look_->scale);
}

// The strip shows the whole run; pressing in it moves what the lanes show.
void TimelinePanel::handle_overview() {
  ImGui::SetCursorScreenPos(overview_box_.low);
  ImGui::InvisibleButton("overview", ImVec2(overview_box_.width(), overview_box_.height()));
  if (!ImGui::IsItemActive()) return;
  const double share = (ImGui::GetIO().MousePos.x - overview_box_.low.x) / overview_box_.width();
  const double middle = share * static_cast<double>(view_->end_time());
  const double x = view_->scale.x_of(static_cast<Nanos>(middle));
  view_->scale.pan(lanes_.width() / 2 - x);
}

void TimelinePanel::hover() {
  view_->hovered.reset();
  if (!pointer_in_lanes_ || (ImGui::IsMouseDown(0) && dragged_)) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const std::size_t place = view_->rows.at(mouse.y - lanes_.low.y + view_->scroll);
  if (place >= view_->rows.all().size()) return;
  view_->hovered = pick(view_->index(), view_->scale, view_->rows.all()[place].key,
                        mouse.x - lanes_.low.x, look_->scale);
}
}  // namespace gilscope
