#include "syntax/dump.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "syntax/unicode.h"

namespace gilscope::ast {
namespace {

std::string hex_digits(uint32_t value, int width) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%0*x", width, value);
  return buffer;
}

// Python's repr of text or bytes.
std::string quoted(std::string_view text, bool bytes) {
  bool has_single = text.find('\'') != std::string_view::npos;
  char quote = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string result = bytes ? "b" : "";
  result += quote;
  for (int32_t i = 0; static_cast<size_t>(i) < text.size();) {
    int32_t start = i;
    char32_t c = static_cast<unsigned char>(text[i]);
    if (bytes) {
      i++;
    } else {
      c = syntax::decode_utf8(text, i);
    }
    if (c == static_cast<unsigned char>(quote) || c == '\\') {
      result += '\\';
      result += static_cast<char>(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      result += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (bytes ? c >= 32 && c < 127 : syntax::is_printable(c)) {
      result += text.substr(start, i - start);
    } else if (c < 0x100) {
      result += "\\x" + hex_digits(c, 2);
    } else if (c < 0x10000) {
      result += "\\u" + hex_digits(c, 4);
    } else {
      result += "\\U" + hex_digits(c, 8);
    }
  }
  return result + quote;
}

// Python's repr of a float: the shortest digits that give it back.
std::string float_text(double value) {
  if (std::isinf(value)) return "inf";
  char buffer[64];
  for (int precision = 0; precision < 17; precision++) {
    std::snprintf(buffer, sizeof buffer, "%.*e", precision, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  std::string text = buffer;
  size_t e = text.find('e');
  int exponent = std::atoi(text.c_str() + e + 1);
  std::string digits = text.substr(0, 1) + (e > 2 ? text.substr(2, e - 2) : "");
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  int count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    std::string mantissa = digits.substr(0, 1) + (count > 1 ? "." + digits.substr(1) : "");
    std::snprintf(buffer, sizeof buffer, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
    return mantissa + buffer;
  }
  if (exponent < 0) return "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
  if (count <= exponent + 1) {
    return digits + std::string(static_cast<size_t>(exponent + 1 - count), '0') + ".0";
  }
  size_t point = static_cast<size_t>(exponent) + 1;
  return digits.substr(0, point) + "." + digits.substr(point);
}

std::string constant_text(const Constant& node) {
  switch (node.type) {
    case ConstantType::None: return "None";
    case ConstantType::True: return "True";
    case ConstantType::False: return "False";
    case ConstantType::Ellipsis: return "Ellipsis";
    case ConstantType::Int:
      return node.fits_int64 ? std::to_string(node.integer) : std::string(node.text);
    case ConstantType::Float: return float_text(node.number);
    case ConstantType::Complex: {
      std::string text = float_text(node.number);
      if (text.size() > 2 && text.substr(text.size() - 2) == ".0") text.resize(text.size() - 2);
      return text + "j";
    }
    case ConstantType::Str: return quoted(node.text, false);
    case ConstantType::Bytes: return quoted(node.text, true);
  }
  return "";
}

class Dumper {
 public:
  explicit Dumper(bool attributes) : attributes_(attributes) {}
  std::string text;

  void node(const Node* node);

  void open(std::string_view name) {
    text += name;
    text += '(';
    first_ = true;
  }
  void close() {
    text += ')';
    first_ = false;
  }
  void close(const Node& node) {
    if (attributes_) {
      raw("lineno", std::to_string(node.line));
      raw("col_offset", std::to_string(node.col));
      raw("end_lineno", std::to_string(node.end_line));
      raw("end_col_offset", std::to_string(node.end_col));
    }
    close();
  }
  void name(std::string_view field) {
    if (!first_) text += ", ";
    first_ = false;
    text += field;
    text += '=';
  }
  void raw(std::string_view field, std::string_view value) {
    name(field);
    text += value;
  }
  // A field that may be absent.
  void child(std::string_view field, const Node* value) {
    if (value == nullptr) return;
    name(field);
    node(value);
  }
  void identifier(std::string_view field, Identifier value) {
    if (!value.empty()) raw(field, quoted(value, false));
  }
  void context(ExprContext ctx) { raw("ctx", std::string(name_of(ctx)) + "()"); }

  template <typename T, typename F>
  void list(std::string_view field, Seq<T> items, F&& each) {
    name(field);
    text += '[';
    for (uint32_t i = 0; i < items.size(); i++) {
      if (i > 0) text += ", ";
      each(items[i]);
    }
    text += ']';
    first_ = false;
  }
  template <typename T>
  void nodes(std::string_view field, Seq<T*> items) {
    list(field, items, [&](const Node* item) {
      if (item == nullptr) {
        text += "None";
      } else {
        node(item);
      }
    });
  }
  void names(std::string_view field, NameSeq items) {
    list(field, items, [&](Identifier item) { text += quoted(item, false); });
  }

  void arguments(std::string_view field, const Arguments* args);
  void generators(Seq<Comprehension*> items);
  void function(const Node& node, const FunctionDefBase& def);
  void loop(const Node& node, const ForBase& loop);
  void with(const Node& node, const WithBase& with);
  void try_statement(const Node& node, const TryBase& parts);
  void comprehension(const Node& node, const ComprehensionBase& parts);
  void statement(const Node& node);
  void expression(const Node& node);
  void pattern(const Node& node);

 private:
  bool attributes_;
  bool first_ = true;
};

void Dumper::arguments(std::string_view field, const Arguments* args) {
  name(field);
  open("arguments");
  nodes("posonlyargs", args->posonlyargs);
  nodes("args", args->args);
  child("vararg", args->vararg);
  nodes("kwonlyargs", args->kwonlyargs);
  nodes("kw_defaults", args->kw_defaults);
  child("kwarg", args->kwarg);
  nodes("defaults", args->defaults);
  close();
}

void Dumper::generators(Seq<Comprehension*> items) {
  list("generators", items, [&](const Comprehension* item) {
    open("comprehension");
    child("target", item->target);
    child("iter", item->iter);
    nodes("ifs", item->ifs);
    raw("is_async", item->is_async ? "1" : "0");
    close();
  });
}

void Dumper::function(const Node& node, const FunctionDefBase& def) {
  identifier("name", def.name);
  arguments("args", def.args);
  nodes("body", def.body);
  nodes("decorator_list", def.decorator_list);
  child("returns", def.returns);
  nodes("type_params", def.type_params);
  close(node);
}

void Dumper::loop(const Node& node, const ForBase& loop) {
  child("target", loop.target);
  child("iter", loop.iter);
  nodes("body", loop.body);
  nodes("orelse", loop.orelse);
  close(node);
}

void Dumper::with(const Node& node, const WithBase& with) {
  list("items", with.items, [&](const WithItem* item) {
    open("withitem");
    child("context_expr", item->context_expr);
    child("optional_vars", item->optional_vars);
    close();
  });
  nodes("body", with.body);
  close(node);
}

void Dumper::try_statement(const Node& node, const TryBase& parts) {
  nodes("body", parts.body);
  nodes("handlers", parts.handlers);
  nodes("orelse", parts.orelse);
  nodes("finalbody", parts.finalbody);
  close(node);
}

void Dumper::comprehension(const Node& node, const ComprehensionBase& parts) {
  child("elt", parts.elt);
  generators(parts.generators);
  close(node);
}

void Dumper::node(const Node* node) {
  open(kind_name(node->kind));
  if (node->kind <= Kind::Continue) {
    statement(*node);
  } else if (node->kind <= Kind::Slice) {
    expression(*node);
  } else {
    pattern(*node);
  }
}

void Dumper::statement(const Node& node) {
  switch (node.kind) {
    case Kind::FunctionDef: return function(node, *as<FunctionDef>(&node));
    case Kind::AsyncFunctionDef: return function(node, *as<AsyncFunctionDef>(&node));
    case Kind::For: return loop(node, *as<For>(&node));
    case Kind::AsyncFor: return loop(node, *as<AsyncFor>(&node));
    case Kind::With: return with(node, *as<With>(&node));
    case Kind::AsyncWith: return with(node, *as<AsyncWith>(&node));
    case Kind::Try: return try_statement(node, *as<Try>(&node));
    case Kind::TryStar: return try_statement(node, *as<TryStar>(&node));
    case Kind::ClassDef: {
      auto* s = as<ClassDef>(&node);
      identifier("name", s->name);
      nodes("bases", s->bases);
      nodes("keywords", s->keywords);
      nodes("body", s->body);
      nodes("decorator_list", s->decorator_list);
      nodes("type_params", s->type_params);
      break;
    }
    case Kind::Return: child("value", as<Return>(&node)->value); break;
    case Kind::Delete: nodes("targets", as<Delete>(&node)->targets); break;
    case Kind::Assign:
      nodes("targets", as<Assign>(&node)->targets);
      child("value", as<Assign>(&node)->value);
      break;
    case Kind::TypeAlias: {
      auto* s = as<TypeAlias>(&node);
      child("name", s->name);
      nodes("type_params", s->type_params);
      child("value", s->value);
      break;
    }
    case Kind::AugAssign: {
      auto* s = as<AugAssign>(&node);
      child("target", s->target);
      raw("op", std::string(name_of(s->op)) + "()");
      child("value", s->value);
      break;
    }
    case Kind::AnnAssign: {
      auto* s = as<AnnAssign>(&node);
      child("target", s->target);
      child("annotation", s->annotation);
      child("value", s->value);
      raw("simple", s->simple ? "1" : "0");
      break;
    }
    case Kind::While: {
      auto* s = as<While>(&node);
      child("test", s->test);
      nodes("body", s->body);
      nodes("orelse", s->orelse);
      break;
    }
    case Kind::If: {
      auto* s = as<If>(&node);
      child("test", s->test);
      nodes("body", s->body);
      nodes("orelse", s->orelse);
      break;
    }
    case Kind::Match: {
      auto* s = as<Match>(&node);
      child("subject", s->subject);
      list("cases", s->cases, [&](const MatchCase* item) {
        open("match_case");
        child("pattern", item->pattern);
        child("guard", item->guard);
        nodes("body", item->body);
        close();
      });
      break;
    }
    case Kind::Raise:
      child("exc", as<Raise>(&node)->exc);
      child("cause", as<Raise>(&node)->cause);
      break;
    case Kind::Assert:
      child("test", as<Assert>(&node)->test);
      child("msg", as<Assert>(&node)->msg);
      break;
    case Kind::Import: nodes("names", as<Import>(&node)->names); break;
    case Kind::ImportFrom: {
      auto* s = as<ImportFrom>(&node);
      identifier("module", s->module_name);
      nodes("names", s->names);
      raw("level", std::to_string(s->level));
      break;
    }
    case Kind::Global: names("names", as<Global>(&node)->names); break;
    case Kind::Nonlocal: names("names", as<Nonlocal>(&node)->names); break;
    case Kind::Expr: child("value", as<ExprStmt>(&node)->value); break;
    default: break;
  }
  close(node);
}

void Dumper::expression(const Node& node) {
  switch (node.kind) {
    case Kind::BoolOp:
      raw("op", std::string(name_of(as<BoolOp>(&node)->op)) + "()");
      nodes("values", as<BoolOp>(&node)->values);
      break;
    case Kind::NamedExpr:
      child("target", as<NamedExpr>(&node)->target);
      child("value", as<NamedExpr>(&node)->value);
      break;
    case Kind::BinOp: {
      auto* e = as<BinOp>(&node);
      child("left", e->left);
      raw("op", std::string(name_of(e->op)) + "()");
      child("right", e->right);
      break;
    }
    case Kind::UnaryOp:
      raw("op", std::string(name_of(as<UnaryOp>(&node)->op)) + "()");
      child("operand", as<UnaryOp>(&node)->operand);
      break;
    case Kind::Lambda:
      arguments("args", as<Lambda>(&node)->args);
      child("body", as<Lambda>(&node)->body);
      break;
    case Kind::IfExp: {
      auto* e = as<IfExp>(&node);
      child("test", e->test);
      child("body", e->body);
      child("orelse", e->orelse);
      break;
    }
    case Kind::Dict:
      nodes("keys", as<Dict>(&node)->keys);
      nodes("values", as<Dict>(&node)->values);
      break;
    case Kind::Set: nodes("elts", as<Set>(&node)->elts); break;
    case Kind::ListComp: return comprehension(node, *as<ListComp>(&node));
    case Kind::SetComp: return comprehension(node, *as<SetComp>(&node));
    case Kind::GeneratorExp: return comprehension(node, *as<GeneratorExp>(&node));
    case Kind::DictComp:
      child("key", as<DictComp>(&node)->key);
      child("value", as<DictComp>(&node)->value);
      generators(as<DictComp>(&node)->generators);
      break;
    case Kind::Await: child("value", as<Await>(&node)->value); break;
    case Kind::Yield: child("value", as<Yield>(&node)->value); break;
    case Kind::YieldFrom: child("value", as<YieldFrom>(&node)->value); break;
    case Kind::Compare: {
      auto* e = as<Compare>(&node);
      child("left", e->left);
      list("ops", e->ops, [&](CmpOperator op) { text += std::string(name_of(op)) + "()"; });
      nodes("comparators", e->comparators);
      break;
    }
    case Kind::Call: {
      auto* e = as<Call>(&node);
      child("func", e->func);
      nodes("args", e->args);
      nodes("keywords", e->keywords);
      break;
    }
    case Kind::FormattedValue: {
      auto* e = as<FormattedValue>(&node);
      child("value", e->value);
      raw("conversion", std::to_string(e->conversion));
      child("format_spec", e->format_spec);
      break;
    }
    case Kind::JoinedStr: nodes("values", as<JoinedStr>(&node)->values); break;
    case Kind::Constant:
      raw("value", constant_text(*as<Constant>(&node)));
      if (as<Constant>(&node)->u_prefix) raw("kind", "'u'");
      break;
    case Kind::Attribute:
      child("value", as<Attribute>(&node)->value);
      identifier("attr", as<Attribute>(&node)->attr);
      context(as<Attribute>(&node)->ctx);
      break;
    case Kind::Subscript:
      child("value", as<Subscript>(&node)->value);
      child("slice", as<Subscript>(&node)->slice);
      context(as<Subscript>(&node)->ctx);
      break;
    case Kind::Starred:
      child("value", as<Starred>(&node)->value);
      context(as<Starred>(&node)->ctx);
      break;
    case Kind::Name:
      identifier("id", as<Name>(&node)->id);
      context(as<Name>(&node)->ctx);
      break;
    case Kind::List:
      nodes("elts", as<List>(&node)->elts);
      context(as<List>(&node)->ctx);
      break;
    case Kind::Tuple:
      nodes("elts", as<Tuple>(&node)->elts);
      context(as<Tuple>(&node)->ctx);
      break;
    case Kind::Slice: {
      auto* e = as<Slice>(&node);
      child("lower", e->lower);
      child("upper", e->upper);
      child("step", e->step);
      break;
    }
    default: break;
  }
  close(node);
}

void Dumper::pattern(const Node& node) {
  switch (node.kind) {
    case Kind::MatchValue: child("value", as<MatchValue>(&node)->value); break;
    case Kind::MatchSingleton: {
      ConstantType value = as<MatchSingleton>(&node)->value;
      raw("value", value == ConstantType::None   ? "None"
                   : value == ConstantType::True ? "True"
                                                 : "False");
      break;
    }
    case Kind::MatchSequence: nodes("patterns", as<MatchSequence>(&node)->patterns); break;
    case Kind::MatchMapping: {
      auto* p = as<MatchMapping>(&node);
      nodes("keys", p->keys);
      nodes("patterns", p->patterns);
      identifier("rest", p->rest);
      break;
    }
    case Kind::MatchClass: {
      auto* p = as<MatchClass>(&node);
      child("cls", p->cls);
      nodes("patterns", p->patterns);
      names("kwd_attrs", p->kwd_attrs);
      nodes("kwd_patterns", p->kwd_patterns);
      break;
    }
    case Kind::MatchStar: identifier("name", as<MatchStar>(&node)->name); break;
    case Kind::MatchAs:
      child("pattern", as<MatchAs>(&node)->pattern);
      identifier("name", as<MatchAs>(&node)->name);
      break;
    case Kind::MatchOr: nodes("patterns", as<MatchOr>(&node)->patterns); break;
    case Kind::TypeVar:
      identifier("name", as<TypeVar>(&node)->name);
      child("bound", as<TypeVar>(&node)->bound);
      break;
    case Kind::ParamSpec: identifier("name", as<ParamSpec>(&node)->name); break;
    case Kind::TypeVarTuple: identifier("name", as<TypeVarTuple>(&node)->name); break;
    case Kind::ExceptHandler: {
      auto* h = as<ExceptHandler>(&node);
      child("type", h->type);
      identifier("name", h->name);
      nodes("body", h->body);
      break;
    }
    case Kind::arg:
      identifier("arg", as<Arg>(&node)->arg);
      child("annotation", as<Arg>(&node)->annotation);
      break;
    case Kind::keyword:
      identifier("arg", as<Keyword>(&node)->arg);
      child("value", as<Keyword>(&node)->value);
      break;
    case Kind::alias:
      identifier("name", as<Alias>(&node)->name);
      identifier("asname", as<Alias>(&node)->asname);
      break;
    default: break;
  }
  close(node);
}

}  // namespace

std::string dump(const Module& module, bool attributes) {
  Dumper dumper(attributes);
  dumper.open("Module");
  dumper.nodes("body", module.body);
  dumper.raw("type_ignores", "[]");
  dumper.close();
  return std::move(dumper.text);
}

std::string dump(const Expression& expression, bool attributes) {
  Dumper dumper(attributes);
  dumper.open("Expression");
  dumper.child("body", expression.body);
  dumper.close();
  return std::move(dumper.text);
}

std::string dump(const Node& node, bool attributes) {
  Dumper dumper(attributes);
  dumper.node(&node);
  return std::move(dumper.text);
}

}  // namespace gilscope::ast
