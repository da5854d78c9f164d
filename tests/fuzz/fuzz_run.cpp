// Whatever compiles runs to its end or to a limit, the same twice.
#include <cstdlib>

#include "session/session.h"
#include "syntax/parser.h"

namespace {

std::uint64_t run(std::string_view source) {
  gilscope::SessionOptions options;
  gilscope::Limits& limits = options.machine.limits;
  limits.instructions = 100'000;
  limits.virtual_time_ns = 20 * gilscope::kSecond;
  limits.threads = 50;
  limits.processes = 8;
  limits.heap_bytes = std::size_t{48} << 20;
  limits.trace_bytes = std::size_t{16} << 20;
  limits.output_bytes = std::size_t{1} << 18;
  options.machine.cores = 2;
  options.machine.argv = {"fuzz.py"};
  gilscope::Session session({"fuzz.py", std::string(source)}, options);
  while (session.step(64) == gilscope::RunState::Running) {
  }
  return session.trace().hash();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view source(reinterpret_cast<const char*>(data), size);
  if (!gilscope::parse(source).ok()) return -1;
  std::uint64_t hash = run(source);
  if (size % 8 == 0 && run(source) != hash) std::abort();  // not all: a run is slow here
  return 0;
}
