// The exact rank of the laws as claims about one point (Theory §4).
//
// At θ = 1 the Jacobian is 2B, so that what is claimed of the point holds for B itself: a rank of h
// is independence of all laws. Where the laws are not independent, two certificates enclose the
// rank. One leaves out one law of each relation, by counting its node as ground, and shows that the
// others are independent; the other shows the relations. With the forest and the sets of LawRank
// both take linear time and space, and every checker of version 1 accepts them.
// Rejected: a claim for the rank itself, which three checkers would have to learn, for a statement
// that two old claims make; and the given weights as the point, which may be singular.
#include "isthmus/proof/prove_laws.hpp"

#include "isthmus/error.hpp"
#include "proof/name_everything.hpp"
#include "proof/sparse_sums.hpp"

namespace isthmus {
namespace {

// The squares of θ = 1, bundles with the sum over their members.
Flow all_ones(const BalanceNetwork& network) {
  Flow x(network.edge_count());
  for (const EdgeId e : network.edges()) x[e] = network.multiplicity(e);
  return x;
}

/// The network with some hidden nodes taken into the ground.
struct Grounded {
  BalanceNetwork network;
  PerNode<NodeId> now;         ///< of every old node
  std::vector<NodeId> before;  ///< of every new hidden node
};

Grounded grounded(const BalanceNetwork& network, const LawRank& rank) {
  PerNode<bool> taken(network.node_count(), false);
  taken[network.ground()] = true;
  for (const auto& relation : rank.relations) taken[relation.front()] = true;
  PerNode<NodeId> now(network.node_count(), NodeId{static_cast<std::uint32_t>(rank.independent)});
  std::vector<NodeId> before;
  for (const NodeId v : network.hidden_nodes()) {
    if (taken[v]) continue;
    now[v] = NodeId{static_cast<std::uint32_t>(before.size())};
    before.push_back(v);
  }
  std::vector<Arc> arcs;
  arcs.reserve(network.edge_count());
  for (const EdgeId e : network.edges()) {
    arcs.push_back({now[network.tail(e)], now[network.head(e)], network.multiplicity(e)});
  }
  return {BalanceNetwork(before.size(), std::move(arcs)), std::move(now), std::move(before)};
}

}  // namespace

Certificate independence_certificate(const Network& network, const Contraction& contraction,
                                     const LawRank& rank) {
  if (rank.independent == 0) {
    throw input_error("no law is independent, so there is nothing to prove",
                      "give a network with a hidden node that a weight joins to another node");
  }
  Grounded rows = grounded(contraction.graph, rank);
  ensure(rows.before.size() == rank.independent, "one row for every independent law");
  const Flow x = all_ones(rows.network);
  Certificate certificate(std::move(rows.network));
  certificate.balance = balance_of(certificate.network, x);
  certificate.claims.push_back(Claim{ClaimKind::regular_point});
  certificate.point = sparse(x);
  certificate.forest.emplace();
  for (const ForestEdge& step : rank.forest) {
    certificate.forest->push_back({rows.now[step.node], step.edge});
  }
  name_everything(certificate, network, contraction, rows.before);
  return certificate;
}

Certificate relation_certificate(const Network& network, const Contraction& contraction,
                                 const LawRank& rank) {
  if (rank.relations.empty()) {
    throw input_error("all laws are independent: there is no relation to prove",
                      "prove their independence instead");
  }
  const Flow x = all_ones(contraction.graph);
  Certificate certificate(contraction.graph);
  certificate.balance = balance_of(certificate.network, x);
  certificate.claims.push_back(Claim{ClaimKind::singular_point});
  Claim& strata = certificate.claims.emplace_back(Claim{ClaimKind::strata});
  strata.count = rank.relations.size();
  certificate.base = sparse(x);
  certificate.point = certificate.base;
  certificate.floating = rank.relations.front();
  for (const auto& relation : rank.relations) certificate.strata.push_back({relation, {}});
  name_everything(certificate, network, contraction, contraction.graph.hidden_nodes());
  return certificate;
}

}  // namespace isthmus
