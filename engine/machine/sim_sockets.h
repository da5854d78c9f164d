// SimulatedSockets: stream and datagram sockets. Programs reach their own listeners on this computer ("localhost", "127.0.0.1",
// "0.0.0.0", "gilscope"); every other host answers HTTP on ports 80, 443 and 8080 by the simulated network and refuses the
// rest. TLS is not simulated: what is sent to port 443 is read as plain HTTP. Owned and called by World, like the pipes.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "machine/world.h"

namespace gilscope {

class SimulatedSockets {
 public:
  SimulatedSockets(World::Listener& listener, SimulatedNetwork& network, std::uint64_t& next_id)
      : listener_(listener), network_(network), next_id_(next_id) {}

  bool has(std::int64_t handle) const { return sockets_.count(handle) != 0; }
  // Performs one of the Socket* and Datagram* requests; *made is the handle of a new socket, for the process that asked.
  Attempt attempt(Operation& op, Nanos now, std::int64_t* made);
  // What WaitAny asks: can it be read (or accepted from) now; which signal says that; when it can be, if that is known.
  bool readable(std::int64_t handle, Nanos now) const;
  Signal signal_of(std::int64_t handle) const;
  Nanos readable_at(std::int64_t handle) const;
  // A process that inherits the handle, and one that closes it; the last one closes the socket.
  void add_owner(std::int64_t handle);
  void remove_owner(std::int64_t handle);

 private:
  struct Packet {
    Nanos at;  // when it arrives
    std::string data, host;
    std::int64_t port = 0;
  };
  struct Socket {
    enum Kind { Stream, Listening, Datagram } kind = Stream;
    std::int64_t port = 0, peer = 0, peer_port = 0;  // peer: the other end's handle; 0: none
    std::string remote;                              // a host of the simulated web, which answers HTTP
    std::string request;                             // what was sent to it and is not answered yet
    std::deque<Packet> incoming;
    std::deque<std::int64_t> pending;  // of a listener: connections that nobody has accepted
    std::size_t incoming_bytes = 0;
    bool end_of_file = false;          // nothing comes after `incoming`
    Nanos end_at = 0;
    bool sending_closed = false;
    int owners = 1;
  };

  Attempt listen(Operation& op);
  Attempt connect(Operation& op, Nanos now, std::int64_t* made);
  Attempt accept(Operation& op, std::int64_t* made);
  Attempt send(Operation& op, Nanos now);
  Attempt receive(Operation& op, Nanos now);
  Attempt shut_down(Operation& op, Nanos now);
  Attempt open_datagrams(Operation& op);
  Attempt send_datagram(Operation& op, Nanos now);
  Attempt receive_datagram(Operation& op, Nanos now);
  void answer_requests(Socket& socket, Nanos now);
  void end_sending(Socket& socket, Nanos now);
  Socket* find(std::int64_t handle, Socket::Kind kind);
  std::int64_t add(Socket socket);
  std::int64_t free_port();

  World::Listener& listener_;
  SimulatedNetwork& network_;
  std::uint64_t& next_id_;
  std::map<std::int64_t, Socket> sockets_;
  std::map<std::int64_t, std::int64_t> listeners_, datagrams_;  // port -> handle
  std::int64_t next_port_ = 0;
};

}  // namespace gilscope
