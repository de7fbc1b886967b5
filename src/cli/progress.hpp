// A line on the terminal for work that takes over a second.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace isthmus::cli {

/// What is known of the work of one phase.
struct PhaseState {
  std::string phase;
  std::uint64_t seconds = 0;        ///< since the command began
  std::uint64_t done = 0;           ///< items
  std::uint64_t total = 0;          ///< 0: the phase has no items
  std::uint64_t done_at_first = 0;  ///< items that were there when the phase began
  double phase_seconds = 0;         ///< since the phase's first item count
};

/// One line of at most `width` columns: "isthmus: sampling [####    ] 50 %, 12 s, 11 s left".
/// What does not fit is left out, the bar first.
[[nodiscard]] std::string progress_line(const PhaseState& state, std::size_t width);

/// Shows the current phase, the seconds passed and, if the phase has items, a bar with the time
/// left on standard error, if that is a terminal; the line is gone when the object is.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void phase(const char* name);
  /// The current phase has `total` items, of which `done` are finished. For any thread.
  void advance(std::uint64_t done, std::uint64_t total);

 private:
  void show_until_stopped();

  std::mutex mutex_;
  std::condition_variable wake_;
  PhaseState state_;
  std::chrono::steady_clock::time_point phase_begin_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace isthmus::cli
