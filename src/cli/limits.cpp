// Signal handlers may do almost nothing, so their messages are prepared in advance. GMP cannot
// report a failed allocation to its caller: it would print a line of its own and abort. Its
// allocators are replaced by ones that end the program with the usual message and exit code 3;
// an exception must not be thrown through its C frames. Any other library that aborts (FLINT and
// Arb do, for lack of memory) is caught by the handler of SIGABRT.
#include "cli/limits.hpp"

#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "formats/pending_file.hpp"
#include "isthmus/parallel/ranks.hpp"

#ifndef ISTHMUS_NUMBERS_BOOST
#include <gmp.h>
#endif

namespace isthmus::cli {
namespace {

std::string& memory_message() {
  static std::string message;
  return message;
}

std::string& time_message() {
  static std::string message;
  return message;
}

[[noreturn]] void end_with(const std::string& message, int code) {
  remove_pending_files();
  [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, message.data(), message.size());
  _exit(code);
}

extern "C" void on_interrupt(int) {
  remove_pending_files();
  _exit(interrupted);
}
extern "C" void on_abort(int) { end_with(memory_message(), not_determined); }
extern "C" void on_alarm(int) { end_with(time_message(), not_determined); }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

// A shell that starts us in the background has interrupts ignored; that stays.
void handle_interrupt(int signal) {
  struct sigaction before {};
  sigaction(signal, nullptr, &before);
  if (before.sa_handler != SIG_IGN) handle(signal, on_interrupt);
}

#ifndef ISTHMUS_NUMBERS_BOOST
extern "C" void* allocate(std::size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) end_with(memory_message(), not_determined);
  return memory;
}

extern "C" void* reallocate(void* old, std::size_t, std::size_t size) {
  void* memory = std::realloc(old, size);
  if (memory == nullptr) end_with(memory_message(), not_determined);
  return memory;
}

extern "C" void release(void* memory, std::size_t) { std::free(memory); }
#endif

Error time_error(double seconds, const std::string& remedy) {
  std::string text = std::to_string(seconds);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return limit_error("the time limit of " + text + " s was reached before there was an answer",
                     remedy);
}

void start_alarm(double seconds) {
  // mpirun ends all when one ends: rank 0, which says why, goes first.
  const double last = std::max(seconds * 1.5, seconds + 1) + (rank() == 0 ? 0 : 1);
  itimerval timer{};
  timer.it_value.tv_sec = static_cast<time_t>(last);
  timer.it_value.tv_usec = static_cast<suseconds_t>((last - std::floor(last)) * 1e6);
  handle(SIGALRM, on_alarm);
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

Error memory_error() {
  return limit_error("the memory does not suffice",
                     "allow more with --max-memory, or ask for less");
}

void install_signal_handlers(Style style) {
  memory_message() = error_text(memory_error(), style);
#ifndef ISTHMUS_NUMBERS_BOOST
  mp_set_memory_functions(allocate, reallocate, release);
#endif
  handle_interrupt(SIGINT);
  handle_interrupt(SIGTERM);
  handle_interrupt(SIGHUP);
  handle(SIGPIPE, SIG_IGN);
  handle(SIGXFSZ, SIG_IGN);
  handle(SIGABRT, on_abort);
}

void apply_limits(const Common& common, Style style, const std::string& time_remedy) {
  if (common.memory_bytes) {
    const rlimit limit{*common.memory_bytes, *common.memory_bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
  if (common.timeout_seconds) {
    time_message() = error_text(time_error(*common.timeout_seconds, time_remedy), style);
    start_alarm(*common.timeout_seconds);
  }
}

void stop_alarm() {
  const itimerval never{};
  setitimer(ITIMER_REAL, &never, nullptr);
}

SignalsHeld::SignalsHeld(bool hold) {
  sigset_t held;
  sigemptyset(&held);
  if (hold) {
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigaddset(&held, SIGALRM);
  }
  sigprocmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace isthmus::cli
