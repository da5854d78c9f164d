#include "native/desktop/source_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace gilscope::desktop {

std::string SourceFile::name() const {
  return has_path() ? std::filesystem::path(path_).filename().string() : "main.py";
}

std::filesystem::file_time_type SourceFile::time_on_disk() const {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(path_, error);
  return error ? std::filesystem::file_time_type{} : time;
}

Result<std::string> SourceFile::read() {
  known_time_ = time_on_disk();
  std::FILE* file = std::fopen(path_.c_str(), "rb");
  if (!file) return Error{path_ + ": " + std::strerror(errno)};
  std::string text;
  char block[65536];
  for (std::size_t count; (count = std::fread(block, 1, sizeof block, file)) > 0;) {
    text.append(block, count);
  }
  const bool failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed) return Error{path_ + ": it cannot be read"};
  return text;
}

Result<bool> SourceFile::write(std::string_view text) {
  std::FILE* file = std::fopen(path_.c_str(), "wb");
  if (!file) return Error{path_ + ": " + std::strerror(errno)};
  const bool complete = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = std::fclose(file) == 0;
  known_time_ = time_on_disk();
  if (!complete || !closed) return Error{path_ + ": it cannot be written"};
  return true;
}

bool SourceFile::changed_on_disk(double now_seconds) {
  if (!has_path() || now_seconds - looked_at_ < 0.5) return false;
  looked_at_ = now_seconds;
  const auto time = time_on_disk();
  // An editor that saves by replacing the file leaves a moment in which there is none.
  if (time == known_time_ || time == std::filesystem::file_time_type{}) return false;
  known_time_ = time;
  return true;
}

}  // namespace gilscope::desktop
