#include "ui/theme.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "view/timeline.h"

namespace gilscope {
namespace {

using Color = std::array<double, 3>;

Color linear_of(std::uint32_t rgb) {
  Color color;
  for (int i = 0; i < 3; ++i) {
    const double c = static_cast<double>(rgb >> (16 - 8 * i) & 255) / 255;
    color[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return color;
}

// Machado, Oliveira, Fernandes 2009, complete deficiency.
constexpr double kSight[4][3][3] = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                                    {{0.152286, 1.052583, -0.204868},
                                     {0.114503, 0.786281, 0.099216},
                                     {-0.003882, -0.048116, 1.051998}},
                                    {{0.367322, 0.860646, -0.227968},
                                     {0.280085, 0.672501, 0.047413},
                                     {-0.011820, 0.042940, 0.968881}},
                                    {{1.255528, -0.076749, -0.178779},
                                     {-0.078411, 0.930809, 0.147602},
                                     {0.004733, 0.691367, 0.303900}}};

Color seen(const Color& c, const double (&sight)[3][3]) {
  Color out;
  for (int i = 0; i < 3; ++i) {
    out[i] = std::max(0.0, sight[i][0] * c[0] + sight[i][1] * c[1] + sight[i][2] * c[2]);
  }
  return out;
}

Color lab_of(const Color& c) {
  const double x = 0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2];
  const double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  const double z = 0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2];
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double fx = f(x / 0.9505), fy = f(y), fz = f(z / 1.089);
  return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

double difference(std::uint32_t a, std::uint32_t b, const double (&sight)[3][3]) {
  const Color x = lab_of(seen(linear_of(a), sight)), y = lab_of(seen(linear_of(b), sight));
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

constexpr ColorRole kToTellApart[] = {ColorRole::RunningGil,    ColorRole::WantsGil,
                                      ColorRole::RunningNative, ColorRole::Io,
                                      ColorRole::Lock,          ColorRole::Sleep};

TEST_CASE("holding the GIL, wanting it, running without, I/O, lock and sleep differ for everyone") {
  for (const Theme* theme : {&dark_theme(), &light_theme()}) {
    for (ColorRole a : kToTellApart) {
      for (ColorRole b : kToTellApart) {
        if (a >= b) continue;
        const RoleStyle &x = theme->role(a), &y = theme->role(b);
        const bool other_shape = x.pattern != y.pattern || height_of(a) != height_of(b);
        for (const auto& sight : kSight) {
          const double d = difference(x.color, y.color, sight);
          CAPTURE(static_cast<int>(a));
          CAPTURE(static_cast<int>(b));
          CAPTURE(d);
          // 2.3 is a just noticeable difference; colours alone must be four times that, and the
          // pattern or the height tells them apart a second time.
          CHECK(d > 9);
          CHECK(other_shape);
        }
      }
    }
  }
}

TEST_CASE("words can be read on every role and on every background") {
  const auto luminance = [](std::uint32_t rgb) {
    const Color c = linear_of(rgb);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  };
  const auto contrast = [&](std::uint32_t a, std::uint32_t b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
  };
  for (const Theme* theme : {&dark_theme(), &light_theme()}) {
    for (std::uint32_t back : {theme->window, theme->panel, theme->lane, theme->lane_head}) {
      CHECK(contrast(theme->text, back) > 10);
      CHECK(contrast(theme->text_dim, back) > 4.5);
      CHECK(contrast(theme->code, back) > 4.5);
    }
    for (int role = 1; role < kColorRoles; ++role) {
      const std::uint32_t color = theme->roles[static_cast<std::size_t>(role)].color;
      CAPTURE(role);
      CHECK(contrast(text_color_on(color), color) > 3);
    }
  }
}

}  // namespace
}  // namespace gilscope
