// The parts of list that its files share. Everyone else uses containers.h.
#pragma once

#include "vm/containers.h"

namespace gilscope {

void list_erase(List* list, std::uint32_t start, std::uint32_t end);
void add_list_methods(Process& process, Type* type);

}  // namespace gilscope
