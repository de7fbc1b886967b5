// Unlocking a network of rationals: nothing can overflow.
#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/motion/unlock.hpp"
#include "isthmus/network/contraction.hpp"
#include "motion/core_graph.hpp"
#include "motion/least_total.hpp"
#include "motion/powers.hpp"
#include "motion/unlock_core.hpp"

namespace isthmus {

bool Unlocking::changed() const {
  return std::any_of(exponents.begin(), exponents.end(), [](std::int32_t k) { return k != 0; });
}

namespace {

using motion::CoreGraph;

constexpr std::size_t small = 200'000;  // edges: then every node may move

Rational times_power_of_two(const Rational& q, std::int64_t d) {
  const Integer factor = Integer(1) << static_cast<unsigned>(d < 0 ? -d : d);
  return d < 0 ? Rational(q / factor) : Rational(q * factor);
}

void rescale(Edge& edge, std::int64_t d) {
  if (d == 0) return;
  for (Rational& weight : edge.weights) weight = times_power_of_two(weight, d);
  if (edge.norm_squared) edge.norm_squared = motion::times_power_of_four(*edge.norm_squared, d);
}

// The balance that the file states, if it does, node by node.
void restate_balance(Network& network) {
  if (network.balance.empty()) return;
  std::vector<Rational> net(network.nodes.size());
  for (const Edge& edge : network.edges) {
    if (edge.fixed) continue;
    const Rational square = squared_norm(edge);
    net[edge.to] += square;
    net[edge.from] -= square;
  }
  for (std::size_t v = 0; v < net.size(); ++v) {
    if (network.balance[v]) network.balance[v] = net[v];
  }
}

Network with_exponents(Network network, const std::vector<std::int32_t>& k) {
  for (Edge& edge : network.edges) rescale(edge, std::int64_t{k[edge.to]} - k[edge.from]);
  restate_balance(network);
  return network;
}

class NetworkUnlocking {
 public:
  NetworkUnlocking(const Network& network, UnlockTarget target)
      : network_(network),
        contraction_(contract(network)),
        x_(squares(network)),
        balanced_(target == UnlockTarget::balanced) {}

  UnlockedNetwork run() {
    Unlocking found;
    found.target = balanced_ ? UnlockTarget::balanced : UnlockTarget::fewest_locks;
    found.exponents.assign(network_.nodes.size(), 0);
    found.locks_before = locks_at(x_);
    found.total_before = total(x_);
    if (balanced_ || found.locks_before > 0) search(found);
    UnlockedNetwork result{std::move(found), network_};
    result.network = with_exponents(network_, result.unlocking.exponents);
    verify(result);
    return result;
  }

 private:
  [[nodiscard]] const BalanceNetwork& graph() const { return contraction_.graph; }

  [[nodiscard]] Flow squares(const Network& network) const {
    return squared_weights(network, contraction_);
  }

  [[nodiscard]] std::size_t locks_at(const Flow& x) const {
    return edge_verdicts(graph(), balance_of(graph(), x)).minima.locked.size();
  }

  [[nodiscard]] static Rational total(const Flow& x) {
    Rational sum = 0;
    for (const Rational& square : x.values()) sum += square;
    return sum;
  }

  [[nodiscard]] CoreGraph core() const {
    const auto sum_over = [&](std::span<const EdgeId> edges) {
      Rational sum = 0;
      for (const EdgeId e : edges) sum += x_[e];
      return sum;
    };
    const PerNode<bool> marked = balanced_ || graph().edge_count() <= small
                                     ? PerNode<bool>(graph().node_count(), true)
                                     : motion::nodes_at_cuts(graph());
    return motion::CoreBuilder(graph(), marked, sum_over).build();
  }

  [[nodiscard]] motion::CoreUnlocking solve(const CoreGraph& part, Unlocking& found) const {
    const PerNode<bool> held(part.graph.node_count(), false);
    if (!balanced_) return motion::unlock_core(part.graph, part.x, held);
    motion::LeastTotal least = motion::least_total(part.graph, part.x, held);
    found.total_open = std::move(least.open);
    auto inside = motion::judge_locks(part.graph, rescaled(part.graph, part.x, least.k));
    inside.k = std::move(least.k);
    return inside;
  }

  void search(Unlocking& found) const {
    const CoreGraph part = core();
    const motion::CoreUnlocking inside = solve(part, found);
    found.least_locks = inside.least;
    for (std::uint32_t i = 0; i < part.node.size(); ++i) {
      for (const std::uint32_t v : contraction_.members[part.node[i]]) {
        found.exponents[v] = inside.k[NodeId{i}];
      }
    }
    const auto in_file = [&](EdgeId e) {
      return std::uint64_t{contraction_.file_edge[EdgeId{part.edge[e]}]};
    };
    for (const motion::CoreLock& lock : inside.remaining) {
      RemainingLock& left = found.remaining.emplace_back();
      left.edge = in_file(lock.edge);
      left.reason = lock.reason;
      for (const EdgeId e : lock.series) left.series.push_back(in_file(e));
    }
    std::sort(found.remaining.begin(), found.remaining.end(),
              [](const RemainingLock& a, const RemainingLock& b) { return a.edge < b.edge; });
  }

  void verify(UnlockedNetwork& result) const {
    Unlocking& found = result.unlocking;
    const Flow now = squares(result.network);
    found.locks_after = locks_at(now);
    found.total_after = total(now);
    ensure(found.locks_after == found.remaining.size(),
           "the rescaled weights have the locks that were predicted");
    ensure(is_rescaled(network_, result.network, found.exponents),
           "every weight is multiplied by its power of two");
    found.weights_checked = graph().weight_count();
  }

  const Network& network_;
  Contraction contraction_;
  Flow x_;
  bool balanced_;
};

}  // namespace

UnlockedNetwork unlock(const Network& network, const UnlockOptions& options) {
  const bool trainable = std::any_of(network.edges.begin(), network.edges.end(),
                                     [](const Edge& edge) { return !edge.fixed; });
  if (trainable && !has_weights(network)) {
    throw usage_error("unlocking moves weights, and this network has none",
                      "give every edge a weight, or add --init SCHEME");
  }
  return NetworkUnlocking(network, options.target).run();
}

}  // namespace isthmus
