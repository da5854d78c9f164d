#include "base/prng.h"

#include <doctest/doctest.h>

#include "base/hash.h"

using namespace gilscope;

TEST_CASE("the same seed gives the same numbers, another seed others") {
  Prng first(42), same(42), other(43);
  const std::uint64_t number = first.next();
  CHECK(number == same.next());
  CHECK(number != other.next());
}

TEST_CASE("SplitMix64 gives the numbers of its authors' reference program") {
  Prng prng(1234567);
  CHECK(prng.next() == 6457827717110365317ull);
  CHECK(prng.next() == 3203168211198807973ull);
}

TEST_CASE("the stable hash is FNV-1a") {
  CHECK(stable_hash("") == 0xcbf29ce484222325ull);
  CHECK(stable_hash("a") == 0xaf63dc4c8601ec8cull);
}
