// ui_snapshot SCENARIO OUT.png [--light] [--chinese] [--size WxH] [--ratio R] [--playhead MS]
//             [--show MS MS] [--mouse X Y] [--click X Y] [--empty]
// Draws the panels on a trace made by hand and writes a picture of them: for looking at, and for the
// desktop test, which checks that the picture is not empty.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/support/synthetic_trace.h"
#include "ui/app.h"
#include "ui/png.h"
#include "ui/window.h"

using namespace gilscope;

namespace {

struct Arguments {
  std::string scenario = "downloads", out = "snapshot.png";
  WindowOptions window;
  bool dark = true, chinese = false;
  double playhead_ms = -1, show_from = -1, show_to = -1;
  ImVec2 mouse{-1, -1};
  bool click = false;
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
    if (option == "--mouse" || option == "--click") {
      a.mouse.x = static_cast<float>(number());
      a.mouse.y = static_cast<float>(number());
      a.click = option == "--click";
    }
  }
  return a;
}

std::unique_ptr<Trace> scenario(const std::string& name) {
  if (name == "downloads") return synthetic::three_downloads();
  if (name == "cpu") return synthetic::two_cpu_bound_threads(60);
  if (name == "pool") return synthetic::process_pool();
  if (name == "asyncio") return synthetic::asyncio_gather();
  if (name == "lock") return synthetic::lock_and_native();
  if (name == "many") return synthetic::many_events(10'000'000, 12);
  return nullptr;
}

const char* source_of(const std::string& name) {
  if (name != "downloads") return "";
  return "import threading\nimport time\nimport requests\n\ndef fetch(url):\n"
         "    print(f\"开始下载 {url}\")\n    response = requests.get(url)\n"
         "    print(f\"{url} 下载完成，长度: {len(response.text)}\")\n";
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
  for (int frame = 0; frame < 8; ++frame) {
    window.begin_frame();
    if (a.mouse.x >= 0) {
      ImGui::GetIO().AddMousePosEvent(a.mouse.x, a.mouse.y);
      if (a.click && (frame == 3 || frame == 4)) ImGui::GetIO().AddMouseButtonEvent(0, frame == 3);
    }
    app.set_pixel_scale(window.pixel_ratio());
    app.begin_frame(1.0f / 60);
    if (frame == 2 && app.view()) {
      if (a.playhead_ms >= 0) app.view()->playhead.seek(static_cast<Nanos>(a.playhead_ms * kMillisecond));
      if (a.show_to > 0) {
        app.view()->scale.show(static_cast<Nanos>(a.show_from * kMillisecond),
                               static_cast<Nanos>(a.show_to * kMillisecond));
      }
    }
    app.draw_window(ImVec2(0, 0), window.size());
    if (const Intents intents = app.take_intents(); intents.show_source) {
      std::printf("show source: %s line %u\n", intents.show_source->file.c_str(),
                  intents.show_source->line);
    }
    if (frame == 7) window.capture_next();
    window.end_frame(im_vec(app.look().theme.window));
  }
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
