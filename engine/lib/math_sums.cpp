// math's functions of many numbers: fsum, prod, hypot, dist, sumprod.
#include <cmath>
#include <vector>

#include "lib/math.h"
#include "vm/containers.h"
#include "vm/frame.h"
#include "vm/number_float.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

// Collects an iterable (in a native frame when it is no list or tuple), then calls `finish` with
// its items and the extra value.
using Finish = Value (*)(Thread&, const Value* items, std::uint32_t count, Value extra);

Value items_step(Thread& thread, NativeFrame& frame, Value input, Finish finish) {
  if (frame.state == 0) {
    frame.state = 1;
    input = list_of(thread, frame.slots[0]);
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  return finish(thread, input.as<List>()->items, input.as<List>()->length, frame.slots[1]);
}

template <Finish kFinish>
Value with_items(Thread& thread, Value iterable, Value extra, const char* name) {
  if (is_exact_builtin_sequence(*thread.process, iterable)) {
    bool list = is_list(iterable);
    return kFinish(thread, list ? iterable.as<List>()->items : iterable.as<Tuple>()->items,
                   list ? iterable.as<List>()->length : iterable.as<Tuple>()->length, extra);
  }
  static const NativeFrameType kType = {name, [](Thread& t, NativeFrame& frame, Value input) {
                                          return items_step(t, frame, input, kFinish);
                                        }};
  Value slots[2] = {iterable, extra};
  push_native_frame(thread, kType, slots, 2);
  return Value::pending();
}

// Shewchuk's exact sum: partials that do not overlap.
Value sum_exactly(Thread& thread, const Value* items, std::uint32_t count, Value) {
  std::vector<double> partials;
  double special = 0, infinities = 0;
  for (std::uint32_t n = 0; n < count; ++n) {
    double x;
    if (!real_value(thread, items[n], &x)) return Value::null();
    double given = x;
    std::size_t kept = 0;
    for (double y : partials) {
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    if (x == 0) continue;
    if (!std::isfinite(x)) {
      if (std::isfinite(given))
        return raise(thread, thread.process->types.OverflowError, "intermediate overflow in fsum");
      if (std::isinf(given)) infinities += given;
      special += given;
      partials.clear();
    } else {
      partials.push_back(x);
    }
  }
  thread.charge(std::int64_t{count} * 20);
  if (special != 0) {
    if (std::isnan(infinities))
      return raise(thread, thread.process->types.ValueError, "-inf + inf in fsum");
    return Value::of(special);
  }
  std::size_t n = partials.size();
  if (!n) return Value::of(0.0);
  double high = partials[--n], low = 0;
  while (n) {
    double x = high, y = partials[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  // Half to even across the partials left.
  if (n && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
    double y = low * 2, x = high + y;
    if (y == x - high) high = x;
  }
  return Value::of(high);
}

Value m_fsum(Thread& thread, const Value* args) {
  return with_items<sum_exactly>(thread, args[0], Value::none(), "math.fsum");
}

Value multiply_all(Thread& thread, const Value* items, std::uint32_t count, Value product) {
  for (std::uint32_t i = 0; i < count; ++i) {
    Value next = number_binary(thread, BinaryOperator::Multiply, product, items[i]);
    if (next.is_not_implemented()) {
      Frame* before = thread.top;
      next = finish_nested(thread, before,
                           binary_operation(thread, BinaryOperator::Multiply, product, items[i]));
    }
    if (next.is_null()) return next;
    product = next;
  }
  thread.charge(std::int64_t{count} * 15);
  return product;
}

// iterable, /, *, start=1
Value m_prod(Thread& thread, const Value* args) {
  Value start = args[1].is_null() ? Value::of(std::int64_t{1}) : args[1];
  return with_items<multiply_all>(thread, args[0], start, "math.prod");
}

// --- Euclidean length, as CPython's vector_norm: scaled, with the squares' rounding errors kept
// ---

struct Double2 {
  double high, low;
};

Double2 exact_product(double x, double y) {  // Veltkamp and Dekker
  auto split = [](double v) {
    double t = v * 134217729.0, high = t - (t - v);
    return Double2{high, v - high};
  };
  Double2 a = split(x), b = split(y);
  double p = a.high * b.high, q = a.high * b.low + a.low * b.high, z = p + q;
  return {z, p - z + q + a.low * b.low};
}

Double2 fast_sum(double a, double b) {
  double x = a + b;
  return {x, (a - x) + b};
}

double norm(std::vector<double>& values) {
  double largest = 0;
  bool nan = false;
  for (double& x : values) {
    x = std::fabs(x);
    nan |= std::isnan(x);
    if (x > largest) largest = x;
  }
  if (std::isinf(largest)) return largest;
  if (nan) return __builtin_nan("");
  if (largest == 0 || values.size() <= 1) return largest;
  int exponent;
  std::frexp(largest, &exponent);
  if (exponent < -1023) {
    constexpr double kTiny = 2.2250738585072014e-308;
    for (double& x : values) x /= kTiny;
    return kTiny * norm(values);
  }
  double scale = std::ldexp(1.0, -exponent), sum = 1, low1 = 0, low2 = 0;
  auto add = [&](double x, double y) {
    Double2 product = exact_product(x, y), total = fast_sum(sum, product.high);
    sum = total.high;
    low1 += product.low;
    low2 += total.low;
  };
  for (double x : values) add(x * scale, x * scale);
  double h = std::sqrt(sum - 1.0 + (low1 + low2));
  add(-h, h);
  h += (sum - 1.0 + (low1 + low2)) / (2.0 * h);
  return h / scale;
}

Value m_hypot(Thread& thread, const Value* args) {
  Tuple* given = args[0].as<Tuple>();
  std::vector<double> values(given->length);
  for (std::uint32_t i = 0; i < given->length; ++i) {
    if (!real_value(thread, given->items[i], &values[i])) return Value::null();
  }
  return Value::of(norm(values));
}

// dist and sumprod take two sequences.
bool both(Thread& thread, const Value* args, Value* a, Value* b) {
  Frame* before = thread.top;
  *a = finish_nested(thread, before, tuple_of(thread, args[0]));
  if (a->is_null()) return false;
  *b = finish_nested(thread, before, tuple_of(thread, args[1]));
  return !b->is_null();
}

Value m_dist(Thread& thread, const Value* args) {
  Value p, q;
  if (!both(thread, args, &p, &q)) return Value::null();
  Tuple *a = p.as<Tuple>(), *b = q.as<Tuple>();
  if (a->length != b->length)
    return raise(thread, thread.process->types.ValueError,
                 "both points must have the same number of dimensions");
  std::vector<double> values(a->length);
  for (std::uint32_t i = 0; i < a->length; ++i) {
    double x, y;
    if (!real_value(thread, a->items[i], &x) || !real_value(thread, b->items[i], &y))
      return Value::null();
    values[i] = x - y;
  }
  return Value::of(norm(values));
}

Value m_sumprod(Thread& thread, const Value* args) {
  Value p, q;
  if (!both(thread, args, &p, &q)) return Value::null();
  Tuple *a = p.as<Tuple>(), *b = q.as<Tuple>();
  if (a->length != b->length)
    return raise(thread, thread.process->types.ValueError, "Inputs are not the same length");
  // Triple-length sum of exact products, for floats; anything else as it comes.
  Value total = Value::of(std::int64_t{0});
  bool floats = a->length > 0;
  for (std::uint32_t i = 0; i < a->length; ++i)
    floats = floats && a->items[i].is_float() && b->items[i].is_float();
  if (floats) {
    Value terms[2];
    std::vector<Value> parts;
    for (std::uint32_t i = 0; i < a->length; ++i) {
      Double2 product = exact_product(a->items[i].number, b->items[i].number);
      terms[0] = Value::of(product.high);
      terms[1] = Value::of(product.low);
      parts.insert(parts.end(), terms, terms + 2);
    }
    return sum_exactly(thread, parts.data(), static_cast<std::uint32_t>(parts.size()),
                       Value::none());
  }
  Frame* before = thread.top;
  for (std::uint32_t i = 0; i < a->length; ++i) {
    Value product =
        finish_nested(thread, before,
                      binary_operation(thread, BinaryOperator::Multiply, a->items[i], b->items[i]));
    if (product.is_null()) return product;
    total = finish_nested(thread, before,
                          binary_operation(thread, BinaryOperator::Add, total, product));
    if (total.is_null()) return total;
  }
  return total;
}

}  // namespace

void define_math_sums(Process& process, Module* module) {
  static const NativeMethod kFunctions[] = {
      {"dist", "p, q, /", m_dist},        {"fsum", "seq, /", m_fsum},
      {"hypot", "*coordinates", m_hypot}, {"prod", "iterable, /, *, start=1", m_prod},
      {"sumprod", "p, q, /", m_sumprod},
  };
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
