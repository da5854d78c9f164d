// The browser as font renderer: an ImGui font loader that lets Canvas 2D draw each glyph, the first
// time it is needed, with the fonts that the user's system has. Nothing is downloaded, and every
// script that the user can read anywhere in the browser can be read here. Page's thread only.
#pragma once

namespace gilscope {

// Adds a font that draws every character this way. `family` is a CSS font-family list.
bool add_canvas_font(const char* family);

}  // namespace gilscope
