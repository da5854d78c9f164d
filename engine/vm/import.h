// Imports: what the IMPORT_* instructions do. Modules come from sys.modules, then
// process.native_modules, then process.loader (the frozen library). A module's body is Python code,
// so importing answers Pending.
#pragma once

#include "vm/function.h"

namespace gilscope {

// `fromlist` None or a tuple; `globals` tell the package for relative imports. As __import__: the
// top package without fromlist, the module itself with one.
Value import_name(Thread& thread, Str* name, Dict* globals, Value fromlist, std::int64_t level);
Value import_from(Thread& thread, Value module, Str* name);
// Copies the public names into `locals` (a dict). None, Null or Pending.
Value import_star(Thread& thread, Value module, Value locals);
// A native module by name, made and registered in sys.modules; Nothing when there is none.
Value import_native(Thread& thread, Str* name);

}  // namespace gilscope
