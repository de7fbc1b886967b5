// The reports of `isthmus reach` and `isthmus equivalent`.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "isthmus/motion/equivalent.hpp"
#include "isthmus/motion/reach.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/edge_weights.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// Two settings of the weights of one network, and what they are called. Node i and edge i of the
/// second are those of the first; names may differ.
struct TwoNetworks {
  std::string name_a, name_b;
  /// With models, `a` has no weights and `b` only its nodes, and the models hold the weights.
  Network a, b;
  Contraction contraction;
  std::optional<Model> model_a, model_b;

  [[nodiscard]] EdgeWeights weights_a() const;
  [[nodiscard]] EdgeWeights weights_b() const;
};

/// Requires valid networks. Nodes and edges are matched by name if both have the same node names,
/// else by position (in_order_of). Throws Error (bad_input) with the first difference unless they
/// are the same network then (wiring_difference).
[[nodiscard]] TwoNetworks same_network(Network a, const std::string& name_a, Network b,
                                       const std::string& name_b);

/// The same for valid models. If they are laid out alike, nothing is kept for a weight, and about
/// 150 bytes for an edge; else as the networks they stand for.
[[nodiscard]] TwoNetworks same_network(Model a, const std::string& name_a, Model b,
                                       const std::string& name_b);

/// Can gradient flow from the component of `a` come to a point equivalent to `b`?
struct ReachReport {
  TwoNetworks networks;
  ReachResult result;
};

/// Is `b` the network `a`, its neurons permuted and rescaled?
struct EquivalenceReport {
  TwoNetworks networks;
  EquivalenceResult result;
};

/// As reach() and equivalent(); errors name the network they are about.
[[nodiscard]] ReachReport report_reach(TwoNetworks networks, const ReachOptions& options = {});
[[nodiscard]] EquivalenceReport report_equivalence(TwoNetworks networks,
                                                   const EquivalenceOptions& options = {});

/// The answer in words, with its reason.
void write_text(std::ostream& out, const ReachReport& report, const TextStyle& style = {});
void write_text(std::ostream& out, const EquivalenceReport& report, const TextStyle& style = {});

/// The same as JSON: formats "isthmus-reach" and "isthmus-equivalent", version 1 (docs/reach.md).
void write_json(std::ostream& out, const ReachReport& report);
void write_json(std::ostream& out, const EquivalenceReport& report);

}  // namespace isthmus
