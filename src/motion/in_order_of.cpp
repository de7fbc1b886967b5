// Parallel edges keep their order in the file: that is how an automorphism tells them apart.
#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "isthmus/motion/same_wiring.hpp"

namespace isthmus {
namespace {

using Order = std::vector<std::uint32_t>;  // for each place in `a`, the position in `b`

std::optional<Order> node_order(const Network& a, const Network& b) {
  std::unordered_map<std::string, std::uint32_t> position;
  for (std::uint32_t v = 0; v < b.nodes.size(); ++v) position.emplace(b.nodes[v].id, v);
  if (a.nodes.size() != b.nodes.size()) return std::nullopt;
  Order order;
  for (const Node& node : a.nodes) {
    const auto found = position.find(node.id);
    if (found == position.end()) return std::nullopt;
    order.push_back(found->second);
  }
  return order;
}

std::optional<Order> edge_order(const Network& a, const Network& b) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Order> between;
  for (std::uint32_t e = static_cast<std::uint32_t>(b.edges.size()); e-- > 0;) {
    between[{b.edges[e].from, b.edges[e].to}].push_back(e);
  }
  if (a.edges.size() != b.edges.size()) return std::nullopt;
  Order order;
  for (const Edge& edge : a.edges) {
    const auto found = between.find({edge.from, edge.to});
    if (found == between.end() || found->second.empty()) return std::nullopt;
    order.push_back(found->second.back());
    found->second.pop_back();
  }
  return order;
}

template <class Item>
std::vector<Item> reordered(std::vector<Item>& items, const Order& order) {
  std::vector<Item> result;
  result.reserve(items.size());
  for (const std::uint32_t i : order) result.push_back(std::move(items[i]));
  return result;
}

bool is_identity(const Order& order) {
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (order[i] != i) return false;
  }
  return true;
}

void reorder_nodes(Network& network, const Order& order) {
  Order place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  network.nodes = reordered(network.nodes, order);
  if (!network.balance.empty()) network.balance = reordered(network.balance, order);
  for (Edge& edge : network.edges) {
    edge.from = place[edge.from];
    edge.to = place[edge.to];
  }
}

}  // namespace

Network in_order_of(const Network& a, Network b) {
  const std::optional<Order> nodes = node_order(a, b);
  if (!nodes) return b;
  if (!is_identity(*nodes)) reorder_nodes(b, *nodes);
  const std::optional<Order> edges = edge_order(a, b);
  if (edges && !is_identity(*edges)) b.edges = reordered(b.edges, *edges);
  return b;
}

}  // namespace isthmus
