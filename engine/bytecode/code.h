// Code: what the compiler hands to the VM. Immutable once made, shared by every process and every
// run; it owns no heap object. The VM makes its own executable copy (with caches and costs) per
// process.
//
// Layout of a frame's fast slots: [arguments, *args, **kwargs, other locals, cells of non-argument
// locals ..., free variables]. An argument that is captured keeps its slot, and MAKE_CELL wraps it
// there, as in CPython 3.11. Free variables are always the last slots.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gilscope::bytecode {

enum class Opcode : std::uint16_t {
#define OPCODE(name, has_arg, pops, pushes) name,
#include "bytecode/opcode.def"
#undef OPCODE
  kCount
};

enum class BinaryOperator : std::uint8_t {
  Add,
  And,
  FloorDivide,
  LeftShift,
  MatrixMultiply,
  Multiply,
  Remainder,
  Or,
  Power,
  RightShift,
  Subtract,
  TrueDivide,
  Xor,
  InplaceAdd,
  InplaceAnd,
  InplaceFloorDivide,
  InplaceLeftShift,
  InplaceMatrixMultiply,
  InplaceMultiply,
  InplaceRemainder,
  InplaceOr,
  InplacePower,
  InplaceRightShift,
  InplaceSubtract,
  InplaceTrueDivide,
  InplaceXor,
  kCount
};

enum class Comparison : std::uint8_t { Less, LessEqual, Equal, NotEqual, Greater, GreaterEqual };

enum class Intrinsic1 : std::uint8_t {
  Print,               // The REPL's display of an expression statement.
  ImportStar,          // [module] -> None, names copied into the locals mapping.
  StopIterationError,  // [exc] -> RuntimeError("generator raised StopIteration") when exc is
                       // StopIteration.
  AsyncGenWrap,        // Marks a value yielded by an async generator.
  UnaryPositive,
  ListToTuple,
  TypeVar,
  ParamSpec,
  TypeVarTuple,      // [name] -> object
  SubscriptGeneric,  // [params tuple] -> Generic[params]
  TypeAlias,         // [(name, params, evaluator)] -> TypeAliasType
};

enum class Intrinsic2 : std::uint8_t {
  PrepReraiseStar,         // [original, list of raised] -> exception to raise or None.
  TypeVarWithBound,        // [name, bound evaluator] -> TypeVar
  TypeVarWithConstraints,  // [name, constraints evaluator] -> TypeVar
  SetFunctionTypeParams,   // [function, params] -> function
};

struct Instruction {
  Opcode op = Opcode::Nop;
  std::uint16_t reserved = 0;
  std::int32_t arg = 0;
};

// 1-based lines, 0-based columns in UTF-8 bytes, as in co_positions(); line 0 means none.
struct Position {
  std::int32_t line = 0, end_line = 0, column = 0, end_column = 0;
};

// Instructions in [start, end) are guarded: on an exception the value stack is cut to `depth`, then
// the index of the raising instruction is pushed when `push_lasti`, then the exception; execution
// goes on at `target`. Sorted by start; as in CPython the innermost handler is the entry that
// covers the index (entries do not overlap).
struct ExceptionEntry {
  std::uint32_t start = 0, end = 0, target = 0, depth = 0;
  bool push_lasti = false;
};

struct Code;

struct Constant {
  enum class Kind : std::uint8_t {
    None,
    True,
    False,
    Ellipsis,
    Int,
    BigInt,
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
    FrozenSet,
    Code
  };
  Kind kind = Kind::None;
  std::int64_t integer = 0;        // Int
  double real = 0, imaginary = 0;  // Float: real; Complex: both.
  std::string text;  // Str: UTF-8 (lone surrogates as three bytes, WTF-8); Bytes: raw; BigInt:
                     // lower-case hex, no prefix, '-' if negative.
  std::vector<Constant> items;  // Tuple, FrozenSet
  std::shared_ptr<const bytecode::Code> code;
};

enum CodeFlags : std::uint32_t {  // CPython's values
  kOptimized = 0x1,
  kNewLocals = 0x2,
  kVarArgs = 0x4,
  kVarKeywords = 0x8,
  kNested = 0x10,
  kGenerator = 0x20,
  kCoroutine = 0x80,
  kIterableCoroutine = 0x100,
  kAsyncGenerator = 0x200,
  kFutureAnnotations = 0x1000000,
};

enum class SlotKind : std::uint8_t {
  Local,
  Cell,
  CellLocal,
  Free
};  // CellLocal: an argument that is captured.

struct Code {
  std::string name, qualname, filename;
  std::int32_t first_line = 1;
  std::uint32_t flags = 0;
  std::uint32_t argument_count = 0;  // positional (incl. positional-only), without *args
  std::uint32_t positional_only_count = 0;
  std::uint32_t keyword_only_count = 0;
  std::uint32_t stack_size = 0;
  std::uint32_t free_count = 0;
  std::vector<std::string> slot_names;  // one per fast slot
  std::vector<SlotKind> slot_kinds;
  std::vector<std::string> names;   // for *_NAME, *_GLOBAL, *_ATTR, IMPORT_*
  std::vector<Constant> constants;  // constants[0] is the docstring when has_docstring
  bool has_docstring = false;
  std::vector<Instruction> instructions;
  std::vector<Position> positions;  // same length as instructions
  std::vector<ExceptionEntry> exceptions;
};

const char* opcode_name(Opcode op);
bool opcode_has_arg(Opcode op);
bool is_jump(Opcode op);  // its argument is an instruction index

// The change in stack depth. `jump`: for the path that takes the jump (FOR_ITER, SEND differ).
int stack_effect(Opcode op, std::int32_t arg, bool jump);

// Text listing in the manner of `dis`, constants and nested code included. For tests and bug
// reports.
std::string disassemble(const Code& code);

}  // namespace gilscope::bytecode
