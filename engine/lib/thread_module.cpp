// _thread: locks and threads. Lock is the one blocking primitive of the library: everything else is built on it in Python.
//
// A released lock wakes the longest waiter, who then tries again: a thread that comes by in between may take it first, as
// in CPython.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "lib/extension_slots.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/kernel.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/weakref.h"

namespace gilscope {

namespace {

constexpr double kTimeoutMax = 9223372036.0;  // seconds; _thread.TIMEOUT_MAX
constexpr std::int64_t kStackSizeMin = 32768;

struct Lock : Object {
  Value owner_object;       // unused; keeps the struct's layout plain
  std::int64_t wait_id;     // 0: nobody has ever waited
  std::uint32_t owner;      // thread id of who acquired it; 0: free
  std::uint32_t count;      // RLock: depth
  std::uint8_t cause;       // trace Cause of a wait
  Str* name;                // may be null
};

bool is_rlock(Thread& thread, const Lock* lock) {
  return lock->type == thread.process->extension[kRLockTypeSlot].as<Type>();
}

void visit_lock(Object* object, Visitor& visitor) { visitor.object(reinterpret_cast<Lock*>(object)->name); }

Value new_lock(Thread& thread, ExtensionSlot slot, Cause cause) {
  auto* type = thread.process->extension[slot].as<Type>();
  auto* lock = static_cast<Lock*>(allocate_instance(*thread.process, type));
  lock->cause = static_cast<std::uint8_t>(cause);
  return Value::of(lock);
}

void trace_lock(Thread& thread, Lock* lock, EventKind kind) {
  Event event = event_of(kind, 0, thread.id, {}, static_cast<Cause>(lock->cause));
  event.c = static_cast<std::uint32_t>(identity_of(*thread.process, Value::of(lock)));
  thread.kernel->emit(thread, event, lock->name ? to_utf8(lock->name) : "");
}

bool try_acquire(Thread& thread, Lock* lock) {
  bool again = is_rlock(thread, lock) && lock->owner == thread.id.value;
  if (lock->owner && !again) return false;
  lock->owner = thread.id.value;
  ++lock->count;
  if (!again) trace_lock(thread, lock, EventKind::LockAcquire);
  return true;
}

// Slots: lock, deadline (int ns).
Value acquire_step(Thread& thread, NativeFrame& frame, Value) {
  auto* lock = frame.slots[0].as<Lock>();
  bool timed_out = frame.state++ > 0 && thread.wake == Wake::TimedOut;
  if (try_acquire(thread, lock)) return Value::boolean(true);
  if (timed_out) return Value::boolean(false);
  if (thread.nested) return raise(thread, thread.process->types.RuntimeError, "cannot wait for a lock here");
  if (!lock->wait_id) lock->wait_id = static_cast<std::int64_t>(thread.kernel->new_wait_id(thread));
  Wait wait;
  wait.cause = static_cast<Cause>(lock->cause);
  if (lock->name) wait.name = to_utf8(lock->name);
  wait.owner = ThreadId{lock->owner};
  thread.kernel->park(thread, static_cast<WaitId>(lock->wait_id), frame.slots[1].integer, wait);
  return Value::blocked();
}
const NativeFrameType kAcquire = {"acquire", acquire_step};

Nanos deadline_after(Thread& thread, double seconds) {
  Nanos now = thread.kernel->now(thread);
  return seconds * 1e9 < static_cast<double>(kForever - now) ? now + static_cast<Nanos>(seconds * 1e9) : kForever;
}

// acquire(blocking=True, timeout=-1)
Value lock_acquire(Thread& thread, const Value* args) {
  auto* lock = args[0].as<Lock>();
  bool blocking = true;
  if (!args[1].is_null() && !truth_nested(thread, args[1], &blocking)) return Value::null();
  double timeout = -1;
  if (!args[2].is_null() && !real_value(thread, args[2], &timeout)) return Value::null();
  Types& types = thread.process->types;
  if (!blocking && timeout != -1) {
    return raise(thread, types.ValueError, "can't specify a timeout for a non-blocking call");
  }
  if (timeout < 0 && timeout != -1) {
    return raise(thread, types.ValueError, "timeout value must be a non-negative number");
  }
  if (timeout > kTimeoutMax) return raise(thread, types.OverflowError, "timeout value is too large");
  if (try_acquire(thread, lock)) return Value::boolean(true);
  if (!blocking || timeout == 0) return Value::boolean(false);
  Nanos deadline = timeout < 0 ? kForever : deadline_after(thread, timeout);
  Value slots[] = {args[0], Value::of(std::int64_t{deadline})};
  push_native_frame(thread, kAcquire, slots, 2);
  return Value::pending();
}

void hand_over(Thread& thread, Lock* lock) {
  lock->owner = 0;
  trace_lock(thread, lock, EventKind::LockRelease);
  if (lock->wait_id) thread.kernel->unpark(thread, static_cast<WaitId>(lock->wait_id), 1);
}

Value lock_release(Thread& thread, const Value* args) {
  auto* lock = args[0].as<Lock>();
  if (is_rlock(thread, lock)) {
    if (lock->owner != thread.id.value) {
      return raise(thread, thread.process->types.RuntimeError, "cannot release un-acquired lock");
    }
    if (--lock->count == 0) hand_over(thread, lock);
    return Value::none();
  }
  if (!lock->owner) return raise(thread, thread.process->types.RuntimeError, "release unlocked lock");
  lock->count = 0;
  hand_over(thread, lock);
  return Value::none();
}

Value lock_locked(Thread&, const Value* args) { return Value::boolean(args[0].as<Lock>()->owner != 0); }

Value lock_enter(Thread& thread, const Value* args) {
  Value all[] = {args[0], Value::null(), Value::null()};
  return lock_acquire(thread, all);
}

// A forked child's copy of a lock is free, whoever held it.
Value lock_at_fork_reinit(Thread&, const Value* args) {
  auto* lock = args[0].as<Lock>();
  lock->owner = lock->count = 0;
  lock->wait_id = 0;
  return Value::none();
}

Value lock_exit(Thread& thread, const Value* args) {
  Value out = lock_release(thread, args);
  return out.is_null() ? out : Value::none();
}

Cause cause_named(std::string_view name) {
#define GILSCOPE_CAUSE(Name, text, wait_class, sentence) \
  if (name == #Name) return Cause::Name;
#include "trace/reason.def"
  return Cause::Lock;
}

Value lock_label(Thread&, const Value* args) {
  auto* lock = args[0].as<Lock>();
  if (is_str(args[1])) lock->cause = static_cast<std::uint8_t>(cause_named(to_utf8(args[1].as<Str>())));
  if (is_str(args[2])) lock->name = args[2].as<Str>();
  return Value::none();
}

Value lock_repr(Thread& thread, Value self) {
  auto* lock = self.as<Lock>();
  char address[32];
  std::snprintf(address, sizeof address, "0x%llx",
                static_cast<unsigned long long>(identity_of(*thread.process, self)));
  std::string kind = is_rlock(thread, lock) ? "_thread.RLock" : "_thread.lock";
  std::string text = std::string("<") + (lock->owner ? "locked " : "unlocked ") + kind + " object ";
  if (is_rlock(thread, lock)) {
    text += "owner=" + std::to_string(lock->owner) + " count=" + std::to_string(lock->count) + " ";
  }
  return Value::of(new_str(*thread.process, text + "at " + address + ">"));
}

Value rlock_is_owned(Thread& thread, const Value* args) {
  return Value::boolean(args[0].as<Lock>()->owner == thread.id.value);
}

Value rlock_release_save(Thread& thread, const Value* args) {
  auto* lock = args[0].as<Lock>();
  if (!lock->owner) return raise(thread, thread.process->types.RuntimeError, "cannot release un-acquired lock");
  Value state[] = {Value::of(std::int64_t{lock->count}), Value::of(std::int64_t{lock->owner})};
  lock->count = 0;
  hand_over(thread, lock);
  return Value::of(new_tuple(*thread.process, state, 2));
}

// Slots: lock, deadline, count.
const NativeFrameType kRestore = {"acquire", [](Thread& thread, NativeFrame& frame, Value input) {
  Value taken = acquire_step(thread, frame, input);
  if (taken.is_signal()) return taken;
  frame.slots[0].as<Lock>()->count = static_cast<std::uint32_t>(frame.slots[2].integer);
  return Value::none();
}};

Value rlock_acquire_restore(Thread& thread, const Value* args) {
  if (!is_tuple(args[1])) return raise(thread, thread.process->types.TypeError, "state must be a tuple");
  Value slots[] = {args[0], Value::of(std::int64_t{kForever}), args[1].as<Tuple>()->items[0]};
  push_native_frame(thread, kRestore, slots, 3);
  return Value::pending();
}

Value rlock_recursion_count(Thread& thread, const Value* args) {
  auto* lock = args[0].as<Lock>();
  return Value::of(std::int64_t{lock->owner == thread.id.value ? lock->count : 0});
}

Value allocate_lock(Thread& thread, const Value*) { return new_lock(thread, kLockTypeSlot, Cause::Lock); }
Value make_rlock(Thread& thread, const Value*) { return new_lock(thread, kRLockTypeSlot, Cause::RLock); }

// --- threads

Value start_new_thread(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_tuple(args[1])) return raise(thread, process.types.TypeError, "2nd arg must be a tuple");
  bool has_kwargs = !args[2].is_null() && !args[2].is_none();
  if (has_kwargs && !is_dict(args[2])) {
    return raise(thread, process.types.TypeError, "optional 3rd arg must be a dictionary");
  }
  ThreadStart start;
  start.callable = args[0];
  start.args = args[1].as<Tuple>();
  start.kwargs = has_kwargs ? args[2].as<Dict>() : nullptr;
  start.name = is_str(args[3]) ? to_utf8(args[3].as<Str>()) : "Thread";
  start.daemon = args[4].is_true();
  ThreadId id = thread.kernel->start_thread(thread, start);
  return id ? Value::of(std::int64_t{id.value}) : Value::null();
}

Value get_ident(Thread& thread, const Value*) { return Value::of(std::int64_t{thread.id.value}); }

Value set_name(Thread& thread, const Value* args) {
  bool valid = args[0].is_int() && is_str(args[1]);
  if (!valid) return raise(thread, thread.process->types.TypeError, "_set_name() needs an ident and a str");
  Event event = event_of(EventKind::ThreadName, 0, ThreadId{static_cast<std::uint32_t>(args[0].integer)});
  thread.kernel->emit(thread, event, to_utf8(args[1].as<Str>()));
  return Value::none();
}

Value thread_count(Thread& thread, const Value*) {
  return Value::of(static_cast<std::int64_t>(thread.process->threads.size()) - 1);
}

// Stacks of simulated threads grow as they need to: the size is checked and remembered only.
Value stack_size(Thread& thread, const Value* args) {
  Value& kept = thread.process->extension[kStackSizeSlot];
  std::int64_t before = kept.is_int() ? kept.integer : 0, size = 0;
  if (args[0].is_null()) return Value::of(before);
  if (!index_value(thread, args[0], &size)) return Value::null();
  Types& types = thread.process->types;
  if (size < 0) return raise(thread, types.ValueError, "size must be 0 or a positive value");
  if (size && size < kStackSizeMin) {
    return raise(thread, types.ValueError, "size not valid: %s bytes", std::to_string(size).c_str());
  }
  kept = Value::of(size);
  return Value::of(before);
}

Value yes(Thread&, const Value*) { return Value::boolean(true); }

Value exit_thread(Thread& thread, const Value*) {
  return raise_args(thread, thread.process->types.SystemExit, nullptr, 0);
}

// The main thread calls `function` as soon as it runs again: how signals arrive.
Value run_in_main(Thread& thread, const Value* args) {
  Thread* main = thread.process->threads.front();
  main->async_exception = args[0];
  main->async_exception_set = true;
  return Value::none();
}

// As long as nobody has imported signal, which puts its own in this place: handlers are Python functions.
Value interrupt_main(Thread& thread, const Value* args) {
  std::int64_t signal = 2;
  if (!args[0].is_null() && !index_value(thread, args[0], &signal)) return Value::null();
  if (signal <= 0 || signal >= 65) return raise(thread, thread.process->types.ValueError, "signal number out of range");
  if (signal != 2) return Value::none();
  Thread* main = thread.process->threads.front();
  Value exception = raise_args(thread, thread.process->types.KeyboardInterrupt, nullptr, 0);
  static_cast<void>(exception);
  main->async_exception = take_exception(thread);
  main->async_exception_set = true;
  return Value::none();
}

// --- _local: one namespace per thread

struct Local : Object {
  Process* process;  // whose threads' namespaces these are; null in a forked child until it uses this
  Dict* by_thread;   // ident -> dict
  Value arguments, keywords;
};

// What threads that have ended had in a local lives no longer than to the next collection.
void forget_dead_threads(Process& process, Dict* by_thread) {
  std::vector<Value> dead;
  std::uint32_t position = 0;
  Value ident, names;
  while (by_thread && dict_next(by_thread, position, ident, names)) {
    auto runs = [&](const Thread* thread) { return std::int64_t{thread->id.value} == ident.integer; };
    if (std::none_of(process.threads.begin(), process.threads.end(), runs)) dead.push_back(ident);
  }
  Thread bootstrap;
  bootstrap.process = &process;
  for (Value ident : dead) dict_remove(bootstrap, by_thread, ident);
}

void visit_local(Object* object, Visitor& visitor) {
  auto* local = reinterpret_cast<Local*>(object);
  if (visitor.relocating()) local->process = nullptr;
  if (local->process) forget_dead_threads(*local->process, local->by_thread);
  visitor.object(local->by_thread);
  visitor.value(local->arguments);
  visitor.value(local->keywords);
}

Value make_local(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* type = args[0].as<Type>();
  bool given = args[1].as<Tuple>()->length || (is_dict(args[2]) && args[2].as<Dict>()->length);
  if (given && identical(type_lookup(process, type, process.name_of(Name::init)),
                         type_lookup(process, process.types.object, process.name_of(Name::init)))) {
    return raise(thread, process.types.TypeError, "Initialization arguments are not supported");
  }
  auto* local = static_cast<Local*>(allocate_instance(process, type));
  local->process = &process;
  local->by_thread = new_dict(process);
  local->arguments = args[1];
  local->keywords = args[2];
  return Value::of(local);
}

// The namespace of the calling thread. Another thread's first use runs __init__ again with the arguments of the
// constructor, as CPython does.
Dict* namespace_of(Thread& thread, Local* local) {
  local->process = thread.process;
  Value ident = Value::of(std::int64_t{thread.id.value});
  Value found = dict_get(thread, local->by_thread, ident);
  if (is_dict(found)) return found.as<Dict>();
  Process& process = *thread.process;
  Dict* fresh = new_dict(process);
  bool first = local->by_thread->length == 0;
  if (!dict_set(thread, local->by_thread, ident, Value::of(fresh))) return nullptr;
  Value init = type_lookup(process, local->type, process.name_of(Name::init));
  bool python = init.is_object() && init.object()->type == process.types.function;
  if (!python || first) return fresh;
  Value self = Value::of(local);
  Tuple* given = local->arguments.as<Tuple>();
  Value all[17] = {self};
  std::uint32_t count = std::min<std::uint32_t>(given->length, 16);
  for (std::uint32_t i = 0; i < count; ++i) all[i + 1] = given->items[i];
  return call_nested(thread, init, all, count + 1).is_null() ? nullptr : fresh;
}

Value local_getattr(Thread& thread, Value self, Str* name) {
  Dict* names = namespace_of(thread, self.as<Local>());
  if (!names) return Value::null();
  if (str_equal(name, "__dict__")) return Value::of(names);
  Value found = dict_get(names, name);
  return found.is_nothing() ? generic_get_attribute(thread, self, name) : found;
}

Value local_setattr(Thread& thread, Value self, Str* name, Value value) {
  if (str_equal(name, "__dict__")) {
    return raise(thread, thread.process->types.AttributeError, "'%s' object attribute '__dict__' is read-only",
                 type_text(self.object()->type).c_str());
  }
  Dict* names = namespace_of(thread, self.as<Local>());
  if (!names) return Value::null();
  if (!value.is_null()) {
    dict_set(*thread.process, names, name, value);
    return Value::none();
  }
  if (dict_remove(*thread.process, names, name)) return Value::none();
  return raise(thread, thread.process->types.AttributeError, "'%s' object has no attribute '%s'",
               type_name(*thread.process, self).c_str(), to_utf8(name).c_str());
}

const NativeMethod kLockMethods[] = {
    {"acquire", "self, blocking=True, timeout=-1", lock_acquire, NativeMethod::Plain, 50},
    {"acquire_lock", "self, blocking=True, timeout=-1", lock_acquire, NativeMethod::Plain, 50},
    {"release", "self, /", lock_release, NativeMethod::Plain, 40},
    {"release_lock", "self, /", lock_release, NativeMethod::Plain, 40},
    {"locked", "self, /", lock_locked},
    {"__enter__", "self, /", lock_enter, NativeMethod::Plain, 50},
    {"__exit__", "self, type=None, value=None, traceback=None, /", lock_exit, NativeMethod::Plain, 40},
    {"_at_fork_reinit", "self, /", lock_at_fork_reinit},
    {"_label", "self, kind, name='', /", lock_label},
};
const NativeMethod kRLockMethods[] = {
    {"_is_owned", "self, /", rlock_is_owned},
    {"_release_save", "self, /", rlock_release_save},
    {"_acquire_restore", "self, state, /", rlock_acquire_restore},
    {"_recursion_count", "self, /", rlock_recursion_count},
};
const NativeMethod kFunctions[] = {
    {"allocate_lock", "", allocate_lock},
    {"allocate", "", allocate_lock},
    {"start_new_thread", "function, args, kwargs=None, /, name='', daemon=False", start_new_thread},
    {"start_new", "function, args, kwargs=None, /, name='', daemon=False", start_new_thread},
    {"get_ident", "", get_ident, NativeMethod::Plain, 25},
    {"get_native_id", "", get_ident},
    {"_count", "", thread_count},
    {"_set_name", "ident, name, /", set_name},
    {"stack_size", "size=0, /", stack_size},
    {"exit", "", exit_thread},
    {"_run_in_main", "function, /", run_in_main},
    {"interrupt_main", "signum=2, /", interrupt_main},
    {"daemon_threads_allowed", "", yes},
};

}  // namespace

void define_thread(Thread& thread, Module* module) {
  Process& process = *thread.process;
  Type* lock = make_native_type(process, "lock", "_thread", process.types.object, sizeof(Lock), kDisallowInstantiation);
  process.extension[kLockTypeSlot] = Value::of(lock);
  Type* rlock = make_native_type(process, "RLock", "_thread", process.types.object, sizeof(Lock), kBaseType);
  process.extension[kRLockTypeSlot] = Value::of(rlock);
  for (Type* type : {lock, rlock}) {
    type->slots.visit = visit_lock;
    type->slots.repr = lock_repr;
    add_methods(process, type, kLockMethods, std::size(kLockMethods));
    if (type == rlock) add_methods(process, type, kRLockMethods, std::size(kRLockMethods));
    type->type_flags |= kWeakReferenceable;
    if (type == rlock) set_new(process, type, "cls, /, *args, **kwargs", make_rlock);
    add_slot_wrappers(process, type);
  }
  Type* local = make_native_type(process, "_local", "_thread", process.types.object, sizeof(Local), kBaseType);
  process.extension[kLocalTypeSlot] = Value::of(local);
  local->slots.visit = visit_local;
  local->slots.getattr = local_getattr;
  local->slots.setattr = local_setattr;
  set_new(process, local, "cls, /, *args, **kwargs", make_local);
  add_slot_wrappers(process, local);
  add_functions(process, module, kFunctions, std::size(kFunctions));
  set_attribute(process, module, "LockType", Value::of(lock));
  set_attribute(process, module, "lock", Value::of(lock));
  set_attribute(process, module, "RLock", Value::of(rlock));
  set_attribute(process, module, "_local", Value::of(local));
  set_attribute(process, module, "error", Value::of(process.types.RuntimeError));
  set_attribute(process, module, "TIMEOUT_MAX", Value::of(kTimeoutMax));
}

}  // namespace gilscope
