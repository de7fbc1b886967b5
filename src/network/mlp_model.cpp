#include "network/mlp_model.hpp"

#include <numeric>
#include <string>
#include <utility>

namespace isthmus {
namespace {

std::string layer_prefix(std::size_t layer, std::size_t layers) {
  if (layer == 0) return "x";
  if (layer + 1 == layers) return "y";
  std::string prefix = "h";
  if (layers > 3) prefix.append(std::to_string(layer)).append("_");
  return prefix;
}

Role layer_role(std::size_t layer, std::size_t layers) {
  if (layer == 0) return Role::input;
  return layer + 1 == layers ? Role::output : Role::hidden;
}

NodeRun bias_run() {
  NodeRun run;
  run.prefix = "one";
  run.single = true;
  run.count = 1;
  run.role = Role::input;
  run.bias = true;
  return run;
}

NodeRun layer_run(std::size_t layer, const MlpWidths& widths) {
  NodeRun run;
  run.prefix = layer_prefix(layer, widths.sizes.size());
  run.first = 1;
  run.count = static_cast<std::uint32_t>(widths.sizes[layer]);
  run.role = layer_role(layer, widths.sizes.size());
  return run;
}

std::vector<std::uint32_t> numbers(std::uint32_t first, std::uint64_t count) {
  std::vector<std::uint32_t> list(count);
  std::iota(list.begin(), list.end(), first);
  return list;
}

class Builder {
 public:
  explicit Builder(const MlpWidths& widths) : widths_(widths) {}

  Model build() {
    for (std::size_t layer = 0; layer < widths_.sizes.size(); ++layer) {
      model_.runs.push_back(layer_run(layer, widths_));
      start_.push_back(next_);
      next_ += model_.runs.back().count;
      if (layer == 0 && widths_.bias) {
        model_.runs.push_back(bias_run());
        bias_node_ = next_++;
      }
      if (layer > 0) link_layer(layer);
    }
    model_.has_weights = false;
    return std::move(model_);
  }

 private:
  void link_layer(std::size_t layer) {
    Link link;
    link.tensor = static_cast<std::uint32_t>(model_.tensors.size());
    link.tails = numbers(start_[layer - 1], widths_.sizes[layer - 1]);
    if (widths_.bias) link.tails.push_back(bias_node_);
    link.heads = numbers(start_[layer], widths_.sizes[layer]);
    link.row_stride = link.tails.size();
    link.column_stride = 1;
    Tensor tensor;
    tensor.name = "layer " + std::to_string(layer);
    tensor.shape = {link.heads.size(), link.tails.size()};
    model_.tensors.push_back(std::move(tensor));
    model_.links.push_back(std::move(link));
  }

  const MlpWidths& widths_;
  Model model_;
  std::vector<std::uint32_t> start_;
  std::uint32_t next_ = 0;
  std::uint32_t bias_node_ = 0;
};

}  // namespace

Model mlp_model(const MlpWidths& widths) { return Builder(widths).build(); }

}  // namespace isthmus
