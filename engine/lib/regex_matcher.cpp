#include "lib/regex_matcher.h"

namespace gilscope {
namespace {

struct Choice {
  enum Kind : std::uint32_t { Plain, Greedy, Lazy };
  std::uint32_t ip;
  Kind kind;
  std::int32_t position;
  std::uint32_t
      left;  // Greedy: the lowest position that will do; Lazy: rounds that may still be made
  std::size_t undo;  // length of the log
};

struct Undo {
  enum Kind : std::uint32_t { Mark, LastGroup, Loop };
  Kind kind;
  std::uint32_t index;
  std::int32_t first, second;
};

struct Slot {
  std::int32_t count = 0, last = -1;  // loops: rounds made, where the last one began
  std::size_t choices = 0;            // atomic groups and assertions: how many choices there were
  std::int32_t position = 0;
};

template <class Char>
class Matcher {
 public:
  explicit Matcher(RegexSearch& search)
      : search_(search),
        program_(search.program),
        text_(static_cast<const Char*>(search.text)),
        end_(static_cast<std::int32_t>(search.end)),
        marks_(search.marks),
        slots_(search.slots) {
    marks_.assign(2 + 2 * std::size_t{search.groups}, -1);
  }

  RegexOutcome run() {
    auto start = static_cast<std::int32_t>(search_.start);
    if (start > end_) return RegexOutcome::NoMatch;
    const std::uint32_t* first = first_of_program();
    must_advance_ = search_.must_advance;
    for (;; ++start, must_advance_ = false) {
      if (search_.anywhere && first && !skip_to(first, start)) break;
      if (match_at(start)) return RegexOutcome::Matched;
      if (ended_) return RegexOutcome::Ended;
      if (!search_.anywhere || start >= end_) break;
    }
    return ended_ ? RegexOutcome::Ended : RegexOutcome::NoMatch;
  }

 private:
  RegexOp op_at(std::uint32_t ip) const { return static_cast<RegexOp>(program_[ip]); }

  bool step(std::int64_t count = 1) {
    search_.steps += count;
    if (search_.steps < kStepsPerReport) [[likely]]
      return true;
    std::int64_t steps = search_.steps;
    search_.steps = 0;
    if (search_.report->report(steps)) return true;
    ended_ = true;
    return false;
  }

  // --- one character

  bool single(const std::uint32_t* op, Char c) const {
    switch (static_cast<RegexOp>(op[0])) {
      case RegexOp::Literal: return c == op[1];
      case RegexOp::NotLiteral: return c != op[1];
      case RegexOp::LiteralFold: return regex_fold(c, RegexFold::Unicode) == op[1];
      case RegexOp::NotLiteralFold: return regex_fold(c, RegexFold::Unicode) != op[1];
      case RegexOp::LiteralFoldAscii: return regex_fold(c, RegexFold::Ascii) == op[1];
      case RegexOp::NotLiteralFoldAscii: return regex_fold(c, RegexFold::Ascii) != op[1];
      case RegexOp::Any: return c != '\n';
      case RegexOp::AnyAll: return true;
      case RegexOp::In: return regex_set_has(op + 2, c);
      default: return false;
    }
  }
  static std::uint32_t length_of_single(const std::uint32_t* op) {
    auto kind = static_cast<RegexOp>(op[0]);
    if (kind == RegexOp::In) return 2 + op[1];
    return kind == RegexOp::Any || kind == RegexOp::AnyAll ? 1 : 2;
  }
  static bool is_single(RegexOp op) { return op >= RegexOp::Literal && op <= RegexOp::In; }

  // How far `op` matches from `position`, `max` characters at most.
  std::int32_t run_of(const std::uint32_t* op, std::int32_t position, std::uint32_t max) {
    std::int32_t limit = end_;
    if (max < static_cast<std::uint32_t>(end_ - position))
      limit = position + static_cast<std::int32_t>(max);
    std::int32_t at = position;
    if (static_cast<RegexOp>(op[0]) == RegexOp::AnyAll)
      at = limit;
    else if (static_cast<RegexOp>(op[0]) == RegexOp::Any)
      while (at < limit && text_[at] != '\n') ++at;
    else
      while (at < limit && single(op, text_[at])) ++at;
    return at;
  }

  // The one-character instruction that every match begins with, or null.
  const std::uint32_t* first_of_program() const {
    std::uint32_t ip = 0;
    for (;;) {
      RegexOp op = op_at(ip);
      if (op == RegexOp::Mark) {
        ip += 2;
      } else if (is_single(op)) {
        return op == RegexOp::AnyAll ? nullptr : program_ + ip;
      } else if (op >= RegexOp::RepeatOne && op <= RegexOp::RepeatOnePossessive &&
                 program_[ip + 1] > 0) {
        ip += 4;
      } else {
        return nullptr;
      }
    }
  }

  // Moves `start` to where `first` matches. False: nowhere, or ended.
  bool skip_to(const std::uint32_t* first, std::int32_t& start) {
    std::int32_t at = start;
    if (static_cast<RegexOp>(first[0]) == RegexOp::Literal)
      while (at < end_ && text_[at] != first[1]) ++at;
    else
      while (at < end_ && !single(first, text_[at])) ++at;
    if (at > start) must_advance_ = false;
    bool go_on = step(at - start);
    start = at;
    return go_on && at < end_;
  }

  // --- places

  bool word(std::int32_t at, bool ascii) const {
    return at >= 0 && at < end_ &&
           regex_in_category(text_[at], ascii ? kRegexWordAscii : kRegexWord);
  }
  bool at_place(RegexPlace place, std::int32_t at) const {
    switch (place) {
      case RegexPlace::Beginning: return at == 0;
      case RegexPlace::BeginningLine: return at == 0 || text_[at - 1] == '\n';
      case RegexPlace::End: return at == end_ || (at + 1 == end_ && text_[at] == '\n');
      case RegexPlace::EndLine: return at == end_ || text_[at] == '\n';
      case RegexPlace::EndString: return at == end_;
      // A text without any character has neither boundaries nor places that are none.
      case RegexPlace::Boundary: return end_ > 0 && word(at - 1, false) != word(at, false);
      case RegexPlace::NotBoundary: return end_ > 0 && word(at - 1, false) == word(at, false);
      case RegexPlace::BoundaryAscii: return end_ > 0 && word(at - 1, true) != word(at, true);
      case RegexPlace::NotBoundaryAscii: return end_ > 0 && word(at - 1, true) == word(at, true);
    }
    return false;
  }

  // --- choices and what they undo

  void set_mark(std::uint32_t mark, std::int32_t position) {
    undo_.push_back({Undo::Mark, mark, marks_[2 + mark], 0});
    marks_[2 + mark] = position;
    if (mark & 1) {
      undo_.push_back({Undo::LastGroup, 0, search_.last_group, 0});
      search_.last_group = static_cast<std::int32_t>(mark / 2 + 1);
    }
  }
  void set_loop(std::uint32_t index, std::int32_t count, std::int32_t last) {
    Slot& slot = slots_[index];
    undo_.push_back({Undo::Loop, index, slot.count, slot.last});
    slot.count = count;
    slot.last = last;
  }
  void roll_back(std::size_t length) {
    while (undo_.size() > length) {
      Undo u = undo_.back();
      undo_.pop_back();
      if (u.kind == Undo::Mark) {
        marks_[2 + u.index] = u.first;
      } else if (u.kind == Undo::LastGroup) {
        search_.last_group = u.first;
      } else {
        slots_[u.index].count = u.first;
        slots_[u.index].last = u.second;
      }
    }
  }
  void choose(std::uint32_t ip, std::int32_t position, Choice::Kind kind = Choice::Plain,
              std::uint32_t left = 0) {
    choices_.push_back({ip, kind, position, left, undo_.size()});
    if (choices_.size() > kRegexChoicesMax || undo_.size() > 4 * kRegexChoicesMax)
      search_.out_of_memory = ended_ = true;
  }

  // Takes the last choice. False: there is none.
  bool go_back(std::uint32_t& ip, std::int32_t& position) {
    while (!choices_.empty()) {
      Choice& choice = choices_.back();
      roll_back(choice.undo);
      ip = choice.ip;
      if (choice.kind == Choice::Plain) {
        position = choice.position;
        choices_.pop_back();
        return true;
      }
      if (choice.kind == Choice::Greedy ? shorten(choice) : lengthen(choice, ip)) {
        position = choice.position;
        bool spent = choice.kind == Choice::Greedy
                         ? choice.position <= static_cast<std::int32_t>(choice.left)
                         : choice.left == 0;
        if (spent) choices_.pop_back();
        return true;
      }
      if (ended_) return false;
      choices_.pop_back();
    }
    roll_back(0);
    return false;
  }
  // Gives back one character, or as many as it takes to find the literal that comes next.
  bool shorten(Choice& choice) {
    auto low = static_cast<std::int32_t>(choice.left);
    std::int32_t from = choice.position--;
    if (op_at(choice.ip) != RegexOp::Literal) return true;
    Char wanted = static_cast<Char>(program_[choice.ip + 1]);
    if (wanted != program_[choice.ip + 1]) return false;
    while (choice.position >= low && text_[choice.position] != wanted) --choice.position;
    return step((from - choice.position) / 4) && choice.position >= low;
  }
  // Takes one more character. `ip`: the RepeatOneLazy in, what comes after it out.
  bool lengthen(Choice& choice, std::uint32_t& ip) {
    if (choice.position >= end_ || !single(program_ + ip + 4, text_[choice.position])) return false;
    ++choice.position;
    if (choice.left != kRegexNoLimit) --choice.left;
    ip = program_[ip + 3];
    return true;
  }

  // --- repetitions

  bool repeat_one(const std::uint32_t* op, std::uint32_t& ip, std::int32_t& position) {
    std::uint32_t low = op[1], high = op[2], next = op[3];
    if (static_cast<std::uint32_t>(end_ - position) < low) return false;
    auto kind = static_cast<RegexOp>(op[0]);
    bool lazy = kind == RegexOp::RepeatOneLazy;
    std::int32_t reached = run_of(op + 4, position, lazy ? low : high);
    if (!step((reached - position) / 2)) return false;
    std::int32_t least = position + static_cast<std::int32_t>(low);
    if (reached < least) return false;
    if (lazy && high > low)
      choose(ip, reached, Choice::Lazy, high == kRegexNoLimit ? high : high - low);
    else if (kind == RegexOp::RepeatOne && reached > least)
      choose(next, reached, Choice::Greedy, static_cast<std::uint32_t>(least));
    position = reached;
    ip = next;
    return true;
  }

  void loop(const std::uint32_t* op, std::uint32_t& ip, std::int32_t position) {
    auto kind = static_cast<RegexOp>(op[0]);
    Slot& slot = slots_[op[1]];
    auto count = static_cast<std::uint32_t>(slot.count);
    std::uint32_t round = ip + 5, exit = op[4];
    slot.choices = choices_.size();
    // A round that begins where the one before it began would go on for ever.
    bool must = count < op[2], may = count < op[3] && position != slot.last;
    ip = must || (may && kind != RegexOp::LoopLazy) ? round : exit;
    if (!must && may) choose(kind == RegexOp::LoopLazy ? round : exit, position);
  }
  void begin_round(const std::uint32_t* op, std::int32_t position) {
    Slot& slot = slots_[op[1]];
    bool must = static_cast<std::uint32_t>(slot.count) < op[2];
    set_loop(op[1], slot.count + 1, must ? slot.last : position);
  }

  // --- groups

  bool same_text(std::uint32_t group, RegexFold fold, std::int32_t& position) {
    std::int32_t from = marks_[2 + 2 * group], to = marks_[3 + 2 * group];
    if (from < 0 || to < from || to - from > end_ - position) return false;
    for (std::int32_t i = 0; i < to - from; ++i) {
      char32_t a = text_[from + i], b = text_[position + i];
      if (a != b && regex_fold(a, fold) != regex_fold(b, fold)) return false;
    }
    position += to - from;
    return true;
  }

  bool match_at(std::int32_t start) {
    choices_.clear();
    undo_.clear();
    std::uint32_t ip = 0;
    std::int32_t position = start;
    for (;;) {
      if (!step() || ended_) return false;
      if (op_at(ip) == RegexOp::Success && accepts(position, start)) {
        marks_[0] = start;
        marks_[1] = position;
        return true;
      }
      if (!advance(ip, position) && !go_back(ip, position)) return false;
    }
  }
  bool accepts(std::int32_t position, std::int32_t start) const {
    return !(search_.whole && position != end_) && !(must_advance_ && position == start);
  }

  // Executes the instruction at `ip`. False: it does not match.
  bool advance(std::uint32_t& ip, std::int32_t& position) {
    const std::uint32_t* op = program_ + ip;
    switch (static_cast<RegexOp>(op[0])) {
      case RegexOp::Success:
      case RegexOp::Fail: return false;
      case RegexOp::Literal:
      case RegexOp::NotLiteral:
      case RegexOp::LiteralFold:
      case RegexOp::NotLiteralFold:
      case RegexOp::LiteralFoldAscii:
      case RegexOp::NotLiteralFoldAscii:
      case RegexOp::Any:
      case RegexOp::AnyAll:
      case RegexOp::In:
        if (position >= end_ || !single(op, text_[position])) return false;
        ++position;
        ip += length_of_single(op);
        return true;
      case RegexOp::At: ip += 2; return at_place(static_cast<RegexPlace>(op[1]), position);
      case RegexOp::Mark:
        set_mark(op[1], position);
        ip += 2;
        return true;
      case RegexOp::Split:
        choose(op[1], position);
        ip += 2;
        return true;
      case RegexOp::Jump: ip = op[1]; return true;
      case RegexOp::RepeatOne:
      case RegexOp::RepeatOneLazy:
      case RegexOp::RepeatOnePossessive: return repeat_one(op, ip, position);
      case RegexOp::LoopEnter:
        set_loop(op[1], 0, -1);
        ip += 2;
        return true;
      case RegexOp::LoopGreedy:
      case RegexOp::LoopLazy:
      case RegexOp::LoopPossessive: loop(op, ip, position); return true;
      case RegexOp::LoopRound:
        begin_round(op, position);
        ip += 3;
        return true;
      case RegexOp::GroupRef: ip += 2; return same_text(op[1], RegexFold::None, position);
      case RegexOp::GroupRefFold: ip += 2; return same_text(op[1], RegexFold::Unicode, position);
      case RegexOp::GroupRefFoldAscii: ip += 2; return same_text(op[1], RegexFold::Ascii, position);
      case RegexOp::GroupRefExists: {
        bool matched = marks_[2 + 2 * op[1]] >= 0 && marks_[3 + 2 * op[1]] >= 0;
        ip = matched ? ip + 3 : op[2];
        return true;
      }
      default: return advance_group(op, slots_[op[1]], ip, position);
    }
  }

  bool advance_group(const std::uint32_t* op, Slot& slot, std::uint32_t& ip,
                     std::int32_t& position) {
    switch (static_cast<RegexOp>(op[0])) {
      case RegexOp::AtomicEnter:
        slot.choices = choices_.size();
        ip += 2;
        return true;
      case RegexOp::AtomicLeave:
        choices_.resize(slot.choices);
        ip += 2;
        return true;
      case RegexOp::Assert:
        if (position < static_cast<std::int32_t>(op[2])) return false;
        slot.choices = choices_.size();
        slot.position = position;
        position -= static_cast<std::int32_t>(op[2]);
        ip += 3;
        return true;
      case RegexOp::AssertLeave:
        choices_.resize(slot.choices);
        position = slot.position;
        ip += 2;
        return true;
      case RegexOp::AssertNot:
        if (position < static_cast<std::int32_t>(op[2])) {
          ip = op[3];
          return true;
        }
        slot.choices = choices_.size();
        choose(op[3], position);
        position -= static_cast<std::int32_t>(op[2]);
        ip += 4;
        return true;
      default: choices_.resize(slot.choices); return false;  // AssertNotLeave
    }
  }

  RegexSearch& search_;
  const std::uint32_t* program_;
  const Char* text_;
  std::int32_t end_;
  std::vector<std::int32_t>& marks_;
  std::vector<Slot> slots_;
  std::vector<Choice> choices_;
  std::vector<Undo> undo_;
  bool must_advance_ = false;
  bool ended_ = false;
};

}  // namespace

RegexOutcome regex_search(RegexSearch& search) {
  if (search.width == 1) return Matcher<std::uint8_t>(search).run();
  if (search.width == 2) return Matcher<std::uint16_t>(search).run();
  return Matcher<std::uint32_t>(search).run();
}

}  // namespace gilscope
