// object's own methods, which the calls of classes treat specially.
#pragma once

#include "vm/type.h"

namespace gilscope {

Value object_new(Thread& thread, const Value* args);   // body of object.__new__
Value object_init(Thread& thread, const Value* args);  // body of object.__init__
// object.__new__ on `type`: TypeError when abstract, or when arguments are left that nobody takes.
Value new_plain_object(Thread& thread, Type* type, bool has_arguments);
// "module.qualname", without "builtins.".
std::string qualified_name(Process& process, Type* type);
std::string module_name(Process& process, Type* type);
std::string address_text(Process& process, Value v);  // "0x7f..."

// obj.__reduce_ex__ lives in the frozen module copyreg; see object_type.cpp.

}  // namespace gilscope
