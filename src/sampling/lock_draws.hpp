// One network, drawn again and again: which of its weights are locked.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "isthmus/flow/bottleneck.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/weight_draws.hpp"
#include "sampling/square_sum.hpp"
#include "sampling/tally.hpp"

namespace isthmus::sampling {

/// How the locks of a balance are found.
enum class LockRule {
  signs,  ///< every cut of a bottleneck has one node: the sign of its balance decides
  flows,  ///< by `edge_minima`
};

/// An output whose weights can all be locked: see SampledOutput.
struct Outlook {
  std::uint32_t node = 0;            ///< position in Network::nodes
  std::vector<std::uint32_t> slots;  ///< its bottleneck edges, as indices into bottlenecks()
  std::vector<int> fixed_signs;      ///< of its fixed edges
};

/// What all draws share; may be used by several threads at once. Borrows nothing.
class LockDraws {
 public:
  /// Requires a valid network.
  LockDraws(const Network& network, Scheme scheme, Precision precision);

  /// The weights that can be locked, in file order. Nothing else can.
  [[nodiscard]] const std::vector<Bottleneck>& bottlenecks() const noexcept { return bottlenecks_; }
  /// The hidden nodes of the graph at them, increasing.
  [[nodiscard]] const std::vector<NodeId>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] const std::vector<Outlook>& outputs() const noexcept { return outputs_; }
  [[nodiscard]] const Contraction& contraction() const noexcept { return contraction_; }
  [[nodiscard]] std::uint64_t weight_count() const noexcept { return draws_.count(); }

  [[nodiscard]] LockRule rule() const noexcept { return rule_; }
  /// Finds locks by flows from now on: slower, the same result. For tests.
  void use_flows() noexcept { rule_ = LockRule::flows; }

  [[nodiscard]] Tally empty_tally() const;
  /// Counts the draws first … first + count - 1 of this seed.
  [[nodiscard]] Tally tally(std::uint64_t seed, std::uint64_t first, std::uint64_t count) const;

 private:
  struct Workspace;

  void find_nodes();
  void find_outputs(const Network& network);
  void draw(std::uint64_t seed, Workspace& work) const;
  void lock_by_signs(Workspace& work) const;
  void lock_by_flows(Workspace& work) const;
  void count(const Workspace& work, std::uint64_t index, Tally& tally) const;
  void count_nodes(const Workspace& work, Tally& tally) const;
  [[nodiscard]] static bool is_obstructed(const Outlook& output, const Workspace& work);

  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  Contraction contraction_;
  WeightDraws draws_;
  std::vector<Bottleneck> bottlenecks_;
  LockRule rule_ = LockRule::flows;
  std::vector<std::uint32_t> slot_;  ///< of every edge of the graph, its bottleneck, or `none`
  std::vector<NodeId> nodes_;
  std::vector<std::uint32_t>
      place_;  ///< of every node of the graph, its index in nodes_, or `none`
  std::vector<Outlook> outputs_;
};

}  // namespace isthmus::sampling
