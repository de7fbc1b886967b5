// The model that claims are about, with exact answers computed when they are first asked for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/variety/point.hpp"
#include "report/crosscheck/plain_sums.hpp"

namespace isthmus {

/// A network whose weights are all known one by one. Errors about names carry no place.
class CheckedModel {
 public:
  /// Throws Error (bad_usage) unless every weight is known. Requires a valid network.
  explicit CheckedModel(Network network);

  [[nodiscard]] const Network& network() const { return network_; }
  [[nodiscard]] const BalanceNetwork& graph() const { return contraction_.graph; }
  [[nodiscard]] const Balance& balance() const { return balance_; }
  [[nodiscard]] const std::vector<std::string>& names_of_edges() const { return edge_names_; }

  /// The hidden node with a law that `name` belongs to; throws Error (bad_input) naming the nearest
  /// name otherwise.
  [[nodiscard]] NodeId node(const std::string& name) const;
  /// Position in Network::edges of the edge of that name; the same error.
  [[nodiscard]] std::uint32_t edge(const std::string& name) const;
  [[nodiscard]] const std::string& name_of(NodeId v) const;
  [[nodiscard]] const std::string& name_of(EdgeId e) const;

  /// The weights in the law of v: those into it, those out of it with a minus. Loops are left out.
  [[nodiscard]] std::vector<SquareTerm> law(NodeId v) const;
  /// The weights of the edges with exactly one end in `set`.
  [[nodiscard]] std::vector<SquareTerm> cut(const std::vector<NodeId>& set) const;
  [[nodiscard]] const Flow& squares() const { return squares_; }

  [[nodiscard]] const PointRank& rank();
  [[nodiscard]] const MinimumCut& nearest();  ///< requires a hidden node
  [[nodiscard]] const Flow& flow();           ///< a sparse point of P(c)
  [[nodiscard]] const EdgeMinima& minima();
  /// J·Jᵀ for the Jacobian J = 2·B·diag(θ): its eigenvalues are the squared singular values.
  [[nodiscard]] const RationalMatrix& gram();

 private:
  void append(std::vector<SquareTerm>& terms, EdgeId e, bool minus) const;

  Network network_;
  Contraction contraction_;
  std::vector<std::string> edge_names_;
  std::map<std::string, std::uint32_t> node_number_, edge_number_;
  Flow squares_;
  Balance balance_;
  std::optional<PointRank> rank_;
  std::optional<MinimumCut> nearest_;
  std::optional<Flow> flow_;
  std::optional<EdgeMinima> minima_;
  std::optional<RationalMatrix> gram_;
};

}  // namespace isthmus
