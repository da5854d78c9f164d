#include "vm/process.h"

#include <cstring>

#include "base/check.h"
#include "vm/attribute.h"
#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/exec.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/number.h"
#include "vm/shape.h"
#include "vm/type.h"
#include "vm/weakref.h"

namespace gilscope {

Process& process_of(Thread& thread) {
  return *thread.process;
}

Object* allocate_object(Process& process, Type* type, std::size_t bytes) {
  auto* object = static_cast<Object*>(process.heap.allocate(bytes));
  std::memset(static_cast<void*>(object), 0, bytes);
  object->type = type;
  return object;
}

// --- the built-in types

namespace {

// Where the struct of a built-in type keeps its Attributes; 0: it has none of its own.
template <class T>
std::uint32_t embedded_attributes() {
  if constexpr (std::is_same_v<T, Type>) {
    return 0;
  } else if constexpr (requires(T t) { t.attributes; }) {
    alignas(T) static char room[sizeof(T)];
    auto* object = reinterpret_cast<T*>(room);
    return static_cast<std::uint32_t>(reinterpret_cast<char*>(&object->attributes) - room);
  } else {
    return 0;
  }
}

// First pass: memory for every type, so that all pointers exist.
void allocate_types(Process& process) {
  Types& types = process.types;
  auto fresh = [&process] {
    auto* type = static_cast<Type*>(process.heap.allocate(sizeof(Type)));
    std::memset(static_cast<void*>(type), 0, sizeof(Type));
    return type;
  };
// The flags now, not with the rest: what is interned meanwhile is found again only as a str.
#define TYPE(field, name, module, base, object_struct, flags) \
  types.field = fresh();                                      \
  types.field->type_flags = (flags);
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base) types.Name = fresh();
#include "vm/exceptions.def"
#undef EXCEPTION
}

struct TypeInfo {
  const char* name;
  const char* module;
  std::uint32_t native_size, attributes_offset, flags;
};

void describe_type(Process& process, Type* type, Type* base, const TypeInfo& info) {
  type->type = process.types.type;
  type->name = type->qualname = intern(process, info.name);
  type->base = type == process.types.object ? nullptr : base;
  type->type_flags = info.flags;
  type->native_size = info.native_size;
  type->attributes_offset = info.attributes_offset;
  type->version = process.next_type_version++;
  type->flags |= kImmutable;
  type->dict = new_dict(process);
  type->subclasses = new_list(process);
  // What has none is of builtins; were it in the dict, every instance would have it too.
  if (std::string_view(info.module) != "builtins")
    dict_set(process, type->dict, process.name_of(Name::module), Value::of(intern(process, info.module)));
  if (info.attributes_offset) {
    type->type_flags |= kHasAttributes;
    type->root_shape = new_root_shape(process);
  }
}

void link_bases(Process& process, Type* type) {
  Type* chain[8];
  std::uint32_t count = 0;
  for (Type* t = type; t; t = t->base) chain[count++] = t;
  type->mro = new_tuple(process, count);
  for (std::uint32_t i = 0; i < count; ++i) type->mro->items[i] = Value::of(chain[i]);
  Value base = type->base ? Value::of(type->base) : Value();
  type->bases = type->base ? new_tuple(process, &base, 1) : process.empty_tuple;
  if (type->base) list_append(process, type->base->subclasses, Value::of(type));
}

// ExceptionGroup is the only built-in class with two bases.
void give_exception_group_both_bases(Process& process) {
  Types& types = process.types;
  Type* group = types.ExceptionGroup;
  Value bases[] = {Value::of(types.BaseExceptionGroup), Value::of(types.Exception)};
  group->bases = new_tuple(process, bases, 2);
  Value mro[] = {Value::of(group), bases[0], bases[1], Value::of(types.base_exception),
                 Value::of(types.object)};
  group->mro = new_tuple(process, mro, 5);
  list_append(process, types.Exception->subclasses, Value::of(group));
}

void describe_types(Process& process) {
  Types& types = process.types;
#define TYPE(field, name, module, base, object_struct, flags)                             \
  describe_type(process, types.field, types.base,                                         \
                TypeInfo{name, module, static_cast<std::uint32_t>(sizeof(object_struct)), \
                         embedded_attributes<object_struct>(), (flags)});
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base)                                                              \
  describe_type(process, types.Name, types.base,                                           \
                TypeInfo{#Name, "builtins", static_cast<std::uint32_t>(sizeof(Exception)), \
                         embedded_attributes<Exception>(), kBaseType | kExceptionSubclass});
#include "vm/exceptions.def"
#undef EXCEPTION
#define TYPE(field, name, module, base, object_struct, flags) link_bases(process, types.field);
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base) link_bases(process, types.Name);
#include "vm/exceptions.def"
#undef EXCEPTION
  give_exception_group_both_bases(process);
}

// The few objects that must exist before the first type can be described. Their types are set
// already: only pointers are needed for that.
void make_first_objects(Process& process) {
  process.empty_tuple = new_tuple(process, std::uint32_t{0});
  process.interned = new_dict(process, 2048);
  process.empty_str = intern(process, "");
  std::uint32_t i = 0;
#define NAME(field, text) process.names[i++] = intern(process, text);
#include "vm/names.def"
#undef NAME
}

}  // namespace

Process::Process(ProcessId process_id, SourceLoader& source_loader,
                 const std::vector<NativeModule>& modules_in_c,
                 const ProcessOptions& process_options)
    : id(process_id),
      loader(&source_loader),
      native_modules(&modules_in_c),
      options(process_options) {
  heap.set_limit(options.heap_limit_bytes);
  allocate_types(*this);
  make_first_objects(*this);
  describe_types(*this);
#define DEFINE(name) define_##name(*this);
#include "vm/define.def"
#undef DEFINE
  inherit_all_slots(*this);
  modules = new_dict(*this);
  Thread bootstrap;
  bootstrap.process = this;
  Value module = import_native(bootstrap, intern(*this, "builtins"));
  if (module.is_object()) builtins = module.as<Module>()->dict;
  GILSCOPE_CHECK(builtins, "the builtins module is defined");
  Value system = import_native(bootstrap, intern(*this, "sys"));
  if (system.is_object()) sys = system.as<Module>();
  add_build_class(*this);
  after_marking = clear_weak_references;
}

Process::~Process() = default;

// --- roots

static void visit_types(Process& process, Visitor& visitor) {
#define TYPE(field, name, module, base, object_struct, flags) visitor.object(process.types.field);
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base) visitor.object(process.types.Name);
#include "vm/exceptions.def"
#undef EXCEPTION
}

static void visit_roots(Process& process, Visitor& visitor) {
  visit_types(process, visitor);
  visitor.object(process.builtins);
  visitor.object(process.modules);
  visitor.object(process.main_globals);
  visitor.object(process.sys);
  visitor.object(process.interned);
  for (Str*& name : process.names) visitor.object(name);
  visitor.object(process.empty_tuple);
  visitor.object(process.empty_str);
  for (Str*& text : process.latin1) visitor.object(text);
  visitor.values(process.extension, std::size(process.extension));
  visitor.object(process.doomed);
  if (visitor.relocating()) {  // weak while marking: clear_weak_references looks after them
    visitor.object(process.finalizable);
    visitor.object(process.weak_table);
  }
  visit_method_cache(process, visitor);
}

static void collect(Process& process) {
  process.heap.begin_marking();
  Visitor& visitor = process.heap.marker();
  visit_roots(process, visitor);
  for (Thread* thread : process.threads) visit_thread(*thread, visitor);
  process.heap.trace();
  if (process.after_marking) process.after_marking(process);
  process.heap.trace();
  process.heap.finish_marking();
}

void collect_if_wanted(Process& process) {
  if (process.heap.wants_collection()) collect(process);
}

void collect_garbage(Process& process) {
  collect(process);
}

// --- fork

std::unique_ptr<Process> fork_process(Process& parent, ProcessId child_id, const Thread& thread,
                                      Thread& child_thread) {
  auto child = std::unique_ptr<Process>(new Process(parent, child_id));
  child->heap.copy_blocks(parent.heap);
  Visitor& visitor = child->heap.relocator();
  ThreadId id = child_thread.id;
  Kernel* kernel = child_thread.kernel;
  child_thread = thread;
  child_thread.id = id;
  if (kernel) child_thread.kernel = kernel;
  child_thread.process = child.get();
  visit_roots(*child, visitor);
  visit_thread(child_thread, visitor);
  child->heap.trace();
  child->heap.finish_copy();
  child->threads.push_back(&child_thread);
  return child;
}

// Everything but the heap's content, still pointing into the parent: fork_process relocates it.
Process::Process(const Process& parent, ProcessId child_id)
    : id(child_id),
      types(parent.types),
      loader(parent.loader),
      native_modules(parent.native_modules),
      options(parent.options),
      builtins(parent.builtins),
      modules(parent.modules),
      main_globals(parent.main_globals),
      sys(parent.sys),
      interned(parent.interned),
      empty_tuple(parent.empty_tuple),
      empty_str(parent.empty_str),
      next_identity(parent.next_identity),
      next_type_version(parent.next_type_version),
      finalizable(parent.finalizable),
      doomed(parent.doomed),
      weak_table(parent.weak_table),
      after_marking(parent.after_marking),
      constructors(inherited_constructors(parent)),
      method_cache(parent.method_cache) {
  std::memcpy(names, parent.names, sizeof names);
  std::memcpy(latin1, parent.latin1, sizeof latin1);
  std::memcpy(static_cast<void*>(extension), parent.extension, sizeof extension);
}

}  // namespace gilscope
