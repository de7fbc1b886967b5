// What both forms of a certificate have in common for their readers: the numbers, and which of them
// may stand where.
//
// All errors are Error (bad_input) without a place; the readers know the line or the JSON path.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "isthmus/error.hpp"
#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// A decimal integer without sign or leading zero, at most 10^18.
[[nodiscard]] std::uint64_t count_of(std::string_view text);

/// "p" or "p/q" in the one form that docs/certificate.md allows for each rational.
[[nodiscard]] Rational canonical_rational(std::string_view text);

/// "in" or "out".
[[nodiscard]] CutKind cut_kind_of(std::string_view text);

/// The sizes that numbers of nodes and edges must respect.
class NumberRanges {
 public:
  NumberRanges() = default;
  /// Throws if the numbers would not fit NodeId and EdgeId.
  NumberRanges(std::uint64_t hidden, std::uint64_t edges);

  [[nodiscard]] std::uint64_t hidden() const { return hidden_; }
  [[nodiscard]] std::uint64_t edges() const { return edges_; }

  /// Hidden node or ground.
  [[nodiscard]] NodeId end_of_edge(std::uint64_t number) const;
  [[nodiscard]] NodeId hidden_node(std::uint64_t number) const;
  [[nodiscard]] EdgeId edge(std::uint64_t number) const;

 private:
  std::uint64_t hidden_ = 0;
  std::uint64_t edges_ = 0;
};

/// A multiplicity, which is not 0.
[[nodiscard]] std::uint64_t multiplicity_of(std::uint64_t number);

/// Appends to a list that must increase.
template <class Id>
void append_increasing(std::vector<Id>& list, Id id) {
  if (!list.empty() && !(list.back() < id)) {
    throw input_error("the numbers do not increase", "sort them and leave out repetitions");
  }
  list.push_back(id);
}

/// Appends to a sparse vector, whose edges increase and whose numbers are not 0.
void append_entry(SparseVector& vector, EdgeId edge, Rational value);

/// Throws if a claim of the same kind is already there.
void append_claim(std::vector<Claim>& claims, Claim claim);

/// Throws if the set is empty.
void check_set(const std::vector<NodeId>& set);

}  // namespace isthmus
