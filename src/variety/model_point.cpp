#include "isthmus/variety/model_point.hpp"

#include <utility>

#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

class Joiner {
 public:
  Joiner(const Model& model, const ModelGraph& part, std::size_t fewest)
      : model_(model), part_(part), fewest_(fewest), joined_(part.graph.node_count()) {}

  DisjointSets run() {
    for (const Link& link : model_.links) {
      if (!link.fixed) join(link);
    }
    return std::move(joined_);
  }

 private:
  void join(const Link& link) {
    const bool dense = link.wiring == Wiring::dense;
    const std::size_t columns = dense ? link.tails.size() : 1;
    for (std::size_t row = 0; row < link.heads.size(); ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        if (joined_.set_count() <= fewest_) return;
        const NodeId tail = part_.node_of[link.tails[dense ? column : row]];
        const NodeId head = part_.node_of[link.heads[row]];
        const bool same = joined_.find(tail.value) == joined_.find(head.value);
        if (!same && is_nonzero(link, link.position(row, column))) {
          joined_.join(tail.value, head.value);
        }
      }
    }
  }

  bool is_nonzero(const Link& link, std::uint64_t position) const {
    const Tensor& tensor = model_.tensors[link.tensor];
    for (std::uint64_t k = 0; k < link.depth; ++k) {
      if (tensor.at(position + k * link.depth_stride) != 0) return true;
    }
    return false;
  }

  const Model& model_;
  const ModelGraph& part_;
  std::size_t fewest_;
  DisjointSets joined_;
};

}  // namespace

PointRank rank_at(const Model& model, const ModelGraph& part, std::size_t fewest) {
  const BalanceNetwork& graph = part.graph;
  DisjointSets joined = Joiner(model, part, fewest).run();
  const std::uint32_t ground = joined.find(graph.ground().value);
  PerNode<std::uint32_t> number(graph.node_count(), 0);
  PointRank result;
  for (const NodeId v : graph.hidden_nodes()) {
    const std::uint32_t root = joined.find(v.value);
    if (root == ground) continue;
    std::uint32_t& of_root = number[NodeId{root}];
    if (of_root == 0) {
      result.floating.emplace_back();
      of_root = static_cast<std::uint32_t>(result.floating.size());
    }
    result.floating[of_root - 1].push_back(v);
  }
  result.rank = graph.hidden_count() - result.floating.size();
  return result;
}

}  // namespace isthmus
