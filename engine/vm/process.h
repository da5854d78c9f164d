// Process: one simulated Python process (an interpreter with its own heap). Owns the heap, the
// built-in types, the builtins, sys.modules. Shares nothing with other processes; fork_process
// copies it. Made and owned by the machine.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/nanos.h"
#include "vm/heap.h"
#include "vm/types.h"

namespace gilscope {

class Kernel;
struct Module;

// How the VM gets code for text: injected by session, because vm does not include the compiler.
// It owns all code that it ever handed out, until the run is over.
class SourceLoader {
 public:
  virtual ~SourceLoader() = default;
  struct Compiled {
    std::shared_ptr<const bytecode::Code> code;  // null: SyntaxError below
    std::string error_type, message, line_text;
    std::int32_t line = 0, column = 0, end_line = 0,
                 end_column = 0;  // as SyntaxError's attributes (1-based offset)
  };
  enum class Mode { Exec, Eval, Single };
  virtual Compiled compile(std::string_view source, std::string_view filename, Mode mode) = 0;
  // The standard library's own modules and the program's, compiled once per session and shared. No filename: no such
  // module; a filename without code: the program's module does not compile, for the reason in `error`.
  struct Found {
    std::shared_ptr<const bytecode::Code> code;
    std::string filename;
    bool is_package = false;
    Compiled error;
  };
  virtual Found find_module(std::string_view dotted_name) = 0;
  // Source lines for tracebacks ("" when unknown).
  virtual std::string source_line(std::string_view filename, std::int32_t line) = 0;
  // The whole text of a file that was compiled; "" when unknown.
  virtual std::string source_text(std::string_view filename) = 0;
};

// A module written in C++: fills in the namespace of a fresh module. Found before frozen modules.
struct NativeModule {
  const char* name;
  void (*define)(Thread& thread, Module* module);
};

struct CostTable;         // cost.h
struct ConstructorTable;  // type_object.cpp: the NativeMethods of set_new and set_init

enum class Name : std::uint32_t {
#define NAME(field, text) field,
#include "vm/names.def"
#undef NAME
  kCount
};

// A line of the program; not the view's SourcePlace, which is of a trace.
struct DropPlace {
  std::string filename;
  std::int32_t line = 0;
};

struct ProcessOptions {
  const CostTable* costs = nullptr;  // null: one nanosecond an instruction
  bool check_every_instruction =
      false;              // 3.9, free-threaded, exploration: any instruction is a safe point
  int python_minor = 12;  // what sys.version says
  std::uint32_t recursion_limit = 1000;
  int int_max_str_digits = 4300;  // sys.set_int_max_str_digits(); 0: no limit
  std::size_t heap_limit_bytes = std::size_t{512} << 20;
  std::vector<std::string> argv;
  std::string main_filename;
  bool free_threaded = false;
  std::string start_method;  // of multiprocessing; empty: the version's default
};

// A module whose body some thread is running; the others wait for it.
struct ImportInProgress {
  std::string name;
  ThreadId thread;
  std::uint64_t wait;
  std::vector<ThreadId> waiters;
};

struct Process {
  Process(ProcessId id, SourceLoader& loader, const std::vector<NativeModule>& native_modules,
          const ProcessOptions& options);
  ~Process();
  Process(const Process& parent, ProcessId child_id);  // fork_process's: heap not copied yet

  Heap heap;
  ProcessId id;
  Types types{};
  SourceLoader* loader;
  const std::vector<NativeModule>* native_modules;
  ProcessOptions options;

  Dict* builtins = nullptr;  // the builtins module's namespace
  Dict* modules = nullptr;   // sys.modules
  Dict* main_globals = nullptr;
  Module* sys = nullptr;
  Dict* interned = nullptr;                                   // str -> str
  Str* names[static_cast<std::uint32_t>(Name::kCount)] = {};  // names.def, interned
  Str* name_of(Name n) const { return names[static_cast<std::uint32_t>(n)]; }
  Tuple* empty_tuple = nullptr;
  Str* empty_str = nullptr;
  Str* latin1[256] = {};  // one-character strings
  std::uint32_t next_identity = 1;
  std::uint32_t next_type_version = 1;
  Value extension[16];          // roots of lib modules: each has its index in lib/extension_slots.h
  List* finalizable = nullptr;  // objects whose type defines __del__
  DropPlace dropped_at;  // where the program last let go of a coroutine; no filename: nowhere
  List* doomed = nullptr;  // found dead: their __del__, and callbacks of weak references, are due
  Dict* weak_table = nullptr;    // identity -> list of Weakref
  std::vector<Thread*> threads;  // registered by the machine, roots of collection
  std::vector<ImportInProgress> imports;
  bool gc_enabled = true;  // what gc.isenabled() answers
  // Called when marking is done and before anything dies: clears weak references to unmarked
  // objects (and may mark).
  void (*after_marking)(Process&) = nullptr;
  std::shared_ptr<ConstructorTable>
      constructors;              // fork: the child gets a new one with this as parent
  void* method_cache = nullptr;  // heap buffer: (type version, name) -> value; attribute.cpp
};

// The Process that a native function runs in.
Process& process_of(Thread& thread);

// Copies `parent` with its heap byte for byte; `child_thread` becomes the copy of the forking
// `thread`, at the same point of execution. The other threads of the parent do not exist in the
// child.
std::unique_ptr<Process> fork_process(Process& parent, ProcessId child_id, const Thread& thread,
                                      Thread& child_thread);

void collect_garbage(Process& process);  // gc.collect(); only at safe points
// What fork gives the child for Process::constructors.
std::shared_ptr<ConstructorTable> inherited_constructors(const Process& parent);

// Collects garbage now if the heap wants it. Only at safe points.
void collect_if_wanted(Process& process);

// allocate<List>(process, process.types.list): header set, the rest zero (so visit is safe at
// once).
Object* allocate_object(Process& process, Type* type, std::size_t bytes);
template <class T>
T* allocate(Process& process, Type* type, std::size_t extra_bytes = 0) {
  return static_cast<T*>(allocate_object(process, type, sizeof(T) + extra_bytes));
}

inline Type* type_of(Process& process, Value v) {
  switch (v.tag) {
    case Tag::Object: return v.object()->type;
    case Tag::Int: return process.types.int_;
    case Tag::Float: return process.types.float_;
    case Tag::Bool: return process.types.bool_;
    case Tag::None: return process.types.none;
    case Tag::NotImplemented: return process.types.not_implemented;
    default: return process.types.ellipsis;
  }
}

}  // namespace gilscope
