// What the user asked for in a panel, for the host to do. Panels change the view (pan, zoom,
// select) themselves; everything that concerns the program or its source is an intent.
#pragma once

#include <optional>
#include <string>

#include "base/nanos.h"

namespace gilscope {

struct SourceIntent {
  std::string file;
  std::string function;
  unsigned line = 0;
};

struct Intents {
  std::optional<SourceIntent> show_source;  // a span was clicked: show its line
  bool run = false;
  bool stop = false;
};

}  // namespace gilscope
