// Unlocking a model: its locks are those of a small part of it, and only tensors with neurons that
// move are copied.
//
// Number types have little room for exponents. Neurons one of whose weights would leave it are
// held, and the search is made again without them; each time there are more of these, so this ends.
#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "isthmus/motion/unlock.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/network/model_graph.hpp"
#include "isthmus/variety/model_locks.hpp"
#include "motion/balanced_model.hpp"
#include "motion/core_graph.hpp"
#include "motion/least_total.hpp"
#include "motion/rescaled_tensors.hpp"
#include "motion/unlock_core.hpp"

namespace isthmus {
namespace {

using motion::CoreGraph;

// Bundles: in models with no more, every node may move; in larger ones those at cuts, or, for the
// least sum, one after the other.
constexpr std::uint64_t small = 200'000;
constexpr std::uint64_t small_for_balance = 2'000'000;

ModelLocks locks_of(const Model& model, const ModelBalance& balance) {
  ModelLocksOptions options;
  options.count_blocks = false;
  options.bypass = false;
  return model_locks(model, balance.net, options);
}

ModelBalance balance_of(const Model& model, unsigned jobs) {
  ModelBalanceOptions options;
  options.jobs = jobs;
  return model_balance(model, options);
}

// The part of the model whose nodes may move, with all edges at these nodes.
struct DecidingPart {
  ModelGraph whole;
  CoreGraph core;
};

DecidingPart part_of(const Model& model, ModelGraph skeleton, std::uint64_t most = small) {
  const std::size_t nodes = skeleton.graph.node_count();
  const bool everything = bundle_count(model) <= most;
  const PerNode<bool> marked =
      everything ? PerNode<bool>(nodes, true) : motion::nodes_at_cuts(skeleton.graph);
  ModelGraph whole = everything ? model_graph(model, ModelArcs::everything)
                                : completed(model, std::move(skeleton), marked, marked);
  const auto sum_over = [&](std::span<const EdgeId> edges) {
    if (edges.size() == 1) return squared_norm(model, whole.bundle[edges.front()]);
    LongSquareSum sum;
    for (const EdgeId e : edges) {
      const Bundle place = bundle_at(model, whole.bundle[e]);
      const Tensor& tensor = model.tensors[place.link->tensor];
      sum.add_run(tensor.data + place.position * byte_size(tensor.type), tensor.type,
                  place.link->depth, place.link->depth_stride);
    }
    return sum.value();
  };
  CoreGraph core = motion::CoreBuilder(whole.graph, marked, sum_over).build();
  return {std::move(whole), std::move(core)};
}

class ModelUnlocking {
 public:
  ModelUnlocking(const Model& model, const UnlockOptions& options)
      : model_(model), options_(options) {}

  UnlockedModel run() {
    const ModelBalance balance = balance_of(model_, options_.jobs);
    ModelLocks locks = locks_of(model_, balance);
    UnlockedModel result{{}, model_.tensors};
    Unlocking& found = result.unlocking;
    found.target = options_.target;
    found.exponents.assign(node_count(model_), 0);
    found.locks_before = locks.minima.locked.size();
    found.total_before = balance.total;
    if (balanced() && bundle_count(model_) > small_for_balance) {
      balance_large(locks.part, result);
    } else if (balanced() || found.locks_before > 0) {
      search(part_of(model_, std::move(locks.part), balanced() ? small_for_balance : small),
             result);
    }
    verify(result);
    return result;
  }

 private:
  [[nodiscard]] bool balanced() const { return options_.target == UnlockTarget::balanced; }

  [[nodiscard]] motion::CoreUnlocking solve(const CoreGraph& core, const PerNode<bool>& held,
                                            Unlocking& found) const {
    if (!balanced()) return motion::unlock_core(core.graph, core.x, held);
    motion::LeastTotal least = motion::least_total(core.graph, core.x, held);
    found.total_open = std::move(least.open);
    auto inside = motion::judge_locks(core.graph, rescaled(core.graph, core.x, least.k));
    inside.k = std::move(least.k);
    return inside;
  }

  void search(const DecidingPart& part, UnlockedModel& result) const {
    PerNode<bool> held(part.core.graph.node_count(), false);
    for (;;) {
      const auto inside = solve(part.core, held, result.unlocking);
      result.unlocking.exponents = exponents(part, inside.k);
      auto now = motion::rescaled_tensors(model_, result.unlocking.exponents);
      if (now.out_of_range.empty()) {
        result.tensors = std::move(now.tensors);
        describe(part, inside, result.unlocking);
        return;
      }
      hold(part, now.out_of_range, held);
    }
  }

  // No flow problem on millions of weights: the sum is not proved to be least.
  void balance_large(const ModelGraph& groups, UnlockedModel& result) const {
    auto found = motion::balance_by_nodes(model_, groups, options_.jobs);
    result.unlocking.exponents = std::move(found.k);
    result.unlocking.total_open = "sets of neurons were not looked at";
    result.tensors = std::move(found.tensors);
    Model now = model_;
    now.tensors = result.tensors;
    ModelLocks locks = locks_of(now, balance_of(now, options_.jobs));
    if (locks.minima.locked.empty()) return;
    const DecidingPart part = part_of(now, std::move(locks.part));
    describe(part, motion::judge_locks(part.core.graph, part.core.x), result.unlocking);
  }

  [[nodiscard]] std::vector<std::int32_t> exponents(const DecidingPart& part,
                                                    const PowerRescaling& k) const {
    std::vector<std::int32_t> all(node_count(model_), 0);
    for (std::uint32_t i = 0; i < part.core.node.size(); ++i) {
      for (const std::uint32_t v : part.whole.members_of(part.core.node[i])) all[v] = k[NodeId{i}];
    }
    return all;
  }

  static void hold(const DecidingPart& part, const std::vector<std::uint32_t>& nodes,
                   PerNode<bool>& held) {
    for (const std::uint32_t v : nodes) {
      const NodeId group = part.whole.node_of[v];
      const auto at = std::lower_bound(part.core.node.begin(), part.core.node.end(), group);
      held[NodeId{static_cast<std::uint32_t>(at - part.core.node.begin())}] = true;
    }
  }

  static void describe(const DecidingPart& part, const motion::CoreUnlocking& inside,
                       Unlocking& found) {
    const auto number = [&](EdgeId e) {
      ensure(part.core.edge[e] != CoreGraph::no_edge, "bundles are not locked");
      return std::uint64_t{part.whole.bundle[EdgeId{part.core.edge[e]}]};
    };
    found.least_locks = inside.least;
    for (const motion::CoreLock& lock : inside.remaining) {
      RemainingLock& left = found.remaining.emplace_back();
      left.edge = number(lock.edge);
      left.reason = lock.reason;
      for (const EdgeId e : lock.series) left.series.push_back(number(e));
    }
    std::sort(found.remaining.begin(), found.remaining.end(),
              [](const RemainingLock& a, const RemainingLock& b) { return a.edge < b.edge; });
  }

  void verify(UnlockedModel& result) const {
    Unlocking& found = result.unlocking;
    Model now = model_;
    now.tensors = result.tensors;
    const ModelBalance balance = balance_of(now, options_.jobs);
    found.total_after = balance.total;
    found.locks_after = locks_of(now, balance).minima.locked.size();
    ensure(found.locks_after == found.remaining.size(),
           "the rescaled weights have the locks that were predicted");
    ensure(is_rescaled(model_, now, found.exponents),
           "every weight is multiplied by its power of two");
    found.weights_checked = weight_count(model_);
  }

  const Model& model_;
  const UnlockOptions& options_;
};

}  // namespace

UnlockedModel unlock(const Model& model, const UnlockOptions& options) {
  if (!model.has_weights) {
    throw usage_error("unlocking moves weights, and this model has none",
                      "name a file with weights, or add --init SCHEME");
  }
  return ModelUnlocking(model, options).run();
}

}  // namespace isthmus
