// Arithmetic of float and complex, and conversions that the types of numbers share.
#pragma once

#include "vm/number.h"

namespace gilscope {

Value float_binary(Thread& thread, BinaryOperator op, double x, double y);
bool float_divmod(Thread& thread, double x, double y, double* quotient, double* remainder);
// x[0] + x[1] j
Value complex_binary(Thread& thread, BinaryOperator op, const double* x, const double* y);
Value complex_unary(Thread& thread, UnaryOperator op, Value v);
bool complex_equal(Thread& thread, Value left, Value right);
std::int64_t hash_double(double value);

// int, float and their subclasses to double. False: OverflowError.
bool number_as_double(Thread& thread, Value v, double* out);
// An integer Value of any kind, through __index__; Null: TypeError is pending.
Value integer_index(Thread& thread, Value v);
// What numeric_text (number_text.h) made of a literal; `literal` is what the error shows.
Value int_from_clean_text(Thread& thread, std::string_view text, int base,
                          const std::string& literal);
// round(x, digits) and round(x)
Value float_round(Thread& thread, double value, std::int64_t digits);
Value float_round_to_int(Thread& thread, double value);

Value raise_range_error(Thread& thread);  // OverflowError(34, 'Numerical result out of range')

}  // namespace gilscope
