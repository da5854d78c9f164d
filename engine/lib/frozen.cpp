#include "lib/frozen.h"

#include <algorithm>

namespace gilscope {

const FrozenModule* find_frozen_module(std::string_view name) {
  const std::span<const FrozenModule> modules = frozen_modules();
  const auto found = std::lower_bound(modules.begin(), modules.end(), name,
                                      [](const FrozenModule& module, std::string_view wanted) {
                                        return std::string_view(module.name) < wanted;
                                      });
  return found != modules.end() && found->name == name ? &*found : nullptr;
}

}  // namespace gilscope
