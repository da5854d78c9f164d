#include "ui/editor_panel.h"

#include <algorithm>

#include "ui/draw_tools.h"

namespace gilscope {
namespace {

constexpr float kFontSize = 14.5f;
constexpr float kLitSeconds = 2.5f;
constexpr std::size_t kIndent = 4;

ImFont* source_font() {
  ImFontAtlas* fonts = ImGui::GetIO().Fonts;
  return fonts->Fonts.Size > 1 ? fonts->Fonts[1] : fonts->Fonts[0];
}

std::uint32_t color_of(SourceColor color, const Theme& theme) {
  switch (color) {
    case SourceColor::Keyword: return theme.dark ? 0xff9d6c : 0xb0460a;
    case SourceColor::String: return theme.dark ? 0x8fd6b4 : 0x00704f;
    case SourceColor::Comment: return theme.text_dim;
    case SourceColor::Number: return theme.dark ? 0xc9b4f5 : 0x6a3fb5;
    case SourceColor::Name: return theme.dark ? 0x7cc4f5 : 0x005a92;
    case SourceColor::Decorator: return theme.code;
    case SourceColor::Plain: break;
  }
  return theme.text;
}

}  // namespace

void EditorPanel::set_text(std::string text) {
  text_ = std::move(text);
  stale_ = true;
  changed_ = false;
  error_line_ = 0;
}

void EditorPanel::show_line(unsigned line) {
  scroll_to_ = lit_line_ = line;
  lit_ = kLitSeconds;
}

void EditorPanel::set_error_line(unsigned line) {
  if (line && line != error_line_) scroll_to_ = line;
  error_line_ = line;
}

void EditorPanel::refresh() {
  if (!stale_) return;
  stale_ = false;
  runs_ = python_colors(text_);
  line_starts_.assign(1, 0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

int EditorPanel::on_input(ImGuiInputTextCallbackData* data) {
  auto* self = static_cast<EditorPanel*>(data->UserData);
  switch (data->EventFlag) {
    case ImGuiInputTextFlags_CallbackResize:
      self->text_.resize(static_cast<std::size_t>(data->BufTextLen));
      data->Buf = self->text_.data();
      break;
    case ImGuiInputTextFlags_CallbackCharFilter:
      if (data->EventChar == '\t') {
        self->tab_asked_ = true;
        return 1;
      }
      self->newline_asked_ = self->newline_asked_ || data->EventChar == '\n';
      break;
    case ImGuiInputTextFlags_CallbackAlways:
      self->insert_asked(data);
      self->cursor_ = data->CursorPos;
      break;
    default: break;
  }
  return 0;
}

// A tab becomes spaces up to the next stop; a new line begins where the one above it does, and
// deeper after a colon.
void EditorPanel::insert_asked(ImGuiInputTextCallbackData* data) {
  const std::string_view text(data->Buf, static_cast<std::size_t>(data->BufTextLen));
  const auto cursor = static_cast<std::size_t>(data->CursorPos);
  std::string insert;
  if (tab_asked_) {
    const std::size_t start = cursor == 0 ? 0 : text.rfind('\n', cursor - 1) + 1;
    insert.assign(kIndent - (cursor - start) % kIndent, ' ');
  } else if (newline_asked_ && cursor > 0 && text[cursor - 1] == '\n') {
    const std::size_t end = cursor - 1;
    const std::size_t start = end == 0 ? 0 : text.rfind('\n', end - 1) + 1;
    const std::string_view above = text.substr(start, end - start);
    insert.assign(std::min(above.find_first_not_of(' '), above.size()), ' ');
    if (!above.empty() && above.back() == ':') insert.append(kIndent, ' ');
  }
  tab_asked_ = newline_asked_ = false;
  if (!insert.empty()) {
    data->InsertChars(data->CursorPos, insert.data(), insert.data() + insert.size());
  }
}

void EditorPanel::draw(ImVec2 size, const Look& look, const std::vector<LineMark>& marks,
                       float seconds) {
  refresh();
  lit_ = std::max(0.0f, lit_ - seconds);
  ImGui::PushFont(source_font(), kFontSize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("source", size, 0, ImGuiWindowFlags_HorizontalScrollbar);
  ImGui::PopStyleVar();
  const float line_height = ImGui::GetTextLineHeight();
  const float digit = ImGui::CalcTextSize("0").x;
  const auto lines = static_cast<float>(line_starts_.size());
  const float gutter = digit * (lines >= 1000 ? 6.5f : 5.5f);
  const float pad = look.px(6);
  const ImVec2 low = ImGui::GetCursorScreenPos();

  std::size_t longest = 0;
  for (std::size_t i = 0; i < line_starts_.size(); ++i) {
    const std::size_t end = i + 1 < line_starts_.size() ? line_starts_[i + 1] : text_.size();
    longest = std::max(longest, end - line_starts_[i]);
  }
  // Chinese characters take three bytes and two columns, so bytes are enough room in any case.
  const float width =
      std::max(size.x - look.px(14), gutter + digit * static_cast<float>(longest + 4));
  const float height = std::max(size.y - look.px(14), line_height * (lines + 2) + 2 * pad);

  draw_marks(ImVec2(low.x, low.y + pad), width, line_height, look, marks);
  const float first = ImGui::GetScrollY() / line_height - 2;
  const float last = first + size.y / line_height + 4;
  draw_source(ImVec2(low.x + gutter, low.y + pad), line_height, first, last, look);
  for (int i = std::max(0, static_cast<int>(first)); i < std::min(lines, last); ++i) {
    const std::string number = std::to_string(i + 1);
    const ImVec2 at(low.x + gutter - digit * (1.5f + static_cast<float>(number.size())),
                    low.y + pad + line_height * static_cast<float>(i));
    ImGui::GetWindowDrawList()->AddText(at, im_color(look.theme.text_dim, 0.7f), number.c_str());
  }

  // ImGui edits, but its own text and frame are invisible: the coloured text above is what is seen.
  ImGui::SetCursorScreenPos(ImVec2(low.x + gutter, low.y));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, IM_COL32_BLACK_TRANS);
  ImGui::PushStyleColor(ImGuiCol_Text, IM_COL32_BLACK_TRANS);
  ImGui::PushStyleColor(ImGuiCol_InputTextCursor, im_color(look.theme.text));
  ImGui::PushStyleColor(ImGuiCol_NavCursor, IM_COL32_BLACK_TRANS);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, pad));
  const int cursor_before = cursor_;
  const bool edited = ImGui::InputTextMultiline(
      "##text", text_.data(), text_.size() + 1, ImVec2(width - gutter, height),
      ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways |
          ImGuiInputTextFlags_CallbackCharFilter | ImGuiInputTextFlags_AllowTabInput |
          ImGuiInputTextFlags_NoHorizontalScroll,
      &EditorPanel::on_input, this);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(4);
  if (edited) {
    changed_ = true;
    stale_ = true;
    error_line_ = 0;
    refresh();
  }
  if (edited || cursor_ != cursor_before) {
    const auto place = std::upper_bound(line_starts_.begin(), line_starts_.end(),
                                        static_cast<std::size_t>(cursor_));
    const float y = line_height * static_cast<float>(place - line_starts_.begin() - 1) + pad;
    if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y - line_height);
    if (y + line_height * 2 > ImGui::GetScrollY() + size.y) {
      ImGui::SetScrollY(y + line_height * 3 - size.y);
    }
  }
  if (scroll_to_) {
    const float y = line_height * static_cast<float>(scroll_to_ - 1) + pad;
    if (y < ImGui::GetScrollY() || y > ImGui::GetScrollY() + size.y - line_height * 2) {
      ImGui::SetScrollY(std::max(0.0f, y - size.y * 0.4f));
    }
    scroll_to_ = 0;
  }
  ImGui::EndChild();
  ImGui::PopFont();
}

void EditorPanel::draw_source(ImVec2 origin, float line_height, float first, float last,
                              const Look& look) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = origin.x, line = 0;
  for (const ColoredRun& run : runs_) {
    if (text_[run.begin] == '\n') {
      x = origin.x;
      ++line;
      continue;
    }
    if (line < first) continue;
    if (line > last) break;
    const char* begin = text_.data() + run.begin;
    const char* end = text_.data() + run.end;
    list->AddText(ImVec2(x, origin.y + line * line_height),
                  im_color(color_of(run.color, look.theme)), begin, end);
    x += ImGui::CalcTextSize(begin, end).x;
  }
}

void EditorPanel::draw_marks(ImVec2 low, float width, float line_height, const Look& look,
                             const std::vector<LineMark>& marks) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto light = [&](unsigned line, std::uint32_t color, float alpha) {
    const float y = low.y + line_height * static_cast<float>(line - 1);
    list->AddRectFilled(ImVec2(low.x, y), ImVec2(low.x + width, y + line_height),
                        im_color(color, alpha));
  };
  if (error_line_) light(error_line_, look.theme.playhead, 0.22f);
  if (lit_line_ && lit_ > 0) light(lit_line_, look.theme.accent, 0.35f * std::min(1.0f, lit_));
  // Several threads may stand on one line: their bars stand beside each other.
  std::vector<std::pair<unsigned, int>> count;
  for (const LineMark& mark : marks) {
    if (mark.line == 0) continue;
    int nth = 0;
    for (auto& [line, n] : count) {
      if (line == mark.line) nth = ++n;
    }
    if (nth == 0) count.push_back({mark.line, 0});
    if (nth > 4) continue;
    const std::uint32_t color = look.theme.role(mark.role).color;
    if (nth == 0) light(mark.line, color, 0.13f);
    const float x = low.x + look.px(2) + look.px(4) * static_cast<float>(nth);
    const float y = low.y + line_height * static_cast<float>(mark.line - 1);
    list->AddRectFilled(ImVec2(x, y + 1), ImVec2(x + look.px(3), y + line_height - 1),
                        im_color(color), look.px(1));
  }
}

}  // namespace gilscope
