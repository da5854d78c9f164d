#include "web/bridge.h"

#include <emscripten.h>

#include <memory>
#include <string>
#include <utility>

#include "trace/chrome_json.h"
#include "trace/statistics.h"
#include "ui/app.h"
#include "ui/window.h"
#include "view/view_json.h"
#include "web/page_data.h"
#include "web/runner.h"

namespace gilscope::web {
namespace {

// Everything behind one page: the run, its view, and the canvas if there is one.
class Page {
 public:
  bool open_canvas() {
    Result<std::unique_ptr<Window>> window = Window::open({});
    if (!window.ok()) return false;
    window_ = std::move(window.value());
    return true;
  }

  void set_look(bool dark, Language language) {
    app_.set_dark(dark);
    app_.set_language(language);
  }

  void run(std::string_view source, std::string_view options) {
    app_.set_trace(nullptr);  // before the run whose trace it reads goes away
    has_trace_ = false;
    run_ = std::make_shared<Run>(source, options);
    app_.set_source(source);
    runner_.start(run_);
  }
  void stop() {
    if (run_) run_->stop();
  }

  bool work(double budget_ms) {
    runner_.work(budget_ms);
    // Asked before the trace is read: a run that is over by now has its whole trace there.
    const bool running = run_ && !run_->is_over();
    app_.set_running(running);
    read_trace();
    return running;
  }

  bool draw() {
    if (!window_) return false;
    window_->begin_frame();
    app_.set_pixel_scale(window_->pixel_ratio());
    app_.begin_frame(ImGui::GetIO().DeltaTime);
    app_.draw_window(ImVec2(0, 0), window_->size());
    window_->end_frame(ImGui::GetStyleColorVec4(ImGuiCol_WindowBg));
    const Intents intents = app_.take_intents();
    if (intents.show_source && intents.show_source->file == kFileName) {
      selection_.line = intents.show_source->line;
      ++selection_.count;
    }
    return app_.view() && app_.view()->playhead.playing();
  }

  std::string state() {
    // In this order: what is reported as over has its whole trace in the index.
    const RunReport now = report();
    read_trace();
    return state_json(now, index(), selection_);
  }
  std::string output(std::size_t from) const {
    return index() ? output_json(*index(), from) : "[]";
  }
  std::string statistics() const {
    if (!index()) return "null";
    return statistics_json(*index(), statistics_of(*index()), report().instructions);
  }
  std::string lanes() const { return index() ? view_json(*index()) : "null"; }
  std::string chrome_trace() const { return index() ? chrome_json(*index()) : "[]"; }

 private:
  RunReport report() const { return run_ ? run_->report() : RunReport(); }

  void read_trace() {
    if (!has_trace_ && run_ && run_->trace()) {
      app_.set_trace(run_->trace());
      has_trace_ = true;
    }
    if (!app_.view()) return;
    app_.view()->set_clock(run_->now());
    app_.view()->extend();
  }

  const TraceIndex* index() const {
    const ViewModel* view = const_cast<App&>(app_).view();
    return view ? &view->index() : nullptr;
  }

  Runner runner_;
  std::shared_ptr<Run> run_;
  bool has_trace_ = false;  // the app reads the trace of run_
  App app_;
  std::unique_ptr<Window> window_;
  Selection selection_;
};

Page& page() {
  static Page the_page;
  return the_page;
}

// Keeps the text of the last answer alive until the next one.
const char* answer(std::string text) {
  static std::string last;
  last = std::move(text);
  return last.c_str();
}

std::string& chrome_trace_text() {
  static std::string text;
  return text;
}

}  // namespace
}  // namespace gilscope::web

using namespace gilscope::web;

extern "C" {

EMSCRIPTEN_KEEPALIVE int gs_open_canvas() {
  return page().open_canvas();
}
EMSCRIPTEN_KEEPALIVE void gs_set_look(int dark, int chinese) {
  page().set_look(dark, chinese ? gilscope::Language::Chinese : gilscope::Language::English);
}
EMSCRIPTEN_KEEPALIVE int gs_work(double budget_ms) {
  return page().work(budget_ms);
}
EMSCRIPTEN_KEEPALIVE int gs_draw() {
  return page().draw();
}

EMSCRIPTEN_KEEPALIVE void gs_run(const char* source, const char* options) {
  page().run(source, options);
}
EMSCRIPTEN_KEEPALIVE void gs_stop() {
  page().stop();
}

EMSCRIPTEN_KEEPALIVE const char* gs_state() {
  return answer(page().state());
}
EMSCRIPTEN_KEEPALIVE const char* gs_output(int from) {
  return answer(page().output(static_cast<std::size_t>(from)));
}
EMSCRIPTEN_KEEPALIVE const char* gs_statistics() {
  return answer(page().statistics());
}
EMSCRIPTEN_KEEPALIVE const char* gs_lanes() {
  return answer(page().lanes());
}
EMSCRIPTEN_KEEPALIVE int gs_make_chrome_trace() {
  chrome_trace_text() = page().chrome_trace();
  return static_cast<int>(chrome_trace_text().size());
}
EMSCRIPTEN_KEEPALIVE const char* gs_chrome_trace() {
  return chrome_trace_text().c_str();
}
}
