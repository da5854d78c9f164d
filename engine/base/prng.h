// The machine's own random numbers: SplitMix64 (Steele, Lea, Flood 2014). Seeded, deterministic, the
// same natively and in WebAssembly. Python's `random` has its own Mersenne Twister in lib.
#pragma once

#include <cstdint>

namespace gilscope {

class Prng {
 public:
  explicit Prng(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }

  // Uniform in [0, bound), bound > 0. The bias of the remainder is below 2^-32 for bounds in use.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  // Uniform in [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace gilscope
