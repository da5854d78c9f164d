// A picture as a PNG file, without a compression library: pixels are stored, not packed. For
// screenshots.
#pragma once

#include <string>

#include "ui/window.h"

namespace gilscope {

std::string png_of(const Window::Picture& picture);

}  // namespace gilscope
