#include "isthmus/report/unlock.hpp"

#include <utility>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model_graph.hpp"

namespace isthmus {
namespace {

template <class NameOf>
std::vector<NamedLock> named(const std::vector<RemainingLock>& locks, const NameOf& name_of) {
  std::vector<NamedLock> result;
  for (const RemainingLock& lock : locks) {
    NamedLock& entry = result.emplace_back();
    entry.edge = lock.edge;
    entry.name = name_of(lock.edge);
    entry.reason = lock.reason;
    for (const std::uint64_t e : lock.series) {
      if (e != lock.edge) entry.series.push_back(name_of(e));
    }
  }
  return result;
}

template <class NameOf>
std::vector<MovedNode> moved(const std::vector<std::int32_t>& exponents, const NameOf& name_of) {
  std::vector<MovedNode> nodes;
  for (std::uint32_t v = 0; v < exponents.size(); ++v) {
    if (exponents[v] != 0) nodes.push_back({name_of(v), exponents[v]});
  }
  return nodes;
}

}  // namespace

UnlockReport unlock_report(const Network& network, Unlocking unlocking) {
  const std::vector<std::string> names = edge_names(network);
  const Contraction contraction = contract(network);
  UnlockReport report;
  report.name = network.name;
  report.hidden = contraction.graph.hidden_count();
  report.weights = contraction.graph.weight_count();
  report.moved = moved(unlocking.exponents, [&](std::uint32_t v) { return network.nodes[v].id; });
  report.remaining = named(unlocking.remaining, [&](std::uint64_t e) { return names[e]; });
  report.unlocking = std::move(unlocking);
  return report;
}

// A locked weight has no parallels, so its ends are its name.
UnlockReport unlock_report(const Model& model, Unlocking unlocking) {
  const ModelNodes nodes(model);
  UnlockReport report;
  report.name = model.name;
  report.hidden = model_graph(model, ModelArcs::skeleton).graph.hidden_count();
  report.weights = weight_count(model);
  report.moved = moved(unlocking.exponents, [&](std::uint32_t v) { return nodes.name(v); });
  report.remaining = named(unlocking.remaining, [&](std::uint64_t e) {
    const Bundle bundle = bundle_at(model, e);
    return nodes.name(bundle.tail) + "->" + nodes.name(bundle.head);
  });
  report.unlocking = std::move(unlocking);
  return report;
}

}  // namespace isthmus
