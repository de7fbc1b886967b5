#include "isthmus/parallel/budget.hpp"

#include <sstream>

namespace isthmus {
namespace {

// Rare enough to cost nothing, often enough to stop within a fraction of a second.
constexpr std::uint64_t steps_between_questions = 100'000;

}  // namespace

void Budget::stop_after_seconds(double seconds) {
  seconds_ = seconds;
  deadline_ = std::chrono::steady_clock::now() +
              std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                  std::chrono::duration<double>(seconds));
}

bool Budget::stopped() {
  steps_since_clock_ = 0;
  timed_out_ = deadline_ && std::chrono::steady_clock::now() >= *deadline_;
  interrupted_ = !timed_out_ && stop_ && stop_();
  return timed_out_ || interrupted_;
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
  const bool watched = deadline_ || stop_;
  if (watched && steps_since_clock_ >= steps_between_questions) exhausted_ = stopped();
  return !exhausted_;
}

std::string Budget::reason() const {
  if (!exhausted_) return {};
  if (interrupted_) return "it was interrupted";
  std::ostringstream text;
  if (timed_out_) {
    text << "the time limit of " << seconds_ << " s was reached";
  } else {
    text << "the budget of " << steps_allowed_ << (steps_allowed_ == 1 ? " step" : " steps")
         << " was used up";
  }
  return text.str();
}

}  // namespace isthmus
