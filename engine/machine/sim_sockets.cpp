#include "machine/sim_sockets.h"

#include <algorithm>

#include "machine/sim_network.h"

namespace gilscope {

namespace {

constexpr Nanos kLocalLatency = 15 * kMicrosecond;    // a packet between two processes of this computer
constexpr Nanos kRemoteLatency = 20 * kMillisecond;   // a connection to a host of the web
constexpr Nanos kNanosPerKilobyte = 250;              // what the bytes add on this computer
constexpr std::size_t kBufferBytes = 256 * 1024;
constexpr std::int64_t kFirstFreePort = 32768, kLastPort = 60999;

enum LinuxError { kEbadf = 9, kEpipe = 32, kEaddrinuse = 98, kEnotconn = 107, kEconnrefused = 111 };

Attempt fail(Operation& op, int error, const char* text) {
  op.reply.error = error;
  op.reply.error_text = text;
  return {true, 0, kForever};
}

const Attempt kDone{true, 0, kForever, {}};

bool is_this_computer(const std::string& host) {
  return host.empty() || host == "localhost" || host == "gilscope" || host == "0.0.0.0" || host == "::1" || host == "::" ||
         host.rfind("127.", 0) == 0;
}

bool answers_http(std::int64_t port) { return port == 80 || port == 443 || port == 8080; }

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// The value of a header in the head of a request; empty when it is not there.
std::string header(const std::string& head, const std::string& name) {
  std::string small = lower(head);
  std::size_t at = small.find("\r\n" + name + ":");
  if (at == std::string::npos) return "";
  at += name.size() + 3;
  std::size_t end = head.find("\r\n", at);
  std::string value = head.substr(at, end == std::string::npos ? end : end - at);
  value.erase(0, value.find_first_not_of(' '));
  return value;
}

std::string response_text(const IoReply& reply, bool closes) {
  std::string out = "HTTP/1.1 " + std::to_string(reply.a) + " " + reply.text + "\r\n";
  bool sized = false;
  for (const auto& [key, value] : reply.headers) {
    if (lower(key) == "connection") continue;
    sized = sized || lower(key) == "content-length";
    out += key + ": " + value + "\r\n";
  }
  if (!sized) out += "Content-Length: " + std::to_string(reply.data.size()) + "\r\n";
  out += closes ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
  return out + reply.data;
}

}  // namespace

SimulatedSockets::Socket* SimulatedSockets::find(std::int64_t handle, Socket::Kind kind) {
  auto found = sockets_.find(handle);
  return found == sockets_.end() || found->second.kind != kind ? nullptr : &found->second;
}

std::int64_t SimulatedSockets::add(Socket socket) {
  auto handle = static_cast<std::int64_t>(next_id_++);
  sockets_[handle] = std::move(socket);
  return handle;
}

std::int64_t SimulatedSockets::free_port() {
  std::int64_t span = kLastPort - kFirstFreePort + 1;
  for (std::int64_t i = 0; i < span; ++i) {
    std::int64_t port = kFirstFreePort + next_port_++ % span;
    if (!listeners_.count(port) && !datagrams_.count(port)) return port;
  }
  return kLastPort;
}

Attempt SimulatedSockets::attempt(Operation& op, Nanos now, std::int64_t* made) {
  switch (op.request.kind) {
    case IoKind::SocketListen: {
      Attempt attempt = listen(op);
      *made = op.reply.error ? 0 : op.reply.a;
      return attempt;
    }
    case IoKind::SocketConnect: return connect(op, now, made);
    case IoKind::SocketAccept: return accept(op, made);
    case IoKind::SocketSend: return send(op, now);
    case IoKind::SocketReceive: return receive(op, now);
    case IoKind::SocketShutdown: return shut_down(op, now);
    case IoKind::DatagramOpen: {
      Attempt attempt = open_datagrams(op);
      *made = op.reply.error ? 0 : op.reply.a;
      return attempt;
    }
    case IoKind::DatagramSend: return send_datagram(op, now);
    default: return receive_datagram(op, now);
  }
}

Attempt SimulatedSockets::listen(Operation& op) {
  std::int64_t port = op.request.a ? op.request.a : free_port();
  if (listeners_.count(port)) return fail(op, kEaddrinuse, "Address already in use");
  Socket socket;
  socket.kind = Socket::Listening;
  socket.port = port;
  op.reply.a = listeners_[port] = add(std::move(socket));
  op.reply.b = port;
  return kDone;
}

Attempt SimulatedSockets::connect(Operation& op, Nanos now, std::int64_t* made) {
  const std::string& host = op.request.text;
  bool local = is_this_computer(host);
  if (op.ready_at < 0) op.ready_at = now + (local ? kLocalLatency : kRemoteLatency);
  if (now < op.ready_at) return {false, 0, op.ready_at};
  Socket mine;
  mine.port = free_port();
  mine.peer_port = op.request.a;
  if (!local) {
    if (!answers_http(op.request.a)) return fail(op, kEconnrefused, "Connection refused");
    mine.remote = (op.request.a == 443 ? "https://" : "http://") + host;
    op.reply.a = *made = add(std::move(mine));
    return kDone;
  }
  auto listener = listeners_.find(op.request.a);
  if (listener == listeners_.end()) return fail(op, kEconnrefused, "Connection refused");
  Socket theirs;
  theirs.port = op.request.a;
  theirs.peer_port = mine.port;
  theirs.owners = 0;  // until it is accepted
  std::int64_t here = add(std::move(mine)), there = add(std::move(theirs));
  sockets_[here].peer = there;
  sockets_[there].peer = here;
  sockets_[listener->second].pending.push_back(there);
  listener_.changed(static_cast<Signal>(listener->second));
  op.reply.a = *made = here;
  return kDone;
}

Attempt SimulatedSockets::accept(Operation& op, std::int64_t* made) {
  Socket* socket = find(op.request.a, Socket::Listening);
  if (!socket) return fail(op, kEbadf, "Bad file descriptor");
  if (socket->pending.empty()) return {false, static_cast<Signal>(op.request.a), kForever};
  op.reply.a = *made = socket->pending.front();
  socket->pending.pop_front();
  Socket& connection = sockets_[op.reply.a];
  connection.owners = 1;
  op.reply.text = "127.0.0.1";
  op.reply.b = connection.peer_port;
  return kDone;
}

Attempt SimulatedSockets::send(Operation& op, Nanos now) {
  Socket* socket = find(op.request.a, Socket::Stream);
  if (!socket) return fail(op, kEbadf, "Bad file descriptor");
  if (socket->sending_closed) return fail(op, kEpipe, "Broken pipe");
  const std::string& data = op.request.data;
  if (!socket->remote.empty()) {
    socket->request += data;
    op.reply.a = static_cast<std::int64_t>(data.size());
    answer_requests(*socket, now);
    listener_.changed(static_cast<Signal>(op.request.a));
    return kDone;
  }
  auto peer = sockets_.find(socket->peer);
  if (peer == sockets_.end()) return fail(op, kEpipe, "Broken pipe");
  Socket& target = peer->second;
  if (target.incoming_bytes >= kBufferBytes) return {false, static_cast<Signal>(op.request.a), kForever};
  std::size_t taken = std::min(data.size(), kBufferBytes - target.incoming_bytes);
  Nanos at = now + kLocalLatency + static_cast<Nanos>(taken) * kNanosPerKilobyte / 1024;
  if (!target.incoming.empty()) at = std::max(at, target.incoming.back().at);
  target.incoming.push_back({at, data.substr(0, taken), "", 0});
  target.incoming_bytes += taken;
  op.reply.a = static_cast<std::int64_t>(taken);
  listener_.changed(static_cast<Signal>(socket->peer));
  return kDone;
}

// Every complete request that stands in socket.request is answered; the answers arrive one after the other.
void SimulatedSockets::answer_requests(Socket& socket, Nanos now) {
  for (;;) {
    std::size_t head_end = socket.request.find("\r\n\r\n");
    if (head_end == std::string::npos || socket.end_of_file) return;
    std::string head = socket.request.substr(0, head_end);
    std::string length = header(head, "content-length");
    std::size_t body = 0;
    for (char c : length) body = c >= '0' && c <= '9' ? body * 10 + static_cast<std::size_t>(c - '0') : body;
    if (socket.request.size() < head_end + 4 + body) return;
    std::string line = head.substr(0, head.find("\r\n"));
    std::size_t first = line.find(' '), second = line.rfind(' ');
    Operation exchange;
    exchange.request.kind = IoKind::Http;
    exchange.request.text = line.substr(0, first);
    std::string path = first < second ? line.substr(first + 1, second - first - 1) : "/";
    exchange.request.text2 = path.find("://") == std::string::npos ? socket.remote + path : path;
    exchange.request.data = socket.request.substr(head_end + 4, body);
    socket.request.erase(0, head_end + 4 + body);
    std::string connection = lower(header(head, "connection"));
    bool old = line.size() > 8 && line.compare(line.size() - 8, 8, "HTTP/1.0") == 0;
    bool closes = connection == "close" || (old && connection != "keep-alive");
    Nanos begin = socket.incoming.empty() ? now : std::max(now, socket.incoming.back().at);
    Nanos at = begin + network_.http(exchange, begin);
    if (!exchange.reply.error) {
      std::string text = response_text(exchange.reply, closes);
      socket.incoming_bytes += text.size();
      socket.incoming.push_back({at, std::move(text), "", 0});
    }
    if (closes || exchange.reply.error) {
      socket.end_of_file = true;
      socket.end_at = at;
    }
  }
}

Attempt SimulatedSockets::receive(Operation& op, Nanos now) {
  Socket* socket = find(op.request.a, Socket::Stream);
  if (!socket) return fail(op, kEbadf, "Bad file descriptor");
  auto most = static_cast<std::size_t>(std::max<std::int64_t>(op.request.b, 0));
  if (!socket->incoming.empty() && socket->incoming.front().at > now) {
    return {false, static_cast<Signal>(op.request.a), socket->incoming.front().at};
  }
  while (!socket->incoming.empty() && socket->incoming.front().at <= now && op.reply.data.size() < most) {
    std::string& front = socket->incoming.front().data;
    std::size_t taken = std::min(front.size(), most - op.reply.data.size());
    op.reply.data += front.substr(0, taken);
    front.erase(0, taken);
    socket->incoming_bytes -= taken;
    if (front.empty()) socket->incoming.pop_front();
  }
  if (!op.reply.data.empty()) {
    if (socket->peer) listener_.changed(static_cast<Signal>(socket->peer));  // there is room again
    return kDone;
  }
  if (!socket->end_of_file) return {false, static_cast<Signal>(op.request.a), kForever};
  if (socket->end_at > now) return {false, static_cast<Signal>(op.request.a), socket->end_at};
  return kDone;
}

void SimulatedSockets::end_sending(Socket& socket, Nanos now) {
  if (socket.sending_closed) return;
  socket.sending_closed = true;
  auto peer = sockets_.find(socket.peer);
  if (peer == sockets_.end()) return;
  peer->second.end_of_file = true;
  peer->second.end_at = now + kLocalLatency;
  listener_.changed(static_cast<Signal>(socket.peer));
}

Attempt SimulatedSockets::shut_down(Operation& op, Nanos now) {
  Socket* socket = find(op.request.a, Socket::Stream);
  if (!socket) return fail(op, kEnotconn, "Transport endpoint is not connected");
  if (op.request.b >= 1) end_sending(*socket, now);
  if (op.request.b != 1) socket->end_of_file = true;
  return kDone;
}

Attempt SimulatedSockets::open_datagrams(Operation& op) {
  std::int64_t port = op.request.a ? op.request.a : free_port();
  if (datagrams_.count(port)) return fail(op, kEaddrinuse, "Address already in use");
  Socket socket;
  socket.kind = Socket::Datagram;
  socket.port = port;
  op.reply.a = datagrams_[port] = add(std::move(socket));
  op.reply.b = port;
  return kDone;
}

// A datagram for nobody is lost, as on a real network.
Attempt SimulatedSockets::send_datagram(Operation& op, Nanos now) {
  Socket* socket = find(op.request.a, Socket::Datagram);
  if (!socket) return fail(op, kEbadf, "Bad file descriptor");
  auto target = datagrams_.find(op.request.b);
  if (!is_this_computer(op.request.text) || target == datagrams_.end()) return kDone;
  Socket& to = sockets_[target->second];
  Nanos at = now + kLocalLatency;
  if (!to.incoming.empty()) at = std::max(at, to.incoming.back().at);
  to.incoming.push_back({at, op.request.data, "127.0.0.1", socket->port});
  listener_.changed(static_cast<Signal>(target->second));
  return kDone;
}

Attempt SimulatedSockets::receive_datagram(Operation& op, Nanos now) {
  Socket* socket = find(op.request.a, Socket::Datagram);
  if (!socket) return fail(op, kEbadf, "Bad file descriptor");
  if (socket->incoming.empty()) return {false, static_cast<Signal>(op.request.a), kForever};
  Packet& packet = socket->incoming.front();
  if (packet.at > now) return {false, static_cast<Signal>(op.request.a), packet.at};
  op.reply.data = std::move(packet.data);
  op.reply.text = packet.host;
  op.reply.b = packet.port;
  socket->incoming.pop_front();
  return kDone;
}

Nanos SimulatedSockets::readable_at(std::int64_t handle) const {
  const Socket& socket = sockets_.at(handle);
  if (socket.kind == Socket::Listening) return socket.pending.empty() ? kForever : 0;
  if (!socket.incoming.empty()) return socket.incoming.front().at;
  return socket.end_of_file ? socket.end_at : kForever;
}

bool SimulatedSockets::readable(std::int64_t handle, Nanos now) const { return readable_at(handle) <= now; }

Signal SimulatedSockets::signal_of(std::int64_t handle) const { return static_cast<Signal>(handle); }

void SimulatedSockets::add_owner(std::int64_t handle) {
  auto found = sockets_.find(handle);
  if (found != sockets_.end()) ++found->second.owners;
}

void SimulatedSockets::remove_owner(std::int64_t handle) {
  auto found = sockets_.find(handle);
  if (found == sockets_.end() || --found->second.owners > 0) return;
  Socket& socket = found->second;
  end_sending(socket, 0);
  if (socket.kind == Socket::Listening) listeners_.erase(socket.port);
  if (socket.kind == Socket::Datagram) datagrams_.erase(socket.port);
  std::deque<std::int64_t> unaccepted = std::move(socket.pending);
  sockets_.erase(found);
  listener_.changed(static_cast<Signal>(handle));
  for (std::int64_t connection : unaccepted) {
    sockets_[connection].owners = 1;
    remove_owner(connection);
  }
}

}  // namespace gilscope
