// Machine: what runs a program. Session makes one, steps it until it is done, and reads its trace meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/nanos.h"
#include "trace/buffer.h"
#include "vm/process.h"

namespace gilscope {

struct Limits {  // reaching one ends the run with a message that names it; what ran so far stays
  Nanos virtual_time_ns = 3600 * kSecond;
  std::int64_t instructions = 2'000'000'000;
  std::uint32_t threads = 20'000;
  std::uint32_t processes = 128;
  std::size_t heap_bytes = std::size_t{512} << 20;  // of one process
  std::size_t trace_bytes = std::size_t{256} << 20;
  std::size_t output_bytes = std::size_t{16} << 20;
};

enum class GilMode : std::uint8_t { Normal, FreeThreaded };

struct MachineOptions {
  std::uint32_t cores = 4;
  std::uint64_t seed = 0;
  Nanos switch_interval_ns = 5 * kMillisecond;
  GilMode gil = GilMode::Normal;
  bool check_every_instruction = false;
  int python_minor = 12;
  StartMethod start_method = StartMethod::Fork;
  Limits limits;
  std::vector<std::string> argv;  // argv[0] is the script's name
  std::string standard_input;
};

enum class RunState : std::uint8_t { Running, Finished, LimitReached, Deadlock, Stopped };

// What a process of the program starts with: its main module's source, or a function of a frozen module.
struct Program {
  std::string filename;
  std::string source;
};

class Machine {
 public:
  virtual ~Machine() = default;
  // Runs for about `steps` thousand instructions' worth of real work, then returns so that the caller can breathe.
  virtual RunState step(std::uint32_t slices) = 0;
  virtual void stop() = 0;  // from any thread
  virtual RunState state() const = 0;
  virtual const Trace& trace() const = 0;
  virtual int exit_status() const = 0;
  virtual Nanos now() const = 0;
  virtual std::uint64_t instructions() const = 0;
  virtual std::string message() const = 0;  // what ended the run, when it was not the program itself
};

}  // namespace gilscope
