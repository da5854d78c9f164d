// The module sys.
#include <cfloat>
#include <iterator>

#include "lib/native_modules.h"
#include "lib/struct_sequence.h"
#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/exception_types.h"
#include "vm/frame_object.h"
#include "vm/kernel.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/str.h"
#include "vm/text_stream.h"
#include "vm/weakref.h"

namespace gilscope {

namespace {

constexpr int kPatch[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 18, 14, 9, 3, 1, 0};

Value text(Process& process, const std::string& s) {
  return Value::of(new_str(process, s));
}
Value number(std::int64_t n) {
  return Value::of(n);
}

// --- limits and intervals

Value get_recursion_limit(Thread& thread, const Value*) {
  return number(thread.process->options.recursion_limit);
}

Value set_recursion_limit(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::int64_t limit = 0;
  if (!index_value(thread, args[0], &limit)) return Value::null();
  if (limit < 1)
    return raise(thread, process.types.ValueError,
                 "recursion limit must be greater or equal than 1");
  if (limit <= thread.depth)
    return raise(thread, process.types.RecursionError,
                 "cannot set the recursion limit to %lld at the recursion depth %u: the limit is "
                 "too low",
                 static_cast<long long>(limit), thread.depth);
  constexpr std::int64_t kMost = 1'000'000;  // frames lie in the heap, whose limit comes first
  process.options.recursion_limit = static_cast<std::uint32_t>(limit < kMost ? limit : kMost);
  return Value::none();
}

Value get_switch_interval(Thread& thread, const Value*) {
  Nanos interval = thread.kernel ? thread.kernel->switch_interval(thread, -1) : 5 * kMillisecond;
  return Value::of(static_cast<double>(interval) / 1e9);
}

Value set_switch_interval(Thread& thread, const Value* args) {
  double seconds = 0;
  if (!real_value(thread, args[0], &seconds)) return Value::null();
  if (!(seconds > 0))
    return raise(thread, thread.process->types.ValueError,
                 "switch interval must be strictly positive");
  auto interval = static_cast<Nanos>(seconds * 1e9 + 0.5);
  if (thread.kernel) thread.kernel->switch_interval(thread, interval);
  return Value::none();
}

// --- exceptions

Value exc_info(Thread& thread, const Value*) {
  Process& process = *thread.process;
  Value e = handled_exception(thread);
  Value items[] = {Value::none(), Value::none(), Value::none()};
  if (is_exception(e)) {
    items[0] = Value::of(e.object()->type);
    items[1] = e;
    items[2] = e.as<Exception>()->traceback;
  }
  return Value::of(new_tuple(process, items, 3));
}

Value exception_now(Thread& thread, const Value*) {
  return handled_exception(thread);
}

Value exit(Thread& thread, const Value* args) {
  Value status = args[0].is_null() ? Value::none() : args[0];
  std::uint32_t count = args[0].is_null() ? 0 : 1;
  if (count && is_tuple(status))
    return raise_args(thread, thread.process->types.SystemExit, status.as<Tuple>()->items,
                      status.as<Tuple>()->length);
  return raise_args(thread, thread.process->types.SystemExit, &status, count);
}

// print(text, file=sys.stderr, end="")
Value write_error_text(Thread& thread, const std::string& report) {
  Process& process = *thread.process;
  Value stream = standard_stream(process, "stderr");
  if (stream.is_none()) return Value::none();
  Value argument = text(process, report);
  return call_method(thread, stream, intern(process, "write"), &argument, 1);
}

Value excepthook(Thread& thread, const Value* args) {
  if (!is_exception(args[1]))
    return raise(thread, thread.process->types.TypeError,
                 "print_exception(): Exception expected for value, %s found",
                 type_name(*thread.process, args[1]).c_str());
  return write_error_text(thread, format_exception(thread, args[1]));
}

Value unraisablehook(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Frame* before = thread.top;
  auto field = [&](const char* name) {
    return finish_nested(thread, before, get_attribute(thread, args[0], intern(process, name)));
  };
  Value message = field("err_msg"), object = field("object"), value = field("exc_value");
  if (message.is_null() || object.is_null() || value.is_null()) return Value::null();
  std::string head = is_str(message) ? to_utf8(message.as<Str>()) : "Exception ignored in", name;
  if (!object.is_none()) {
    if (!repr_nested(thread, object, &name)) return Value::null();
    head += ": " + name;
  } else {
    head += ":";
  }
  std::string report = is_exception(value) ? format_exception(thread, value) : "";
  return write_error_text(thread, head + "\n" + report);
}

Value displayhook(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (args[0].is_none()) return Value::none();
  dict_set(process, process.builtins, intern(process, "_"), args[0]);
  std::string shown;
  if (!repr_nested(thread, args[0], &shown)) return Value::null();
  Value argument = text(process, shown + "\n");
  return call_method(thread, standard_stream(process, "stdout"), intern(process, "write"),
                     &argument, 1);
}

Value no_tracing(Thread& thread, const Value* args) {
  if (args[0].is_none()) return Value::none();
  return raise(thread, thread.process->types.NotImplementedError,
               "GILscope does not simulate trace and profile functions: its timeline shows what "
               "they would");
}
Value none(Thread&, const Value*) {
  return Value::none();
}

// --- frames and objects

Value get_frame(Thread& thread, const Value* args) {
  std::int64_t depth = 0;
  if (!args[0].is_null() && !index_value(thread, args[0], &depth)) return Value::null();
  PythonFrame* frame = visible_frame(thread, depth < 0 ? 0 : depth);
  if (!frame)
    return raise(thread, thread.process->types.ValueError, "call stack is not deep enough");
  return Value::of(frame_object_of(*thread.process, frame));
}

// CPython's sizes where they are simple: what programs compare, not what our heap uses.
std::int64_t size_of(Process& process, Value v) {
  const Types& t = process.types;
  Type* type = type_of(process, v);
  if (type == t.list) {
    return 56 + 8 * std::int64_t{v.as<List>()->capacity};
  }
  if (type == t.tuple) return 40 + 8 * std::int64_t{v.as<Tuple>()->length};
  if (type == t.str) {
    auto* s = v.as<Str>();
    return (s->ascii        ? 49
            : s->width == 1 ? 73
            : s->width == 2 ? 74
                            : 76) +
           std::int64_t{s->length} * s->width;
  }
  if (type == t.bytes) return 33 + std::int64_t{v.as<Bytes>()->length};
  if (type == t.int_ || type == t.bool_) {
    if (!v.is_int() && !v.is_bool())
      return 24 + 4 * static_cast<std::int64_t>((v.as<BigInt>()->limb_count * 32 + 29) / 30);
    std::uint64_t magnitude = v.integer < 0 ? -static_cast<std::uint64_t>(v.integer) : v.integer;
    std::int64_t digits = 1;
    while (magnitude >>= 30) ++digits;
    return v.is_bool() ? 28 : v.integer == 0 ? 28 : 24 + 4 * digits;
  }
  if (type == t.float_) return 24;
  if (type == t.none) return 16;
  if (type == t.dict) {
    std::int64_t n = v.as<Dict>()->length;
    if (n == 0) return 64;
    std::int64_t size = 8;
    while (size * 2 / 3 < n) size *= 2;
    return 64 + 40 + size * (size <= 128 ? 1 : size <= 32768 ? 2 : 4) + size * 2 / 3 * 24 - 24 + 16;
  }
  if (type == t.set || type == t.frozenset) {
    auto* set = v.as<Set>();
    return 216 + (set->mask > 7 ? 16 * (std::int64_t{set->mask} + 1) : 0);
  }
  if (type == t.function) return 160;
  if (type->type_flags & kHeapType) return type->attributes_offset ? 48 : 32 + 8 * type->slot_count;
  return type->native_size;
}

Value getsizeof(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value own = type_lookup(process, type_of(process, args[0]), intern(process, "__sizeof__"));
  bool python = own.is_object() && own.object()->type == process.types.function;
  if (python) return call_method(thread, args[0], intern(process, "__sizeof__"), nullptr, 0);
  return number(size_of(process, args[0]));
}

Value intern_text(Thread& thread, const Value* args) {
  if (!is_str(args[0]))
    return raise(thread, thread.process->types.TypeError, "intern() argument must be str, not %s",
                 type_name(*thread.process, args[0]).c_str());
  return Value::of(intern(*thread.process, args[0].as<Str>()));
}

Value getrefcount(Thread&, const Value*) {
  return number(2);  // the name and the argument: what CPython answers for most objects
}

Value encoding(Thread& thread, const Value*) {
  return text(*thread.process, "utf-8");
}
Value encode_errors(Thread& thread, const Value*) {
  return text(*thread.process, "surrogateescape");
}
Value no(Thread&, const Value*) {
  return Value::boolean(false);
}
Value zero(Thread&, const Value*) {
  return number(0);
}
Value max_str_digits(Thread& thread, const Value*) {
  return number(thread.process->options.int_max_str_digits);
}

// 0: no limit; else at least 640, so that the interpreter's own conversions stay possible.
Value set_max_str_digits(Thread& thread, const Value* args) {
  std::int64_t digits;
  if (!index_value(thread, args[0], &digits)) return Value::null();
  if (digits != 0 && digits < 640)
    return raise(thread, thread.process->types.ValueError,
                 "maxdigits must be 0 or larger than 640");
  thread.process->options.int_max_str_digits = static_cast<int>(std::min<std::int64_t>(digits, INT32_MAX));
  return Value::none();
}

// --- hooks of asynchronous generators

Value set_asyncgen_hooks(Thread& thread, const Value* args) {
  for (int i = 0; i < 2; ++i) {
    if (!args[i].is_null()) thread.async_hooks[i] = args[i].is_none() ? Value::null() : args[i];
  }
  return Value::none();
}

Value get_asyncgen_hooks(Thread& thread, const Value*) {
  auto hook = [&](int i) {
    return thread.async_hooks[i].is_null() ? Value::none() : thread.async_hooks[i];
  };
  return new_struct_sequence(*thread.process, "sys.asyncgen_hooks",
                             {{"firstiter", hook(0)}, {"finalizer", hook(1)}});
}

const NativeMethod kFunctions[] = {
    {"getrecursionlimit", "", get_recursion_limit},
    {"setrecursionlimit", "limit, /", set_recursion_limit},
    {"getswitchinterval", "", get_switch_interval},
    {"setswitchinterval", "interval, /", set_switch_interval},
    {"exc_info", "", exc_info},
    {"exception", "", exception_now},
    {"exit", "status=None, /", exit},
    {"excepthook", "exctype, value, traceback, /", excepthook},
    {"unraisablehook", "unraisable, /", unraisablehook},
    {"displayhook", "object, /", displayhook},
    {"settrace", "function, /", no_tracing},
    {"setprofile", "function, /", no_tracing},
    {"gettrace", "", none},
    {"getprofile", "", none},
    {"_getframe", "depth=0, /", get_frame},
    {"getsizeof", "object, default=None", getsizeof},
    {"intern", "string, /", intern_text},
    {"getrefcount", "object, /", getrefcount},
    {"getdefaultencoding", "", encoding},
    {"getfilesystemencoding", "", encoding},
    {"getfilesystemencodeerrors", "", encode_errors},
    {"is_finalizing", "", no},
    {"getallocatedblocks", "", zero},
    {"get_int_max_str_digits", "", max_str_digits},
    {"set_int_max_str_digits", "maxdigits", set_max_str_digits},
    {"set_asyncgen_hooks", "firstiter=None, finalizer=None", set_asyncgen_hooks},
    {"get_asyncgen_hooks", "", get_asyncgen_hooks},
    {"get_coroutine_origin_tracking_depth", "", zero},
    {"set_coroutine_origin_tracking_depth", "depth", none},
    {"audit", "event, /, *args", none},
    {"addaudithook", "hook", none},
};

// --- constants

List* argv_list(Process& process) {
  List* list = new_list(process);
  for (const std::string& argument : process.options.argv)
    list_append(process, list, text(process, argument));
  if (!list->length) list_append(process, list, text(process, process.options.main_filename));
  return list;
}

void set_version(Process& process, Module* sys) {
  int minor = process.options.python_minor;
  int patch = minor < static_cast<int>(std::size(kPatch)) ? kPatch[minor] : 0;
  std::string version = "3." + std::to_string(minor) + "." + std::to_string(patch);
  set_attribute(process, sys, "version",
                text(process, version + " (GILscope " GILSCOPE_VERSION ") [simulated CPython]"));
  Value info = new_struct_sequence(process, "sys.version_info",
                                   {{"major", number(3)},
                                    {"minor", number(minor)},
                                    {"micro", number(patch)},
                                    {"releaselevel", text(process, "final")},
                                    {"serial", number(0)}});
  set_attribute(process, sys, "version_info", info);
  std::int64_t hex = (3 << 24) | (minor << 16) | (patch << 8) | 0xf0;
  set_attribute(process, sys, "hexversion", number(hex));
  set_attribute(process, sys, "api_version", number(1013));
  Value implementation =
      new_struct_sequence(process, "sys.implementation",
                          {{"name", text(process, "cpython")},
                           {"cache_tag", text(process, "cpython-3" + std::to_string(minor))},
                           {"version", info},
                           {"hexversion", number(hex)}});
  set_attribute(process, sys, "implementation", implementation);
}

void set_numbers(Process& process, Module* sys) {
  set_attribute(process, sys, "maxsize", number(INT64_MAX));
  set_attribute(process, sys, "maxunicode", number(0x10ffff));
  set_attribute(process, sys, "float_repr_style", text(process, "short"));
  set_attribute(process, sys, "float_info",
                new_struct_sequence(process, "sys.float_info",
                                    {{"max", Value::of(DBL_MAX)},
                                     {"max_exp", number(DBL_MAX_EXP)},
                                     {"max_10_exp", number(DBL_MAX_10_EXP)},
                                     {"min", Value::of(DBL_MIN)},
                                     {"min_exp", number(DBL_MIN_EXP)},
                                     {"min_10_exp", number(DBL_MIN_10_EXP)},
                                     {"dig", number(DBL_DIG)},
                                     {"mant_dig", number(DBL_MANT_DIG)},
                                     {"epsilon", Value::of(DBL_EPSILON)},
                                     {"radix", number(FLT_RADIX)},
                                     {"rounds", number(1)}}));
  set_attribute(process, sys, "int_info",
                new_struct_sequence(process, "sys.int_info",
                                    {{"bits_per_digit", number(30)},
                                     {"sizeof_digit", number(4)},
                                     {"default_max_str_digits", number(4300)},
                                     {"str_digits_check_threshold", number(640)}}));
  set_attribute(process, sys, "hash_info",
                new_struct_sequence(process, "sys.hash_info",
                                    {{"width", number(64)},
                                     {"modulus", number((std::int64_t{1} << 61) - 1)},
                                     {"inf", number(314159)},
                                     {"nan", number(0)},
                                     {"imag", number(1000003)},
                                     {"algorithm", text(process, "siphash13")},
                                     {"hash_bits", number(64)},
                                     {"seed_bits", number(128)},
                                     {"cutoff", number(0)}}));
  set_attribute(process, sys, "thread_info",
                new_struct_sequence(process, "sys.thread_info",
                                    {{"name", text(process, "pthread")},
                                     {"lock", text(process, "semaphore")},
                                     {"version", text(process, "NPTL 2.36")}}));
}

void set_flags(Process& process, Module* sys) {
  Value zero_flag = number(0), no_flag = Value::boolean(false);
  set_attribute(process, sys, "flags",
                new_struct_sequence(process, "sys.flags",
                                    {{"debug", zero_flag},
                                     {"inspect", zero_flag},
                                     {"interactive", zero_flag},
                                     {"optimize", zero_flag},
                                     {"dont_write_bytecode", zero_flag},
                                     {"no_user_site", zero_flag},
                                     {"no_site", zero_flag},
                                     {"ignore_environment", zero_flag},
                                     {"verbose", zero_flag},
                                     {"bytes_warning", zero_flag},
                                     {"quiet", zero_flag},
                                     {"hash_randomization", number(1)},
                                     {"isolated", zero_flag},
                                     {"dev_mode", no_flag},
                                     {"utf8_mode", zero_flag},
                                     {"warn_default_encoding", zero_flag},
                                     {"safe_path", no_flag},
                                     {"int_max_str_digits", number(4300)}}));
}

}  // namespace

void define_sys(Thread& thread, Module* module) {
  Process& process = *thread.process;
  process.sys = module;
  add_functions(process, module, kFunctions, std::size(kFunctions));
  for (const char* name : {"excepthook", "unraisablehook", "displayhook"}) {
    set_attribute(process, module, (std::string("__") + name + "__").c_str(),
                  dict_get(module->dict, intern(process, name)));
  }
  set_attribute(process, module, "argv", Value::of(argv_list(process)));
  set_attribute(process, module, "orig_argv", Value::of(argv_list(process)));
  set_attribute(process, module, "modules", Value::of(process.modules));
  Value here = text(process, "/home/user");
  set_attribute(process, module, "path", Value::of(new_list(process, &here, 1)));
  for (const char* name : {"meta_path", "path_hooks", "warnoptions"})
    set_attribute(process, module, name, Value::of(new_list(process)));
  set_attribute(process, module, "path_importer_cache", Value::of(new_dict(process)));
  set_attribute(process, module, "_xoptions", Value::of(new_dict(process)));
  set_attribute(process, module, "platform", text(process, "linux"));
  set_attribute(process, module, "byteorder", text(process, "little"));
  set_attribute(process, module, "executable", text(process, "/usr/bin/python3"));
  for (const char* name : {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"})
    set_attribute(process, module, name, text(process, "/usr"));
  set_attribute(process, module, "platlibdir", text(process, "lib"));
  set_attribute(process, module, "abiflags", text(process, ""));
  set_attribute(process, module, "copyright", text(process, "Simulated by GILscope"));
  set_attribute(process, module, "dont_write_bytecode", Value::boolean(true));
  set_attribute(process, module, "pycache_prefix", Value::none());
  set_version(process, module);
  set_numbers(process, module);
  set_flags(process, module);
  List* names = new_list(process);
  for (const NativeModule& native : *process.native_modules)
    list_append(process, names, text(process, native.name));
  set_attribute(process, module, "builtin_module_names",
                Value::of(new_tuple(process, names->items, names->length)));
  add_standard_streams(process, module);
}

}  // namespace gilscope
