// `int.__add__`, `list.__len__`: a built-in's slots as attributes of its class. The wrapper keeps
// its class in NativeFunction::owner, and calls that class's slot.
#include <cstring>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/object_type.h"
#include "vm/slots.h"
#include "vm/str.h"

namespace gilscope {

namespace {

// One NativeMethod per dunder, so that a wrapper knows what it wraps.
struct WrapperMethods {
  NativeMethod methods[sizeof(int) * 32];
};

const char* signature_of(DunderShape shape) {
  switch (shape) {
    case DunderShape::Call: return "self, /, *args, **kwargs";
    case DunderShape::Self:
    case DunderShape::Unary:
    case DunderShape::Next: return "self, /";
    case DunderShape::Get: return "self, instance, owner=None, /";
    case DunderShape::Set: return "self, instance, value, /";
    case DunderShape::Delete: return "self, instance, /";
    case DunderShape::SetItem:
    case DunderShape::SetAttr: return "self, key, value, /";
    case DunderShape::Contains:
    case DunderShape::SelfArg:
    case DunderShape::DelItem: return "self, key, /";
    case DunderShape::GetAttribute:
    case DunderShape::GetAttr:
    case DunderShape::DelAttr: return "self, name, /";
    default: return "self, value, /";
  }
}

Value never_called(Thread& thread, const Value*) {
  return raise(thread, thread.process->types.SystemError, "slot wrapper called without its slot");
}

const NativeMethod* wrapper_method(const DunderInfo* info) {
  static const WrapperMethods table = [] {
    WrapperMethods t{};
    for (std::size_t i = 0; i < kDunderCount; ++i)
      t.methods[i] = NativeMethod{kDunders[i].text, signature_of(kDunders[i].shape), never_called};
    return t;
  }();
  static_assert(sizeof(WrapperMethods) / sizeof(NativeMethod) >= 96);
  return &table.methods[info - kDunders];
}

const DunderInfo* info_of(const NativeFunction* wrapper) {
  return kDunders + (wrapper->method - wrapper_method(kDunders));
}

// --- which dunders a slot of a built-in gives it

constexpr std::uint32_t bit(BinaryOperator op) {
  return 1u << static_cast<int>(op);
}

bool has_slot(const Type* type, const DunderInfo& info) {
  const Slots& s = type->slots;
  switch (info.slot) {
#define SLOT(member)   \
  case SlotId::member: \
    return s.member != nullptr;
#define DUNDER(name_field, text, member, shape, detail)
#include "vm/slots.def"
#undef SLOT
#undef DUNDER
    default: return false;
  }
}

constexpr std::uint32_t kArithmetic =
    bit(BinaryOperator::Add) | bit(BinaryOperator::Subtract) | bit(BinaryOperator::Multiply) |
    bit(BinaryOperator::TrueDivide) | bit(BinaryOperator::FloorDivide) |
    bit(BinaryOperator::Remainder) | bit(BinaryOperator::Power);
constexpr std::uint32_t kLogic =
    bit(BinaryOperator::And) | bit(BinaryOperator::Or) | bit(BinaryOperator::Xor);
constexpr std::uint32_t kShifts = bit(BinaryOperator::LeftShift) | bit(BinaryOperator::RightShift);
constexpr std::uint32_t kSetOperators = kLogic | bit(BinaryOperator::Subtract);
constexpr std::uint32_t kSequence = bit(BinaryOperator::Add) | bit(BinaryOperator::Multiply);

std::uint32_t operators_of(Process& process, const Type* type) {
  const Types& t = process.types;
  if (type->operators) return type->operators;
  if (type == t.int_) return kArithmetic | kLogic | kShifts;
  if (type == t.bool_) return kLogic;
  if (type == t.float_) return kArithmetic;
  if (type == t.complex_)
    return kArithmetic & ~(bit(BinaryOperator::FloorDivide) | bit(BinaryOperator::Remainder));
  if (type == t.tuple || type == t.list) return kSequence;
  if (type == t.str || type == t.bytes || type == t.bytearray)
    return kSequence | bit(BinaryOperator::Remainder);
  if (type == t.dict || type == t.mappingproxy || type == t.type || type == t.union_type ||
      type == t.generic_alias || type == t.none)
    return bit(BinaryOperator::Or);
  if (type == t.set || type == t.frozenset || type == t.dict_keys || type == t.dict_items)
    return kSetOperators;
  return ~0u;
}

bool offers(Process& process, const Type* type, const DunderInfo& info) {
  if (!has_slot(type, info)) return false;
  const Types& t = process.types;
  bool sequence =
      type == t.tuple || type == t.list || type == t.str || type == t.bytes || type == t.bytearray;
  switch (info.shape) {
    case DunderShape::GetAttr: return false;  // the slot is __getattribute__
    case DunderShape::Inplace:
      if (type->operators) return type->operators >> info.detail & 1;
      [[fallthrough]];
    case DunderShape::Binary: return operators_of(process, type) >> (info.detail % 13) & 1;
    case DunderShape::ReflectedBinary:
      if (sequence && info.detail == int(BinaryOperator::Add)) return false;
      return operators_of(process, type) >> info.detail & 1;
    case DunderShape::Unary:
      if (type == t.complex_) return info.detail != int(UnaryOperator::Invert);
      if (type == t.float_) return info.detail != int(UnaryOperator::Invert);
      if (type == t.bool_) return info.detail == int(UnaryOperator::Invert);
      return true;
    default: return true;
  }
}

// --- calls

Value wrong_argument_count(Thread& thread, std::uint32_t expected, std::uint32_t given) {
  return raise(thread, thread.process->types.TypeError, "expected %u argument%s, got %u", expected,
               expected == 1 ? "" : "s", given);
}

bool takes(Thread& thread, std::uint32_t expected, std::uint32_t given) {
  if (expected == given) return true;
  wrong_argument_count(thread, expected, given);
  return false;
}

Value self_slot(Thread& thread, const Slots& slots, SlotId id, Value self) {
  switch (id) {
    case SlotId::iter: return slots.iter(thread, self);
    case SlotId::repr: return slots.repr(thread, self);
    case SlotId::str: return slots.str(thread, self);
    case SlotId::hash: return slots.hash(thread, self);
    case SlotId::boolean: return slots.boolean(thread, self);
    case SlotId::length: return slots.length(thread, self);
    case SlotId::index: return slots.index(thread, self);
    case SlotId::to_int: return slots.to_int(thread, self);
    case SlotId::to_float: return slots.to_float(thread, self);
    case SlotId::await: return slots.await(thread, self);
    case SlotId::aiter: return slots.aiter(thread, self);
    default: return slots.anext(thread, self);
  }
}

Value next_or_stop(Thread& thread, Value item) {
  if (!item.is_nothing()) return item;
  Value value = thread.stop_value.is_null() ? Value::none() : thread.stop_value;
  thread.stop_value = Value::none();
  return raise_stop_iteration(thread, value);
}

Value next_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state++ == 0) {
    input = frame.slots[1].as<Type>()->slots.next(thread, frame.slots[0]);
    if (input.is_pending()) return input;
  }
  return next_or_stop(thread, input);
}

bool name_argument(Thread& thread, Value v) {
  if (is_str(v)) return true;
  raise(thread, thread.process->types.TypeError, "attribute name must be string, not '%s'",
        type_name(*thread.process, v).c_str());
  return false;
}

Value call_slot(Thread& thread, Type* owner, const DunderInfo& info, Value self, const Value* args,
                std::uint32_t count, Tuple* kwnames) {
  const Slots& slots = owner->slots;
  switch (info.shape) {
    case DunderShape::Call: return slots.call(thread, self, args, count, kwnames);
    case DunderShape::Self:
      if (!takes(thread, 0, count)) return Value::null();
      return self_slot(thread, slots, info.slot, self);
    case DunderShape::Unary:
      if (!takes(thread, 0, count)) return Value::null();
      return slots.unary(thread, static_cast<UnaryOperator>(info.detail), self);
    case DunderShape::Next: {
      if (!takes(thread, 0, count)) return Value::null();
      static const NativeFrameType kNext = {"__next__", next_step};
      Value both[] = {self, Value::of(owner)};
      push_native_frame(thread, kNext, both, 2);
      return Value::pending();
    }
    case DunderShape::SelfArg:
      return takes(thread, 1, count) ? slots.getitem(thread, self, args[0]) : Value::null();
    case DunderShape::Contains:
      return takes(thread, 1, count) ? slots.contains(thread, self, args[0]) : Value::null();
    case DunderShape::Compare:
      if (!takes(thread, 1, count)) return Value::null();
      return slots.compare(thread, self, args[0], static_cast<Comparison>(info.detail));
    case DunderShape::Binary:
      if (info.slot == SlotId::binary && info.detail == int(BinaryOperator::Power) && count == 2)
        count = 1;  // pow(a, b, None)
      if (!takes(thread, 1, count)) return Value::null();
      return slots.binary(thread, static_cast<BinaryOperator>(info.detail), self, args[0]);
    case DunderShape::ReflectedBinary:
      if (!takes(thread, 1, count)) return Value::null();
      return slots.binary(thread, static_cast<BinaryOperator>(info.detail), args[0], self);
    case DunderShape::Inplace:
      if (!takes(thread, 1, count)) return Value::null();
      return slots.inplace(thread, static_cast<BinaryOperator>(info.detail), self, args[0]);
    case DunderShape::SetItem:
      return takes(thread, 2, count) ? slots.setitem(thread, self, args[0], args[1])
                                     : Value::null();
    case DunderShape::DelItem:
      if (!takes(thread, 1, count)) return Value::null();
      return slots.setitem(thread, self, args[0], Value::null());
    case DunderShape::GetAttribute:
    case DunderShape::GetAttr:
      if (!takes(thread, 1, count) || !name_argument(thread, args[0])) return Value::null();
      return slots.getattr(thread, self, args[0].as<Str>());
    case DunderShape::SetAttr:
      if (!takes(thread, 2, count) || !name_argument(thread, args[0])) return Value::null();
      return slots.setattr(thread, self, args[0].as<Str>(), args[1]);
    case DunderShape::DelAttr:
      if (!takes(thread, 1, count) || !name_argument(thread, args[0])) return Value::null();
      return slots.setattr(thread, self, args[0].as<Str>(), Value::null());
    case DunderShape::Get: {
      if (count < 1 || count > 2) return wrong_argument_count(thread, 2, count);
      Value owner_argument = count == 2 ? args[1] : Value::of(type_of(*thread.process, args[0]));
      Value instance = args[0].is_none() && count == 2 ? Value::null() : args[0];
      return slots.descr_get(thread, self, instance, owner_argument);
    }
    case DunderShape::Set:
      return takes(thread, 2, count) ? slots.descr_set(thread, self, args[0], args[1])
                                     : Value::null();
    case DunderShape::Delete:
      if (!takes(thread, 1, count)) return Value::null();
      return slots.descr_set(thread, self, args[0], Value::null());
  }
  return Value::null();
}

Value wrapper_call(Thread& thread, Value callee, const Value* args, std::uint32_t positional,
                   Tuple* kwnames) {
  auto* wrapper = callee.as<NativeFunction>();
  Process& process = *thread.process;
  const DunderInfo* info = info_of(wrapper);
  std::string name = to_utf8(wrapper->name), owner = type_text(wrapper->owner);
  if (!positional)
    return raise(thread, process.types.TypeError,
                 "descriptor '%s' of '%s' object needs an argument", name.c_str(), owner.c_str());
  if (!is_subtype(type_of(process, args[0]), wrapper->owner))
    return raise(thread, process.types.TypeError,
                 "descriptor '%s' requires a '%s' object but received a '%s'", name.c_str(),
                 owner.c_str(), type_name(process, args[0]).c_str());
  if (kwnames && kwnames->length && info->shape != DunderShape::Call)
    return raise(thread, process.types.TypeError, "wrapper %s() takes no keyword arguments",
                 name.c_str());
  return call_slot(thread, wrapper->owner, *info, args[0], args + 1, positional - 1, kwnames);
}

Value wrapper_get(Thread& thread, Value self, Value instance, Value) {
  if (instance.is_null()) return self;
  auto* bound = allocate<Method>(*thread.process, thread.process->types.method_wrapper);
  bound->function = self;
  bound->self = instance;
  return Value::of(bound);
}

// --- bound wrappers: (5).__add__

void visit_bound(Object* object, Visitor& visitor) {
  auto* bound = reinterpret_cast<Method*>(object);
  visitor.value(bound->function);
  visitor.value(bound->self);
}

Value bound_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                 Tuple* kwnames) {
  auto* bound = self.as<Method>();
  std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
  ArgumentBuffer buffer(thread, total + 1);
  buffer[0] = bound->self;
  for (std::uint32_t i = 0; i < total; ++i) buffer[i + 1] = args[i];
  return wrapper_call(thread, bound->function, buffer.data(), positional + 1, kwnames);
}

Value bound_repr(Thread& thread, Value self) {
  auto* bound = self.as<Method>();
  Process& process = *thread.process;
  return Value::of(new_str(process, "<method-wrapper '" +
                                        to_utf8(bound->function.as<NativeFunction>()->name) +
                                        "' of " + type_name(process, bound->self) + " object at " +
                                        address_text(process, bound->self) + ">"));
}

Value bound_compare(Thread&, Value self, Value other, Comparison op) {
  bool comparable = other.is_object() && other.object()->type == self.object()->type;
  if (!comparable || (op != Comparison::Equal && op != Comparison::NotEqual))
    return Value::not_implemented();
  auto *a = self.as<Method>(), *b = other.as<Method>();
  bool same = identical(a->self, b->self) && identical(a->function, b->function);
  return Value::boolean(same == (op == Comparison::Equal));
}

Value bound_hash(Thread& thread, Value self) {
  auto* bound = self.as<Method>();
  return Value::of(static_cast<std::int64_t>(identity_of(*thread.process, bound->self) ^
                                             identity_of(*thread.process, bound->function) >> 4));
}

Value bound_name(Thread&, Value self) {
  return Value::of(self.as<Method>()->function.as<NativeFunction>()->name);
}
Value bound_self(Thread&, Value self) {
  return self.as<Method>()->self;
}

}  // namespace

void add_slot_wrappers(Process& process, Type* type) {
  for (std::size_t i = 0; i < kDunderCount; ++i) {
    const DunderInfo& info = kDunders[i];
    if (!offers(process, type, info)) continue;
    Str* name = process.name_of(info.name);
    if (!dict_get(type->dict, name).is_nothing()) continue;
    if (info.slot == SlotId::hash && type->slots.hash == hash_not_implemented) {
      dict_set(process, type->dict, name, Value::none());
      continue;
    }
    auto* wrapper = allocate<NativeFunction>(process, process.types.slot_wrapper);
    wrapper->method = wrapper_method(&info);
    wrapper->body = never_called;
    wrapper->owner = type;
    wrapper->name = name;
    dict_set(process, type->dict, name, Value::of(wrapper));
  }
  bool unhashable = type->slots.compare && !type->slots.hash && type != process.types.object;
  if (unhashable && dict_get(type->dict, process.name_of(Name::hash)).is_nothing())
    dict_set(process, type->dict, process.name_of(Name::hash), Value::none());
  inherit_slots(type);
}

void define_slot_wrappers(Process& process) {
  process.types.slot_wrapper->slots.call = wrapper_call;
  process.types.slot_wrapper->slots.descr_get = wrapper_get;
  Type* bound = process.types.method_wrapper;
  bound->slots.visit = visit_bound;
  bound->slots.call = bound_call;
  bound->slots.repr = bound_repr;
  bound->slots.compare = bound_compare;
  bound->slots.hash = bound_hash;
  static const NativeGetSet kGetSets[] = {{"__name__", bound_name, nullptr},
                                          {"__self__", bound_self, nullptr}};
  add_getsets(process, bound, kGetSets, 2);
  add_slot_wrappers(process, bound);
}

}  // namespace gilscope
