#include "vm/interpreter.h"

#include <cmath>

#include "base/check.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/exec.h"
#include "vm/frame_object.h"
#include "vm/generator_end.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/interpreter_support.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/type.h"
#include "vm/weakref.h"

namespace gilscope {

namespace {

constexpr std::uint8_t kCacheFailuresMax = 16;
constexpr std::int64_t kExactDouble = std::int64_t{1}
                                      << 53;  // ints up to here are exact as doubles

inline bool exact_double(std::int64_t i) {
  return i >= -kExactDouble && i <= kExactDouble;
}

template <class T>
inline bool compare_numbers(T a, T b, Comparison op) {
  switch (op) {
    case Comparison::Less: return a < b;
    case Comparison::LessEqual: return a <= b;
    case Comparison::Equal: return a == b;
    case Comparison::NotEqual: return a != b;
    case Comparison::Greater: return a > b;
    case Comparison::GreaterEqual: return a >= b;
  }
  return false;
}

// Small ints, floats and exact mixtures: 0 or 1; -1 when the general path must decide.
inline int quick_compare(Value a, Value b, Comparison op) {
  if (a.is_int() && b.is_int()) return compare_numbers(a.integer, b.integer, op);
  if (a.is_float() && b.is_float()) return compare_numbers(a.number, b.number, op);
  if (a.is_int() && b.is_float() && exact_double(a.integer)) {
    return compare_numbers(static_cast<double>(a.integer), b.number, op);
  }
  if (a.is_float() && b.is_int() && exact_double(b.integer)) {
    return compare_numbers(a.number, static_cast<double>(b.integer), op);
  }
  return -1;
}

// 0, 1, or -1 when Python code or a protocol must decide.
inline int quick_truth(Value v) {
  switch (v.tag) {
    case Tag::Bool:
    case Tag::Int: return v.integer != 0;
    case Tag::None: return 0;
    case Tag::Float: return v.number != 0;
    default: return -1;
  }
}

inline bool is_exactly(Value v, const Type* type) {
  return v.is_object() && v.object()->type == type;
}

// Where a builtin sequence holds the item of a small int index; null: not such a case, or out of
// range.
inline Value* quick_item(const Types& types, Value container, Value key) {
  if (!key.is_int() || !container.is_object()) return nullptr;
  Value* items;
  std::uint32_t length;
  if (container.object()->type == types.list) {
    items = container.as<List>()->items;
    length = container.as<List>()->length;
  } else if (container.object()->type == types.tuple) {
    items = container.as<Tuple>()->items;
    length = container.as<Tuple>()->length;
  } else {
    return nullptr;
  }
  std::int64_t i = key.integer < 0 ? key.integer + length : key.integer;
  return i >= 0 && i < length ? items + i : nullptr;
}

void fill_global_cache(InlineCache* cache, PythonFrame* frame, Str* name) {
  cache->owner = frame->globals;
  cache->version = frame->globals->keys_version;
  cache->index = dict_find_entry(frame->globals, name);
  cache->kind = CacheKind::GlobalEntry;
  if (cache->index >= 0) return;
  cache->index = dict_find_entry(frame->builtins, name);
  cache->version2 = frame->builtins->keys_version;
  cache->kind = cache->index >= 0 ? CacheKind::BuiltinEntry : CacheKind::Empty;
}

inline Value cached_global(const InlineCache* cache, const PythonFrame* frame) {
  if (cache->owner != frame->globals || cache->version != frame->globals->keys_version)
    return Value::null();
  if (cache->kind == CacheKind::GlobalEntry) return frame->globals->entries[cache->index].value;
  if (cache->kind == CacheKind::BuiltinEntry && cache->version2 == frame->builtins->keys_version) {
    return frame->builtins->entries[cache->index].value;
  }
  return Value::null();
}

bool fill_attribute_cache(InlineCache* cache, Value object, const AttributePlan& plan) {
  Type* type = object.object()->type;
  if (type->attributes_offset == kTailAttributes) return false;
  cache->version = type->version;
  cache->type = type;
  cache->shape = plan.shape;
  cache->index = static_cast<std::int32_t>(plan.index);
  cache->value = plan.value;
  cache->owner = nullptr;
  switch (plan.kind) {
    case AttributePlan::InstanceSlot: cache->kind = CacheKind::InstanceSlot; return true;
    case AttributePlan::ClassValue: cache->kind = CacheKind::ClassValue; return true;
    case AttributePlan::Method: cache->kind = CacheKind::Method; return true;
    case AttributePlan::Property: cache->kind = CacheKind::Property; return true;
    case AttributePlan::Member:
      // The plan counts slots, the cache has the place in bytes.
      cache->kind = CacheKind::MemberSlot;
      cache->index = static_cast<std::int32_t>(type->slots_offset + plan.index * sizeof(Value));
      return true;
    case AttributePlan::AddSlot:
      cache->kind = CacheKind::AddSlot;
      cache->owner = plan.new_shape;
      return true;
    case AttributePlan::ModuleEntry:
      cache->kind = CacheKind::ModuleEntry;
      cache->owner = object.as<Module>()->dict;
      cache->version = object.as<Module>()->dict->keys_version;
      return true;
    case AttributePlan::TypeValue:
      cache->kind = CacheKind::TypeValue;
      cache->owner = object.object();
      cache->version = object.as<Type>()->version;
      return true;
    case AttributePlan::Generic: break;
  }
  return false;
}

void learn_attribute(Thread& thread, InlineCache* cache, Value object, Str* name) {
  if (!object.is_object() || cache->failures >= kCacheFailuresMax) return;
  ++cache->failures;
  if (!fill_attribute_cache(cache, object, plan_attribute(*thread.process, object, name)))
    cache->kind = CacheKind::Empty;
}

void learn_store(Thread& thread, InlineCache* cache, Value object, Str* name) {
  if (!object.is_object() || cache->failures >= kCacheFailuresMax) return;
  ++cache->failures;
  if (!fill_attribute_cache(cache, object, plan_store(*thread.process, object, name)))
    cache->kind = CacheKind::Empty;
}

inline bool shape_matches(const InlineCache* cache, Object* object, Attributes** attributes) {
  if (object->type->version != cache->version) return false;
  *attributes = reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) +
                                              object->type->attributes_offset);
  return !cache->shape || (*attributes)->shape == cache->shape;
}

inline Value& member_slot(Object* object, std::int32_t offset) {
  return *reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + offset);
}

// The attribute by the cache; Null: the cache does not apply. Methods are not bound: kind says.
inline Value cached_attribute(const InlineCache* cache, Object* object) {
  Attributes* attributes;
  switch (cache->kind) {
    case CacheKind::InstanceSlot:
      return shape_matches(cache, object, &attributes) ? attributes->values[cache->index]
                                                       : Value::null();
    case CacheKind::ClassValue:
    case CacheKind::Method:
      return shape_matches(cache, object, &attributes) ? cache->value : Value::null();
    case CacheKind::Property:
      return object->type->version == cache->version ? cache->value : Value::null();
    case CacheKind::MemberSlot:
      return object->type->version == cache->version ? member_slot(object, cache->index)
                                                     : Value::null();
    case CacheKind::ModuleEntry: {
      if (object->type != cache->type) return Value::null();
      Dict* dict = reinterpret_cast<Module*>(object)->dict;
      bool same =
          dict == reinterpret_cast<Dict*>(cache->owner) && dict->keys_version == cache->version;
      return same ? dict->entries[cache->index].value : Value::null();
    }
    case CacheKind::TypeValue: {
      bool same =
          object == cache->owner && reinterpret_cast<Type*>(object)->version == cache->version;
      return same ? cache->value : Value::null();
    }
    default: return Value::null();
  }
}

inline bool cached_store(const InlineCache* cache, Object* object, Value value) {
  Attributes* attributes;
  switch (cache->kind) {
    case CacheKind::InstanceSlot:
      if (!shape_matches(cache, object, &attributes)) return false;
      attributes->values[cache->index] = value;
      return true;
    case CacheKind::AddSlot:
      if (!shape_matches(cache, object, &attributes)) return false;
      if (static_cast<std::uint32_t>(cache->index) >= attributes->capacity) return false;
      attributes->values[cache->index] = value;
      attributes->shape = reinterpret_cast<Shape*>(cache->owner);
      return true;
    case CacheKind::MemberSlot:
      if (object->type->version != cache->version) return false;
      member_slot(object, cache->index) = value;
      return true;
    default: return false;
  }
}

// Whether the cache now knows how `type` makes instances. One that has failed too often keeps what it
// knows of another class.
bool fill_constructor_cache(Thread& thread, InlineCache* cache, Type* type) {
  Process& process = *thread.process;
  if (cache->failures >= kCacheFailuresMax) return false;
  ++cache->failures;
  cache->kind = CacheKind::Empty;
  if (!is_plain_class(process, type)) return false;
  Value init = type_lookup(process, type, process.name_of(Name::init));
  bool python = is_exactly(init, process.types.function);
  cache->kind = CacheKind::Constructor;
  cache->owner = reinterpret_cast<Object*>(type);
  cache->version = type->version;
  cache->value = python ? init : Value::null();
  return true;
}

// The item after the current one for iterators that the loop knows; Null: it does not know this
// one.
inline Value quick_next(const Types& types, Value iterator) {
  if (!iterator.is_object()) return Value::null();
  Type* type = iterator.object()->type;
  if (type == types.range_iterator) {
    auto* range = iterator.as<RangeIterator>();
    if (!range->remaining) return Value::nothing();
    --range->remaining;
    std::int64_t i = range->next;
    range->next = static_cast<std::int64_t>(static_cast<std::uint64_t>(i) +
                                            static_cast<std::uint64_t>(range->step));
    return Value::of(i);
  }
  if (type == types.list_iterator) {
    auto* it = iterator.as<SequenceIterator>();
    if (!it->sequence.is_object()) return Value::nothing();
    auto* list = it->sequence.as<List>();
    if (it->index < list->length) return list->items[it->index++];
  }
  return Value::null();
}

const bytecode::ExceptionEntry* find_handler(const CodeObject* code, std::uint32_t index) {
  const auto& entries = code->source->exceptions;
  std::size_t low = 0, high = entries.size();
  while (low < high) {  // the last entry that starts at or before index
    std::size_t middle = (low + high) / 2;
    if (entries[middle].start <= index) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return nullptr;
  const bytecode::ExceptionEntry& entry = entries[low - 1];
  return index < entry.end ? &entry : nullptr;
}

Value stop_iteration_value(Value exception) {
  Tuple* args = exception.as<Exception>()->args;
  return args && args->length ? args->items[0] : Value::none();
}

}  // namespace

Value execute_code(Thread& thread, CodeObject* code, Function* function, Dict* globals,
                   Value locals) {
  Process& process = *thread.process;
  Value builtins = dict_get(globals, process.name_of(Name::builtins));
  Dict* found = process.builtins;
  if (is_dict(builtins)) found = builtins.as<Dict>();
  PythonFrame* frame = push_code_frame(thread, code, function, globals, found);
  if (!frame) return Value::null();
  frame->locals = locals;
  return Value::pending();
}

// clang-format off
#define INDEX() (ip - frame->code->instructions)
#define CLOCK_HERE() (frame->code->clock_prefix[INDEX() + 1])
#define SYNC() (frame->ip = ip, frame->sp = sp, thread.clock = acc + CLOCK_HERE())
#define UNSYNC() (acc = thread.clock - CLOCK_HERE())
#define DISPATCH() goto *labels[ip->op]
#define NEXT() do { ++ip; DISPATCH(); } while (0)
#define SKIP(n) do { ip += (n); DISPATCH(); } while (0)
#define JUMP(instruction) do { const ExecInstruction* j_ = (instruction); acc += j_->clock_delta; ip = j_ + j_->arg; DISPATCH(); } while (0)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define OP(name) op_##name:
#define XOP(name) opx##name:
// Calls out. Operands must be popped (sp final) before.
#define CALL_OUT(expression) do { SYNC(); result = (expression); UNSYNC(); } while (0)
#define PUSH_RESULT() do { if (UNLIKELY(result.is_signal())) goto signal; *sp++ = result; NEXT(); } while (0)
#define EXPECT(landing_kind) (frame->landing = Landing::landing_kind)
// After CALL_OUT of a statement whose result is dropped.
#define DROP_RESULT() do { if (UNLIKELY(result.is_signal())) { if (result.is_pending()) EXPECT(Discard); goto signal; } NEXT(); } while (0)
// clang-format on

Exit interpret(Thread& thread) {
  static const void* const kLabels[] = {
#define OPCODE(name, has_arg, pops, pushes) &&op_##name,
#include "bytecode/opcode.def"
#undef OPCODE
#define EXEC(name) &&opx##name,
#include "vm/exec_opcode.def"
#undef EXEC
  };
  // Where any instruction is a safe point, every one is entered through a check of the clock.
  static const void* const kCheckingLabels[] = {
#define OPCODE(name, has_arg, pops, pushes) &&check_clock,
#include "bytecode/opcode.def"
#undef OPCODE
#define EXEC(name) &&check_clock,
#include "vm/exec_opcode.def"
#undef EXEC
  };
  const void* const* labels =
      thread.process->options.check_every_instruction ? kCheckingLabels : kLabels;
  const Types& types = thread.process->types;
  Process& process = *thread.process;
  PythonFrame* frame = nullptr;
  const ExecInstruction* ip = nullptr;
  Value* sp = nullptr;
  Value* locals = nullptr;
  std::int64_t acc = 0;
  Tuple* kwnames = nullptr;
  Value result;
  Value input;

  goto enter_top;

#define LOAD_FRAME()                               \
  do {                                             \
    frame = static_cast<PythonFrame*>(thread.top); \
    ip = frame->ip;                                \
    sp = frame->sp;                                \
    locals = frame->slots;                         \
    UNSYNC();                                      \
  } while (0)

// ---------------------------------------------------------------- frames and stack
check_clock:
  if (UNLIKELY(acc + frame->code->clock_prefix[INDEX()] >= thread.deadline)) goto safe_point_before;
  goto* kLabels[ip->op];

  OP(Nop) {
    NEXT();
  }
  OP(Resume) {
    if (UNLIKELY(acc >= thread.deadline) && ip->arg <= 1) goto safe_point_before;
    NEXT();
  }
  OP(PopTop) {
    --sp;
    if (UNLIKELY(is_exactly(*sp, types.coroutine) && !sp->as<Generator>()->awaited)) {
      SYNC();
      note_dropped_coroutine(thread);
      goto safe_point_after;
    }
    NEXT();
  }
  OP(PushNull) {
    *sp++ = Value::null();
    NEXT();
  }
  OP(Copy) {
    *sp = sp[-ip->arg];
    ++sp;
    NEXT();
  }
  OP(Swap) {
    Value top = sp[-1];
    sp[-1] = sp[-ip->arg];
    sp[-ip->arg] = top;
    NEXT();
  }
  OP(EndFor) {
    sp -= 2;
    NEXT();
  }
  OP(EndSend) {
    sp[-2] = sp[-1];
    --sp;
    NEXT();
  }

  // ---------------------------------------------------------------- constants and variables
  OP(LoadConst) {
    *sp++ = frame->code->constants[ip->arg];
    NEXT();
  }
  OP(LoadFast) {
    *sp++ = locals[ip->arg];
    NEXT();
  }
  XOP(LoadFastLoadFast) {
    sp[0] = locals[ip->arg];
    sp[1] = locals[ip->extra];
    sp += 2;
    SKIP(2);
  }
  XOP(LoadFastLoadConst) {
    sp[0] = locals[ip->arg];
    sp[1] = frame->code->constants[ip->extra];
    sp += 2;
    SKIP(2);
  }
  OP(LoadFastCheck) {
    Value v = locals[ip->arg];
    if (UNLIKELY(v.is_null())) {
      raise_unbound_local(thread, frame->code, ip->arg);
      goto error;
    }
    *sp++ = v;
    NEXT();
  }
  OP(LoadFastAndClear) {
    *sp++ = locals[ip->arg];
    locals[ip->arg] = Value::null();
    NEXT();
  }
  OP(StoreFast) {
    locals[ip->arg] = *--sp;
    NEXT();
  }
  XOP(StoreFastLoadFast) {
    locals[ip->arg] = sp[-1];
    sp[-1] = locals[ip->extra];
    SKIP(2);
  }
  XOP(StoreFastStoreFast) {
    locals[ip->arg] = sp[-1];
    locals[ip->extra] = sp[-2];
    sp -= 2;
    SKIP(2);
  }
  OP(DeleteFast) {
    if (locals[ip->arg].is_null()) {
      raise_unbound_local(thread, frame->code, ip->arg);
      goto error;
    }
    locals[ip->arg] = Value::null();
    NEXT();
  }
  OP(MakeCell) {
    locals[ip->arg] = Value::of(new_cell(process, locals[ip->arg]));
    NEXT();
  }
  OP(CopyFreeVars) {
    Tuple* closure = frame->function->closure;
    Value* first = locals + frame->code->slot_count - ip->arg;
    for (std::int32_t i = 0; i < ip->arg; ++i) first[i] = closure->items[i];
    NEXT();
  }
  OP(LoadClosure) {
    *sp++ = locals[ip->arg];
    NEXT();
  }
  OP(LoadDeref) {
    Value v = locals[ip->arg].as<Cell>()->content;
    if (UNLIKELY(v.is_null())) {
      raise_unbound_cell(thread, frame->code, ip->arg);
      goto error;
    }
    *sp++ = v;
    NEXT();
  }
  OP(StoreDeref) {
    locals[ip->arg].as<Cell>()->content = *--sp;
    NEXT();
  }
  OP(DeleteDeref) {
    Cell* cell = locals[ip->arg].as<Cell>();
    if (cell->content.is_null()) {
      raise_unbound_cell(thread, frame->code, ip->arg);
      goto error;
    }
    cell->content = Value::null();
    NEXT();
  }
  OP(LoadFromDictOrDeref) {
    Value mapping = *--sp;
    CALL_OUT(load_from_mapping(thread, mapping, frame->code->slot_names[ip->arg]));
    if (result.is_nothing()) {
      result = locals[ip->arg].as<Cell>()->content;
      if (result.is_null()) raise_unbound_cell(thread, frame->code, ip->arg);
    }
    PUSH_RESULT();
  }
  OP(LoadFromDictOrGlobals) {
    Value mapping = *--sp;
    CALL_OUT(load_from_mapping(thread, mapping, frame->code->names[ip->arg]));
    if (result.is_nothing()) result = load_global(thread, frame, frame->code->names[ip->arg]);
    PUSH_RESULT();
  }
  OP(LoadLocals) {
    *sp++ = frame->locals.is_null() ? Value::of(frame->globals) : frame->locals;
    NEXT();
  }
  OP(LoadName) {
    if (frame->locals.is_object() && frame->locals.as<Dict>() == frame->globals) goto op_LoadGlobal;
    CALL_OUT(load_name(thread, frame, frame->code->names[ip->arg]));
    PUSH_RESULT();
  }
  OP(StoreName) {
    Value v = *--sp;
    if (is_exactly(frame->locals, types.dict)) {
      dict_set(process, frame->locals.as<Dict>(), frame->code->names[ip->arg], v);
      NEXT();
    }
    CALL_OUT(set_item(thread, frame->locals, Value::of(frame->code->names[ip->arg]), v));
    DROP_RESULT();
  }
  OP(DeleteName) {
    Str* name = frame->code->names[ip->arg];
    if (is_exactly(frame->locals, types.dict)) {
      if (dict_remove(process, frame->locals.as<Dict>(), name)) NEXT();
      raise_name_error(thread, name);
      goto error;
    }
    CALL_OUT(set_item(thread, frame->locals, Value::of(name), Value::null()));
    DROP_RESULT();
  }
  OP(LoadGlobal) {
    Value v = cached_global(ip->cache, frame);
    if (UNLIKELY(v.is_null())) {
      CALL_OUT(load_global(thread, frame, frame->code->names[ip->arg]));
      if (result.is_null()) goto error;
      fill_global_cache(ip->cache, frame, frame->code->names[ip->arg]);
      v = result;
    }
    *sp++ = v;
    NEXT();
  }
  OP(StoreGlobal) {
    dict_set(process, frame->globals, frame->code->names[ip->arg], *--sp);
    NEXT();
  }
  OP(DeleteGlobal) {
    if (dict_remove(process, frame->globals, frame->code->names[ip->arg])) NEXT();
    raise_name_error(thread, frame->code->names[ip->arg]);
    goto error;
  }

  // ---------------------------------------------------------------- attributes and items
  XOP(LoadFastLoadAttr) {
    *sp++ = locals[ip->arg];
    ++ip;
  }  // falls into LoadAttr
  OP(LoadAttr) {
    Value object = sp[-1];
    InlineCache* cache = ip->cache;
    if (object.is_object()) {
      Value v = cached_attribute(cache, object.object());
      if (!v.is_null() && cache->kind < CacheKind::Method) {
        sp[-1] = v;
        NEXT();
      }
      if (!v.is_null()) {
        --sp;
        if (cache->kind == CacheKind::Property) {
          CALL_OUT(call(thread, v, &object, 1));
        } else {
          CALL_OUT(bind_descriptor(thread, v, object, object.object()->type));
        }
        PUSH_RESULT();
      }
      learn_attribute(thread, cache, object, frame->code->names[ip->arg]);
    }
    --sp;
    CALL_OUT(get_attribute(thread, object, frame->code->names[ip->arg]));
    PUSH_RESULT();
  }
  OP(LoadMethod) {
    Value object = sp[-1];
    InlineCache* cache = ip->cache;
    if (object.is_object()) {
      Value v = cached_attribute(cache, object.object());
      if (UNLIKELY(v.is_null())) {
        learn_attribute(thread, cache, object, frame->code->names[ip->arg]);
        v = cached_attribute(cache, object.object());
      }
      if (!v.is_null() && cache->kind == CacheKind::Method) {
        sp[-1] = v;
        *sp++ = object;
        NEXT();
      }
      if (!v.is_null() && cache->kind != CacheKind::Property) {
        sp[-1] = v;
        *sp++ = Value::null();
        NEXT();
      }
    }
    // The null goes below a result that may come later: [null, attribute] is put right by landing.
    --sp;
    SYNC();
    result = get_attribute(thread, object, frame->code->names[ip->arg]);
    UNSYNC();
    if (UNLIKELY(result.is_signal())) {
      if (result.is_pending()) EXPECT(Method);
      goto signal;
    }
    *sp++ = result;
    *sp++ = Value::null();
    NEXT();
  }
  OP(StoreAttr) {
    Value object = sp[-1], v = sp[-2];
    sp -= 2;
    if (object.is_object()) {
      if (cached_store(ip->cache, object.object(), v)) NEXT();
      learn_store(thread, ip->cache, object, frame->code->names[ip->arg]);
    }
    CALL_OUT(set_attribute(thread, object, frame->code->names[ip->arg], v));
    DROP_RESULT();
  }
  OP(DeleteAttr) {
    Value object = *--sp;
    CALL_OUT(set_attribute(thread, object, frame->code->names[ip->arg], Value::null()));
    DROP_RESULT();
  }
  OP(LoadSuperAttr) {
    sp -= 3;
    CALL_OUT(load_super_attribute(thread, sp[0], sp[1], sp[2], frame->code->names[ip->arg]));
    PUSH_RESULT();
  }
  OP(LoadSuperMethod) {
    sp -= 3;
    CALL_OUT(load_super_attribute(thread, sp[0], sp[1], sp[2], frame->code->names[ip->arg]));
    if (UNLIKELY(result.is_signal())) {
      if (result.is_pending()) EXPECT(Method);
      goto signal;
    }
    *sp++ = result;
    *sp++ = Value::null();
    NEXT();
  }
  XOP(SubscrFastFast) {
    if (Value* item = quick_item(types, locals[ip->arg], locals[ip->extra])) {
      *sp++ = *item;
      SKIP(3);
    }
    *sp++ = locals[ip->arg];
    NEXT();
  }
  OP(BinarySubscr) {
    Value container = sp[-2], key = sp[-1];
    sp -= 2;
    if (Value* item = quick_item(types, container, key)) {
      *sp++ = *item;
      NEXT();
    }
    if (is_exactly(container, types.dict)) {
      CALL_OUT(dict_get(thread, container.as<Dict>(), key));
      if (UNLIKELY(result.is_nothing())) result = raise_args(thread, types.KeyError, &key, 1);
      PUSH_RESULT();
    }
    CALL_OUT(get_item(thread, container, key));
    PUSH_RESULT();
  }
  OP(StoreSubscr) {
    Value v = sp[-3], container = sp[-2], key = sp[-1];
    sp -= 3;
    if (is_exactly(container, types.list)) {
      if (Value* item = quick_item(types, container, key)) {
        *item = v;
        NEXT();
      }
    } else if (is_exactly(container, types.dict)) {
      SYNC();
      bool stored = dict_set(thread, container.as<Dict>(), key, v);
      UNSYNC();
      if (UNLIKELY(!stored)) goto error;
      NEXT();
    }
    CALL_OUT(set_item(thread, container, key, v));
    DROP_RESULT();
  }
  OP(DeleteSubscr) {
    sp -= 2;
    CALL_OUT(set_item(thread, sp[0], sp[1], Value::null()));
    DROP_RESULT();
  }
  OP(BinarySlice) {
    sp -= 3;
    Value slice = Value::of(new_slice(process, sp[1], sp[2], Value::none()));
    CALL_OUT(get_item(thread, sp[0], slice));
    PUSH_RESULT();
  }
  OP(StoreSlice) {
    sp -= 4;
    Value slice = Value::of(new_slice(process, sp[2], sp[3], Value::none()));
    CALL_OUT(set_item(thread, sp[1], slice, sp[0]));
    DROP_RESULT();
  }

  // ---------------------------------------------------------------- operators
  OP(UnaryNegative) {
    Value v = sp[-1];
    if (v.is_int() && v.integer != INT64_MIN) {
      sp[-1].integer = -v.integer;
      NEXT();
    }
    if (v.is_float()) {
      sp[-1].number = -v.number;
      NEXT();
    }
    --sp;
    CALL_OUT(unary_operation(thread, UnaryOperator::Negative, v));
    PUSH_RESULT();
  }
  OP(UnaryPositive) {
    Value v = *--sp;
    CALL_OUT(unary_operation(thread, UnaryOperator::Positive, v));
    PUSH_RESULT();
  }
  OP(UnaryInvert) {
    Value v = *--sp;
    CALL_OUT(unary_operation(thread, UnaryOperator::Invert, v));
    PUSH_RESULT();
  }
  OP(UnaryNot) {
    Value v = *--sp;
    int known = quick_truth(v);
    if (known >= 0) {
      *sp++ = Value::boolean(!known);
      NEXT();
    }
    CALL_OUT(truth(thread, v));
    if (UNLIKELY(result.is_signal())) {
      if (result.is_pending()) EXPECT(NotBool);
      goto signal;
    }
    *sp++ = Value::boolean(!result.integer);
    NEXT();
  }

// An operator with inline paths for two small ints (CHECKED: unless it overflows), two floats, or a
// mixture.
#define ARITHMETIC(name, overflow, operation)                                \
  XOP(name) {                                                                \
    Value a = sp[-2], b = sp[-1];                                            \
    if (a.is_int() && b.is_int()) {                                          \
      std::int64_t out;                                                      \
      if (!overflow(a.integer, b.integer, &out)) {                           \
        --sp;                                                                \
        sp[-1].integer = out;                                                \
        NEXT();                                                              \
      }                                                                      \
    } else if (a.is_float() && b.is_float()) {                               \
      --sp;                                                                  \
      sp[-1].number = a.number operation b.number;                           \
      NEXT();                                                                \
    } else if (a.is_int() && b.is_float()) {                                 \
      --sp;                                                                  \
      sp[-1] = Value::of(static_cast<double>(a.integer) operation b.number); \
      NEXT();                                                                \
    } else if (a.is_float() && b.is_int()) {                                 \
      --sp;                                                                  \
      sp[-1].number = a.number operation static_cast<double>(b.integer);     \
      NEXT();                                                                \
    }                                                                        \
    goto op_BinaryOp;                                                        \
  }
  XOP(Add) {
    Value a = sp[-2], b = sp[-1];
    if (a.is_int() && b.is_int()) {
      std::int64_t out;
      if (!__builtin_add_overflow(a.integer, b.integer, &out)) {
        --sp;
        sp[-1].integer = out;
        NEXT();
      }
    } else if (a.is_float() && b.is_float()) {
      --sp;
      sp[-1].number = a.number + b.number;
      NEXT();
    } else if (a.is_int() && b.is_float()) {
      --sp;
      sp[-1] = Value::of(static_cast<double>(a.integer) + b.number);
      NEXT();
    } else if (a.is_float() && b.is_int()) {
      --sp;
      sp[-1].number = a.number + static_cast<double>(b.integer);
      NEXT();
    } else if (is_exactly(a, types.str) && is_exactly(b, types.str)) {
      --sp;
      sp[-1] = Value::of(str_concat(process, a.as<Str>(), b.as<Str>()));
      NEXT();
    }
    goto op_BinaryOp;
  }
  ARITHMETIC(Subtract, __builtin_sub_overflow, -)
  ARITHMETIC(Multiply, __builtin_mul_overflow, *)
  XOP(AddFastFast) {
    Value a = locals[ip->arg], b = locals[ip->extra];
    std::int64_t out;
    if (a.is_int() && b.is_int() && !__builtin_add_overflow(a.integer, b.integer, &out)) {
      *sp++ = Value::of(out);
      SKIP(3);
    }
    if (a.is_float() && b.is_float()) {
      *sp++ = Value::of(a.number + b.number);
      SKIP(3);
    }
    *sp++ = a;
    NEXT();
  }
  XOP(MultiplyFastFast) {
    Value a = locals[ip->arg], b = locals[ip->extra];
    std::int64_t out;
    if (a.is_int() && b.is_int() && !__builtin_mul_overflow(a.integer, b.integer, &out)) {
      *sp++ = Value::of(out);
      SKIP(3);
    }
    if (a.is_float() && b.is_float()) {
      *sp++ = Value::of(a.number * b.number);
      SKIP(3);
    }
    *sp++ = a;
    NEXT();
  }
  XOP(AddFastConst) {
    Value a = locals[ip->arg], b = frame->code->constants[ip->extra];
    std::int64_t out;
    if (a.is_int() && b.is_int() && !__builtin_add_overflow(a.integer, b.integer, &out)) {
      *sp++ = Value::of(out);
      SKIP(3);
    }
    *sp++ = a;
    NEXT();
  }
  XOP(SubtractFastConst) {
    Value a = locals[ip->arg], b = frame->code->constants[ip->extra];
    std::int64_t out;
    if (a.is_int() && b.is_int() && !__builtin_sub_overflow(a.integer, b.integer, &out)) {
      *sp++ = Value::of(out);
      SKIP(3);
    }
    *sp++ = a;
    NEXT();
  }
  XOP(TrueDivide) {
    Value a = sp[-2], b = sp[-1];
    if (a.is_int() && b.is_int() && b.integer != 0 && exact_double(a.integer) &&
        exact_double(b.integer)) {
      --sp;
      sp[-1] = Value::of(static_cast<double>(a.integer) / static_cast<double>(b.integer));
      NEXT();
    }
    if (a.is_float() && b.is_float() && b.number != 0) {
      --sp;
      sp[-1].number = a.number / b.number;
      NEXT();
    }
    if (a.is_float() && b.is_int() && b.integer != 0) {
      --sp;
      sp[-1].number = a.number / static_cast<double>(b.integer);
      NEXT();
    }
    goto op_BinaryOp;
  }
  XOP(FloorDivide) {
    Value a = sp[-2], b = sp[-1];
    if (a.is_int() && b.is_int() && b.integer > 0) {
      std::int64_t quotient = a.integer / b.integer;
      if (a.integer % b.integer < 0) --quotient;
      --sp;
      sp[-1].integer = quotient;
      NEXT();
    }
    goto op_BinaryOp;
  }
  XOP(Remainder) {
    Value a = sp[-2], b = sp[-1];
    if (a.is_int() && b.is_int() && b.integer > 0) {
      std::int64_t rest = a.integer % b.integer;
      --sp;
      sp[-1].integer = rest < 0 ? rest + b.integer : rest;
      NEXT();
    }
    goto op_BinaryOp;
  }
#define BITWISE(name, operation)                      \
  XOP(name) {                                         \
    Value a = sp[-2], b = sp[-1];                     \
    if (a.is_int() && b.is_int()) {                   \
      --sp;                                           \
      sp[-1].integer = a.integer operation b.integer; \
      NEXT();                                         \
    }                                                 \
    goto op_BinaryOp;                                 \
  }
  BITWISE(And, &)
  BITWISE(Or, |)
  BITWISE(Xor, ^)
  XOP(LeftShift) {
    Value a = sp[-2], b = sp[-1];
    if (a.is_int() && b.is_int() && b.integer >= 0 && b.integer < 63) {
      std::int64_t out;
      if (!__builtin_mul_overflow(a.integer, std::int64_t{1} << b.integer, &out)) {
        --sp;
        sp[-1].integer = out;
        NEXT();
      }
    }
    goto op_BinaryOp;
  }
  XOP(RightShift) {
    Value a = sp[-2], b = sp[-1];
    if (a.is_int() && b.is_int() && b.integer >= 0) {
      --sp;
      sp[-1].integer = a.integer >> (b.integer < 63 ? b.integer : 63);
      NEXT();
    }
  }  // falls into BinaryOp
  OP(BinaryOp) {
    Value a = sp[-2], b = sp[-1];
    sp -= 2;
    CALL_OUT(binary_operation(thread, static_cast<BinaryOperator>(ip->arg), a, b));
    PUSH_RESULT();
  }
  XOP(CompareJumpIfFalse) {
    int known = quick_compare(sp[-2], sp[-1], static_cast<Comparison>(ip->arg));
    if (known < 0) goto op_CompareOp;
    sp -= 2;
    if (known) SKIP(2);
    JUMP(ip + 1);
  }
  XOP(CompareFastConstJumpIfFalse) {
    int known = quick_compare(locals[ip->arg], frame->code->constants[ip->extra],
                              static_cast<Comparison>(ip[2].arg));
    if (known >= 0) {
      if (known) SKIP(4);
      JUMP(ip + 3);
    }
    *sp++ = locals[ip->arg];
    NEXT();
  }
  XOP(CompareFastFastJumpIfFalse) {
    int known =
        quick_compare(locals[ip->arg], locals[ip->extra], static_cast<Comparison>(ip[2].arg));
    if (known >= 0) {
      if (known) SKIP(4);
      JUMP(ip + 3);
    }
    *sp++ = locals[ip->arg];
    NEXT();
  }
  OP(CompareOp) {
    Value a = sp[-2], b = sp[-1];
    auto op = static_cast<Comparison>(ip->arg);
    sp -= 2;
    int known = quick_compare(a, b, op);
    if (known < 0 && is_exactly(a, types.str) && is_exactly(b, types.str)) {
      if (op == Comparison::Equal) known = str_equal(a.as<Str>(), b.as<Str>());
      if (op == Comparison::NotEqual) known = !str_equal(a.as<Str>(), b.as<Str>());
    }
    if (known >= 0) {
      *sp++ = Value::boolean(known);
      NEXT();
    }
    CALL_OUT(compare(thread, a, b, op));
    PUSH_RESULT();
  }
  OP(IsOp) {
    sp -= 2;
    bool same = identical(sp[0], sp[1]);
    *sp++ = Value::boolean(same != static_cast<bool>(ip->arg));
    NEXT();
  }
  OP(ContainsOp) {
    Value item = sp[-2], container = sp[-1];
    sp -= 2;
    CALL_OUT(contains(thread, container, item));
    if (UNLIKELY(result.is_signal())) {
      if (result.is_pending() && ip->arg) EXPECT(NotBool);
      goto signal;
    }
    *sp++ = Value::boolean(static_cast<bool>(result.integer) != static_cast<bool>(ip->arg));
    NEXT();
  }

  // ---------------------------------------------------------------- jumps
  OP(JumpForward) {
    JUMP(ip);
  }
  OP(JumpBackwardNoInterrupt) {
    JUMP(ip);
  }
  OP(JumpBackward) {
    if (UNLIKELY(acc >= thread.deadline)) goto safe_point_before;
    JUMP(ip);
  }
  OP(PopJumpIfFalse) {
    int known = quick_truth(sp[-1]);
    if (known < 0) goto general_truth;
    --sp;
    if (known) NEXT();
    JUMP(ip);
  }
  OP(PopJumpIfTrue) {
    int known = quick_truth(sp[-1]);
    if (known < 0) goto general_truth;
    --sp;
    if (!known) NEXT();
    JUMP(ip);
  }
general_truth:
  CALL_OUT(truth(thread, sp[-1]));
  if (UNLIKELY(result.is_signal())) {
    if (result.is_pending()) EXPECT(Truth);
    goto signal;
  }
  sp[-1] = result;
  DISPATCH();
  OP(PopJumpIfNone) {
    if (!(--sp)->is_none()) NEXT();
    JUMP(ip);
  }
  OP(PopJumpIfNotNone) {
    if ((--sp)->is_none()) NEXT();
    JUMP(ip);
  }

  // ---------------------------------------------------------------- iteration, generators,
  // coroutines
  OP(GetIter) {
    Value iterable = *--sp;
    CALL_OUT(get_iterator(thread, iterable));
    PUSH_RESULT();
  }
  OP(GetYieldFromIter) {
    Value iterable = sp[-1];
    if (is_exactly(iterable, types.generator)) NEXT();
    if (is_exactly(iterable, types.coroutine)) {
      if (frame->code->flags & (bytecode::kCoroutine | bytecode::kIterableCoroutine)) NEXT();
      raise(thread, types.TypeError,
            "cannot 'yield from' a coroutine object in a non-coroutine generator");
      goto error;
    }
    --sp;
    CALL_OUT(get_iterator(thread, iterable));
    PUSH_RESULT();
  }
  XOP(ForIterStoreFast) {
    Value v = quick_next(types, sp[-1]);
    if (v.is_nothing()) goto for_iter_exhausted;
    if (v.is_null()) goto op_ForIter;
    locals[ip[1].arg] = v;
    SKIP(2);
  }
  OP(ForIter) {
    Value iterator = sp[-1];
    Value v = quick_next(types, iterator);
    if (v.is_null()) {
      if (is_exactly(iterator, types.generator)) {
        CALL_OUT(generator_send(thread, iterator.as<Generator>(), Value::none()));
      } else {
        CALL_OUT(iter_next(thread, iterator));
      }
      if (result.is_pending()) {
        EXPECT(ForIter);
        goto enter_top;
      }
      if (result.is_null()) {
        if (thread.top == frame && pending_is(thread, types.StopIteration)) {
          take_exception(thread);
          goto for_iter_exhausted;
        }
        goto error;
      }
      v = result;
    }
    if (v.is_nothing()) goto for_iter_exhausted;
    *sp++ = v;
    NEXT();
  }
for_iter_exhausted:
  --sp;
  JUMP(ip);
  OP(GetAwaitable) {
    Value v = *--sp;
    CALL_OUT(get_awaitable(thread, v, ip->arg));
    PUSH_RESULT();
  }
  OP(GetAiter) {
    Value v = *--sp;
    CALL_OUT(get_async_iterator(thread, v));
    PUSH_RESULT();
  }
  OP(GetAnext) {
    CALL_OUT(get_async_next(thread, sp[-1]));
    PUSH_RESULT();
  }
  OP(Send) {
    Value receiver = sp[-2], v = *--sp;
    if (is_exactly(receiver, types.coroutine) || is_exactly(receiver, types.generator)) {
      CALL_OUT(generator_send(thread, receiver.as<Generator>(), v));
    } else if (is_exactly(receiver, types.async_generator_step)) {
      CALL_OUT(async_step_send(thread, receiver.as<AsyncGeneratorStep>(), v));
    } else if (v.is_none()) {
      thread.stop_value = Value::none();  // What an iterator that says no more returns.
      CALL_OUT(iter_next(thread, receiver));
    } else {
      CALL_OUT(call_method(thread, receiver, process.name_of(Name::send), &v, 1));
    }
    if (result.is_pending()) {
      EXPECT(Send);
      goto enter_top;
    }
    if (result.is_null() && thread.top == frame && pending_is(thread, types.StopIteration)) {
      thread.stop_value = stop_iteration_value(take_exception(thread));
      result = Value::nothing();
    }
    if (result.is_nothing()) {
      *sp++ = thread.stop_value;
      JUMP(ip);
    }
    PUSH_RESULT();
  }
  OP(YieldValue) {
    result = *--sp;
    SYNC();
    suspend_generator(thread, frame->generator);
    goto deliver;
  }
  OP(ReturnGenerator) {
    SYNC();
    result = Value::of(make_generator(thread, frame));
    goto deliver;
  }
  OP(EndAsyncFor) {
    Value exception = sp[-1];
    if (is_subtype(exception.object()->type, types.StopAsyncIteration)) {
      sp -= 2;
      NEXT();
    }
    --sp;
    thread.exception = exception;
    goto unwind;
  }
  OP(CleanupThrow) {
    Value exception = sp[-1];
    if (!is_subtype(exception.object()->type, types.StopIteration)) {
      --sp;
      thread.exception = exception;
      goto unwind;
    }
    sp -= 3;
    *sp++ = Value::none();
    *sp++ = stop_iteration_value(exception);
    NEXT();
  }
  OP(ReturnConst) {
    result = frame->code->constants[ip->arg];
    goto return_result;
  }
  OP(ReturnValue) {
    result = *--sp;
  }
return_result:
  SYNC();
  if (UNLIKELY(frame->frame_object != nullptr)) detach_frame(*thread.process, frame);
  if (frame->generator) {
    finish_generator(thread, frame->generator);
    thread.stop_value = result;
    result = Value::nothing();
    goto deliver;
  }
  --thread.depth;
  pop_frame(thread);
  if (thread.top->kind != FrameKind::Python || thread.top->landing != Landing::Push) goto deliver;
  LOAD_FRAME();
  *sp++ = result;
  NEXT();

  // ---------------------------------------------------------------- calls
  OP(KwNames) {
    kwnames = frame->code->constants[ip->arg].as<Tuple>();
    NEXT();
  }
  OP(Call) {
    Value* base = sp - ip->arg - 2;
  call_again:
    Value callable = base[0];
    bool bound = !base[1].is_null();
    Value* args = base + 2 - bound;
    auto positional = static_cast<std::uint32_t>(ip->arg + bound);
    Tuple* names = kwnames;
    if (UNLIKELY(names != nullptr)) positional -= names->length;
    if (UNLIKELY(!callable.is_object())) {
      kwnames = nullptr;
      sp = base;
      CALL_OUT(call(thread, callable, args, positional, names));
      goto error;
    }
    Type* type = callable.object()->type;
    if (type == types.function) {
      kwnames = nullptr;
      Function* function = callable.as<Function>();
      CodeObject* code = function->code;
      sp = base;
      SYNC();
      if (code->simple_arguments && !names && positional == code->argument_count) {
        PythonFrame* callee = push_python_frame(thread, function);
        if (UNLIKELY(!callee)) goto error;
        for (std::uint32_t i = 0; i < positional; ++i) callee->slots[i] = args[i];
        acc = thread.clock;
        frame = callee;
        ip = code->instructions;
        sp = callee->stack;
        locals = callee->slots;
        DISPATCH();
      }
      if (UNLIKELY(!bind_python_call(thread, function, args, positional, names))) goto error;
      LOAD_FRAME();
      NEXT();
    }
    if (type == types.method && !bound) {
      auto* method = callable.as<Method>();
      base[0] = method->function;
      base[1] = method->self;
      goto call_again;
    }
    kwnames = nullptr;
    if (type == types.native_function) {
      auto* function = callable.as<NativeFunction>();
      if (!function->self.is_null()) {
        if (bound) goto call_generic;
        base[1] = function->self;
        args = base + 1;
        ++positional;
      }
      sp = base;
      CALL_OUT(call_native(thread, function, args, positional, names));
      goto call_done;
    }
    if (type == types.method_descriptor && bound) {
      sp = base;
      CALL_OUT(call_native(thread, callable.as<NativeFunction>(), args, positional, names));
      goto call_done;
    }
    if (type == types.type && !bound) {
      InlineCache* cache = ip->cache;
      auto* cls = callable.as<Type>();
      bool known = cache->kind == CacheKind::Constructor && cache->owner == callable.object() &&
                   cache->version == cls->version;
      if (UNLIKELY(!known)) known = fill_constructor_cache(thread, cache, cls);
      if (known && (!cache->value.is_null() || (positional == 0 && !names))) {
        Value instance = Value::of(allocate_instance(process, cls));
        base[0] = instance;
        sp = base + 1;
        if (cache->value.is_null()) NEXT();
        base[1] = instance;
        SYNC();
        EXPECT(Init);
        if (UNLIKELY(!bind_python_call(thread, cache->value.as<Function>(), base + 1,
                                       positional + 1, names)))
          goto error;
        LOAD_FRAME();
        NEXT();
      }
    }
  call_generic:
    sp = base;
    CALL_OUT(call(thread, callable, args, positional, names));
  }
call_done:
  if (UNLIKELY(result.is_signal())) goto signal;
  *sp++ = result;
  if (UNLIKELY(acc >= thread.deadline)) goto safe_point_after;
  NEXT();
  OP(CallFunctionEx) {
    Value kwargs = ip->arg & 1 ? *--sp : Value::null();
    sp -= 3;
    CALL_OUT(call_unpacked(thread, sp[0], sp[2], kwargs));
    goto call_done;
  }
  OP(MakeFunction) {
    Value function = make_function(thread, frame, sp, ip->arg);
    *sp++ = function;
    NEXT();
  }
  OP(LoadBuildClass) {
    *sp++ = dict_get(frame->builtins, intern(process, "__build_class__"));
    NEXT();
  }
  OP(CallIntrinsic1) {
    Value v = *--sp;
    CALL_OUT(intrinsic1(thread, frame, static_cast<bytecode::Intrinsic1>(ip->arg), v));
    PUSH_RESULT();
  }
  OP(CallIntrinsic2) {
    sp -= 2;
    CALL_OUT(intrinsic2(thread, static_cast<bytecode::Intrinsic2>(ip->arg), sp[0], sp[1]));
    PUSH_RESULT();
  }

  // ---------------------------------------------------------------- building
  OP(BuildTuple) {
    sp -= ip->arg;
    Value tuple = Value::of(ip->arg ? new_tuple(process, sp, static_cast<std::uint32_t>(ip->arg))
                                    : process.empty_tuple);
    *sp++ = tuple;
    NEXT();
  }
  OP(BuildList) {
    sp -= ip->arg;
    Value list = Value::of(new_list(process, sp, static_cast<std::uint32_t>(ip->arg)));
    *sp++ = list;
    NEXT();
  }
  OP(BuildSet) {
    Set* set = new_set(process, types.set);
    SYNC();
    for (std::int32_t i = ip->arg; i > 0; --i) {
      if (UNLIKELY(!set_add(thread, set, sp[-i]))) goto error;
    }
    UNSYNC();
    sp -= ip->arg;
    *sp++ = Value::of(set);
    NEXT();
  }
  OP(BuildMap) {
    Dict* dict = new_dict(process, static_cast<std::uint32_t>(ip->arg));
    SYNC();
    for (std::int32_t i = ip->arg; i > 0; --i) {
      if (UNLIKELY(!dict_set(thread, dict, sp[-2 * i], sp[-2 * i + 1]))) goto error;
    }
    UNSYNC();
    sp -= 2 * ip->arg;
    *sp++ = Value::of(dict);
    NEXT();
  }
  OP(BuildConstKeyMap) {
    auto* keys = (--sp)->as<Tuple>();
    Dict* dict = new_dict(process, keys->length);
    sp -= ip->arg;
    SYNC();
    for (std::int32_t i = 0; i < ip->arg; ++i) {
      if (UNLIKELY(!dict_set(thread, dict, keys->items[i], sp[i]))) goto error;
    }
    UNSYNC();
    *sp++ = Value::of(dict);
    NEXT();
  }
  OP(BuildString) {
    sp -= ip->arg;
    Value text = build_string(thread, sp, static_cast<std::uint32_t>(ip->arg));
    *sp++ = text;
    NEXT();
  }
  OP(BuildSlice) {
    sp -= ip->arg;
    Value slice = Value::of(new_slice(process, sp[0], sp[1], ip->arg == 3 ? sp[2] : Value::none()));
    *sp++ = slice;
    NEXT();
  }
  OP(ListAppend) {
    Value v = *--sp;
    auto* list = sp[-ip->arg].as<List>();
    if (list->length < list->capacity) {
      list->items[list->length++] = v;
    } else {
      list_append(process, list, v);
    }
    NEXT();
  }
  OP(SetAdd) {
    Value v = *--sp;
    SYNC();
    if (UNLIKELY(!set_add(thread, sp[-ip->arg].as<Set>(), v))) goto error;
    UNSYNC();
    NEXT();
  }
  OP(MapAdd) {
    sp -= 2;
    SYNC();
    if (UNLIKELY(!dict_set(thread, sp[-ip->arg].as<Dict>(), sp[0], sp[1]))) goto error;
    UNSYNC();
    NEXT();
  }
  OP(ListExtend) {
    Value v = *--sp;
    CALL_OUT(extend_list(thread, sp[-ip->arg].as<List>(), v));
    DROP_RESULT();
  }
  OP(SetUpdate) {
    Value v = *--sp;
    CALL_OUT(update_set(thread, sp[-ip->arg].as<Set>(), v));
    DROP_RESULT();
  }
  OP(DictUpdate) {
    Value v = *--sp;
    CALL_OUT(update_dict(thread, sp[-ip->arg].as<Dict>(), v));
    DROP_RESULT();
  }
  OP(DictMerge) {
    Value v = *--sp;
    Value callable = sp[-ip->arg - 3];  // [callable, null, args, dict]
    CALL_OUT(merge_keywords(thread, sp[-ip->arg].as<Dict>(), v, callable));
    DROP_RESULT();
  }
  OP(UnpackSequence) {
    Value v = *--sp;
    auto count = static_cast<std::uint32_t>(ip->arg);
    const Value* items = nullptr;
    if (is_exactly(v, types.tuple) && v.as<Tuple>()->length == count) items = v.as<Tuple>()->items;
    if (is_exactly(v, types.list) && v.as<List>()->length == count) items = v.as<List>()->items;
    if (items) {
      for (std::uint32_t i = count; i-- > 0;) *sp++ = items[i];
      NEXT();
    }
    CALL_OUT(unpack(thread, v, ip->arg, -1));
    goto unpacked;
  }
  OP(UnpackEx) {
    Value v = *--sp;
    CALL_OUT(unpack(thread, v, ip->arg & 0xff, ip->arg >> 8));
  }
unpacked:
  if (UNLIKELY(result.is_signal())) {
    if (result.is_pending()) EXPECT(Unpack);
    goto signal;
  }
  {
    auto* tuple = result.as<Tuple>();
    for (std::uint32_t i = tuple->length; i-- > 0;) *sp++ = tuple->items[i];
    NEXT();
  }
  OP(FormatValue) {
    Value spec = ip->arg & 4 ? *--sp : Value::null();
    Value v = *--sp;
    CALL_OUT(format_field(thread, v, ip->arg & 3, spec));
    PUSH_RESULT();
  }

  // ---------------------------------------------------------------- exceptions and with
  OP(RaiseVarargs) {
    if (ip->arg == 0) {  // its traceback goes on as it is
      bool active = !handled_exception(thread).is_none();
      reraise_active(thread);
      if (active) goto unwind_here;
      goto error;
    }
    Value cause = ip->arg == 2 ? *--sp : Value::null();
    Value exception = *--sp;
    CALL_OUT(raise_statement(thread, exception, cause));
    goto signal;
  }
  OP(PushExcInfo) {
    HandledException& handled = innermost_handled(thread);
    Value exception = sp[-1];
    sp[-1] = handled.exception.is_null() ? Value::none() : handled.exception;
    *sp++ = exception;
    handled.exception = exception;
    NEXT();
  }
  OP(PopExcept) {
    innermost_handled(thread).exception = *--sp;
    NEXT();
  }
  OP(CheckExcMatch) {
    Value pattern = *--sp;
    CALL_OUT(exception_matches(thread, sp[-1], pattern));
    PUSH_RESULT();
  }
  OP(CheckEgMatch) {
    Value exception = sp[-2], pattern = sp[-1], rest, match;
    SYNC();
    result = match_exception_group(thread, exception, pattern, &rest, &match);
    UNSYNC();
    if (UNLIKELY(result.is_null())) goto error;
    sp[-2] = rest;
    sp[-1] = match;
    if (!match.is_none()) innermost_handled(thread).exception = match;
    NEXT();
  }
  OP(Reraise) {
    Value exception = *--sp;
    thread.exception = exception;
    goto unwind_here;
  }
  OP(BeforeWith) {
    Value manager = sp[-1];
    CALL_OUT(context_method(thread, manager, Name::enter, false));
    if (result.is_null()) goto error;
    Value enter = result;
    CALL_OUT(context_method(thread, manager, Name::exit, false));
    if (result.is_null()) goto error;
    sp[-1] = result;
    CALL_OUT(call(thread, enter, nullptr, 0));
    PUSH_RESULT();
  }
  OP(BeforeAsyncWith) {
    Value manager = sp[-1];
    CALL_OUT(context_method(thread, manager, Name::aenter, true));
    if (result.is_null()) goto error;
    Value enter = result;
    CALL_OUT(context_method(thread, manager, Name::aexit, true));
    if (result.is_null()) goto error;
    sp[-1] = result;
    CALL_OUT(call(thread, enter, nullptr, 0));
    PUSH_RESULT();
  }
  OP(WithExceptStart) {
    Value exception = sp[-1];
    Value args[] = {Value::of(exception.object()->type), exception,
                    exception.as<Exception>()->traceback};
    if (args[2].is_null()) args[2] = Value::none();
    CALL_OUT(call(thread, sp[-4], args, 3));
    PUSH_RESULT();
  }
  OP(LoadAssertionError) {
    *sp++ = Value::of(types.AssertionError);
    NEXT();
  }
  OP(SetupAnnotations) {
    Str* name = process.name_of(Name::annotations);
    if (is_dict(frame->locals) && dict_get(frame->locals.as<Dict>(), name).is_nothing()) {
      dict_set(process, frame->locals.as<Dict>(), name, Value::of(new_dict(process)));
    }
    NEXT();
  }

  // ---------------------------------------------------------------- imports
  OP(ImportName) {
    sp -= 2;
    CALL_OUT(
        import_name(thread, frame->code->names[ip->arg], frame->globals, sp[1], sp[0].integer));
    PUSH_RESULT();
  }
  OP(ImportFrom) {
    CALL_OUT(import_from(thread, sp[-1], frame->code->names[ip->arg]));
    PUSH_RESULT();
  }

  // ---------------------------------------------------------------- match
  OP(GetLen) {
    CALL_OUT(length(thread, sp[-1]));
    PUSH_RESULT();
  }
  OP(MatchMapping) {
    *sp = Value::boolean((type_of(process, sp[-1])->type_flags & kMappingPattern) != 0);
    ++sp;
    NEXT();
  }
  OP(MatchSequence) {
    *sp = Value::boolean((type_of(process, sp[-1])->type_flags & kSequencePattern) != 0);
    ++sp;
    NEXT();
  }
  OP(MatchKeys) {
    CALL_OUT(match_keys(thread, sp[-2], sp[-1].as<Tuple>()));
    PUSH_RESULT();
  }
  OP(MatchClass) {
    sp -= 3;
    CALL_OUT(match_class(thread, sp[0], sp[1], ip->arg, sp[2].as<Tuple>()));
    PUSH_RESULT();
  }

// ---------------------------------------------------------------- safe points
// The current instruction has not been executed: it will be, when the thread runs again.
safe_point_before:
  frame->ip = ip - 1;
  frame->sp = sp;
  thread.clock = acc + frame->code->clock_prefix[INDEX()];
  return Exit::Budget;
safe_point_after:
  SYNC();
  return Exit::Budget;

// ---------------------------------------------------------------- results that are not there yet,
// errors
signal:
  if (result.is_pending()) goto enter_top;
  GILSCOPE_CHECK(result.is_null(), "an operation answers with a value, Null or Pending");
error:
  // Raised in a frame that the operation pushed (throw into a generator), not in this one.
  if (thread.top != frame) goto unwind_top;
  SYNC();
  if (!frame->hidden) {
    add_traceback(thread, frame->code, frame->globals, static_cast<std::int32_t>(INDEX()),
                  line_of(frame->code, static_cast<std::int32_t>(INDEX())), frame->frame_object);
  }
  goto unwind_here;
unwind:
unwind_here:
  kwnames = nullptr;
  SYNC();
  frame->landing = Landing::Push;
  if (const bytecode::ExceptionEntry* handler =
          find_handler(frame->code, static_cast<std::uint32_t>(INDEX()))) {
    sp = frame->stack + handler->depth;
    if (handler->push_lasti) *sp++ = Value::of(std::int64_t{INDEX()});
    *sp++ = thread.exception;
    thread.exception = Value::null();
    acc = thread.clock - frame->code->clock_prefix[handler->target];
    ip = frame->code->instructions + handler->target;
    DISPATCH();
  }
  if (frame->frame_object) detach_frame(*thread.process, frame);
  if (frame->generator) {
    finish_generator(thread, frame->generator);
  } else {
    --thread.depth;
    pop_frame(thread);
  }

// The exception goes to the frame that is on top now, as what its callee did.
raise_into_top:
  switch (thread.top->kind) {
    case FrameKind::Python: {
      LOAD_FRAME();
      bool loop = frame->landing == Landing::ForIter, send = frame->landing == Landing::Send;
      if ((loop || send) && pending_is(thread, types.StopIteration)) {
        frame->landing = Landing::Push;
        Value exception = take_exception(thread);
        if (loop) goto for_iter_exhausted;
        *sp++ = stop_iteration_value(exception);
        JUMP(ip);
      }
      goto error;
    }
    case FrameKind::Native:
      input = Value::null();
      if (static_cast<NativeFrame*>(thread.top)->awaits_next &&
          pending_is(thread, types.StopIteration)) {
        thread.stop_value = stop_iteration_value(take_exception(thread));
        input = Value::nothing();
      }
      goto step_native;
    case FrameKind::Boundary: pop_frame(thread); return Exit::Raised;
  }

unwind_top:
  if (thread.top->kind == FrameKind::Python) {
    LOAD_FRAME();
    goto error;
  }
  pop_frame(thread);
  goto raise_into_top;

// ---------------------------------------------------------------- frames of both kinds
// Goes on with the top frame: fresh, or stopped at a safe point, or waking up.
enter_top:
  if (thread.top->kind == FrameKind::Python) {
    LOAD_FRAME();
    if (UNLIKELY(thread.async_exception_set)) goto asynchronous;
    NEXT();
  }
  input = static_cast<NativeFrame*>(thread.top)->started ? Value::none() : Value::null();
  if (UNLIKELY(thread.async_exception_set)) {
    thread.exception = thread.async_exception;
    thread.async_exception_set = false;
    pop_frame(thread);
    goto raise_into_top;
  }
step_native : {
  auto* native = static_cast<NativeFrame*>(thread.top);
  native->started = true;
  result = native->ops->step(thread, *native, input);
  if (result.is_pending()) goto enter_top;
  if (result.is_blocked()) return Exit::Blocked;
  if (result.is_null() && thread.top != native) goto unwind_top;
  pop_frame(thread);
  if (result.is_null()) goto raise_into_top;
}

// `result` goes to the frame that is on top now. Nothing: an iterator is exhausted.
deliver:
  switch (thread.top->kind) {
    case FrameKind::Native: input = result; goto step_native;
    case FrameKind::Boundary:
      pop_frame(thread);
      thread.result = result;
      return Exit::Returned;
    case FrameKind::Python: break;
  }
  LOAD_FRAME();
  {
    Landing landing = frame->landing;
    frame->landing = Landing::Push;
    if (UNLIKELY(result.is_nothing()) && landing != Landing::ForIter && landing != Landing::Send) {
      raise_stop_iteration(thread, thread.stop_value);
      goto error;
    }
    switch (landing) {
      case Landing::Push:
      case Landing::Bool: *sp++ = result; break;
      case Landing::Discard: break;
      case Landing::NotBool: *sp++ = Value::boolean(!result.integer); break;
      case Landing::Method:
        *sp++ = result;
        *sp++ = Value::null();
        break;
      case Landing::ForIter:
        if (result.is_nothing()) goto for_iter_exhausted;
        *sp++ = result;
        break;
      case Landing::Send:
        if (result.is_nothing()) {
          *sp++ = thread.stop_value;
          JUMP(ip);
        }
        *sp++ = result;
        break;
      case Landing::Init:
        if (!result.is_none()) {
          raise(thread, types.TypeError, "__init__() should return None, not '%s'",
                type_name(process, result).c_str());
          goto error;
        }
        break;
      case Landing::Unpack: {
        auto* tuple = result.as<Tuple>();
        for (std::uint32_t i = tuple->length; i-- > 0;) *sp++ = tuple->items[i];
        break;
      }
      case Landing::Truth: sp[-1] = result; DISPATCH();
    }
  }
  if (UNLIKELY(acc >= thread.deadline)) goto safe_point_after;
  NEXT();

asynchronous:
  thread.async_exception_set = false;
  raise_value(thread, thread.async_exception);
  goto error;
}

// ---------------------------------------------------------------- entries

// A function that another thread wants this one to call (a signal's handler), between two instructions.
static void call_asynchronous(Thread& thread) {
  thread.async_exception_set = false;
  Value saved = take_exception(thread);
  if (call_nested(thread, thread.async_exception, nullptr, 0).is_null()) {
    thread.async_exception = take_exception(thread);
    thread.async_exception_set = true;
  }
  thread.exception = saved;
}

Stop run(Thread& thread, Nanos budget) {
  Process& process = *thread.process;
  collect_if_wanted(process);
  if (has_doomed(process)) run_finalizers(thread);
  if (thread.async_exception_set && !is_exception(thread.async_exception)) call_asynchronous(thread);
  if (process.heap.over_limit() && !thread.async_exception_set) {
    raise_memory_error(thread);
    thread.async_exception = take_exception(thread);
    thread.async_exception_set = true;
  }
  thread.deadline = thread.clock + clock_of(budget);
  switch (interpret(thread)) {
    case Exit::Budget: return Stop::Budget;
    case Exit::Blocked: return Stop::Blocked;
    case Exit::Returned: return Stop::Finished;
    case Exit::Raised: break;
  }
  return Stop::Raised;
}

static constexpr Nanos kNestedMax =
    60 * kSecond;  // a __eq__ or a sort that takes longer has gone wrong

static Value run_nested(Thread& thread) {
  std::int64_t deadline = thread.deadline, start = thread.clock;
  ++thread.nested;
  Value out;
  for (;;) {
    thread.deadline = thread.clock + clock_of(kMillisecond);
    Exit exit = interpret(thread);
    if (exit == Exit::Returned) out = thread.result;
    if (exit == Exit::Returned || exit == Exit::Raised) break;
    bool lost = exit == Exit::Blocked || thread.stop_requested ||
                thread.clock - start > clock_of(kNestedMax);
    if (!lost) continue;
    Value error =
        raise(thread, thread.process->types.RuntimeError,
              exit == Exit::Blocked
                  ? "cannot block inside a comparison, hash or repr that built-in code calls"
                  : "a comparison, hash or repr that built-in code calls does not end");
    static_cast<void>(error);
    thread.async_exception = take_exception(thread);
    thread.async_exception_set = true;
  }
  --thread.nested;
  thread.deadline = deadline;
  return out;
}

static Frame* push_boundary(Thread& thread) {
  Frame* boundary = push_raw_frame(thread, sizeof(Frame));
  boundary->kind = FrameKind::Boundary;
  return boundary;
}

Value call_nested(Thread& thread, Value callable, const Value* args, std::uint32_t count) {
  if (thread.nested > 40) {
    return raise(thread, thread.process->types.RecursionError,
                 "maximum recursion depth exceeded in comparison");
  }
  Frame* boundary = push_boundary(thread);
  Value v = call(thread, callable, args, count);
  if (v.is_pending()) return run_nested(thread);
  GILSCOPE_CHECK(thread.top == boundary, "a call that is done has left no frames");
  pop_frame(thread);
  return v;
}

// The pushed frames deliver to `before`: a boundary is slid in between.
Value finish_nested(Thread& thread, Frame* before, Value maybe_pending) {
  if (!maybe_pending.is_pending()) return maybe_pending;
  Frame* lowest = thread.top;
  while (lowest->previous != before) lowest = lowest->previous;
  auto* boundary = static_cast<Frame*>(thread.process->heap.allocate(sizeof(Frame)));
  *boundary = Frame{before, FrameKind::Boundary, Landing::Push, true, false, 0};
  lowest->previous = boundary;
  Value out = run_nested(thread);
  thread.process->heap.free_buffer(boundary);
  return out;
}

}  // namespace gilscope
