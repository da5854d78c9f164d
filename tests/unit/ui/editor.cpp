#include <doctest/doctest.h>

#include <string>

#include "ui/png.h"
#include "ui/python_colors.h"

namespace gilscope {
namespace {

std::string colored(std::string_view source) {
  std::string text;
  for (const ColoredRun& run : python_colors(source)) {
    const std::string_view part = source.substr(run.begin, run.end - run.begin);
    if (part == "\n") {
      text += "|";
    } else if (run.color != SourceColor::Plain) {
      text += "pksc#nd"[static_cast<int>(run.color)];
      text += "<" + std::string(part) + ">";
    }
  }
  return text;
}

TEST_CASE("keywords, strings, comments, numbers and defined names have their colours") {
  CHECK(colored("def fetch(url):  # 下载\n    return f\"a{1}\" + 0x1f\n") ==
        "k<def>n<fetch>c<# 下载>|k<return>s<f\"a{1}\">#<0x1f>|");
  CHECK(colored("@dataclass\nclass Point: pass") == "d<@dataclass>|k<class>n<Point>k<pass>");
}

TEST_CASE("a string over several lines is coloured line by line") {
  CHECK(colored("x = '''a\nb''' + 'c'") == "s<'''a>|s<b'''>s<'c'>");
}

TEST_CASE("half-written source is coloured without running past its end") {
  for (const char* source : {"'abc", "'''", "f\"", "\"\\", "def", "@", "0.", "x = '\\"}) {
    std::size_t at = 0;
    for (const ColoredRun& run : python_colors(source)) {
      CHECK(run.begin == at);
      at = run.end;
    }
    CHECK(at == std::string_view(source).size());
  }
}

TEST_CASE("a picture becomes a PNG of the right size") {
  Window::Picture picture{300, 200, std::vector<unsigned char>(300 * 200 * 3, 0x40)};
  const std::string png = png_of(picture);
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(png.substr(12, 4) == "IHDR");
  CHECK(static_cast<unsigned char>(png[19]) == 300 - 256);
  CHECK(png.size() > 300 * 200 * 3);
  CHECK(png.substr(png.size() - 8, 4) == "IEND");
}

}  // namespace
}  // namespace gilscope
