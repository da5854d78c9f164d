// Decides where every name lives, from the outside in, and which names are cells, from the inside
// out, as CPython's analyze_block does.
#include <algorithm>

#include "compiler/scopes.h"

namespace gilscope::compiler {
namespace {

// The names some block leaves to the blocks around it. Small; order of first use.
class NameSet {
 public:
  bool has(std::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }
  void add(std::string_view name) {
    if (!has(name)) names_.push_back(name);
  }
  bool remove(std::string_view name) {
    auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return false;
    names_.erase(found);
    return true;
  }
  auto begin() const { return names_.begin(); }
  auto end() const { return names_.end(); }

 private:
  std::vector<std::string_view> names_;
};

class Analyzer {
 public:
  explicit Analyzer(ScopeTable& table) : table_(table) {}

  bool run() {
    NameSet free;
    analyze(*table_.top(), free, nullptr);
    return !table_.error.has_value();
  }

 private:
  void fail(std::string message, const ast::Position& at) {
    if (!table_.error) table_.error = ScopeError{std::move(message), at};
  }

  // Who binds `name` for the blocks inside `scope`; classes are skipped.
  enum class Outer : std::uint8_t { Unbound, Bound, TypeParameter, Global };

  static Outer look_outwards(const Scope& inner, std::string_view name) {
    for (const Scope* scope = inner.parent; scope != nullptr; scope = scope->parent) {
      if (scope->kind == ScopeKind::Class) {
        if (name == "__class__" || name == "__classdict__") return Outer::Bound;
        continue;
      }
      const Symbol* symbol = scope->symbols.find(name);
      if (symbol == nullptr || (symbol->flags & kFromComprehension) != 0) continue;
      if ((symbol->flags & kDefinedGlobal) != 0) {
        if (scope->is_function_like()) return Outer::Global;
        continue;
      }
      if ((symbol->flags & kDefinedNonlocal) != 0 || !scope->is_function_like()) continue;
      if ((symbol->flags & kBound) == 0) continue;
      return (symbol->flags & kTypeParameter) != 0 ? Outer::TypeParameter : Outer::Bound;
    }
    return Outer::Unbound;
  }

  void decide(Scope& scope, Symbol& symbol, NameSet& free, const Scope* class_scope) {
    std::uint32_t flags = symbol.flags;
    std::string quoted = "'" + std::string(symbol.name) + "'";
    if ((flags & kDefinedGlobal) != 0) {
      if ((flags & kDefinedNonlocal) != 0) {
        return fail("name " + quoted + " is nonlocal and global", symbol.declared);
      }
      symbol.binding = Binding::GlobalExplicit;
    } else if ((flags & kDefinedNonlocal) != 0) {
      if (scope.parent == nullptr) {
        return fail("nonlocal declaration not allowed at module level", symbol.declared);
      }
      Outer outer = look_outwards(scope, symbol.name);
      if (outer == Outer::Unbound || outer == Outer::Global) {
        return fail("no binding for nonlocal " + quoted + " found", symbol.declared);
      }
      if (outer == Outer::TypeParameter) {
        return fail("nonlocal binding not allowed for type parameter " + quoted, symbol.declared);
      }
      symbol.binding = Binding::Free;
      free.add(symbol.name);
    } else if ((flags & kBound) != 0) {
      symbol.binding = Binding::Local;
    } else {
      decide_unbound(scope, symbol, free, class_scope);
    }
  }

  static void decide_unbound(Scope& scope, Symbol& symbol, NameSet& free,
                             const Scope* class_scope) {
    if (class_scope != nullptr) {
      const Symbol* in_class = class_scope->symbols.find(symbol.name);
      std::uint32_t flags = in_class == nullptr ? 0 : in_class->flags;
      if ((flags & kDefinedGlobal) != 0) {
        symbol.binding = Binding::GlobalExplicit;
        return;
      }
      if ((flags & kBound) != 0 && (flags & kDefinedNonlocal) == 0) {
        symbol.binding = Binding::GlobalImplicit;
        return;
      }
    }
    Outer outer = look_outwards(scope, symbol.name);
    if (outer == Outer::Bound || outer == Outer::TypeParameter) {
      symbol.binding = Binding::Free;
      free.add(symbol.name);
    } else {
      symbol.binding = Binding::GlobalImplicit;
    }
  }

  // `free`: receives the names that this block needs from outside.
  void analyze(Scope& scope, NameSet& free, const Scope* class_scope) {
    for (Symbol& symbol : scope.symbols) {
      decide(scope, symbol, free, class_scope);
      if (table_.error) return;
    }
    NameSet inlined_cells;
    NameSet free_in_children;
    for (Scope* child : scope.children) {
      const Scope* child_class = nullptr;
      if (child->sees_class_scope) {
        child_class = scope.kind == ScopeKind::Class ? &scope : class_scope;
      }
      NameSet child_free;
      analyze(*child, child_free, child_class);
      if (table_.error) return;
      child->is_inlined = child->comprehension != ComprehensionKind::None &&
                          child->comprehension != ComprehensionKind::Generator &&
                          !scope.sees_class_scope;
      if (child->is_inlined) inline_comprehension(scope, *child, child_free, inlined_cells);
      for (std::string_view name : child_free) free_in_children.add(name);
    }
    adopt_grandchildren(scope);
    if (scope.is_function_like()) {
      make_cells(scope, free_in_children, inlined_cells);
    } else if (scope.kind == ScopeKind::Class) {
      scope.needs_class_closure = free_in_children.remove("__class__");
      scope.needs_class_dict = free_in_children.remove("__classdict__");
    }
    record_free(scope, free_in_children, inlined_cells);
    for (std::string_view name : free_in_children) free.add(name);
  }

  static bool is_free_in_any_child(const Scope& scope, std::string_view name) {
    return std::any_of(scope.children.begin(), scope.children.end(), [&](const Scope* child) {
      return child->binding_of(name) == Binding::Free;
    });
  }

  // The names of an inlined comprehension become names of the block around it.
  static void inline_comprehension(Scope& scope, Scope& inner, NameSet& inner_free,
                                   NameSet& inlined_cells) {
    for (const Symbol& symbol : inner.symbols) {
      if ((symbol.flags & kParameter) != 0) continue;
      if (symbol.binding == Binding::Cell || (symbol.flags & kCellOfComprehension) != 0) {
        inlined_cells.add(symbol.name);
      }
      Symbol* existing = scope.symbols.find(symbol.name);
      if (existing == nullptr) {
        Binding binding = symbol.binding;
        if (binding == Binding::Free && scope.kind == ScopeKind::Class &&
            symbol.name == "__class__") {
          binding = Binding::GlobalImplicit;
          inner_free.remove(symbol.name);
        }
        Symbol& copy = scope.symbols.find_or_add(symbol.name);
        copy.flags = symbol.flags | kFromComprehension;
        copy.binding = binding;
      } else if ((existing->flags & kBound) != 0 && scope.kind != ScopeKind::Class &&
                 !is_free_in_any_child(inner, symbol.name)) {
        inner_free.remove(symbol.name);
      }
    }
  }

  static void adopt_grandchildren(Scope& scope) {
    std::vector<Scope*> children;
    for (Scope* child : scope.children) {
      if (child->is_inlined) {
        children.insert(children.end(), child->children.begin(), child->children.end());
      } else {
        children.push_back(child);
      }
    }
    scope.children = std::move(children);
  }

  static void make_cells(Scope& scope, NameSet& free, const NameSet& inlined_cells) {
    for (Symbol& symbol : scope.symbols) {
      if (symbol.binding != Binding::Local) continue;
      if (!free.has(symbol.name) && !inlined_cells.has(symbol.name)) continue;
      symbol.binding = Binding::Cell;
      free.remove(symbol.name);
    }
  }

  // Free variables of inner blocks pass through this one.
  static void record_free(Scope& scope, const NameSet& free, const NameSet& inlined_cells) {
    for (std::string_view name : inlined_cells) {
      if (Symbol* symbol = scope.symbols.find(name)) symbol->flags |= kCellOfComprehension;
    }
    for (std::string_view name : free) {
      Symbol* symbol = scope.symbols.find(name);
      if (symbol != nullptr) {
        if (scope.kind == ScopeKind::Class) symbol->flags |= kFreeInClass;
        continue;
      }
      if (scope.parent == nullptr) continue;
      scope.symbols.find_or_add(name).binding = Binding::Free;
    }
  }

  ScopeTable& table_;
};

}  // namespace

bool analyze_scopes(ScopeTable& table) {
  return Analyzer(table).run();
}

}  // namespace gilscope::compiler
