// From a permutation of nodes to its action on edges, with the check that it is an automorphism.
#pragma once

#include <set>
#include <vector>

#include "isthmus/symmetry/automorphisms.hpp"
#include "symmetry/encode.hpp"
#include "symmetry/wiring.hpp"

namespace isthmus::symmetry {

/// Checks permutations one by one against the network itself, not against its encoding.
class Induced {
 public:
  Induced(const Network& network, const Contraction& contraction, const Wiring& wiring,
          const Preserved& preserved);

  /// Throws Error (internal) unless `nodes` is an automorphism that preserves all it should.
  /// O(edges at moved nodes and sizes of the sets that hold one, times log).
  [[nodiscard]] Automorphism action_of(SparsePermutation<std::uint32_t> nodes) const;

 private:
  void check_nodes(const SparsePermutation<std::uint32_t>& nodes) const;
  void move_parallels(const Parallels& from, const SparsePermutation<std::uint32_t>& nodes,
                      SparsePermutation<EdgeId>& moves) const;
  void check_sets(const SparsePermutation<EdgeId>& edges) const;

  const Network& network_;
  const Contraction& contraction_;
  const Wiring& wiring_;
  const Preserved& preserved_;
  std::set<std::vector<EdgeId>> family_;
  PerEdge<std::vector<std::uint32_t>> holders_;  // the sets that hold an edge
};

}  // namespace isthmus::symmetry
