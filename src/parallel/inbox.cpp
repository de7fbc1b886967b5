#include "parallel/inbox.hpp"

namespace isthmus {

std::optional<std::size_t> Inbox::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
  forget_late();
  // Nothing may be left because it is too late; then nothing will come either.
  if (waiting_.empty()) return std::nullopt;
  const std::size_t item = waiting_.front();
  waiting_.pop_front();
  ++at_work_;
  return item;
}

void Inbox::forget_late() {
  late_ = late_ || (deadline_ && std::chrono::steady_clock::now() >= *deadline_);
  if (late_) waiting_.clear();
}

void Inbox::finish(std::size_t item, std::string bytes) {
  const std::lock_guard lock(mutex_);
  news_.finished.emplace_back(item, std::move(bytes));
  --at_work_;
}

void Inbox::fail(std::size_t item, std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  --at_work_;
  if (item >= end_) return;
  end_ = item;
  news_.failed.emplace(item, std::move(failure));
  while (!waiting_.empty() && waiting_.back() >= end_) waiting_.pop_back();
}

void Inbox::add(const std::vector<std::size_t>& items) {
  {
    const std::lock_guard lock(mutex_);
    for (const std::size_t item : items) {
      if (item < end_) waiting_.push_back(item);
    }
  }
  changed_.notify_all();
}

void Inbox::forget_from(std::size_t end) {
  const std::lock_guard lock(mutex_);
  if (end < end_) end_ = end;
  while (!waiting_.empty() && waiting_.back() >= end_) waiting_.pop_back();
}

void Inbox::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

Inbox::News Inbox::news() {
  const std::lock_guard lock(mutex_);
  forget_late();
  News told = std::exchange(news_, {});
  told.waiting = waiting_.size();
  told.late = late_;
  told.over = closed_ && waiting_.empty() && at_work_ == 0;
  return told;
}

}  // namespace isthmus
