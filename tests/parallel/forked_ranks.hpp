// Ranks without MPI: processes made by fork() that speak through sockets.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "isthmus/parallel/bytes.hpp"
#include "isthmus/parallel/ranks.hpp"
#include "support/peer.hpp"

namespace isthmus::test {

/// Rank r of several; `sockets[p]` leads to rank p, -1 where it does not.
class SocketRanks : public Ranks {
 public:
  SocketRanks(int rank, std::vector<int> sockets)
      : rank_(rank), sockets_(std::move(sockets)), in_(sockets_.size()), out_(sockets_.size()) {}

  [[nodiscard]] int rank() const override { return rank_; }
  [[nodiscard]] int size() const override { return static_cast<int>(sockets_.size()); }
  [[nodiscard]] int size_here() const override { return size(); }

  void send(int to, std::string bytes) override {
    const auto peer = static_cast<std::size_t>(to);
    append_text(out_[peer], bytes);
    push(peer);
  }

  void flush() override {
    for (std::size_t peer = 0; peer < out_.size(); ++peer) {
      while (!out_[peer].empty()) {
        push(peer);
        usleep(100);
      }
    }
  }

  [[nodiscard]] std::optional<Message> poll() override {
    for (std::size_t peer = 0; peer < sockets_.size(); ++peer) {
      if (sockets_[peer] < 0) continue;
      push(peer);
      pull(peer);
      if (std::optional<std::string> bytes = take(in_[peer])) {
        return Message{static_cast<int>(peer), *std::move(bytes)};
      }
    }
    return std::nullopt;
  }

 private:
  void push(std::size_t peer) {
    const ssize_t sent =
        ::send(sockets_[peer], out_[peer].data(), out_[peer].size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) out_[peer].erase(0, static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN) out_[peer].clear();  // the peer has gone
  }

  void pull(std::size_t peer) {
    std::vector<char> buffer(1 << 18);
    ssize_t got = 0;
    do {
      got = ::recv(sockets_[peer], buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got > 0) in_[peer].append(buffer.data(), static_cast<std::size_t>(got));
    } while (got > 0);
  }

  static std::optional<std::string> take(std::string& in) {
    if (in.size() < 8) return std::nullopt;
    const std::uint64_t length = BytesReader(in).number();
    if (in.size() - 8 < length) return std::nullopt;
    std::string bytes = in.substr(8, length);
    in.erase(0, 8 + length);
    return bytes;
  }

  int rank_;
  std::vector<int> sockets_;
  std::vector<std::string> in_, out_;
};

/// Runs `body` as each of `size` ranks and returns what it returned there; an exception as
/// "threw: what()". A rank that hangs is ended after a minute.
inline std::vector<std::string> as_ranks(int size, const std::function<std::string()>& body) {
  const auto count = static_cast<std::size_t>(size);
  std::vector<std::vector<int>> sockets(count, std::vector<int>(count, -1));
  for (std::size_t other = 1; other < count; ++other) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) throw std::runtime_error("no sockets");
    sockets[0][other] = pair[0];
    sockets[other][0] = pair[1];
  }
  const Workspace folder;
  std::vector<pid_t> children;
  for (std::size_t rank = 0; rank < count; ++rank) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    alarm(60);
    SocketRanks carrier(static_cast<int>(rank), sockets[rank]);
    use_ranks(&carrier);
    std::string outcome;
    try {
      outcome = body();
    } catch (const std::exception& error) {
      outcome = std::string("threw: ") + error.what();
    }
    carrier.flush();
    static_cast<void>(folder.write(std::to_string(rank), outcome));
    _exit(0);
  }
  std::vector<std::string> outcomes;
  for (std::size_t rank = 0; rank < count; ++rank) {
    int status = 0;
    waitpid(children[rank], &status, 0);
    std::ostringstream text;
    text << std::ifstream(folder.path(std::to_string(rank)), std::ios::binary).rdbuf();
    outcomes.push_back(WIFEXITED(status) ? text.str() : "died");
    for (const int socket : sockets[rank]) {
      if (socket >= 0) close(socket);
    }
  }
  return outcomes;
}

}  // namespace isthmus::test
