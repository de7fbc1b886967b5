#include "cli/progress.hpp"

#include <signal.h>
#include <unistd.h>

#include <chrono>
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

}  // namespace

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
  phase_ = name;
}

void Progress::show_until_stopped() {
  refuse_signals();
  std::unique_lock lock(mutex_);
  bool shown = false;
  for (int seconds = 1; !wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopped_; });
       ++seconds) {
    std::cerr << "\r\033[Kisthmus: " << phase_ << "… " << seconds << " s" << std::flush;
    shown = true;
  }
  if (shown) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace isthmus::cli
