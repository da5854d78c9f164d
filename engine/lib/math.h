// The parts of the module math, each defined in its own file.
#pragma once

#include "vm/function.h"
#include "vm/native.h"

namespace gilscope {

Value math_domain_error(Thread& thread);
Value math_range_error(Thread& thread);

void define_math_integers(Process& process, Module* module);  // gcd, factorial, comb, isqrt, ...
void define_math_sums(Process& process, Module* module);      // fsum, prod, hypot, dist, sumprod
void define_math_gamma(Process& process, Module* module);     // gamma, lgamma

}  // namespace gilscope
