// Messages between ranks: their kinds, and waiting for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace isthmus {

/// What a message is; its body is made with parallel/bytes.hpp.
enum class Post : std::uint64_t {
  report,   ///< to rank 0: results, and whether more work is wanted
  deal,     ///< from rank 0: items to work on
  outcome,  ///< from rank 0: what became of all items
  shared,   ///< from rank 0: bytes for everybody
  leaving,  ///< the sender has come to its end: exit code, message
  agreed,   ///< from rank 0: the ending of all
};

struct Letter {
  int from = 0;
  Post kind = Post::report;
  std::string body;
};

void send(int to, Post kind, const std::string& body);
/// To all other ranks; waits until they have it, so that this rank may go on to other things.
void send_to_all(Post kind, const std::string& body);

/// A letter that has arrived, if there is one.
[[nodiscard]] std::optional<Letter> poll();
/// Waits for the next letter without keeping a core busy.
[[nodiscard]] Letter wait_for_letter();

/// How long to do nothing when nothing has arrived: 0.5 ms.
constexpr std::chrono::microseconds nap{500};

/// Throws Error (bad_input) if a rank has come to its end, so far as its letter (Post::leaving) was
/// seen by poll(): what needs all ranks cannot go on then.
void require_all_present();

/// True if this process is one of several.
[[nodiscard]] bool has_company();
[[nodiscard]] int ranks_here();

}  // namespace isthmus
