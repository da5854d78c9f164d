// What instructions do when it takes more than a few lines, or Python code in the middle. Used by
// interpreter.cpp only. Answers follow value.h: a result, Null, or Pending.
#pragma once

#include "vm/containers.h"
#include "vm/exec.h"

namespace gilscope {

// variables
Value load_name(Thread& thread, PythonFrame* frame,
                Str* name);  // locals mapping, globals, builtins
Value load_global(Thread& thread, PythonFrame* frame, Str* name);
Value load_from_mapping(Thread& thread, Value mapping, Str* name);  // Nothing when absent
Value raise_unbound_local(Thread& thread, const CodeObject* code, std::int32_t slot);
Value raise_unbound_cell(Thread& thread, const CodeObject* code, std::int32_t slot);
Value raise_name_error(Thread& thread, Str* name);

// collections
Value extend_list(Thread& thread, List* list, Value iterable);
Value update_set(Thread& thread, Set* set, Value iterable);
Value update_dict(Thread& thread, Dict* dict, Value mapping);
Value merge_keywords(Thread& thread, Dict* dict, Value mapping, Value callable);
// A tuple of `before` items, or with after >= 0: before items, a list of the rest, after items.
Value unpack(Thread& thread, Value iterable, std::int32_t before, std::int32_t after);
Value build_string(Thread& thread, const Value* pieces, std::uint32_t count);

// calls
Value call_unpacked(Thread& thread, Value callable, Value args, Value kwargs);
Value make_function(Thread& thread, PythonFrame* frame, Value*& sp, std::int32_t flags);
Value format_field(Thread& thread, Value v, std::int32_t conversion, Value spec);
Value load_super_attribute(Thread& thread, Value super_type, Value cls, Value self, Str* name);

// with
Value context_method(Thread& thread, Value manager, Name name, bool async);

// intrinsics
Value intrinsic1(Thread& thread, PythonFrame* frame, bytecode::Intrinsic1 which, Value v);
Value intrinsic2(Thread& thread, bytecode::Intrinsic2 which, Value a, Value b);

// match
Value match_keys(Thread& thread, Value subject, Tuple* keys);  // tuple of values, or None
Value match_class(Thread& thread, Value subject, Value cls, std::int32_t positional,
                  Tuple* keywords);

}  // namespace gilscope
