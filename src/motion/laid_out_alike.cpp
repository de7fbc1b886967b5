// Bundles are numbered link after link, so links of the same ends make the same edges, wherever in
// their tensors the weights lie.
#include <algorithm>

#include "isthmus/motion/same_wiring.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

bool same_kind(const NodeRun& v, const NodeRun& w) {
  return v.count == w.count && v.role == w.role && v.bias == w.bias && v.activation == w.activation;
}

bool same_name(const NodeRun& v, const NodeRun& w) {
  return v.prefix == w.prefix && v.suffix == w.suffix && v.first == w.first && v.single == w.single;
}

bool same_ends(const Link& a, const Link& b) {
  return a.wiring == b.wiring && a.fixed == b.fixed && a.depth == b.depth && a.tails == b.tails &&
         a.heads == b.heads;
}

struct FixedWeight {
  std::uint32_t tail, head;
  double weight;
  friend bool operator==(const FixedWeight&, const FixedWeight&) = default;
};

std::vector<FixedWeight> fixed_weights(const Model& model) {
  std::vector<FixedWeight> weights;
  for_each_fixed_weight(model, [&](std::uint32_t tail, std::uint32_t head, double weight) {
    weights.push_back({tail, head, weight});
  });
  return weights;
}

template <class Item, class Same>
bool all_same(const std::vector<Item>& a, const std::vector<Item>& b, const Same& same) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// in_order_of() would leave b alone: the names are the same, or not those of a in another order.
bool keeps_order(const Model& a, const Model& b) {
  if (all_same(a.runs, b.runs, same_name)) return true;
  const Network ours{"", nodes_of(a), {}, {}};
  Network theirs{"", nodes_of(b), {}, {}};
  const auto same_id = [](const Node& v, const Node& w) { return v.id == w.id; };
  return all_same(in_order_of(ours, theirs).nodes, theirs.nodes, same_id);
}

}  // namespace

bool laid_out_alike(const Model& a, const Model& b) {
  const auto same_tie = [](const Tie& s, const Tie& t) { return s.from == t.from && s.to == t.to; };
  return all_same(a.runs, b.runs, same_kind) && all_same(a.links, b.links, same_ends) &&
         all_same(a.ties, b.ties, same_tie) && fixed_weights(a) == fixed_weights(b) &&
         keeps_order(a, b);
}

}  // namespace isthmus
