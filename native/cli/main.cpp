// gilscope: the command line. `gilscope run FILE [ARGS]` runs a program on the simulated machine: the program's output on
// stdout, ours on stderr, the program's exit status.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "session/session.h"
#include "trace/chrome_json.h"
#include "trace/statistics.h"

namespace {

using namespace gilscope;

struct Arguments {
  std::string file;
  std::vector<std::string> program_arguments;
  std::uint32_t cores = 4;
  std::string python = "3.12";
  std::uint64_t seed = 0;
  double switch_interval = 0.005;
  std::string start_method;
  std::string trace_file, stats_file;
  double max_virtual_time = 3600;
  double max_instructions = 2e9;
};

bool read_file(const std::string& path, std::string* out) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  std::ostringstream text;
  text << in.rdbuf();
  *out = text.str();
  return true;
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  return static_cast<bool>(out);
}

int complain(const std::string& message) {
  std::fprintf(stderr, "gilscope: %s\n", message.c_str());
  return 2;
}

bool write_reports(const Session& session, const Arguments& arguments) {
  if (arguments.stats_file.empty() && arguments.trace_file.empty()) return true;
  TraceIndex index(session.trace());
  index.extend();
  if (!arguments.stats_file.empty()) {
    std::string text = statistics_json(index, statistics_of(index), session.instructions());
    if (!write_file(arguments.stats_file, text)) return complain("cannot write " + arguments.stats_file), false;
  }
  if (!arguments.trace_file.empty() && !write_file(arguments.trace_file, chrome_json(index))) {
    return complain("cannot write " + arguments.trace_file), false;
  }
  return true;
}

int run_program(const Arguments& arguments) {
  std::string source;
  if (!read_file(arguments.file, &source)) {
    return complain("can't open file '" + arguments.file + "': No such file or directory");
  }
  Result<SessionOptions> chosen = apply_python_version({}, arguments.python);
  if (!chosen.ok()) return complain(chosen.error());
  SessionOptions options = chosen.value();
  options.machine.cores = arguments.cores;
  options.machine.seed = arguments.seed;
  options.machine.switch_interval_ns = static_cast<Nanos>(arguments.switch_interval * 1e9);
  options.machine.limits.virtual_time_ns = static_cast<Nanos>(arguments.max_virtual_time * 1e9);
  options.machine.limits.instructions = static_cast<std::int64_t>(arguments.max_instructions);
  if (arguments.start_method == "fork") options.machine.start_method = StartMethod::Fork;
  if (arguments.start_method == "spawn") options.machine.start_method = StartMethod::Spawn;
  if (arguments.start_method == "forkserver") options.machine.start_method = StartMethod::Forkserver;
  options.machine.argv.push_back(arguments.file);
  for (const std::string& each : arguments.program_arguments) options.machine.argv.push_back(each);
  if (source.find("input(") != std::string::npos || source.find("stdin") != std::string::npos) {
    std::ostringstream input;
    input << std::cin.rdbuf();
    options.machine.standard_input = input.str();
  }
  options.on_output = [](int fd, std::string_view bytes, Nanos) {
    std::FILE* stream = fd == 2 ? stderr : stdout;
    std::fwrite(bytes.data(), 1, bytes.size(), stream);
    std::fflush(stream);
  };
  Session session(Program{arguments.file, source}, options);
  while (session.step(1024) == RunState::Running) {
  }
  if (!session.message().empty()) std::fprintf(stderr, "gilscope: %s\n", session.message().c_str());
  return write_reports(session, arguments) ? session.exit_status() : 2;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"GILscope: runs a Python program on a simulated CPython and shows who held the GIL."};
  app.set_version_flag("--version", "gilscope " GILSCOPE_VERSION);
  app.require_subcommand(1);
  Arguments arguments;
  CLI::App* run = app.add_subcommand("run", "Run FILE; what follows FILE and is no option of ours goes to the program.");
  run->add_option("file", arguments.file, "The Python program")->required();
  run->add_option("args", arguments.program_arguments, "Arguments of the program (sys.argv[1:])");
  run->add_option("--cores", arguments.cores, "Simulated cores")->check(CLI::Range(1, 256))->capture_default_str();
  run->add_option("--python", arguments.python, "Version whose rules and costs apply")
      ->check(CLI::IsMember({"3.9", "3.11", "3.12", "3.14", "3.14t"}))
      ->capture_default_str();
  run->add_option("--seed", arguments.seed, "Seed of the scheduler, the network and unseeded random")->capture_default_str();
  run->add_option("--switch-interval", arguments.switch_interval, "sys.getswitchinterval() at the start, seconds")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  run->add_option("--start-method", arguments.start_method, "multiprocessing's start method")
      ->check(CLI::IsMember({"fork", "spawn", "forkserver"}));
  run->add_option("--trace", arguments.trace_file, "Write the trace as Chrome/Perfetto JSON");
  run->add_option("--stats", arguments.stats_file, "Write statistics as JSON");
  run->add_option("--max-virtual-time", arguments.max_virtual_time, "Stop after so many simulated seconds")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  run->add_option("--max-instructions", arguments.max_instructions, "Stop after so many instructions")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return run_program(arguments);
}
