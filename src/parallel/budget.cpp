#include "isthmus/parallel/budget.hpp"

#include <sstream>

namespace isthmus {
namespace {

// Rare enough to cost nothing, often enough to stop within a fraction of a second.
constexpr std::uint64_t steps_between_clock_reads = 100'000;

}  // namespace

void Budget::stop_after_seconds(double seconds) {
  seconds_ = seconds;
  deadline_ = std::chrono::steady_clock::now() +
              std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                  std::chrono::duration<double>(seconds));
}

bool Budget::out_of_time() {
  steps_since_clock_ = 0;
  timed_out_ = std::chrono::steady_clock::now() >= *deadline_;
  return timed_out_;
}

bool Budget::spend(std::uint64_t steps) {
  if (exhausted_) return false;
  if (steps_left_) {
    if (steps > *steps_left_) {
      exhausted_ = true;
      return false;
    }
    *steps_left_ -= steps;
  }
  steps_since_clock_ += steps;
  if (deadline_ && steps_since_clock_ >= steps_between_clock_reads) exhausted_ = out_of_time();
  return !exhausted_;
}

std::string Budget::reason() const {
  if (!exhausted_) return {};
  std::ostringstream text;
  if (timed_out_) {
    text << "the time limit of " << seconds_ << " s was reached";
  } else {
    text << "the budget of " << steps_allowed_ << " steps was used up";
  }
  return text.str();
}

}  // namespace isthmus
