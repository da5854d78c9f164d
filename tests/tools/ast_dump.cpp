// gilscope-ast-dump: what the parser makes of Python texts, for comparisons with a real CPython.
//
//   gilscope-ast-dump FILE...        the tree of each file (or its diagnostics), one line per file
//   gilscope-ast-dump --time FILE... how fast the files parse
//   gilscope-ast-dump --batch        reads "LENGTH MODE\nTEXT" records from standard input, where
//   MODE
//                                    is exec or eval, and answers each with one line
// A line is "ok TREE" or "error JSON", JSON being the list of diagnostics.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/dump.h"
#include "syntax/parser.h"

namespace {

using gilscope::Diagnostic;
using gilscope::ParseMode;
using gilscope::ParseOptions;
using gilscope::ParseResult;

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string answer(const std::string& text, ParseMode mode) {
  ParseOptions options;
  options.mode = mode;
  ParseResult result = gilscope::parse(text, options);
  if (result.module_ast != nullptr) return "ok " + dump(*result.module_ast, true);
  if (result.expression_ast != nullptr) return "ok " + dump(*result.expression_ast, true);
  nlohmann::json list = nlohmann::json::array();
  for (const Diagnostic& d : result.diagnostics) {
    list.push_back({{"kind", std::string(name_of(d.kind))},
                    {"message", d.message},
                    {"line", d.line},
                    {"offset", d.offset},
                    {"end_line", d.end_line},
                    {"end_offset", d.end_offset},
                    {"text", d.text}});
  }
  return "error " + list.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

int run_batch() {
  std::string header;
  while (std::getline(std::cin, header)) {
    std::istringstream words(header);
    size_t length = 0;
    std::string mode;
    words >> length >> mode;
    std::string text(length, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(length));
    std::cout << answer(text, mode == "eval" ? ParseMode::Eval : ParseMode::Exec) << std::endl;
  }
  return 0;
}

int run_timing(const std::vector<const char*>& paths) {
  std::vector<std::string> texts;
  size_t bytes = 0;
  for (const char* path : paths) {
    texts.push_back(read_file(path));
    bytes += texts.back().size();
  }
  auto begin = std::chrono::steady_clock::now();
  size_t good = 0;
  for (const std::string& text : texts) good += gilscope::parse(text).ok();
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("%zu of %zu files, %.1f MB in %.3f s: %.1f MB/s\n", good, texts.size(),
              static_cast<double>(bytes) / 1e6, seconds.count(),
              static_cast<double>(bytes) / 1e6 / seconds.count());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<const char*> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && std::string(arguments[0]) == "--batch") return run_batch();
  if (!arguments.empty() && std::string(arguments[0]) == "--time") {
    return run_timing({arguments.begin() + 1, arguments.end()});
  }
  for (const char* path : arguments) {
    std::printf("%s\n", answer(read_file(path), ParseMode::Exec).c_str());
  }
  return 0;
}
