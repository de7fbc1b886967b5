#include "isthmus/pattern/index_set.hpp"

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::size_t bits = 64;

std::uint64_t bit(std::size_t index) { return std::uint64_t{1} << (index % bits); }

}  // namespace

IndexSet IndexSet::below(std::size_t count) {
  IndexSet out;
  if (count == 0) return out;
  const std::uint64_t full = ~std::uint64_t{0};
  const std::uint64_t last = full >> (bits - 1 - (count - 1) % bits);
  out.low_ = count > bits ? full : last;
  if (count > bits) {
    out.high_.assign((count - 1) / bits, full);
    out.high_.back() = last;
  }
  return out;
}

bool IndexSet::contains(std::size_t index) const noexcept {
  if (index < bits) return (low_ & bit(index)) != 0;
  const std::size_t word = index / bits - 1;
  return word < high_.size() && (high_[word] & bit(index)) != 0;
}

void IndexSet::insert(std::size_t index) {
  if (index < bits) {
    low_ |= bit(index);
    return;
  }
  const std::size_t word = index / bits - 1;
  if (word >= high_.size()) high_.resize(word + 1, 0);
  high_[word] |= bit(index);
}

void IndexSet::erase(std::size_t index) noexcept {
  if (index < bits) {
    low_ &= ~bit(index);
  } else if (const std::size_t word = index / bits - 1; word < high_.size()) {
    high_[word] &= ~bit(index);
    shrink();
  }
}

std::size_t IndexSet::size() const noexcept {
  std::size_t count = static_cast<std::size_t>(std::popcount(low_));
  for (const std::uint64_t word : high_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::size_t IndexSet::least() const noexcept {
  if (low_ != 0) return static_cast<std::size_t>(std::countr_zero(low_));
  std::size_t word = 0;
  while (high_[word] == 0) ++word;
  return bits * (word + 1) + static_cast<std::size_t>(std::countr_zero(high_[word]));
}

std::vector<std::size_t> IndexSet::elements() const {
  std::vector<std::size_t> out;
  out.reserve(size());
  for_each([&](std::size_t index) { out.push_back(index); });
  return out;
}

bool IndexSet::is_subset_of(const IndexSet& other) const noexcept {
  if ((low_ & ~other.low_) != 0 || high_.size() > other.high_.size()) return false;
  for (std::size_t w = 0; w < high_.size(); ++w) {
    if ((high_[w] & ~other.high_[w]) != 0) return false;
  }
  return true;
}

bool IndexSet::meets(const IndexSet& other) const noexcept {
  if ((low_ & other.low_) != 0) return true;
  for (std::size_t w = 0; w < std::min(high_.size(), other.high_.size()); ++w) {
    if ((high_[w] & other.high_[w]) != 0) return true;
  }
  return false;
}

std::size_t IndexSet::least_common(const IndexSet& other) const noexcept {
  const auto first = [](std::uint64_t word) {
    return static_cast<std::size_t>(std::countr_zero(word));
  };
  if ((low_ & other.low_) != 0) return first(low_ & other.low_);
  for (std::size_t w = 0; w < std::min(high_.size(), other.high_.size()); ++w) {
    const std::uint64_t both = high_[w] & other.high_[w];
    if (both != 0) return bits * (w + 1) + first(both);
  }
  return none;
}

IndexSet& IndexSet::operator|=(const IndexSet& other) {
  low_ |= other.low_;
  if (high_.size() < other.high_.size()) high_.resize(other.high_.size(), 0);
  for (std::size_t w = 0; w < other.high_.size(); ++w) high_[w] |= other.high_[w];
  return *this;
}

IndexSet& IndexSet::operator&=(const IndexSet& other) {
  low_ &= other.low_;
  if (high_.size() > other.high_.size()) high_.resize(other.high_.size());
  for (std::size_t w = 0; w < high_.size(); ++w) high_[w] &= other.high_[w];
  shrink();
  return *this;
}

IndexSet& IndexSet::operator-=(const IndexSet& other) {
  low_ &= ~other.low_;
  for (std::size_t w = 0; w < std::min(high_.size(), other.high_.size()); ++w) {
    high_[w] &= ~other.high_[w];
  }
  shrink();
  return *this;
}

std::strong_ordering operator<=>(const IndexSet& a, const IndexSet& b) {
  if (const auto order = a.high_.size() <=> b.high_.size(); order != 0) return order;
  for (std::size_t w = a.high_.size(); w-- > 0;) {
    if (const auto order = a.high_[w] <=> b.high_[w]; order != 0) return order;
  }
  return a.low_ <=> b.low_;
}

void IndexSet::shrink() {
  while (!high_.empty() && high_.back() == 0) high_.pop_back();
}

}  // namespace isthmus
