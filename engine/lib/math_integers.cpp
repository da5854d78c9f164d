// math's functions of integers.
#include "lib/math.h"
#include "vm/containers.h"
#include "vm/number_elementary.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"

namespace gilscope {
namespace {

const Value kOne = Value::of(std::int64_t{1});

Value value_error(Thread& thread, const char* text) {
  return raise(thread, thread.process->types.ValueError, "%s", text);
}

Value m_gcd(Thread& thread, const Value* args) {
  Tuple* numbers = args[0].as<Tuple>();
  Value result = Value::of(std::int64_t{0});
  for (std::uint32_t i = 0; i < numbers->length; ++i) {
    Value n = integer_index(thread, numbers->items[i]);
    if (n.is_null()) return n;
    result = integer_gcd(thread, result, n);
    if (result.is_null()) return result;
  }
  return result;
}

Value m_lcm(Thread& thread, const Value* args) {
  Tuple* numbers = args[0].as<Tuple>();
  Value result = kOne;
  for (std::uint32_t i = 0; i < numbers->length; ++i) {
    Value n = integer_index(thread, numbers->items[i]);
    if (n.is_null()) return n;
    if (integer_sign(n) == 0) {
      result = Value::of(std::int64_t{0});
      continue;
    }
    if (integer_sign(result) == 0) continue;
    Value common = integer_gcd(thread, result, n), quotient;
    if (common.is_null() || !integer_divmod(thread, result, common, &quotient, nullptr))
      return Value::null();
    result = integer_multiply(thread, quotient, integer_unary(thread, UnaryOperator::Absolute, n));
    if (result.is_null()) return result;
  }
  return integer_unary(thread, UnaryOperator::Absolute, result);
}

// low * (low + 1) * ... * high, by halves so that factors stay of a size.
Value range_product(Thread& thread, std::int64_t low, std::int64_t high) {
  if (high < low) return kOne;
  if (high - low < 8) {
    Value product = Value::of(low);
    for (std::int64_t i = low + 1; i <= high && !product.is_null(); ++i)
      product = integer_multiply(thread, product, Value::of(i));
    return product;
  }
  std::int64_t middle = low + (high - low) / 2;
  Value left = range_product(thread, low, middle);
  if (left.is_null()) return left;
  Value right = range_product(thread, middle + 1, high);
  return right.is_null() ? right : integer_multiply(thread, left, right);
}

Value m_factorial(Thread& thread, const Value* args) {
  Value v = integer_index(thread, args[0]);
  if (v.is_null()) return v;
  if (integer_sign(v) < 0)
    return value_error(thread, "factorial() not defined for negative values");
  std::int64_t n;
  if (!to_int64(v, &n))
    return raise(thread, thread.process->types.OverflowError,
                 "factorial() argument should not exceed 9223372036854775807");
  if (n > (1 << 24)) return raise_integer_too_large(thread, static_cast<std::uint64_t>(n) * 23);
  double bits = static_cast<double>(n) * (elementary::log2(static_cast<double>(n) + 1) - 1.4427);
  if (bits > static_cast<double>(kIntegerBitsMax))
    return raise_integer_too_large(thread, static_cast<std::uint64_t>(bits));
  return range_product(thread, 1, n);
}

bool n_and_k(Thread& thread, const Value* args, Value* n, Value* k) {
  *n = integer_index(thread, args[0]);
  if (n->is_null()) return false;
  *k = integer_index(thread, args[1]);
  if (k->is_null()) return false;
  if (integer_sign(*n) < 0) return value_error(thread, "n must be a non-negative integer"), false;
  if (integer_sign(*k) < 0) return value_error(thread, "k must be a non-negative integer"), false;
  return true;
}

// n * (n - 1) * ... of k factors, divided by k! when `divide`.
Value falling_product(Thread& thread, Value n, std::int64_t k, bool divide) {
  Value result = kOne;
  for (std::int64_t i = 0; i < k; ++i) {
    result = integer_multiply(thread, result, integer_subtract(thread, n, Value::of(i)));
    if (result.is_null()) return result;
    if (divide && !integer_divmod(thread, result, Value::of(i + 1), &result, nullptr))
      return Value::null();
  }
  return result;
}

Value m_comb(Thread& thread, const Value* args) {
  Value n, k;
  if (!n_and_k(thread, args, &n, &k)) return Value::null();
  Value rest = integer_subtract(thread, n, k);
  if (integer_sign(rest) < 0) return Value::of(std::int64_t{0});
  if (integer_compare(rest, k) < 0) k = rest;
  std::int64_t count;
  if (!to_int64(k, &count))
    return raise(thread, thread.process->types.OverflowError,
                 "min(n - k, k) must not exceed 9223372036854775807");
  return falling_product(thread, n, count, true);
}

Value m_perm(Thread& thread, const Value* args) {
  if (args[1].is_null() || args[1].is_none()) return m_factorial(thread, args);
  Value n, k;
  if (!n_and_k(thread, args, &n, &k)) return Value::null();
  if (integer_compare(n, k) < 0) return Value::of(std::int64_t{0});
  std::int64_t count;
  if (!to_int64(k, &count))
    return raise(thread, thread.process->types.OverflowError,
                 "k must not exceed 9223372036854775807");
  return falling_product(thread, n, count, false);
}

Value m_isqrt(Thread& thread, const Value* args) {
  Value n = integer_index(thread, args[0]);
  if (n.is_null()) return n;
  if (integer_sign(n) < 0) return value_error(thread, "isqrt() argument must be nonnegative");
  return integer_sqrt(thread, exact_integer(*thread.process, n));
}

}  // namespace

void define_math_integers(Process& process, Module* module) {
  static const NativeMethod kFunctions[] = {
      {"comb", "n, k, /", m_comb}, {"factorial", "n, /", m_factorial},
      {"gcd", "*integers", m_gcd}, {"isqrt", "n, /", m_isqrt},
      {"lcm", "*integers", m_lcm}, {"perm", "n, k=None, /", m_perm},
  };
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
