// Functions, methods and cells as Python sees them.
#include <cstdio>
#include <iterator>
#include <string>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/operations.h"

namespace gilscope {

Cell* new_cell(Process& process, Value content) {
  auto* cell = allocate<Cell>(process, process.types.cell);
  cell->content = content;
  return cell;
}

Function* new_function(Process& process, CodeObject* code, Dict* globals) {
  auto* function = allocate<Function>(process, process.types.function);
  function->code = code;
  function->globals = globals;
  function->builtins = process.builtins;
  Value builtins = dict_get(globals, process.name_of(Name::builtins));
  if (is_dict(builtins)) function->builtins = builtins.as<Dict>();
  function->name = code->name;
  function->qualname = code->qualname;
  bool documented = code->source->has_docstring && code->constant_count > 0;
  function->doc = documented ? code->constants[0] : Value::none();
  Value module = dict_get(globals, process.name_of(Name::name));
  function->module = module.is_nothing() ? Value::none() : module;
  function->attributes.shape = process.types.function->root_shape;
  return function;
}

Value new_method(Process& process, Value function, Value self) {
  auto* method = allocate<Method>(process, process.types.method);
  method->function = function;
  method->self = self;
  return Value::of(method);
}

static void visit_function(Object* object, Visitor& visitor) {
  auto* function = reinterpret_cast<Function*>(object);
  visitor.object(function->code);
  visitor.object(function->globals);
  visitor.object(function->builtins);
  visitor.object(function->closure);
  visitor.object(function->defaults);
  visitor.object(function->keyword_defaults);
  visitor.value(function->annotations);
  visitor.object(function->name);
  visitor.object(function->qualname);
  visitor.value(function->doc);
  visitor.value(function->module);
  visitor.object(function->type_params);
}

static std::string address_of(Thread& thread, Value v) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx",
                static_cast<unsigned long long>(identity_of(*thread.process, v)));
  return text;
}

static Value function_repr(Thread& thread, Value self) {
  std::string text = "<function " + to_utf8(self.as<Function>()->qualname) + " at " +
                     address_of(thread, self) + ">";
  return Value::of(new_str(*thread.process, text));
}

static Value function_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                           Tuple* kwnames) {
  return call(thread, self, args, positional, kwnames);
}

static Value function_get(Thread& thread, Value self, Value instance, Value) {
  return instance.is_null() ? self : new_method(*thread.process, self, instance);
}

template <class T>
static Value or_none(T* object) {
  return object ? Value::of(reinterpret_cast<Object*>(object)) : Value::none();
}

static Value get_name(Thread&, Value self) {
  return Value::of(self.as<Function>()->name);
}
static Value get_qualname(Thread&, Value self) {
  return Value::of(self.as<Function>()->qualname);
}
static Value get_doc(Thread&, Value self) {
  return self.as<Function>()->doc;
}
static Value get_module(Thread&, Value self) {
  return self.as<Function>()->module;
}
static Value get_code(Thread&, Value self) {
  return Value::of(self.as<Function>()->code);
}
static Value get_globals(Thread&, Value self) {
  return Value::of(self.as<Function>()->globals);
}
static Value get_builtins(Thread&, Value self) {
  return Value::of(self.as<Function>()->builtins);
}
static Value get_closure(Thread&, Value self) {
  return or_none(self.as<Function>()->closure);
}
static Value get_defaults(Thread&, Value self) {
  return or_none(self.as<Function>()->defaults);
}
static Value get_kwdefaults(Thread&, Value self) {
  return or_none(self.as<Function>()->keyword_defaults);
}
static Value get_type_params(Thread& thread, Value self) {
  Tuple* params = self.as<Function>()->type_params;
  return Value::of(params ? params : thread.process->empty_tuple);
}
static Value get_annotations(Thread& thread, Value self) {
  auto* function = self.as<Function>();
  if (function->annotations.is_null()) function->annotations = Value::of(new_dict(*thread.process));
  return function->annotations;
}

static bool set_text(Thread& thread, Value value, Str** field, const char* what) {
  if (is_str(value)) {
    *field = value.as<Str>();
    return true;
  }
  raise(thread, thread.process->types.TypeError, "%s must be set to a string object", what);
  return false;
}
static bool set_name(Thread& thread, Value self, Value value) {
  return set_text(thread, value, &self.as<Function>()->name, "__name__");
}
static bool set_qualname(Thread& thread, Value self, Value value) {
  return set_text(thread, value, &self.as<Function>()->qualname, "__qualname__");
}
static bool set_doc(Thread&, Value self, Value value) {
  self.as<Function>()->doc = value.is_null() ? Value::none() : value;
  return true;
}
static bool set_module(Thread&, Value self, Value value) {
  self.as<Function>()->module = value.is_null() ? Value::none() : value;
  return true;
}
static bool set_annotations(Thread&, Value self, Value value) {
  self.as<Function>()->annotations = is_dict(value) ? value : Value::null();
  return true;
}
static bool set_defaults(Thread& thread, Value self, Value value) {
  if (!value.is_null() && !value.is_none() && !is_tuple(value)) {
    raise(thread, thread.process->types.TypeError, "__defaults__ must be set to a tuple object");
    return false;
  }
  self.as<Function>()->defaults = is_tuple(value) ? value.as<Tuple>() : nullptr;
  return true;
}
static bool set_kwdefaults(Thread& thread, Value self, Value value) {
  if (!value.is_null() && !value.is_none() && !is_dict(value)) {
    raise(thread, thread.process->types.TypeError, "__kwdefaults__ must be set to a dict object");
    return false;
  }
  self.as<Function>()->keyword_defaults = is_dict(value) ? value.as<Dict>() : nullptr;
  return true;
}
static bool set_code(Thread& thread, Value self, Value value) {
  bool is_code = value.is_object() && value.object()->type == thread.process->types.code;
  if (is_code) self.as<Function>()->code = value.as<CodeObject>();
  if (!is_code)
    raise(thread, thread.process->types.TypeError, "__code__ must be set to a code object");
  return is_code;
}
static bool set_type_params(Thread&, Value self, Value value) {
  self.as<Function>()->type_params = is_tuple(value) ? value.as<Tuple>() : nullptr;
  return true;
}

static void visit_cell(Object* object, Visitor& visitor) {
  visitor.value(reinterpret_cast<Cell*>(object)->content);
}

static Value cell_contents(Thread& thread, Value self) {
  Value content = self.as<Cell>()->content;
  return content.is_null() ? raise(thread, thread.process->types.ValueError, "Cell is empty")
                           : content;
}
static bool set_cell_contents(Thread&, Value self, Value value) {
  self.as<Cell>()->content = value;
  return true;
}

static void visit_method(Object* object, Visitor& visitor) {
  auto* method = reinterpret_cast<Method*>(object);
  visitor.value(method->function);
  visitor.value(method->self);
}

static Value method_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                         Tuple* kwnames) {
  return call(thread, self, args, positional, kwnames);
}

static Value method_repr(Thread& thread, Value self) {
  auto* method = self.as<Method>();
  Process& process = *thread.process;
  bool python =
      method->function.is_object() && method->function.object()->type == process.types.function;
  std::string name = python ? to_utf8(method->function.as<Function>()->qualname) : "?";
  std::string owner;
  if (!repr_nested(thread, method->self, &owner)) return Value::null();
  return Value::of(new_str(process, "<bound method " + name + " of " + owner + ">"));
}

static Value method_compare(Thread& thread, Value self, Value other, Comparison op) {
  bool comparable = other.is_object() && other.object()->type == thread.process->types.method;
  if (!comparable || (op != Comparison::Equal && op != Comparison::NotEqual))
    return Value::not_implemented();
  auto *a = self.as<Method>(), *b = other.as<Method>();
  bool same = identical(a->self, b->self) && identical(a->function, b->function);
  return Value::boolean(same == (op == Comparison::Equal));
}

static Value method_hash(Thread& thread, Value self) {
  auto* method = self.as<Method>();
  std::uint64_t a = identity_of(*thread.process, method->self),
                b = identity_of(*thread.process, method->function);
  return Value::of(static_cast<std::int64_t>((a >> 4) ^ b));
}

static Value method_get(Thread&, Value self, Value, Value) {
  return self;
}

// Whatever a method does not have itself it takes from its function: __name__, __doc__, own
// attributes.
static Value method_getattr(Thread& thread, Value self, Str* name) {
  auto* method = self.as<Method>();
  if (str_equal(name, "__self__")) return method->self;
  if (str_equal(name, "__func__")) return method->function;
  Value own = type_lookup(*thread.process, thread.process->types.method, name);
  bool of_object = str_equal(name, "__doc__") || str_equal(name, "__name__") ||
                   str_equal(name, "__qualname__") || str_equal(name, "__module__");
  if (!own.is_nothing() && !of_object) return generic_get_attribute(thread, self, name);
  return get_attribute(thread, method->function, name);
}

static Value new_method_object(Thread& thread, const Value* args) {
  return new_method(*thread.process, args[1], args[2]);
}
static Value new_cell_object(Thread& thread, const Value* args) {
  return Value::of(new_cell(*thread.process, args[1]));
}

static Value new_function_object(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  bool valid =
      args[1].is_object() && args[1].object()->type == process.types.code && is_dict(args[2]);
  if (!valid)
    return raise(thread, process.types.TypeError,
                 "function() argument 'code' must be code, and 'globals' a dict");
  Function* function = new_function(process, args[1].as<CodeObject>(), args[2].as<Dict>());
  if (is_str(args[3])) function->name = args[3].as<Str>();
  if (is_tuple(args[4])) function->defaults = args[4].as<Tuple>();
  if (is_tuple(args[5])) function->closure = args[5].as<Tuple>();
  return Value::of(function);
}

static void define_function_type(Process& process) {
  Type* type = process.types.function;
  type->slots.visit = visit_function;
  type->slots.repr = function_repr;
  type->slots.call = function_call;
  type->slots.descr_get = function_get;
  static const NativeGetSet kGetSets[] = {
      {"__name__", get_name, set_name},
      {"__qualname__", get_qualname, set_qualname},
      {"__doc__", get_doc, set_doc},
      {"__module__", get_module, set_module},
      {"__code__", get_code, set_code},
      {"__globals__", get_globals, nullptr},
      {"__builtins__", get_builtins, nullptr},
      {"__closure__", get_closure, nullptr},
      {"__defaults__", get_defaults, set_defaults},
      {"__kwdefaults__", get_kwdefaults, set_kwdefaults},
      {"__annotations__", get_annotations, set_annotations},
      {"__type_params__", get_type_params, set_type_params},
  };
  set_new(process, type, "cls, code, globals, name=None, argdefs=None, closure=None",
          new_function_object);
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

void define_functions(Process& process) {
  define_function_type(process);
  Type* cell = process.types.cell;
  cell->slots.visit = visit_cell;
  static const NativeGetSet kCell[] = {{"cell_contents", cell_contents, set_cell_contents}};
  add_getsets(process, cell, kCell, std::size(kCell));
  set_new(process, cell, "cls, contents=None, /", new_cell_object);
  process.types.async_wrapped_value->slots.visit = visit_cell;
  Type* method = process.types.method;
  method->slots.visit = visit_method;
  method->slots.call = method_call;
  method->slots.repr = method_repr;
  method->slots.compare = method_compare;
  method->slots.hash = method_hash;
  method->slots.descr_get = method_get;
  method->slots.getattr = method_getattr;
  set_new(process, method, "cls, function, instance, /", new_method_object);
  add_slot_wrappers(process, method);
}

}  // namespace gilscope
