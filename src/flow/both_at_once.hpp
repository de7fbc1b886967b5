// Two computations that share nothing, each on a thread of its own.
#pragma once

#include <future>
#include <utility>

namespace isthmus::flow {

/// The results of both. If both throw, what the first one throws arrives, so that errors are the
/// same in every run. One after the other if the system has no more threads.
template <class First, class Second>
[[nodiscard]] auto both_at_once(const First& first, const Second& second) {
  auto other = std::async(std::launch::async | std::launch::deferred, second);
  auto result = first();  // should it throw, `other` is waited for on the way out
  return std::pair(std::move(result), other.get());
}

}  // namespace isthmus::flow
