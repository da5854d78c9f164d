// The objects of the module re: patterns, matches and the iterator behind finditer and scanner.
// Pattern is made by frozen/re/__init__.py, which parses and compiles; here is what runs.
#pragma once

#include "lib/regex_matcher.h"
#include "vm/containers.h"
#include "vm/native.h"

namespace gilscope {

struct RegexPattern : Object {
  Value source;            // str or bytes
  Value group_index;       // mapping proxy: name -> number
  Tuple* group_names;      // by number, None for those without a name
  std::uint32_t* program;  // heap buffer
  std::uint32_t program_length, groups, slots;
  std::uint32_t regex_flags;  // as re.RegexFlag
  bool is_bytes;
};

struct RegexMatch : Object {
  RegexPattern* pattern;
  Value string;
  std::int64_t position, end;  // what match() was given
  std::int32_t last_group;
  std::uint32_t groups;
  std::int32_t marks[1];  // 2 + 2 * groups of them, inline
};

// A walk over the matches of a text: scanner(), finditer(), findall(), sub(), split().
struct RegexWalk : Object {
  RegexPattern* pattern;
  Value string;
  std::int64_t position, start, end;
  bool must_advance;  // the last match was empty
  bool exhausted;
  // sub: the state between calls of the function
  Value replacement;  // function, str, or list of pieces and group numbers
  List* pieces;
  std::int64_t copied, count, limit;
  bool with_count;  // subn
};

enum RegexType : int {
  kPatternType,
  kMatchType,
  kScannerType,
  kIteratorType,
  kSubstitutionType,
  kTemplateFunction,
  kFlagNames,
  kRegexRoots
};
Tuple* regex_roots(Process& process);
Type* regex_type(Process& process, RegexType which);

// The text of `string` for the matcher. False: TypeError pending, in re's words.
bool regex_text(Thread& thread, RegexPattern* pattern, Value string, RegexSearch* search,
                std::int64_t* length);
enum class RegexHow { Search, Match, FullMatch };
// The next match of a walk: a RegexMatch, None, or Null.
Value regex_next(Thread& thread, RegexWalk* walk, RegexHow how);
RegexWalk* new_walk(Thread& thread, RegexType type, RegexPattern* pattern, Value string,
                    Value start, Value end);
// string[from:to] as str or bytes.
Value regex_slice(Thread& thread, Value string, std::int64_t from, std::int64_t to);
// The text of group `group`, or `otherwise`.
Value regex_group(Thread& thread, RegexMatch* match, std::uint32_t group, Value otherwise);
// The pieces (str or bytes) put together; TypeError where one is neither.
Value regex_join(Thread& thread, Value like, List* pieces);
// Pieces and group numbers, as the template function makes them, for `match`.
bool regex_expand(Thread& thread, RegexMatch* match, Value pieces, List* out);

void define_regex_match(Process& process);
Value regex_substitute(Thread& thread, const Value* args, bool with_count);

}  // namespace gilscope
