// gilscope-desktop [FILE.py] [options]: the native window. See --help.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "native/desktop/desktop.h"
#include "ui/png.h"

namespace {

using gilscope::Language;
using gilscope::desktop::Desktop;

constexpr char kHelp[] =
    "gilscope-desktop [FILE.py] [options]\n"
    "\n"
    "Opens a window with the program, its output and its timeline. The file is watched: when "
    "another\n"
    "editor saves it, it is read and run again. F5 or Ctrl+Enter runs, Ctrl+S saves.\n"
    "\n"
    "  --cores N            simulated CPU cores (4)\n"
    "  --python VERSION     3.9, 3.11, 3.14 or 3.14t (3.11)\n"
    "  --light              light colours\n"
    "  --chinese            Chinese words\n"
    "  --scale R            device pixels per unit of design (the display's)\n"
    "  --size WxH           size of the window\n"
    "  --no-run             do not run the file at once\n"
    "  --screenshot OUT.png run the file, save a picture of the window at its end, and leave\n"
    "  --playhead MS        where the playhead stands in the picture (the end)\n"
    "  --version, --help\n";

struct Arguments {
  std::string path, screenshot;
  gilscope::WindowOptions window;
  gilscope::desktop::RunOptions run;
  bool light = false, chinese = false, run_at_once = true;
  double playhead_ms = -1;
};

// The option's value; leaves with a message if there is none.
const char* value_of(int argc, char** argv, int& i) {
  if (i + 1 < argc) return argv[++i];
  std::fprintf(stderr, "gilscope-desktop: %s needs a value; see --help\n", argv[i]);
  std::exit(2);
}

[[noreturn]] void refuse(const char* what, const char* text) {
  std::fprintf(stderr, "gilscope-desktop: %s: %s; see --help\n", what, text);
  std::exit(2);
}

Arguments parse(int argc, char** argv) {
  Arguments a;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--help" || option == "-h") {
      std::fputs(kHelp, stdout);
      std::exit(0);
    } else if (option == "--version") {
      std::puts("gilscope-desktop " GILSCOPE_VERSION);
      std::exit(0);
    } else if (option == "--cores") {
      const char* text = value_of(argc, argv, i);
      a.run.cores = std::atoi(text);
      if (a.run.cores < 1 || a.run.cores > 256) refuse("--cores takes 1 to 256", text);
    } else if (option == "--python") {
      a.run.python = value_of(argc, argv, i);
    } else if (option == "--light") {
      a.light = true;
    } else if (option == "--chinese") {
      a.chinese = true;
    } else if (option == "--no-run") {
      a.run_at_once = false;
    } else if (option == "--scale") {
      a.window.pixel_ratio = static_cast<float>(std::atof(value_of(argc, argv, i)));
    } else if (option == "--size") {
      const char* text = value_of(argc, argv, i);
      if (std::sscanf(text, "%dx%d", &a.window.width, &a.window.height) != 2) {
        refuse("--size takes WIDTHxHEIGHT", text);
      }
    } else if (option == "--screenshot") {
      a.screenshot = value_of(argc, argv, i);
    } else if (option == "--playhead") {
      a.playhead_ms = std::atof(value_of(argc, argv, i));
    } else if (option.size() > 1 && option[0] == '-') {
      refuse("there is no such option", argv[i]);
    } else if (a.path.empty()) {
      a.path = option;
    } else {
      refuse("one file at a time", argv[i]);
    }
  }
  return a;
}

bool write_file(const std::string& path, const std::string& bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool complete = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  return std::fclose(file) == 0 && complete;
}

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments a = parse(argc, argv);
  auto opened = gilscope::Window::open(a.window);
  if (!opened.ok()) {
    std::fprintf(stderr, "gilscope-desktop: %s\n", opened.error().c_str());
    return 1;
  }
  gilscope::Window& window = *opened.value();
  Desktop desktop(a.path, a.run);
  desktop.set_dark(!a.light);
  desktop.set_language(a.chinese ? Language::Chinese : Language::English);
  desktop.open((a.run_at_once && !a.path.empty()) || !a.screenshot.empty());

  int frames_at_rest = 0;
  while (window.begin_frame()) {
    frames_at_rest = desktop.wants_frame() || window.had_events() ? 0 : frames_at_rest + 1;
    if (!a.screenshot.empty() && frames_at_rest == 3 && desktop.app().view()) {
      if (a.playhead_ms >= 0) {
        desktop.app().view()->playhead.seek(static_cast<gilscope::Nanos>(a.playhead_ms * 1e6));
      }
    }
    desktop.frame(window, seconds_now());
    if (desktop.runner().take_ended()) {
      std::fprintf(stderr, "%s\n", desktop.runner().report().c_str());
    }
    if (!a.screenshot.empty() && frames_at_rest >= 6) window.capture_next();
    window.end_frame(gilscope::im_vec(desktop.app().look().theme.window));
    if (window.picture().width > 0) {
      if (write_file(a.screenshot, png_of(window.picture()))) return 0;
      std::fprintf(stderr, "gilscope-desktop: %s cannot be written\n", a.screenshot.c_str());
      return 1;
    }
    // At rest, a look at the file and at the clock twice a second is enough.
    if (frames_at_rest > 4 && a.screenshot.empty()) window.wait_for_events(200);
  }
  return 0;
}
