#include "machine/sim_disk.h"

#include <algorithm>
#include <set>

namespace gilscope {

namespace {

// A solid-state disk behind the operating system's cache.
constexpr Nanos kAccess = 40 * kMicrosecond;
constexpr std::int64_t kBytesPerSecond = 1'500'000'000;

enum LinuxError { kEnoent = 2, kEbadf = 9, kEexist = 17, kEnotdir = 20, kEisdir = 21, kEinval = 22, kEnotempty = 39 };

void fail(Operation& op, int error, const char* text) {
  op.reply.error = error;
  op.reply.error_text = text;
}

// One spelling for every path: absolute, without "." and "..". The working folder is /home/user.
std::string normal(const std::string& path) {
  std::string full = !path.empty() && path[0] == '/' ? path : "/home/user/" + path;
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= full.size()) {
    std::size_t end = std::min(full.find('/', start), full.size());
    std::string part = full.substr(start, end - start);
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!part.empty() && part != "." && part != "..") parts.push_back(part);
    start = end + 1;
  }
  std::string out;
  for (const std::string& part : parts) out += "/" + part;
  return out.empty() ? "/" : out;
}

std::string folder_of(const std::string& path) {
  std::size_t slash = path.rfind('/');
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

SimulatedDisk::SimulatedDisk() {
  for (const char* folder : {"/", "/home", "/home/user", "/tmp"}) folders_[folder] = true;
}

void SimulatedDisk::open(Operation& op) {
  std::string path = normal(op.request.text);
  const std::string& mode = op.request.text2;
  bool reads = mode.find('r') != std::string::npos, plus = mode.find('+') != std::string::npos;
  bool exclusive = mode.find('x') != std::string::npos, appends = mode.find('a') != std::string::npos;
  if (folders_.count(path)) return fail(op, kEisdir, "Is a directory");
  bool exists = files_.count(path) != 0;
  if (reads && !exists) return fail(op, kEnoent, "No such file or directory");
  if (exclusive && exists) return fail(op, kEexist, "File exists");
  if (!folders_.count(folder_of(path))) return fail(op, kEnoent, "No such file or directory");
  File& file = files_[path];
  if (!reads && !appends) file.content.clear();
  Open handle;
  handle.path = path;
  handle.writes = !reads || plus;
  handle.appends = appends;
  if (appends) handle.position = file.content.size();
  op.reply.a = next_handle_++;
  op.reply.b = static_cast<std::int64_t>(file.content.size());
  open_[op.reply.a] = handle;
}

Nanos SimulatedDisk::perform(Operation& op) {
  const IoRequest& request = op.request;
  auto bytes_time = [](std::size_t count) { return static_cast<Nanos>(count) * kSecond / kBytesPerSecond; };
  auto handle = open_.find(request.a);
  bool on_handle = request.kind == IoKind::FileRead || request.kind == IoKind::FileWrite ||
                   request.kind == IoKind::FileSeek || request.kind == IoKind::FileTruncate;
  if (on_handle && handle == open_.end()) {
    fail(op, kEbadf, "Bad file descriptor");
    return 0;
  }
  std::string path = normal(request.text);
  switch (request.kind) {
    case IoKind::FileOpen: open(op); return kAccess;
    case IoKind::FileRead: {
      Open& file = handle->second;
      const std::string& content = files_[file.path].content;
      std::size_t start = std::min(file.position, content.size());
      std::size_t count = request.b < 0 ? content.size() - start
                                        : std::min(static_cast<std::size_t>(request.b), content.size() - start);
      op.reply.data = content.substr(start, count);
      file.position = start + count;
      return kAccess / 4 + bytes_time(count);
    }
    case IoKind::FileWrite: {
      Open& file = handle->second;
      if (!file.writes && !file.appends) {
        fail(op, kEbadf, "Bad file descriptor");
        return 0;
      }
      std::string& content = files_[file.path].content;
      if (file.appends) file.position = content.size();
      if (content.size() < file.position + request.data.size()) content.resize(file.position + request.data.size());
      content.replace(file.position, request.data.size(), request.data);
      file.position += request.data.size();
      op.reply.a = static_cast<std::int64_t>(request.data.size());
      return kAccess / 4 + bytes_time(request.data.size());
    }
    case IoKind::FileSeek: {
      Open& file = handle->second;
      auto size = static_cast<std::int64_t>(files_[file.path].content.size());
      std::int64_t base = request.c == 1 ? static_cast<std::int64_t>(file.position) : request.c == 2 ? size : 0;
      if (base + request.b < 0) {
        fail(op, kEinval, "Invalid argument");
        return 0;
      }
      file.position = static_cast<std::size_t>(base + request.b);
      op.reply.a = base + request.b;
      return 0;
    }
    case IoKind::FileTruncate: files_[handle->second.path].content.resize(static_cast<std::size_t>(request.b)); return kAccess;
    case IoKind::FileStat:
      if (files_.count(path)) {
        op.reply.a = static_cast<std::int64_t>(files_[path].content.size());
        op.reply.b = 1;
      } else if (folders_.count(path)) {
        op.reply.a = 4096;
        op.reply.b = 2;
      } else {
        fail(op, kEnoent, "No such file or directory");
      }
      return kAccess / 8;
    case IoKind::FileList: {
      if (!folders_.count(path)) {
        fail(op, files_.count(path) ? kEnotdir : kEnoent, files_.count(path) ? "Not a directory" : "No such file or directory");
        return kAccess;
      }
      std::string prefix = path == "/" ? "/" : path + "/";
      std::set<std::string> names;
      auto consider = [&](const std::string& each) {
        bool inside = each.size() > prefix.size() && each.rfind(prefix, 0) == 0;
        if (inside && each.find('/', prefix.size()) == std::string::npos) names.insert(each.substr(prefix.size()));
      };
      for (const auto& [each, file] : files_) consider(each);
      for (const auto& [each, there] : folders_) consider(each);
      for (const std::string& name : names) op.reply.headers.emplace_back(name, "");
      return kAccess;
    }
    case IoKind::FileRemove:
      if (request.a == 1) {
        bool full = false;
        for (const auto& [each, file] : files_) full = full || each.rfind(path + "/", 0) == 0;
        for (const auto& [each, there] : folders_) full = full || each.rfind(path + "/", 0) == 0;
        if (full) {
          fail(op, kEnotempty, "Directory not empty");
        } else if (!folders_.erase(path)) {
          fail(op, kEnoent, "No such file or directory");
        }
      } else if (!files_.erase(path)) {
        fail(op, folders_.count(path) ? kEisdir : kEnoent, folders_.count(path) ? "Is a directory" : "No such file or directory");
      }
      return kAccess;
    case IoKind::FileMakeFolder:
      if (files_.count(path) || folders_.count(path)) {
        fail(op, kEexist, "File exists");
      } else if (!folders_.count(folder_of(path))) {
        fail(op, kEnoent, "No such file or directory");
      } else {
        folders_[path] = true;
      }
      return kAccess;
    case IoKind::FileRename: {
      std::string to = normal(request.text2);
      auto file = files_.find(path);
      if (file == files_.end()) {
        fail(op, kEnoent, "No such file or directory");
      } else {
        files_[to] = std::move(file->second);
        files_.erase(path);
      }
      return kAccess;
    }
    case IoKind::Close: open_.erase(request.a); return 0;
    default: fail(op, 38, "Function not implemented in the simulated world"); return 0;
  }
}

}  // namespace gilscope
