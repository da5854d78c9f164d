#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>

#include <cmath>

#include "ui/canvas_font.h"
#include "ui/platform.h"

namespace gilscope::platform {

void prepare(const std::string& canvas) {
  // Keys belong to the page unless the canvas has the focus: its editor needs them.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, canvas.c_str());
}

const char* choose_gl() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  return "#version 300 es";
}

unsigned window_flags() {
  return SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE;
}

float pixel_ratio(SDL_Window*, const std::string&, float wanted) {
  return wanted > 0 ? wanted : static_cast<float>(emscripten_get_device_pixel_ratio());
}

// SDL's window is the canvas in device pixels, so that text is crisp at fractional ratios too. No
// event tells of a change of the ratio alone, so both are compared every frame.
void fit_window(SDL_Window* window, const std::string& canvas, float ratio) {
  double css_width = 0, css_height = 0;
  emscripten_get_element_css_size(canvas.c_str(), &css_width, &css_height);
  const int width = static_cast<int>(std::lround(css_width * static_cast<double>(ratio)));
  const int height = static_cast<int>(std::lround(css_height * static_cast<double>(ratio)));
  int current_width = 0, current_height = 0, drawn_width = 0, drawn_height = 0;
  SDL_GetWindowSize(window, &current_width, &current_height);
  emscripten_get_canvas_element_size(canvas.c_str(), &drawn_width, &drawn_height);
  const bool fits = width == current_width && height == current_height && width == drawn_width &&
                    height == drawn_height;
  if (fits || width <= 0 || height <= 0) return;
  SDL_SetWindowSize(window, width, height);
  emscripten_set_canvas_element_size(canvas.c_str(), width, height);
}

bool load_fonts() {
  return add_canvas_font(
      "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', 'Noto Sans CJK "
      "SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif");
}

// The timeline has no text to edit; the page's own elements do that.
void connect_clipboard() {}

}  // namespace gilscope::platform
