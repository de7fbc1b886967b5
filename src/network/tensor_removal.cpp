// Deleting what belongs to nodes from whole tensors.
//
// A weight is dead if one end of its edge is removed, alive otherwise; some entries belong to no
// edge. What a file can lose is an index of an axis, for all other indices at once. So an index is
// deleted if its slice holds a dead weight and none that is alive, and afterwards no dead weight
// may be left. This needs no knowledge of layers: a removed neuron is a row of one matrix and a
// column of the next, a channel behind a flattening is as many columns as it has positions. If all
// heads (or all tails) of a matrix are removed both its axes would vanish: refused, since no file
// format has a layer of no neurons.
#include "isthmus/network/tensor_removal.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "isthmus/error.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

enum Fate : std::uint8_t { unused = 0, alive = 1, dead = 2 };

std::vector<bool> membership(const Model& model, const std::vector<std::uint32_t>& nodes) {
  std::vector<bool> removed(node_count(model), false);
  for (const std::uint32_t v : nodes) removed[v] = true;
  return removed;
}

void mark(const Link& link, const std::vector<bool>& removed, std::vector<Fate>& fates) {
  for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t position) {
    fates[position] = removed[tail] || removed[head] ? dead : alive;
  });
}

std::vector<Fate> fates_in(const Model& model, std::uint32_t tensor,
                           const std::vector<bool>& removed) {
  std::vector<Fate> fates(model.tensors[tensor].size(), unused);
  for (const Link& link : model.links) {
    if (link.tensor == tensor) mark(link, removed, fates);
  }
  return fates;
}

bool any_dead(const std::vector<Fate>& fates) {
  return std::find(fates.begin(), fates.end(), dead) != fates.end();
}

// One tensor and what happens to its entries.
class Slices {
 public:
  Slices(const Tensor& tensor, const std::vector<Fate>& fates) : tensor_(tensor), fates_(fates) {
    for (const std::uint64_t size : tensor.shape) seen_.emplace_back(size, unused);
    visit([&](std::uint64_t i, const std::vector<std::uint64_t>& at) {
      for (std::size_t axis = 0; axis < at.size(); ++axis) seen_[axis][at[axis]] |= fates_[i];
    });
  }

  Tensor cut() const {
    Tensor rest = tensor_;
    for (std::size_t axis = 0; axis < seen_.size(); ++axis) {
      const auto kept = std::count_if(seen_[axis].begin(), seen_[axis].end(),
                                      [](std::uint8_t fates) { return fates != dead; });
      rest.shape[axis] = static_cast<std::uint64_t>(kept);
    }
    const std::size_t bytes = byte_size(tensor_.type);
    if (rest.size() == 0) refuse("would have no entry left");
    const auto copy = std::make_shared<std::vector<std::byte>>(rest.size() * bytes);
    std::byte* to = copy->data();
    visit([&](std::uint64_t i, const std::vector<std::uint64_t>& at) {
      if (is_deleted(at)) return;
      if (fates_[i] == dead) refuse("holds the weights at these nodes as no whole slices");
      std::memcpy(to, tensor_.data + i * bytes, bytes);
      to += bytes;
    });
    rest.data = copy->data();
    rest.owner = copy;
    return rest;
  }

 private:
  // Calls `use` with every position and its indices, the last axis running fastest.
  template <class Use>
  void visit(Use&& use) const {
    std::vector<std::uint64_t> at(tensor_.shape.size(), 0);
    for (std::uint64_t i = 0; i < fates_.size(); ++i) {
      use(i, at);
      for (std::size_t axis = at.size(); axis-- > 0;) {
        if (++at[axis] < tensor_.shape[axis]) break;
        at[axis] = 0;
      }
    }
  }

  [[nodiscard]] bool is_deleted(const std::vector<std::uint64_t>& at) const {
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      if (seen_[axis][at[axis]] == dead) return true;
    }
    return false;
  }

  [[noreturn]] void refuse(const std::string& why) const {
    throw limit_error("the tensor " + quoted(tensor_.name) + " " + why,
                      "remove other nodes, or write a network file (.json)");
  }

  const Tensor& tensor_;
  const std::vector<Fate>& fates_;
  std::vector<std::vector<std::uint8_t>> seen_;  // for every axis and index, the fates in its slice
};

// Zero is all bits zero in every type.
Tensor with_zeros(Tensor tensor, const std::vector<Fate>& fates) {
  const std::size_t bytes = byte_size(tensor.type);
  const auto copy =
      std::make_shared<std::vector<std::byte>>(tensor.data, tensor.data + fates.size() * bytes);
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (fates[i] == dead) std::memset(copy->data() + i * bytes, 0, bytes);
  }
  tensor.data = copy->data();
  tensor.owner = copy;
  return tensor;
}

// Shortens the runs; numbers what is left, in order.
std::vector<std::uint32_t> renumber(const std::vector<bool>& removed, std::vector<NodeRun>& runs) {
  std::vector<std::uint32_t> number(removed.size(), 0);
  std::uint32_t old = 0;
  std::uint32_t next = 0;
  for (NodeRun& run : runs) {
    run.first = next;
    for (const std::uint32_t end = old + run.count; old < end; ++old) {
      if (!removed[old]) number[old] = next++;
    }
    run.count = next - run.first;
  }
  std::erase_if(runs, [](const NodeRun& run) { return run.count == 0; });
  return number;
}

}  // namespace

// A unit that only feeds normalised copies of itself means nothing once these are gone.
std::vector<std::uint32_t> with_units_before(const Model& model,
                                             const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(model, nodes);
  const ModelNodes all(model);
  std::vector<bool> feeds(removed.size(), false);
  std::vector<bool> feeds_kept(removed.size(), false);
  for (const Link& link : model.links) {
    if (link.wiring != Wiring::listed) continue;
    for (std::size_t i = 0; i < link.heads.size(); ++i) {
      feeds[link.tails[i]] = true;
      if (!removed[link.heads[i]]) feeds_kept[link.tails[i]] = true;
    }
  }
  std::vector<std::uint32_t> more;
  for (std::uint32_t v = 0; v < removed.size(); ++v) {
    if (removed[v] || (all.run(v).normalised && feeds[v] && !feeds_kept[v])) more.push_back(v);
  }
  return more;
}

std::vector<Tensor> tensors_without(const Model& model, const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(model, nodes);
  std::vector<Tensor> rest;
  for (std::uint32_t t = 0; t < model.tensors.size(); ++t) {
    const std::vector<Fate> fates = fates_in(model, t, removed);
    rest.push_back(any_dead(fates) ? Slices(model.tensors[t], fates).cut() : model.tensors[t]);
  }
  return rest;
}

std::vector<Tensor> tensors_with_zeros(const Model& model,
                                       const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(model, nodes);
  std::vector<Tensor> rest;
  for (std::uint32_t t = 0; t < model.tensors.size(); ++t) {
    const Tensor& tensor = model.tensors[t];
    const std::vector<Fate> fates = fates_in(model, t, removed);
    rest.push_back(any_dead(fates) ? with_zeros(tensor, fates) : tensor);
  }
  return rest;
}

KeptEntries kept_entries(const Model& model, const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(model, nodes);
  KeptEntries kept;
  for (std::uint32_t t = 0; t < model.tensors.size(); ++t) {
    if (model.tensors[t].shape.size() != 1) continue;
    const std::vector<Fate> fates = fates_in(model, t, removed);
    if (!any_dead(fates)) continue;
    std::vector<std::uint64_t>& entries = kept[model.tensors[t].name];
    for (std::uint64_t i = 0; i < fates.size(); ++i) {
      if (fates[i] != dead) entries.push_back(i);
    }
  }
  return kept;
}

Model listed_without(const Model& model, const std::vector<std::uint32_t>& nodes) {
  const std::vector<bool> removed = membership(model, nodes);
  Model rest = model;
  rest.tensors = tensors_without(model, nodes);
  const std::vector<std::uint32_t> number = renumber(removed, rest.runs);
  Link& link = rest.links.front();
  link.tails.clear();
  link.heads.clear();
  const Link& old = model.links.front();
  for (std::size_t i = 0; i < old.heads.size(); ++i) {
    if (removed[old.tails[i]] || removed[old.heads[i]]) continue;
    link.tails.push_back(number[old.tails[i]]);
    link.heads.push_back(number[old.heads[i]]);
  }
  return rest;
}

std::string widths_without(const Model& model, const std::vector<std::uint32_t>& nodes) {
  const ModelNodes all(model);
  std::string text;
  for (std::size_t i = 0; i < model.runs.size(); ++i) {
    if (model.runs[i].bias) continue;
    const auto first = std::lower_bound(nodes.begin(), nodes.end(), all.start(i));
    const auto last = std::lower_bound(first, nodes.end(), all.start(i) + model.runs[i].count);
    const auto left = model.runs[i].count - static_cast<std::uint32_t>(last - first);
    text += (text.empty() ? "mlp:" : "-") + std::to_string(left);
  }
  return text;
}

}  // namespace isthmus
