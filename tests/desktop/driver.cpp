// desktop_driver [FILE.py] [--size WxH] [--light] [--chinese] [--cores N]
// The desktop window itself, driven by commands on standard input instead of a person, with one
// line of JSON in return for each: what the user then looks at. Mouse, keys and letters enter as
// events of SDL, so they take the way that real ones take.
//   move X Y | click | double | drag DX DY | wheel N | key NAME | type TEXT (\n: Enter)
//   rest            draws until nothing moves by itself any more
//   ended N         draws until N runs have ended (at most a minute)
//   play SECONDS    draws for so long
//   lanes | output  the timeline, or what was printed, as data
//   picture OUT.png
#include <SDL.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "native/desktop/desktop.h"
#include "trace/json_writer.h"
#include "ui/png.h"
#include "view/describe.h"
#include "view/timeline.h"
#include "view/view_json.h"

using namespace gilscope;
using gilscope::desktop::Desktop;

namespace {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class Driver {
 public:
  Driver(Window& window, Desktop& desktop) : window_(window), desktop_(desktop) {}

  bool frame() {
    const bool open = window_.begin_frame();
    const double begin = seconds_now();
    desktop_.frame(window_, begin);
    frame_ms_ = (seconds_now() - begin) * 1000;
    if (desktop_.runner().take_ended()) ++ended_;
    window_.end_frame(im_vec(desktop_.app().look().theme.window));
    return open;
  }
  void frames(int count) {
    while (count-- > 0) frame();
  }
  bool obey(const std::string& line);

 private:
  void move(float x, float y);
  void button(bool down);
  void key(SDL_Keycode code, Uint16 modifiers, bool down);
  void press(const std::string& name);
  void type(const std::string& text);
  bool wait_for_runs(int count);
  void write_state();
  void write_picked(JsonWriter& json, const char* key, const std::optional<Picked>& picked);
  bool write_picture(const std::string& path);

  Window& window_;
  Desktop& desktop_;
  ImVec2 mouse_;
  int ended_ = 0;
  double frame_ms_ = 0;
};

// The real pointer: ImGui's SDL2 backend asks for it each frame.
void Driver::move(float x, float y) {
  SDL_WarpMouseInWindow(SDL_GetWindowFromID(1), static_cast<int>(x), static_cast<int>(y));
  mouse_ = ImVec2(x, y);
  frame();
}

void Driver::button(bool down) {
  SDL_Event event{};
  event.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
  event.button.windowID = 1;
  event.button.button = SDL_BUTTON_LEFT;
  event.button.x = static_cast<Sint32>(mouse_.x);
  event.button.y = static_cast<Sint32>(mouse_.y);
  SDL_PushEvent(&event);
  frame();
}

void Driver::key(SDL_Keycode code, Uint16 modifiers, bool down) {
  SDL_Event event{};
  event.type = down ? SDL_KEYDOWN : SDL_KEYUP;
  event.key.windowID = 1;
  event.key.keysym.sym = code;
  event.key.keysym.scancode = SDL_GetScancodeFromKey(code);
  event.key.keysym.mod = modifiers;
  SDL_PushEvent(&event);
}

// "W", "Space", "F5", "Ctrl+S": SDL's names. Held for a few frames, as a short press is.
void Driver::press(const std::string& name) {
  const bool control = name.rfind("Ctrl+", 0) == 0;
  const SDL_Keycode code = SDL_GetKeyFromName(name.c_str() + (control ? 5 : 0));
  const Uint16 modifiers = control ? KMOD_LCTRL : KMOD_NONE;
  if (control) key(SDLK_LCTRL, modifiers, true);
  key(code, modifiers, true);
  frames(4);
  key(code, modifiers, false);
  if (control) key(SDLK_LCTRL, KMOD_NONE, false);
  frame();
}

void Driver::type(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text.compare(i, 2, "\\n") == 0) {
      press("Return");
      i += 2;
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] & 0xc0) == 0x80) ++end;
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.windowID = 1;
    text.copy(event.text.text, end - i, i);
    SDL_PushEvent(&event);
    frame();
    i = end;
  }
}

bool Driver::wait_for_runs(int count) {
  const double until = seconds_now() + 60;
  while (ended_ < count && seconds_now() < until) frame();
  frames(3);
  return ended_ >= count;
}

void Driver::write_picked(JsonWriter& json, const char* key, const std::optional<Picked>& picked) {
  if (!picked) return;
  const ViewModel& view = *desktop_.app().view();
  const Description words = describe(view.index(), *picked, desktop_.app().language());
  json.key(key).begin_object();
  json.key("title").string(words.title).key("source").string(words.source);
  json.key("explanation").string(words.explanation).key("lines").begin_array();
  for (const std::string& line : words.lines) json.string(line);
  json.end_array();
  json.key("begin_ns").number(picked->begin).key("end_ns").number(picked->end);
  json.end_object();
}

void Driver::write_state() {
  JsonWriter json;
  json.begin_object();
  json.key("runs_ended").number(ended_).key("report").string(desktop_.runner().report());
  json.key("running").boolean(desktop_.running());
  json.key("notice").string(desktop_.runner().notice());
  json.key("file_notice").string(desktop_.file_notice());
  json.key("frame_us").number(static_cast<std::int64_t>(frame_ms_ * 1000));
  const EditorPanel& editor = desktop_.editor();
  json.key("editor").begin_object();
  json.key("text").string(editor.text()).key("changed").boolean(editor.changed());
  json.key("error_line").number(editor.error_line()).key("lit_line").number(editor.lit_line());
  json.end_object();
  if (desktop_.app().view()) {
    const ViewModel& view = *desktop_.app().view();
    const ImVec2 origin = desktop_.app().lanes_origin();
    json.key("begin_ns").number(static_cast<std::int64_t>(view.scale.begin()));
    json.key("end_ns").number(static_cast<std::int64_t>(view.scale.end()));
    json.key("run_ns").number(view.end_time());
    json.key("playhead_ns").number(view.playhead.at());
    json.key("playing").boolean(view.playhead.playing());
    json.key("speed_ns").number(static_cast<std::int64_t>(view.playhead.speed()));
    json.key("squeezed").boolean(view.squeezed());
    json.key("lanes_x").number(static_cast<int>(origin.x));
    json.key("lanes_y").number(static_cast<int>(origin.y));
    json.key("lanes_width").number(static_cast<int>(view.scale.width()));
    json.key("rows").begin_array();
    for (const Row& row : view.rows.all()) {
      json.begin_object().key("name").string(row_name(view.index(), row.key, Language::English));
      json.key("y").number(static_cast<int>(origin.y + row.top + row.height / 2 - view.scroll));
      json.end_object();
    }
    json.end_array();
    write_picked(json, "hovered", view.hovered);
    write_picked(json, "selected", view.selected);
  }
  json.end_object();
  std::puts(json.text().c_str());
}

bool Driver::write_picture(const std::string& path) {
  window_.capture_next();
  frame();
  const std::string png = png_of(window_.picture());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool complete = file && std::fwrite(png.data(), 1, png.size(), file) == png.size();
  return file && std::fclose(file) == 0 && complete;
}

std::string one_line(std::string json) {
  std::erase(json, '\n');
  return json;
}

bool Driver::obey(const std::string& line) {
  std::istringstream words(line);
  std::string command, rest;
  float x = 0, y = 0;
  words >> command;
  std::getline(words >> std::ws, rest);
  std::istringstream(rest) >> x >> y;
  if (command == "move") {
    move(x, y);
  } else if (command == "click" || command == "double") {
    for (int i = 0; i < (command == "click" ? 1 : 2); ++i) {
      button(true);
      button(false);
    }
  } else if (command == "drag") {
    button(true);
    const ImVec2 from = mouse_;
    for (float part : {0.25f, 0.5f, 0.75f, 1.0f}) move(from.x + x * part, from.y + y * part);
    button(false);
  } else if (command == "wheel") {
    SDL_Event event{};
    event.type = SDL_MOUSEWHEEL;
    event.wheel.windowID = 1;
    event.wheel.y = static_cast<Sint32>(x);
    event.wheel.preciseY = x;
    SDL_PushEvent(&event);
  } else if (command == "key") {
    press(rest);
  } else if (command == "type") {
    type(rest);
  } else if (command == "rest") {
    for (int i = 0; i < 4; i = desktop_.wants_frame() ? 0 : i + 1) frame();
  } else if (command == "ended") {
    if (!wait_for_runs(static_cast<int>(x))) std::fprintf(stderr, "no run ended in a minute\n");
  } else if (command == "play") {
    for (const double until = seconds_now() + x; seconds_now() < until;) frame();
  } else if (command == "picture") {
    if (!write_picture(rest)) std::fprintf(stderr, "%s cannot be written\n", rest.c_str());
  } else if (command == "lanes" || command == "output") {
    const ViewModel* view = desktop_.app().view();
    if (command == "output") {
      JsonWriter json;
      const Trace* trace = desktop_.runner().trace();
      json.string(trace ? trace->output(0, trace->output_bytes().size()) : std::string());
      std::puts(json.text().c_str());
    } else {
      std::puts(view ? one_line(view_json(view->index())).c_str() : "{}");
    }
    return true;
  } else {
    std::fprintf(stderr, "no such command: %s\n", line.c_str());
    return false;
  }
  frames(2);
  write_state();
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::string path;
  WindowOptions options;
  gilscope::desktop::RunOptions run;
  bool light = false, chinese = false;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--light") {
      light = true;
    } else if (option == "--chinese") {
      chinese = true;
    } else if (option == "--cores" && i + 1 < argc) {
      run.cores = std::atoi(argv[++i]);
    } else if (option == "--size" && i + 1 < argc) {
      std::sscanf(argv[++i], "%dx%d", &options.width, &options.height);
    } else {
      path = option;
    }
  }
  options.pixel_ratio = 1;
  auto opened = Window::open(options);
  if (!opened.ok()) {
    std::fprintf(stderr, "%s\n", opened.error().c_str());
    return 1;
  }
  Desktop desktop(path, run);
  desktop.set_dark(!light);
  desktop.set_language(chinese ? Language::Chinese : Language::English);
  desktop.open(!path.empty());
  Driver driver(*opened.value(), desktop);
  driver.frames(3);
  for (std::string line; std::getline(std::cin, line);) {
    if (!driver.obey(line)) return 2;
    std::fflush(stdout);
  }
  return 0;
}
