// The threads that work at a desk.
#pragma once

#include <thread>
#include <vector>

#include "parallel/desk.hpp"

namespace isthmus {

/// Threads that work until their desk has nothing left; the destructor waits for that.
class Crew {
 public:
  /// Starts `wanted` threads, or as many as the system has. Borrows `desk` and `work`.
  Crew(std::size_t wanted, Desk& desk, const Work& work);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return threads_.size(); }

 private:
  std::vector<std::thread> threads_;
};

}  // namespace isthmus
