// Scopes: which block each name of a program lives in (CPython's symtable.c).
//
// `build_scopes` walks the tree twice: first it collects, per block, how each name is used; then it
// decides for every name whether it is local, a cell, free, or global, and which comprehensions are
// inlined into their surroundings (PEP 709). Blocks are modules, classes, functions (lambdas and
// comprehensions too) and the annotation scopes of PEP 695. The errors CPython's symbol table
// reports are reported here; the emitter reads the result and never changes a decision.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/ast.h"

namespace gilscope::compiler {

enum class ScopeKind : std::uint8_t {
  Module,
  Class,
  Function,
  Annotation,      // An annotation that is only a text (from __future__ import annotations).
  TypeVarBound,    // `T: bound`
  TypeAlias,       // `type X = value`
  TypeParameters,  // `[T, *Ts, **P]` of a function, class or alias.
};

enum class Binding : std::uint8_t { None, Local, GlobalExplicit, GlobalImplicit, Free, Cell };

enum class ComprehensionKind : std::uint8_t { None, List, Dict, Set, Generator };

enum SymbolFlags : std::uint32_t {
  kDefinedGlobal = 1 << 0,  // A global statement.
  kDefinedLocal = 1 << 1,   // Assigned to.
  kParameter = 1 << 2,
  kDefinedNonlocal = 1 << 3,
  kUsed = 1 << 4,
  kFreeInClass = 1 << 5,  // Free in a method and at the same time bound in the class.
  kImported = 1 << 6,
  kAnnotated = 1 << 7,
  kIterationVariable = 1 << 8,  // Target of a comprehension's `for`.
  kTypeParameter = 1 << 9,
  kCellOfComprehension = 1 << 10,  // A cell inside an inlined comprehension.
  kFromComprehension = 1 << 11,    // Only there because a comprehension was inlined.
  kBound = kDefinedLocal | kParameter | kImported | kTypeParameter,
};

struct Symbol {
  std::string_view name;
  std::uint32_t flags = 0;
  Binding binding = Binding::None;
  ast::Position declared;  // Of the global or nonlocal statement.
};

// The symbols of one block in the order in which they were first seen.
class SymbolMap {
 public:
  Symbol* find(std::string_view name);
  const Symbol* find(std::string_view name) const {
    return const_cast<SymbolMap*>(this)->find(name);
  }
  Symbol& find_or_add(std::string_view name);

  auto begin() { return symbols_.begin(); }
  auto end() { return symbols_.end(); }
  auto begin() const { return symbols_.begin(); }
  auto end() const { return symbols_.end(); }

 private:
  static constexpr std::size_t kLinearMax = 8;

  std::deque<Symbol> symbols_;  // A deque: references stay valid.
  std::unordered_map<std::string_view, Symbol*> index_;
};

struct Scope {
  ScopeKind kind = ScopeKind::Module;
  ComprehensionKind comprehension = ComprehensionKind::None;
  std::string_view name;
  Scope* parent = nullptr;
  std::vector<Scope*> children;
  std::vector<std::string_view> parameters;  // In the order of the frame's slots.
  SymbolMap symbols;
  bool is_nested = false;
  bool is_generator = false;
  bool is_coroutine = false;
  bool has_varargs = false;
  bool has_varkeywords = false;
  bool is_inlined = false;           // A comprehension without a code object of its own.
  bool needs_class_closure = false;  // A method uses __class__ or super.
  bool needs_class_dict = false;     // An annotation scope looks names up in the class.
  bool sees_class_scope = false;     // An annotation scope directly inside a class.

  // Blocks whose names live in fast slots.
  bool is_function_like() const {
    return kind == ScopeKind::Function || kind == ScopeKind::TypeVarBound ||
           kind == ScopeKind::TypeAlias || kind == ScopeKind::TypeParameters;
  }
  Binding binding_of(std::string_view name) const {
    const Symbol* symbol = symbols.find(name);
    return symbol == nullptr ? Binding::None : symbol->binding;
  }
};

struct ScopeError {
  std::string message;
  ast::Position at;
};

// Owns the scopes and the names it had to make (mangled ones).
class ScopeTable {
 public:
  Scope* top() const { return scopes_.front().get(); }
  Scope* of(const void* node) const {
    auto found = by_node_.find(node);
    return found == by_node_.end() ? nullptr : found->second;
  }

  Scope* add(const void* node);
  // `__name` in a class is `_Class__name`.
  std::string_view mangle(std::string_view class_name, std::string_view name);

  std::optional<ScopeError> error;

 private:
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::unordered_map<const void*, Scope*> by_node_;
  std::deque<std::string> made_names_;
  std::unordered_map<std::string_view, std::string_view> made_index_;
};

// What to compile: exactly one of the two is set.
struct Root {
  const ast::Module* module_ast = nullptr;
  const ast::Expression* expression = nullptr;
  const void* node() const {
    return module_ast != nullptr ? static_cast<const void*>(module_ast) : expression;
  }
};

// The table's `error` is the first error CPython would raise, if there is one.
std::unique_ptr<ScopeTable> build_scopes(const Root& root, bool future_annotations);

// The second half: decides bindings, inlines comprehensions. False after setting `table.error`.
bool analyze_scopes(ScopeTable& table);

}  // namespace gilscope::compiler
