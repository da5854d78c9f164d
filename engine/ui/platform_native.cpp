#include <SDL.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "imgui.h"
#include "ui/platform.h"

#if defined(GILSCOPE_FONTCONFIG)
#include <fontconfig/fontconfig.h>
#endif

namespace gilscope::platform {

void prepare(const std::string&) {}

const char* choose_gl() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
#if defined(__APPLE__)
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, SDL_GL_CONTEXT_FORWARD_COMPATIBLE_FLAG);
#endif
  return "#version 330 core";
}

unsigned window_flags() {
  return SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE;
}

float pixel_ratio(SDL_Window* window, const std::string&, float wanted) {
  if (wanted > 0) return wanted;
  float dpi = 96;
  if (SDL_GetDisplayDPI(SDL_GetWindowDisplayIndex(window), nullptr, &dpi, nullptr) != 0) return 1;
  // Displays lie about small differences; half steps are what users choose.
  return std::clamp(std::round(dpi / 96 * 2) / 2, 1.0f, 4.0f);
}

void fit_window(SDL_Window*, const std::string&, float) {}

void connect_clipboard() {}

#if defined(GILSCOPE_FONTCONFIG)
namespace {

struct FontFile {
  std::string path;
  int number = 0;
};

FontFile find_font(const char* pattern_text) {
  FontFile found;
  FcPattern* pattern = FcNameParse(reinterpret_cast<const FcChar8*>(pattern_text));
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* match = FcFontMatch(nullptr, pattern, &result);
  FcChar8* path = nullptr;
  if (match && FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch) {
    found.path = reinterpret_cast<const char*>(path);
    FcPatternGetInteger(match, FC_INDEX, 0, &found.number);
  }
  if (match) FcPatternDestroy(match);
  FcPatternDestroy(pattern);
  return found;
}

bool is_usable(const FontFile& font) {
  // stb_truetype reads TrueType and OpenType outlines, not bitmap or Type 1 fonts.
  const std::string ending = font.path.size() > 4 ? font.path.substr(font.path.size() - 4) : "";
  return ending == ".ttf" || ending == ".ttc" || ending == ".otf" || ending == ".otc";
}

bool add_font(const char* pattern, bool merge) {
  const FontFile font = find_font(pattern);
  if (!is_usable(font)) return false;
  ImFontConfig config;
  config.MergeMode = merge;
  config.FontNo = static_cast<unsigned>(font.number);
  config.OversampleH = 2;
  return ImGui::GetIO().Fonts->AddFontFromFileTTF(font.path.c_str(), 15, &config) != nullptr;
}

}  // namespace

bool load_fonts() {
  FcInit();
  const bool found = add_font("Noto Sans,Inter,Cantarell,Ubuntu,DejaVu Sans:scalable=true", false);
  if (found) add_font("sans-serif:lang=zh-cn:scalable=true", true);
  // The second font is for source text: equal widths, and Chinese where the first has none.
  if (found && add_font("monospace:scalable=true", false)) {
    add_font("sans-serif:lang=zh-cn:scalable=true", true);
  }
  return found;
}
#else
bool load_fonts() {
  return false;
}
#endif

}  // namespace gilscope::platform
