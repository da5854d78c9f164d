// Makes the executable copy of a bytecode::Code for one process: constants become heap values,
// names are interned, operators and common pairs become single instructions, and every jump learns
// what it adds to the clock.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/cost.h"
#include "vm/define.h"
#include "vm/exec.h"
#include "vm/number.h"

namespace gilscope {

using bytecode::Constant;
using bytecode::Opcode;

static std::uint16_t exec(ExecOpcode op) {
  return static_cast<std::uint16_t>(op);
}
static std::uint16_t exec(Opcode op) {
  return static_cast<std::uint16_t>(op);
}

static Value frozenset_constant(Process& process, const Constant& constant) {
  Thread thread;  // constants hash without Python code; nothing can be raised
  thread.process = &process;
  Set* set = new_set(process, process.types.frozenset);
  for (const Constant& item : constant.items) set_add(thread, set, constant_value(process, item));
  return Value::of(set);
}

Value constant_value(Process& process, const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::None: return Value::none();
    case Constant::Kind::True: return Value::boolean(true);
    case Constant::Kind::False: return Value::boolean(false);
    case Constant::Kind::Ellipsis: return Value::ellipsis();
    case Constant::Kind::Int: return Value::of(constant.integer);
    case Constant::Kind::BigInt: return int_from_hex(process, constant.text);
    case Constant::Kind::Float: return Value::of(constant.real);
    case Constant::Kind::Complex: return new_complex(process, constant.real, constant.imaginary);
    case Constant::Kind::Str: return Value::of(intern(process, constant.text));
    case Constant::Kind::Bytes: return Value::of(new_bytes(process, constant.text));
    case Constant::Kind::FrozenSet: return frozenset_constant(process, constant);
    case Constant::Kind::Code: return Value::of(new_code(process, constant.code.get()));
    case Constant::Kind::Tuple: break;
  }
  Tuple* tuple = new_tuple(process, static_cast<std::uint32_t>(constant.items.size()));
  for (std::size_t i = 0; i < constant.items.size(); ++i) {
    tuple->items[i] = constant_value(process, constant.items[i]);
  }
  return Value::of(tuple);
}

static ExecOpcode specialised_operator(std::int32_t arg) {
  using B = BinaryOperator;
  switch (static_cast<B>(arg)) {
    case B::Add:
    case B::InplaceAdd: return ExecOpcode::xAdd;
    case B::Subtract:
    case B::InplaceSubtract: return ExecOpcode::xSubtract;
    case B::Multiply:
    case B::InplaceMultiply: return ExecOpcode::xMultiply;
    case B::TrueDivide:
    case B::InplaceTrueDivide: return ExecOpcode::xTrueDivide;
    case B::FloorDivide:
    case B::InplaceFloorDivide: return ExecOpcode::xFloorDivide;
    case B::Remainder:
    case B::InplaceRemainder: return ExecOpcode::xRemainder;
    case B::And:
    case B::InplaceAnd: return ExecOpcode::xAnd;
    case B::Or:
    case B::InplaceOr: return ExecOpcode::xOr;
    case B::Xor:
    case B::InplaceXor: return ExecOpcode::xXor;
    case B::LeftShift:
    case B::InplaceLeftShift: return ExecOpcode::xLeftShift;
    case B::RightShift:
    case B::InplaceRightShift: return ExecOpcode::xRightShift;
    default: return static_cast<ExecOpcode>(Opcode::BinaryOp);
  }
}

static bool uses_cache(Opcode op) {
  switch (op) {
    case Opcode::LoadGlobal:
    case Opcode::LoadName:
    case Opcode::LoadAttr:
    case Opcode::LoadMethod:
    case Opcode::StoreAttr:
    case Opcode::Call: return true;
    default: return false;
  }
}

// The instruction that may stand for the run starting at `i`; sets its operands. Parts are never
// jump targets except the first: a jump into the middle executes the parts, which are still there.
static void fuse(const bytecode::Code& code, std::uint32_t i, ExecInstruction* out) {
  const auto& in = code.instructions;
  auto op = [&](std::uint32_t k) { return i + k < in.size() ? in[i + k].op : Opcode::Nop; };
  auto is_operator = [&](std::uint32_t k, ExecOpcode which) {
    return op(k) == Opcode::BinaryOp && specialised_operator(in[i + k].arg) == which;
  };
  auto small = [&](std::uint32_t k) { return in[i + k].arg < 0x10000; };
  auto become = [&](ExecOpcode which, std::int32_t second) {
    out->op = exec(which);
    out->extra = static_cast<std::uint16_t>(second);
  };
  Opcode first = op(0), second = op(1), third = op(2);
  if (first == Opcode::LoadFast && second == Opcode::LoadFast && small(1)) {
    if (is_operator(2, ExecOpcode::xAdd)) return become(ExecOpcode::xAddFastFast, in[i + 1].arg);
    if (is_operator(2, ExecOpcode::xMultiply))
      return become(ExecOpcode::xMultiplyFastFast, in[i + 1].arg);
    if (third == Opcode::BinarySubscr) return become(ExecOpcode::xSubscrFastFast, in[i + 1].arg);
    if (third == Opcode::CompareOp && op(3) == Opcode::PopJumpIfFalse) {
      return become(ExecOpcode::xCompareFastFastJumpIfFalse, in[i + 1].arg);
    }
    return become(ExecOpcode::xLoadFastLoadFast, in[i + 1].arg);
  }
  if (first == Opcode::LoadFast && second == Opcode::LoadConst && small(1)) {
    if (is_operator(2, ExecOpcode::xAdd)) return become(ExecOpcode::xAddFastConst, in[i + 1].arg);
    if (is_operator(2, ExecOpcode::xSubtract))
      return become(ExecOpcode::xSubtractFastConst, in[i + 1].arg);
    if (third == Opcode::CompareOp && op(3) == Opcode::PopJumpIfFalse) {
      return become(ExecOpcode::xCompareFastConstJumpIfFalse, in[i + 1].arg);
    }
    return become(ExecOpcode::xLoadFastLoadConst, in[i + 1].arg);
  }
  if (first == Opcode::LoadFast && second == Opcode::LoadAttr)
    return become(ExecOpcode::xLoadFastLoadAttr, 0);
  if (first == Opcode::StoreFast && second == Opcode::LoadFast && small(1)) {
    return become(ExecOpcode::xStoreFastLoadFast, in[i + 1].arg);
  }
  if (first == Opcode::StoreFast && second == Opcode::StoreFast && small(1)) {
    return become(ExecOpcode::xStoreFastStoreFast, in[i + 1].arg);
  }
  if (first == Opcode::CompareOp && second == Opcode::PopJumpIfFalse) {
    return become(ExecOpcode::xCompareJumpIfFalse, 0);
  }
  if (first == Opcode::ForIter && second == Opcode::StoreFast)
    return become(ExecOpcode::xForIterStoreFast, 0);
}

template <class T>
static T* buffer(Process& process, std::size_t count) {
  if (!count) return nullptr;
  void* memory = process.heap.allocate(count * sizeof(T));
  std::memset(memory, 0, count * sizeof(T));
  return static_cast<T*>(memory);
}

static void fill_clock(Process& process, const bytecode::Code& code, CodeObject* out) {
  const CostTable* costs = process.options.costs;
  std::int64_t sum = 0;
  for (std::uint32_t i = 0; i < out->instruction_count; ++i) {
    out->clock_prefix[i] = sum;
    std::int64_t units =
        costs ? costs->instruction[static_cast<int>(code.instructions[i].op)] : kUnitsPerNano;
    if (costs && out->hidden) units = units * costs->hidden_percent / 100;
    sum += (units << kClockShift) + 1;
  }
  out->clock_prefix[out->instruction_count] = sum;
}

static void fill_instructions(Process& process, const bytecode::Code& code, CodeObject* out) {
  InlineCache* cache = out->caches;
  for (std::uint32_t i = 0; i < out->instruction_count; ++i) {
    const bytecode::Instruction& in = code.instructions[i];
    ExecInstruction& instruction = out->instructions[i];
    instruction.op = exec(in.op);
    instruction.arg = in.arg;
    if (in.op == Opcode::BinaryOp) instruction.op = exec(specialised_operator(in.arg));
    if (bytecode::is_jump(in.op)) {
      instruction.arg = in.arg - static_cast<std::int32_t>(i);
      instruction.clock_delta = out->clock_prefix[i + 1] - out->clock_prefix[in.arg];
    } else if (uses_cache(in.op)) {
      instruction.cache = cache++;
    }
    if (!process.options.check_every_instruction) fuse(code, i, &instruction);
  }
}

static bool has_simple_arguments(const bytecode::Code& code) {
  return !(code.flags & (bytecode::kVarArgs | bytecode::kVarKeywords)) && !code.keyword_only_count;
}

CodeObject* new_code(Process& process, const bytecode::Code* code) {
  auto* out = allocate<CodeObject>(process, process.types.code);
  out->source = code;
  out->instruction_count = static_cast<std::uint32_t>(code->instructions.size());
  for (const auto& in : code->instructions) out->cache_count += uses_cache(in.op);
  out->constant_count = static_cast<std::uint32_t>(code->constants.size());
  out->name_count = static_cast<std::uint32_t>(code->names.size());
  out->slot_count = static_cast<std::uint32_t>(code->slot_names.size());
  out->argument_count = code->argument_count;
  out->keyword_only_count = code->keyword_only_count;
  out->positional_only_count = code->positional_only_count;
  out->flags = code->flags;
  out->simple_arguments = has_simple_arguments(*code);
  out->frame_bytes = static_cast<std::uint32_t>(
      sizeof(PythonFrame) - sizeof(Value) + (out->slot_count + code->stack_size + 1) * sizeof(Value));
  out->name = intern(process, code->name);
  out->qualname = intern(process, code->qualname);
  out->filename = intern(process, code->filename);
  out->hidden = code->filename.rfind("<builtin", 0) == 0;
  out->instructions = buffer<ExecInstruction>(process, out->instruction_count);
  out->clock_prefix = buffer<std::int64_t>(process, out->instruction_count + 1);
  out->caches = buffer<InlineCache>(process, out->cache_count);
  out->constants = buffer<Value>(process, out->constant_count);
  out->names = buffer<Str*>(process, out->name_count);
  out->slot_names = buffer<Str*>(process, out->slot_count);
  for (std::uint32_t i = 0; i < out->name_count; ++i)
    out->names[i] = intern(process, code->names[i]);
  for (std::uint32_t i = 0; i < out->slot_count; ++i)
    out->slot_names[i] = intern(process, code->slot_names[i]);
  for (std::uint32_t i = 0; i < out->constant_count; ++i) {
    out->constants[i] = constant_value(process, code->constants[i]);
  }
  fill_clock(process, *code, out);
  fill_instructions(process, *code, out);
  return out;
}

// Inline caches are forgotten rather than followed: a collection is rare, and so nothing dead is
// kept alive. Jumps hold no pointers; instructions that have a cache are re-linked to the (moved)
// cache buffer.
static void visit_code(Object* object, Visitor& visitor) {
  auto* code = reinterpret_cast<CodeObject*>(object);
  const InlineCache* old_caches = code->caches;
  visitor.buffer(code->instructions);
  visitor.buffer(code->clock_prefix);
  visitor.buffer(code->caches);
  visitor.buffer(code->constants);
  visitor.buffer(code->names);
  visitor.buffer(code->slot_names);
  visitor.values(code->constants, code->constant_count);
  for (std::uint32_t i = 0; i < code->name_count; ++i) visitor.object(code->names[i]);
  for (std::uint32_t i = 0; i < code->slot_count; ++i) visitor.object(code->slot_names[i]);
  visitor.object(code->name);
  visitor.object(code->qualname);
  visitor.object(code->filename);
  if (code->cache_count)
    std::memset(static_cast<void*>(code->caches), 0, code->cache_count * sizeof(InlineCache));
  if (!visitor.relocating()) return;
  for (std::uint32_t i = 0; i < code->instruction_count; ++i) {
    if (uses_cache(code->source->instructions[i].op)) {
      code->instructions[i].cache = code->caches + (code->instructions[i].cache - old_caches);
    }
  }
}

// Instructions without a line of their own (RESUME of a module) count to the line that follows.
std::int32_t line_of(const CodeObject* code, std::int32_t instruction) {
  const auto& positions = code->source->positions;
  for (auto i = static_cast<std::size_t>(std::max(instruction, 0)); i < positions.size(); ++i) {
    if (positions[i].line > 0) return positions[i].line;
  }
  return code->source->first_line;
}

static Value code_name(Thread&, Value self) {
  return Value::of(self.as<CodeObject>()->name);
}
static Value code_qualname(Thread&, Value self) {
  return Value::of(self.as<CodeObject>()->qualname);
}
static Value code_filename(Thread&, Value self) {
  return Value::of(self.as<CodeObject>()->filename);
}
static Value code_first_line(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<CodeObject>()->source->first_line});
}
static Value code_flags(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<CodeObject>()->flags});
}
static Value code_argcount(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<CodeObject>()->argument_count});
}
static Value code_posonly(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<CodeObject>()->positional_only_count});
}
static Value code_kwonly(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<CodeObject>()->keyword_only_count});
}
static Value code_names(Thread& thread, Value self) {
  auto* code = self.as<CodeObject>();
  Tuple* tuple = new_tuple(process_of(thread), code->name_count);
  for (std::uint32_t i = 0; i < code->name_count; ++i) tuple->items[i] = Value::of(code->names[i]);
  return Value::of(tuple);
}
static Value code_constants(Thread& thread, Value self) {
  auto* code = self.as<CodeObject>();
  return Value::of(new_tuple(process_of(thread), code->constants, code->constant_count));
}
static Value slots_of_kind(Thread& thread, Value self, bytecode::SlotKind a,
                           bytecode::SlotKind b) {
  auto* code = self.as<CodeObject>();
  List* list = new_list(process_of(thread));
  for (std::uint32_t i = 0; i < code->slot_count; ++i) {
    bytecode::SlotKind kind = code->source->slot_kinds[i];
    if (kind == a || kind == b) {
      list_append(process_of(thread), list, Value::of(code->slot_names[i]));
    }
  }
  return Value::of(new_tuple(process_of(thread), list->items, list->length));
}
static Value code_varnames(Thread& thread, Value self) {
  return slots_of_kind(thread, self, bytecode::SlotKind::Local, bytecode::SlotKind::CellLocal);
}
static Value code_cellvars(Thread& thread, Value self) {
  return slots_of_kind(thread, self, bytecode::SlotKind::Cell, bytecode::SlotKind::CellLocal);
}
static Value code_nlocals(Thread& thread, Value self) {
  return Value::of(std::int64_t{code_varnames(thread, self).as<Tuple>()->length});
}
static Value code_freevars(Thread& thread, Value self) {
  return slots_of_kind(thread, self, bytecode::SlotKind::Free, bytecode::SlotKind::Free);
}

void define_code(Process& process) {
  Type* type = process.types.code;
  type->slots.visit = visit_code;
  static const NativeGetSet kGetSets[] = {
      {"co_name", code_name, nullptr},
      {"co_qualname", code_qualname, nullptr},
      {"co_filename", code_filename, nullptr},
      {"co_firstlineno", code_first_line, nullptr},
      {"co_flags", code_flags, nullptr},
      {"co_argcount", code_argcount, nullptr},
      {"co_posonlyargcount", code_posonly, nullptr},
      {"co_kwonlyargcount", code_kwonly, nullptr},
      {"co_names", code_names, nullptr},
      {"co_consts", code_constants, nullptr},
      {"co_varnames", code_varnames, nullptr},
      {"co_freevars", code_freevars, nullptr},
      {"co_cellvars", code_cellvars, nullptr},
      {"co_nlocals", code_nlocals, nullptr},
  };
  add_getsets(process, type, kGetSets, std::size(kGetSets));
}

}  // namespace gilscope
