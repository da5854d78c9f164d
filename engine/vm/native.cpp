#include "vm/native.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/operations.h"

namespace gilscope {

// The parsed form of NativeMethod::signature, made at the first call. A heap buffer of the
// function.
struct NativeSignature {
  std::uint8_t required;    // how many of the positional parameters have no default
  std::uint8_t positional;  // parameters that can be given by position
  std::uint8_t positional_only;
  std::uint8_t keyword_only;      // they follow *args in the argument array
  std::uint8_t total;             // length of the argument array
  std::uint8_t keyword_required;  // bit mask over the keyword-only parameters
  bool var_args, var_keywords;
  Str* names[1];  // positional and keyword-only parameters, in order
};

static constexpr std::uint32_t kParametersMax = 32;

namespace {

struct Parameter {
  std::string_view name;
  bool optional;
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Takes the text up to the next comma outside quotes and brackets.
std::string_view take_parameter(std::string_view& rest) {
  int depth = 0;
  char quote = 0;
  std::size_t i = 0;
  for (; i < rest.size(); ++i) {
    char c = rest[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      break;
    }
  }
  std::string_view taken = trim(rest.substr(0, i));
  rest.remove_prefix(i < rest.size() ? i + 1 : rest.size());
  return taken;
}

}  // namespace

static NativeSignature* parse_signature(Process& process, const char* text) {
  NativeSignature parsed{};
  std::string_view names[kParametersMax];
  std::uint32_t count = 0;
  bool keyword_only = false;
  std::string_view rest = text;
  while (!trim(rest).empty()) {
    std::string_view parameter = take_parameter(rest);
    if (parameter == "/") {
      parsed.positional_only = parsed.positional;
    } else if (parameter == "*") {
      keyword_only = true;
    } else if (parameter.substr(0, 2) == "**") {
      parsed.var_keywords = true;
    } else if (parameter[0] == '*') {
      parsed.var_args = keyword_only = true;
    } else {
      std::size_t equals = parameter.find('=');
      bool optional = equals != std::string_view::npos;
      names[count++] = trim(parameter.substr(0, std::min(equals, parameter.find(':'))));
      if (keyword_only) {
        if (!optional)
          parsed.keyword_required |= static_cast<std::uint8_t>(1u << parsed.keyword_only);
        ++parsed.keyword_only;
      } else {
        ++parsed.positional;
        if (!optional) parsed.required = parsed.positional;
      }
    }
  }
  parsed.total = static_cast<std::uint8_t>(count + parsed.var_args + parsed.var_keywords);
  auto* signature = static_cast<NativeSignature*>(
      process.heap.allocate(sizeof(NativeSignature) + count * sizeof(Str*)));
  *signature = parsed;
  for (std::uint32_t i = 0; i < count; ++i) signature->names[i] = intern(process, names[i]);
  return signature;
}

static void visit_native_function(Object* object, Visitor& visitor) {
  auto* function = reinterpret_cast<NativeFunction*>(object);
  visitor.buffer(function->signature);
  if (NativeSignature* signature = function->signature) {
    for (std::uint32_t i = 0; i < std::uint32_t{signature->positional} + signature->keyword_only;
         ++i) {
      visitor.object(signature->names[i]);
    }
  }
  visitor.value(function->self);
  visitor.object(function->owner);
  visitor.object(function->name);
  visitor.object(function->module);
}

// The constructor is called by its type's name.
static bool is_constructor(const NativeFunction* function) {
  return function->owner &&
         (str_equal(function->name, "__new__") || str_equal(function->name, "__init__"));
}

static std::string short_name(const NativeFunction* function) {
  return is_constructor(function) ? type_text(function->owner) : to_utf8(function->name);
}

// "list.append" for methods, "len" for functions, "list" for constructors.
static std::string display_name(const NativeFunction* function) {
  std::string name = short_name(function);
  if (is_constructor(function)) return name;
  return function->owner ? type_text(function->owner) + "." + name : name;
}

static Value wrong_count(Thread& thread, const NativeFunction* function, std::uint32_t given) {
  const NativeSignature* signature = function->signature;
  // The receiver is not counted in messages.
  std::uint32_t hidden = function->owner ? 1 : 0;
  std::uint32_t required =
      signature->required - std::min<std::uint32_t>(hidden, signature->required);
  std::uint32_t most =
      signature->positional - std::min<std::uint32_t>(hidden, signature->positional);
  given -= std::min(hidden, given);
  Type* error = thread.process->types.TypeError;
  std::string full = display_name(function), name = short_name(function);
  if (most == 0 && signature->keyword_only) {
    return raise(thread, error, "%s() takes no positional arguments", name.c_str());
  }
  if (most == 0) {
    return raise(thread, error, "%s() takes no arguments (%u given)", full.c_str(), given);
  }
  bool positional_only = signature->positional_only == signature->positional;
  if (most == 1 && required == 1 && positional_only && !signature->keyword_only) {
    return raise(thread, error, "%s() takes exactly one argument (%u given)", full.c_str(), given);
  }
  if (!positional_only && given < required && hidden + given < signature->positional_only) {
    std::uint32_t least = signature->positional_only - hidden;
    return raise(thread, error, "%s() takes at least %u positional argument%s (%u given)",
                 name.c_str(), least, least == 1 ? "" : "s", given);
  }
  if (!positional_only && given < required) {
    const Str* missing = signature->names[hidden + given];
    return raise(thread, error, "%s() missing required argument '%s' (pos %u)", name.c_str(),
                 to_utf8(missing).c_str(), given + 1);
  }
  const char* bound = required == most ? "" : given < required ? "at least " : "at most ";
  std::uint32_t limit = given < required ? required : most;
  if (positional_only) {
    return raise(thread, error, "%s expected %s%u argument%s, got %u", name.c_str(), bound, limit,
                 limit == 1 ? "" : "s", given);
  }
  return raise(thread, error, "%s() takes %s%u argument%s (%u given)", name.c_str(),
               required == most ? "exactly " : bound, limit, limit == 1 ? "" : "s", given);
}

static Value unexpected_keyword(Thread& thread, const NativeFunction* function, Str* name) {
  if (!function->signature->keyword_only &&
      function->signature->positional_only == function->signature->positional) {
    return raise(thread, thread.process->types.TypeError, "%s() takes no keyword arguments",
                 display_name(function).c_str());
  }
  if (thread.process->options.python_minor < 13) {
    return raise(thread, thread.process->types.TypeError,
                 "'%s' is an invalid keyword argument for %s()", to_utf8(name).c_str(),
                 short_name(function).c_str());
  }
  return raise(thread, thread.process->types.TypeError,
               "%s() got an unexpected keyword argument '%s'", short_name(function).c_str(),
               to_utf8(name).c_str());
}

// Places one keyword argument; false: exception pending.
static bool place_keyword(Thread& thread, const NativeFunction* function, Str* name, Value value,
                          Value* out, Dict* extra) {
  const NativeSignature* signature = function->signature;
  std::uint32_t named = std::uint32_t{signature->positional} + signature->keyword_only;
  for (std::uint32_t i = signature->positional_only; i < named; ++i) {
    if (!str_equal(signature->names[i], name)) continue;
    std::uint32_t place = i < signature->positional ? i : i + signature->var_args;
    if (!out[place].is_null()) {
      raise(thread, thread.process->types.TypeError,
            "argument for %s() given by name ('%s') and position (%u)",
            short_name(function).c_str(), to_utf8(name).c_str(),
            i + 1 - (function->owner ? 1 : 0));
      return false;
    }
    out[place] = value;
    return true;
  }
  if (!extra) {
    unexpected_keyword(thread, function, name);
    return false;
  }
  dict_set(*thread.process, extra, name, value);
  return true;
}

static bool check_required(Thread& thread, const NativeFunction* function, const Value* out,
                           std::uint32_t positional) {
  const NativeSignature* signature = function->signature;
  for (std::uint32_t i = 0; i < signature->required; ++i) {
    if (!out[i].is_null()) continue;
    wrong_count(thread, function, std::min(positional, i));
    return false;
  }
  for (std::uint32_t i = 0; i < signature->keyword_only; ++i) {
    bool missing = (signature->keyword_required >> i & 1) &&
                   out[signature->positional + signature->var_args + i].is_null();
    if (!missing) continue;
    raise(thread, thread.process->types.TypeError,
          "%s() missing required keyword-only argument: '%s'", short_name(function).c_str(),
          to_utf8(signature->names[signature->positional + i]).c_str());
    return false;
  }
  return true;
}

// A subclass whose own __init__ (or __new__) takes keywords: the built-in half of the pair is called
// with them too, and lets them pass.
static bool lets_keywords_pass(Process& process, const NativeFunction* function, Value self) {
  if (!is_constructor(function)) return false;
  bool makes = str_equal(function->name, "__new__");
  if (!makes && function->owner != process.types.list) return false;
  if (makes && !has_type_flag(self, kTypeSubclass)) return false;
  Type* type = makes ? self.as<Type>() : type_of(process, self);
  Value other =
      type_lookup(process, type, process.name_of(makes ? Name::init : Name::new_));
  if (other.is_object() && other.object()->type == process.types.staticmethod)
    other = other.as<MethodWrapper>()->function;
  return other.is_object() && other.object()->type == process.types.function;
}

static Value call_bound(Thread& thread, const NativeFunction* function, const Value* args,
                        std::uint32_t positional, Tuple* kwnames) {
  const NativeSignature* signature = function->signature;
  Process& process = *thread.process;
  bool positional_only = signature->positional_only == signature->positional &&
                         !signature->keyword_only && !signature->var_keywords;
  if (kwnames && positional_only && positional && lets_keywords_pass(process, function, args[0]))
    kwnames = nullptr;
  Value out[kParametersMax];
  std::uint32_t direct = std::min<std::uint32_t>(positional, signature->positional);
  for (std::uint32_t i = 0; i < direct; ++i) out[i] = args[i];
  if (signature->var_args) {
    out[signature->positional] = Value::of(new_tuple(process, args + direct, positional - direct));
  } else if (positional > signature->positional) {
    return wrong_count(thread, function, positional);
  }
  Dict* extra = signature->var_keywords ? new_dict(process) : nullptr;
  if (extra) out[signature->total - 1] = Value::of(extra);
  for (std::uint32_t i = 0; kwnames && i < kwnames->length; ++i) {
    if (!place_keyword(thread, function, kwnames->items[i].as<Str>(), args[positional + i], out,
                       extra)) {
      return Value::null();
    }
  }
  if (!check_required(thread, function, out, positional)) return Value::null();
  return function->body(thread, out);
}

Value call_native(Thread& thread, NativeFunction* function, const Value* args,
                  std::uint32_t positional, Tuple* kwnames) {
  if (!function->signature) {
    function->signature = parse_signature(*thread.process, function->method->signature);
  }
  const NativeSignature* signature = function->signature;
  thread.charge(function->method->cost_ns);
  bool plain = (!kwnames || !kwnames->length) && !signature->var_args && !signature->var_keywords &&
               !signature->keyword_only && positional >= signature->required &&
               positional <= signature->positional;
  if (!plain) return call_bound(thread, function, args, positional, kwnames);
  if (positional == signature->total) return function->body(thread, args);
  Value out[kParametersMax];
  for (std::uint32_t i = 0; i < positional; ++i) out[i] = args[i];
  return function->body(thread, out);
}

static Value native_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                         Tuple* kwnames) {
  auto* function = self.as<NativeFunction>();
  if (function->self.is_null()) return call_native(thread, function, args, positional, kwnames);
  std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
  ArgumentBuffer buffer(thread, total + 1);
  buffer[0] = function->self;
  for (std::uint32_t i = 0; i < total; ++i) buffer[i + 1] = args[i];
  return call_native(thread, function, buffer.data(), positional + 1, kwnames);
}

// Unbound: the first argument must be an instance of the owner.
static Value descriptor_call(Thread& thread, Value self, const Value* args,
                             std::uint32_t positional, Tuple* kwnames) {
  auto* function = self.as<NativeFunction>();
  Process& process = *thread.process;
  if (positional == 0) {
    return raise(thread, process.types.TypeError, "unbound method %s() needs an argument",
                 display_name(function).c_str());
  }
  if (!is_subtype(type_of(process, args[0]), function->owner)) {
    return raise(thread, process.types.TypeError,
                 "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                 short_name(function).c_str(), type_text(function->owner).c_str(),
                 type_name(process, args[0]).c_str());
  }
  return call_native(thread, function, args, positional, kwnames);
}

static Value descriptor_get(Thread& thread, Value self, Value instance, Value) {
  if (instance.is_null()) return self;
  auto* function = self.as<NativeFunction>();
  auto* bound = allocate<NativeFunction>(*thread.process, thread.process->types.native_function);
  bound->body = function->body;
  bound->method = function->method;
  bound->signature = nullptr;
  bound->self = instance;
  bound->owner = function->owner;
  bound->name = function->name;
  bound->module = function->module;
  return Value::of(bound);
}

static Value native_repr(Thread& thread, Value self) {
  auto* function = self.as<NativeFunction>();
  Process& process = *thread.process;
  std::string name = to_utf8(function->name);
  if (function->type == process.types.method_descriptor) {
    return Value::of(new_str(
        process, "<method '" + name + "' of '" + type_text(function->owner) + "' objects>"));
  }
  if (function->type == process.types.slot_wrapper) {
    return Value::of(new_str(
        process, "<slot wrapper '" + name + "' of '" + type_text(function->owner) + "' objects>"));
  }
  if (function->self.is_null() || !function->owner) {
    return Value::of(new_str(process, "<built-in function " + name + ">"));
  }
  char address[24];
  std::snprintf(address, sizeof address, "0x%llx",
                static_cast<unsigned long long>(identity_of(process, function->self)));
  return Value::of(new_str(process, "<built-in method " + name + " of " +
                                        type_name(process, function->self) + " object at " +
                                        address + ">"));
}

static Value native_compare(Thread&, Value self, Value other, Comparison op) {
  bool comparable = other.is_object() && other.object()->type == self.object()->type;
  if (!comparable || (op != Comparison::Equal && op != Comparison::NotEqual))
    return Value::not_implemented();
  auto *a = self.as<NativeFunction>(), *b = other.as<NativeFunction>();
  bool same = a->body == b->body && a->method == b->method && identical(a->self, b->self) &&
              a->owner == b->owner;
  return Value::boolean(same == (op == Comparison::Equal));
}

static Value native_hash(Thread&, Value self) {
  auto* function = self.as<NativeFunction>();
  return Value::of(str_hash(function->name) ^ static_cast<std::int64_t>(function->self.bits & 0));
}

static Value name_of_native(Thread&, Value self) {
  return Value::of(self.as<NativeFunction>()->name);
}
static Value qualname_of_native(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process, display_name(self.as<NativeFunction>())));
}
static Value module_of_native(Thread&, Value self) {
  Str* module = self.as<NativeFunction>()->module;
  return module ? Value::of(module) : Value::none();
}
static Value self_of_native(Thread&, Value self) {
  Value receiver = self.as<NativeFunction>()->self;
  return receiver.is_null() ? Value::none() : receiver;
}
static Value doc_of_native(Thread&, Value) {
  return Value::none();
}
static Value signature_of_native(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process,
                           std::string("(") + self.as<NativeFunction>()->method->signature + ")"));
}
static Value owner_of_native(Thread&, Value self) {
  Type* owner = self.as<NativeFunction>()->owner;
  return owner ? Value::of(owner) : Value::none();
}

void define_native_functions(Process& process) {
  static const NativeGetSet kGetSets[] = {
      {"__name__", name_of_native, nullptr},
      {"__qualname__", qualname_of_native, nullptr},
      {"__module__", module_of_native, nullptr},
      {"__self__", self_of_native, nullptr},
      {"__doc__", doc_of_native, nullptr},
      {"__text_signature__", signature_of_native, nullptr},
      {"__objclass__", owner_of_native, nullptr},
  };
  for (Type* type : {process.types.native_function, process.types.method_descriptor,
                     process.types.slot_wrapper}) {
    type->slots.visit = visit_native_function;
    type->slots.repr = native_repr;
    type->slots.compare = native_compare;
    type->slots.hash = native_hash;
    bool bound = type == process.types.native_function;
    type->slots.call = bound ? native_call : descriptor_call;
    if (!bound) type->slots.descr_get = descriptor_get;
    add_getsets(process, type, kGetSets, std::size(kGetSets));
    add_slot_wrappers(process, type);
  }
}

static NativeFunction* make_native(Process& process, Type* type, const NativeMethod& method) {
  auto* function = allocate<NativeFunction>(process, type);
  function->body = method.body;
  function->method = &method;
  function->name = intern(process, method.name);
  return function;
}

Value new_native_function(Process& process, const NativeMethod& method, Value self, Str* module) {
  NativeFunction* function = make_native(process, process.types.native_function, method);
  function->self = self;
  function->module = module;
  return Value::of(function);
}

void add_methods(Process& process, Type* type, const NativeMethod* methods, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    bool plain = methods[i].kind == NativeMethod::Plain;
    Type* kind = plain ? process.types.method_descriptor : process.types.native_function;
    NativeFunction* function = make_native(process, kind, methods[i]);
    function->owner = methods[i].kind == NativeMethod::StaticMethod ? nullptr : type;
    Value value = Value::of(function);
    if (!plain) {
      Type* wrapper = methods[i].kind == NativeMethod::ClassMethod ? process.types.classmethod
                                                                   : process.types.staticmethod;
      auto* wrapped = allocate<MethodWrapper>(process, wrapper);
      wrapped->function = value;
      value = Value::of(wrapped);
    }
    dict_set(process, type->dict, function->name, value);
  }
}

void add_functions(Process& process, Module* module, const NativeMethod* methods,
                   std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Value function = new_native_function(process, methods[i], Value::null(), module->name);
    dict_set(process, module->dict, function.as<NativeFunction>()->name, function);
  }
}

void set_attribute(Process& process, Module* module, const char* name, Value value) {
  dict_set(process, module->dict, intern(process, name), value);
}

bool runs_too_long(Thread& thread) {
  // A slice's clock starts near zero and slices are short: what is beyond them was charged by this call.
  if (__builtin_expect(thread.clock < clock_of(kBuiltinMax), 1)) return false;
  raise(thread, thread.process->types.RuntimeError,
        "a built-in function did not come back for %d s of virtual time (an endless iterator?)",
        static_cast<int>(kBuiltinMax / kSecond));
  return true;
}

}  // namespace gilscope
