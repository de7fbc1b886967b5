#include "motion/reach_rules.hpp"

#include "isthmus/motion/strict_flow.hpp"

namespace isthmus::motion {
namespace {

constexpr std::size_t most_known = 100'000'000;  // edges of supports that are remembered
constexpr std::uint64_t flow_cost = 20;          // of a flow test, in looks at an edge

}  // namespace

ReachRules::ReachRules(const ReachProblem& problem, Demand demand, Budget& budget)
    : problem_(problem),
      demand_(demand),
      budget_(budget),
      enters_(problem.contraction.graph.node_count(), false),
      leaves_(problem.contraction.graph.node_count(), false),
      locks_at_(problem.blocks.members.size()),
      rank_(problem.network.edges.size()) {
  find_sides();
  if (demand == Demand::flow_and_signs) find_locks();
}

void ReachRules::find_sides() {
  const BalanceNetwork& graph = problem_.contraction.graph;
  for (const EdgeId e : graph.edges()) {
    if (graph.is_loop(e) || !problem_.support[e]) continue;
    enters_[graph.head(e)] = true;
    leaves_[graph.tail(e)] = true;
  }
  for (const NodeId v : graph.hidden_nodes()) one_sided_ |= !enters_[v] || !leaves_[v];
}

void ReachRules::find_locks() {
  for (const symmetry::Parallels& parallels : problem_.wiring().parallels()) {
    std::uint32_t rank = 0;
    for (const std::uint32_t e : problem_.wiring().edges(parallels)) rank_[e] = rank++;
  }
  for (std::size_t i = 0; i < problem_.locked.size(); ++i) {
    const Edge& edge =
        problem_.network.edges[problem_.contraction.file_edge[problem_.locked[i].edge]];
    for (const std::uint32_t v : {edge.from, edge.to}) {
      const std::uint32_t block = problem_.blocks.of[v];
      if (problem_.blocks.members[block].size() == 1) locks_at_[block].push_back(i);
    }
  }
}

bool ReachRules::is_choosy(std::uint32_t block) const {
  return one_sided_ || !locks_at_[block].empty();
}

bool ReachRules::may_take(std::uint32_t block, std::uint32_t image, const Placement& placed) {
  return balance_allows(block, image) && signs_allow(block, image, placed);
}

// The flow test at one node: with in-weights only its balance is positive, and so on.
bool ReachRules::balance_allows(std::uint32_t block, std::uint32_t image) const {
  const Contraction& contraction = problem_.contraction;
  const NodeId v = contraction.node_of[problem_.blocks.members[block].front()];
  const NodeId w = contraction.node_of[problem_.blocks.members[image].front()];
  if (contraction.graph.is_ground(v) || contraction.graph.is_ground(w)) return true;
  const int sign = sign_of(problem_.c[v]);
  if (enters_[w] && leaves_[w]) return true;
  if (enters_[w]) return sign > 0;
  return leaves_[w] ? sign < 0 : sign == 0;
}

bool ReachRules::signs_allow(std::uint32_t block, std::uint32_t image,
                             const Placement& placed) const {
  const std::uint32_t node = problem_.blocks.members[block].front();
  for (const std::size_t i : locks_at_[block]) {
    const std::vector<std::uint32_t>& images = problem_.blocks.members[image];
    if (images.size() != 1) return false;
    if (!sign_allows(problem_.locked[i], node, images.front(), placed)) return false;
  }
  return true;
}

bool ReachRules::sign_allows(const LockedSign& lock, std::uint32_t node, std::uint32_t image,
                             const Placement& placed) const {
  const std::uint32_t file_edge = problem_.contraction.file_edge[lock.edge];
  const Edge& edge = problem_.network.edges[file_edge];
  const bool leads_out = edge.from == node;
  const std::uint32_t other = placed[leads_out ? edge.to : edge.from];
  if (other == unplaced) return true;
  const symmetry::Parallels* there =
      leads_out ? problem_.wiring().between(image, other) : problem_.wiring().between(other, image);
  if (there == nullptr) return false;
  const auto edges = problem_.wiring().edges(*there);
  return rank_[file_edge] < edges.size() && problem_.sign[edges[rank_[file_edge]]] == lock.sign;
}

// Two nodes of TO with the same weights, as far as signs and zeros go, to the same nodes.
bool ReachRules::interchangeable(std::uint32_t image, std::uint32_t other) const {
  const symmetry::Wiring& wiring = problem_.wiring();
  if (wiring.at(image).size() != wiring.at(other).size()) return false;
  if (problem_.network.nodes[image].activation != problem_.network.nodes[other].activation)
    return false;
  if (problem_.blocks.members[problem_.blocks.of[image]].size() != 1 ||
      problem_.blocks.members[problem_.blocks.of[other]].size() != 1) {
    return false;
  }
  for (const std::uint32_t i : wiring.at(image)) {
    const symmetry::Parallels& p = wiring.parallels()[i];
    const bool leads_out = p.from == image;
    const std::uint32_t end = leads_out ? p.to : p.from;
    if (!same_weights(p, leads_out ? wiring.between(other, end) : wiring.between(end, other))) {
      return false;
    }
  }
  return true;
}

bool ReachRules::same_weights(const symmetry::Parallels& p, const symmetry::Parallels* q) const {
  if (q == nullptr || p.last - p.first != q->last - q->first) return false;
  const auto ours = problem_.wiring().edges(p);
  const auto theirs = problem_.wiring().edges(*q);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const std::uint32_t e = problem_.contraction.graph_edge[ours[i]];
    const std::uint32_t f = problem_.contraction.graph_edge[theirs[i]];
    if (problem_.wiring().kind(ours[i]) != problem_.wiring().kind(theirs[i])) return false;
    if (problem_.sign[ours[i]] != problem_.sign[theirs[i]]) return false;
    if (e == Contraction::no_edge) continue;
    if (problem_.support[EdgeId{e}] != problem_.support[EdgeId{f}]) return false;
  }
  return true;
}

bool ReachRules::accepts(const Placement& permutation) {
  if (demand_ == Demand::flow_and_signs && !signs_agree(problem_, permutation)) return false;
  return flow_exists(permutation);
}

bool ReachRules::flow_exists(const Placement& permutation) {
  const PerEdge<bool> support = moved_support(problem_, permutation);
  const auto known = known_.find(support.values());
  if (known != known_.end()) return known->second;
  static_cast<void>(budget_.spend(flow_cost * support.size()));
  const bool exists = !blocking_cut(problem_.contraction.graph, support, problem_.c);
  if (known_.size() * support.size() < most_known) known_.emplace(support.values(), exists);
  return exists;
}

}  // namespace isthmus::motion
