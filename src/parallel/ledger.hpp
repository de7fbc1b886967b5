// The record of a farm: which items are dealt out, finished or failed. Used by all threads.
#pragma once

#include <exception>
#include <mutex>

#include "isthmus/parallel/farm.hpp"
#include "parallel/checkpoint.hpp"
#include "parallel/desk.hpp"

namespace isthmus {

/// Kept by rank 0; elsewhere items come from there.
class Ledger : public Desk {
 public:
  Ledger(std::size_t count, const FarmOptions& options);

  std::optional<std::size_t> take() override;
  void finish(std::size_t item, std::string bytes) override;
  void fail(std::size_t item, std::exception_ptr failure) override;

  /// The outcome, once no thread is at work any more; throws the failure of the least item.
  [[nodiscard]] FarmResult result();

 private:
  void open_checkpoint();
  void report_progress();

  std::mutex mutex_;
  const FarmOptions& options_;
  std::vector<std::optional<std::string>> items_;
  std::optional<Checkpoint> checkpoint_;
  std::size_t next_ = 0;
  std::size_t done_ = 0;
  std::size_t failed_item_;  // no item from here on is begun; at first the number of items
  std::exception_ptr failure_;
};

}  // namespace isthmus
