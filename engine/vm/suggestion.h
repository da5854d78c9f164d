// "Did you mean: 'append'?": names near to the one that was not found.
#pragma once

#include <string>

#include "vm/exception.h"

namespace gilscope {

// What is added to the last line of the report, or "".
std::string suggestion_for(Thread& thread, Exception* exception);

}  // namespace gilscope
