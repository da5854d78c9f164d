// sub and subn. The function given as replacement is Python code, which may block: so this is a
// native frame.
#include <vector>

#include "lib/regex.h"
#include "vm/bytes.h"
#include "vm/frame.h"
#include "vm/iterating.h"
#include "vm/number.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

Value finish(Thread& thread, RegexWalk* walk) {
  Process& process = *thread.process;
  Value rest = regex_slice(thread, walk->string, walk->copied, walk->end);
  if (rest.is_null()) return rest;
  list_append(process, walk->pieces, rest);
  Value text = regex_join(thread, walk->string, walk->pieces);
  if (text.is_null() || !walk->with_count) return text;
  Value pair[2] = {text, Value::of(walk->count)};
  return Value::of(new_tuple(process, pair, 2));
}

// Frame slots: [walk]. state 1: the function's answer comes in.
Value substitute_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  auto* walk = frame.slots[0].as<RegexWalk>();
  bool answered = frame.state == 1;
  bool function =
      !is_list(walk->replacement) && !is_str(walk->replacement) && !is_bytes(walk->replacement);
  for (;;) {
    if (answered) {
      if (input.is_signal()) return input;
      if (!input.is_none()) list_append(process, walk->pieces, input);
      answered = false;
    }
    if (walk->limit && walk->count >= walk->limit) return finish(thread, walk);
    Value found = regex_next(thread, walk, RegexHow::Search);
    if (found.is_null()) return found;
    if (found.is_none()) return finish(thread, walk);
    auto* match = found.as<RegexMatch>();
    if (walk->copied < match->marks[0])
      list_append(process, walk->pieces,
                  regex_slice(thread, walk->string, walk->copied, match->marks[0]));
    walk->copied = match->marks[1];
    ++walk->count;
    if (!function) {
      if (!regex_expand(thread, match, walk->replacement, walk->pieces)) return Value::null();
      continue;
    }
    frame.state = 1;
    input = call(thread, walk->replacement, &found, 1);
    if (input.is_pending()) return input;
    answered = true;
  }
}
constexpr NativeFrameType kSubstitute = {"re.sub", substitute_step};

bool has_backslash(Value v) {
  if (is_str(v)) {
    Str* s = v.as<Str>();
    for (std::uint32_t i = 0; i < s->length; ++i)
      if (s->at(i) == '\\') return true;
    return false;
  }
  return true;
}

// What stands for a match: the function itself, a str or bytes, or a list of pieces and group
// numbers.
Value replacement_of(Thread& thread, RegexPattern* pattern, Value given) {
  Process& process = *thread.process;
  if (type_of(process, given)->slots.call) return given;
  if (is_str(given) && !has_backslash(given)) return given;
  Value args[2] = {Value::of(pattern), given};
  return call_nested(thread, regex_roots(process)->items[kTemplateFunction], args, 2);
}

Value join_bytes(Thread& thread, List* pieces) {
  std::string out;
  for (std::uint32_t i = 0; i < pieces->length; ++i) {
    std::string_view data;
    if (!bytes_like(thread, pieces->items[i], &data)) {
      take_exception(thread);
      return raise(thread, thread.process->types.TypeError,
                   "sequence item %u: expected a bytes-like object, %s found", i,
                   type_name(*thread.process, pieces->items[i]).c_str());
    }
    out += data;
  }
  thread.charge(static_cast<Nanos>(out.size() / 16));
  return Value::of(new_bytes(*thread.process, out));
}

}  // namespace

Value regex_join(Thread& thread, Value like, List* pieces) {
  if (!is_str(like)) return join_bytes(thread, pieces);
  Process& process = *thread.process;
  std::vector<char32_t> points;
  for (std::uint32_t i = 0; i < pieces->length; ++i) {
    Value piece = pieces->items[i];
    if (!is_str(piece))
      return raise(thread, process.types.TypeError,
                   "sequence item %u: expected str instance, %s found", i,
                   type_name(process, piece).c_str());
    Str* s = piece.as<Str>();
    for (std::uint32_t k = 0; k < s->length; ++k) points.push_back(s->at(k));
  }
  thread.charge(static_cast<Nanos>(points.size() / 16));
  return Value::of(
      new_str_from_code_points(process, points.data(), static_cast<std::uint32_t>(points.size())));
}

Value regex_substitute(Thread& thread, const Value* args, bool with_count) {
  auto* pattern = args[0].as<RegexPattern>();
  std::int64_t limit = 0;
  if (!args[3].is_null() && !index_value(thread, args[3], &limit)) return Value::null();
  Value replacement = replacement_of(thread, pattern, args[1]);
  if (replacement.is_null()) return replacement;
  RegexWalk* walk =
      new_walk(thread, kSubstitutionType, pattern, args[2], Value::null(), Value::null());
  if (!walk) return Value::null();
  walk->replacement = replacement;
  walk->pieces = new_list(*thread.process);
  walk->limit = limit > 0 ? limit : 0;
  walk->with_count = with_count;
  if (limit < 0) return finish(thread, walk);
  Value slot = Value::of(walk);
  return start_frame(thread, kSubstitute, &slot, 1);
}

}  // namespace gilscope
