#include "ui/draw_tools.h"

#include <cfloat>
#include <cmath>

namespace gilscope {
namespace {

constexpr char kEllipsis[] = "…";

}  // namespace

void text_in_box(ImDrawList* list, ImVec2 low, ImVec2 high, float font_size, ImU32 color,
                 std::string_view text) {
  if (high.x - low.x < 4 || text.empty()) return;
  ImFont* font = ImGui::GetFont();
  const char* end = text.data() + text.size();
  const char* rest = end;
  const ImVec2 at(low.x, std::floor((low.y + high.y - font_size) * 0.5f));
  const float room = high.x - low.x;
  if (font->CalcTextSizeA(font_size, FLT_MAX, 0, text.data(), end).x > room) {
    // Too long: as much as fits with an ellipsis.
    const float dots = text_width(font_size, kEllipsis);
    const float left = font->CalcTextSizeA(font_size, room - dots, 0, text.data(), end, &rest).x;
    if (rest == text.data()) return;
    list->AddText(font, font_size, ImVec2(at.x + left, at.y), color, kEllipsis);
  }
  list->AddText(font, font_size, at, color, text.data(), rest);
}

float text_width(float font_size, std::string_view text) {
  return ImGui::GetFont()
      ->CalcTextSizeA(font_size, FLT_MAX, 0, text.data(), text.data() + text.size())
      .x;
}

void draw_mark(ImDrawList* list, MarkKind kind, ImVec2 at, const Look& look) {
  const Theme& theme = look.theme;
  const float x = at.x, y = at.y, r = look.px(4);
  switch (kind) {
    case MarkKind::Exception:
      list->AddTriangleFilled(ImVec2(x - r * 1.3f, y + r * 2.2f), ImVec2(x, y - r * 0.2f),
                              ImVec2(x + r * 1.3f, y + r * 2.2f), im_color(theme.playhead));
      break;
    case MarkKind::DropRequest:
      list->AddTriangleFilled(ImVec2(x - r, y), ImVec2(x + r, y), ImVec2(x, y + r * 1.6f),
                              im_color(theme.text));
      break;
    case MarkKind::Queue:
    case MarkKind::Message:
      list->AddNgonFilled(ImVec2(x, y + r), r * 1.2f, im_color(theme.window), 4);
      list->AddNgonFilled(ImVec2(x, y + r), r, im_color(theme.code), 4);
      break;
    default:
      list->AddCircleFilled(ImVec2(x, y + r), r, im_color(theme.window));
      list->AddCircleFilled(ImVec2(x, y + r), r * 0.72f, im_color(theme.text));
  }
}

void draw_icon(ImDrawList* list, ImVec2 low, ImVec2 high, Icon icon, ImU32 color) {
  const ImVec2 c((low.x + high.x) / 2, (low.y + high.y) / 2);
  const float r = std::floor((high.y - low.y) * 0.27f);
  const auto point = [&](float x, float y) { return ImVec2(c.x + x * r, c.y + y * r); };
  const auto bar = [&](float x0, float y0, float x1, float y1) {
    list->AddRectFilled(point(x0, y0), point(x1, y1), color, r * 0.1f);
  };
  const auto triangle = [&](float x0, float x1) {
    list->AddTriangleFilled(point(x0, -1), point(x1, 0), point(x0, 1), color);
  };
  const auto triangle_back = [&](float x0, float x1) {
    list->AddTriangleFilled(point(x0, -1), point(x0, 1), point(x1, 0), color);
  };
  switch (icon) {
    case Icon::Play: triangle(-0.7f, 1); break;
    case Icon::Pause:
      bar(-0.8f, -1, -0.25f, 1);
      bar(0.25f, -1, 0.8f, 1);
      break;
    case Icon::ToStart:
      bar(-1, -1, -0.65f, 1);
      triangle_back(0.9f, -0.6f);
      break;
    case Icon::ToEnd:
      triangle(-0.9f, 0.6f);
      bar(0.65f, -1, 1, 1);
      break;
    case Icon::Plus:
      bar(-1, -0.18f, 1, 0.18f);
      bar(-0.18f, -1, 0.18f, 1);
      break;
    case Icon::Minus: bar(-1, -0.18f, 1, 0.18f); break;
    case Icon::Fit:
      bar(-1.2f, -1, -0.95f, 1);
      bar(0.95f, -1, 1.2f, 1);
      bar(-0.6f, -0.12f, 0.6f, 0.12f);
      list->AddTriangleFilled(point(-0.85f, 0), point(-0.35f, -0.45f), point(-0.35f, 0.45f), color);
      list->AddTriangleFilled(point(0.85f, 0), point(0.35f, 0.45f), point(0.35f, -0.45f), color);
      break;
    case Icon::Faster:
      triangle(-1, 0);
      triangle(0, 1);
      break;
    case Icon::Slower:
      triangle_back(1, 0);
      triangle_back(0, -1);
      break;
    case Icon::Chart:
      bar(-1, 0, -0.45f, 1);
      bar(-0.25f, -0.5f, 0.3f, 1);
      bar(0.5f, -1, 1, 1);
      break;
    case Icon::Squeeze:
      bar(-0.12f, -1, 0.12f, 1);
      list->AddTriangleFilled(point(-1.2f, -0.6f), point(-0.3f, 0), point(-1.2f, 0.6f), color);
      list->AddTriangleFilled(point(1.2f, -0.6f), point(1.2f, 0.6f), point(0.3f, 0), color);
      break;
    case Icon::Stop: bar(-0.8f, -0.8f, 0.8f, 0.8f); break;
  }
}

bool icon_button(const char* id, Icon icon, std::string_view tooltip, const Look& look,
                 bool active) {
  const float height = ImGui::GetFrameHeight();
  ImGui::PushID(id);
  const bool clicked = ImGui::InvisibleButton("icon", ImVec2(height * 1.25f, height));
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::uint32_t back = hovered || active ? look.theme.border : look.theme.lane_head;
  list->AddRectFilled(low, high, im_color(back), look.px(4));
  draw_icon(list, low, high, icon, im_color(active ? look.theme.accent : look.theme.text));
  if (hovered && !tooltip.empty()) {
    ImGui::BeginTooltip();
    text(tooltip);
    ImGui::EndTooltip();
  }
  ImGui::PopID();
  return clicked;
}

void text_colored(std::uint32_t rgb, std::string_view shown) {
  ImGui::PushStyleColor(ImGuiCol_Text, im_color(rgb));
  text(shown);
  ImGui::PopStyleColor();
}

}  // namespace gilscope
