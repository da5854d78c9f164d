// Theme: which colour and pattern each role has, light and dark. The hues are those of Okabe and
// Ito, which people with any common colour blindness can tell apart; patterns and heights say it
// again. Colours are 0xRRGGBB.
#pragma once

#include <array>
#include <cstdint>

#include "imgui.h"
#include "view/draw_list.h"
#include "view/texts.h"

namespace gilscope {

enum class Pattern : std::uint8_t { None, Diagonal, BackDiagonal, Upright, Level, Dots, Lattice };

struct RoleStyle {
  std::uint32_t color = 0;
  Pattern pattern = Pattern::None;
  float strength = 0;  // of the pattern, 0 to 1
};

struct Theme {
  bool dark = true;
  std::uint32_t window, panel, lane, lane_head, border, grid, grid_major;
  std::uint32_t text, text_dim, accent, playhead, selection, warning, code;
  std::array<RoleStyle, kColorRoles> roles;

  const RoleStyle& role(ColorRole which) const { return roles[static_cast<std::size_t>(which)]; }
};

const Theme& dark_theme();
const Theme& light_theme();

// Sets ImGui's own colours and sizes to the theme's.
void apply_theme(const Theme& theme, float pixel_scale);

inline ImU32 im_color(std::uint32_t rgb, float alpha = 1) {
  return IM_COL32(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, static_cast<int>(alpha * 255 + 0.5f));
}
inline ImVec4 im_vec(std::uint32_t rgb, float alpha = 1) {
  return ImGui::ColorConvertU32ToFloat4(im_color(rgb, alpha));
}
// Black or white, whichever can be read on it.
std::uint32_t text_color_on(std::uint32_t rgb);

// What every panel needs to know about how things look.
struct Look {
  const Theme& theme;
  Language language;
  float scale;  // device pixels per unit of design

  std::string_view text(Text which) const { return text_of(which, language); }
  float px(float units) const { return units * scale; }
};

}  // namespace gilscope
