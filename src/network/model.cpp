#include "isthmus/network/model.hpp"

#include <algorithm>
#include <limits>

#include "isthmus/error.hpp"
#include "network/link_weights.hpp"

namespace isthmus {

std::uint64_t node_count(const Model& model) {
  std::uint64_t count = 0;
  for (const NodeRun& run : model.runs) count += run.count;
  return count;
}

std::uint64_t bundle_count(const Model& model) {
  std::uint64_t count = 0;
  for (const Link& link : model.links) {
    if (!link.fixed) count += link.bundle_count();
  }
  return count;
}

std::uint64_t weight_count(const Model& model) {
  std::uint64_t count = 0;
  for (const Link& link : model.links) {
    if (!link.fixed) count += link.bundle_count() * link.depth;
  }
  return count;
}

std::uint64_t fixed_edge_count(const Model& model) {
  std::uint64_t count = model.ties.size();
  for_each_fixed_weight(model, [&](std::uint32_t, std::uint32_t, double) { ++count; });
  return count;
}

Bundle bundle_at(const Model& model, std::uint64_t number) {
  for (const Link& link : model.links) {
    if (link.fixed) continue;
    if (number >= link.bundle_count()) {
      number -= link.bundle_count();
      continue;
    }
    const bool dense = link.wiring == Wiring::dense;
    const std::uint64_t columns = dense ? link.tails.size() : 1;
    const std::uint64_t row = number / columns;
    const std::uint64_t column = number % columns;
    return {&link, link.tails[dense ? column : row], link.heads[row], link.position(row, column)};
  }
  ensure(false, "a bundle has a number below their count");
  return {};
}

ModelNodes::ModelNodes(const Model& model) : model_(model) {
  ensure(node_count(model) < std::numeric_limits<std::uint32_t>::max(),
         "nodes have 32-bit numbers");
  starts_.push_back(0);
  for (const NodeRun& run : model.runs) starts_.push_back(starts_.back() + run.count);
}

namespace {

[[nodiscard]] std::size_t run_of(const std::vector<std::uint32_t>& starts, std::uint32_t node) {
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), node) -
                                  starts.begin()) -
         1;
}

}  // namespace

const NodeRun& ModelNodes::run(std::uint32_t node) const {
  return model_.runs[run_of(starts_, node)];
}

std::string ModelNodes::name(std::uint32_t node) const {
  const std::size_t i = run_of(starts_, node);
  const NodeRun& run = model_.runs[i];
  if (run.single) return run.prefix;
  return run.prefix + std::to_string(run.first + (node - starts_[i])) + run.suffix;
}

std::vector<Node> nodes_of(const Model& model) {
  const ModelNodes all(model);
  std::vector<Node> nodes;
  nodes.reserve(all.size());
  for (std::uint32_t v = 0; v < all.size(); ++v) {
    const NodeRun& run = all.run(v);
    nodes.push_back({all.name(v), run.role, run.bias, run.activation});
  }
  return nodes;
}

}  // namespace isthmus
