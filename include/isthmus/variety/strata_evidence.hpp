// Proofs that sets are detachable and that no others are (theory §4, existence).
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "isthmus/flow/bottleneck.hpp"
#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// base + difference is a point of P(c) that vanishes on the edges crossing `set` and whose
/// positive edges connect it.
struct StratumWitness {
  std::vector<NodeId> set;
  SparseVector difference;
};

/// One witness for each of `sets`, in their order. Requires that they are detachable and that
/// `base` is a point of P(c). Each costs what its repair of the base point visits, and at most one
/// search inside the set for each of its nodes.
[[nodiscard]] std::vector<StratumWitness> stratum_witnesses(
    const BalanceNetwork& network, const Flow& base, const std::vector<std::vector<NodeId>>& sets);

/// The steps of an exhaustive search for floating components, in prefix order; see
/// docs/certificate.md, step search.
struct SearchBranch {
  NodeId node;
};
struct SearchCut {
  CutKind kind = CutKind::in;
  std::vector<NodeId> set;
};
struct SearchFound {
  std::size_t index;
};
struct SearchSplit {
  std::vector<NodeId> part;
  std::vector<SearchCut> zeros;
};
struct SearchNone {};
using SearchStep = std::variant<SearchBranch, SearchCut, SearchFound, SearchSplit, SearchNone>;

/// A tree that shows that `sets`, all connected detachable sets, are all there are; nothing if it
/// would have more than `limit` steps. Exponential in the number of hidden nodes at worst.
/// Throws Error (internal) if a set is missing from `sets`.
[[nodiscard]] std::optional<std::vector<SearchStep>> exhaustive_search(
    const BalanceNetwork& network, const Balance& c, const std::vector<std::vector<NodeId>>& sets,
    std::size_t limit = 100'000);

}  // namespace isthmus
