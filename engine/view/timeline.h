// The visible part of the timeline as draw records. Coordinates are pixels from the top left corner
// of the lanes, after scrolling. Only rows in sight are looked at, and each through folding, so the
// cost follows the pixels: tests draw a trace of ten million events as fast as one of ten thousand.
#pragma once

#include "view/draw_list.h"
#include "view/texts.h"
#include "view/view_model.h"

namespace gilscope {

void draw_timeline(const ViewModel& view, Language language, DrawList& list);

MarkKind mark_kind(EventKind kind);
// Which colour a span of this row has.
ColorRole role_of(RowKind kind, std::uint8_t state);
// How much of the row's height the role fills: what runs fills it, what waits is lower, so that
// the two can be told apart without any colour.
float height_of(ColorRole role);

// The name at the left of the row.
std::string row_name(const TraceIndex& index, RowKey key, Language language);
// A thread's name as it must be told where threads of several processes meet: with its process, and
// the process alone for its main thread.
std::string name_among_processes(const TraceIndex& index, ThreadId id);
// What the row does at t, in a few words; "" where it does nothing.
std::string row_state(const TraceIndex& index, RowKey key, Nanos t, Language language);

// A few words for inside of a span; "" where it needs none.
std::string span_label(const TraceIndex& index, RowKey key, const Transition& what,
                       Language language);

}  // namespace gilscope
