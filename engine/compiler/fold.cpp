#include "compiler/fold.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gilscope::compiler {
namespace {

using ast::as;
using ast::Kind;
using ast::Operator;
using CKind = Constant::Kind;
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

// CPython's limits: what is larger would bloat the code, not speed it up.
constexpr std::size_t kTextMax = 4096;
constexpr std::size_t kItemsMax = 256;
constexpr int kPowerBitsMax = 128;  // CPython's MAX_INT_SIZE, for powers.
constexpr int kIntBitsMax = 126;    // Of the arithmetic here.

constexpr double kExactIntMax = 9007199254740992.0;  // 2 ** 53

// ---- Integers ----

std::string hex_of(UnsignedWide magnitude) {
  std::string digits;
  do {
    digits += "0123456789abcdef"[static_cast<unsigned>(magnitude & 15)];
    magnitude >>= 4;
  } while (magnitude != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

Constant wide_constant(Wide value) {
  if (value >= INT64_MIN && value <= INT64_MAX) {
    return int_constant(static_cast<std::int64_t>(value));
  }
  Constant constant;
  constant.kind = CKind::BigInt;
  UnsignedWide magnitude = static_cast<UnsignedWide>(value < 0 ? -value : value);
  constant.text = (value < 0 ? "-" : "") + hex_of(magnitude);
  return constant;
}

int bit_length(Wide value) {
  UnsignedWide magnitude = static_cast<UnsignedWide>(value < 0 ? -value : value);
  int bits = 0;
  for (; magnitude != 0; magnitude >>= 1) ++bits;
  return bits;
}

// The value of an int, bool or big int that fits.
std::optional<Wide> wide_of(const Constant& constant) {
  switch (constant.kind) {
    case CKind::True: return 1;
    case CKind::False: return 0;
    case CKind::Int: return constant.integer;
    case CKind::BigInt: break;
    default: return std::nullopt;
  }
  bool is_negative = constant.text[0] == '-';
  std::string_view digits = std::string_view(constant.text).substr(is_negative ? 1 : 0);
  if (digits.size() * 4 > kIntBitsMax) return std::nullopt;
  Wide value = 0;
  for (char c : digits) value = value * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
  return is_negative ? -value : value;
}

std::optional<Wide> power(Wide base, Wide exponent) {
  if (exponent < 0 || exponent > kPowerBitsMax) return std::nullopt;
  if (bit_length(base) * static_cast<int>(exponent) > kPowerBitsMax) return std::nullopt;
  Wide result = 1;
  for (int i = 0; i < static_cast<int>(exponent); ++i) {
    bool overflows = __builtin_mul_overflow(result, base, &result);
    if (overflows || bit_length(result) > kIntBitsMax) return std::nullopt;
  }
  return result;
}

Wide floor_divide(Wide a, Wide b) {
  Wide quotient = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

std::optional<Constant> fold_ints(Wide a, Operator op, Wide b) {
  bool is_small = bit_length(a) < kIntBitsMax && bit_length(b) < kIntBitsMax;
  if (!is_small) return std::nullopt;
  switch (op) {
    case Operator::Add: return wide_constant(a + b);
    case Operator::Sub: return wide_constant(a - b);
    case Operator::Mult:
      if (bit_length(a) + bit_length(b) > kIntBitsMax) return std::nullopt;
      return wide_constant(a * b);
    case Operator::FloorDiv:
      if (b == 0) return std::nullopt;
      return wide_constant(floor_divide(a, b));
    case Operator::Mod:
      if (b == 0) return std::nullopt;
      return wide_constant(a - floor_divide(a, b) * b);
    case Operator::Pow: {
      std::optional<Wide> result = power(a, b);
      if (!result) return std::nullopt;
      return wide_constant(*result);
    }
    case Operator::LShift:
      if (b < 0 || b + bit_length(a) > kIntBitsMax) return std::nullopt;
      return wide_constant(a * (Wide{1} << static_cast<int>(b)));
    case Operator::RShift:
      if (b < 0) return std::nullopt;
      return wide_constant(b > kIntBitsMax ? (a < 0 ? -1 : 0) : a >> static_cast<int>(b));
    case Operator::BitAnd: return wide_constant(a & b);
    case Operator::BitOr: return wide_constant(a | b);
    case Operator::BitXor: return wide_constant(a ^ b);
    default: return std::nullopt;
  }
}

// ---- Floats and complex numbers ----

Constant float_constant(double value) {
  Constant constant;
  constant.kind = CKind::Float;
  constant.real = value;
  return constant;
}

Constant complex_constant(double real, double imaginary) {
  Constant constant;
  constant.kind = CKind::Complex;
  constant.real = real;
  constant.imaginary = imaginary;
  return constant;
}

// The exact value as a double; larger ints would have to be rounded.
std::optional<double> real_of(const Constant& constant) {
  if (constant.kind == CKind::Float) return constant.real;
  std::optional<Wide> value = wide_of(constant);
  if (!value) return std::nullopt;
  double result = static_cast<double>(*value);
  if (std::fabs(result) > kExactIntMax) return std::nullopt;
  return result;
}

// CPython's float_rem: exact, with the sign of the divisor.
double float_remainder(double a, double b) {
  double remainder = std::fmod(a, b);
  if (remainder == 0) return std::copysign(0.0, b);
  return (b < 0) != (remainder < 0) ? remainder + b : remainder;
}

std::optional<Constant> fold_reals(double a, Operator op, double b) {
  switch (op) {
    case Operator::Add: return float_constant(a + b);
    case Operator::Sub: return float_constant(a - b);
    case Operator::Mult: return float_constant(a * b);
    case Operator::Div:
      if (b == 0) return std::nullopt;
      return float_constant(a / b);
    case Operator::Mod:
      if (b == 0) return std::nullopt;
      return float_constant(float_remainder(a, b));
    default: return std::nullopt;
  }
}

// Sums only: products round differently from one CPython to the next.
std::optional<Constant> fold_complex(const Constant& left, Operator op, const Constant& right) {
  bool is_sum = op == Operator::Add || op == Operator::Sub;
  if (!is_sum) return std::nullopt;
  auto parts = [](const Constant& constant) -> std::optional<Constant> {
    if (constant.kind == CKind::Complex) return constant;
    std::optional<double> real = real_of(constant);
    if (!real) return std::nullopt;
    return complex_constant(*real, 0);
  };
  std::optional<Constant> a = parts(left), b = parts(right);
  if (!a || !b) return std::nullopt;
  if (op == Operator::Add) return complex_constant(a->real + b->real, a->imaginary + b->imaginary);
  return complex_constant(a->real - b->real, a->imaginary - b->imaginary);
}

// ---- Sequences ----

bool is_text(const Constant& constant) {
  return constant.kind == CKind::Str || constant.kind == CKind::Bytes;
}

std::size_t nested_items(const Constant& constant) {
  std::size_t count = constant.items.size();
  for (const Constant& item : constant.items) count += nested_items(item);
  return count;
}

std::optional<Constant> concatenate(const Constant& left, const Constant& right) {
  Constant result = left;
  result.text += right.text;
  result.items.insert(result.items.end(), right.items.begin(), right.items.end());
  return result;
}

std::optional<Constant> repeat(const Constant& sequence, Wide times) {
  Constant result = sequence;
  result.text.clear();
  result.items.clear();
  if (times <= 0) return result;
  bool is_long = is_text(sequence)
                     ? sequence.text.size() * static_cast<double>(times) > kTextMax
                     : nested_items(sequence) * static_cast<double>(times) > kItemsMax;
  if (is_long) return std::nullopt;
  if (sequence.text.empty() && sequence.items.empty()) return result;
  for (Wide i = 0; i < times; ++i) {
    result.text += sequence.text;
    result.items.insert(result.items.end(), sequence.items.begin(), sequence.items.end());
  }
  return result;
}

bool is_sequence(const Constant& constant) {
  return is_text(constant) || constant.kind == CKind::Tuple;
}

std::optional<Constant> fold_sequences(const Constant& left, Operator op, const Constant& right) {
  if (op == Operator::Add && left.kind == right.kind && is_sequence(left)) {
    return concatenate(left, right);
  }
  if (op != Operator::Mult) return std::nullopt;
  if (is_sequence(left)) {
    if (std::optional<Wide> times = wide_of(right)) return repeat(left, *times);
  } else if (is_sequence(right)) {
    if (std::optional<Wide> times = wide_of(left)) return repeat(right, *times);
  }
  return std::nullopt;
}

// ---- Literals ----

// Decimal digits to lower-case hex, by repeated multiplication of 32-bit limbs.
std::string hex_from_decimal(std::string_view digits) {
  std::vector<std::uint32_t> limbs;
  for (char c : digits) {
    std::uint64_t carry = static_cast<std::uint64_t>(c - '0');
    for (std::uint32_t& limb : limbs) {
      carry += std::uint64_t{limb} * 10;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
  }
  std::string hex;
  for (std::uint32_t limb : limbs) {
    for (int i = 0; i < 8; ++i) hex += "0123456789abcdef"[(limb >> (4 * i)) & 15];
  }
  while (hex.size() > 1 && hex.back() == '0') hex.pop_back();
  std::reverse(hex.begin(), hex.end());
  return hex;
}

// Binary or octal digits: `bits` each.
std::string hex_from_bits(std::string_view digits, int bits) {
  std::string hex;
  unsigned pending = 0;
  int count = 0;
  for (std::size_t i = digits.size(); i-- > 0;) {
    pending |= static_cast<unsigned>(digits[i] - '0') << count;
    for (count += bits; count >= 4; count -= 4) {
      hex += "0123456789abcdef"[pending & 15];
      pending >>= 4;
    }
  }
  if (count > 0) hex += "0123456789abcdef"[pending & 15];
  while (hex.size() > 1 && hex.back() == '0') hex.pop_back();
  std::reverse(hex.begin(), hex.end());
  return hex;
}

std::string big_int_hex(std::string_view text) {
  if (text.size() > 2 && text[0] == '0') {
    std::string_view digits = text.substr(2);
    if (text[1] == 'b') return hex_from_bits(digits, 1);
    if (text[1] == 'o') return hex_from_bits(digits, 3);
    if (text[1] == 'x')
      return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
  }
  return hex_from_decimal(text);
}

}  // namespace

Constant literal_constant(const ast::Constant& literal) {
  Constant constant;
  switch (literal.type) {
    case ast::ConstantType::None: return constant;
    case ast::ConstantType::True: return bool_constant(true);
    case ast::ConstantType::False: return bool_constant(false);
    case ast::ConstantType::Ellipsis: constant.kind = CKind::Ellipsis; return constant;
    case ast::ConstantType::Int:
      if (literal.fits_int64) return int_constant(literal.integer);
      constant.kind = CKind::BigInt;
      constant.text = big_int_hex(literal.text);
      return constant;
    case ast::ConstantType::Float: return float_constant(literal.number);
    case ast::ConstantType::Complex: return complex_constant(0, literal.number);
    case ast::ConstantType::Str: return text_constant(literal.text);
    case ast::ConstantType::Bytes:
      constant.kind = CKind::Bytes;
      constant.text = literal.text;
      return constant;
  }
  return constant;
}

std::optional<Constant> Folder::fold(const Constant& left, Operator op,
                                     const Constant& right) const {
  if (is_sequence(left) || is_sequence(right)) return fold_sequences(left, op, right);
  if (left.kind == CKind::Complex || right.kind == CKind::Complex) {
    return fold_complex(left, op, right);
  }
  bool is_real = left.kind == CKind::Float || right.kind == CKind::Float || op == Operator::Div;
  if (is_real) {
    std::optional<double> a = real_of(left), b = real_of(right);
    if (!a || !b) return std::nullopt;
    return fold_reals(*a, op, *b);
  }
  bool are_bools = (left.kind == CKind::True || left.kind == CKind::False) &&
                   (right.kind == CKind::True || right.kind == CKind::False);
  std::optional<Wide> a = wide_of(left), b = wide_of(right);
  if (!a || !b) return std::nullopt;
  bool is_logical = op == Operator::BitAnd || op == Operator::BitOr || op == Operator::BitXor;
  std::optional<Constant> result = fold_ints(*a, op, *b);
  if (result && are_bools && is_logical) return bool_constant(result->integer != 0);
  return result;
}

std::optional<Constant> Folder::fold_items(const ast::ExprSeq& items, CKind kind) const {
  Constant constant;
  constant.kind = kind;
  constant.items.reserve(items.size());
  std::string key;
  std::vector<std::string> keys;
  for (const ast::Expr* item : items) {
    std::optional<Constant> value = fold(*item);
    if (!value) return std::nullopt;
    if (kind == CKind::FrozenSet) {
      key.clear();
      append_constant_key(*value, key);
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      keys.push_back(key);
    }
    constant.items.push_back(std::move(*value));
  }
  return constant;
}

// Goes down the left side of `1 + 2 + x + ...` in a loop: such chains may be very long.
std::optional<Constant> Folder::fold_binary(const ast::BinOp& expression) const {
  std::vector<const ast::BinOp*> chain;
  const ast::Expr* leftmost = &expression;
  while (const ast::BinOp* node = ast::try_as<ast::BinOp>(leftmost)) {
    chain.push_back(node);
    leftmost = node->left;
  }
  std::optional<Constant> value = fold(*leftmost);
  while (value && !chain.empty()) {
    std::optional<Constant> right = fold(*chain.back()->right);
    if (!right) return std::nullopt;
    value = fold(*value, chain.back()->op, *right);
    chain.pop_back();
  }
  return value;
}

std::optional<Constant> Folder::fold_unary(const ast::UnaryOp& expression) const {
  std::optional<Constant> operand = fold(*expression.operand);
  if (!operand) return std::nullopt;
  if (expression.op == ast::UnaryOperator::Not) return bool_constant(!is_true(*operand));
  bool is_minus = expression.op == ast::UnaryOperator::USub;
  if (expression.op != ast::UnaryOperator::Invert) {
    if (operand->kind == CKind::Float) {
      return float_constant(is_minus ? -operand->real : operand->real);
    }
    if (operand->kind == CKind::Complex) {
      return is_minus ? complex_constant(-operand->real, -operand->imaginary) : *operand;
    }
    if (operand->kind == CKind::BigInt) {
      if (!is_minus) return operand;
      bool is_negative = operand->text[0] == '-';
      operand->text = is_negative ? operand->text.substr(1) : "-" + operand->text;
      return operand->text == "-8000000000000000" ? int_constant(INT64_MIN) : *operand;
    }
  }
  std::optional<Wide> value = wide_of(*operand);
  if (!value) return std::nullopt;
  switch (expression.op) {
    case ast::UnaryOperator::Invert: return wide_constant(-*value - 1);
    case ast::UnaryOperator::USub: return wide_constant(-*value);
    default: return wide_constant(*value);
  }
}

std::optional<Constant> Folder::fold_subscript(const ast::Subscript& expression) const {
  if (expression.ctx != ast::ExprContext::Load) return std::nullopt;
  if (expression.value->kind == Kind::Subscript) return std::nullopt;
  std::optional<Constant> container = fold(*expression.value);
  if (!container || !is_sequence(*container)) return std::nullopt;
  std::optional<Constant> index = fold(*expression.slice);
  if (!index || index->kind != CKind::Int) return std::nullopt;
  bool is_tuple = container->kind == CKind::Tuple;
  std::int64_t size =
      static_cast<std::int64_t>(is_tuple ? container->items.size() : container->text.size());
  std::int64_t at = index->integer < 0 ? index->integer + size : index->integer;
  if (at < 0 || at >= size) return std::nullopt;
  if (is_tuple) return std::move(container->items[static_cast<std::size_t>(at)]);
  auto is_wide = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  char c = container->text[static_cast<std::size_t>(at)];
  if (container->kind == CKind::Bytes) return int_constant(static_cast<unsigned char>(c));
  if (std::any_of(container->text.begin(), container->text.end(), is_wide)) return std::nullopt;
  return text_constant(std::string_view(&c, 1));
}

std::optional<Constant> Folder::fold(const ast::Expr& expression) const {
  switch (expression.kind) {
    case Kind::Constant: return literal_constant(*as<ast::Constant>(&expression));
    case Kind::BinOp: return fold_binary(*as<ast::BinOp>(&expression));
    case Kind::UnaryOp: return fold_unary(*as<ast::UnaryOp>(&expression));
    case Kind::Subscript: return fold_subscript(*as<ast::Subscript>(&expression));
    case Kind::Tuple: {
      const ast::Tuple& tuple = *as<ast::Tuple>(&expression);
      if (tuple.ctx != ast::ExprContext::Load) return std::nullopt;
      return fold_items(tuple.elts, CKind::Tuple);
    }
    case Kind::Name: {
      const ast::Name& name = *as<ast::Name>(&expression);
      if (name.ctx != ast::ExprContext::Load || name.id != "__debug__") return std::nullopt;
      return bool_constant(is_debug_);
    }
    default: return std::nullopt;
  }
}

}  // namespace gilscope::compiler
