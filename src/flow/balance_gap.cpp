// The least change of a balance that makes a part of the network feasible (Theory §2, §4).
//
// Problem. Minimise Σ|Δ_v| such that some x ≥ 0 on the edges of the part has balance c + Δ at its
// hidden nodes. For c|U on G[U] and for the rest on G−U the two minima together are what the
// balance must move by until δ(U) can vanish.
//
// Idea. By duality the minimum is the largest Σ y_v c_v with −1 ≤ y ≤ 1, y = 0 at the ground and
// y_head ≤ y_tail on every edge; y can be taken from {−1, 0, 1}. So it is c(T) − c(S) for disjoint
// sets of hidden nodes, T without edge in, S without edge out: the violated sets of Hoffman's
// theorem, weighed. Disjointness asks nothing: T ∖ S and S ∖ T have the same properties and the
// same difference. Hence T and S are found one by one, each by a maximum flow:
//  - T lies where the ground does not reach. There, ship what nodes with c < 0 send to nodes with
//    c > 0; max c(T) is the demand left, T what the supply left cannot reach.
//  - S lies where the ground is not reached. There max −c(S) is the supply left, S what it reaches.
// Without the ground in the part both regions are the whole part, and one flow gives both.
//
// Cost. O(V + E) for two searches, which stop once they have seen the whole part, and at most two
// maximum flows within the regions: nothing at all in a network whose nodes all lie on
// ground-to-ground walks. Rejected: one minimum-cost flow, slower and without the sets.
#include "isthmus/flow/balance_gap.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "flow/push.hpp"
#include "flow/scaled.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

enum class Way { from_ground, to_ground };

class Gap {
 public:
  Gap(const BalanceNetwork& network, const Balance& c, const PerNode<bool>& part)
      : network_(network), c_(c), part_(part) {
    for (const NodeId v : network.hidden_nodes()) {
      if (part[v]) hidden_.push_back(v);
    }
  }

  BalanceGap run() {
    BalanceGap gap;
    if (!part_[network_.ground()]) {
      const Shipment all = ship(hidden_);
      if (all.unmet > 0) gap.needy = all.not_reached;
      if (all.unsent > 0) gap.stuck = all.reached;
      gap.distance = all.unmet + all.unsent;
    } else {
      const Shipment in = ship(away(Way::from_ground));
      if (in.unmet > 0) gap.needy = in.not_reached;
      const Shipment out = ship(away(Way::to_ground));
      if (out.unsent > 0) gap.stuck = out.reached;
      gap.distance = in.unmet + out.unsent;
      make_disjoint(gap);
    }
    check(gap);
    return gap;
  }

 private:
  struct Shipment {
    Rational unmet, unsent;                    ///< what is left of the demand and of the supply
    std::vector<NodeId> reached, not_reached;  ///< by the supply left; increasing
  };

  // The hidden nodes of the part that the ground does not reach, or that do not reach it.
  std::vector<NodeId> away(Way way) const {
    PerNode<bool> seen(network_.node_count(), false);
    std::vector<NodeId> queue{network_.ground()};
    seen[network_.ground()] = true;
    for (std::size_t i = 0; i < queue.size() && queue.size() <= hidden_.size(); ++i) {
      const bool forward = way == Way::from_ground;
      for (const EdgeId e : forward ? network_.out_edges(queue[i]) : network_.in_edges(queue[i])) {
        const NodeId next = forward ? network_.head(e) : network_.tail(e);
        if (seen[next] || !part_[next]) continue;
        seen[next] = true;
        queue.push_back(next);
      }
    }
    std::vector<NodeId> left;
    std::copy_if(hidden_.begin(), hidden_.end(), std::back_inserter(left),
                 [&](NodeId v) { return !seen[v]; });
    return left;
  }

  // Ships as much as possible inside a region.
  Shipment ship(const std::vector<NodeId>& region) const {
    const BalanceNetwork inside = induced(region);
    std::vector<Rational> balances;
    for (const NodeId v : region) balances.push_back(c_[v]);
    const flow::ScaledData scaled = flow::scale(balances);
    return flow::with_smallest_numbers([&]<class N>() {
      return shipped(inside, region, flow::convert<N>(scaled.values), scaled.denominator);
    });
  }

  template <class N>
  static Shipment shipped(const BalanceNetwork& inside, const std::vector<NodeId>& region,
                          const std::vector<N>& c, const Integer& denominator) {
    flow::Pusher<N> pusher(inside, PerEdge<N>(inside.edge_count(), N(0)));
    std::vector<std::pair<NodeId, N>> supply;
    for (const NodeId v : inside.hidden_nodes()) {
      const N& balance = c[v.value];
      if (balance > 0) pusher.room[v] = balance;
      if (balance < 0) supply.emplace_back(v, flow::negated(balance));
    }
    pusher.push(supply);
    N unmet(0), unsent(0);
    for (const N& room : pusher.room.values()) flow::add(unmet, room);
    for (const auto& [v, amount] : supply) flow::add(unsent, amount);
    Shipment result{
        flow::unscaled(unmet, denominator), flow::unscaled(unsent, denominator), {}, {}};
    for (const NodeId v : inside.hidden_nodes()) {
      (pusher.was_reached(v) ? result.reached : result.not_reached).push_back(region[v.value]);
    }
    return result;
  }

  // Hidden node i is region[i]; the ground has no edge.
  BalanceNetwork induced(const std::vector<NodeId>& region) const {
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    PerNode<std::uint32_t> local(network_.node_count(), none);
    for (std::uint32_t i = 0; i < region.size(); ++i) local[region[i]] = i;
    std::vector<Arc> arcs;
    for (const NodeId v : region) {
      for (const EdgeId e : network_.out_edges(v)) {
        const std::uint32_t head = local[network_.head(e)];
        if (head != none) arcs.push_back({NodeId{local[v]}, NodeId{head}, 1});
      }
    }
    return {region.size(), std::move(arcs)};
  }

  static void make_disjoint(BalanceGap& gap) {
    std::vector<NodeId> needy, stuck;
    std::set_difference(gap.needy.begin(), gap.needy.end(), gap.stuck.begin(), gap.stuck.end(),
                        std::back_inserter(needy));
    std::set_difference(gap.stuck.begin(), gap.stuck.end(), gap.needy.begin(), gap.needy.end(),
                        std::back_inserter(stuck));
    gap = {std::move(gap.distance), std::move(needy), std::move(stuck)};
  }

  void check(const BalanceGap& gap) const {
    Rational sum = 0;
    for (const NodeId v : gap.needy) sum += c_[v];
    for (const NodeId v : gap.stuck) sum -= c_[v];
    ensure(sum == gap.distance, "two sets prove how far a balance is from feasible");
    ensure(is_closed(gap.needy, Way::from_ground), "no edge enters the needy set");
    ensure(is_closed(gap.stuck, Way::to_ground), "no edge leaves the stuck set");
  }

  // No edge of the part comes from outside (or leads there).
  bool is_closed(const std::vector<NodeId>& set, Way way) const {
    return std::all_of(set.begin(), set.end(), [&](NodeId v) {
      const auto edges = way == Way::from_ground ? network_.in_edges(v) : network_.out_edges(v);
      return std::all_of(edges.begin(), edges.end(), [&](EdgeId e) {
        const NodeId other = network_.other_end(e, v);
        return !part_[other] || std::binary_search(set.begin(), set.end(), other);
      });
    });
  }

  const BalanceNetwork& network_;
  const Balance& c_;
  const PerNode<bool>& part_;
  std::vector<NodeId> hidden_;
};

}  // namespace

BalanceGap balance_gap(const BalanceNetwork& network, const Balance& c, const PerNode<bool>& part) {
  ensure(part.size() == network.node_count(), "a part says of every node whether it is in");
  return Gap(network, c, part).run();
}

}  // namespace isthmus
