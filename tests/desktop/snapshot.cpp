// ui_snapshot SCENARIO OUT.png [--light] [--chinese] [--size WxH] [--ratio R] [--playhead MS]
//             [--show MS MS] [ACTION...]
// Draws the panels on a trace made by hand (none: without a trace), does what the actions say as a
// user would, prints what the user then looks at as one JSON line, and writes a picture of it.
// Actions, in order: move:X,Y  click  double  drag:DX,DY  wheel:N  key:NAME (W A S D Space F Home
// End)
#include <SDL.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/synthetic_trace.h"
#include "trace/json_writer.h"
#include "ui/app.h"
#include "ui/png.h"
#include "ui/window.h"
#include "view/describe.h"

using namespace gilscope;

namespace {

struct Arguments {
  std::string scenario = "downloads", out = "snapshot.png";
  WindowOptions window;
  bool dark = true, chinese = false;
  double playhead_ms = -1, show_from = -1, show_to = -1;
  std::vector<std::string> actions;
};

Arguments parse(int argc, char** argv) {
  Arguments a;
  if (argc > 1) a.scenario = argv[1];
  if (argc > 2) a.out = argv[2];
  for (int i = 3; i < argc; ++i) {
    const std::string option = argv[i];
    const auto number = [&] { return i + 1 < argc ? std::atof(argv[++i]) : 0.0; };
    if (option == "--light") a.dark = false;
    if (option == "--chinese") a.chinese = true;
    if (option == "--ratio") a.window.pixel_ratio = static_cast<float>(number());
    if (option == "--playhead") a.playhead_ms = number();
    if (option == "--size") std::sscanf(argv[++i], "%dx%d", &a.window.width, &a.window.height);
    if (option == "--show") {
      a.show_from = number();
      a.show_to = number();
    }
    if (option[0] != '-') a.actions.push_back(option);
  }
  return a;
}

std::unique_ptr<Trace> scenario(const std::string& name) {
  if (name == "downloads") return synthetic::three_downloads();
  if (name == "cpu") return synthetic::two_cpu_bound_threads(60);
  if (name == "pool") return synthetic::process_pool();
  if (name == "asyncio") return synthetic::asyncio_gather();
  if (name == "lock") return synthetic::lock_and_native();
  if (name == "tasks") return synthetic::many_tasks(10'000);
  if (name == "many") return synthetic::many_events(10'000'000, 12);
  return nullptr;
}

const char* source_of(const std::string& name) {
  if (name != "downloads") return "";
  return "import threading\nimport time\nimport requests\n\ndef fetch(url):\n"
         "    print(f\"开始下载 {url}\")\n    response = requests.get(url)\n"
         "    print(f\"{url} 下载完成，长度: {len(response.text)}\")\n";
}

// An action as input events, spread over frames: ImGui takes one change of a button per frame.
class Player {
 public:
  explicit Player(const std::vector<std::string>& actions) {
    for (const std::string& action : actions) add(action);
    add_rest(4);
  }
  bool done() const { return next_ == steps_.size(); }
  void step() { steps_[next_++](); }

 private:
  using Step = std::function<void()>;
  void add_rest(int frames) {
    for (int i = 0; i < frames; ++i) steps_.push_back([] {});
  }
  void button(bool down) {
    steps_.push_back([down] { ImGui::GetIO().AddMouseButtonEvent(0, down); });
    add_rest(1);
  }
  void move(float x, float y) {
    // The real pointer: ImGui's SDL2 backend asks for it each frame.
    steps_.push_back([x, y] {
      SDL_WarpMouseInWindow(SDL_GetWindowFromID(1), static_cast<int>(x), static_cast<int>(y));
    });
    mouse_ = ImVec2(x, y);
  }
  void add(const std::string& action) {
    float x = 0, y = 0;
    char key[16] = "";
    if (std::sscanf(action.c_str(), "move:%f,%f", &x, &y) == 2) move(x, y);
    if (std::sscanf(action.c_str(), "wheel:%f", &y) == 1) {
      steps_.push_back([y] { ImGui::GetIO().AddMouseWheelEvent(0, y); });
    }
    if (std::sscanf(action.c_str(), "drag:%f,%f", &x, &y) == 2) {
      button(true);
      const ImVec2 from = mouse_;
      for (int i = 1; i <= 4; ++i) {
        move(from.x + x * static_cast<float>(i) / 4, from.y + y * static_cast<float>(i) / 4);
      }
      button(false);
    }
    if (std::sscanf(action.c_str(), "key:%15s", key) == 1) press(key);
    for (int i = 0; i < (action == "click" ? 1 : action == "double" ? 2 : 0); ++i) {
      button(true);
      button(false);
    }
    add_rest(2);
  }
  void press(const std::string& name) {
    static const std::pair<const char*, ImGuiKey> kKeys[] = {
        {"W", ImGuiKey_W},         {"A", ImGuiKey_A},       {"S", ImGuiKey_S},
        {"D", ImGuiKey_D},         {"F", ImGuiKey_F},       {"Q", ImGuiKey_Q},
        {"Space", ImGuiKey_Space}, {"Home", ImGuiKey_Home}, {"End", ImGuiKey_End}};
    for (const auto& [known, key] : kKeys) {
      if (name != known) continue;
      steps_.push_back([key = key] { ImGui::GetIO().AddKeyEvent(key, true); });
      add_rest(6);
      steps_.push_back([key = key] { ImGui::GetIO().AddKeyEvent(key, false); });
    }
  }
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  ImVec2 mouse_;
};

void print_state(App& app, const SourceIntent& source, double frame_ms) {
  if (!app.view()) {
    std::puts("{}");
    return;
  }
  const ViewModel& view = *app.view();
  JsonWriter json;
  json.begin_object();
  json.key("begin_ns").number(static_cast<std::int64_t>(view.scale.begin()));
  json.key("end_ns").number(static_cast<std::int64_t>(view.scale.end()));
  json.key("playhead_ns").number(view.playhead.at());
  json.key("frame_us").number(static_cast<std::int64_t>(frame_ms * 1000));
  json.key("playing").boolean(view.playhead.playing());
  json.key("lanes_x").number(static_cast<int>(app.lanes_origin().x));
  json.key("lanes_width").number(static_cast<int>(view.scale.width()));
  json.key("rows").begin_array();
  for (const Row& row : view.rows.all()) {
    json.begin_object().key("name").string(row_name(view.index(), row.key, Language::English));
    json.key("y").number(static_cast<int>(app.lanes_origin().y + row.top + row.height / 2));
    json.end_object();
  }
  json.end_array();
  json.key("source_line").number(source.line);
  json.key("source_file").string(source.file);
  if (view.selected) {
    const Description words = describe(view.index(), *view.selected, app.language());
    json.key("selected").string(words.title);
  }
  if (view.hovered) {
    const Description words = describe(view.index(), *view.hovered, app.language());
    json.key("hovered").string(words.title);
  }
  json.end_object();
  std::puts(json.text().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments a = parse(argc, argv);
  auto opened = Window::open(a.window);
  if (!opened.ok()) {
    std::fprintf(stderr, "%s\n", opened.error().c_str());
    return 1;
  }
  Window& window = *opened.value();
  const auto trace = scenario(a.scenario);
  App app;
  app.set_trace(trace.get());
  app.set_source(source_of(a.scenario));
  app.set_dark(a.dark);
  app.set_language(a.chinese ? Language::Chinese : Language::English);
  Player player(a.actions);
  SourceIntent source;
  double frame_ms = 0;  // of the last frame, without the GPU
  for (int frame = 0; !player.done(); ++frame) {
    if (frame >= 4) player.step();
    window.begin_frame();
    app.set_pixel_scale(window.pixel_ratio());
    app.begin_frame(1.0f / 60);
    if (frame == 2 && app.view()) {
      ViewModel& view = *app.view();
      if (a.playhead_ms >= 0) view.playhead.seek(static_cast<Nanos>(a.playhead_ms * 1e6));
      if (a.show_to > 0) {
        view.scale.show(static_cast<Nanos>(a.show_from * 1e6), static_cast<Nanos>(a.show_to * 1e6));
      }
    }
    const auto begin = std::chrono::steady_clock::now();
    app.draw_window(ImVec2(0, 0), window.size());
    frame_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    if (const Intents intents = app.take_intents(); intents.show_source) {
      source = *intents.show_source;
    }
    if (player.done()) window.capture_next();
    window.end_frame(im_vec(app.look().theme.window));
  }
  print_state(app, source, frame_ms);
  if (!app.renderer_error().empty()) {
    std::fprintf(stderr, "slice renderer: %s\n", app.renderer_error().c_str());
    return 1;
  }
  const std::string png = png_of(window.picture());
  std::FILE* file = std::fopen(a.out.c_str(), "wb");
  if (!file || std::fwrite(png.data(), 1, png.size(), file) != png.size()) {
    std::fprintf(stderr, "cannot write %s\n", a.out.c_str());
    return 1;
  }
  std::fclose(file);
  return 0;
}
