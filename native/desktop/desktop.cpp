#include "native/desktop/desktop.h"

#include <algorithm>
#include <cmath>

#include "ui/draw_tools.h"
#include "view/current_lines.h"

namespace gilscope::desktop {
namespace {

constexpr double kSliceMilliseconds = 12;  // of computing per frame
constexpr int kCores[] = {1, 2, 4, 8, 16};
constexpr const char* kPythons[] = {"3.9", "3.11", "3.14", "3.14t"};
constexpr float kOutputShare = 0.32f;

constexpr ImGuiWindowFlags kBare =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNavInputs;

constexpr char kWelcome[] =
    "import threading\nimport time\n\n\ndef work(name, seconds):\n    print(f\"{name} starts\")\n"
    "    time.sleep(seconds)\n    total = sum(i * i for i in range(200_000))\n"
    "    print(f\"{name} is done: {total}\")\n\n\n"
    "threads = [threading.Thread(target=work, args=(f\"worker {n}\", n / 100)) for n in range(3)]\n"
    "for thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\n";

}  // namespace

Desktop::Desktop(std::string path, RunOptions options)
    : file_(std::move(path)), options_(std::move(options)) {}

void Desktop::open(bool run) {
  if (!file_.has_path()) {
    editor_.set_text(kWelcome);
  } else if (auto text = file_.read(); text.ok()) {
    editor_.set_text(std::move(text.value()));
  } else {
    file_notice_ = text.error();
    return;
  }
  if (run) this->run();
}

void Desktop::run() {
  app_.set_trace(nullptr);
  output_.reset();
  editor_.set_error_line(0);
  file_notice_.clear();
  runner_.start(file_.program_name(), editor_.text(), options_);
  app_.set_source(editor_.text());
  app_.set_trace(runner_.trace());
}

void Desktop::save() {
  if (!file_.has_path()) return;
  const auto written = file_.write(editor_.text());
  file_notice_ = written.ok() ? "" : written.error();
  if (written.ok()) editor_.mark_saved();
}

// What changed on disk is shown and run, unless that would lose what was typed here.
void Desktop::look_at_file(double now_seconds) {
  if (!file_.changed_on_disk(now_seconds)) return;
  if (editor_.changed()) {
    file_notice_ = file_.name() + " changed on disk, but also here: Ctrl+S keeps this text";
    return;
  }
  open(true);
}

void Desktop::handle_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsKeyPressed(ImGuiKey_F5, false)) run();
  if (!io.KeyCtrl) return;
  if (ImGui::IsKeyPressed(ImGuiKey_Enter, false)) run();
  if (ImGui::IsKeyPressed(ImGuiKey_S, false)) save();
}

void Desktop::frame(Window& window, double now_seconds) {
  seconds_ = ImGui::GetIO().DeltaTime;
  look_at_file(now_seconds);
  const bool was_running = runner_.running();
  runner_.work(kSliceMilliseconds);
  if (was_running && !runner_.running()) editor_.set_error_line(runner_.error_line());
  app_.set_running(runner_.running());
  if (app_.view()) app_.view()->set_clock(runner_.now());
  app_.set_pixel_scale(window.pixel_ratio());
  app_.begin_frame(seconds_);
  handle_keys();
  for (const std::string& dropped : window.take_dropped_files()) {
    file_ = SourceFile(dropped);
    open(true);
    dirty_title_ = true;
  }
  if (dirty_title_) window.set_title(file_.name() + " - GILscope");
  dirty_title_ = false;

  const ImVec2 size = window.size();
  const float side = std::floor(size.x * side_share_);
  draw_side(ImVec2(0, 0), ImVec2(side, size.y));
  app_.draw_window(ImVec2(side + 1, 0), ImVec2(size.x - side - 1, size.y));
  draw_splitter(ImVec2(side, 0), size.y, size.x);
  const Intents intents = app_.take_intents();
  if (intents.show_source && intents.show_source->file == file_.program_name()) {
    editor_.show_line(intents.show_source->line);
  }
}

void Desktop::draw_side(ImVec2 at, ImVec2 size) {
  const Look look = app_.look();
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("side", nullptr, kBare);
  ImGui::PopStyleVar();
  ImGui::SetCursorPos(ImVec2(look.px(10), look.px(7)));
  draw_toolbar();
  ImGui::SetCursorPosX(look.px(10));

  const float bar = ImGui::GetCursorPosY() + look.px(1);
  const float output = std::floor((size.y - bar) * kOutputShare);
  ImGui::SetCursorPos(ImVec2(0, bar));
  std::vector<LineMark> marks;
  if (ViewModel* view = app_.view(); view && view->playhead.at() < view->end_time()) {
    for (const CurrentLine& line :
         current_lines(view->index(), view->playhead.at(), file_.program_name())) {
      marks.push_back({line.place.line, line.role});
    }
  }
  editor_.draw(ImVec2(size.x, size.y - bar - output), look, marks, seconds_);
  ImGui::SetCursorPos(ImVec2(0, size.y - output));
  const std::string& notice = file_notice_.empty() ? runner_.notice() : file_notice_;
  output_.draw(app_.view(), ImVec2(size.x, output), look, notice);
  const ImVec2 low = ImGui::GetWindowPos();
  ImGui::GetWindowDrawList()->AddLine(ImVec2(low.x, low.y + size.y - output),
                                      ImVec2(low.x + size.x, low.y + size.y - output),
                                      im_color(look.theme.border));
  ImGui::End();
}

// Options stand beside each other as far as there is room, then on the next line.
void Desktop::draw_toolbar() {
  const Look look = app_.look();
  const auto place = [&](float width, float gap) {
    ImGui::SameLine(0, look.px(gap));
    if (width < ImGui::GetContentRegionAvail().x) return;
    ImGui::NewLine();
    ImGui::SetCursorPosX(look.px(10));
  };
  const auto button_width = [](const std::string& label) {
    return ImGui::CalcTextSize(label.c_str()).x + ImGui::GetStyle().FramePadding.x * 2;
  };
  draw_run_button(look);

  place(look.px(94), 8);
  ImGui::SetNextItemWidth(look.px(94));
  const std::string cores = fill(Text::Cores, look.language, {std::to_string(options_.cores)});
  if (ImGui::BeginCombo("##cores", cores.c_str())) {
    for (int count : kCores) {
      if (ImGui::Selectable(std::to_string(count).c_str(), count == options_.cores)) {
        options_.cores = count;
      }
    }
    ImGui::EndCombo();
  }
  place(look.px(116), 6);
  ImGui::SetNextItemWidth(look.px(116));
  if (ImGui::BeginCombo("##python", ("Python " + options_.python).c_str())) {
    for (const char* version : kPythons) {
      if (ImGui::Selectable(version, options_.python == version)) options_.python = version;
    }
    ImGui::EndCombo();
  }
  const std::string theme(look.text(app_.is_dark() ? Text::LightTheme : Text::DarkTheme));
  place(button_width(theme), 8);
  if (ImGui::Button(theme.c_str())) app_.set_dark(!app_.is_dark());
  const bool english = app_.language() == Language::English;
  const std::string language = english ? "中文" : "English";
  place(button_width(language), 6);
  if (ImGui::Button(language.c_str())) {
    app_.set_language(english ? Language::Chinese : Language::English);
  }
  if (editor_.changed()) {
    place(look.px(12), 10);
    ImGui::AlignTextToFramePadding();
    text_colored(look.theme.text_dim, "*");
  }
}

void Desktop::draw_run_button(const Look& look) {
  const bool running = runner_.running();
  const std::string label(look.text(running ? Text::Stop : Text::Run));
  const std::uint32_t color = running ? look.theme.warning : look.theme.accent;
  ImGui::PushStyleColor(ImGuiCol_Button, im_color(color));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, im_color(color, 0.85f));
  ImGui::PushStyleColor(ImGuiCol_Text, im_color(text_color_on(color)));
  // One id whatever it says: pressed as Run and let go as Stop it is still the same button.
  if (ImGui::Button((label + (running ? "###run" : "  (F5)###run")).c_str())) {
    running ? runner_.stop() : run();
  }
  ImGui::PopStyleColor(3);
}

void Desktop::draw_splitter(ImVec2 at, float height, float window_width) {
  const Look look = app_.look();
  ImGui::SetNextWindowPos(ImVec2(at.x - look.px(3), at.y));
  ImGui::SetNextWindowSize(ImVec2(look.px(7), height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::Begin("splitter", nullptr,
               (kBare & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_NoBackground);
  ImGui::InvisibleButton("drag", ImVec2(look.px(7), height));
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  }
  if (ImGui::IsItemActive() && window_width > 0) {
    side_share_ = std::clamp(ImGui::GetIO().MousePos.x / window_width, 0.15f, 0.7f);
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::GetForegroundDrawList()->AddLine(at, ImVec2(at.x, at.y + height),
                                          im_color(look.theme.border));
}

}  // namespace gilscope::desktop
