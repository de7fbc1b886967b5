// Sets of small indices: the rows or the columns of a neuron.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace isthmus {

/// A finite set of indices, as bits. Sets within 0…63 (all patterns that are searched) take no
/// memory of their own; larger ones grow by words. Two sets are equal when their elements are.
class IndexSet {
 public:
  IndexSet() = default;

  /// {0, …, count-1}.
  [[nodiscard]] static IndexSet below(std::size_t count);

  [[nodiscard]] bool contains(std::size_t index) const noexcept;
  void insert(std::size_t index);
  void erase(std::size_t index) noexcept;

  [[nodiscard]] bool empty() const noexcept { return low_ == 0 && high_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept;
  /// Requires a set that is not empty.
  [[nodiscard]] std::size_t least() const noexcept;
  /// The elements in increasing order.
  [[nodiscard]] std::vector<std::size_t> elements() const;

  [[nodiscard]] bool is_subset_of(const IndexSet& other) const noexcept;
  [[nodiscard]] bool meets(const IndexSet& other) const noexcept;
  /// The least element of this set and `other`, or `none`; takes no memory.
  [[nodiscard]] std::size_t least_common(const IndexSet& other) const noexcept;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  IndexSet& operator|=(const IndexSet& other);
  IndexSet& operator&=(const IndexSet& other);
  IndexSet& operator-=(const IndexSet& other);
  friend IndexSet operator|(IndexSet a, const IndexSet& b) { return a |= b; }
  friend IndexSet operator&(IndexSet a, const IndexSet& b) { return a &= b; }
  friend IndexSet operator-(IndexSet a, const IndexSet& b) { return a -= b; }

  friend bool operator==(const IndexSet&, const IndexSet&) = default;
  /// By size of the highest element first: any total order would do, this one is quick.
  friend std::strong_ordering operator<=>(const IndexSet& a, const IndexSet& b);

  /// Calls visit(index) for each element in increasing order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for_each_bit(low_, 0, visit);
    for (std::size_t w = 0; w < high_.size(); ++w) for_each_bit(high_[w], 64 * (w + 1), visit);
  }

 private:
  template <class Visit>
  static void for_each_bit(std::uint64_t word, std::size_t base, Visit& visit) {
    for (; word != 0; word &= word - 1) {
      visit(base + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
  void shrink();  // drops zero words at the end, so that equal sets have equal words

  std::uint64_t low_ = 0;
  std::vector<std::uint64_t> high_;  // elements from 64 on; its last word is not 0
};

}  // namespace isthmus
