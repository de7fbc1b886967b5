// The homology of M(c) (theory §6).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/topology/cut_ideal.hpp"
#include "isthmus/topology/homology.hpp"

namespace isthmus {

struct TopologyOptions {
  std::uint64_t cell_limit = 5'000'000;  ///< for each block: cells, and cuts
  /// Threads, ranks, deadline, progress. A checkpoint FILE becomes FILE.1, FILE.2, …, one for each
  /// stage of the work; what was finished is read from there.
  FarmOptions farm;
  std::function<void(const char*)> on_phase;  ///< called with the name of each phase
};

/// One factor of M(c) up to homotopy: `count` blocks or bundles with the same homology.
struct TopologyFactor {
  std::optional<Homology> homology;        ///< nothing if a limit stopped it
  std::optional<Integer> euler;            ///< from the faces of K(c), without homology
  std::vector<std::vector<EdgeId>> edges;  ///< of each of them, increasing
  std::string reason;                      ///< why the homology is not determined
  [[nodiscard]] std::size_t count() const noexcept { return edges.size(); }
};

struct Topology {
  /// All minimal generators of the cut ideal, by degree and then by edges; nothing if a limit
  /// stopped some block before its cuts were listed.
  std::optional<std::vector<CutGenerator>> generators;
  /// M(c) is their product; points are left out. By dimension, what is not determined last.
  std::vector<TopologyFactor> factors;
  std::uint64_t log2_components = 0;  ///< b_0 = 2^that, always determined
  std::string reason;                 ///< why something is not determined; empty if everything is

  [[nodiscard]] bool complete() const noexcept { return reason.empty(); }
};

/// Requires that `flow` is a point of P(c). Blocks, bundles and locks are split off first, in near-
/// linear time a round; each remaining block costs what its bounded cells do, exponential in its
/// nodes, and stops at the limit.
[[nodiscard]] Topology topology_of(const BalanceNetwork& network, const Balance& c,
                                   const Flow& flow, const TopologyOptions& options = {});

/// The homology of the product, expanded. Nothing if a factor is not determined, or if more than
/// `work_limit` pairs of terms would have to be multiplied.
[[nodiscard]] std::optional<Homology> expanded(const Topology& topology,
                                               std::size_t work_limit = 20'000'000);

/// The product of the Euler characteristics of the factors, each from its faces.
[[nodiscard]] std::optional<Integer> euler_from_faces(const Topology& topology);

}  // namespace isthmus
