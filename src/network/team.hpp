// Threads that share out numbered items of work.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace isthmus {

/// Calls work(i) for every i < count on up to `jobs` threads, the calling one among them, in no
/// particular order: what is computed must not depend on it. Throws what one of them has thrown,
/// after all have stopped. Works with fewer threads if the system has no more.
template <class Work>
void share_out(std::size_t count, unsigned jobs, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto take_items = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      next = count;
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  try {
    while (others.size() + 1 < std::min<std::size_t>(jobs, count)) others.emplace_back(take_items);
  } catch (const std::exception&) {
    // No more threads: whoever is there does all the work.
  }
  take_items();
  for (std::thread& thread : others) thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace isthmus
