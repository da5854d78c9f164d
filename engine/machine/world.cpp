#include "machine/world.h"

#include <algorithm>
#include <cerrno>

#include "machine/sim_disk.h"
#include "machine/sim_commands.h"
#include "machine/sim_network.h"
#include "machine/sim_sockets.h"

namespace gilscope {

static constexpr std::size_t kPipeBytesMax = 64 * 1024;

// Errors by Linux's numbers, whatever the host's are.
enum LinuxError { kEnoent = 2, kEbadf = 9, kEchild = 10, kEexist = 17, kEinval = 22, kEpipe = 32, kErange = 34,
                  kEtimedout = 110 };

struct World::Pipe {
  std::int64_t reader, writer;
  std::deque<std::string> messages;
  std::size_t bytes = 0;
  int readers = 1, writers = 1;
  Signal readable, writable;
};

struct World::Semaphore {
  std::int64_t value, maximum;
  Signal changed;
};

struct World::Memory {
  std::string bytes, name;
  bool unlinked = false;
};

struct World::Port {
  std::vector<IoReply> completions;
};

World::World(Listener& listener, std::uint64_t seed, std::string standard_input)
    : listener_(listener),
      network_(new SimulatedNetwork(seed)),
      disk_(new SimulatedDisk),
      sockets_(new SimulatedSockets(listener, *network_, next_id_)),
      standard_input_(std::move(standard_input)) {}

World::~World() = default;

Attempt World::fail(Operation& op, int error, std::string text) {
  op.reply.error = error;
  op.reply.error_text = std::move(text);
  return {true, 0, kForever};
}

World::Pipe* World::pipe_of(std::int64_t handle) {
  auto found = pipes_.find(handle);
  return found == pipes_.end() ? nullptr : found->second.get();
}

Attempt World::attempt(Operation& op, Nanos now) {
  switch (op.request.kind) {
    case IoKind::PortCreate:
      op.reply.a = static_cast<std::int64_t>(next_id_++);
      ports_[op.reply.a];
      return done(op);
    case IoKind::PortWait: return port_wait(op);
    case IoKind::PortPost:
      complete_on_port(op.request.a, IoReply{}, op.request.b);
      return done(op);
    case IoKind::PipeCreate: {
      auto pipe = std::make_shared<Pipe>();
      pipe->reader = static_cast<std::int64_t>(next_id_++);
      pipe->writer = static_cast<std::int64_t>(next_id_++);
      pipe->readable = static_cast<Signal>(pipe->reader);
      pipe->writable = static_cast<Signal>(pipe->writer);
      pipes_[pipe->reader] = pipes_[pipe->writer] = pipe;
      op.reply.a = pipe->reader;
      op.reply.b = pipe->writer;
      ends_[op.process].insert({pipe->reader, pipe->writer});
      return done(op);
    }
    case IoKind::PipeSend: return pipe_send(op);
    case IoKind::PipeReceive: return pipe_receive(op);
    case IoKind::PipePoll:
      if (!pipe_of(op.request.a)) return fail(op, kEbadf, "Bad file descriptor");
      op.reply.a = readable(op.request.a);
      return op.reply.a ? done(op) : Attempt{false, pipe_of(op.request.a)->readable, kForever};
    case IoKind::WaitAny: return wait_any(op, now);
    case IoKind::SemaphoreCreate: case IoKind::SemaphoreAcquire: case IoKind::SemaphoreRelease:
    case IoKind::SemaphoreValue: return semaphore(op);
    case IoKind::MemoryCreate: case IoKind::MemoryOpen: case IoKind::MemoryRead: case IoKind::MemoryWrite:
    case IoKind::MemoryUnlink: return memory(op);
    case IoKind::Duplicate:
      op.reply.a = op.request.a;
      return done(op);
    case IoKind::Close: {
      if (pipe_of(op.request.a) || sockets_->has(op.request.a)) {
        close_end(op.process, op.request.a);
        return done(op);
      }
      return timed(op, now);
    }
    case IoKind::ReadLine: return read_line(op);
    case IoKind::Http: case IoKind::FileOpen: case IoKind::FileRead: case IoKind::FileWrite: case IoKind::FileSeek:
    case IoKind::FileTruncate: case IoKind::FileStat: case IoKind::FileList: case IoKind::FileRemove:
    case IoKind::FileMakeFolder: case IoKind::FileRename: return timed(op, now);
    case IoKind::SocketConnect: case IoKind::SocketListen: case IoKind::SocketAccept: case IoKind::SocketSend:
    case IoKind::SocketReceive: case IoKind::SocketShutdown: case IoKind::DatagramOpen: case IoKind::DatagramSend:
    case IoKind::DatagramReceive: return socket(op, now);
    case IoKind::Command: return timed(op, now);
    case IoKind::Resolve:
      op.reply.text = op.request.text == "localhost" ? "127.0.0.1" : "93.184.216.34";
      return done(op);
    default: return fail(op, 38, "Function not implemented in the simulated world");
  }
}

void World::abandon(Operation&) {}

// Requests whose answer is known at once but arrives later.
Attempt World::timed(Operation& op, Nanos now) {
  if (op.ready_at < 0) {
    op.ready_at = now + (op.request.kind == IoKind::Http      ? network_->http(op, now)
                         : op.request.kind == IoKind::Command ? perform_command(op.request, op.reply)
                                                              : disk_->perform(op));
  }
  if (now >= op.ready_at) return done(op);
  return {false, 0, op.ready_at};
}

Attempt World::read_line(Operation& op) {
  std::size_t end = standard_input_.find('\n', input_position_);
  std::size_t stop = end == std::string::npos ? standard_input_.size() : end + 1;
  op.reply.data = standard_input_.substr(input_position_, stop - input_position_);
  input_position_ = stop;
  return done(op);
}

// --- ports

Attempt World::port_wait(Operation& op) {
  Port& port = ports_[op.request.a];
  if (port.completions.empty()) return {false, static_cast<Signal>(op.request.a), kForever};
  op.reply.completions = std::move(port.completions);
  port.completions.clear();
  return done(op);
}

void World::complete_on_port(std::int64_t port, IoReply reply, std::int64_t ticket) {
  reply.ticket = ticket;
  ports_[port].completions.push_back(std::move(reply));
  listener_.changed(static_cast<Signal>(port));
}

// --- pipes

bool World::readable(std::int64_t handle) {
  Pipe* pipe = pipe_of(handle);
  return pipe && (!pipe->messages.empty() || pipe->writers <= 0);
}

Attempt World::pipe_send(Operation& op) {
  Pipe* pipe = pipe_of(op.request.a);
  if (!pipe) return fail(op, kEbadf, "Bad file descriptor");
  if (pipe->readers <= 0) return fail(op, kEpipe, "Broken pipe");
  bool room = pipe->messages.empty() || pipe->bytes + op.request.data.size() <= kPipeBytesMax;
  if (!room) return {false, pipe->writable, kForever};
  pipe->bytes += op.request.data.size();
  pipe->messages.push_back(op.request.data);
  listener_.changed(pipe->readable);
  return done(op);
}

Attempt World::pipe_receive(Operation& op) {
  Pipe* pipe = pipe_of(op.request.a);
  if (!pipe) return fail(op, kEbadf, "Bad file descriptor");
  if (pipe->messages.empty()) {
    if (pipe->writers <= 0) return fail(op, kEpipe, "");
    return {false, pipe->readable, kForever};
  }
  op.reply.data = std::move(pipe->messages.front());
  pipe->messages.pop_front();
  pipe->bytes -= op.reply.data.size();
  listener_.changed(pipe->writable);
  if (!pipe->messages.empty()) listener_.changed(pipe->readable);
  return done(op);
}

Attempt World::socket(Operation& op, Nanos now) {
  std::int64_t made = 0;
  Attempt attempt = sockets_->attempt(op, now, &made);
  if (made) ends_[op.process].insert(made);
  return attempt;
}

// Which of several pipe ends and sockets can be read. The machine answers for the pids among them before it asks here.
Attempt World::wait_any(Operation& op, Nanos now) {
  Attempt waits;
  for (const auto& [handle, unused] : op.request.headers) {
    static_cast<void>(unused);
    if (handle.empty() || handle[0] == 'p') continue;
    std::int64_t number = 0;
    for (char c : handle) number = number * 10 + (c - '0');
    bool is_socket = sockets_->has(number);
    bool ready = is_socket ? sockets_->readable(number, now) : readable(number);
    if (ready) op.reply.headers.emplace_back(handle, "");
    if (is_socket) waits.at = std::min(waits.at, sockets_->readable_at(number));
    Signal signal = is_socket ? sockets_->signal_of(number) : pipe_of(number) ? pipe_of(number)->readable : 0;
    if (signal) waits.others.push_back(signal);
  }
  return op.reply.headers.empty() ? waits : done(op);
}

// --- semaphores

Attempt World::semaphore(Operation& op) {
  if (op.request.kind == IoKind::SemaphoreCreate) {
    op.reply.a = static_cast<std::int64_t>(next_id_++);
    semaphores_[op.reply.a] = Semaphore{op.request.a, op.request.b, static_cast<Signal>(op.reply.a)};
    return done(op);
  }
  auto found = semaphores_.find(op.request.a);
  if (found == semaphores_.end()) return fail(op, kEbadf, "Bad file descriptor");
  Semaphore& semaphore = found->second;
  switch (op.request.kind) {
    case IoKind::SemaphoreAcquire:
      if (semaphore.value == 0) return {false, semaphore.changed, kForever};
      --semaphore.value;
      op.reply.a = 1;
      return done(op);
    case IoKind::SemaphoreRelease:
      if (semaphore.value >= semaphore.maximum) return fail(op, kErange, "semaphore or lock released too many times");
      ++semaphore.value;
      listener_.changed(semaphore.changed);
      return done(op);
    default: op.reply.a = semaphore.value; return done(op);
  }
}

// --- shared memory

Attempt World::memory(Operation& op) {
  if (op.request.kind == IoKind::MemoryCreate) {
    for (auto& [handle, memory] : memories_) {
      bool taken = !memory.unlinked && !op.request.text.empty() && memory.name == op.request.text;
      if (taken) return fail(op, kEexist, "File exists");
    }
    op.reply.a = static_cast<std::int64_t>(next_id_++);
    std::string name = op.request.text.empty() ? "psm_" + std::to_string(op.reply.a) : op.request.text;
    op.reply.text = name;
    memories_[op.reply.a] = Memory{std::string(static_cast<std::size_t>(op.request.a), '\0'), name, false};
    return done(op);
  }
  if (op.request.kind == IoKind::MemoryOpen) {
    for (auto& [handle, memory] : memories_) {
      if (memory.unlinked || memory.name != op.request.text) continue;
      op.reply.a = handle;
      op.reply.b = static_cast<std::int64_t>(memory.bytes.size());
      return done(op);
    }
    return fail(op, kEnoent, "No such file or directory");
  }
  auto found = memories_.find(op.request.a);
  if (found == memories_.end()) return fail(op, kEbadf, "Bad file descriptor");
  Memory& memory = found->second;
  auto offset = static_cast<std::size_t>(op.request.b);
  bool inside = op.request.b >= 0 && offset <= memory.bytes.size();
  if (op.request.kind == IoKind::MemoryUnlink) {
    memory.unlinked = true;
  } else if (!inside) {
    return fail(op, kEinval, "Invalid argument");
  } else if (op.request.kind == IoKind::MemoryRead) {
    op.reply.data = memory.bytes.substr(offset, static_cast<std::size_t>(op.request.c));
  } else {
    std::size_t count = std::min(op.request.data.size(), memory.bytes.size() - offset);
    memory.bytes.replace(offset, count, op.request.data, 0, count);
  }
  return done(op);
}

void World::close_end(std::uint32_t process, std::int64_t handle) {
  Pipe* pipe = pipe_of(handle);
  if (!ends_[process].erase(handle)) return;
  if (!pipe) return sockets_->remove_owner(handle);
  (handle == pipe->reader ? pipe->readers : pipe->writers) -= 1;
  listener_.changed(pipe->readable);
  listener_.changed(pipe->writable);
}

// A pipe's end is open in every process that inherited it; spawned ones are handed all of their parent's.
void World::process_started(std::uint32_t parent, std::uint32_t child) {
  for (std::int64_t handle : ends_[parent]) {
    Pipe* pipe = pipe_of(handle);
    if (!pipe) {
      sockets_->add_owner(handle);
      continue;
    }
    (handle == pipe->reader ? pipe->readers : pipe->writers) += 1;
  }
  ends_[child] = ends_[parent];
}

void World::process_ended(std::uint32_t process) {
  std::set<std::int64_t> open = ends_[process];
  for (std::int64_t handle : open) close_end(process, handle);
  ends_.erase(process);
}

}  // namespace gilscope
