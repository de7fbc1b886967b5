// Singular points exist exactly when some connected set is detachable (Theory §4, existence).
//
// Problem. Find every set U of hidden nodes that is a floating component at some point of M(c):
// c|U is feasible on G[U] with a support that connects U, and the rest is feasible on G−U.
// Deciding whether there is one is NP-complete: c(U) = 0 is subset sum. (Asking only that edges of
// G connect U, whether or not they can be nonzero there, would add unions of such sets.)
//
// Idea. (0) Single nodes are decided one by one. (1) Peel: in a larger U a node with c ≥ 0 needs
// an in-edge from inside U, one with c ≤ 0 an out-edge; whoever lacks one is removed, again and
// again. What remains falls into pieces, and usually nothing remains. (2) In a piece of up to 40
// nodes the zero-sum subsets are counted by meeting in the middle; for a generic balance there are
// none, which settles 20 nodes in a millisecond; if they are few they are listed. (3) Otherwise
// connected sets are enumerated by size with pruning. (4) Every candidate is decided by repairing
// one flow around its cut.
//
// The floating components of the maximal support of P(c) are always detachable; they are added
// when the search stops early, because they may be larger than any size reached. The complex
// variety is smooth exactly when no connected U with connected complement has c(U) = 0: the same
// search without the signs. Rejected: integer programming over signed flows, slower on every size
// that matters.
#include "isthmus/variety/detachable.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/flow/support.hpp"
#include "variety/detach_check.hpp"
#include "variety/joined.hpp"
#include "variety/zero_sum_search.hpp"

namespace isthmus {
namespace {

bool by_size_then_nodes(const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// Everything scaled to the number type the search runs in.
template <class N>
struct Problem {
  const BalanceNetwork& network;
  std::vector<N> balance;
  PerEdge<N> base;
};

// Collects what is found. Sets that float at every point of M(c) are detachable whatever their
// size; they are known from the start and ticked off when the search comes across them.
class Collector {
 public:
  Collector(const BalanceNetwork& network, const Flow& flow, std::size_t keep) : keep_(keep) {
    const PerEdge<bool> support = maximal_support(network, flow);
    JoinedNodes joined(network);
    for (const EdgeId e : network.edges()) {
      if (support[e]) joined.join(e);
    }
    for (auto& part : joined.floating()) always_floating_.insert(std::move(part));
  }

  void add(std::vector<NodeId> set) {
    if (!always_floating_.empty()) always_floating_.erase(set);
    count(std::move(set));
  }

  DetachableSearch finish() {
    for (const std::vector<NodeId>& part : always_floating_) count(part);
    std::sort(result_.sets.begin(), result_.sets.end(), by_size_then_nodes);
    return std::move(result_);
  }

 private:
  void count(std::vector<NodeId> set) {
    ++result_.count;
    if (result_.sets.size() < keep_) result_.sets.push_back(std::move(set));
  }

  std::size_t keep_;
  std::set<std::vector<NodeId>> always_floating_;
  DetachableSearch result_;
};

template <class N>
SearchProgress search_real(const Problem<N>& problem, const Balance& c, Budget& budget,
                           Collector& found) {
  DetachCheck<N> check(problem.network, problem.base);
  const auto pieces = candidate_pieces(problem.network, c, Field::real);
  std::uint64_t charged = 0;
  const auto visit = [&](std::vector<NodeId> set) {
    const bool detachable = check.detachable(set);
    static_cast<void>(budget.spend(check.work() - std::exchange(charged, check.work())));
    if (detachable) found.add(std::move(set));
  };
  for (const NodeId v : problem.network.hidden_nodes()) {
    if (problem.balance[v.value] != 0) continue;
    if (!budget.spend()) return {};
    visit({v});
  }
  if (budget.exhausted()) return {};
  return search_zero_sums(pieces, problem.balance, Field::real, budget, visit,
                          [] { return false; });
}

// The nodes outside `set` are joined to each other, the ground among them.
bool complement_is_connected(const BalanceNetwork& network, const std::vector<NodeId>& set) {
  PerNode<bool> seen(network.node_count(), false);
  for (const NodeId v : set) seen[v] = true;
  std::vector<NodeId> queue{network.ground()};
  seen[network.ground()] = true;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const auto arcs : {network.out_edges(queue[i]), network.in_edges(queue[i])}) {
      for (const EdgeId e : arcs) {
        const NodeId next = network.other_end(e, queue[i]);
        if (seen[next]) continue;
        seen[next] = true;
        queue.push_back(next);
      }
    }
  }
  return queue.size() + set.size() == network.node_count();
}

template <class N>
Answer search_complex(const Problem<N>& problem, const Balance& c, Budget& budget) {
  bool found = false;
  const auto pieces = candidate_pieces(problem.network, c, Field::complex);
  const auto visit = [&](const std::vector<NodeId>& set) {
    found = found || (budget.spend(problem.network.node_count()) &&
                      complement_is_connected(problem.network, set));
  };
  const SearchProgress progress =
      search_zero_sums(pieces, problem.balance, Field::complex, budget, visit,
                       [&] { return found || budget.exhausted(); });
  if (found) return Answer::no;
  return progress.complete && !budget.exhausted() ? Answer::yes : Answer::not_determined;
}

std::string reason_of(std::size_t searched_up_to, const Budget& budget) {
  const std::string size = std::to_string(searched_up_to);
  const std::string so_far = searched_up_to == 0
                                 ? std::string("no size was searched to the end")
                                 : "every set of at most " + size +
                                       (searched_up_to == 1 ? " node" : " nodes") + " was examined";
  return so_far + "; " + budget.reason();
}

template <class N>
DetachableSearch search(const Problem<N>& problem, const Balance& c, const Flow& flow,
                        const DetachableOptions& options) {
  Budget budget = options.budget;
  Collector found(problem.network, flow, options.keep);
  const SearchProgress progress = search_real(problem, c, budget, found);
  DetachableSearch result = found.finish();
  result.complete = progress.complete;
  result.searched_up_to =
      progress.complete ? problem.network.hidden_count() : progress.searched_up_to;
  if (!result.complete) result.reason = reason_of(result.searched_up_to, budget);
  if (result.count > 0) {
    result.exists = Answer::yes;
    result.complex_smooth = Answer::no;
    return result;
  }
  if (result.complete) result.exists = Answer::no;
  if (!options.complex_question) return result;
  Budget complex_budget = options.budget;
  result.complex_smooth = search_complex(problem, c, complex_budget);
  if (result.complete && result.complex_smooth == Answer::not_determined) {
    result.reason = "smoothness over the complex numbers: " + complex_budget.reason();
  }
  return result;
}

}  // namespace

DetachableSearch detachable_sets(const BalanceNetwork& network, const Balance& c, const Flow& flow,
                                 DetachableOptions options) {
  ensure(is_flow(network, c, flow), "the search starts from a point of P(c)");
  // One denominator for both, so that balances and flows can be compared.
  std::vector<Rational> all = flow.values();
  all.insert(all.end(), c.values().begin(), c.values().end());
  const flow::ScaledData scaled = flow::scale(all);
  return flow::with_smallest_numbers([&]<class N>() {
    std::vector<N> numbers = flow::convert<N>(scaled.values);
    const auto split = numbers.begin() + static_cast<std::ptrdiff_t>(network.edge_count());
    Problem<N> problem{network, std::vector<N>(split, numbers.end()), {}};
    problem.base = PerEdge<N>(std::vector<N>(numbers.begin(), split));
    return search(problem, c, flow, options);
  });
}

}  // namespace isthmus
