// Invariant: every item below `next_` that the checkpoint did not hold was dealt out to someone who
// will finish or fail it; so when item i fails, all smaller ones are being decided already, and
// refusing the rest leaves the least failing item the same whoever is how fast.
#include "parallel/ledger.hpp"

#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {

Ledger::Ledger(std::size_t count, const FarmOptions& options)
    : options_(options), items_(count), failed_item_(count) {
  if (!options.checkpoint.empty()) open_checkpoint();
  report_progress();
}

void Ledger::open_checkpoint() {
  checkpoint_.emplace(options_.checkpoint, options_.identity, items_);
  for (const std::optional<std::string>& item : items_) done_ += item ? 1 : 0;
}

std::optional<std::size_t> Ledger::take() {
  const std::lock_guard lock(mutex_);
  while (next_ < failed_item_ && items_[next_]) ++next_;
  if (next_ >= failed_item_) return std::nullopt;
  if (options_.deadline && std::chrono::steady_clock::now() >= *options_.deadline) {
    return std::nullopt;
  }
  return next_++;
}

void Ledger::finish(std::size_t item, std::string bytes) {
  const std::lock_guard lock(mutex_);
  ensure(!items_[item], "an item of a farm is finished once");
  if (checkpoint_) checkpoint_->append(item, bytes);
  items_[item] = std::move(bytes);
  ++done_;
  report_progress();
}

void Ledger::fail(std::size_t item, std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  if (item >= failed_item_) return;
  failed_item_ = item;
  failure_ = std::move(failure);
}

void Ledger::report_progress() {
  if (options_.on_progress) options_.on_progress(done_, items_.size());
}

FarmResult Ledger::result() {
  if (failure_) std::rethrow_exception(failure_);
  const bool complete = done_ == items_.size();
  return {std::move(items_), complete};
}

}  // namespace isthmus
