// Who owns which of Process::extension: roots that a native module keeps between calls (its types, mostly).
#pragma once

namespace gilscope {

enum ExtensionSlot {
  kLockTypeSlot,
  kRLockTypeSlot,
  kLocalTypeSlot,
  kIoReplyTypeSlot,
  kRandomTypeSlot,
  kItertoolsSlot,
  kFunctoolsSlot,
  kCollectionsSlot,
  kHashSlot,
  kAbcSlot,
  kWeakrefSlot,
  kRegexSlot,
  kStackSizeSlot,
};

}  // namespace gilscope
