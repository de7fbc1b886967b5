// What analyze says about the locks of a model, from as few of its edges as decide it.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "isthmus/exact/dyadic_vector.hpp"
#include "isthmus/flow/bypass.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/model_graph.hpp"

namespace isthmus {

struct ModelLocksOptions {
  /// With `everything` the whole graph is written out, which changes no answer.
  ModelArcs arcs = ModelArcs::skeleton;
  bool count_blocks = true;
  bool bypass = true;  ///< also find the walks around the edges that are no bottleneck
};

/// The verdict on every bundle of a model: locked, weakly locked, or free; with the evidence.
struct ModelLocks {
  explicit ModelLocks(ModelGraph graph) : part(std::move(graph)) {}

  /// A part of the graph of the model that decides: every bundle outside joins nodes that the part
  /// joins to the ground both ways, so it is free (theory §3, skeletons). Sets, edges and trees
  /// below are those of this part; cuts in it are cuts of the whole, and what misses the ground in
  /// it does so in the whole.
  ModelGraph part;
  std::uint64_t bundles = 0;          ///< of the whole model, fixed ones left out
  std::uint64_t weights = 0;          ///< the same with multiplicity
  std::optional<std::size_t> blocks;  ///< of the whole model, if asked for

  /// Not empty: this set shows that no weights have this balance, and nothing below is there.
  std::vector<NodeId> violated_set;
  EdgeMinima minima;
  std::uint64_t dimension = 0;              ///< of M(c) for the whole model
  std::optional<std::size_t> regular_log2;  ///< as regular_components_log2
  std::vector<EdgeId> always_zero;          ///< edges that are 0 all over P(c); increasing
  /// If asked for: trees whose walks avoid all edges of the part that are no bottleneck, and which
  /// show that the part joins its nodes to the ground.
  Bypass bypass;

  [[nodiscard]] bool empty() const noexcept { return !violated_set.empty(); }
};

/// For a valid model whose node v has the incoming minus the outgoing squares net[v] (only the sums
/// over hidden nodes that are tied together matter). Linear in the nodes and the listed links,
/// apart from maximum flows in the regions of bottlenecks and among the nodes that lie on no walk
/// from ground to ground, where it is quadratic at worst. Requires net.size() = node_count(model).
[[nodiscard]] ModelLocks model_locks(const Model& model, const std::vector<Rational>& net,
                                     const ModelLocksOptions& options = {});

/// The same from numbers on a common power of two, for millions of nodes.
[[nodiscard]] ModelLocks model_locks(const Model& model, const DyadicVector& net,
                                     const ModelLocksOptions& options = {});

}  // namespace isthmus
