// The program's file on disk: read, written, and watched, so that any other editor can be used
// beside the window.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gilscope::desktop {

class SourceFile {
 public:
  explicit SourceFile(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  bool has_path() const { return !path_.empty(); }
  std::string name() const;  // without folders; "main.py" without a path
  // What Python calls the program, in tracebacks and in the trace.
  std::string program_name() const { return has_path() ? path_ : "main.py"; }
  Result<std::string> read();
  Result<bool> write(std::string_view text);
  // True once after somebody else changed the file; looks at the disk at most twice a second.
  bool changed_on_disk(double now_seconds);

 private:
  std::filesystem::file_time_type time_on_disk() const;

  std::string path_;
  std::filesystem::file_time_type known_time_{};
  double looked_at_ = 0;
};

}  // namespace gilscope::desktop
