#include "vm/call.h"

#include <algorithm>
#include <string>
#include <vector>

#include "vm/containers.h"
#include "vm/exec.h"
#include "vm/generator.h"
#include "vm/operations.h"

namespace gilscope {

namespace {

// Binds the arguments of one call to a Python function with CPython's rules and error texts.
class Binder {
 public:
  Binder(Thread& thread, Function* function, Value* slots)
      : thread_(thread),
        process_(*thread.process),
        function_(function),
        code_(function->code),
        slots_(slots) {
    positional_ = code_->argument_count;
    named_ = positional_ + code_->keyword_only_count;
    if (code_->flags & bytecode::kVarArgs) var_args_ = static_cast<int>(named_);
    if (code_->flags & bytecode::kVarKeywords) {
      var_keywords_ = static_cast<int>(named_) + (var_args_ >= 0 ? 1 : 0);
    }
  }

  bool bind(const Value* args, std::uint32_t given, Tuple* kwnames) {
    given_ = given;
    std::uint32_t direct = given < positional_ ? given : positional_;
    for (std::uint32_t i = 0; i < direct; ++i) slots_[i] = args[i];
    if (var_args_ >= 0)
      slots_[var_args_] = Value::of(new_tuple(process_, args + direct, given - direct));
    if (var_keywords_ >= 0) slots_[var_keywords_] = Value::of(new_dict(process_));
    if (kwnames && !place_keywords(args + given, kwnames)) return false;
    if (given > positional_ && var_args_ < 0) return too_many();
    fill_defaults();
    return check_missing();
  }

 private:
  std::string name() const { return to_utf8(function_->qualname); }
  Type* type_error() const { return process_.types.TypeError; }

  bool place_keywords(const Value* values, Tuple* kwnames) {
    for (std::uint32_t k = 0; k < kwnames->length; ++k) {
      if (!place_keyword(kwnames->items[k], values[k], kwnames)) return false;
    }
    return true;
  }

  bool place_keyword(Value key, Value value, Tuple* kwnames) {
    if (!is_str(key)) {
      raise(thread_, type_error(), "keywords must be strings");
      return false;
    }
    Str* keyword = key.as<Str>();
    std::uint32_t i = find(keyword, code_->positional_only_count, named_);
    if (i < named_) {
      if (!slots_[i].is_null()) {
        raise(thread_, type_error(), "%s() got multiple values for argument '%s'", name().c_str(),
              to_utf8(keyword).c_str());
        return false;
      }
      slots_[i] = value;
      return true;
    }
    if (var_keywords_ >= 0) return dict_set(thread_, slots_[var_keywords_].as<Dict>(), key, value);
    return unexpected(keyword, kwnames);
  }

  std::uint32_t find(Str* keyword, std::uint32_t from, std::uint32_t end) const {
    for (std::uint32_t i = from; i < end; ++i) {
      if (code_->slot_names[i] == keyword) return i;
    }
    for (std::uint32_t i = from; i < end; ++i) {
      if (str_equal(code_->slot_names[i], keyword)) return i;
    }
    return end;
  }

  bool unexpected(Str* keyword, Tuple* kwnames) {
    std::string wrong;
    for (std::uint32_t k = 0; k < kwnames->length; ++k) {
      auto* each = kwnames->items[k].as<Str>();
      if (find(each, 0, code_->positional_only_count) < code_->positional_only_count) {
        wrong += (wrong.empty() ? "" : ", ") + to_utf8(each);
      }
    }
    if (!wrong.empty()) {
      raise(thread_, type_error(),
            "%s() got some positional-only arguments passed as keyword arguments: '%s'",
            name().c_str(), wrong.c_str());
    } else {
      raise(thread_, type_error(), "%s() got an unexpected keyword argument '%s'", name().c_str(),
            to_utf8(keyword).c_str());
    }
    return false;
  }

  bool too_many() {
    std::uint32_t keyword_only_given = 0;
    for (std::uint32_t i = positional_; i < named_; ++i) keyword_only_given += !slots_[i].is_null();
    std::uint32_t defaults = function_->defaults ? function_->defaults->length : 0;
    std::string takes = defaults ? "from " + std::to_string(positional_ - defaults) + " to " +
                                       std::to_string(positional_)
                                 : std::to_string(positional_);
    bool plural = defaults ? positional_ != 0 : positional_ != 1;
    std::string extra;
    if (keyword_only_given) {
      extra = std::string(" positional argument") + (given_ != 1 ? "s" : "") + " (and " +
              std::to_string(keyword_only_given) + " keyword-only argument" +
              (keyword_only_given != 1 ? "s" : "") + ")";
    }
    raise(thread_, type_error(), "%s() takes %s positional argument%s but %u%s %s given",
          name().c_str(), takes.c_str(), plural ? "s" : "", given_, extra.c_str(),
          given_ == 1 && !keyword_only_given ? "was" : "were");
    return false;
  }

  void fill_defaults() {
    if (Tuple* defaults = function_->defaults) {
      std::uint32_t first = positional_ - std::min(defaults->length, positional_);
      for (std::uint32_t i = first; i < positional_; ++i) {
        if (slots_[i].is_null()) slots_[i] = defaults->items[i - first];
      }
    }
    if (!function_->keyword_defaults) return;
    for (std::uint32_t i = positional_; i < named_; ++i) {
      if (!slots_[i].is_null()) continue;
      Value value = dict_get(function_->keyword_defaults, code_->slot_names[i]);
      if (!value.is_nothing()) slots_[i] = value;
    }
  }

  bool check_missing() {
    return check_range(0, positional_, "positional") &&
           check_range(positional_, named_, "keyword-only");
  }

  bool check_range(std::uint32_t from, std::uint32_t end, const char* kind) {
    std::vector<std::string> missing;
    for (std::uint32_t i = from; i < end; ++i) {
      if (slots_[i].is_null()) missing.push_back("'" + to_utf8(code_->slot_names[i]) + "'");
    }
    if (missing.empty()) return true;
    std::string list = missing[0];
    for (std::size_t i = 1; i < missing.size(); ++i) {
      bool last = i + 1 == missing.size();
      list += (last ? (missing.size() == 2 ? " and " : ", and ") : ", ") + missing[i];
    }
    raise(thread_, type_error(), "%s() missing %zu required %s argument%s: %s", name().c_str(),
          missing.size(), kind, missing.size() == 1 ? "" : "s", list.c_str());
    return false;
  }

  Thread& thread_;
  Process& process_;
  Function* function_;
  CodeObject* code_;
  Value* slots_;
  std::uint32_t positional_ = 0, named_ = 0, given_ = 0;
  int var_args_ = -1, var_keywords_ = -1;
};

}  // namespace

bool bind_python_call(Thread& thread, Function* function, const Value* args,
                      std::uint32_t positional, Tuple* kwnames) {
  PythonFrame* frame = push_python_frame(thread, function);
  if (!frame) return false;
  CodeObject* code = function->code;
  bool bound = true;
  if (code->simple_arguments && !kwnames && positional == code->argument_count) {
    for (std::uint32_t i = 0; i < positional; ++i) frame->slots[i] = args[i];
  } else {
    bound = Binder(thread, function, frame->slots).bind(args, positional, kwnames);
  }
  if (bound) return true;
  --thread.depth;
  pop_frame(thread);
  return false;
}

static Value call_method_object(Thread& thread, Method* method, const Value* args,
                                std::uint32_t positional, Tuple* kwnames) {
  std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
  ArgumentBuffer buffer(thread, total + 1);
  buffer[0] = method->self;
  for (std::uint32_t i = 0; i < total; ++i) buffer[i + 1] = args[i];
  return call(thread, method->function, buffer.data(), positional + 1, kwnames);
}

// time(): the module time has a function of its own name.
static std::string namesake_hint(Thread& thread, Value callable) {
  Process& process = *thread.process;
  bool is_module = callable.is_object() && callable.object()->type == process.types.module;
  if (!is_module || process.options.python_minor < 12) return "";
  Dict* dict = callable.as<Module>()->dict;
  Value name = dict_get(dict, process.name_of(Name::name));
  Value namesake = is_str(name) ? dict_get(dict, name.as<Str>()) : Value::nothing();
  if (!namesake.is_object() || !namesake.object()->type->slots.call) return "";
  std::string text = to_utf8(name.as<Str>());
  return ". Did you mean: '" + text + "." + text + "(...)'?";
}

Value call(Thread& thread, Value callable, const Value* args, std::uint32_t positional,
           Tuple* kwnames) {
  Types& types = thread.process->types;
  if (callable.is_object()) {
    Type* type = callable.object()->type;
    if (type == types.function) {
      if (!bind_python_call(thread, callable.as<Function>(), args, positional, kwnames))
        return Value::null();
      return Value::pending();
    }
    if (type == types.method)
      return call_method_object(thread, callable.as<Method>(), args, positional, kwnames);
    if (type->slots.call) return type->slots.call(thread, callable, args, positional, kwnames);
  }
  return raise(thread, types.TypeError, "'%s' object is not callable%s",
               type_name(*thread.process, callable).c_str(),
               namesake_hint(thread, callable).c_str());
}

Value call_with_dict(Thread& thread, Value callable, Tuple* args, Dict* kwargs) {
  std::uint32_t named = kwargs ? kwargs->length : 0;
  if (!named) return call(thread, callable, args->items, args->length, nullptr);
  Process& process = *thread.process;
  ArgumentBuffer buffer(thread, args->length + named);
  Tuple* kwnames = new_tuple(process, named);
  for (std::uint32_t i = 0; i < args->length; ++i) buffer[i] = args->items[i];
  std::uint32_t position = 0, k = 0;
  Value key, value;
  while (dict_next(kwargs, position, key, value)) {
    if (!is_str(key)) return raise(thread, process.types.TypeError, "keywords must be strings");
    kwnames->items[k] = key;
    buffer[args->length + k++] = value;
  }
  return call(thread, callable, buffer.data(), args->length, kwnames);
}

bool start_call(Thread& thread, Value callable, Tuple* args, Dict* kwargs) {
  Frame* bottom = push_raw_frame(thread, sizeof(Frame));
  bottom->kind = FrameKind::Boundary;
  Value slots[] = {callable, Value::of(args), kwargs ? Value::of(kwargs) : Value::none()};
  // A native frame makes the call, so that callables of every kind, and errors in binding, are
  // treated alike.
  static const NativeFrameType kStart = {
      "thread start", [](Thread& t, NativeFrame& frame, Value input) {
        if (frame.state++) return input;
        Dict* named = frame.slots[2].is_none() ? nullptr : frame.slots[2].as<Dict>();
        return call_with_dict(t, frame.slots[0], frame.slots[1].as<Tuple>(), named);
      }};
  push_native_frame(thread, kStart, slots, 3);
  return true;
}

}  // namespace gilscope
