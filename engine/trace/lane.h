// A lane: what one thing (a thread, a GIL, a core, a task) did over time, as a list of transitions.
// A state holds from its transition to the next one, so spans touch, never overlap, and are found
// by binary search. Sums of time per state are kept every kBlock transitions: how a stretch of any
// length divides among the states costs a binary search and a short walk, however many spans lie in
// it. Built by TraceIndex; read by statistics and view.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/nanos.h"

namespace gilscope {

inline constexpr std::size_t kLaneStates = 16;
using StateTimes = std::array<Nanos, kLaneStates>;

struct Transition {
  Nanos at = 0;
  std::uint32_t event = 0;  // index of the event that brought it about
  std::uint32_t who = 0;    // GIL and core lanes: the thread; loop lanes: the task; else unused
  std::uint8_t state = 0;   // 0 is always "nothing here"
  std::uint8_t cause = 0;   // Cause, where the state is a wait
  std::uint16_t core = 0;   // thread lanes: the core + 1 while on one, else 0
};

struct Span {
  Nanos begin = 0;
  Nanos end = 0;
  Transition what;
  bool open = false;  // still going on when the trace ended (or at this moment, in a live view)
};

class Lane {
 public:
  static constexpr std::size_t kBlock = 32;

  // Transitions come in order of time. One at the same time as the last replaces it, so spans of no
  // length do not exist; one that changes nothing is dropped unless `distinct`.
  void push(const Transition& transition, bool distinct = false);

  std::size_t size() const { return transitions_.size(); }
  bool empty() const { return transitions_.empty(); }
  const Transition& operator[](std::size_t i) const { return transitions_[i]; }

  // The span that begins with transition i; the last one ends at `now`.
  Span span(std::size_t i, Nanos now) const;
  // The transition in force at t; size() if t is before the first one.
  std::size_t find(Nanos t) const;
  // The first transition at or after t; size() if there is none.
  std::size_t first_at_or_after(Nanos t) const;

  // Time per state within [begin, end); the last state goes on forever.
  StateTimes times(Nanos begin, Nanos end) const;

  // The same questions, asked from left to right: each search begins where the last one ended, and
  // a stretch that begins where the last one ended costs half.
  class Walk {
   public:
    explicit Walk(const Lane& lane) : lane_(lane) {}
    std::size_t find(Nanos t);  // t: not before the t of the last call
    StateTimes times(Nanos begin, Nanos end);

   private:
    const Lane& lane_;
    std::size_t place_ = 0;
    bool started_ = false;
    Nanos summed_to_ = -1;
    StateTimes sum_{};  // from the first transition up to summed_to_
  };

 private:
  // From the first transition up to t, which lies in the span of transition `last`.
  StateTimes times_before(Nanos t, std::size_t last) const;

  std::vector<Transition> transitions_;
  std::vector<StateTimes> sums_;  // sums_[k]: times up to transition k * kBlock
};

}  // namespace gilscope
