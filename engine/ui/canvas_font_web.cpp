#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>

#include <cmath>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/canvas_font.h"

// Measures (out: advance, left, top, width, height in device pixels from the baseline's origin)
// and, where `pixels` is not 0, draws a character. Returns the number of pixels; -1 if they do not
// fit.
// clang-format off
EM_JS(int, gilscope_canvas_glyph, (int codepoint, float size, const char* family, float* out, unsigned char* pixels, int room), {
  var s = Module["gilscopeGlyphs"];
  if (!s) {
    var canvas = document.createElement("canvas");
    canvas.width = canvas.height = 256;
    s = Module["gilscopeGlyphs"] = {"canvas": canvas, "to": canvas.getContext("2d", {"willReadFrequently": true}), "font": ""};
  }
  var to = s["to"], text = String.fromCodePoint(codepoint);
  var font = size + "px " + UTF8ToString(family);
  var prepare = function() { to.font = font; to.textBaseline = "alphabetic"; to.fillStyle = "#fff"; s["font"] = font; };
  if (s["font"] !== font) prepare();
  var m = to.measureText(text), o = out >> 2;
  var left = Math.floor(-m.actualBoundingBoxLeft) - 1, right = Math.ceil(m.actualBoundingBoxRight) + 1;
  var top = Math.floor(-m.actualBoundingBoxAscent) - 1, bottom = Math.ceil(m.actualBoundingBoxDescent) + 1;
  var w = right - left, h = bottom - top;
  HEAPF32[o] = m.width; HEAPF32[o + 1] = left; HEAPF32[o + 2] = top; HEAPF32[o + 3] = w; HEAPF32[o + 4] = h;
  if (!pixels) return w * h;
  if (w <= 0 || h <= 0 || w * h > room) return -1;
  if (w > s["canvas"].width || h > s["canvas"].height) { s["canvas"].width = w; s["canvas"].height = h; prepare(); }
  to.clearRect(0, 0, w, h);
  to.fillText(text, -left, -top);
  var data = to.getImageData(0, 0, w, h).data;
  for (var i = 0, n = w * h; i < n; ++i) HEAPU8[pixels + i] = data[4 * i + 3];
  return w * h;
});
// clang-format on

namespace gilscope {
namespace {

struct GlyphBox {
  float advance, left, top, width, height;
};

const char* family_of(ImFontConfig* source) {
  return static_cast<const char*>(source->FontData);
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) {
  return true;
}

bool begin_size(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  if (source->MergeMode) return true;
  baked->Ascent = std::ceil(baked->Size * 0.92f);
  baked->Descent = -std::ceil(baked->Size * 0.24f);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*,
                ImWchar codepoint, ImFontGlyph* glyph, float* only_advance) {
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const float size = baked->Size * density;
  GlyphBox box;
  const char* family = family_of(source);
  const auto draw = [&](unsigned char* pixels, int room) {
    return gilscope_canvas_glyph(static_cast<int>(codepoint), size, family, &box.advance, pixels,
                                 room);
  };
  const int count = draw(nullptr, 0);
  if (only_advance) {
    *only_advance = box.advance / density;
    return true;
  }
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = box.advance / density;
  if (count <= 0 || codepoint == ' ') return true;
  std::vector<unsigned char> pixels(static_cast<std::size_t>(count));
  if (draw(pixels.data(), count) <= 0) return true;
  const int width = static_cast<int>(box.width), height = static_cast<int>(box.height);
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, width, height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, place);
  const float baseline = std::round(baked->Ascent);
  glyph->X0 = box.left / density;
  glyph->Y0 = box.top / density + baseline;
  glyph->X1 = (box.left + box.width) / density;
  glyph->Y1 = (box.top + box.height) / density + baseline;
  glyph->Visible = true;
  glyph->PackId = place;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, pixels.data(),
                                     ImTextureFormat_Alpha8, width);
  return true;
}

}  // namespace

bool add_canvas_font(const char* family) {
  static ImFontLoader loader;
  loader.Name = "canvas";
  loader.FontSrcContainsGlyph = contains;
  loader.FontBakedInit = begin_size;
  loader.FontBakedLoadGlyph = load_glyph;
  ImFontConfig config;
  config.SizePixels = 15;
  config.FontLoader = &loader;
  config.FontData = const_cast<char*>(family);                      // never written to
  config.FontDataSize = static_cast<int>(std::strlen(family)) + 1;  // AddFont copies it
  config.FontDataOwnedByAtlas = false;
  return ImGui::GetIO().Fonts->AddFont(&config) != nullptr;
}

}  // namespace gilscope
