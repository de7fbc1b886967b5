// Small random models that pass `validate`: dense and listed links in several memory layouts,
// kernels, frozen links, ties, zeros, dead neurons, units before a normalisation.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "network/models.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

class DrawnModel {
 public:
  explicit DrawnModel(Random& random) : random_(random) {}

  Model build() {
    add_runs();
    for (std::uint64_t i = random_.below(7); i > 0; --i) add_link();
    for (std::uint64_t i = random_.below(3); i > 0; --i) add_tie();
    return std::move(model_);
  }

 private:
  void add_run(NodeRun run) {
    start_.push_back(next_);
    next_ += run.count;
    model_.runs.push_back(std::move(run));
  }

  void add_runs() {
    add_run(run("x", 2, Role::input));
    NodeRun one = run("one", 1, Role::input);
    one.prefix = "one";
    one.single = one.bias = true;
    add_run(one);
    for (std::uint64_t layer = 1 + random_.below(3); layer > 0; --layer) {
      const auto count = static_cast<std::uint32_t>(1 + random_.below(3));
      NodeRun hidden = run(std::string(layer, 'h'), count, Role::hidden);
      hidden.normalised = random_.chance(10);
      if (hidden.normalised) hidden.role = Role::output;
      add_run(hidden);
    }
    add_run(run("y", 2, Role::output));
  }

  std::vector<std::uint32_t> nodes_of(std::size_t i) {
    return numbers(start_[i], model_.runs[i].count);
  }

  std::uint32_t add_tensor(std::vector<std::uint64_t> shape) {
    std::uint64_t size = 1;
    for (const auto extent : shape) size *= extent;
    std::vector<double> values(size);
    for (double& value : values) value = random_.chance(20) ? 0 : random_.between(-9, 9);
    const auto number = static_cast<std::uint32_t>(model_.tensors.size());
    model_.tensors.push_back(
        make_tensor("w" + std::to_string(number), std::move(shape), NumberType::binary32, values));
    return number;
  }

  void add_link() {
    const std::size_t to = 2 + random_.below(model_.runs.size() - 2);
    const std::size_t from = random_.below(to);
    Link link = random_.chance(70) ? dense(nodes_of(from), nodes_of(to))
                                   : listed(nodes_of(from), nodes_of(to));
    link.fixed = link.depth == 1 && random_.chance(15);
    model_.links.push_back(std::move(link));
  }

  Link dense(std::vector<std::uint32_t> tails, std::vector<std::uint32_t> heads) {
    Link link;
    link.depth = random_.chance(60) ? 1 : 2 + random_.below(4);
    const std::uint64_t rows = heads.size(), columns = tails.size();
    switch (random_.below(4)) {
      case 0:  // (out, in, depth)
        link.tensor = add_tensor({rows, columns, link.depth});
        link.row_stride = columns * link.depth;
        link.column_stride = link.depth;
        break;
      case 1:  // (in, out, depth)
        link.tensor = add_tensor({columns, rows, link.depth});
        link.row_stride = link.depth;
        link.column_stride = rows * link.depth;
        break;
      case 2:  // flattened with channels last: (out, depth·in)
        link.tensor = add_tensor({rows, link.depth * columns});
        link.row_stride = columns * link.depth;
        link.column_stride = 1;
        link.depth_stride = columns;
        break;
      default:  // flattened, behind something that is not used
        link.tensor = add_tensor({rows + 1, columns * link.depth});
        link.offset = link.row_stride = columns * link.depth;
        link.column_stride = link.depth;
    }
    link.tails = std::move(tails);
    link.heads = std::move(heads);
    return link;
  }

  Link listed(const std::vector<std::uint32_t>& tails, const std::vector<std::uint32_t>& heads) {
    Link link;
    link.wiring = Wiring::listed;
    for (const std::uint32_t tail : tails) {
      for (const std::uint32_t head : heads) {
        if (!random_.chance(60)) continue;
        link.tails.push_back(tail);
        link.heads.push_back(head);
      }
    }
    const std::uint64_t count = link.heads.size();
    if (random_.chance(50)) {
      link.tensor = add_tensor({count + 1, 2});
      link.row_stride = link.depth = 2;
      return link;
    }
    link.tensor = add_tensor({2, count + 1});
    for (std::uint64_t i = 0; i < count; ++i) link.elements.push_back(2 * count - 2 * i);
    return link;
  }

  void add_tie() {
    const auto to = static_cast<std::uint32_t>(4 + random_.below(next_ - 4));
    const auto from = static_cast<std::uint32_t>(3 + random_.below(to - 3));
    model_.ties.push_back({from, to});
  }

  Random& random_;
  Model model_;
  std::vector<std::uint32_t> start_;
  std::uint32_t next_ = 0;
};

[[nodiscard]] inline Model random_model(Random& random) { return DrawnModel(random).build(); }

}  // namespace isthmus::test
