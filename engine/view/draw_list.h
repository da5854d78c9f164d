// What is drawn, as plain records: rectangles with a colour role, texts, arrows and marks. Made by
// timeline.h in pixels from the top left corner of the lanes; painted by ui; read by tests.
// A role is a meaning, not a colour: the theme decides colour, pattern and brightness.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trace/index.h"
#include "view/rows.h"

namespace gilscope {

enum class ColorRole : std::uint8_t {
  None,
  RunningGil,
  RunningNativeGil,
  RunningNative,
  RunningFree,
  RunnableGil,
  Runnable,
  WantsGil,
  Io,
  Lock,
  Join,
  Sleep,
  Idle,
  GilHeld,
  CoreBusy,
  LoopBusy,
  TaskReady,
  TaskRunning,
  TaskAwaiting,
};
inline constexpr int kColorRoles = 19;

enum SliceFlags : std::uint8_t {
  kSliceSelected = 1,
  kSliceHovered = 2,
  kSliceFolded = 4,     // a piece of many short spans: no edges
  kSliceAlternate = 8,  // a slightly other brightness, so that neighbours can be told apart
};

struct Slice {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  ColorRole role = ColorRole::None;
  std::uint8_t flags = 0;
};

struct Label {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // the room it has
  std::string text;
  ColorRole on = ColorRole::None;  // what it stands on
};

enum class MarkKind : std::uint8_t { Output, Exception, DropRequest, Queue, Message, Other };
struct Mark {
  float x = 0, y0 = 0, y1 = 0;
  MarkKind kind = MarkKind::Other;
  std::uint32_t event = 0;
};

struct DrawnArrow {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  ArrowKind kind = ArrowKind::Message;
};

struct DrawList {
  std::vector<Slice> slices;
  std::vector<Label> labels;
  std::vector<Mark> marks;
  std::vector<DrawnArrow> arrows;
  void clear() {
    slices.clear();
    labels.clear();
    marks.clear();
    arrows.clear();
  }
};

}  // namespace gilscope
