// Window: SDL2 window, GL context and ImGui, for both hosts. One per program.
//   auto window = Window::open({.title = "GILscope"}); while (window->begin_frame()) { ...;
//   window->end_frame(); }
// In the browser begin_frame/end_frame are called from the animation frame, and never block.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "imgui.h"

struct SDL_Window;

namespace gilscope {

struct WindowOptions {
  std::string title = "GILscope";
  int width = 1400;
  int height = 880;
  std::string canvas = "#canvas";  // web: which canvas
  float pixel_ratio = 0;           // 0: the system's
};

class Window {
 public:
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Takes the events in and begins an ImGui frame; false when the user wants to close the window.
  bool begin_frame();
  void end_frame(ImVec4 background);
  // Whether the user did anything since the frame before last: a picture on demand is due.
  bool had_events() const { return had_events_; }
  float pixel_ratio() const { return pixel_ratio_; }
  ImVec2 size() const { return ImGui::GetIO().DisplaySize; }
  // Files dropped on the window since the last call.
  std::vector<std::string> take_dropped_files();
  void set_title(std::string_view title);
  // Waits for the display, so that an idle window costs nothing; desktop only.
  void wait_for_events(int milliseconds);

  // The next end_frame also keeps the picture: RGB rows from the top. For tests and the README.
  void capture_next() { capture_ = true; }
  struct Picture {
    int width = 0, height = 0;
    std::vector<unsigned char> rgb;
  };
  const Picture& picture() const { return picture_; }

 private:
  Window() = default;
  void keep_picture(int width, int height);

  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
  std::string canvas_;
  float wanted_ratio_ = 0;
  float pixel_ratio_ = 1;
  bool close_ = false;
  bool had_events_ = true;
  bool capture_ = false;
  Picture picture_;
  std::vector<std::string> dropped_;
};

}  // namespace gilscope
