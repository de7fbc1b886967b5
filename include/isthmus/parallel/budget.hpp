// Budgets: how much work a search may do before it must say "not determined".
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace isthmus {

/// A count of elementary steps and, only if asked for, a wall-clock deadline. Counting steps makes
/// the outcome independent of the machine; reading the clock does not, so it is never a default.
class Budget {
 public:
  /// Unlimited: neither steps nor time.
  Budget() = default;
  explicit Budget(std::uint64_t steps) : steps_left_(steps), steps_allowed_(steps) {}

  /// Stops also once `seconds` of wall-clock time have passed from now.
  void stop_after_seconds(double seconds);

  /// Asks `stop` about every 100 000 steps, on the thread that spends, and ends the work once it
  /// says true: for somebody who may lose patience. No default, as the clock.
  void stop_when(std::function<bool()> stop) { stop_ = std::move(stop); }

  /// Uses up `steps`; false as soon as the budget is exhausted, and from then on.
  /// The clock is read about every 100 000 steps.
  [[nodiscard]] bool spend(std::uint64_t steps = 1);

  /// True when `steps` are at most half of what is left; uses up nothing.
  [[nodiscard]] bool affords(std::uint64_t steps) const noexcept {
    return !exhausted_ && (!steps_left_ || steps <= *steps_left_ / 2);
  }

  [[nodiscard]] bool exhausted() const noexcept { return exhausted_; }

  /// Why it ended, as a clause: "the budget of 50000000 steps was used up", "the time limit of
  /// 2 s was reached", "it was interrupted"; empty while work may go on.
  [[nodiscard]] std::string reason() const;

 private:
  [[nodiscard]] bool stopped();

  std::optional<std::uint64_t> steps_left_;
  std::uint64_t steps_allowed_ = 0;
  std::uint64_t steps_since_clock_ = 0;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  std::function<bool()> stop_;
  double seconds_ = 0;
  bool exhausted_ = false;
  bool timed_out_ = false;
  bool interrupted_ = false;
};

}  // namespace isthmus
