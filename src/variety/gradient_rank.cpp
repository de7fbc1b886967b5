// Components of the nonzero weights of a model, by disjoint sets over its groups of nodes. A weight
// is read only if its ends are still apart, and nothing more once all is joined that weights can
// join.
#include "isthmus/variety/laws.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

bool is_nonzero(const Tensor& tensor, const Link& link, std::uint64_t position) {
  for (std::uint64_t k = 0; k < link.depth; ++k) {
    if (tensor.at(position + k * link.depth_stride) != 0) return true;
  }
  return false;
}

class Joiner {
 public:
  Joiner(const Model& model, const ModelGraph& graph)
      : model_(model), graph_(graph), sets_(graph.graph.node_count()) {}

  void join(const Link& link, std::size_t fewest) {
    const bool dense = link.wiring == Wiring::dense;
    const std::size_t columns = dense ? link.tails.size() : 1;
    const Tensor& tensor = model_.tensors[link.tensor];
    for (std::size_t row = 0; row < link.heads.size() && sets_.set_count() > fewest; ++row) {
      const std::uint32_t head = group(link.heads[row]);
      for (std::size_t column = 0; column < columns; ++column) {
        const std::uint32_t tail = group(link.tails[dense ? column : row]);
        if (sets_.find(tail) == sets_.find(head)) continue;
        if (is_nonzero(tensor, link, link.position(row, column))) sets_.join(tail, head);
      }
    }
  }

  [[nodiscard]] std::size_t sets() const { return sets_.set_count(); }

 private:
  [[nodiscard]] std::uint32_t group(std::uint32_t node) const { return graph_.node_of[node].value; }

  const Model& model_;
  const ModelGraph& graph_;
  DisjointSets sets_;
};

}  // namespace

std::size_t gradient_rank(const Model& model, const ModelGraph& graph, const LawRank& rank) {
  const std::size_t fewest = rank.relations.size() + 1;
  Joiner joiner(model, graph);
  for (const Link& link : model.links) {
    if (!link.fixed) joiner.join(link, fewest);
  }
  return graph.graph.node_count() - joiner.sets();
}

}  // namespace isthmus
