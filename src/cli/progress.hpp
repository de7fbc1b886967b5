// A line on the terminal for work that takes over a second.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace isthmus::cli {

/// Shows the current phase and the seconds passed on standard error, if that is a terminal; the
/// line is gone when the object is.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void phase(const char* name);

 private:
  void show_until_stopped();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::string phase_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace isthmus::cli
