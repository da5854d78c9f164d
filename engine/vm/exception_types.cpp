#include "vm/exception_types.h"

#include <iterator>
#include <utility>

#include "vm/bytes.h"
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/number.h"
#include "vm/object_type.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

bool is_family(Process&, const Exception* exception, Type* family) {
  return is_subtype(exception->type, family);
}

// Linux error numbers, as CPython's errno maps them to classes.
Type* os_error_class(Process& process, std::int64_t code) {
  const Types& t = process.types;
  switch (code) {
    case 1:
    case 13: return t.PermissionError;
    case 2: return t.FileNotFoundError;
    case 3: return t.ProcessLookupError;
    case 4: return t.InterruptedError;
    case 10: return t.ChildProcessError;
    case 11:
    case 114:
    case 115: return t.BlockingIOError;
    case 17: return t.FileExistsError;
    case 20: return t.NotADirectoryError;
    case 21: return t.IsADirectoryError;
    case 32:
    case 108: return t.BrokenPipeError;
    case 103: return t.ConnectionAbortedError;
    case 104: return t.ConnectionResetError;
    case 110: return t.TimeoutError;
    case 111: return t.ConnectionRefusedError;
    default: return t.OSError;
  }
}

static Value argument(const Exception* exception, std::uint32_t i) {
  return i < exception->args->length ? exception->args->items[i] : Value::null();
}

static void fill_os_error(Process& process, Exception* exception) {
  std::uint32_t count = exception->args->length;
  if (count < 2 || count > 5) return;
  exception->field[kErrno] = argument(exception, 0);
  exception->field[kStrerror] = argument(exception, 1);
  if (count < 3) return;
  exception->field[kFilename] = argument(exception, 2);
  if (count == 5) exception->field[kFilename2] = argument(exception, 4);
  exception->args = new_tuple(process, exception->args->items, 2);
}

static void fill_syntax_error(Process& process, Exception* exception) {
  exception->field[kSyntaxMessage] = argument(exception, 0);
  Value details = argument(exception, 1);
  Value items[6];
  for (Value& item : items) item = Value::none();
  if (is_tuple(details)) {
    for (std::uint32_t i = 0; i < details.as<Tuple>()->length && i < 6; ++i)
      items[i] = details.as<Tuple>()->items[i];
  }
  exception->field[kSyntaxDetails] = Value::of(new_tuple(process, items, 6));
}

void fill_exception_fields(Thread& thread, Exception* exception) {
  Process& process = *thread.process;
  const Types& t = process.types;
  Type* type = exception->type;
  while (type->type_flags & kHeapType) type = type->base;
  if (type == t.StopIteration) {
    Value value = argument(exception, 0);
    exception->field[kStopValue] = value.is_null() ? Value::none() : value;
  } else if (type == t.SystemExit) {
    std::uint32_t count = exception->args->length;
    exception->field[kExitCode] = count == 0   ? Value::none()
                                  : count == 1 ? argument(exception, 0)
                                               : Value::of(exception->args);
  } else if (is_subtype(type, t.OSError)) {
    fill_os_error(process, exception);
  } else if (is_subtype(type, t.ImportError)) {
    if (exception->args->length == 1) exception->field[kImportMessage] = argument(exception, 0);
  } else if (is_subtype(type, t.SyntaxError)) {
    fill_syntax_error(process, exception);
  } else if (type == t.UnicodeDecodeError || type == t.UnicodeEncodeError) {
    if (exception->args->length == 5)
      exception->field[kUnicodeDetails] = Value::of(exception->args);
  } else if (type == t.UnicodeTranslateError) {
    if (exception->args->length != 4) return;
    Value* a = exception->args->items;
    Value items[] = {Value::none(), a[0], a[1], a[2], a[3]};
    exception->field[kUnicodeDetails] = Value::of(new_tuple(process, items, 5));
  } else if (is_subtype(type, t.BaseExceptionGroup)) {
    exception->field[kGroupMessage] = argument(exception, 0);
    if (is_tuple(argument(exception, 1)))
      exception->field[kGroupExceptions] = argument(exception, 1);
  }
}

// --- BaseException

static void visit_exception(Object* object, Visitor& visitor) {
  auto* exception = reinterpret_cast<Exception*>(object);
  visitor.object(exception->args);
  visitor.value(exception->traceback);
  visitor.value(exception->cause);
  visitor.value(exception->context);
  visitor.value(exception->notes);
  visitor.values(exception->field, 4);
}

static bool no_keywords(Thread& thread, Value self_type, Value kwargs) {
  if (!kwargs.as<Dict>()->length) return true;
  raise(thread, thread.process->types.TypeError, "%s() takes no keyword arguments",
        type_text(self_type.as<Type>()).c_str());
  return false;
}

static Value base_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* type = args[0].as<Type>();
  auto* given = args[1].as<Tuple>();
  if (is_subtype(type, process.types.OSError) && type == process.types.OSError &&
      given->length >= 2 && given->items[0].is_int())
    type = os_error_class(process, given->items[0].integer);
  auto* exception = new_exception(thread, type, given->items, given->length);
  if (type->type_flags & kAbstract) return new_plain_object(thread, type, false);
  return Value::of(exception);
}

static Value base_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* exception = args[0].as<Exception>();
  auto* given = args[1].as<Tuple>();
  auto* keywords = args[2].as<Dict>();
  const Types& t = process.types;
  bool import_error = is_subtype(exception->type, t.ImportError);
  bool attribute_error = is_subtype(exception->type, t.AttributeError);
  bool name_error = is_subtype(exception->type, t.NameError);
  if (import_error || attribute_error || name_error) {
    std::uint32_t position = 0;
    Value key, value;
    while (dict_next(keywords, position, key, value)) {
      std::string name = to_utf8(key.as<Str>());
      int place = import_error && name == "name"        ? int(kImportName)
                  : import_error && name == "path"      ? int(kImportPath)
                  : import_error && name == "name_from" ? int(kImportNameFrom)
                  : !import_error && name == "name"     ? int(kAttributeName)
                  : attribute_error && name == "obj"    ? int(kAttributeObject)
                                                        : -1;
      if (place < 0)
        return raise(thread, t.TypeError, "'%s' is an invalid keyword argument for %s",
                     name.c_str(), type_text(exception->type).c_str());
      exception->field[place] = value;
    }
  } else if (!no_keywords(thread, Value::of(exception->type), args[2])) {
    return Value::null();
  }
  bool same = given->length == exception->args->length;
  for (std::uint32_t i = 0; same && i < given->length; ++i)
    same = identical(given->items[i], exception->args->items[i]);
  bool os_error = is_subtype(exception->type, t.OSError) && given->length > 2;
  if (!same && !os_error) {
    exception->args = given;
    fill_exception_fields(thread, exception);
  } else if (os_error && exception->args->length != 2) {
    exception->args = given;
    fill_exception_fields(thread, exception);
  }
  return Value::none();
}

static bool uses_base_init(Process& process, Type* type) {
  Value own = type_lookup(process, type, process.name_of(Name::init));
  return own.is_object() && own.object()->type == process.types.method_descriptor;
}

// A class of exceptions with its own __init__ gets its arguments there; args are all of them.
static Value base_new_keywords(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* type = args[0].as<Type>();
  const Types& t = process.types;
  bool takes_keywords = is_subtype(type, t.ImportError) || is_subtype(type, t.AttributeError) ||
                        is_subtype(type, t.NameError);
  if (!takes_keywords && uses_base_init(process, type) && !no_keywords(thread, args[0], args[2]))
    return Value::null();
  return base_new(thread, args);
}

static Value base_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* exception = self.as<Exception>();
  std::string inner;
  if (exception->args->length == 1) {
    if (!repr_nested(thread, exception->args->items[0], &inner)) return Value::null();
    inner = "(" + inner + ")";
  } else if (!repr_nested(thread, Value::of(exception->args), &inner)) {
    return Value::null();
  }
  return Value::of(new_str(process, type_text(exception->type) + inner));
}

static Value os_error_str(Thread& thread, Exception* exception, bool* handled) {
  Value code = exception->field[kErrno], text = exception->field[kStrerror];
  *handled = !code.is_null() && !text.is_null();
  if (!*handled) return Value::null();
  std::string number, words, name, second;
  if (!str_nested(thread, code, &number) || !str_nested(thread, text, &words)) return Value::null();
  std::string out = "[Errno " + number + "] " + words;
  Value filename = exception->field[kFilename];
  if (!filename.is_null() && !filename.is_none()) {
    if (!repr_nested(thread, filename, &name)) return Value::null();
    out += ": " + name;
    Value filename2 = exception->field[kFilename2];
    if (!filename2.is_null() && !filename2.is_none()) {
      if (!repr_nested(thread, filename2, &second)) return Value::null();
      out += " -> " + second;
    }
  }
  return Value::of(new_str(*thread.process, out));
}

static std::string last_path_part(const std::string& path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

static Value syntax_error_str(Thread& thread, Exception* exception) {
  Process& process = *thread.process;
  std::string message;
  Value text = exception->field[kSyntaxMessage];
  if (!str_nested(thread, text.is_null() ? Value::none() : text, &message)) return Value::null();
  auto* details = exception->field[kSyntaxDetails].as<Tuple>();
  bool file = is_str(details->items[0]), line = details->items[1].is_int();
  if (!file && !line) return Value::of(new_str(process, message));
  std::string where = file ? last_path_part(to_utf8(details->items[0].as<Str>())) : "";
  if (line) {
    std::string number = std::to_string(details->items[1].integer);
    where += where.empty() ? "line " + number : ", line " + number;
  }
  return Value::of(new_str(process, message + " (" + where + ")"));
}

static Value unicode_error_str(Thread& thread, Exception* exception) {
  Process& process = *thread.process;
  auto* d = exception->field[kUnicodeDetails].as<Tuple>();
  bool valid = d->items[2].is_int() && d->items[3].is_int() && is_str(d->items[4]);
  if (!valid) return Value::of(process.empty_str);
  std::string encoding = is_str(d->items[0]) ? to_utf8(d->items[0].as<Str>()) : "";
  std::int64_t start = d->items[2].integer, end = d->items[3].integer;
  std::string reason = to_utf8(d->items[4].as<Str>());
  char text[64];
  std::string head = encoding.empty() ? "can't translate " : "'" + encoding + "' codec can't ";
  bool decode = is_subtype(exception->type, process.types.UnicodeDecodeError);
  if (!encoding.empty()) head += decode ? "decode " : "encode ";
  if (decode) {
    if (end == start + 1 && is_bytes(d->items[1]) && start < d->items[1].as<Bytes>()->length) {
      std::snprintf(text, sizeof text,
                    "byte 0x%02x in position %lld: ", d->items[1].as<Bytes>()->data()[start],
                    static_cast<long long>(start));
      return Value::of(new_str(process, head + text + reason));
    }
    std::snprintf(text, sizeof text, "bytes in position %lld-%lld: ", static_cast<long long>(start),
                  static_cast<long long>(end - 1));
    return Value::of(new_str(process, head + text + reason));
  }
  if (end == start + 1 && is_str(d->items[1]) && start < d->items[1].as<Str>()->length) {
    auto point =
        static_cast<unsigned>(d->items[1].as<Str>()->at(static_cast<std::uint32_t>(start)));
    const char* form = point < 0x100     ? "character '\\x%02x' in position %lld: "
                       : point < 0x10000 ? "character '\\u%04x' in position %lld: "
                                         : "character '\\U%08x' in position %lld: ";
    std::snprintf(text, sizeof text, form, point, static_cast<long long>(start));
  } else {
    std::snprintf(text, sizeof text,
                  "characters in position %lld-%lld: ", static_cast<long long>(start),
                  static_cast<long long>(end - 1));
  }
  return Value::of(new_str(process, head + text + reason));
}

static Value group_str(Thread& thread, Exception* exception) {
  std::string message;
  if (!str_nested(thread, exception->field[kGroupMessage], &message)) return Value::null();
  std::uint32_t count = exception->field[kGroupExceptions].as<Tuple>()->length;
  return Value::of(new_str(*thread.process, message + " (" + std::to_string(count) +
                                                " sub-exception" + (count == 1 ? ")" : "s)")));
}

static Value base_str(Thread& thread, Value self) {
  auto* exception = self.as<Exception>();
  if (exception->args->length == 0) return Value::of(thread.process->empty_str);
  if (exception->args->length == 1) return to_str(thread, exception->args->items[0]);
  return repr(thread, Value::of(exception->args));
}

// The str() of the families that say more than their args.
static Value family_str(Thread& thread, Value self) {
  Process& process = *thread.process;
  const Types& t = process.types;
  auto* exception = self.as<Exception>();
  if (is_family(process, exception, t.OSError)) {
    bool handled = false;
    Value text = os_error_str(thread, exception, &handled);
    if (handled) return text;
  } else if (is_family(process, exception, t.SyntaxError)) {
    if (is_tuple(exception->field[kSyntaxDetails])) return syntax_error_str(thread, exception);
  } else if (is_family(process, exception, t.UnicodeError)) {
    if (is_tuple(exception->field[kUnicodeDetails])) return unicode_error_str(thread, exception);
  } else if (is_family(process, exception, t.BaseExceptionGroup)) {
    if (is_tuple(exception->field[kGroupExceptions])) return group_str(thread, exception);
  } else if (is_family(process, exception, t.ImportError)) {
    Value message = exception->field[kImportMessage];
    if (is_str(message)) return message;
  } else if (is_family(process, exception, t.KeyError) && exception->args->length == 1) {
    return repr(thread, exception->args->items[0]);
  }
  return base_str(thread, self);
}

// --- attributes of BaseException

static Value get_args(Thread&, Value self) {
  return Value::of(self.as<Exception>()->args);
}
static bool set_args(Thread& thread, Value self, Value value) {
  if (value.is_null()) {
    raise(thread, thread.process->types.TypeError, "args may not be deleted");
    return false;
  }
  Frame* before = thread.top;
  Value items = finish_nested(thread, before, tuple_of(thread, value));
  if (items.is_null()) return false;
  self.as<Exception>()->args = items.as<Tuple>();
  return true;
}
static Value get_traceback(Thread&, Value self) {
  return self.as<Exception>()->traceback;
}
static bool set_traceback(Thread& thread, Value self, Value value) {
  Process& process = *thread.process;
  bool valid =
      value.is_none() || (value.is_object() && value.object()->type == process.types.traceback);
  if (valid)
    self.as<Exception>()->traceback = value;
  else
    raise(thread, process.types.TypeError, "__traceback__ must be a traceback or None");
  return valid;
}
static bool set_link(Thread& thread, Value value, Value* field, const char* what) {
  if (value.is_none() || is_exception(value)) {
    *field = value;
    return true;
  }
  raise(thread, thread.process->types.TypeError,
        "exception %s must be None or derive from BaseException", what);
  return false;
}
static Value get_cause(Thread&, Value self) {
  return self.as<Exception>()->cause;
}
static bool set_cause(Thread& thread, Value self, Value value) {
  if (!set_link(thread, value, &self.as<Exception>()->cause, "cause")) return false;
  self.as<Exception>()->suppress_context = true;
  return true;
}
static Value get_context(Thread&, Value self) {
  return self.as<Exception>()->context;
}
static bool set_context_attribute(Thread& thread, Value self, Value value) {
  return set_link(thread, value, &self.as<Exception>()->context, "context");
}
static Value get_suppress(Thread&, Value self) {
  return Value::boolean(self.as<Exception>()->suppress_context);
}
static bool set_suppress(Thread& thread, Value self, Value value) {
  bool truth = false;
  if (value.is_null() || !truth_nested(thread, value, &truth)) return false;
  self.as<Exception>()->suppress_context = truth;
  return true;
}
static Value get_notes(Thread& thread, Value self) {
  Value notes = self.as<Exception>()->notes;
  if (!notes.is_null()) return notes;
  return raise_attribute_error(thread, self, thread.process->name_of(Name::notes));
}
static bool set_notes(Thread&, Value self, Value value) {
  self.as<Exception>()->notes = value;
  return true;
}

static Value with_traceback(Thread& thread, const Value* args) {
  return set_traceback(thread, args[0], args[1]) ? args[0] : Value::null();
}
static Value add_note(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError, "note must be a str, not '%s'",
                 type_name(process, args[1]).c_str());
  auto* exception = args[0].as<Exception>();
  if (exception->notes.is_null()) exception->notes = Value::of(new_list(process));
  if (!is_list(exception->notes))
    return raise(thread, process.types.TypeError, "Cannot add note: __notes__ is not a list");
  list_append(process, exception->notes.as<List>(), args[1]);
  return Value::none();
}
// The name and path of an ImportError are no arguments, but travel with it.
static bool add_import_state(Process& process, Exception* exception, Value* state) {
  bool any = false;
  const std::pair<const char*, int> kFields[] = {{"name", kImportName}, {"path", kImportPath}};
  for (auto [name, field] : kFields) {
    Value value = exception->field[field];
    if (value.is_null() || value.is_none()) continue;
    Dict* dict = new_dict(process);
    if (is_dict(*state)) dict = dict_copy(process, state->as<Dict>());
    dict_set(process, dict, intern(process, name), value);
    *state = Value::of(dict);
    any = true;
  }
  return any;
}

static Value reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* exception = args[0].as<Exception>();
  Tuple* arguments = exception->args;
  bool os_error = is_family(process, exception, process.types.OSError);
  if (os_error && !exception->field[kFilename].is_null() && arguments->length == 2) {
    Value three[] = {arguments->items[0], arguments->items[1], exception->field[kFilename]};
    arguments = new_tuple(process, three, 3);
  }
  Attributes* attributes = attributes_of(exception);
  bool has_state = attributes && ((attributes->shape && attributes->shape->count) ||
                                  (attributes->dict && attributes->dict->length));
  Value items[] = {Value::of(exception->type), Value::of(arguments), Value::none()};
  if (has_state) items[2] = Value::of(attributes_dict(process, exception));
  if (is_family(process, exception, process.types.ImportError) && add_import_state(process, exception, &items[2]))
    has_state = true;
  return Value::of(new_tuple(process, items, has_state ? 3 : 2));
}
static Value setstate(Thread& thread, const Value* args) {
  if (!is_dict(args[1])) return Value::none();
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(args[1].as<Dict>(), position, key, value)) {
    if (!is_str(key)) continue;
    Frame* before = thread.top;
    if (finish_nested(thread, before, set_attribute(thread, args[0], key.as<Str>(), value))
            .is_null())
      return Value::null();
  }
  return Value::none();
}

// --- attributes of the families

template <int kField>
static Value get_field(Thread&, Value self) {
  Value v = self.as<Exception>()->field[kField];
  return v.is_null() ? Value::none() : v;
}
template <int kField>
static bool set_field(Thread&, Value self, Value value) {
  self.as<Exception>()->field[kField] = value.is_null() ? Value::none() : value;
  return true;
}
template <int kField, int kItem>
static Value get_detail(Thread&, Value self) {
  Value details = self.as<Exception>()->field[kField];
  return is_tuple(details) ? details.as<Tuple>()->items[kItem] : Value::none();
}
template <int kField, int kItem>
static bool set_detail(Thread& thread, Value self, Value value) {
  Value details = self.as<Exception>()->field[kField];
  if (!is_tuple(details)) return true;
  Tuple* copy = new_tuple(*thread.process, details.as<Tuple>()->items, details.as<Tuple>()->length);
  copy->items[kItem] = value.is_null() ? Value::none() : value;
  self.as<Exception>()->field[kField] = Value::of(copy);
  return true;
}

template <std::size_t kCount>
static void add_fields(Process& process, Type* type, const NativeGetSet (&getsets)[kCount]) {
  add_getsets(process, type, getsets, kCount);
}

static void define_families(Process& process) {
  const Types& t = process.types;
  static const NativeGetSet kStop[] = {{"value", get_field<0>, set_field<0>}};
  static const NativeGetSet kExit[] = {{"code", get_field<0>, set_field<0>}};
  static const NativeGetSet kOs[] = {{"errno", get_field<kErrno>, set_field<kErrno>},
                                     {"strerror", get_field<kStrerror>, set_field<kStrerror>},
                                     {"filename", get_field<kFilename>, set_field<kFilename>},
                                     {"filename2", get_field<kFilename2>, set_field<kFilename2>}};
  static const NativeGetSet kImport[] = {
      {"msg", get_field<kImportMessage>, set_field<kImportMessage>},
      {"name", get_field<kImportName>, set_field<kImportName>},
      {"path", get_field<kImportPath>, set_field<kImportPath>},
      {"name_from", get_field<kImportNameFrom>, set_field<kImportNameFrom>}};
  static const NativeGetSet kAttribute[] = {{"name", get_field<0>, set_field<0>},
                                            {"obj", get_field<1>, set_field<1>}};
  static const NativeGetSet kName[] = {{"name", get_field<0>, set_field<0>}};
  static const NativeGetSet kSyntax[] = {
      {"msg", get_field<kSyntaxMessage>, set_field<kSyntaxMessage>},
      {"filename", get_detail<1, 0>, set_detail<1, 0>},
      {"lineno", get_detail<1, 1>, set_detail<1, 1>},
      {"offset", get_detail<1, 2>, set_detail<1, 2>},
      {"text", get_detail<1, 3>, set_detail<1, 3>},
      {"end_lineno", get_detail<1, 4>, set_detail<1, 4>},
      {"end_offset", get_detail<1, 5>, set_detail<1, 5>}};
  static const NativeGetSet kUnicode[] = {{"encoding", get_detail<0, 0>, set_detail<0, 0>},
                                          {"object", get_detail<0, 1>, set_detail<0, 1>},
                                          {"start", get_detail<0, 2>, set_detail<0, 2>},
                                          {"end", get_detail<0, 3>, set_detail<0, 3>},
                                          {"reason", get_detail<0, 4>, set_detail<0, 4>}};
  for (Type* type : {t.OSError, t.SyntaxError, t.UnicodeDecodeError, t.UnicodeEncodeError,
                     t.UnicodeTranslateError, t.BaseExceptionGroup, t.ImportError, t.KeyError}) {
    type->slots.str = family_str;
    add_slot_wrappers(process, type);
  }
  add_fields(process, t.StopIteration, kStop);
  add_fields(process, t.SystemExit, kExit);
  add_fields(process, t.OSError, kOs);
  add_fields(process, t.ImportError, kImport);
  add_fields(process, t.AttributeError, kAttribute);
  add_fields(process, t.NameError, kName);
  add_fields(process, t.SyntaxError, kSyntax);
  add_fields(process, t.UnicodeError, kUnicode);
}

void define_exceptions(Process& process) {
  Type* type = process.types.base_exception;
  type->slots.visit = visit_exception;
  type->slots.repr = base_repr;
  type->slots.str = base_str;
  static const NativeMethod kMethods[] = {
      {"with_traceback", "self, tb, /", with_traceback},
      {"add_note", "self, note, /", add_note},
      {"__reduce__", "self, /", reduce},
      {"__setstate__", "self, state, /", setstate},
  };
  static const NativeGetSet kGetSets[] = {
      {"args", get_args, set_args},
      {"__traceback__", get_traceback, set_traceback},
      {"__cause__", get_cause, set_cause},
      {"__context__", get_context, set_context_attribute},
      {"__suppress_context__", get_suppress, set_suppress},
      {"__notes__", get_notes, set_notes},
  };
  set_new(process, type, "cls, /, *args, **kwargs", base_new_keywords);
  set_init(process, type, "self, /, *args, **kwargs", base_init);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
  define_families(process);
}

}  // namespace gilscope
