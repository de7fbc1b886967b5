// Strong handles for the nodes and edges of a balance network, and arrays indexed by them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace isthmus {

/// A node of a BalanceNetwork: 0 … hidden_count()-1 are hidden, hidden_count() is the ground ⏚.
struct NodeId {
  std::uint32_t value = 0;
  friend auto operator<=>(const NodeId&, const NodeId&) = default;
};

/// An edge (bundle) of a BalanceNetwork: 0 … edge_count()-1.
struct EdgeId {
  std::uint32_t value = 0;
  friend auto operator<=>(const EdgeId&, const EdgeId&) = default;
};

/// A vector indexed by a handle instead of an integer. Requires id.value < size() on access.
template <class Id, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, T value = T()) : items_(size, std::move(value)) {}
  explicit IdVector(std::vector<T> items) : items_(std::move(items)) {}

  [[nodiscard]] decltype(auto) operator[](Id id) { return items_[id.value]; }
  [[nodiscard]] decltype(auto) operator[](Id id) const { return items_[id.value]; }
  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] const std::vector<T>& values() const noexcept { return items_; }
  [[nodiscard]] std::vector<T>& values() noexcept { return items_; }

  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<T> items_;
};

template <class T>
using PerNode = IdVector<NodeId, T>;
template <class T>
using PerEdge = IdVector<EdgeId, T>;

/// A range of consecutive handles, for `for (NodeId v : …)`.
template <class Id>
class IdRange {
 public:
  class iterator {
   public:
    explicit iterator(std::uint32_t at) : at_(at) {}
    Id operator*() const { return Id{at_}; }
    iterator& operator++() {
      ++at_;
      return *this;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    std::uint32_t at_;
  };

  explicit IdRange(std::size_t count) : count_(static_cast<std::uint32_t>(count)) {}
  [[nodiscard]] iterator begin() const { return iterator(0); }
  [[nodiscard]] iterator end() const { return iterator(count_); }

 private:
  std::uint32_t count_;
};

}  // namespace isthmus
