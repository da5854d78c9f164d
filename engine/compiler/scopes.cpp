#include "compiler/scopes.h"

namespace gilscope::compiler {

Symbol* SymbolMap::find(std::string_view name) {
  if (symbols_.size() <= kLinearMax) {
    for (Symbol& symbol : symbols_) {
      if (symbol.name == name) return &symbol;
    }
    return nullptr;
  }
  auto found = index_.find(name);
  return found == index_.end() ? nullptr : found->second;
}

Symbol& SymbolMap::find_or_add(std::string_view name) {
  if (Symbol* symbol = find(name)) return *symbol;
  symbols_.emplace_back();
  symbols_.back().name = name;
  if (symbols_.size() == kLinearMax + 1) {
    for (Symbol& symbol : symbols_) index_.emplace(symbol.name, &symbol);
  } else if (symbols_.size() > kLinearMax) {
    index_.emplace(name, &symbols_.back());
  }
  return symbols_.back();
}

Scope* ScopeTable::add(const void* node) {
  scopes_.push_back(std::make_unique<Scope>());
  Scope* scope = scopes_.back().get();
  if (node != nullptr) by_node_.emplace(node, scope);
  return scope;
}

std::string_view ScopeTable::mangle(std::string_view class_name, std::string_view name) {
  // Names with a dot come from imports; dunder names and classes of underscores only stay as is.
  if (class_name.empty() || name.size() < 2 || name[0] != '_' || name[1] != '_') return name;
  if (name.substr(name.size() - 2) == "__" || name.find('.') != std::string_view::npos) return name;
  std::size_t first = class_name.find_first_not_of('_');
  if (first == std::string_view::npos) return name;
  std::string made = "_" + std::string(class_name.substr(first)) + std::string(name);
  auto found = made_index_.find(made);
  if (found != made_index_.end()) return found->second;
  made_names_.push_back(std::move(made));
  std::string_view kept = made_names_.back();
  made_index_.emplace(kept, kept);
  return kept;
}

}  // namespace gilscope::compiler
