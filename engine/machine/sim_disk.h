// SimulatedDisk: the files of the simulated computer. Starts with a few; what the program writes lives as long as the run.
#pragma once

#include "machine/world.h"

namespace gilscope {

class SimulatedDisk {
 public:
  SimulatedDisk();
  // Performs a File* request; returns how long it takes.
  Nanos perform(Operation& op);

 private:
  struct File {
    std::string content;
    Nanos modified = 0;
  };
  struct Open {
    std::string path;
    std::size_t position = 0;
    bool writes = false, appends = false;
  };
  void open(Operation& op);
  std::map<std::string, File> files_;
  std::map<std::string, bool> folders_;
  std::map<std::int64_t, Open> open_;
  std::int64_t next_handle_ = 1000;
};

}  // namespace gilscope
