#include "vm/number_limbs.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/prng.h"

using namespace gilscope;
using limbs::Limb;
using Limbs = std::vector<Limb>;

static std::uint32_t size_of(const Limbs& a) {
  return static_cast<std::uint32_t>(a.size());
}

static Limbs random_limbs(Prng& random, std::uint32_t count) {
  Limbs a(count);
  for (Limb& limb : a) {
    // Long runs of zeros and ones are where carries go wrong.
    std::uint64_t bits = random.next();
    limb = bits % 4 == 0 ? 0 : bits % 4 == 1 ? ~Limb{0} : static_cast<Limb>(bits >> 32);
  }
  if (count && !a.back()) a.back() = 1;
  return a;
}

static Limbs product(const Limbs& a, const Limbs& b) {
  Limbs out(a.size() + b.size());
  out.resize(limbs::multiply(out.data(), a.data(), size_of(a), b.data(), size_of(b)));
  return out;
}

static Limbs sum(const Limbs& a, const Limbs& b) {
  Limbs out(std::max(a.size(), b.size()) + 1);
  out.resize(limbs::add(out.data(), a.data(), size_of(a), b.data(), size_of(b)));
  return out;
}

TEST_CASE("a product of sums is the sum of products, whatever algorithm the sizes choose") {
  Prng random(1);
  for (std::uint32_t n : {1u, 2u, 20u, 47u, 48u, 49u, 97u, 150u, 400u}) {
    for (std::uint32_t m : {1u, 5u, 48u, 63u, 200u}) {
      Limbs a = random_limbs(random, n), b = random_limbs(random, m), c = random_limbs(random, m);
      CHECK(product(a, sum(b, c)) == sum(product(a, b), product(a, c)));
      CHECK(product(a, b) == product(b, a));
    }
  }
}

TEST_CASE("quotient times divisor plus remainder is the dividend, and the remainder is smaller") {
  Prng random(2);
  for (std::uint32_t n : {1u, 2u, 10u, 159u, 330u, 700u, 1000u}) {
    for (std::uint32_t m : {1u, 2u, 3u, 159u, 160u, 161u, 320u, 500u}) {
      Limbs a = random_limbs(random, n), b = random_limbs(random, m), q, r;
      limbs::divide(q, r, a.data(), n, b.data(), m);
      CHECK(sum(product(q, b), r) == a);
      CHECK(limbs::compare(r.data(), size_of(r), b.data(), m) < 0);
    }
  }
}

TEST_CASE("a dividend that is an exact multiple leaves nothing") {
  Prng random(3);
  for (std::uint32_t m : {2u, 160u, 333u}) {
    Limbs b = random_limbs(random, m), wanted = random_limbs(random, 400), q, r;
    Limbs a = product(b, wanted);
    limbs::divide(q, r, a.data(), size_of(a), b.data(), m);
    CHECK(q == wanted);
    CHECK(r.empty());
  }
}

TEST_CASE("decimal digits read back as the number, beyond the limit of the simple algorithms too") {
  Prng random(4);
  for (std::uint32_t n : {1u, 2u, 50u, 399u, 400u, 1200u}) {
    Limbs a = random_limbs(random, n);
    std::vector<char> digits;
    limbs::append_decimal(digits, a.data(), n);
    CHECK(digits[0] != '0');
    CHECK(limbs::from_decimal(digits.data(), digits.size()) == a);
  }
}

TEST_CASE("shifting left and back again is the identity") {
  Prng random(5);
  for (std::uint64_t bits : {0u, 1u, 31u, 32u, 33u, 64u, 1000u}) {
    Limbs a = random_limbs(random, 20), up(a.size() + bits / 32 + 1);
    std::uint32_t n = limbs::shift_left(up.data(), a.data(), size_of(a), bits);
    CHECK(limbs::bit_length(up.data(), n) == limbs::bit_length(a.data(), size_of(a)) + bits);
    CHECK_FALSE(limbs::any_below(up.data(), n, bits));
    up.resize(limbs::shift_right(up.data(), up.data(), n, bits));
    CHECK(up == a);
  }
}
