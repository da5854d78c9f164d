// The module _random: the Mersenne Twister MT19937 with CPython's seeding, so that random.seed(42)
// gives CPython's numbers. random.py builds on its class Random.
#include <cstring>

#include "vm/containers.h"
#include "vm/function.h"
#include "vm/kernel.h"
#include "vm/native.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

constexpr std::uint32_t kWords = 624, kShift = 397;

struct RandomObject : Object {
  std::uint32_t index;
  std::uint32_t state[kWords];
};

std::uint32_t next_word(RandomObject* r) {
  std::uint32_t* mt = r->state;
  if (r->index >= kWords) {
    auto twist = [&](std::uint32_t i, std::uint32_t next, std::uint32_t shifted) {
      std::uint32_t y = (mt[i] & 0x80000000u) | (mt[next] & 0x7fffffffu);
      mt[i] = mt[shifted] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    };
    for (std::uint32_t i = 0; i < kWords; ++i) twist(i, (i + 1) % kWords, (i + kShift) % kWords);
    r->index = 0;
  }
  std::uint32_t y = mt[r->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

void seed_with_word(RandomObject* r, std::uint32_t seed) {
  r->state[0] = seed;
  for (std::uint32_t i = 1; i < kWords; ++i)
    r->state[i] = 1812433253u * (r->state[i - 1] ^ (r->state[i - 1] >> 30)) + i;
  r->index = kWords;
}

void seed_with_words(RandomObject* r, const std::uint32_t* key, std::uint32_t count) {
  std::uint32_t* mt = r->state;
  seed_with_word(r, 19650218u);
  std::uint32_t i = 1, j = 0;
  for (std::uint32_t k = kWords > count ? kWords : count; k; --k) {
    mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1664525u)) + key[j] + j;
    if (++i >= kWords) {
      mt[0] = mt[kWords - 1];
      i = 1;
    }
    if (++j >= count) j = 0;
  }
  for (std::uint32_t k = kWords - 1; k; --k) {
    mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1566083941u)) - i;
    if (++i >= kWords) {
      mt[0] = mt[kWords - 1];
      i = 1;
    }
  }
  mt[0] = 0x80000000u;
}

bool seed(Thread& thread, RandomObject* r, Value v) {
  if (v.is_null() || v.is_none()) {
    std::uint32_t key[8];
    for (int i = 0; i < 8; i += 2) {
      std::uint64_t bits = thread.kernel->random_bits(thread);
      key[i] = static_cast<std::uint32_t>(bits);
      key[i + 1] = static_cast<std::uint32_t>(bits >> 32);
    }
    seed_with_words(r, key, 8);
    return true;
  }
  if (!is_integer(v)) {
    std::int64_t hash;
    if (!hash_nested(thread, v, &hash)) return false;
    v = int_from_uint64(*thread.process, static_cast<std::uint64_t>(hash));
  }
  IntegerView number(v);
  std::uint32_t zero = 0;
  seed_with_words(r, number.count ? number.limbs : &zero, number.count ? number.count : 1);
  return true;
}

RandomObject* self_of(const Value* args) {
  return args[0].as<RandomObject>();
}

Value random_new(Thread& thread, const Value* args) {
  auto* r = static_cast<RandomObject*>(allocate_instance(*thread.process, args[0].as<Type>()));
  Tuple* given = args[1].as<Tuple>();
  return seed(thread, r, given->length ? given->items[0] : Value::none()) ? Value::of(r)
                                                                          : Value::null();
}

Value random_random(Thread&, const Value* args) {
  RandomObject* r = self_of(args);
  std::uint32_t a = next_word(r) >> 5, b = next_word(r) >> 6;
  return Value::of((a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

Value random_seed(Thread& thread, const Value* args) {
  return seed(thread, self_of(args), args[1]) ? Value::none() : Value::null();
}

Value random_getrandbits(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::int64_t bits;
  if (!index_value(thread, args[1], &bits)) return Value::null();
  if (bits < 0)
    return raise(thread, process.types.ValueError, "number of bits must be non-negative");
  RandomObject* r = self_of(args);
  if (bits == 0) return Value::of(std::int64_t{0});
  if (bits <= 32) return Value::of(std::int64_t{next_word(r) >> (32 - bits)});
  if (static_cast<std::uint64_t>(bits) > kIntegerBitsMax)
    return raise_integer_too_large(thread, static_cast<std::uint64_t>(bits));
  std::vector<limbs::Limb> words(static_cast<std::size_t>((bits - 1) / 32 + 1));
  for (limbs::Limb& word : words) {
    word = next_word(r);
    if (bits < 32) word >>= 32 - bits;
    bits -= 32;
  }
  thread.charge(static_cast<Nanos>(words.size() * 3));
  return integer_from_limbs(process, words, false);
}

Value random_getstate(Thread& thread, const Value* args) {
  RandomObject* r = self_of(args);
  Tuple* state = new_tuple(*thread.process, kWords + 1);
  for (std::uint32_t i = 0; i < kWords; ++i) state->items[i] = Value::of(std::int64_t{r->state[i]});
  state->items[kWords] = Value::of(std::int64_t{r->index});
  return Value::of(state);
}

Value random_setstate(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_tuple(args[1]))
    return raise(thread, process.types.TypeError, "state vector must be a tuple");
  Tuple* state = args[1].as<Tuple>();
  if (state->length != kWords + 1)
    return raise(thread, process.types.ValueError, "state vector is the wrong size");
  std::uint32_t words[kWords + 1];
  for (std::uint32_t i = 0; i <= kWords; ++i) {
    std::int64_t word;
    if (!index_value(thread, state->items[i], &word)) return Value::null();
    words[i] = static_cast<std::uint32_t>(word);
  }
  if (words[kWords] > kWords) return raise(thread, process.types.ValueError, "invalid state");
  RandomObject* r = self_of(args);
  std::memcpy(r->state, words, sizeof r->state);
  r->index = words[kWords];
  return Value::none();
}

}  // namespace

void define_random(Thread& thread, Module* module);  // native_modules.def

void define_random(Thread& thread, Module* module) {
  Process& process = *thread.process;
  Type* type = make_native_type(process, "Random", "_random", process.types.object,
                                sizeof(RandomObject), kBaseType);
  set_new(process, type, "cls, /, *args, **kwargs", random_new);
  static const NativeMethod kMethods[] = {
      {"getrandbits", "self, k, /", random_getrandbits},
      {"getstate", "self, /", random_getstate},
      {"random", "self, /", random_random},
      {"seed", "self, n=None, /", random_seed},
      {"setstate", "self, state, /", random_setstate},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "Random", Value::of(type));
}

}  // namespace gilscope
