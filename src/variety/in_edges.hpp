// The edges into single nodes, of networks and of models that are too large for a list of edges.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/variety/expressivity.hpp"

namespace isthmus {

struct InEdge {
  std::uint32_t tail = 0;
  std::uint32_t number = 0;  ///< of the edge; means nothing if its sign is free
  KnownSign sign = KnownSign::free;
};

/// In-edges of a network in compressed rows, and an order of its nodes. Borrows the network.
class NetworkInEdges {
 public:
  NetworkInEdges(const Network& network, const std::vector<KnownSign>& signs);

  [[nodiscard]] const std::vector<Node>& nodes() const { return network_.nodes; }
  /// All nodes, tails before heads.
  [[nodiscard]] const std::vector<std::uint32_t>& order() const { return order_; }

  /// Calls visit(edge) until it returns false; false if it did.
  template <class Visit>
  bool visit(std::uint32_t head, Visit&& visit) const {
    for (std::uint32_t i = first_[head]; i < first_[head + 1]; ++i) {
      if (!visit(edges_[i])) return false;
    }
    return true;
  }

 private:
  const Network& network_;
  std::vector<std::uint32_t> first_;
  std::vector<InEdge> edges_;
  std::vector<std::uint32_t> order_;
};

/// In-edges of a model, read off its links. Borrows the model and the signs.
class ModelInEdges {
 public:
  ModelInEdges(const Model& model, const std::vector<SignedBundle>& signs);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<std::uint32_t>& order() const { return order_; }

  template <class Visit>
  bool visit(std::uint32_t head, Visit&& visit) const {
    for (std::uint32_t i = first_[head]; i < first_[head + 1]; ++i) {
      if (!visit_row(rows_[i], visit)) return false;
    }
    return true;
  }

 private:
  static constexpr std::uint32_t tied = ~std::uint32_t{0};

  /// The bundles of a link with one head, which is `row` of its heads; or a tie, whose tail that
  /// is.
  struct Row {
    std::uint32_t link = tied;
    std::uint32_t row = 0;
    std::uint32_t number = 0;  ///< of its first bundle
  };
  template <class Take>
  void for_each_row(Take&& take) const;

  template <class Visit>
  bool visit_row(const Row& row, Visit& visit) const {
    if (row.link == tied) return visit(InEdge{row.row, 0, KnownSign::free});
    const std::vector<std::uint32_t>& tails = model_.links[row.link].tails;
    if (model_.links[row.link].wiring == Wiring::listed) {
      return visit(edge(row, tails[row.row], 0));
    }
    for (std::uint32_t j = 0; j < tails.size(); ++j) {
      if (!visit(edge(row, tails[j], j))) return false;
    }
    return true;
  }

  [[nodiscard]] InEdge edge(const Row& row, std::uint32_t tail, std::uint32_t column) const {
    if (model_.links[row.link].fixed) return {tail, 0, KnownSign::free};
    const std::uint32_t number = row.number + column;
    const auto at = std::lower_bound(
        signs_.begin(), signs_.end(), number,
        [](const SignedBundle& bundle, std::uint32_t n) { return bundle.bundle < n; });
    const bool found = at != signs_.end() && at->bundle == number;
    return {tail, number, found ? at->sign : KnownSign::free};
  }

  const Model& model_;
  const std::vector<SignedBundle>& signs_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> first_;
  std::vector<Row> rows_;
};

}  // namespace isthmus
