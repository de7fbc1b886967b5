#include "motion/rescaled_flow.hpp"

#include <limits>

#include "isthmus/error.hpp"
#include "motion/powers.hpp"

namespace isthmus::motion {

RescaledFlow::RescaledFlow(const BalanceNetwork& network, Flow x)
    : network_(&network),
      x_(std::move(x)),
      k_(network.hidden_count(), 0),
      inside_(network.node_count(), false) {}

void RescaledFlow::mark(const std::vector<NodeId>& set, bool inside) {
  for (const NodeId v : set) inside_[v] = inside;
}

void RescaledFlow::shift(const std::vector<NodeId>& set, std::int64_t t) {
  mark(set, true);
  for (const NodeId v : set) {
    const std::int64_t k = k_[v] + t;
    ensure(k == static_cast<std::int32_t>(k), "exponents of rescalings stay small");
    k_[v] = static_cast<std::int32_t>(k);
    for (const EdgeId e : network_->in_edges(v)) {
      if (!inside_[network_->tail(e)]) x_[e] = times_power_of_four(x_[e], t);
    }
    for (const EdgeId e : network_->out_edges(v)) {
      if (!inside_[network_->head(e)]) x_[e] = times_power_of_four(x_[e], -t);
    }
  }
  mark(set, false);
}

Boundary RescaledFlow::boundary(const std::vector<NodeId>& set) {
  Boundary found;
  mark(set, true);
  for (const NodeId v : set) {
    for (const EdgeId e : network_->in_edges(v)) {
      if (inside_[network_->tail(e)]) continue;
      found.in += x_[e], found.in_count += network_->multiplicity(e), found.last_in = e;
    }
    for (const EdgeId e : network_->out_edges(v)) {
      if (inside_[network_->head(e)]) continue;
      found.out += x_[e], found.out_count += network_->multiplicity(e), found.last_out = e;
    }
  }
  mark(set, false);
  return found;
}

}  // namespace isthmus::motion
