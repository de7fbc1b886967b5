// Limits on time and memory, and interrupts: what may end the program from outside.
#pragma once

#include <csignal>
#include <cstdint>

#include "cli/common.hpp"
#include "cli/errors.hpp"

namespace isthmus::cli {

/// From here on an interrupt ends the program with exit code 130, a closed pipe or a
/// file that may not grow is an ordinary write error, and a library that aborts for lack of memory
/// ends it with exit code 3.
void install_signal_handlers(Style style);

/// Sets the memory limit and the last resort for the time limit: work that cannot stop by itself
/// is ended with exit code 3 half as long again after the limit, at least a second later.
/// `time_remedy` is what the message then advises.
void apply_limits(const Common& common, Style style, const std::string& time_remedy);

/// Takes the last resort for the time limit back, for work that has stopped by itself and has only
/// to write down what it found.
void stop_alarm();

/// While one lives, interrupts and the time limit wait (if `hold`), so that output is whole.
class SignalsHeld {
 public:
  explicit SignalsHeld(bool hold);
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

/// The error for memory that ran out.
[[nodiscard]] Error memory_error();

}  // namespace isthmus::cli
