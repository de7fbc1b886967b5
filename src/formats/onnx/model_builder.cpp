#include "formats/onnx/model_builder.hpp"

#include <algorithm>
#include <limits>

#include "isthmus/error.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::onnx {
namespace {

constexpr std::uint64_t most_nodes = std::numeric_limits<std::uint32_t>::max() - 2;

std::vector<std::uint32_t> consecutive(std::uint32_t first, std::uint64_t count) {
  std::vector<std::uint32_t> nodes(count);
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] = first + static_cast<std::uint32_t>(i);
  return nodes;
}

Link listed_link(const Place& place) {
  Link link;
  link.tensor = place.tensor;
  link.wiring = Wiring::listed;
  link.fixed = place.fixed;
  link.offset = place.offset;
  link.row_stride = place.row_stride;
  link.depth = place.depth;
  return link;
}

}  // namespace

ModelBuilder::ModelBuilder() {
  marks_.push_back(0);
  activations.resize(1);
}

std::uint32_t ModelBuilder::add_nodes(const std::string& name, std::uint64_t count, Role role) {
  if (count > most_nodes - marks_.size()) {
    throw limit_error("more than 2^32 - 3 units", "use a smaller network");
  }
  std::string free_name = name;
  int& repeats = repeats_[name];
  while (!names_.insert(free_name).second) {
    free_name = name + "#" + std::to_string(++repeats + 1);
  }
  const std::uint32_t first = next_node();
  NodeRun run;
  run.prefix = free_name + "[";
  run.suffix = "]";
  run.count = static_cast<std::uint32_t>(count);
  run.role = role;
  runs_.push_back({std::move(run), first});
  marks_.resize(marks_.size() + count, 0);
  activations.resize(marks_.size());
  if (role == Role::input) input_count_ += static_cast<std::uint32_t>(count);
  return first;
}

bool ModelBuilder::is_input(std::uint32_t node) const { return node <= input_count_; }

std::uint32_t ModelBuilder::add_tensor(Tensor tensor) {
  model_.tensors.push_back(std::move(tensor));
  return static_cast<std::uint32_t>(model_.tensors.size() - 1);
}

void ModelBuilder::link(const Place& place, const std::vector<std::uint32_t>& tails,
                        std::uint32_t head, std::uint64_t count) {
  mark(tails, consumed);
  Link link = listed_link(place);
  link.wiring = Wiring::dense;
  link.heads = consecutive(head, count);
  for (const Block& block : blocks_of(tails)) link_block(place, block, link);
}

// A block of columns, each with the weights of a kernel: the depths of both are counted through
// where they lie evenly, else every depth of the block is a link of its own.
void ModelBuilder::link_block(const Place& place, const Block& block, Link link) {
  link.tails = block.labels;
  link.offset = place.offset + block.start * place.column_stride;
  link.column_stride = block.stride * place.column_stride;
  const std::uint64_t step = block.depth_stride * place.column_stride;
  if (block.depth == 1 || place.depth == 1 || step == place.depth) {
    link.depth = block.depth * place.depth;
    link.depth_stride = place.depth == 1 && block.depth > 1 ? step : 1;
    model_.links.push_back(std::move(link));
    return;
  }
  for (std::uint64_t k = 0; k < block.depth; ++k) {
    model_.links.push_back(link);
    link.offset += step;
  }
}

void ModelBuilder::link_listed(const Place& place, const std::vector<std::uint32_t>& tails,
                               const std::vector<std::uint32_t>& heads) {
  mark(tails, consumed);
  Link link = listed_link(place);
  link.tails = tails;
  link.heads = heads;
  model_.links.push_back(std::move(link));
}

void ModelBuilder::link_normalised(const Place& place, const std::vector<std::uint32_t>& tails,
                                   const std::vector<std::uint32_t>& heads) {
  Link link = listed_link(place);
  link.tails = tails;
  link.heads = heads;
  model_.links.push_back(std::move(link));
  mark(tails, grounded | normalised);
  activations.forget(tails);
}

void ModelBuilder::link_biases(const Place& place, const std::vector<std::uint32_t>& heads) {
  has_biases_ = true;
  for (Block& block : blocks_of(heads)) {
    Link link = listed_link(place);
    link.offset += block.start * place.row_stride;
    link.row_stride = block.stride * place.row_stride;
    link.depth = block.depth;
    link.depth_stride = block.depth > 1 ? block.depth_stride * place.row_stride : 1;
    link.tails.assign(block.labels.size(), one);
    link.heads = std::move(block.labels);
    model_.links.push_back(std::move(link));
  }
}

void ModelBuilder::link_biases_at(const Place& place, const std::vector<std::uint32_t>& heads,
                                  std::vector<std::uint64_t> elements) {
  has_biases_ = true;
  Link link = listed_link(place);
  link.tails.assign(heads.size(), one);
  link.heads = heads;
  link.elements = std::move(elements);
  model_.links.push_back(std::move(link));
}

void ModelBuilder::tie(std::uint32_t a, std::uint32_t b) {
  if (a == b) return;
  activations.forget(a);
  activations.forget(b);
  if (is_input(a) && is_input(b)) return;
  mark({a, b}, consumed);
  ties_.emplace_back(std::min(a, b), std::max(a, b));
}

void ModelBuilder::ground(std::uint32_t node) { marks_[node] |= grounded | consumed; }

void ModelBuilder::note(std::string sentence) {
  if (notes_.insert(sentence).second) model_.notes.push_back(std::move(sentence));
}

void ModelBuilder::mark(const std::vector<std::uint32_t>& nodes, int marks) {
  for (const std::uint32_t node : nodes) marks_[node] |= static_cast<std::uint8_t>(marks);
}

// Inputs come first, then "one" if it is there, then all others.
std::uint32_t ModelBuilder::numbered(std::uint32_t node) const {
  if (node == one) return input_count_;
  return is_input(node) || !has_biases_ ? node - 1 : node;
}

void ModelBuilder::renumber() {
  for (Link& link : model_.links) {
    for (std::uint32_t& node : link.tails) node = numbered(node);
    for (std::uint32_t& node : link.heads) node = numbered(node);
  }
}

// Only those ties that join what was not joined yet.
void ModelBuilder::add_ties() {
  DisjointSets sets(marks_.size());
  for (const auto& [a, b] : ties_) {
    if (sets.join(a, b)) model_.ties.push_back({numbered(a), numbered(b)});
  }
}

/// Splits a run where roles or activations change.
void ModelBuilder::add_pieces(const Run& run) {
  const auto kind_of = [&](std::uint32_t i) {
    const int marks = marks_[run.start + i];
    if (run.run.role == Role::input) return 0;
    return marks == (grounded | normalised) ? 2 : marks & grounded;
  };
  // An input is what it is given and an output its sum, unless more is done to them.
  const auto activation_of = [&](std::uint32_t i) {
    const Activation sigma = activations.of(run.start + i);
    const bool is_unit = run.run.role == Role::hidden && kind_of(i) == 0;
    const bool untouched = run.run.role != Role::input || sigma == Activation{1, true};
    return is_unit ? sigma : Activation{0, sigma.known && untouched};
  };
  for (std::uint32_t begin = 0, end = 0; begin < run.run.count; begin = end) {
    const int kind = kind_of(begin);
    NodeRun piece = run.run;
    piece.activation = activation_of(begin);
    while (end < run.run.count && kind_of(end) == kind && activation_of(end) == piece.activation) {
      ++end;
    }
    piece.first = begin;
    piece.count = end - begin;
    if (kind != 0) piece.role = Role::output;
    piece.normalised = kind == 2;
    model_.runs.push_back(std::move(piece));
  }
}

void ModelBuilder::add_runs() {
  std::size_t i = 0;
  for (; i < runs_.size() && runs_[i].run.role == Role::input; ++i) add_pieces(runs_[i]);
  if (has_biases_) model_.runs.push_back({"one", "", 0, true, 1, Role::input, true, false, {}});
  for (; i < runs_.size(); ++i) add_pieces(runs_[i]);
}

Model ModelBuilder::finish(std::string name) {
  for (const Run& run : runs_) {
    const auto begin = marks_.begin() + run.start, end = begin + run.run.count;
    const auto shared = [](int marks) { return (marks & normalised) && (marks & consumed); };
    if (run.run.role == Role::input || !std::any_of(begin, end, shared)) continue;
    const std::string& prefix = run.run.prefix;
    note(
        "units of " + quoted(prefix.substr(0, prefix.size() - 1)) +
        " are normalised by one consumer and used as they are by another: no law is read off them");
  }
  add_runs();
  add_ties();
  renumber();
  model_.name = std::move(name);
  return std::move(model_);
}

}  // namespace isthmus::onnx
