// Folding: level of detail by binary search. A lane's spans that are at least kFoldPixels wide are
// given one by one; what is narrower is given as pieces of at most that width with the time each
// state takes in them. Pieces lie on a grid fixed in time, so they stand still while the user pans.
// The number of pieces depends on the pixels only, and each costs a short search.
#pragma once

#include <algorithm>

#include "trace/lane.h"
#include "view/time_scale.h"

namespace gilscope {

inline constexpr double kFoldPixels = 3;

struct FoldedPiece {
  Nanos begin = 0;
  Nanos end = 0;
  StateTimes times{};
};

// Calls on_span(const Span&, std::size_t transition) and on_piece(const FoldedPiece&), from left to
// right, for what lies in [begin, end).
template <class OnSpan, class OnPiece>
void fold_lane(const Lane& lane, Nanos begin, Nanos end, Nanos now, const TimeScale& scale,
               OnSpan on_span, OnPiece on_piece) {
  if (lane.empty()) return;
  const auto is_wide = [&scale](const Span& span) {
    return scale.x_of(span.end) - scale.x_of(span.begin) >= kFoldPixels - 1e-6;
  };
  Nanos at = std::max({begin, lane[0].at, Nanos{0}});
  end = std::min(end, now);
  Lane::Walk walk(lane);
  while (at < end) {
    const std::size_t i = walk.find(at);
    const Span span = lane.span(i, now);
    if (is_wide(span)) {
      on_span(span, i);
      at = span.end;
      continue;
    }
    Nanos piece_end = scale.next_grid_line(at, kFoldPixels);
    const std::size_t k = walk.find(piece_end);
    if (k != i && is_wide(lane.span(k, now))) piece_end = lane[k].at;
    piece_end = std::min(piece_end, now);
    on_piece(FoldedPiece{at, piece_end, walk.times(at, piece_end)});
    at = piece_end;
  }
}

}  // namespace gilscope
