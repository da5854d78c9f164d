// gilscope: the command line. `gilscope run FILE [ARGS]` runs a program on the simulated machine: the program's output on
// stdout, ours on stderr, the program's exit status.
#include <getopt.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
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
  std::vector<std::string> module_folders;
  std::string trace_file, stats_file;
  double max_virtual_time = 3600;
  double max_instructions = 2e9;
  double max_trace_bytes = 256 << 20;
};

bool read_file(const std::string& path, std::string* out) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  std::ostringstream text;
  text << in.rdbuf();
  *out = text.str();
  return true;
}

// `a.b` is a/b.py or a/b/__init__.py, in the first of the folders that has one of them.
bool find_source(const std::vector<std::string>& folders, std::string_view dotted_name, Program* found, bool* is_package) {
  std::string relative(dotted_name);
  for (char& c : relative) {
    if (c == '.') c = '/';
  }
  for (const std::string& folder : folders) {
    for (const char* ending : {"/__init__.py", ".py"}) {
      found->filename = folder + "/" + relative + ending;
      *is_package = ending[0] == '/';
      if (read_file(found->filename, &found->source)) return true;
    }
  }
  return false;
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
  options.machine.limits.trace_bytes = static_cast<std::size_t>(arguments.max_trace_bytes);
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
  std::vector<std::string> folders = {std::filesystem::absolute(arguments.file).parent_path().string()};
  folders.insert(folders.end(), arguments.module_folders.begin(), arguments.module_folders.end());
  options.find_source = [folders](std::string_view name, Program* found, bool* is_package) {
    return find_source(folders, name, found, is_package);
  };
  Session session(Program{arguments.file, source}, options);
  while (session.step(1024) == RunState::Running) {
  }
  if (!session.message().empty()) std::fprintf(stderr, "gilscope: %s\n", session.message().c_str());
  return write_reports(session, arguments) ? session.exit_status() : 2;
}

constexpr char kUsage[] =
    R"(Usage: gilscope run FILE [ARGS...] [options]

Runs the Python program FILE on a simulated CPython, in virtual time. The program's own
output goes to stdout, its tracebacks to stderr, its exit status is ours; a run that a limit
or a deadlock ended exits with 70. Arguments of the program that begin with a dash go after --.

Options
  --cores N               simulated cores, 1 to 256 (default 4)
  --python VERSION        whose rules and costs apply: 3.9, 3.11, 3.12, 3.14, 3.14t (default 3.12)
  --seed N                of the scheduler, the network and unseeded random (default 0)
  --switch-interval S     sys.getswitchinterval() at the start, in seconds (default 0.005)
  --start-method M        of multiprocessing: fork, spawn or forkserver (default: the version's)
  --path FOLDER           where modules are found that are neither in the library nor beside FILE;
                          may be given several times
  --trace OUT.json        write the trace for ui.perfetto.dev or chrome://tracing
  --stats OUT.json        write the figures of the run
  --max-virtual-time S    stop after so many simulated seconds (default 3600)
  --max-instructions N    stop after so many bytecode instructions (default 2e9)
  --max-trace-bytes N     stop when the trace has grown to so many bytes (default 268435456)
  --help                  this text
  --version               the version of gilscope
)";

int usage_error(const std::string& message) {
  std::fprintf(stderr, "gilscope: %s\nTry 'gilscope --help'.\n", message.c_str());
  return 2;
}

// A number in [low, high]; complains and returns false otherwise.
bool parse_number(const char* option, const char* text, double low, double high, double* out) {
  char* end = nullptr;
  *out = std::strtod(text, &end);
  if (end != text && !*end && *out >= low && *out <= high) return true;
  std::fprintf(stderr, "gilscope: --%s needs a number from %g to %g, not '%s'\n", option, low, high, text);
  return false;
}

bool one_of(const char* option, const std::string& text, std::initializer_list<const char*> choices) {
  std::string list;
  for (const char* choice : choices) {
    if (text == choice) return true;
    list += list.empty() ? choice : std::string(", ") + choice;
  }
  std::fprintf(stderr, "gilscope: --%s is one of %s, not '%s'\n", option, list.c_str(), text.c_str());
  return false;
}

bool take_option(const char* name, const char* text, Arguments* arguments) {
  double number = 0;
  if (!std::strcmp(name, "cores")) {
    if (!parse_number(name, text, 1, 256, &number)) return false;
    arguments->cores = static_cast<std::uint32_t>(number);
  } else if (!std::strcmp(name, "python")) {
    arguments->python = text;
    return one_of(name, text, {"3.9", "3.11", "3.12", "3.14", "3.14t"});
  } else if (!std::strcmp(name, "seed")) {
    if (!parse_number(name, text, 0, 9e15, &number)) return false;
    arguments->seed = static_cast<std::uint64_t>(number);
  } else if (!std::strcmp(name, "switch-interval")) {
    return parse_number(name, text, 1e-6, 1000, &arguments->switch_interval);
  } else if (!std::strcmp(name, "start-method")) {
    arguments->start_method = text;
    return one_of(name, text, {"fork", "spawn", "forkserver"});
  } else if (!std::strcmp(name, "path")) {
    arguments->module_folders.push_back(text);
  } else if (!std::strcmp(name, "trace")) {
    arguments->trace_file = text;
  } else if (!std::strcmp(name, "stats")) {
    arguments->stats_file = text;
  } else if (!std::strcmp(name, "max-virtual-time")) {
    return parse_number(name, text, 1e-6, 9e9, &arguments->max_virtual_time);
  } else if (!std::strcmp(name, "max-instructions")) {
    return parse_number(name, text, 1, 9e18, &arguments->max_instructions);
  } else if (!std::strcmp(name, "max-trace-bytes")) {
    return parse_number(name, text, 1 << 20, 1e12, &arguments->max_trace_bytes);
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  static const option kOptions[] = {
      {"cores", required_argument, nullptr, 0},         {"python", required_argument, nullptr, 0},
      {"seed", required_argument, nullptr, 0},          {"switch-interval", required_argument, nullptr, 0},
      {"start-method", required_argument, nullptr, 0},  {"path", required_argument, nullptr, 0},
      {"trace", required_argument, nullptr, 0},
      {"stats", required_argument, nullptr, 0},         {"max-virtual-time", required_argument, nullptr, 0},
      {"max-instructions", required_argument, nullptr, 0}, {"max-trace-bytes", required_argument, nullptr, 0},
      {"help", no_argument, nullptr, 'h'},
      {"version", no_argument, nullptr, 'v'},           {nullptr, 0, nullptr, 0},
  };
  int index = 0;
  for (int found; (found = getopt_long(argc, argv, "h", kOptions, &index)) != -1;) {
    if (found == 'h') return std::fputs(kUsage, stdout), 0;
    if (found == 'v') return std::puts("gilscope " GILSCOPE_VERSION), 0;
    if (found == '?') return std::fputs("Try 'gilscope --help'.\n", stderr), 2;
    if (!take_option(kOptions[index].name, optarg, &arguments)) return 2;
  }
  if (optind >= argc) return std::fputs(kUsage, stderr), 2;
  if (std::strcmp(argv[optind], "run") != 0) {
    return usage_error("unknown command '" + std::string(argv[optind]) + "' (there is: run)");
  }
  if (optind + 1 >= argc) return usage_error("run needs the FILE of a Python program");
  arguments.file = argv[optind + 1];
  for (int i = optind + 2; i < argc; ++i) arguments.program_arguments.push_back(argv[i]);
  return run_program(arguments);
}
