// Small drawing helpers that several panels share: text in a box, icons made of lines (no icon font
// has to be loaded), swatches.
#pragma once

#include <string_view>

#include "ui/theme.h"

namespace gilscope {

enum class Icon : std::uint8_t {
  Play,
  Pause,
  ToStart,
  ToEnd,
  Plus,
  Minus,
  Fit,
  Faster,
  Slower,
  Chart,
  Stop,
  Squeeze
};

inline constexpr float kSmallText = 12.5f;
inline constexpr float kTinyText = 11.5f;

// Text from x0 to at most x1, centred between y0 and y1, cut off at its box.
void text_in_box(ImDrawList* list, ImVec2 low, ImVec2 high, float font_size, ImU32 color,
                 std::string_view text);
float text_width(float font_size, std::string_view text);

// A mark whose upper end is at `at`: what a thread prints, raises, sends.
void draw_mark(ImDrawList* list, MarkKind kind, ImVec2 at, const Look& look);
void draw_icon(ImDrawList* list, ImVec2 low, ImVec2 high, Icon icon, ImU32 color);
// A button with an icon; its tooltip says what it does. True if it was clicked.
bool icon_button(const char* id, Icon icon, std::string_view tooltip, const Look& look,
                 bool active = false);

inline void text(std::string_view shown) {
  ImGui::TextUnformatted(shown.data(), shown.data() + shown.size());
}
void text_colored(std::uint32_t rgb, std::string_view shown);

}  // namespace gilscope
