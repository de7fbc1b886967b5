// Several processes that run the same command on the same input together, as under mpirun.
//
// The library knows no MPI: whoever starts it registers what carries messages. Rank 0 deals out
// work, and it alone prints and writes; the others do the same steps in silence.
#pragma once

#include <optional>
#include <string>

namespace isthmus {

/// What carries bytes between the processes of a run. All functions are called by one thread only.
class Ranks {
 public:
  /// A message and the rank that sent it.
  struct Message {
    int from = 0;
    std::string bytes;
  };

  Ranks() = default;
  virtual ~Ranks() = default;
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  /// The number of this process: 0 <= rank() < size().
  [[nodiscard]] virtual int rank() const = 0;
  /// The number of processes, at least 1.
  [[nodiscard]] virtual int size() const = 0;
  /// How many of them are on this machine, at least 1.
  [[nodiscard]] virtual int size_here() const = 0;
  /// Sends from rank 0 to another or from another to rank 0; messages of any length arrive whole
  /// and in the order in which they were sent. Does not wait for the receiver: two ranks may send
  /// to each other at once.
  virtual void send(int to, std::string bytes) = 0;
  /// Waits until everything is on its way that was sent.
  virtual void flush() = 0;
  /// A message that has arrived, if there is one; does not wait.
  [[nodiscard]] virtual std::optional<Message> poll() = 0;
};

/// From here on this process is one of `carrier`'s; nullptr: it is alone, as at first. Borrows the
/// carrier. Not to be called while a farm is at work.
void use_ranks(Ranks* carrier);

/// The number of this process, 0 if it is alone.
[[nodiscard]] int rank();
/// The number of processes, 1 if this one is alone.
[[nodiscard]] int ranks();

/// Gives every rank the `bytes` that rank 0 has; to be called by all of them.
void share(std::string& bytes);

/// How a rank ended.
struct Ending {
  int code = 0;         ///< exit code
  std::string message;  ///< what it has to say about it, else empty
};

/// The last thing that every rank does: returns the ending of the rank with the largest exit code
/// (of the first such), the same on all ranks. A rank that comes here while others wait for it in
/// farm() or share() ends these with Error (bad_input).
[[nodiscard]] Ending agree_on_ending(const Ending& own);

}  // namespace isthmus
