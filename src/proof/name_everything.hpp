// The names of a certificate, from the file its network was read from.
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// Names the edges, and the hidden nodes after `nodes` of the contraction in their order. Larger
/// certificates do without names, which nobody would read.
template <class Nodes>
void name_everything(Certificate& certificate, const Network& network,
                     const Contraction& contraction, const Nodes& nodes) {
  constexpr std::size_t most_named_edges = 10'000;
  if (certificate.network.edge_count() > most_named_edges) return;
  CertificateNames& names = certificate.names.emplace();
  for (const NodeId v : nodes) {
    names.nodes.push_back(network.nodes[contraction.members[v].front()].id);
  }
  const std::vector<std::string> of_file = edge_names(network);
  for (const EdgeId e : contraction.graph.edges()) {
    names.edges.push_back(of_file[contraction.file_edge[e]]);
  }
}

}  // namespace isthmus
