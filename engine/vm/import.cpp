#include "vm/import.h"

#include <string>

#include "vm/builtins.h"
#include "vm/containers.h"
#include "vm/exception_types.h"
#include "vm/kernel.h"
#include "vm/module.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

Value raise_import_error(Thread& thread, Type* type, const std::string& text, Value name,
                         Value path, Value name_from) {
  Value message = Value::of(new_str(*thread.process, text));
  Exception* error = new_exception(thread, type, &message, 1);
  error->field[kImportName] = name;
  error->field[kImportPath] = path;
  error->field[kImportNameFrom] = name_from;
  return raise_value(thread, Value::of(error));
}

Value not_found(Thread& thread, const std::string& name, const std::string& parent) {
  std::string text = "No module named '" + name + "'";
  text += parent.empty() ? " (not part of GILscope's simulated library; see docs/library.md)"
                         : "; '" + parent + "' is not a package";
  return raise_import_error(thread, thread.process->types.ModuleNotFoundError, text,
                            Value::of(new_str(*thread.process, name)), Value::none(),
                            Value::none());
}

bool is_module(Process& process, Value v) {
  return v.is_object() && is_subtype(v.object()->type, process.types.module);
}

Value loaded(Process& process, const std::string& name) {
  return dict_get(process.modules, intern(process, name));
}

// --- one thread imports a module, others that want it wait

ImportInProgress* in_progress(Process& process, const std::string& name) {
  for (ImportInProgress& import : process.imports) {
    if (import.name == name) return &import;
  }
  return nullptr;
}

// Would waiting for `owner` close a circle back to `self`? Then the half-made module is seen, as in
// CPython.
bool would_deadlock(Process& process, ThreadId owner, ThreadId self) {
  for (std::size_t steps = 0; steps <= process.imports.size(); ++steps) {
    if (owner == self) return true;
    ImportInProgress* waits_for = nullptr;
    for (ImportInProgress& import : process.imports) {
      for (ThreadId waiter : import.waiters) {
        if (waiter == owner) waits_for = &import;
      }
    }
    if (!waits_for) return false;
    owner = waits_for->thread;
  }
  return true;
}

bool must_wait(Thread& thread, ImportInProgress* import) {
  if (!import || import->thread == thread.id || !thread.kernel || thread.nested) return false;
  return !would_deadlock(*thread.process, import->thread, thread.id);
}

void begin_import(Thread& thread, Module* module, const std::string& name) {
  module->flags |= kModuleInitializing;
  WaitId wait = thread.kernel ? thread.kernel->new_wait_id(thread) : 0;
  thread.process->imports.push_back({name, thread.id, wait, {}});
}

void end_import(Thread& thread, Module* module, const std::string& name) {
  Process& process = *thread.process;
  module->flags &= ~kModuleInitializing;
  for (std::size_t i = 0; i < process.imports.size(); ++i) {
    if (process.imports[i].name != name) continue;
    WaitId wait = process.imports[i].wait;
    auto waiters = static_cast<std::uint32_t>(process.imports[i].waiters.size());
    process.imports.erase(process.imports.begin() + static_cast<std::ptrdiff_t>(i));
    if (waiters && thread.kernel) thread.kernel->unpark(thread, wait, waiters);
    return;
  }
}

// --- loading

// Registers a fresh module and tells it who it is.
Module* register_module(Process& process, const std::string& name, const std::string& file,
                        bool is_package) {
  Str* dotted = intern(process, name);
  Module* module = new_module(process, dotted);
  std::size_t dot = name.rfind('.');
  std::string package = is_package ? name : dot == std::string::npos ? "" : name.substr(0, dot);
  dict_set(process, module->dict, process.name_of(Name::package),
           Value::of(intern(process, package)));
  if (!file.empty())
    dict_set(process, module->dict, process.name_of(Name::file), Value::of(new_str(process, file)));
  if (is_package) {
    List* folders = new_list(process);
    dict_set(process, module->dict, process.name_of(Name::path), Value::of(folders));
    std::size_t slash = file.rfind('/');
    if (slash != std::string::npos) list_append(process, folders, Value::of(new_str(process, file.substr(0, slash))));
  }
  Value builtins = dict_get(process.modules, intern(process, "builtins"));
  if (is_module(process, builtins) && !file.empty())
    dict_set(process, module->dict, process.name_of(Name::builtins), builtins);
  dict_set(process, process.modules, dotted, Value::of(module));
  return module;
}

void attach_to_parent(Process& process, const std::string& name, Value module) {
  std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return;
  Value parent = loaded(process, name.substr(0, dot));
  if (is_module(process, parent))
    dict_set(process, parent.as<Module>()->dict, intern(process, name.substr(dot + 1)), module);
}

enum State : std::int32_t { kWalk, kBody, kFromList, kFromBody };
enum Slot { kFullName, kFromNames, kCurrent, kLoading, kSlots };

std::string text_of(Value v) {
  return to_utf8(v.as<Str>());
}

// Finds or starts loading the module `name`: the module; Pending or Blocked; Nothing when there is
// none; Null.
Value load(Thread& thread, NativeFrame& frame, const std::string& name, State body_state) {
  Process& process = *thread.process;
  Value module = loaded(process, name);
  if (module.is_none())
    return raise_import_error(thread, process.types.ModuleNotFoundError,
                              "import of " + name + " halted; None in sys.modules",
                              Value::of(new_str(process, name)), Value::none(), Value::none());
  if (!module.is_nothing()) {
    ImportInProgress* import = in_progress(process, name);
    if (!must_wait(thread, import)) return module;
    import->waiters.push_back(thread.id);
    Wait wait;
    wait.cause = Cause::Lock;
    wait.name = "import of " + name;
    wait.owner = import->thread;
    thread.kernel->park(thread, import->wait, kForever, wait);
    return Value::blocked();
  }
  module = import_native(thread, intern(process, name));
  if (!module.is_nothing()) {
    if (!module.is_null()) attach_to_parent(process, name, module);
    return module;
  }
  SourceLoader::Found found = process.loader->find_module(name);
  if (found.filename.empty()) return Value::nothing();
  if (!found.code) return raise_syntax_error(thread, found.error, found.filename);
  Module* fresh = register_module(process, name, found.filename, found.is_package);
  begin_import(thread, fresh, name);
  frame.slots[kLoading] = Value::of(new_str(process, name));
  frame.slots[kCurrent] = Value::of(fresh);
  frame.state = body_state;
  CodeObject* code = new_code(process, found.code.get());
  Value result = execute_code(thread, code, nullptr, fresh->dict, Value::of(fresh->dict));
  if (result.is_null()) {
    end_import(thread, fresh, name);
    dict_remove(process, process.modules, intern(process, name));
  }
  return result;
}

// The body of the module in kLoading has ended: with an exception (input Null) or not.
Value finish_body(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  std::string name = text_of(frame.slots[kLoading]);
  end_import(thread, frame.slots[kCurrent].as<Module>(), name);
  if (input.is_null()) {
    dict_remove(process, process.modules, intern(process, name));
    return input;
  }
  Value module = loaded(process, name);
  if (module.is_nothing())
    return raise_import_error(thread, process.types.ImportError,
                              "module '" + name + "' not in sys.modules", Value::none(),
                              Value::none(), Value::none());
  attach_to_parent(process, name, module);
  return module;
}

// Loads a, a.b, a.b.c in turn; number: length of the part of the name that is loaded.
Value walk(Thread& thread, NativeFrame& frame) {
  Process& process = *thread.process;
  std::string full = text_of(frame.slots[kFullName]);
  while (static_cast<std::size_t>(frame.number) < full.size()) {
    auto from = static_cast<std::size_t>(frame.number);
    std::size_t dot = full.find('.', from ? from + 1 : 0);
    std::size_t end = dot == std::string::npos ? full.size() : dot;
    std::string name = full.substr(0, end);
    Value module = load(thread, frame, name, kBody);
    if (module.is_nothing()) {
      bool parent_is_package =
          !from || !is_module(process, frame.slots[kCurrent]) ||
          !dict_get(frame.slots[kCurrent].as<Module>()->dict, process.name_of(Name::path))
               .is_nothing();
      return not_found(thread, name, parent_is_package ? "" : full.substr(0, from));
    }
    if (module.is_signal()) return module;
    frame.number = static_cast<std::int64_t>(end);
    frame.slots[kCurrent] = module;
  }
  return frame.slots[kCurrent];
}

// `from package import name`: names that are no attributes may be submodules. number: next name.
Value load_from_names(Thread& thread, NativeFrame& frame) {
  Process& process = *thread.process;
  Value module = loaded(process, text_of(frame.slots[kFullName]));
  auto* names = frame.slots[kFromNames].as<Tuple>();
  while (frame.number < names->length) {
    Value name = names->items[frame.number];
    if (!is_str(name) || str_equal(name.as<Str>(), "*") || !is_module(process, module)) {
      ++frame.number;
      continue;
    }
    Dict* dict = module.as<Module>()->dict;
    std::string dotted = text_of(frame.slots[kFullName]) + "." + text_of(name);
    if (dict_get(dict, name.as<Str>()).is_nothing() || in_progress(process, dotted)) {
      Value submodule = load(thread, frame, dotted, kFromBody);
      if (submodule.is_null() || submodule.is_pending() || submodule.is_blocked()) return submodule;
    }
    ++frame.number;
  }
  return module;
}

bool wants_from_names(Process& process, NativeFrame& frame, Value module) {
  if (!is_tuple(frame.slots[kFromNames]) || !is_module(process, module)) return false;
  return !dict_get(module.as<Module>()->dict, process.name_of(Name::path)).is_nothing();
}

Value import_result(Process& process, NativeFrame& frame) {
  std::string full = text_of(frame.slots[kFullName]);
  bool whole = is_tuple(frame.slots[kFromNames]) && frame.slots[kFromNames].as<Tuple>()->length;
  return loaded(process, whole ? full : full.substr(0, full.find('.')));
}

Value import_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  if (frame.state == kBody) {
    input = finish_body(thread, frame, input);
    if (input.is_null()) return input;
    frame.slots[kCurrent] = input;
    frame.number = text_of(frame.slots[kLoading]).size();
    frame.state = kWalk;
  }
  if (frame.state == kWalk) {
    Value module = walk(thread, frame);
    if (module.is_signal()) return module;
    if (!wants_from_names(process, frame, module)) return import_result(process, frame);
    frame.state = kFromList;
    frame.number = 0;
  } else if (frame.state == kFromBody) {
    if (finish_body(thread, frame, input).is_null()) return Value::null();
    frame.state = kFromList;
    ++frame.number;
  }
  Value module = load_from_names(thread, frame);
  return module.is_signal() ? module : import_result(process, frame);
}

// "..name" from the package that `globals` say. Empty with an exception pending on errors.
std::string absolute_name(Thread& thread, Str* name, Dict* globals, std::int64_t level) {
  Process& process = *thread.process;
  std::string text = to_utf8(name);
  if (level == 0) return text;
  Value package = globals ? dict_get(globals, process.name_of(Name::package)) : Value::nothing();
  if (!is_str(package) || !package.as<Str>()->length) {
    raise_import_error(thread, process.types.ImportError,
                       "attempted relative import with no known parent package", Value::none(),
                       Value::none(), Value::none());
    return "";
  }
  std::string base = to_utf8(package.as<Str>());
  for (std::int64_t i = 1; i < level; ++i) {
    std::size_t dot = base.rfind('.');
    if (dot == std::string::npos) {
      raise_import_error(thread, process.types.ImportError,
                         "attempted relative import beyond top-level package", Value::none(),
                         Value::none(), Value::none());
      return "";
    }
    base = base.substr(0, dot);
  }
  return text.empty() ? base : base + "." + text;
}

Value push_import(Thread& thread, const std::string& full, Value from_names) {
  static const NativeFrameType kImport = {"import", import_step};
  Value slots[kSlots] = {Value::of(intern(*thread.process, full)), from_names, Value::none(),
                         Value::none()};
  push_native_frame(thread, kImport, slots, kSlots);
  return Value::pending();
}

}  // namespace

Value import_native(Thread& thread, Str* name) {
  Process& process = *thread.process;
  std::string text = to_utf8(name);
  for (const NativeModule& native : *process.native_modules) {
    if (text != native.name) continue;
    Module* module = register_module(process, text, "", false);
    native.define(thread, module);
    if (thread.exception.is_null()) return Value::of(module);
    dict_remove(process, process.modules, name);
    return Value::null();
  }
  return Value::nothing();
}

Value import_name(Thread& thread, Str* name, Dict* globals, Value fromlist, std::int64_t level) {
  Process& process = *thread.process;
  std::string full = absolute_name(thread, name, globals, level);
  if (full.empty()) {
    if (thread.exception.is_null())
      return raise(thread, process.types.ValueError, "Empty module name");
    return Value::null();
  }
  bool has_names = is_tuple(fromlist) && fromlist.as<Tuple>()->length;
  Value module = loaded(process, full);
  bool ready = is_module(process, module) && !(module.as<Module>()->flags & kModuleInitializing);
  if (ready && !has_names) return loaded(process, full.substr(0, full.find('.')));
  if (ready && dict_get(module.as<Module>()->dict, process.name_of(Name::path)).is_nothing())
    return module;
  return push_import(thread, full, has_names ? fromlist : Value::none());
}

Value import_module(Thread& thread, Str* dotted_name) {
  Process& process = *thread.process;
  Value module = dict_get(process.modules, dotted_name);
  if (is_module(process, module) && !(module.as<Module>()->flags & kModuleInitializing))
    return module;
  // A list of names that is not empty asks for the last component; this name is never looked up.
  Value any = Value::of(intern(process, "*"));
  return push_import(thread, to_utf8(dotted_name), Value::of(new_tuple(process, &any, 1)));
}

static Value cannot_import(Thread& thread, Value module, Str* name) {
  Process& process = *thread.process;
  std::string owner = "<unknown module name>", where = "unknown location", adjective;
  Value file = Value::none(), module_name = Value::none();
  if (is_module(process, module)) {
    auto* m = module.as<Module>();
    owner = module_text(process, m);
    module_name = Value::of(new_str(process, owner));
    file = dict_get(m->dict, process.name_of(Name::file));
    if (is_str(file)) where = to_utf8(file.as<Str>());
    if (m->flags & kModuleInitializing) adjective = "partially initialized module ";
  }
  std::string text =
      "cannot import name '" + to_utf8(name) + "' from " + adjective + "'" + owner + "'";
  if (!adjective.empty()) text += " (most likely due to a circular import)";
  text += " (" + where + ")";
  return raise_import_error(thread, process.types.ImportError, text, module_name,
                            file.is_nothing() ? Value::none() : file, Value::of(name));
}

static Value import_from_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state++ == 0) {
    input = find_attribute(thread, frame.slots[0], frame.slots[1].as<Str>());
    if (input.is_pending()) return input;
  }
  if (!input.is_nothing()) return input;
  Process& process = *thread.process;
  Value module = frame.slots[0];
  auto* name = frame.slots[1].as<Str>();
  if (is_module(process, module)) {
    Value submodule =
        loaded(process, module_text(process, module.as<Module>()) + "." + to_utf8(name));
    if (!submodule.is_nothing()) return submodule;
  }
  return cannot_import(thread, module, name);
}

Value import_from(Thread& thread, Value module, Str* name) {
  Process& process = *thread.process;
  if (is_module(process, module)) {
    Value own = dict_get(module.as<Module>()->dict, name);
    if (!own.is_nothing()) return own;
  }
  static const NativeFrameType kImportFrom = {"import from", import_from_step};
  Value slots[] = {module, Value::of(name)};
  push_native_frame(thread, kImportFrom, slots, 2);
  return Value::pending();
}

static bool store_name(Thread& thread, Value locals, Value name, Value value) {
  if (locals.is_object() && locals.object()->type == thread.process->types.dict)
    return dict_set(thread, locals.as<Dict>(), name, value);
  Frame* before = thread.top;
  return !finish_nested(thread, before, set_item(thread, locals, name, value)).is_null();
}

static Value import_listed(Thread& thread, Value module, Value all, Value locals) {
  Process& process = *thread.process;
  Frame* before = thread.top;
  Value names = finish_nested(thread, before, list_of(thread, all));
  if (names.is_null()) return names;
  auto* list = names.as<List>();
  for (std::uint32_t i = 0; i < list->length; ++i) {
    if (!is_str(list->items[i]))
      return raise(thread, process.types.TypeError, "Item in %s.__all__ must be str, not %s",
                   module_text(process, module.as<Module>()).c_str(),
                   type_name(process, list->items[i]).c_str());
    Value v =
        finish_nested(thread, before, get_attribute(thread, module, list->items[i].as<Str>()));
    if (v.is_null() || !store_name(thread, locals, list->items[i], v)) return Value::null();
  }
  return Value::none();
}

Value import_star(Thread& thread, Value module, Value locals) {
  Process& process = *thread.process;
  if (!is_module(process, module))
    return raise(thread, process.types.ImportError,
                 "from-import-* object has no __dict__ and no __all__");
  Dict* dict = module.as<Module>()->dict;
  Value all = dict_get(dict, process.name_of(Name::all));
  if (!all.is_nothing()) return import_listed(thread, module, all, locals);
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(dict, position, key, value)) {
    bool is_private = !is_str(key) || (key.as<Str>()->length && key.as<Str>()->at(0) == U'_');
    if (is_private) continue;
    if (!store_name(thread, locals, key, value)) return Value::null();
  }
  return Value::none();
}

}  // namespace gilscope
