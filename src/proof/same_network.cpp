#include "isthmus/proof/same_network.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/network/contraction.hpp"

namespace isthmus {
namespace {

/// "`what` `ours` in the certificate and `theirs` in the network".
std::string differs(const std::string& what, const std::string& ours, const std::string& theirs) {
  return what + " " + ours + " in the certificate and " + theirs + " in the network";
}

std::string node_text(const BalanceNetwork& network, NodeId v) {
  return network.is_ground(v) ? "the ground" : std::to_string(v.value);
}

std::string edge_text(const BalanceNetwork& network, EdgeId e) {
  std::string text = "runs from " + node_text(network, network.tail(e)) + " to " +
                     node_text(network, network.head(e));
  if (network.multiplicity(e) != 1) {
    text += " with multiplicity " + std::to_string(network.multiplicity(e));
  }
  return text;
}

class NetworkComparison {
 public:
  NetworkComparison(const Certificate& certificate, const Network& network)
      : certificate_(certificate),
        ours_(certificate.network),
        network_(network),
        contraction_(contract(network)) {}

  [[nodiscard]] std::optional<std::string> difference() const {
    for (const auto part : {&NetworkComparison::sizes, &NetworkComparison::edges,
                            &NetworkComparison::balances, &NetworkComparison::points}) {
      if (auto found = (this->*part)()) return found;
    }
    return std::nullopt;
  }

 private:
  using Difference = std::optional<std::string>;

  [[nodiscard]] Difference sizes() const {
    const auto compare = [](const char* what, std::size_t ours, std::size_t theirs) -> Difference {
      if (ours == theirs) return std::nullopt;
      return differs(what, std::to_string(ours), std::to_string(theirs));
    };
    const BalanceNetwork& theirs = contraction_.graph;
    auto found =
        compare("the number of hidden nodes is", ours_.hidden_count(), theirs.hidden_count());
    return found ? found
                 : compare("the number of edges is", ours_.edge_count(), theirs.edge_count());
  }

  [[nodiscard]] Difference edges() const {
    const BalanceNetwork& theirs = contraction_.graph;
    for (const EdgeId e : ours_.edges()) {
      if (ours_.tail(e) == theirs.tail(e) && ours_.head(e) == theirs.head(e) &&
          ours_.multiplicity(e) == theirs.multiplicity(e)) {
        continue;
      }
      return differs("edge " + name(e), edge_text(ours_, e), edge_text(theirs, e));
    }
    return std::nullopt;
  }

  [[nodiscard]] Difference balances() const {
    const std::optional<Balance> theirs = balance_of(network_, contraction_);
    if (!theirs) {
      throw input_error("the network has no balance to compare with",
                        "give weights or a balance, or add --init SCHEME");
    }
    for (const NodeId v : ours_.hidden_nodes()) {
      if (certificate_.balance[v] == (*theirs)[v]) continue;
      return differs("the balance of node " + name(v) + " is", to_text(certificate_.balance[v]),
                     to_text((*theirs)[v]));
    }
    return std::nullopt;
  }

  [[nodiscard]] bool claims_about_point() const {
    return std::ranges::any_of(certificate_.claims, [](const Claim& claim) {
      return claim.kind == ClaimKind::singular_point || claim.kind == ClaimKind::regular_point ||
             claim.kind == ClaimKind::distance;
    });
  }

  [[nodiscard]] Difference points() const {
    if (!certificate_.point || !claims_about_point() || !has_weights(network_)) return std::nullopt;
    const Flow theirs = squared_weights(network_, contraction_);
    auto entry = certificate_.point->begin();
    for (const EdgeId e : ours_.edges()) {
      const bool listed = entry != certificate_.point->end() && entry->first == e;
      const Rational ours = listed ? entry->second : Rational(0);
      if (listed) ++entry;
      if (ours == theirs[e]) continue;
      return differs("the squared weight of edge " + name(e) + " is", to_text(ours),
                     to_text(theirs[e]));
    }
    return std::nullopt;
  }

  /// `3 ("x->h")`.
  [[nodiscard]] std::string name(EdgeId e) const {
    const std::string text = edge_names(network_)[contraction_.file_edge[e]];
    return std::to_string(e.value) + " (" + quoted(text) + ")";
  }
  [[nodiscard]] std::string name(NodeId v) const {
    const std::string text = network_.nodes[contraction_.members[v].front()].id;
    return std::to_string(v.value) + " (" + quoted(text) + ")";
  }

  const Certificate& certificate_;
  const BalanceNetwork& ours_;
  const Network& network_;
  Contraction contraction_;
};

}  // namespace

std::optional<std::string> network_difference(const Certificate& certificate,
                                              const Network& network) {
  return NetworkComparison(certificate, network).difference();
}

}  // namespace isthmus
