#include "lib/frozen.h"

#include <doctest/doctest.h>

#include <cstring>

using namespace gilscope;

TEST_CASE("every frozen module is found by its own name") {
  for (const FrozenModule& module : frozen_modules())
    CHECK(find_frozen_module(module.name) == &module);
}

TEST_CASE("an unknown name is no frozen module") {
  CHECK(find_frozen_module("no_such_module") == nullptr);
  CHECK(find_frozen_module("") == nullptr);
}

TEST_CASE("frozen sources carry their exact size and a closing zero") {
  for (const FrozenModule& module : frozen_modules())
    CHECK(std::strlen(module.source) == module.size);
}
