// Where the threads of a rank other than 0 take their work: filled from letters of rank 0.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

#include "isthmus/parallel/farm.hpp"
#include "parallel/desk.hpp"

namespace isthmus {

class Inbox : public Desk {
 public:
  explicit Inbox(const FarmOptions& options) : deadline_(options.deadline) {}

  std::optional<std::size_t> take() override;
  void finish(std::size_t item, std::string bytes) override;
  void fail(std::size_t item, std::exception_ptr failure) override;

  /// More items, in increasing order, to follow those that are there.
  void add(const std::vector<std::size_t>& items);
  /// Forgets the items from `end` on that were not begun.
  void forget_from(std::size_t end);
  /// No more items will come.
  void close();

  /// What is to be told to rank 0.
  struct News {
    std::vector<std::pair<std::size_t, std::string>> finished;
    std::optional<std::pair<std::size_t, std::exception_ptr>> failed;  ///< the least so far, if new
    std::size_t waiting = 0;  ///< items that were not begun
    bool late = false;        ///< the deadline has passed: nothing is begun any more
    bool over = false;        ///< closed, nothing is waiting or at work, and all has been told
  };
  [[nodiscard]] News news();

 private:
  void forget_late();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  std::deque<std::size_t> waiting_;
  std::size_t at_work_ = 0;
  std::size_t end_ = static_cast<std::size_t>(-1);  // the least item that failed here or elsewhere
  bool closed_ = false;
  bool late_ = false;
  News news_;
};

}  // namespace isthmus
