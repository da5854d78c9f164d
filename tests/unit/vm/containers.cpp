// Tuples, lists, dicts and sets as C++ sees them: no Python code runs here.
#include "vm/containers.h"

#include <doctest/doctest.h>

#include "vm/builtins.h"
#include "vm/dict.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/sort.h"

using namespace gilscope;

namespace {

class NoSource : public SourceLoader {
 public:
  Compiled compile(std::string_view, std::string_view, Mode) override { return {}; }
  Found find_module(std::string_view) override { return {}; }
  std::string source_line(std::string_view, std::int32_t) override { return ""; }
  std::string source_text(std::string_view) override { return ""; }
};

struct World {
  NoSource loader;
  std::vector<NativeModule> modules = {{"builtins", define_builtins}};
  Process process{ProcessId{1}, loader, modules, ProcessOptions()};
  Thread thread;

  World() {
    thread.process = &process;
    process.threads.push_back(&thread);
  }
  Value text(std::string_view s) { return Value::of(new_str(process, s)); }
  std::vector<std::int64_t> items_of(const Set* set) {
    std::vector<std::int64_t> result;
    std::uint32_t at = 0;
    Value key;
    while (set_next(set, at, key)) result.push_back(key.integer);
    return result;
  }
};

Value integer(std::int64_t i) {
  return Value::of(i);
}

}  // namespace

TEST_CASE("a dict keeps the order of insertion over deletions and growth") {
  World world;
  Dict* dict = new_dict(world.process);
  for (int i = 0; i < 1000; ++i) REQUIRE(dict_set(world.thread, dict, integer(i * 7), integer(i)));
  for (int i = 0; i < 1000; i += 2) dict_remove(world.thread, dict, integer(i * 7));
  CHECK(dict->length == 500);
  std::uint32_t at = 0;
  std::int64_t expected = 1;
  Value key, value;
  while (dict_next(dict, at, key, value)) {
    CHECK(key.integer == expected * 7);
    CHECK(value.integer == expected);
    expected += 2;
  }
  CHECK(expected == 1001);
}

TEST_CASE("a dict used as a queue does not search its removed front again") {
  World world;
  Dict* dict = new_dict(world.process);
  for (int i = 0; i < 100; ++i) dict_set(world.thread, dict, integer(i), Value::none());
  for (int i = 0; i < 60; ++i) dict_remove(world.thread, dict, integer(i));
  CHECK(dict->first >= 60 - (100 - dict->entry_count));
  std::uint32_t at = 0;
  Value key, value;
  REQUIRE(dict_next(dict, at, key, value));
  CHECK(key.integer == 60);
}

TEST_CASE("equal strings are one key, interned or not") {
  World world;
  Dict* dict = new_dict(world.process);
  dict_set(world.process, dict, intern(world.process, "name"), integer(1));
  dict_set(world.process, dict, world.text("name").as<Str>(), integer(2));
  CHECK(dict->length == 1);
  CHECK(dict_get(world.thread, dict, world.text("name")).integer == 2);
  CHECK(dict_get(dict, intern(world.process, "other")).is_nothing());
  CHECK(dict_remove(world.process, dict, intern(world.process, "name")));
  CHECK(dict->length == 0);
}

TEST_CASE("one, true and 1.0 are one key") {
  World world;
  Dict* dict = new_dict(world.process);
  dict_set(world.thread, dict, integer(1), world.text("int"));
  dict_set(world.thread, dict, Value::boolean(true), world.text("bool"));
  dict_set(world.thread, dict, Value::of(1.0), world.text("float"));
  CHECK(dict->length == 1);
}

TEST_CASE("keys_version changes when a key comes or goes, not when a value changes") {
  World world;
  Dict* dict = new_dict(world.process, 4);
  Str* name = intern(world.process, "x");
  dict_set(world.process, dict, name, integer(1));
  std::uint32_t version = dict->keys_version;
  dict_set(world.process, dict, name, integer(2));
  CHECK(dict->keys_version == version);
  dict_remove(world.process, dict, name);
  CHECK(dict->keys_version != version);
}

TEST_CASE("a list is no key") {
  World world;
  Dict* dict = new_dict(world.process);
  CHECK_FALSE(dict_set(world.thread, dict, Value::of(new_list(world.process)), integer(1)));
  CHECK(pending_is(world.thread, world.process.types.TypeError));
}

TEST_CASE("sets iterate in CPython's order") {
  World world;
  Set* set = new_set(world.process, world.process.types.set);
  for (int i : {1000, 1, 2000, 2}) set_add(world.thread, set, integer(i));
  CHECK(world.items_of(set) == std::vector<std::int64_t>{1000, 1, 2, 2000});
}

TEST_CASE("a set puts a new key where the last deleted one on its way was") {
  World world;
  Set* set = new_set(world.process, world.process.types.set);
  for (int i = 0; i < 12; ++i) set_add(world.thread, set, integer(i));
  bool found;
  for (int i : {2, 4, 7}) set_discard(world.thread, set, integer(i), &found);
  set_add(world.thread, set, integer(32));
  CHECK(world.items_of(set) == std::vector<std::int64_t>{0, 1, 3, 5, 6, 32, 8, 9, 10, 11});
}

TEST_CASE("tuples hash as CPython's") {
  World world;
  const Value items[3] = {integer(1), integer(2), integer(3)};
  std::int64_t hash;
  REQUIRE(hash_nested(world.thread, Value::of(new_tuple(world.process, items, 3)), &hash));
  CHECK(hash == 529344067295497451);
  REQUIRE(hash_nested(world.thread, Value::of(world.process.empty_tuple), &hash));
  CHECK(hash == 5740354900026072187);
}

TEST_CASE("slices are clipped to the sequence") {
  World world;
  Slice* slice = new_slice(world.process, integer(-3), Value::none(), integer(2));
  std::int64_t start, stop, step, count;
  REQUIRE(slice_indices(world.thread, slice, 10, &start, &stop, &step, &count));
  CHECK(start == 7);
  CHECK(stop == 10);
  CHECK(count == 2);
  slice = new_slice(world.process, Value::none(), Value::none(), integer(-1));
  REQUIRE(slice_indices(world.thread, slice, 3, &start, &stop, &step, &count));
  CHECK(start == 2);
  CHECK(stop == -1);
  CHECK(count == 3);
  slice = new_slice(world.process, Value::none(), Value::none(), integer(0));
  CHECK_FALSE(slice_indices(world.thread, slice, 3, &start, &stop, &step, &count));
}

TEST_CASE("sorting is stable, also backwards") {
  World world;
  List* list = new_list(world.process);
  for (int i = 0; i < 300; ++i) {
    Value pair[2] = {integer(i % 3), integer(i)};
    list_append(world.process, list, Value::of(new_tuple(world.process, pair, 2)));
  }
  REQUIRE(sort_list(world.thread, list, Value::none(), true).is_none());
  Tuple* first = list->items[0].as<Tuple>();
  CHECK(first->items[0].integer == 2);
  CHECK(first->items[1].integer == 299);
  List* floats = new_list(world.process);
  for (double d : {2.5, -1.0, 0.0, 2.5}) list_append(world.process, floats, Value::of(d));
  REQUIRE(sort_list(world.thread, floats, Value::none(), false).is_none());
  CHECK(floats->items[0].number == -1.0);
  CHECK(floats->items[3].number == 2.5);
}

TEST_CASE("containers survive a fork with their own copies") {
  World world;
  Dict* dict = new_dict(world.process);
  List* list = new_list(world.process);
  list_append(world.process, list, integer(5));
  dict_set(world.thread, dict, world.text("list"), Value::of(list));
  dict_set(world.thread, dict, integer(7), world.text("seven"));
  world.process.main_globals = dict;
  Thread child_thread;
  auto child = fork_process(world.process, ProcessId{2}, world.thread, child_thread);
  Value copied = dict_get(child_thread, child->main_globals, Value::of(new_str(*child, "list")));
  REQUIRE(copied.is_object());
  CHECK(copied.object() != list);
  list_append(world.process, list, integer(6));
  CHECK(copied.as<List>()->length == 1);
  CHECK(copied.as<List>()->items[0].integer == 5);
}
