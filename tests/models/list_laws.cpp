// list_laws MODEL.onnx: the laws of a model as JSON, each the list of its weights with their signs,
// straight from the links of the Model; for laws_test.py, which checks them against gradients.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "isthmus/formats/onnx.hpp"
#include "network/disjoint_sets.hpp"

namespace {

using namespace isthmus;
using Json = nlohmann::json;

/// Calls visit(tail, head, position) for each weight of a link.
template <class Visit>
void for_each_weight(const Link& link, const Visit& visit) {
  const bool dense = link.wiring == Wiring::dense;
  for (std::size_t row = 0; row < link.heads.size(); ++row) {
    for (std::size_t column = 0; column < (dense ? link.tails.size() : 1); ++column) {
      for (std::uint64_t k = 0; k < link.depth; ++k) {
        visit(link.tails[dense ? column : row], link.heads[row],
              link.position(row, column) + k * link.depth_stride);
      }
    }
  }
}

/// Nodes that scale together.
DisjointSets groups_of(const Model& model) {
  DisjointSets groups(node_count(model));
  for (const Tie& tie : model.ties) groups.join(tie.from, tie.to);
  for (const Link& link : model.links) {
    if (!link.fixed) continue;
    for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t at) {
      if (model.tensors[link.tensor].at(at) != 0) groups.join(tail, head);
    });
  }
  return groups;
}

/// By group: names of the units and the weights in and out.
Json laws_of(const Model& model) {
  DisjointSets groups = groups_of(model);
  const ModelNodes nodes(model);
  std::map<std::uint32_t, Json> laws;
  std::map<std::uint32_t, bool> is_ground;
  for (std::uint32_t v = 0; v < nodes.size(); ++v) {
    Json& law = laws[groups.find(v)];
    law["units"].push_back(nodes.name(v));
    law["terms"] = Json::array();
    if (nodes.run(v).role != Role::hidden) is_ground[groups.find(v)] = true;
  }
  for (const Link& link : model.links) {
    if (link.fixed) continue;
    const std::string& name = model.tensors[link.tensor].name;
    for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t at) {
      laws[groups.find(head)]["terms"].push_back({name, at, 1});
      laws[groups.find(tail)]["terms"].push_back({name, at, -1});
    });
  }
  Json list = Json::array();
  for (auto& [group, law] : laws) {
    if (!is_ground[group]) list.push_back(std::move(law));
  }
  return list;
}

/// Units before a normalisation, with the weights into each (Theory §1.2: exact for ε = 0).
Json normalised_of(const Model& model) {
  const ModelNodes nodes(model);
  std::map<std::uint32_t, Json> laws;
  for (const Link& link : model.links) {
    for_each_weight(link, [&](std::uint32_t, std::uint32_t head, std::uint64_t at) {
      if (!nodes.run(head).normalised) return;
      laws[head]["units"] = {nodes.name(head)};
      laws[head]["terms"].push_back({model.tensors[link.tensor].name, at, 1});
    });
  }
  Json list = Json::array();
  for (auto& [node, law] : laws) list.push_back(std::move(law));
  return list;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    const isthmus::Model model = isthmus::read_onnx(argv[1]);
    const Json json{{"laws", laws_of(model)}, {"normalised", normalised_of(model)}};
    std::cout << json.dump(1) << "\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
