#include "isthmus/network/balance_network.hpp"

#include <limits>
#include <utility>

#include "isthmus/error.hpp"
#include "network/team.hpp"

namespace isthmus {
namespace {

constexpr std::size_t worth_a_thread = 200'000;  // edges

constexpr std::size_t max_count = std::numeric_limits<std::uint32_t>::max() - 1;

void check_sizes(std::size_t hidden_count, std::size_t edge_count) {
  if (hidden_count < max_count && edge_count < max_count) return;
  throw input_error("more than 2^32 - 3 nodes or edges", "use bundles for parallel edges");
}

void check_arc(const Arc& arc, std::size_t hidden_count) {
  if (arc.tail.value > hidden_count || arc.head.value > hidden_count) {
    throw input_error("an edge ends at a node that does not exist", "use nodes up to the ground");
  }
  if (arc.multiplicity == 0) {
    throw input_error("an edge has multiplicity 0", "leave the edge out");
  }
}

/// Checks every arc on the way, since the sum of the multiplicities may not wrap around.
std::uint64_t total_multiplicity(const std::vector<Arc>& arcs, std::size_t hidden_count) {
  std::uint64_t total = 0;
  for (const Arc& arc : arcs) {
    check_arc(arc, hidden_count);
    if (arc.multiplicity > std::numeric_limits<std::uint64_t>::max() - total) {
      throw input_error("the multiplicities add up to more than 2^64 - 1", "use smaller ones");
    }
    total += arc.multiplicity;
  }
  return total;
}

/// Compressed sparse rows by counting sort: the edges at v are slots[start[v]] … in increasing
/// order, because edges are placed in increasing order. Loops are left out. While edges are placed,
/// start[v + 1] is where the next one at v goes, which ends at where those of v + 1 start.
void fill_rows(const std::vector<Arc>& arcs, NodeId Arc::*end, std::vector<std::uint32_t>& start,
               std::vector<EdgeId>& slots) {
  start.push_back(0);
  for (const Arc& arc : arcs) {
    if (arc.tail != arc.head) ++start[(arc.*end).value + 2];
  }
  for (std::size_t v = 2; v < start.size(); ++v) start[v] += start[v - 1];
  slots.resize(start.back());
  for (std::uint32_t e = 0; e < arcs.size(); ++e) {
    if (arcs[e].tail != arcs[e].head) slots[start[(arcs[e].*end).value + 1]++] = EdgeId{e};
  }
  start.pop_back();
}

std::span<const EdgeId> row(const std::vector<std::uint32_t>& start,
                            const std::vector<EdgeId>& slots, NodeId v) {
  return std::span(slots).subspan(start[v.value], start[v.value + 1] - start[v.value]);
}

}  // namespace

BalanceNetwork::BalanceNetwork(std::size_t hidden_count, std::vector<Arc> arcs)
    : hidden_count_(hidden_count), arcs_(std::move(arcs)) {
  check_sizes(hidden_count_, arcs_.size());
  weight_count_ = total_multiplicity(arcs_, hidden_count_);
  const auto fill = [&](NodeId Arc::*end, std::vector<std::uint32_t>& start,
                        std::vector<EdgeId>& slots) {
    start.reserve(node_count() + 2);
    start.resize(node_count() + 1);
    fill_rows(arcs_, end, start, slots);
  };
  share_out(2, arcs_.size() < worth_a_thread ? 1 : 2, [&](std::size_t side) {
    side == 0 ? fill(&Arc::tail, out_start_, out_) : fill(&Arc::head, in_start_, in_);
  });
}

std::span<const EdgeId> BalanceNetwork::out_edges(NodeId v) const {
  return row(out_start_, out_, v);
}

std::span<const EdgeId> BalanceNetwork::in_edges(NodeId v) const { return row(in_start_, in_, v); }

BalanceNetwork BalanceNetwork::reversed() const {
  BalanceNetwork turned = *this;
  for (Arc& arc : turned.arcs_) std::swap(arc.tail, arc.head);
  std::swap(turned.out_start_, turned.in_start_);
  std::swap(turned.out_, turned.in_);
  return turned;
}

bool is_increasing(const BalanceNetwork& network) {
  for (const EdgeId e : network.edges()) {
    const NodeId tail = network.tail(e);
    if (tail > network.head(e) && !network.is_ground(tail)) return false;
  }
  return true;
}

Balance balance_of(const BalanceNetwork& network, const Flow& x) {
  ensure(x.size() == network.edge_count(), "a flow has one value for each edge");
  Balance c(network.hidden_count());
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e)) continue;
    if (!network.is_ground(network.head(e))) c[network.head(e)] += x[e];
    if (!network.is_ground(network.tail(e))) c[network.tail(e)] -= x[e];
  }
  return c;
}

bool is_flow(const BalanceNetwork& network, const Balance& c, const Flow& x) {
  if (x.size() != network.edge_count() || c.size() != network.hidden_count()) return false;
  for (const Rational& value : x.values()) {
    if (sign_of(value) < 0) return false;
  }
  return balance_of(network, x) == c;
}

}  // namespace isthmus
