#include "cli/progress.hpp"

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "isthmus/parallel/ranks.hpp"

namespace isthmus::cli {
namespace {

// Signals go to the main thread, where they can be held back during output.
void refuse_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

// One column less than there are, so that no terminal wraps the line.
std::size_t terminal_columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return (known ? size.ws_col : 80U) - 1U;
}

// "3 s", "12 min", "5 h".
std::string duration(double seconds) {
  const bool short_time = seconds < 120, middle = seconds < 7200;
  const double value = short_time ? seconds : middle ? seconds / 60 : seconds / 3600;
  const char* unit = short_time ? " s" : middle ? " min" : " h";
  return value < 1e6 ? std::to_string(std::llround(value)) + unit : "long";
}

// How far, how long, and how much longer if the items to come take as long as those so far.
std::string figures(const PhaseState& state) {
  std::string text = std::to_string(100 * state.done / state.total) + " %, " +
                     duration(static_cast<double>(state.seconds));
  const std::uint64_t finished = state.done - std::min(state.done, state.done_at_first);
  if (finished == 0 || state.done >= state.total) return text;
  const auto left = static_cast<double>(state.total - state.done);
  return text + ", " + duration(state.phase_seconds * left / static_cast<double>(finished)) +
         " left";
}

std::string bar(const PhaseState& state, std::size_t length) {
  const std::size_t filled = length * std::min(state.done, state.total) / state.total;
  return "[" + std::string(filled, '#') + std::string(length - filled, ' ') + "] ";
}

}  // namespace

// Phases are named in ASCII; the ellipsis is one column of three bytes.
std::string progress_line(const PhaseState& state, std::size_t width) {
  const std::string name = "isthmus: " + state.phase;
  if (state.total == 0) {
    const std::string time = " " + std::to_string(state.seconds) + " s";
    if (name.size() + 1 + time.size() <= width) return name + "…" + time;
    return name.substr(0, width);
  }
  const std::string text = figures(state);
  if (text.size() + 1 + name.size() > width) return text.substr(0, width);
  const std::size_t room = width - text.size() - 1 - name.size();
  constexpr std::size_t shortest = 8, longest = 30;
  if (room < shortest + 3) return name + " " + text;
  return name + " " + bar(state, std::min(longest, room - 3)) + text;
}

Progress::Progress(bool quiet) {
  if (quiet || rank() != 0 || isatty(STDERR_FILENO) != 1) return;
  thread_ = std::thread([this] { show_until_stopped(); });
}

Progress::~Progress() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Progress::phase(const char* name) {
  const std::lock_guard lock(mutex_);
  state_ = {};
  state_.phase = name;
}

void Progress::advance(std::uint64_t done, std::uint64_t total) {
  const std::lock_guard lock(mutex_);
  if (state_.total == 0) {
    state_.done_at_first = done;
    phase_begin_ = std::chrono::steady_clock::now();
  }
  state_.done = done;
  state_.total = total;
}

void Progress::show_until_stopped() {
  refuse_signals();
  std::unique_lock lock(mutex_);
  bool shown = false;
  for (int seconds = 1; !wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopped_; });
       ++seconds) {
    state_.seconds = static_cast<std::uint64_t>(seconds);
    const std::chrono::duration<double> in_phase = std::chrono::steady_clock::now() - phase_begin_;
    state_.phase_seconds = in_phase.count();
    std::cerr << "\r\033[K" << progress_line(state_, terminal_columns()) << std::flush;
    shown = true;
  }
  if (shown) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace isthmus::cli
