// _operator: Python's operators as functions, and itemgetter, attrgetter, methodcaller.
#include "vm/call.h"
#include "vm/collect.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/number.h"
#include "vm/sequence.h"

namespace gilscope {

void define_operator(Thread& thread, Module* module);  // native_modules.def

namespace {

template <BinaryOperator op>
Value binary(Thread& thread, const Value* args) {
  return binary_operation(thread, op, args[0], args[1]);
}
template <UnaryOperator op>
Value unary(Thread& thread, const Value* args) {
  return unary_operation(thread, op, args[0]);
}
template <Comparison op>
Value comparison(Thread& thread, const Value* args) {
  return compare(thread, args[0], args[1], op);
}

// Answers a bool of its input, Value::boolean(!truth) where `negate`.
template <bool negate>
Value truth_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = truth(thread, frame.slots[0]);
  }
  return input.is_signal() || !negate ? input : Value::boolean(!input.integer);
}
constexpr NativeFrameType kNot = {"operator.not_", truth_step<true>};

Value not_(Thread& thread, const Value* args) {
  return start_frame(thread, kNot, args, 1);
}
Value truth_of(Thread& thread, const Value* args) {
  return truth(thread, args[0]);
}
Value is_(Thread&, const Value* args) {
  return Value::boolean(identical(args[0], args[1]));
}
Value is_not(Thread&, const Value* args) {
  return Value::boolean(!identical(args[0], args[1]));
}
Value contains_of(Thread& thread, const Value* args) {
  return contains(thread, args[0], args[1]);
}
Value getitem(Thread& thread, const Value* args) {
  return get_item(thread, args[0], args[1]);
}

// setitem and delitem answer None whatever __setitem__ answers.
Value store_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = set_item(thread, frame.slots[0], frame.slots[1], frame.slots[2]);
  }
  return input.is_signal() ? input : Value::none();
}
constexpr NativeFrameType kStore = {"operator.setitem", store_step};

Value setitem(Thread& thread, const Value* args) {
  return start_frame(thread, kStore, args, 3);
}
Value delitem(Thread& thread, const Value* args) {
  Value slots[3] = {args[0], args[1], Value::null()};
  return start_frame(thread, kStore, slots, 3);
}

Value index(Thread& thread, const Value* args) {
  if (is_integer(args[0])) return number_unary(thread, UnaryOperator::Positive, args[0]);
  std::int64_t value;
  return index_value(thread, args[0], &value) ? Value::of(value) : Value::null();
}

Value concat(Thread& thread, const Value* args) {
  if (!type_of(*thread.process, args[0])->slots.getitem)
    return raise(thread, thread.process->types.TypeError, "'%s' object can't be concatenated",
                 type_name(*thread.process, args[0]).c_str());
  return binary_operation(thread, BinaryOperator::Add, args[0], args[1]);
}

// --- countOf and indexOf: slots [wanted, count or position, found]

Value count_item(Thread& thread, Value* slots, Value item) {
  bool same;
  if (!key_equal(thread, item, slots[0], &same)) return Value::null();
  slots[1].integer += same;
  return Value::none();
}
Value second(Thread&, Value* slots) {
  return slots[1];
}
constexpr Collector kCountOf = {"operator.countOf", count_item, nullptr, second, 15};

Value count_of(Thread& thread, const Value* args) {
  Value slots[2] = {args[1], Value::of(std::int64_t{0})};
  return collect(thread, kCountOf, args[0], slots, 2);
}

Value index_item(Thread& thread, Value* slots, Value item) {
  bool same;
  if (!key_equal(thread, item, slots[0], &same)) return Value::null();
  if (same) {
    slots[2] = Value::boolean(true);
    return Value::nothing();
  }
  ++slots[1].integer;
  return Value::none();
}
Value index_finish(Thread& thread, Value* slots) {
  if (slots[2].is_true()) return slots[1];
  return raise(thread, thread.process->types.ValueError, "sequence.index(x): x not in sequence");
}
constexpr Collector kIndexOf = {"operator.indexOf", index_item, nullptr, index_finish, 15};

Value index_of(Thread& thread, const Value* args) {
  Value slots[3] = {args[1], Value::of(std::int64_t{0}), Value::boolean(false)};
  return collect(thread, kIndexOf, args[0], slots, 3);
}

// len() or __length_hint__ or the default
Value length_hint_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  if (frame.state == 0) {
    frame.state = 1;
    if (type_of(process, frame.slots[0])->slots.length) return length(thread, frame.slots[0]);
    Value method = special_method(thread, frame.slots[0], process.name_of(Name::length_hint));
    if (method.is_null()) return method;
    if (method.is_nothing()) return frame.slots[1];
    input = call(thread, method, nullptr, 0);
  }
  if (input.is_null() && pending_is(thread, process.types.TypeError)) {
    take_exception(thread);
    return frame.slots[1];
  }
  if (input.is_signal()) return input;
  return input.is_not_implemented() ? frame.slots[1] : input;
}
constexpr NativeFrameType kLengthHint = {"operator.length_hint", length_hint_step};

Value length_hint(Thread& thread, const Value* args) {
  Value slots[2] = {args[0], args[1].is_null() ? Value::of(std::int64_t{0}) : args[1]};
  return start_frame(thread, kLengthHint, slots, 2);
}

Value call_of(Thread& thread, const Value* args) {
  return call_with_dict(thread, args[0], args[1].as<Tuple>(), args[2].as<Dict>());
}

Value compare_digest(Thread& thread, const Value* args) {
  bool same;
  return key_equal(thread, args[0], args[1], &same) ? Value::boolean(same) : Value::null();
}

// --- the getters: what they get is a tuple of items, names, or a name and arguments

struct Getter : Object {
  Tuple* wanted;   // items; tuples of names; arguments
  Dict* keywords;  // methodcaller
  Str* name;       // methodcaller
};

void visit_getter(Object* object, Visitor& visitor) {
  auto* self = static_cast<Getter*>(object);
  visitor.object(self->wanted);
  visitor.object(self->keywords);
  visitor.object(self->name);
}

bool takes_one(Thread& thread, const char* name, std::uint32_t positional, Tuple* kwnames) {
  if (kwnames && kwnames->length) {
    raise(thread, thread.process->types.TypeError, "%s() takes no keyword arguments", name);
    return false;
  }
  if (positional == 1) return true;
  raise(thread, thread.process->types.TypeError, "%s expected 1 argument, got %u", name,
        positional);
  return false;
}

// Frame slots: [self, object, result tuple]; number: how many are there.
Value items_step(Thread& thread, NativeFrame& frame, Value input) {
  Tuple* wanted = frame.slots[0].as<Getter>()->wanted;
  Tuple* result = frame.slots[2].as<Tuple>();
  if (frame.state++ > 0) {
    if (input.is_null()) return input;
    result->items[frame.number++] = input;
  }
  while (frame.number < wanted->length) {
    input = get_item(thread, frame.slots[1], wanted->items[frame.number]);
    if (input.is_signal()) return input;
    result->items[frame.number++] = input;
  }
  return frame.slots[2];
}
constexpr NativeFrameType kItems = {"operator.itemgetter", items_step};

Value itemgetter_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                      Tuple* kwnames) {
  if (!takes_one(thread, "itemgetter", positional, kwnames)) return Value::null();
  Tuple* wanted = self.as<Getter>()->wanted;
  if (wanted->length == 1) return get_item(thread, args[0], wanted->items[0]);
  Value slots[3] = {self, args[0], Value::of(new_tuple(*thread.process, wanted->length))};
  return start_frame(thread, kItems, slots, 3);
}

// Frame slots: [self, object, result tuple, object on the way]; number: which path; state: which
// name of it comes next.
Value attributes_step(Thread& thread, NativeFrame& frame, Value input) {
  Tuple* paths = frame.slots[0].as<Getter>()->wanted;
  Tuple* result = frame.slots[2].as<Tuple>();
  if (frame.state > 0) {
    if (input.is_null()) return input;
    frame.slots[3] = input;
  }
  while (frame.number < paths->length) {
    Tuple* path = paths->items[frame.number].as<Tuple>();
    while (static_cast<std::uint32_t>(frame.state) < path->length) {
      input = get_attribute(thread, frame.slots[3], path->items[frame.state++].as<Str>());
      if (input.is_signal()) return input;
      frame.slots[3] = input;
    }
    result->items[frame.number++] = frame.slots[3];
    frame.slots[3] = frame.slots[1];
    frame.state = 0;
  }
  return paths->length == 1 ? result->items[0] : frame.slots[2];
}
constexpr NativeFrameType kAttributes = {"operator.attrgetter", attributes_step};

Value attrgetter_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                      Tuple* kwnames) {
  if (!takes_one(thread, "attrgetter", positional, kwnames)) return Value::null();
  Tuple* paths = self.as<Getter>()->wanted;
  Tuple* first = paths->items[0].as<Tuple>();
  if (paths->length == 1 && first->length == 1)
    return get_attribute(thread, args[0], first->items[0].as<Str>());
  Value slots[4] = {self, args[0], Value::of(new_tuple(*thread.process, paths->length)), args[0]};
  return start_frame(thread, kAttributes, slots, 4);
}

// Frame slots: [self, object].
Value method_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* self = frame.slots[0].as<Getter>();
  if (frame.state == 2) return input;
  if (frame.state == 0) {
    frame.state = 1;
    input = get_attribute(thread, frame.slots[1], self->name);
  }
  if (input.is_signal()) return input;
  frame.state = 2;
  return call_with_dict(thread, input, self->wanted, self->keywords);
}
constexpr NativeFrameType kMethod = {"operator.methodcaller", method_step};

Value methodcaller_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                        Tuple* kwnames) {
  if (!takes_one(thread, "methodcaller", positional, kwnames)) return Value::null();
  auto* caller = self.as<Getter>();
  if (!caller->keywords->length)
    return call_method(thread, args[0], caller->name, caller->wanted->items,
                       caller->wanted->length);
  Value slots[2] = {self, args[0]};
  return start_frame(thread, kMethod, slots, 2);
}

Getter* new_getter(Thread& thread, const Value* args, Tuple* wanted) {
  auto* self = static_cast<Getter*>(allocate_instance(*thread.process, args[0].as<Type>()));
  self->wanted = wanted;
  return self;
}

bool some_given(Thread& thread, const char* name, Tuple* given) {
  if (given->length) return true;
  raise(thread, thread.process->types.TypeError, "%s expected 1 argument, got 0", name);
  return false;
}

Value itemgetter_new(Thread& thread, const Value* args) {
  if (!some_given(thread, "itemgetter", args[1].as<Tuple>())) return Value::null();
  return Value::of(new_getter(thread, args, args[1].as<Tuple>()));
}

// "a.b" -> ("a", "b")
Tuple* path_of(Process& process, Str* dotted) {
  std::string text = to_utf8(dotted);
  List* names = new_list(process);
  for (std::size_t start = 0; start <= text.size();) {
    std::size_t end = std::min(text.find('.', start), text.size());
    Str* name = intern(process, std::string_view(text).substr(start, end - start));
    list_append(process, names, Value::of(name));
    start = end + 1;
  }
  return new_tuple(process, names->items, names->length);
}

Value attrgetter_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[1].as<Tuple>();
  if (!some_given(thread, "attrgetter", given)) return Value::null();
  Tuple* paths = new_tuple(process, given->length);
  for (std::uint32_t i = 0; i < given->length; ++i) {
    if (!is_str(given->items[i]))
      return raise(thread, process.types.TypeError, "attribute name must be a string");
    paths->items[i] = Value::of(path_of(process, given->items[i].as<Str>()));
  }
  return Value::of(new_getter(thread, args, paths));
}

Value methodcaller_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[1].as<Tuple>();
  if (!given->length)
    return raise(thread, process.types.TypeError,
                 "methodcaller needs at least one argument, the method name");
  if (!is_str(given->items[0]))
    return raise(thread, process.types.TypeError, "method name must be a string");
  Getter* self = new_getter(thread, args, new_tuple(process, given->items + 1, given->length - 1));
  self->name = intern(process, given->items[0].as<Str>());
  self->keywords = args[2].as<Dict>();
  return Value::of(self);
}

// --- their texts, and what pickle and copy need

// The positional arguments that would make the getter again.
Tuple* arguments_of(Process& process, Getter* self) {
  if (self->name) {
    Tuple* all = new_tuple(process, self->wanted->length + 1);
    all->items[0] = Value::of(self->name);
    for (std::uint32_t i = 0; i < self->wanted->length; ++i)
      all->items[i + 1] = self->wanted->items[i];
    return all;
  }
  if (self->type->slots.call != attrgetter_call) return self->wanted;
  Tuple* all = new_tuple(process, self->wanted->length);
  for (std::uint32_t i = 0; i < all->length; ++i) {
    Tuple* path = self->wanted->items[i].as<Tuple>();
    std::string text;
    for (std::uint32_t k = 0; k < path->length; ++k)
      text += (k ? "." : "") + to_utf8(path->items[k].as<Str>());
    all->items[i] = Value::of(new_str(process, text));
  }
  return all;
}

Value getter_repr(Thread& thread, Value v) {
  Process& process = *thread.process;
  auto* self = v.as<Getter>();
  std::string text = "operator." + type_text(v.object()->type) + "(", one;
  if (!join_reprs(thread, Items{Value::of(arguments_of(process, self))}, &text))
    return Value::null();
  std::uint32_t at = 0;
  Value key, value;
  while (self->keywords && dict_next(self->keywords, at, key, value)) {
    if (!repr_nested(thread, value, &one)) return Value::null();
    text += ", " + to_utf8(key.as<Str>()) + "=" + one;
  }
  return Value::of(new_str(process, text + ")"));
}

Value getter_reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* self = args[0].as<Getter>();
  Value parts[2] = {Value::of(self->type), Value::of(arguments_of(process, self))};
  return Value::of(new_tuple(process, parts, 2));
}

constexpr NativeMethod kGetterMethods[] = {{"__reduce__", "self, /", getter_reduce}};

using CallSlot = Value (*)(Thread&, Value, const Value*, std::uint32_t, Tuple*);

void define_getter(Process& process, Module* module, const char* name, NativeBody make,
                   CallSlot call_slot) {
  Type* type = make_native_type(process, name, "operator", process.types.object, sizeof(Getter), 0);
  type->slots.visit = visit_getter;
  type->slots.call = call_slot;
  type->slots.repr = getter_repr;
  set_new(process, type, "cls, /, *args, **kwargs", make);
  add_methods(process, type, kGetterMethods, std::size(kGetterMethods));
  add_slot_wrappers(process, type);
  set_attribute(process, module, name, Value::of(type));
}

using B = BinaryOperator;
using U = UnaryOperator;
using C = Comparison;

constexpr NativeMethod kFunctions[] = {
    {"add", "a, b, /", binary<B::Add>},
    {"sub", "a, b, /", binary<B::Subtract>},
    {"mul", "a, b, /", binary<B::Multiply>},
    {"matmul", "a, b, /", binary<B::MatrixMultiply>},
    {"truediv", "a, b, /", binary<B::TrueDivide>},
    {"floordiv", "a, b, /", binary<B::FloorDivide>},
    {"mod", "a, b, /", binary<B::Remainder>},
    {"pow", "a, b, /", binary<B::Power>},
    {"lshift", "a, b, /", binary<B::LeftShift>},
    {"rshift", "a, b, /", binary<B::RightShift>},
    {"and_", "a, b, /", binary<B::And>},
    {"or_", "a, b, /", binary<B::Or>},
    {"xor", "a, b, /", binary<B::Xor>},
    {"iadd", "a, b, /", binary<B::InplaceAdd>},
    {"isub", "a, b, /", binary<B::InplaceSubtract>},
    {"imul", "a, b, /", binary<B::InplaceMultiply>},
    {"imatmul", "a, b, /", binary<B::InplaceMatrixMultiply>},
    {"itruediv", "a, b, /", binary<B::InplaceTrueDivide>},
    {"ifloordiv", "a, b, /", binary<B::InplaceFloorDivide>},
    {"imod", "a, b, /", binary<B::InplaceRemainder>},
    {"ipow", "a, b, /", binary<B::InplacePower>},
    {"ilshift", "a, b, /", binary<B::InplaceLeftShift>},
    {"irshift", "a, b, /", binary<B::InplaceRightShift>},
    {"iand", "a, b, /", binary<B::InplaceAnd>},
    {"ior", "a, b, /", binary<B::InplaceOr>},
    {"ixor", "a, b, /", binary<B::InplaceXor>},
    {"iconcat", "a, b, /", binary<B::InplaceAdd>},
    {"neg", "a, /", unary<U::Negative>},
    {"pos", "a, /", unary<U::Positive>},
    {"invert", "a, /", unary<U::Invert>},
    {"inv", "a, /", unary<U::Invert>},
    {"abs", "a, /", unary<U::Absolute>},
    {"lt", "a, b, /", comparison<C::Less>},
    {"le", "a, b, /", comparison<C::LessEqual>},
    {"eq", "a, b, /", comparison<C::Equal>},
    {"ne", "a, b, /", comparison<C::NotEqual>},
    {"gt", "a, b, /", comparison<C::Greater>},
    {"ge", "a, b, /", comparison<C::GreaterEqual>},
    {"not_", "a, /", not_},
    {"truth", "a, /", truth_of},
    {"is_", "a, b, /", is_},
    {"is_not", "a, b, /", is_not},
    {"contains", "a, b, /", contains_of},
    {"concat", "a, b, /", concat},
    {"getitem", "a, b, /", getitem},
    {"setitem", "a, b, c, /", setitem},
    {"delitem", "a, b, /", delitem},
    {"index", "a, /", index},
    {"countOf", "a, b, /", count_of},
    {"indexOf", "a, b, /", index_of},
    {"length_hint", "obj, default=0, /", length_hint},
    {"call", "obj, /, *args, **kwargs", call_of},
    {"_compare_digest", "a, b, /", compare_digest},
};

}  // namespace

void define_operator(Thread& thread, Module* module) {
  Process& process = *thread.process;
  add_functions(process, module, kFunctions, std::size(kFunctions));
  define_getter(process, module, "itemgetter", itemgetter_new, itemgetter_call);
  define_getter(process, module, "attrgetter", attrgetter_new, attrgetter_call);
  define_getter(process, module, "methodcaller", methodcaller_new, methodcaller_call);
}

}  // namespace gilscope
