// Which characters of Python source have which colour, for the desktop's editor. A scanner of its
// own, forgiving by nature: it colours half-written programs too and knows no errors.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gilscope {

enum class SourceColor : std::uint8_t { Plain, Keyword, String, Comment, Number, Name, Decorator };

struct ColoredRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  SourceColor color = SourceColor::Plain;
};

// Runs in order, without gaps, never across a line break.
std::vector<ColoredRun> python_colors(std::string_view source);

}  // namespace gilscope
