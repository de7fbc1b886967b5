// The Network that a Model stands for: nodes in the order of the runs, edges in the order of the
// bundles, fixed edges last.
#include <string>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "isthmus/network/model.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

class Writer {
 public:
  Writer(const Model& model, WeightDetail detail) : model_(model), detail_(detail) {}

  Network write() {
    network_.name = model_.name;
    network_.nodes = nodes_of(model_);
    network_.edges.reserve(bundle_count(model_));
    for (const Link& link : model_.links) {
      if (!link.fixed) write_link(link);
    }
    for_each_fixed_weight(model_, [&](std::uint32_t from, std::uint32_t to, double weight) {
      add_fixed(from, to, from_binary64(weight));
    });
    for (const Tie& tie : model_.ties) add_fixed(tie.from, tie.to, 1);
    return std::move(network_);
  }

 private:
  void write_link(const Link& link) {
    for_each_bundle(link, [&](std::uint32_t from, std::uint32_t to, std::uint64_t position) {
      write_bundle(link, from, to, position);
    });
  }

  void write_bundle(const Link& link, std::uint32_t from, std::uint32_t to,
                    std::uint64_t position) {
    const Tensor& tensor = model_.tensors[link.tensor];
    Edge& edge = add_edge(from, to);
    edge.multiplicity = link.depth;
    if (!model_.has_weights || detail_ == WeightDetail::none) return;
    if (detail_ == WeightDetail::norms && link.depth > 1) {
      LongSquareSum sum;
      sum.add_run(tensor.data + position * byte_size(tensor.type), tensor.type, link.depth,
                  link.depth_stride);
      edge.norm_squared = sum.value();
      return;
    }
    for (std::uint64_t k = 0; k < link.depth; ++k) {
      edge.weights.push_back(from_binary64(tensor.at(position + k * link.depth_stride)));
    }
  }

  void add_fixed(std::uint32_t from, std::uint32_t to, Rational weight) {
    Edge& edge = add_edge(from, to);
    edge.fixed = true;
    edge.weights.push_back(std::move(weight));
  }

  Edge& add_edge(std::uint32_t from, std::uint32_t to) {
    Edge& edge = network_.edges.emplace_back();
    edge.from = from;
    edge.to = to;
    return edge;
  }

  const Model& model_;
  WeightDetail detail_;
  Network network_;
};

}  // namespace

Network to_network(const Model& model, WeightDetail detail, std::uint64_t most) {
  const std::uint64_t size =
      fixed_edge_count(model) +
      (detail == WeightDetail::all ? weight_count(model) : bundle_count(model));
  if (size > most) {
    throw limit_error(
        "a network of " + std::to_string(size) + " edges is not written out one by one",
        "ask what works on whole tensors (analyze, laws, prune), or use a smaller model");
  }
  return Writer(model, detail).write();
}

}  // namespace isthmus
