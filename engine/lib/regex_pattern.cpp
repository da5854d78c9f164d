// The module _re: compiled patterns and what they do.
#include <cstring>

#include "lib/extension_slots.h"
#include "lib/regex.h"
#include "vm/bytes.h"
#include "vm/collect.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/number.h"
#include "vm/operations.h"

namespace gilscope {

void define_regex(Thread& thread, Module* module);  // native_modules.def

namespace {

constexpr Nanos kSearchNs = 250;  // what a search costs before its first step
constexpr Nanos kStepNs = 8;

class Meter : public RegexReport {
 public:
  explicit Meter(Thread& thread) : thread_(thread) {}
  bool report(std::int64_t steps) override {
    thread_.charge(steps * kStepNs);
    return !runs_too_long(thread_);
  }

 private:
  Thread& thread_;
};

RegexPattern* pattern_of(Value v) {
  return v.as<RegexPattern>();
}

void visit_pattern(Object* object, Visitor& visitor) {
  auto* self = static_cast<RegexPattern*>(object);
  visitor.value(self->source);
  visitor.value(self->group_index);
  visitor.object(self->group_names);
  visitor.buffer(self->program);
}

void visit_walk(Object* object, Visitor& visitor) {
  auto* self = static_cast<RegexWalk*>(object);
  visitor.object(self->pattern);
  visitor.value(self->string);
  visitor.value(self->replacement);
  visitor.object(self->pieces);
}

bool words_of(Thread& thread, Value list, std::vector<std::uint32_t>* out) {
  List* items = list.as<List>();
  for (std::uint32_t i = 0; i < items->length; ++i) {
    std::int64_t word;
    if (!index_value(thread, items->items[i], &word)) return false;
    out->push_back(static_cast<std::uint32_t>(word));
  }
  return true;
}

bool refuse(Thread& thread, const char* text) {
  raise(thread, thread.process->types.ValueError, "%s", text);
  return false;
}

// compile(pattern, flags, program, groups, slots, groupindex, group names)
Value compile(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_list(args[2]) || !is_tuple(args[6]))
    return refuse(thread, "a list and a tuple are needed"), Value::null();
  std::vector<std::uint32_t> program;
  std::int64_t flags, groups, slots;
  if (!words_of(thread, args[2], &program) || !index_value(thread, args[1], &flags) ||
      !index_value(thread, args[3], &groups) || !index_value(thread, args[4], &slots))
    return Value::null();
  if (groups < 0 || groups > 100000 || slots < 1 || slots > 1000000 ||
      args[6].as<Tuple>()->length != groups + 1 ||
      !regex_valid(program, static_cast<std::uint32_t>(groups), static_cast<std::uint32_t>(slots)))
    return refuse(thread, "not a program of a pattern"), Value::null();
  auto* self =
      static_cast<RegexPattern*>(allocate_instance(process, regex_type(process, kPatternType)));
  self->source = args[0];
  self->group_index = args[5];
  self->group_names = args[6].as<Tuple>();
  self->program_length = static_cast<std::uint32_t>(program.size());
  self->program = static_cast<std::uint32_t*>(process.heap.allocate(program.size() * 4));
  std::memcpy(self->program, program.data(), program.size() * 4);
  self->groups = static_cast<std::uint32_t>(groups);
  self->slots = static_cast<std::uint32_t>(slots);
  self->regex_flags = static_cast<std::uint32_t>(flags);
  self->is_bytes = !args[0].is_none() && !is_str(args[0]);
  return Value::of(self);
}

// make_set([(first, last), ...], categories, fold, negated) -> words that follow In
Value make_set(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::vector<RegexRange> ranges;
  std::int64_t categories, fold, negated;
  if (!is_list(args[0]) || !index_value(thread, args[1], &categories) ||
      !index_value(thread, args[2], &fold) || !index_value(thread, args[3], &negated))
    return Value::null();
  List* pairs = args[0].as<List>();
  for (std::uint32_t i = 0; i < pairs->length; ++i) {
    std::int64_t first, last;
    Tuple* pair = is_tuple(pairs->items[i]) ? pairs->items[i].as<Tuple>() : nullptr;
    if (!pair || pair->length != 2) return refuse(thread, "pairs are needed"), Value::null();
    if (!index_value(thread, pair->items[0], &first) || !index_value(thread, pair->items[1], &last))
      return Value::null();
    if (first < 0 || last < first || last > 0x10ffff)
      return refuse(thread, "not a range of characters"), Value::null();
    ranges.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
    thread.charge((last - first) / 8);
  }
  std::vector<std::uint32_t> words =
      regex_set(ranges, static_cast<std::uint32_t>(categories) & 0xfff,
                static_cast<RegexFold>(fold % 3), negated != 0);
  List* result = new_list(process, static_cast<std::uint32_t>(words.size()));
  for (std::uint32_t word : words) list_append(process, result, Value::of(std::int64_t{word}));
  return Value::of(result);
}

// fold(character, kind)
Value fold(Thread& thread, const Value* args) {
  std::int64_t c, kind;
  if (!index_value(thread, args[0], &c) || !index_value(thread, args[1], &kind))
    return Value::null();
  return Value::of(
      std::int64_t{regex_fold(static_cast<char32_t>(c), static_cast<RegexFold>(kind % 3))});
}

// has_cases(character): does any other character differ from it by case only?
Value has_cases(Thread& thread, const Value* args) {
  std::int64_t c, ascii;
  if (!index_value(thread, args[0], &c) || !index_value(thread, args[1], &ascii))
    return Value::null();
  auto point = static_cast<char32_t>(c);
  if (point < 128 || ascii)
    return Value::boolean((point | 32) >= 'a' && (point | 32) <= 'z' && point < 128);
  return Value::boolean(true);
}

Value set_helpers(Thread& thread, const Value* args) {
  Tuple* roots = regex_roots(*thread.process);
  roots->items[kTemplateFunction] = args[0];
  roots->items[kFlagNames] = args[1];
  return Value::none();
}

// --- methods

template <RegexHow how>
Value pattern_match(Thread& thread, const Value* args) {
  RegexWalk* walk = new_walk(thread, kScannerType, pattern_of(args[0]), args[1], args[2], args[3]);
  return walk ? regex_next(thread, walk, how) : Value::null();
}

Value pattern_finditer(Thread& thread, const Value* args) {
  RegexWalk* walk = new_walk(thread, kIteratorType, pattern_of(args[0]), args[1], args[2], args[3]);
  return walk ? Value::of(walk) : Value::null();
}

Value pattern_scanner(Thread& thread, const Value* args) {
  RegexWalk* walk = new_walk(thread, kScannerType, pattern_of(args[0]), args[1], args[2], args[3]);
  return walk ? Value::of(walk) : Value::null();
}

Value empty_like(Thread& thread, RegexMatch* match) {
  return regex_slice(thread, match->string, 0, 0);
}

Value pattern_findall(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  RegexWalk* walk = new_walk(thread, kScannerType, pattern_of(args[0]), args[1], args[2], args[3]);
  if (!walk) return Value::null();
  List* found = new_list(process);
  for (;;) {
    Value v = regex_next(thread, walk, RegexHow::Search);
    if (v.is_null()) return v;
    if (v.is_none()) return Value::of(found);
    auto* match = v.as<RegexMatch>();
    Value empty = empty_like(thread, match);
    if (match->groups <= 1) {
      list_append(process, found, regex_group(thread, match, match->groups, empty));
      continue;
    }
    Tuple* groups = new_tuple(process, match->groups);
    for (std::uint32_t i = 0; i < match->groups; ++i)
      groups->items[i] = regex_group(thread, match, i + 1, empty);
    list_append(process, found, Value::of(groups));
  }
}

Value pattern_split(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::int64_t limit = 0, count = 0;
  if (!args[2].is_null() && !index_value(thread, args[2], &limit)) return Value::null();
  RegexWalk* walk =
      new_walk(thread, kScannerType, pattern_of(args[0]), args[1], Value::null(), Value::null());
  if (!walk) return Value::null();
  List* parts = new_list(process);
  std::int64_t last = 0;
  while (limit == 0 || count < limit) {
    Value v = regex_next(thread, walk, RegexHow::Search);
    if (v.is_null()) return v;
    if (v.is_none()) break;
    auto* match = v.as<RegexMatch>();
    list_append(process, parts, regex_slice(thread, args[1], last, match->marks[0]));
    for (std::uint32_t i = 1; i <= match->groups; ++i)
      list_append(process, parts, regex_group(thread, match, i, Value::none()));
    last = match->marks[1];
    ++count;
  }
  list_append(process, parts, regex_slice(thread, args[1], last, walk->end));
  return Value::of(parts);
}

Value pattern_sub(Thread& thread, const Value* args) {
  return regex_substitute(thread, args, false);
}
Value pattern_subn(Thread& thread, const Value* args) {
  return regex_substitute(thread, args, true);
}

Value pattern_self(Thread&, const Value* args) {
  return args[0];
}

Value pattern_repr(Thread& thread, Value v) {
  Process& process = *thread.process;
  RegexPattern* self = pattern_of(v);
  std::string text;
  if (!repr_nested(thread, self->source, &text)) return Value::null();
  if (text.size() > 200) text.resize(200);
  Value args[2] = {Value::of(std::int64_t{self->regex_flags}), Value::boolean(self->is_bytes)};
  Value flags = call_nested(thread, regex_roots(process)->items[kFlagNames], args, 2);
  if (flags.is_null()) return flags;
  return Value::of(new_str(process, "re.compile(" + text + to_utf8(flags.as<Str>()) + ")"));
}

Value pattern_compare(Thread& thread, Value left, Value right, Comparison op) {
  Process& process = *thread.process;
  bool wanted = op == Comparison::Equal || op == Comparison::NotEqual;
  if (!wanted || type_of(process, right) != regex_type(process, kPatternType))
    return Value::not_implemented();
  RegexPattern *a = pattern_of(left), *b = pattern_of(right);
  bool same = a == b;
  if (!same && a->regex_flags == b->regex_flags && a->is_bytes == b->is_bytes &&
      !equal_nested(thread, a->source, b->source, &same))
    return Value::null();
  return Value::boolean(same == (op == Comparison::Equal));
}

Value pattern_hash(Thread& thread, Value v) {
  std::int64_t code;
  if (!hash_nested(thread, pattern_of(v)->source, &code)) return Value::null();
  return Value::of(static_cast<std::int64_t>(code ^ pattern_of(v)->regex_flags));
}

constexpr NativeMethod kPatternMethods[] = {
    {"match", "self, /, string, pos=0, endpos=9223372036854775807", pattern_match<RegexHow::Match>},
    {"fullmatch", "self, /, string, pos=0, endpos=9223372036854775807",
     pattern_match<RegexHow::FullMatch>},
    {"search", "self, /, string, pos=0, endpos=9223372036854775807",
     pattern_match<RegexHow::Search>},
    {"findall", "self, /, string, pos=0, endpos=9223372036854775807", pattern_findall},
    {"finditer", "self, /, string, pos=0, endpos=9223372036854775807", pattern_finditer},
    {"scanner", "self, /, string, pos=0, endpos=9223372036854775807", pattern_scanner},
    {"split", "self, /, string, maxsplit=0", pattern_split},
    {"sub", "self, /, repl, string, count=0", pattern_sub},
    {"subn", "self, /, repl, string, count=0", pattern_subn},
    {"__copy__", "self, /", pattern_self},
    {"__deepcopy__", "self, memo, /", pattern_self},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

constexpr NativeGetSet kPatternGetSets[] = {
    {"pattern", [](Thread&, Value v) { return pattern_of(v)->source; }, nullptr},
    {"flags", [](Thread&, Value v) { return Value::of(std::int64_t{pattern_of(v)->regex_flags}); },
     nullptr},
    {"groups", [](Thread&, Value v) { return Value::of(std::int64_t{pattern_of(v)->groups}); },
     nullptr},
    {"groupindex", [](Thread&, Value v) { return pattern_of(v)->group_index; }, nullptr},
};

// --- walks

Value scanner_match(Thread& thread, const Value* args) {
  return regex_next(thread, args[0].as<RegexWalk>(), RegexHow::Match);
}
Value scanner_search(Thread& thread, const Value* args) {
  return regex_next(thread, args[0].as<RegexWalk>(), RegexHow::Search);
}
constexpr NativeMethod kScannerMethods[] = {
    {"match", "self, /", scanner_match},
    {"search", "self, /", scanner_search},
};
constexpr NativeGetSet kScannerGetSets[] = {
    {"pattern", [](Thread&, Value v) { return Value::of(v.as<RegexWalk>()->pattern); }, nullptr},
};

Value iterator_next(Thread& thread, Value self) {
  Value match = regex_next(thread, self.as<RegexWalk>(), RegexHow::Search);
  return match.is_none() ? Value::nothing() : match;
}

Type* define_walk(Process& process, const char* name, const char* module, std::uint32_t flags) {
  Type* type = make_native_type(process, name, module, process.types.object, sizeof(RegexWalk),
                                flags | kDisallowInstantiation);
  type->slots.visit = visit_walk;
  return type;
}

void define_types(Process& process, Tuple* roots) {
  Type* pattern = make_native_type(process, "Pattern", "re", process.types.object,
                                   sizeof(RegexPattern), kDisallowInstantiation);
  pattern->slots.visit = visit_pattern;
  pattern->slots.repr = pattern_repr;
  pattern->slots.compare = pattern_compare;
  pattern->slots.hash = pattern_hash;
  add_methods(process, pattern, kPatternMethods, std::size(kPatternMethods));
  add_getsets(process, pattern, kPatternGetSets, std::size(kPatternGetSets));
  add_slot_wrappers(process, pattern);
  roots->items[kPatternType] = Value::of(pattern);

  Type* scanner = define_walk(process, "SRE_Scanner", "_sre", 0);
  add_methods(process, scanner, kScannerMethods, std::size(kScannerMethods));
  add_getsets(process, scanner, kScannerGetSets, std::size(kScannerGetSets));
  add_slot_wrappers(process, scanner);
  roots->items[kScannerType] = Value::of(scanner);

  Type* iterator = define_walk(process, "callable_iterator", "builtins", kNativeNext);
  iterator->slots.iter = self_iterator;
  iterator->slots.next = iterator_next;
  add_slot_wrappers(process, iterator);
  roots->items[kIteratorType] = Value::of(iterator);
  roots->items[kSubstitutionType] = Value::of(define_walk(process, "substitution", "_re", 0));
}

constexpr NativeMethod kFunctions[] = {
    {"compile", "pattern, flags, program, groups, slots, groupindex, names, /", compile},
    {"make_set", "ranges, categories, fold, negated, /", make_set},
    {"fold", "character, kind, /", fold},
    {"has_cases", "character, ascii, /", has_cases},
    {"set_helpers", "template, flag_names, /", set_helpers},
};

}  // namespace

Tuple* regex_roots(Process& process) {
  return process.extension[kRegexSlot].as<Tuple>();
}

Type* regex_type(Process& process, RegexType which) {
  return regex_roots(process)->items[which].as<Type>();
}

bool regex_text(Thread& thread, RegexPattern* pattern, Value string, RegexSearch* search,
                std::int64_t* length) {
  Process& process = *thread.process;
  Type* type_error = process.types.TypeError;
  if (is_str(string)) {
    if (pattern->is_bytes)
      return raise(thread, type_error, "cannot use a bytes pattern on a string-like object"), false;
    Str* s = string.as<Str>();
    search->text = s->data8();
    search->width = s->width;
    *length = s->length;
    return true;
  }
  std::string_view bytes;
  if (!bytes_like(thread, string, &bytes)) {
    if (!pending_is(thread, type_error)) return false;
    take_exception(thread);
    return raise(thread, type_error, "expected string or bytes-like object, got '%s'",
                 type_name(process, string).c_str()),
           false;
  }
  if (!pattern->is_bytes && !pattern->source.is_none())
    return raise(thread, type_error, "cannot use a string pattern on a bytes-like object"), false;
  search->text = bytes.data();
  search->width = 1;
  *length = static_cast<std::int64_t>(bytes.size());
  return true;
}

RegexWalk* new_walk(Thread& thread, RegexType type, RegexPattern* pattern, Value string,
                    Value start, Value end) {
  RegexSearch search{};
  std::int64_t length, from = 0, to = INT64_MAX;
  if (!regex_text(thread, pattern, string, &search, &length)) return nullptr;
  if (!start.is_null() && !index_value(thread, start, &from)) return nullptr;
  if (!end.is_null() && !index_value(thread, end, &to)) return nullptr;
  auto* walk = static_cast<RegexWalk*>(
      allocate_instance(*thread.process, regex_type(*thread.process, type)));
  walk->pattern = pattern;
  walk->string = string;
  walk->replacement = Value::none();
  walk->position = walk->start = from < 0 ? 0 : from > length ? length : from;
  walk->end = to < 0 ? 0 : to > length ? length : to;
  return walk;
}

Value regex_next(Thread& thread, RegexWalk* walk, RegexHow how) {
  if (walk->exhausted) return Value::none();
  RegexPattern* pattern = walk->pattern;
  Meter meter(thread);
  RegexSearch search{};
  std::int64_t length;
  if (!regex_text(thread, pattern, walk->string, &search, &length)) return Value::null();
  search.program = pattern->program;
  search.groups = pattern->groups;
  search.slots = pattern->slots;
  search.start = walk->start;
  search.end = walk->end < length ? walk->end : length;  // a bytearray may have become shorter
  search.anywhere = how == RegexHow::Search;
  search.whole = how == RegexHow::FullMatch;
  search.must_advance = walk->must_advance;
  search.report = &meter;
  RegexOutcome outcome = regex_search(search);
  thread.charge(kSearchNs + search.steps * kStepNs);
  if (search.out_of_memory) return raise_memory_error(thread);
  if (outcome == RegexOutcome::Ended) return Value::null();
  if (outcome == RegexOutcome::NoMatch) {
    walk->exhausted = true;
    return Value::none();
  }
  std::size_t extra = search.marks.size() * sizeof(std::int32_t);
  Process& process = *thread.process;
  auto* match = allocate<RegexMatch>(process, regex_type(process, kMatchType), extra);
  match->pattern = pattern;
  match->string = walk->string;
  match->position = walk->position;
  match->end = walk->end;
  match->last_group = search.last_group;
  match->groups = pattern->groups;
  std::memcpy(match->marks, search.marks.data(), extra);
  walk->must_advance = match->marks[0] == match->marks[1];
  walk->start = match->marks[1];
  return Value::of(match);
}

Value regex_slice(Thread& thread, Value string, std::int64_t from, std::int64_t to) {
  Process& process = *thread.process;
  if (is_str(string)) {
    Str* s = string.as<Str>();
    if (from == 0 && to == s->length && s->type == process.types.str) return string;
    return Value::of(
        str_slice(process, s, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)));
  }
  std::string_view data;
  if (!bytes_like(thread, string, &data)) return Value::null();
  auto size = static_cast<std::int64_t>(data.size());
  from = from < size ? from : size;
  to = to < size ? to : size;
  return Value::of(new_bytes(
      process, data.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from))));
}

void define_regex(Thread& thread, Module* module) {
  Process& process = *thread.process;
  Tuple* roots = new_tuple(process, kRegexRoots);
  for (int i = 0; i < kRegexRoots; ++i) roots->items[i] = Value::none();
  process.extension[kRegexSlot] = Value::of(roots);
  define_types(process, roots);
  define_regex_match(process);
  add_functions(process, module, kFunctions, std::size(kFunctions));
  set_attribute(process, module, "Pattern", roots->items[kPatternType]);
  set_attribute(process, module, "Match", roots->items[kMatchType]);
  std::int64_t number = 0;
#define REGEX_OP(name, operands) set_attribute(process, module, #name, Value::of(number++));
#include "lib/regex.def"
#undef REGEX_OP
}

}  // namespace gilscope
