// `isthmus explain`: why one edge is locked or free, what the law of one node is.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "isthmus/report/analysis.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// What is true of an edge.
enum class EdgeStatus {
  locked,    ///< its weight vanishes nowhere on M(c)
  free,      ///< its weight vanishes somewhere on M(c), but not everywhere
  zero,      ///< its weights are 0 everywhere on M(c)
  symbolic,  ///< locked for some balances, and the balance has no numbers
  fixed,     ///< not trainable: no coordinate of M(c)
  loop,      ///< no law sees it
  bundle,    ///< several weights, each of which can vanish
  empty,     ///< there is no point at all
};

/// A set of hidden nodes all of whose laws together leave its edges no choice but 0.
struct ZeroCut {
  CutKind kind;             ///< the side on which it has edges
  std::vector<NodeId> set;  ///< increasing
};

struct EdgeExplanation {
  std::uint32_t file_edge = 0;
  EdgeStatus status = EdgeStatus::free;
  std::optional<EdgeId> edge;  ///< nothing if fixed
  std::optional<Bottleneck> bottleneck;
  /// Locked: the derived cuts that its own, the last, rests on, in proof order.
  std::vector<CutStep> proof;
  /// No bottleneck: a directed path from tail to head without the edge, in G/⏚; weight can move
  /// from the edge to this path.
  std::vector<EdgeId> detour;
  std::optional<Flow> flow;  ///< free: a point of P(c) where it is 0
  /// Zero: U with c(U) = 0 that no edge leaves (kind `in`: so all edges into it, this one among
  /// them, are 0) or no edge enters (kind `out`).
  std::optional<ZeroCut> zero_cut;
  std::vector<WallInequality> inequalities;  ///< symbolic: locked when one of them fails
};

struct NodeExplanation {
  std::uint32_t file_node = 0;
  NodeId node;                                  ///< in the graph; may be the ground
  std::optional<std::vector<NodeId>> floating;  ///< the floating component it is in, at the point
  std::vector<std::vector<NodeId>> detachable;  ///< the detachable sets it is in
};

struct Explanation {
  Analysis analysis;
  std::variant<EdgeExplanation, NodeExplanation> subject;
};

/// Explains the edge or node of that name: an edge name (an id or "from->to"), a node id, or
/// either with "edge:" or "node:" in front. Requires a valid network. Throws Error (bad_usage) if
/// there is no such name, with the nearest one, or if it names both.
/// Cost: that of `analyze`, for edges without the search for singular points.
[[nodiscard]] Explanation explain(Network network, const std::string& name,
                                  const AnalyzeOptions& options = {});

/// The explanation in words, with the numbers.
void write_text(std::ostream& out, const Explanation& explanation, const TextStyle& style = {});

/// The same as JSON: format "isthmus-explain" version 1 (docs/report-format.md).
void write_json(std::ostream& out, const Explanation& explanation);

}  // namespace isthmus
