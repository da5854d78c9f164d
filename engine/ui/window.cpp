#include "ui/window.h"

#include <SDL.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include <algorithm>
#include <utility>

#include "ui/gl.h"
#include "ui/platform.h"

namespace gilscope {

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  std::unique_ptr<Window> window(new Window());
  window->canvas_ = options.canvas;
  window->wanted_ratio_ = options.pixel_ratio;
  platform::prepare(options.canvas);
  if (SDL_Init(SDL_INIT_VIDEO) != 0) {
    return Error{std::string("no window: SDL says \"") + SDL_GetError() + "\""};
  }
  const char* glsl = platform::choose_gl();
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  window->window_ =
      SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                       options.width, options.height, platform::window_flags());
  if (!window->window_) {
    return Error{std::string("no window: SDL says \"") + SDL_GetError() + "\""};
  }
  window->context_ = SDL_GL_CreateContext(window->window_);
  if (!window->context_) {
    return Error{std::string("no OpenGL 3.3 or WebGL2: SDL says \"") + SDL_GetError() + "\""};
  }
  SDL_GL_MakeCurrent(window->window_, window->context_);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  platform::load_fonts();
  ImGui_ImplSDL2_InitForOpenGL(window->window_, window->context_);
  ImGui_ImplOpenGL3_Init(glsl);
  platform::connect_clipboard();
  window->pixel_ratio_ =
      platform::pixel_ratio(window->window_, window->canvas_, window->wanted_ratio_);
  platform::fit_window(window->window_, window->canvas_, window->pixel_ratio_);
  return window;
}

Window::~Window() {
  if (context_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
    SDL_GL_DeleteContext(context_);
  }
  if (window_) SDL_DestroyWindow(window_);
  SDL_Quit();
}

bool Window::begin_frame() {
  SDL_Event event;
  had_events_ = false;
  while (SDL_PollEvent(&event)) {
    had_events_ = true;
    ImGui_ImplSDL2_ProcessEvent(&event);
    if (event.type == SDL_QUIT) close_ = true;
    if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE) close_ = true;
    if (event.type == SDL_DROPFILE) {
      dropped_.emplace_back(event.drop.file);
      SDL_free(event.drop.file);
    }
  }
  pixel_ratio_ = platform::pixel_ratio(window_, canvas_, wanted_ratio_);
  platform::fit_window(window_, canvas_, pixel_ratio_);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  return !close_;
}

void Window::end_frame(ImVec4 background) {
  ImGui::Render();
  const ImGuiIO& io = ImGui::GetIO();
  const int width = static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x);
  const int height = static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y);
  glViewport(0, 0, width, height);
  glClearColor(background.x, background.y, background.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (std::exchange(capture_, false)) keep_picture(width, height);
  SDL_GL_SwapWindow(window_);
}

// Read before the swap: what the back buffer holds after it is undefined.
void Window::keep_picture(int width, int height) {
  const std::size_t row = static_cast<std::size_t>(width) * 4;
  std::vector<unsigned char> pixels(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  picture_ = {width, height, {}};
  picture_.rgb.reserve(static_cast<std::size_t>(width * height) * 3);
  for (int y = height - 1; y >= 0; --y) {
    const unsigned char* at = &pixels[row * static_cast<std::size_t>(y)];
    for (int x = 0; x < width; ++x, at += 4) {
      picture_.rgb.insert(picture_.rgb.end(), at, at + 3);
    }
  }
}

std::vector<std::string> Window::take_dropped_files() {
  return std::exchange(dropped_, {});
}

void Window::set_title(std::string_view title) {
  SDL_SetWindowTitle(window_, std::string(title).c_str());
}

void Window::wait_for_events(int milliseconds) {
  SDL_WaitEventTimeout(nullptr, milliseconds);
}

}  // namespace gilscope
