// Each goldens/NAME.py has its reviewed disassembly in NAME.dis. GILSCOPE_UPDATE_GOLDENS=1 writes
// the listings anew, to be reviewed as a diff.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "compile_text.h"

using namespace gilscope;
using namespace gilscope::compiler;
using namespace gilscope::compiler::testing;

TEST_CASE("the listings of small programs are those that were reviewed") {
  std::filesystem::path folder =
      std::filesystem::path(GILSCOPE_SOURCE_DIR) / "tests/unit/compiler/goldens";
  bool updates = std::getenv("GILSCOPE_UPDATE_GOLDENS") != nullptr;
  std::vector<std::filesystem::path> programs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".py") programs.push_back(entry.path());
  }
  std::sort(programs.begin(), programs.end());
  CHECK(programs.size() >= 25);
  for (const std::filesystem::path& program : programs) {
    CAPTURE(program.filename().string());
    CompileResult result = compile_text(read_file(program.string()));
    REQUIRE(result.ok());
    CHECK(bytecode::verify(*result.code).empty());
    std::string listing = bytecode::disassemble(*result.code);
    std::filesystem::path golden = program;
    golden.replace_extension(".dis");
    if (updates) std::ofstream(golden, std::ios::binary) << listing;
    CHECK(listing == read_file(golden.string()));
  }
}
