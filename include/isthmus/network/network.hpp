// A network as its user writes it: a DAG of named nodes and edges, with weights, a balance, or
// neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/activation.hpp"

namespace isthmus {

enum class Role { input, hidden, output };

/// A node. Inputs and outputs are ground: no law holds there.
struct Node {
  std::string id;
  Role role = Role::hidden;
  bool bias = false;  ///< an input held at 1, so that its out-edges are biases
  /// What a hidden node does to the sum of its in-edges. An output is its sum. Of inputs and
  /// outputs only `known` counts: false if the node stands for anything but one input or its sum.
  Activation activation = {};
};

/// An edge, or a bundle of `multiplicity` parallel edges with the same ends.
struct Edge {
  std::uint32_t from = 0;                ///< position in Network::nodes
  std::uint32_t to = 0;                  ///< position in Network::nodes
  std::string id;                        ///< empty: the default name, see edge_names()
  std::uint64_t multiplicity = 1;        ///< at least 1
  bool fixed = false;                    ///< not trainable; then its one weight is nonzero
  std::vector<Rational> weights;         ///< empty, or `multiplicity` numbers
  std::optional<Rational> norm_squared;  ///< of a bundle whose single weights are not known
};

/// Plain data. Checked once, by `validate`; the functions of the library require a valid network.
struct Network {
  std::string name;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  /// Aligned with `nodes`: a value for every hidden node that has a law, nothing elsewhere;
  /// empty vector when no balance is given.
  std::vector<std::optional<Rational>> balance;
};

/// What is known of θ: numbers for every trainable edge (true) or for none (false). False when
/// no edge is trainable. Requires a valid network.
[[nodiscard]] bool has_weights(const Network& network);

/// Checks all that a network file promises: node ids and edge names not empty and distinct, ends
/// in range, no edge into an input, no directed cycle, weights on all trainable edges or on none,
/// fixed edges with one nonzero weight, bundles with `multiplicity` weights or a norm >= 0, and a
/// balance that covers exactly the hidden nodes with a law and agrees with the weights (for nodes
/// tied together by fixed edges: in total).
/// Throws Error (bad_input) with a JSON path such as "$.edges[3].from". O(V + E) plus arithmetic.
void validate(const Network& network);

/// The name of every edge: its id, or "from->to" with "#2", "#3"… for further parallels (those
/// with an id of their own are counted too). Distinct in a valid network. O(V + E).
[[nodiscard]] std::vector<std::string> edge_names(const Network& network);
/// The same of some edges only, between nodes that may be called otherwise: O(E) time, but memory
/// for the wanted ones alone. Requires positions in `edges`.
[[nodiscard]] std::vector<std::string> edge_names(const std::vector<Node>& nodes,
                                                  const std::vector<Edge>& edges,
                                                  const std::vector<std::uint32_t>& wanted);

/// Sum of the squares of the weights of an edge (its norm_squared if that is what is known).
/// Requires that weights are known for this edge.
[[nodiscard]] Rational squared_norm(const Edge& edge);

}  // namespace isthmus
