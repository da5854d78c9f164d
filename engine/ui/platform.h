// What differs between the desktop and the browser about a window; one file each
// (platform_native.cpp, platform_web.cpp), chosen by the build.
#pragma once

#include <string>

struct SDL_Window;

namespace gilscope::platform {

// Before SDL_Init: hints (which element gets the keyboard). `canvas` is a CSS selector, web only.
void prepare(const std::string& canvas);
// Attributes of the GL context, and the GLSL version line for ImGui's own renderer.
const char* choose_gl();
unsigned window_flags();
// Device pixels per unit of design. `wanted` overrides it where it is not 0.
float pixel_ratio(SDL_Window* window, const std::string& canvas, float wanted);
// Keeps SDL's window as large as what the user sees; web: the canvas in device pixels.
void fit_window(SDL_Window* window, const std::string& canvas, float ratio);
// The interface's font with every script the user may read, and a font for source text.
// Returns false if no font was found; ImGui's built-in one then serves.
bool load_fonts();
// Clipboard and input methods where SDL does not do it.
void connect_clipboard();

}  // namespace gilscope::platform
