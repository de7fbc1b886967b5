#include "isthmus/network/model_edits.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

constexpr std::size_t shown_names = 8;

std::string names_of_weights(const Model& model) {
  std::string text;
  std::size_t shown = 0;
  for (const Link& link : model.links) {
    const std::string name = quoted(model.tensors[link.tensor].name);
    if (text.find(name) != text.npos) continue;
    if (shown++ == shown_names) return text + ", …";
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

void freeze_one(Model& model, const std::string& name) {
  bool found = false;
  for (Link& link : model.links) {
    if (model.tensors[link.tensor].name != name) continue;
    link.fixed = true;
    found = true;
  }
  if (!found) {
    throw usage_error("no layer has weights called " + quoted(name),
                      "name one of " + names_of_weights(model))
        .at("--fixed");
  }
}

std::vector<double> numbers_of(const Tensor& tensor) {
  std::vector<double> numbers(tensor.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = tensor.at(i);
  return numbers;
}

/// Whether `absent` holds at the position of some weight of the link.
template <class Absent>
bool has_absent(const Link& link, const Absent& absent) {
  bool found = false;
  for_each_weight(link, [&](std::uint32_t, std::uint32_t, std::uint64_t position) {
    found = found || absent(position);
  });
  return found;
}

template <class Absent>
Link without(const Link& link, const Absent& absent) {
  Link listed;
  listed.tensor = link.tensor;
  listed.wiring = Wiring::listed;
  listed.fixed = link.fixed;
  for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t position) {
    if (absent(position)) return;
    listed.tails.push_back(tail);
    listed.heads.push_back(head);
    listed.elements.push_back(position);
  });
  return listed;
}

void check_bundle_count(const Model& model) {
  if (bundle_count(model) <= 0xfffffffdU) return;
  throw limit_error("without its zeros the model has more than 2^32 - 3 single weights",
                    "keep the zeros");
}

}  // namespace

void freeze(Model& model, const std::vector<std::string>& tensors) {
  for (const std::string& name : tensors) freeze_one(model, name);
}

void drop_zeros(Model& model) {
  ensure(model.has_weights, "zeros are dropped where there are weights");
  for (Link& link : model.links) {
    const Tensor& tensor = model.tensors[link.tensor];
    const auto is_zero = [&](std::uint64_t position) { return tensor.at(position) == 0; };
    if (!link.fixed && has_absent(link, is_zero)) link = without(link, is_zero);
  }
  check_bundle_count(model);
}

void drop_masked(Model& model, std::size_t tensor, std::span<const std::uint8_t> mask) {
  ensure(mask.size() == model.tensors.at(tensor).size(), "a mask has an entry for each weight");
  const auto is_masked = [&](std::uint64_t position) { return mask[position] == 0; };
  for (Link& link : model.links) {
    if (link.tensor == tensor && has_absent(link, is_masked)) link = without(link, is_masked);
  }
  check_bundle_count(model);
}

void set_weights(Model& model, std::span<const double> values) {
  ensure(values.size() == weight_count(model), "one number for each trainable weight");
  std::vector<std::vector<double>> entries(model.tensors.size());
  std::size_t next = 0;
  for (const Link& link : model.links) {
    if (link.fixed) continue;
    std::vector<double>& numbers = entries[link.tensor];
    if (numbers.empty()) numbers = numbers_of(model.tensors[link.tensor]);
    for_each_weight(link, [&](std::uint32_t, std::uint32_t, std::uint64_t position) {
      numbers[position] = values[next++];
    });
  }
  for (std::size_t t = 0; t < entries.size(); ++t) {
    if (entries[t].empty()) continue;
    Tensor& tensor = model.tensors[t];
    tensor = make_tensor(tensor.name, tensor.shape, NumberType::binary64, entries[t]);
  }
}

}  // namespace isthmus
