#include "motion/rescaled_flow.hpp"

#include <limits>

#include "isthmus/error.hpp"
#include "motion/powers.hpp"

namespace isthmus::motion {

RescaledFlow::RescaledFlow(const BalanceNetwork& network, Flow x)
    : network_(&network),
      x_(std::move(x)),
      k_(network.hidden_count(), 0),
      c_(balance_of(network, x_)),
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
      if (!inside_[network_->tail(e)]) multiply(e, t);
    }
    for (const EdgeId e : network_->out_edges(v)) {
      if (!inside_[network_->head(e)]) multiply(e, -t);
    }
  }
  mark(set, false);
}

void RescaledFlow::multiply(EdgeId e, std::int64_t t) {
  if (x_[e] == 0) return;
  const Rational old = x_[e];
  x_[e] = times_power_of_four(old, t);
  const Rational more = x_[e] - old;
  if (!network_->is_ground(network_->head(e))) c_[network_->head(e)] += more;
  if (!network_->is_ground(network_->tail(e))) c_[network_->tail(e)] -= more;
}

void RescaledFlow::move_to(const PowerRescaling& k) {
  for (const NodeId v : network_->hidden_nodes()) {
    if (k[v] != k_[v]) shift({v}, std::int64_t{k[v]} - k_[v]);
  }
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
