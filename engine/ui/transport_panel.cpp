#include "ui/transport_panel.h"

#include <string>

#include "ui/draw_tools.h"

namespace gilscope {
namespace {

constexpr float kSpeedWindowMin = 400, kSpeedWordWindowMin = 470;  // narrower: without them

void draw_notice(const ViewModel& view, const Look& look) {
  const TraceIndex& index = view.index();
  if (index.notices().empty()) return;
  const Event& event = index.trace()[index.notices().back()];
  std::string shown(look.text(Text::Deadlock));
  if (event.kind == EventKind::LimitReached) {
    shown = fill(Text::LimitReached, look.language, {index.trace().text(event.a)});
  }
  ImGui::SameLine(0, look.px(16));
  ImGui::AlignTextToFramePadding();
  text_colored(look.theme.warning, shown);
}

void draw_speed(Playhead& head, const Look& look, bool with_word) {
  ImGui::SameLine(0, look.px(14));
  if (icon_button("slower", Icon::Slower, look.text(Text::SpeedHint), look)) head.slower();
  ImGui::SameLine(0, look.px(6));
  ImGui::AlignTextToFramePadding();
  const std::string speed = duration_text(static_cast<Nanos>(head.speed()), 2) + "/s";
  text(with_word ? std::string(look.text(Text::Speed)) + " " + speed : speed);
  ImGui::SameLine(0, look.px(6));
  if (icon_button("faster", Icon::Faster, look.text(Text::SpeedHint), look)) head.faster();
}

}  // namespace

void draw_transport(ViewModel& view, const Look& look, const TransportState& state) {
  const float gap = look.px(3);
  Playhead& head = view.playhead;
  if (icon_button("start", Icon::ToStart, look.text(Text::ToStart), look)) {
    head.pause();
    head.seek(0);
  }
  ImGui::SameLine(0, gap);
  const Icon icon = head.playing() ? Icon::Pause : Icon::Play;
  if (icon_button("play", icon, look.text(head.playing() ? Text::Pause : Text::Play), look,
                  head.playing())) {
    head.toggle();
  }
  ImGui::SameLine(0, gap);
  if (icon_button("end", Icon::ToEnd, look.text(Text::ToEnd), look)) {
    head.pause();
    head.seek(view.end_time());
  }
  const float room = ImGui::GetWindowWidth() / look.scale;
  if (room > kSpeedWindowMin) draw_speed(head, look, room > kSpeedWordWindowMin);
  ImGui::SameLine(0, look.px(14));
  const double middle = view.scale.width() / 2;
  if (icon_button("out", Icon::Minus, look.text(Text::ZoomOut), look)) {
    view.scale.zoom(0.5, middle);
  }
  ImGui::SameLine(0, gap);
  if (icon_button("in", Icon::Plus, look.text(Text::ZoomIn), look)) view.scale.zoom(2, middle);
  ImGui::SameLine(0, gap);
  if (icon_button("fit", Icon::Fit, look.text(Text::FitAll), look)) view.scale.fit();
  ImGui::SameLine(0, gap);
  if (icon_button("squeeze", Icon::Squeeze, look.text(Text::SqueezeIdle), look, view.squeezed())) {
    view.set_squeezed(!view.squeezed());
  }
  if (state.running) {
    ImGui::SameLine(0, look.px(16));
    ImGui::AlignTextToFramePadding();
    text_colored(look.theme.accent,
                 fill(Text::Running, look.language, {duration_text(view.end_time())}));
  }
  draw_notice(view, look);
  const float button = ImGui::GetFrameHeight() * 1.25f;
  const std::string_view hint = look.text(Text::Hint);
  ImGui::PushFont(nullptr, 13);
  const float width = ImGui::CalcTextSize(hint.data(), hint.data() + hint.size()).x;
  ImGui::PopFont();
  ImGui::SameLine(0, 0);
  const float used = ImGui::GetCursorPosX();
  const float right =
      used + ImGui::GetContentRegionAvail().x - (state.show_statistics ? button : 0);
  if (right - used > width + look.px(30)) {
    ImGui::SetCursorPosX(right - width - look.px(12));
    ImGui::PushFont(nullptr, 13);
    ImGui::AlignTextToFramePadding();
    text_colored(look.theme.text_dim, hint);
    ImGui::PopFont();
    ImGui::SameLine(0, 0);
  }
  if (!state.show_statistics) return;
  ImGui::SetCursorPosX(right);
  if (icon_button("statistics", Icon::Chart, look.text(Text::StatisticsTitle), look,
                  *state.show_statistics)) {
    *state.show_statistics = !*state.show_statistics;
  }
}

}  // namespace gilscope
