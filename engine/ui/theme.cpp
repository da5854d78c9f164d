#include "ui/theme.h"

namespace gilscope {
namespace {

constexpr std::array<RoleStyle, kColorRoles> roles(bool dark) {
  const auto pick = [dark](std::uint32_t on_dark, std::uint32_t on_light) {
    return dark ? on_dark : on_light;
  };
  const std::uint32_t green = pick(0x14a87d, 0x009e73), yellow = pick(0xf0e442, 0xe6d200),
                      orange = pick(0xe69f00, 0xe69f00), vermillion = pick(0xe0661a, 0xd55e00),
                      blue = pick(0x2b82c9, 0x0072b2), sky = pick(0x62bcf0, 0x56b4e9),
                      purple = pick(0xcc79a7, 0xcc79a7), grey = pick(0x6f7885, 0x757e8a),
                      faint = pick(0x4a515c, 0xc3c8cf), steel = pick(0x7f93ab, 0x7d8fa6);
  std::array<RoleStyle, kColorRoles> all{};
  const auto set = [&](ColorRole role, std::uint32_t color, Pattern pattern = Pattern::None,
                       float strength = 0) {
    all[static_cast<std::size_t>(role)] = {color, pattern, strength};
  };
  set(ColorRole::RunningGil, green);
  set(ColorRole::RunningNativeGil, green, Pattern::Level, 0.4f);
  set(ColorRole::RunningNative, yellow, Pattern::Dots, 0.45f);
  set(ColorRole::RunningFree, yellow);
  set(ColorRole::RunnableGil, green, Pattern::Lattice, 0.6f);
  set(ColorRole::Runnable, orange, Pattern::Upright, 0.35f);
  set(ColorRole::WantsGil, vermillion, Pattern::Diagonal, 0.38f);
  set(ColorRole::Io, blue);
  set(ColorRole::Lock, purple, Pattern::BackDiagonal, 0.45f);
  set(ColorRole::Join, purple);
  set(ColorRole::Sleep, grey, Pattern::Dots, 0.35f);
  set(ColorRole::Idle, faint);
  set(ColorRole::GilHeld, green);
  set(ColorRole::CoreBusy, steel);
  set(ColorRole::LoopBusy, sky);
  set(ColorRole::TaskReady, orange, Pattern::Upright, 0.35f);
  set(ColorRole::TaskRunning, sky);
  set(ColorRole::TaskAwaiting, blue);
  return all;
}

constexpr Theme make_dark() {
  Theme t{};
  t.dark = true;
  t.window = 0x14171c;
  t.panel = 0x1b1f26;
  t.lane = 0x191d23;
  t.lane_head = 0x232932;
  t.border = 0x2f3742;
  t.grid = 0x20262e;
  t.grid_major = 0x2d3540;
  t.text = 0xe8ebef;
  t.text_dim = 0x98a2af;
  t.accent = 0x56b4e9;
  t.playhead = 0xff5d6c;
  t.selection = 0xffffff;
  t.warning = 0xff8a5b;
  t.code = 0xf3d38a;
  t.roles = roles(true);
  return t;
}

constexpr Theme make_light() {
  Theme t{};
  t.dark = false;
  t.window = 0xf6f7f9;
  t.panel = 0xffffff;
  t.lane = 0xfbfcfd;
  t.lane_head = 0xe9edf2;
  t.border = 0xd3d9e1;
  t.grid = 0xedf0f4;
  t.grid_major = 0xdce2e9;
  t.text = 0x1b2128;
  t.text_dim = 0x5c6773;
  t.accent = 0x0072b2;
  t.playhead = 0xd81e3a;
  t.selection = 0x101418;
  t.warning = 0xb63a00;
  t.code = 0x7a4a00;
  t.roles = roles(false);
  return t;
}

constexpr Theme kDark = make_dark();
constexpr Theme kLight = make_light();

}  // namespace

const Theme& dark_theme() {
  return kDark;
}
const Theme& light_theme() {
  return kLight;
}

std::uint32_t text_color_on(std::uint32_t rgb) {
  const auto luma = (rgb >> 16 & 255) * 299 + (rgb >> 8 & 255) * 587 + (rgb & 255) * 114;
  return luma > 118'000 ? 0x0b0d10 : 0xffffff;
}

void apply_theme(const Theme& theme, float pixel_scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  theme.dark ? ImGui::StyleColorsDark() : ImGui::StyleColorsLight();
  style.FontSizeBase = 15;
  style.WindowPadding = {10, 8};
  style.FramePadding = {9, 4};
  style.ItemSpacing = {8, 6};
  style.WindowRounding = 0;
  style.FrameRounding = 4;
  style.PopupRounding = 6;
  style.GrabRounding = 4;
  style.ScrollbarRounding = 6;
  style.ScrollbarSize = 12;
  style.WindowBorderSize = 0;
  style.ScaleAllSizes(pixel_scale);
  style.FontScaleDpi = pixel_scale;
  ImVec4* colors = style.Colors;
  colors[ImGuiCol_WindowBg] = im_vec(theme.window);
  colors[ImGuiCol_ChildBg] = im_vec(theme.panel);
  colors[ImGuiCol_PopupBg] = im_vec(theme.panel, 0.98f);
  colors[ImGuiCol_Border] = im_vec(theme.border);
  colors[ImGuiCol_Text] = im_vec(theme.text);
  colors[ImGuiCol_TextDisabled] = im_vec(theme.text_dim);
  colors[ImGuiCol_FrameBg] = im_vec(theme.lane_head);
  colors[ImGuiCol_FrameBgHovered] = im_vec(theme.border);
  colors[ImGuiCol_FrameBgActive] = im_vec(theme.border);
  colors[ImGuiCol_Button] = im_vec(theme.lane_head);
  colors[ImGuiCol_ButtonHovered] = im_vec(theme.border);
  colors[ImGuiCol_ButtonActive] = im_vec(theme.accent, 0.5f);
  colors[ImGuiCol_Header] = im_vec(theme.lane_head);
  colors[ImGuiCol_HeaderHovered] = im_vec(theme.border);
  colors[ImGuiCol_HeaderActive] = im_vec(theme.border);
  colors[ImGuiCol_Separator] = im_vec(theme.border);
  colors[ImGuiCol_TableHeaderBg] = im_vec(theme.lane_head);
  colors[ImGuiCol_TableRowBgAlt] = im_vec(theme.lane, 0.6f);
  colors[ImGuiCol_ScrollbarBg] = im_vec(theme.window, 0);
  colors[ImGuiCol_ScrollbarGrab] = im_vec(theme.border);
  colors[ImGuiCol_TextSelectedBg] = im_vec(theme.accent, 0.35f);
}

}  // namespace gilscope
