// What TimelinePanel paints; what it does with the mouse and the keys is in timeline_panel.cpp.
#include <algorithm>
#include <cmath>

#include "ui/draw_tools.h"
#include "ui/timeline_panel.h"

namespace gilscope {
namespace {

constexpr float kTickSpacing = 96;
constexpr float kNarrowBreak = 26;     // a squeezed stretch of fewer pixels gets one torn line
constexpr float kWholeLabelRoom = 62;  // a label with less room is shown whole or not at all
constexpr float kOverviewBusyMin = 2.5f;

ColorRole role_at(const TraceIndex& index, const Picked& picked) {
  const Lane* lane = lane_of(index, picked.row);
  if (picked.kind != PickedKind::Span || !lane || picked.transition >= lane->size()) {
    return ColorRole::None;
  }
  return role_of(picked.row.kind, (*lane)[picked.transition].state);
}

}  // namespace

void TimelinePanel::draw_overview() {
  const Theme& theme = look_->theme;
  list_->AddRectFilled(ImVec2(gutter_.low.x, overview_box_.low.y), overview_box_.high,
                       im_color(theme.panel));
  const Nanos end = view_->end_time();
  if (end <= 0) return;
  const float column = look_->px(3);
  const auto count = static_cast<std::size_t>(std::max(1.0f, overview_box_.width() / column));
  const auto& columns = overview_.columns(view_->index(), count);
  const float bottom = overview_box_.high.y - look_->px(2);
  const float height = overview_box_.height() - look_->px(6);
  const ImU32 busy = im_color(theme.role(ColorRole::CoreBusy).color);
  const ImU32 wants = im_color(theme.role(ColorRole::WantsGil).color);
  const float step = overview_box_.width() / static_cast<float>(count);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float x = overview_box_.low.x + step * static_cast<float>(i);
    const float top = bottom - std::max(columns[i].busy > 0 ? look_->px(kOverviewBusyMin) : 0.0f,
                                        height * columns[i].busy);
    list_->AddRectFilled(ImVec2(x, top), ImVec2(x + step, bottom), busy);
    if (columns[i].wants_gil > 0.02f) {
      list_->AddRectFilled(ImVec2(x, overview_box_.low.y + look_->px(1)),
                           ImVec2(x + step, overview_box_.low.y + look_->px(4)), wants);
    }
  }
  const auto x_of = [&](double t) {
    return overview_box_.low.x +
           static_cast<float>(std::clamp(t / static_cast<double>(end), 0.0, 1.0)) *
               overview_box_.width();
  };
  const float x0 = x_of(view_->scale.begin()), x1 = x_of(view_->scale.end());
  const ImU32 veil = im_color(theme.window, 0.62f);
  list_->AddRectFilled(overview_box_.low, ImVec2(x0, overview_box_.high.y), veil);
  list_->AddRectFilled(ImVec2(x1, overview_box_.low.y), overview_box_.high, veil);
  list_->AddRect(ImVec2(x0, overview_box_.low.y), ImVec2(x1, overview_box_.high.y),
                 im_color(theme.accent, 0.8f), look_->px(3));
  const float head = x_of(static_cast<double>(view_->playhead.at()));
  list_->AddLine(ImVec2(head, overview_box_.low.y), ImVec2(head, overview_box_.high.y),
                 im_color(theme.playhead), look_->px(1.5f));
  text_in_box(list_, ImVec2(gutter_.low.x + look_->px(12), overview_box_.low.y),
              ImVec2(gutter_.high.x, overview_box_.high.y), look_->px(kSmallText),
              im_color(theme.text_dim), duration_text(end));
}

std::string TimelinePanel::moment(Nanos at) const {
  const double x = view_->scale.x_of(at);
  const auto pixel = static_cast<double>(view_->scale.time_at(x + 1) - at);
  Nanos resolution = 1;
  while (static_cast<double>(resolution) * 10 <= pixel) resolution *= 10;
  return moment_text(at, resolution);
}

void TimelinePanel::draw_ruler() {
  const Theme& theme = look_->theme;
  list_->AddRectFilled(ImVec2(gutter_.low.x, ruler_.low.y), ruler_.high, im_color(theme.lane_head));
  list_->PushClipRect(ruler_.low, ruler_.high, true);
  for (const Tick& tick : view_->scale.ticks(look_->px(kTickSpacing))) {
    const float x = std::floor(ruler_.low.x + static_cast<float>(tick.x)) + 0.5f;
    const float length = look_->px(tick.major ? 8 : 4);
    list_->AddLine(ImVec2(x, ruler_.high.y - length), ImVec2(x, ruler_.high.y),
                   im_color(theme.text_dim, tick.major ? 0.9f : 0.45f));
    if (!tick.major) continue;
    text_in_box(list_, ImVec2(x + look_->px(4), ruler_.low.y),
                ImVec2(x + look_->px(kTickSpacing), ruler_.high.y - look_->px(2)),
                look_->px(kSmallText), im_color(theme.text_dim), tick.label);
  }
  for (const Squeeze::Stretch& stretch : view_->scale.squeeze().stretches()) {
    float x0 = 0, x1 = 0;
    if (!break_in_sight(stretch, x0, x1)) continue;
    list_->AddRectFilled(ImVec2(x0, ruler_.low.y), ImVec2(x1, ruler_.high.y),
                         im_color(theme.border));
    const std::string length =
        fill(Text::Squeezed, look_->language, {duration_text(stretch.end - stretch.begin, 3)});
    const float width = text_width(look_->px(kSmallText), length);
    if (width > x1 - x0) continue;
    text_in_box(list_, ImVec2((x0 + x1 - width) / 2, ruler_.low.y), ImVec2(x1 + 1, ruler_.high.y),
                look_->px(kSmallText), im_color(theme.text), length);
  }
  draw_pointer_time();
  list_->PopClipRect();
  list_->AddLine(ImVec2(gutter_.low.x, ruler_.high.y), ruler_.high, im_color(theme.border));
}

// In the ruler, the moment under the pointer.
void TimelinePanel::draw_pointer_time() {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!pointer_in_lanes_ && !ruler_.contains(mouse)) return;
  const Nanos at = view_->scale.time_at(mouse.x - lanes_.low.x);
  if (at < 0 || at > view_->end_time()) return;
  const std::string shown = moment(at);
  const float size = look_->px(kSmallText), width = text_width(size, shown) + look_->px(10);
  const float x =
      std::clamp(mouse.x - width / 2, ruler_.low.x, std::max(ruler_.low.x, ruler_.high.x - width));
  const ImVec2 low(x, ruler_.low.y + look_->px(3)), high(x + width, ruler_.high.y - look_->px(4));
  list_->AddRectFilled(low, high, im_color(look_->theme.lane_head), look_->px(4));
  list_->AddRect(low, high, im_color(look_->theme.text_dim, 0.5f), look_->px(4));
  text_in_box(list_, ImVec2(low.x + look_->px(5), low.y), high, size, im_color(look_->theme.text),
              shown);
}

void TimelinePanel::draw_rows() {
  const Theme& theme = look_->theme;
  list_->PushClipRect(gutter_.low, lanes_.high, true);
  for (const Tick& tick : view_->scale.ticks(look_->px(kTickSpacing))) {
    const float x = std::floor(lanes_.low.x + static_cast<float>(tick.x)) + 0.5f;
    list_->AddLine(ImVec2(x, lanes_.low.y), ImVec2(x, lanes_.high.y),
                   im_color(tick.major ? theme.grid_major : theme.grid));
  }
  const std::vector<Row>& rows = view_->rows.all();
  for (std::size_t i = view_->rows.at(view_->scroll); i < rows.size(); ++i) {
    const float y = lanes_.low.y + rows[i].top - view_->scroll;
    if (y >= lanes_.high.y) break;
    const float bottom = y + rows[i].height;
    const bool head = rows[i].key.kind == RowKind::Cores || rows[i].key.kind == RowKind::Process;
    if (head) {
      list_->AddRectFilled(ImVec2(gutter_.low.x, y), ImVec2(lanes_.high.x, bottom),
                           im_color(theme.lane_head));
    }
    list_->AddLine(ImVec2(gutter_.low.x, bottom - 0.5f), ImVec2(lanes_.high.x, bottom - 0.5f),
                   im_color(theme.border, head ? 0.9f : 0.45f));
  }
  list_->PopClipRect();
}

void TimelinePanel::draw_gutter() {
  list_->AddRectFilled(ImVec2(gutter_.high.x - 1, overview_box_.low.y), gutter_.high,
                       im_color(look_->theme.border));
  list_->PushClipRect(gutter_.low, lanes_.high, true);
  const std::vector<Row>& rows = view_->rows.all();
  for (std::size_t i = view_->rows.at(view_->scroll); i < rows.size(); ++i) {
    const float y = gutter_.low.y + rows[i].top - view_->scroll;
    if (y >= gutter_.high.y) break;
    draw_row_name(rows[i], y);
  }
  list_->PopClipRect();
}

float TimelinePanel::name_x(const Row& row) const {
  const float indent = gutter_.low.x + look_->px(10 + 13.0f * static_cast<float>(row.depth));
  return row.is_head ? indent + look_->px(4) * 3.2f : indent;
}

float TimelinePanel::name_size(const Row& row) const {
  const bool main =
      row.depth == 0 || row.key.kind == RowKind::Thread || row.key.kind == RowKind::Gil;
  return look_->px(main ? 14 : kSmallText);
}

// Nothing is drawn in the lane of a head, so its name may be as long as it likes.
float TimelinePanel::name_end(const Row& row) const {
  const bool wide = row.key.kind == RowKind::Process || row.key.kind == RowKind::Cores;
  return (wide ? lanes_.high.x : gutter_.high.x) - look_->px(6);
}

bool TimelinePanel::name_is_cut(const Row& row) const {
  const std::string name = row_name(view_->index(), row.key, look_->language);
  return name_x(row) + text_width(name_size(row), name) > name_end(row);
}

void TimelinePanel::draw_row_name(const Row& row, float y) {
  const Theme& theme = look_->theme;
  const TraceIndex& index = view_->index();
  const float x = name_x(row);
  if (row.is_head) {
    const float r = look_->px(4), cx = x - r * 2.2f, cy = y + row.height / 2;
    const ImU32 color = im_color(theme.text_dim);
    if (row.open) {
      list_->AddTriangleFilled(ImVec2(cx - r, cy - r * 0.6f), ImVec2(cx + r, cy - r * 0.6f),
                               ImVec2(cx, cy + r * 0.8f), color);
    } else {
      list_->AddTriangleFilled(ImVec2(cx - r * 0.6f, cy - r), ImVec2(cx + r * 0.8f, cy),
                               ImVec2(cx - r * 0.6f, cy + r), color);
    }
  }
  const float size = name_size(row);
  const float right = name_end(row);
  // At the playhead, a thread's state stands under its name.
  std::string state;
  if (row.key.kind == RowKind::Thread && view_->playhead.at() < view_->end_time()) {
    state = row_state(index, row.key, view_->playhead.at(), look_->language);
  }
  const ImU32 color = im_color(size > look_->px(kSmallText) ? theme.text : theme.text_dim);
  const std::string name = row_name(index, row.key, look_->language);
  if (state.empty()) {
    text_in_box(list_, ImVec2(x, y), ImVec2(right, y + row.height), size, color, name);
    return;
  }
  const float middle = y + row.height * 0.54f;
  text_in_box(list_, ImVec2(x, y + look_->px(1)), ImVec2(right, middle), size, color, name);
  const std::size_t i = lane_of(index, row.key)->find(view_->playhead.at());
  const ColorRole role = role_of(row.key.kind, (*lane_of(index, row.key))[i].state);
  const float dot = look_->px(7), dot_y = (middle + y + row.height) / 2 - look_->px(1);
  list_->AddRectFilled(ImVec2(x, dot_y - dot / 2), ImVec2(x + dot, dot_y + dot / 2),
                       im_color(theme.role(role).color), look_->px(1.5f));
  text_in_box(list_, ImVec2(x + dot * 1.6f, middle), ImVec2(right, y + row.height - look_->px(2)),
              look_->px(kTinyText), im_color(theme.text_dim), state);
}

void TimelinePanel::draw_lanes() {
  list_->PushClipRect(lanes_.low, lanes_.high, true);
  frame_.origin = lanes_.low;
  // Patterns repeat; the whole pixels panned away would be too large for a float.
  const double panned = view_->scale.panned_pixels();
  frame_.world = ImVec2(static_cast<float>(std::fmod(panned, 840.0 * look_->scale)), view_->scroll);
  frame_.playhead = static_cast<float>(
      std::clamp(view_->scale.x_of(view_->playhead.at()), -10.0, view_->scale.width() + 10.0));
  frame_.pale_future = view_->playhead.at() < view_->end_time();
  slices_->draw(list_, drawn_.slices, frame_, *look_);
  draw_arrows();
  draw_labels();
  draw_marks();
  draw_relation();
  draw_breaks();
  list_->PopClipRect();
}

// Where time is squeezed and visible: its place on the screen.
bool TimelinePanel::break_in_sight(const Squeeze::Stretch& stretch, float& x0, float& x1) const {
  const double left = view_->scale.x_of(stretch.begin), right = view_->scale.x_of(stretch.end);
  if (right < 0 || left > view_->scale.width()) return false;
  x0 = lanes_.low.x + static_cast<float>(std::max(-9.0, left));
  x1 = lanes_.low.x + static_cast<float>(std::min(view_->scale.width() + 9, right));
  return x1 > x0;
}

// Squeezed time: a veil with torn edges, or one torn line where it is narrow.
void TimelinePanel::draw_breaks() {
  const Theme& theme = look_->theme;
  const float tooth = look_->px(5);
  const auto torn_line = [&](float x, float alpha) {
    float side = tooth / 2;
    for (float y = lanes_.low.y; y < lanes_.high.y; y += tooth, side = -side) {
      list_->AddLine(ImVec2(x - side, y), ImVec2(x + side, y + tooth),
                     im_color(theme.text_dim, alpha), look_->px(1));
    }
  };
  for (const Squeeze::Stretch& stretch : view_->scale.squeeze().stretches()) {
    float x0 = 0, x1 = 0;
    if (!break_in_sight(stretch, x0, x1)) continue;
    list_->AddRectFilled(ImVec2(x0, lanes_.low.y), ImVec2(x1, lanes_.high.y),
                         im_color(theme.lane, 0.4f));
    if (x1 - x0 < look_->px(kNarrowBreak)) {
      torn_line((x0 + x1) / 2, 0.5f);
    } else {
      torn_line(x0, 1);
      torn_line(x1, 1);
    }
  }
}

void TimelinePanel::draw_labels() {
  const Theme& theme = look_->theme;
  const float size = look_->px(kSmallText);
  for (const Label& label : drawn_.labels) {
    const bool none = label.on == ColorRole::None;  // words on the bare lane
    const bool low = none || height_of(label.on) < 0.55f;
    const ImVec2 from(lanes_.low.x + label.x0 + look_->px(6), lanes_.low.y + label.y0);
    const float bottom =
        low && !none ? label.y0 + (label.y1 - label.y0) * (1 - height_of(label.on)) : label.y1;
    const float top_of_bar = label.y1 - (label.y1 - label.y0) * height_of(label.on);
    const ImVec2 to(lanes_.low.x + label.x1 - look_->px(3), lanes_.low.y + bottom);
    const float y0 = low ? from.y : lanes_.low.y + top_of_bar;
    // What is still to come is pale, and dark words are read best on it (light ones in the dark
    // theme).
    const bool future = frame_.pale_future && label.x0 > frame_.playhead;
    // Two letters and dots tell nobody anything.
    const float needs = text_width(size, label.text);
    if (needs > to.x - from.x && to.x - from.x < look_->px(kWholeLabelRoom)) continue;
    const std::uint32_t color =
        low || future ? theme.text_dim : text_color_on(theme.role(label.on).color);
    const RoleStyle& style = theme.role(label.on);
    if (!low && !future && style.pattern != Pattern::None) {
      // On a pattern the words get a plate, or nobody can read them.
      const ImVec2 a(from.x - look_->px(3), (y0 + to.y - size) / 2 - look_->px(1));
      const ImVec2 b(std::min(from.x + needs + look_->px(3), to.x),
                     (y0 + to.y + size) / 2 + look_->px(2));
      list_->AddRectFilled(a, b, im_color(style.color), look_->px(3));
    }
    text_in_box(list_, ImVec2(from.x, y0), to, size, im_color(color), label.text);
  }
}

void TimelinePanel::draw_marks() {
  for (const Mark& mark : drawn_.marks) {
    draw_mark(list_, mark.kind, ImVec2(lanes_.low.x + mark.x, lanes_.low.y + mark.y0), *look_);
  }
}

void TimelinePanel::draw_arrows() {
  const Theme& theme = look_->theme;
  for (const DrawnArrow& arrow : drawn_.arrows) {
    const bool started =
        arrow.kind == ArrowKind::ThreadStarted || arrow.kind == ArrowKind::ProcessStarted;
    const ImU32 color = im_color(started ? theme.text_dim : theme.code, started ? 0.55f : 0.9f);
    const ImVec2 from(lanes_.low.x + arrow.x0, lanes_.low.y + arrow.y0);
    const ImVec2 to(lanes_.low.x + arrow.x1, lanes_.low.y + arrow.y1);
    const float down = to.y > from.y ? 1.0f : -1.0f, r = look_->px(4);
    const float bend =
        std::clamp(std::abs(to.y - from.y) * 0.4f, look_->px(6), look_->px(60)) * down;
    list_->AddBezierCubic(from, ImVec2(from.x, from.y + bend), ImVec2(to.x, to.y - bend), to, color,
                          look_->px(1.4f));
    list_->AddTriangleFilled(to, ImVec2(to.x - r, to.y - r * 1.6f * down),
                             ImVec2(to.x + r, to.y - r * 1.6f * down), color);
  }
}

// From a wait to the thread that is to blame, at the same moment.
void TimelinePanel::draw_relation() {
  const std::optional<Picked>& picked = view_->hovered ? view_->hovered : view_->selected;
  if (!picked) return;
  const ThreadId owner = waits_for_thread(view_->index(), *picked);
  const std::size_t place =
      view_->rows.find_visible(view_->index(), {RowKind::Thread, owner.value});
  const std::size_t own = view_->rows.find_visible(view_->index(), picked->row);
  if (!owner || place >= view_->rows.all().size() || own >= view_->rows.all().size()) return;
  const Row& row = view_->rows.all()[place];
  const Row& from = view_->rows.all()[own];
  const float y = lanes_.low.y + row.top - view_->scroll;
  const auto x_of = [&](Nanos t) {
    return lanes_.low.x +
           static_cast<float>(std::clamp(view_->scale.x_of(t), 0.0, view_->scale.width()));
  };
  const ImU32 color = im_color(look_->theme.warning);
  const float x0 = x_of(picked->begin), x1 = x_of(picked->end);
  list_->AddRect(ImVec2(x0, y + look_->px(1)),
                 ImVec2(std::max(x1, x0 + look_->px(6)), y + row.height - look_->px(1)), color,
                 look_->px(3), 0, look_->px(1.5f));
  const float middle = (x0 + x1) / 2,
              from_y = lanes_.low.y + from.top + from.height / 2 - view_->scroll;
  const float to_y = from_y < y ? y : y + row.height;
  list_->AddLine(ImVec2(middle, from_y), ImVec2(middle, to_y), color, look_->px(1.5f));
  list_->AddCircleFilled(ImVec2(middle, to_y), look_->px(3.5f), color);
}

void TimelinePanel::draw_playhead() {
  const Theme& theme = look_->theme;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (pointer_in_lanes_ || ruler_.contains(mouse)) {
    list_->AddLine(ImVec2(mouse.x, ruler_.low.y), ImVec2(mouse.x, lanes_.high.y),
                   im_color(theme.text_dim, 0.35f));
  }
  const double at = view_->scale.x_of(view_->playhead.at());
  if (at < -1 || at > view_->scale.width() + 1) return;
  const float x = lanes_.low.x + static_cast<float>(at);
  const ImU32 color = im_color(theme.playhead);
  list_->AddLine(ImVec2(x, ruler_.low.y), ImVec2(x, lanes_.high.y), color, look_->px(1.6f));
  const std::string text = moment(view_->playhead.at());
  const float size = look_->px(kSmallText), width = text_width(size, text) + look_->px(12);
  const float left =
      std::clamp(x - width / 2, ruler_.low.x, std::max(ruler_.low.x, ruler_.high.x - width));
  const ImVec2 low(left, ruler_.low.y + look_->px(3)),
      high(left + width, ruler_.high.y - look_->px(4));
  list_->AddRectFilled(low, high, color, look_->px(4));
  list_->AddTriangleFilled(ImVec2(x - look_->px(4), high.y), ImVec2(x + look_->px(4), high.y),
                           ImVec2(x, ruler_.high.y + look_->px(1)), color);
  text_in_box(list_, ImVec2(low.x + look_->px(6), low.y), high, size, im_color(0xffffff), text);
}

void TimelinePanel::draw_scrollbar() {
  const float total = view_->rows.height();
  if (total <= lanes_.height()) return;
  const float width = look_->px(6), share = lanes_.height() / total;
  const float y = lanes_.low.y + view_->scroll * share;
  const ImVec2 low(lanes_.high.x - width - look_->px(2), y);
  list_->AddRectFilled(low, ImVec2(low.x + width, y + lanes_.height() * share),
                       im_color(look_->theme.text_dim, 0.55f), width / 2);
}

void TimelinePanel::draw_tooltip() {
  if (ImGui::IsMouseDown(0)) return;
  if (!view_->hovered) return draw_hint();
  const Picked& picked = *view_->hovered;
  const Description words = describe(view_->index(), picked, look_->language);
  if (words.title.empty()) return;
  begin_tooltip();
  show_description(words, role_at(view_->index(), picked), *look_, *source_lines_,
                   source_place(view_->index(), picked).line, look_->px(380));
  end_tooltip();
}

// Beside the lanes: a row's whole name where it was cut off, and in the ruler what a break means.
void TimelinePanel::draw_hint() {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  std::string shown;
  if (pointer_in_gutter_) {
    const std::size_t place = view_->rows.at(mouse.y - gutter_.low.y + view_->scroll);
    if (place < view_->rows.all().size() && name_is_cut(view_->rows.all()[place])) {
      shown = row_name(view_->index(), view_->rows.all()[place].key, look_->language);
    }
  }
  if (pointer_in_ruler_) {
    for (const Squeeze::Stretch& stretch : view_->scale.squeeze().stretches()) {
      float x0 = 0, x1 = 0;
      if (!break_in_sight(stretch, x0, x1) || mouse.x < x0 || mouse.x >= x1) continue;
      shown =
          fill(Text::SqueezedHint, look_->language, {duration_text(stretch.end - stretch.begin)});
    }
  }
  if (shown.empty()) return;
  begin_tooltip();
  ImGui::PushTextWrapPos(look_->px(380));
  text(shown);
  ImGui::PopTextWrapPos();
  end_tooltip();
}

void TimelinePanel::begin_tooltip() {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look_->px(12), look_->px(10)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look_->px(6));
  ImGui::BeginTooltip();
}

void TimelinePanel::end_tooltip() {
  ImGui::EndTooltip();
  ImGui::PopStyleVar(2);
}

}  // namespace gilscope
