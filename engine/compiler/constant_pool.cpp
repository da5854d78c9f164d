#include "compiler/constant_pool.h"

#include <cstring>

namespace gilscope::compiler {
namespace {

void append_raw(std::string& key, const void* data, std::size_t size) {
  key.append(static_cast<const char*>(data), size);
}

void append_number(std::string& key, double value) {
  append_raw(key, &value, sizeof value);
}

}  // namespace

Constant none_constant() {
  return {};
}

Constant bool_constant(bool value) {
  Constant constant;
  constant.kind = value ? Constant::Kind::True : Constant::Kind::False;
  return constant;
}

Constant int_constant(std::int64_t value) {
  Constant constant;
  constant.kind = Constant::Kind::Int;
  constant.integer = value;
  return constant;
}

Constant text_constant(std::string_view text) {
  Constant constant;
  constant.kind = Constant::Kind::Str;
  constant.text = text;
  return constant;
}

Constant tuple_constant(std::vector<Constant> items) {
  Constant constant;
  constant.kind = Constant::Kind::Tuple;
  constant.items = std::move(items);
  return constant;
}

bool is_true(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::None:
    case Constant::Kind::False: return false;
    case Constant::Kind::Int: return constant.integer != 0;
    case Constant::Kind::Float: return constant.real != 0;
    case Constant::Kind::Complex: return constant.real != 0 || constant.imaginary != 0;
    case Constant::Kind::Str:
    case Constant::Kind::Bytes: return !constant.text.empty();
    case Constant::Kind::Tuple:
    case Constant::Kind::FrozenSet: return !constant.items.empty();
    default: return true;
  }
}

void append_constant_key(const Constant& constant, std::string& key) {
  key += static_cast<char>('A' + static_cast<int>(constant.kind));
  switch (constant.kind) {
    case Constant::Kind::Int: append_raw(key, &constant.integer, sizeof constant.integer); break;
    case Constant::Kind::Float: append_number(key, constant.real); break;
    case Constant::Kind::Complex:
      append_number(key, constant.real);
      append_number(key, constant.imaginary);
      break;
    case Constant::Kind::BigInt:
    case Constant::Kind::Str:
    case Constant::Kind::Bytes: {
      std::size_t size = constant.text.size();
      append_raw(key, &size, sizeof size);
      key += constant.text;
      break;
    }
    case Constant::Kind::Tuple:
    case Constant::Kind::FrozenSet: {
      std::size_t size = constant.items.size();
      append_raw(key, &size, sizeof size);
      for (const Constant& item : constant.items) append_constant_key(item, key);
      break;
    }
    case Constant::Kind::Code: {
      const bytecode::Code* code = constant.code.get();
      append_raw(key, &code, sizeof code);
      break;
    }
    default: break;
  }
}

std::int32_t ConstantPool::add(Constant constant) {
  std::int32_t next = static_cast<std::int32_t>(constants_.size());
  std::string key;
  append_constant_key(constant, key);
  auto [found, is_new] = index_.try_emplace(std::move(key), next);
  if (!is_new) return found->second;
  constants_.push_back(std::move(constant));
  return next;
}

std::vector<std::int32_t> ConstantPool::keep(const std::vector<bool>& is_used) {
  std::vector<std::int32_t> new_index(constants_.size(), -1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < constants_.size(); ++i) {
    if (!is_used[i]) continue;
    new_index[i] = static_cast<std::int32_t>(kept);
    if (kept != i) constants_[kept] = std::move(constants_[i]);
    ++kept;
  }
  constants_.resize(kept);
  index_.clear();
  return new_index;
}

}  // namespace gilscope::compiler
