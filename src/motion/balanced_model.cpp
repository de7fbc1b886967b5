// The exact squares into and out of all neurons come from one pass over the weights at the speed of
// memory (model_balance), so many neurons are moved after each pass: all that improve the sum in
// the layer where there are most of them, which do not touch each other's weights unless ties join
// them. The new sum is computed exactly; if it has not become smaller, one neuron is moved instead.
// So every pass makes the sum smaller, and k stays where number types have room.
//
// What enters a group of tied neurons and what leaves it is counted without the weights inside it,
// which never change.
#include "motion/balanced_model.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "isthmus/exact/square_sum.hpp"
#include "isthmus/network/model_balance.hpp"
#include "motion/least_total.hpp"
#include "motion/rescaled_tensors.hpp"
#include "network/link_weights.hpp"

namespace isthmus::motion {
namespace {

struct Move {
  NodeId group;
  std::int64_t shift = 0;
};

class Balancing {
 public:
  Balancing(const Model& model, const ModelGraph& groups, unsigned jobs)
      : model_(model),
        groups_(groups),
        jobs_(jobs),
        k_(groups.graph.node_count(), 0),
        held_(groups.graph.node_count(), false),
        inside_(sums_inside()),
        layer_(layers()) {
    tensors_ = model.tensors;
  }

  BalancedModel run() {
    for (ModelBalance now = balance();;) {
      const std::vector<Move> moves = choose(improvements(now));
      if (moves.empty()) return {exponents(), tensors_};
      now = improve(moves, now.total);
    }
  }

 private:
  // Moves these neurons, or the first of them if that makes the sum smaller and all do not.
  ModelBalance improve(const std::vector<Move>& moves, const Rational& total) {
    apply(moves, 1);
    const bool all_fit = rewrite();
    ModelBalance next = balance();
    if (!all_fit || next.total < total) return next;
    apply(moves, -1);
    apply({moves.front()}, 1);
    static_cast<void>(rewrite());
    return balance();
  }

  // Weights between members of one group.
  [[nodiscard]] std::vector<Rational> sums_inside() const {
    std::map<std::uint32_t, LongSquareSum> sums;
    const bool ties = groups_.members.size() > groups_.graph.hidden_count();
    for (const Link& link : model_.links) {
      if (link.fixed || !ties) continue;
      const Tensor& tensor = model_.tensors[link.tensor];
      for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t position) {
        const NodeId v = groups_.node_of[tail];
        if (v == groups_.node_of[head]) sums[v.value].add(tensor.at(position));
      });
    }
    std::vector<Rational> inside(groups_.graph.node_count());
    for (const auto& [group, sum] : sums) inside[group] = sum.value();
    return inside;
  }

  // For every group, the run of its first member.
  [[nodiscard]] std::vector<std::uint32_t> layers() const {
    std::vector<std::uint32_t> run_of;
    for (std::uint32_t i = 0; i < model_.runs.size(); ++i) {
      run_of.insert(run_of.end(), model_.runs[i].count, i);
    }
    std::vector<std::uint32_t> layer;
    for (const NodeId v : groups_.graph.hidden_nodes()) {
      layer.push_back(run_of[groups_.members_of(v).front()]);
    }
    return layer;
  }

  [[nodiscard]] ModelBalance balance() const {
    Model now = model_;
    now.tensors = tensors_;
    return model_balance(now, {jobs_, true});
  }

  [[nodiscard]] std::vector<Move> improvements(const ModelBalance& now) const {
    std::vector<Move> moves;
    for (const NodeId v : groups_.graph.hidden_nodes()) {
      if (held_[v.value]) continue;
      Rational in = -inside_[v.value];
      Rational out = -inside_[v.value];
      for (const std::uint32_t member : groups_.members_of(v)) {
        in += now.in[member];
        out += now.out[member];
      }
      if (in == 0 || out == 0) continue;
      const std::int64_t t = best_shift(in, out);
      if (t != 0) moves.push_back({v, t});
    }
    return moves;
  }

  // Those of one layer.
  [[nodiscard]] std::vector<Move> choose(std::vector<Move> moves) const {
    std::vector<std::size_t> count(model_.runs.size(), 0);
    for (const Move& move : moves) ++count[layer_[move.group.value]];
    const auto most =
        static_cast<std::uint32_t>(std::max_element(count.begin(), count.end()) - count.begin());
    std::erase_if(moves, [&](const Move& move) { return layer_[move.group.value] != most; });
    return moves;
  }

  void apply(const std::vector<Move>& moves, int sign) {
    for (const Move& move : moves) {
      k_[move.group.value] += sign * static_cast<std::int32_t>(move.shift);
    }
  }

  [[nodiscard]] std::vector<std::int32_t> exponents() const {
    std::vector<std::int32_t> all;
    for (const NodeId v : groups_.node_of)
      all.push_back(groups_.graph.is_ground(v) ? 0 : k_[v.value]);
    return all;
  }

  // False if neurons had to be put back, since weights at them left the range of their type.
  bool rewrite() {
    for (bool first = true;; first = false) {
      RescaledTensors now = rescaled_tensors(model_, exponents());
      if (now.out_of_range.empty()) {
        tensors_ = std::move(now.tensors);
        return first;
      }
      for (const std::uint32_t v : now.out_of_range) {
        held_[groups_.node_of[v].value] = true;
        k_[groups_.node_of[v].value] = 0;
      }
    }
  }

  const Model& model_;
  const ModelGraph& groups_;
  unsigned jobs_;
  std::vector<std::int32_t> k_;
  std::vector<bool> held_;
  std::vector<Rational> inside_;
  std::vector<std::uint32_t> layer_;
  std::vector<Tensor> tensors_;
};

}  // namespace

BalancedModel balance_by_nodes(const Model& model, const ModelGraph& groups, unsigned jobs) {
  return Balancing(model, groups, jobs).run();
}

}  // namespace isthmus::motion
