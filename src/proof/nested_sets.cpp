// Sets as increments (Theory §3: the laminar family).
//
// Problem. Derived cuts keep the sets of most networks disjoint and small, but not of all: where a
// node may send what it has back to the start, every cut contains all earlier ones, and n sets have
// n²/2 nodes. Two minimal sets of one kind are nested or disjoint wherever the ground is reached,
// so the family is a forest and its increments have at most |H| nodes.
//
// Idea. For each kind keep disjoint standing sets, merged by union and find. A new set that
// contains every standing set it meets is written as the rest of its nodes and the names of those
// sets, and takes their place. One that meets a standing set without containing it is written in
// full and stands nowhere: always right, though not always short.
#include "proof/nested_sets.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "isthmus/error.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_nodes_in_full = 100'000'000;

// The standing sets of one kind.
class StandingSets {
 public:
  explicit StandingSets(std::size_t hidden)
      : sets_(hidden), stands_(hidden, false), met_(hidden, 0), size_(hidden, 1), edge_(hidden) {}

  NestedSet add(const CutStep& step) {
    NestedSet nested;
    std::vector<std::uint32_t> roots;
    for (const NodeId v : step.set) {
      if (!stands_[v.value]) {
        nested.listed.push_back(v);
      } else if (met_[sets_.find(v.value)]++ == 0) {
        roots.push_back(sets_.find(v.value));
      }
    }
    const bool contains_all = std::all_of(
        roots.begin(), roots.end(), [&](std::uint32_t root) { return met_[root] == size_[root]; });
    for (const std::uint32_t root : roots) met_[root] = 0;
    if (!contains_all || nested.listed.empty()) return {step.set, {}};
    for (const std::uint32_t root : roots) nested.extends.push_back(edge_[root]);
    std::sort(nested.extends.begin(), nested.extends.end());
    stand(step, nested);
    return nested;
  }

 private:
  void stand(const CutStep& step, const NestedSet& nested) {
    for (const NodeId v : nested.listed) stands_[v.value] = true;
    for (const NodeId v : step.set) sets_.join(step.set.front().value, v.value);
    const std::uint32_t root = sets_.find(step.set.front().value);
    size_[root] = step.set.size();
    edge_[root] = step.edge;
  }

  DisjointSets sets_;
  std::vector<bool> stands_;
  std::vector<std::size_t> met_, size_;  // by root; met_ is scratch of `add`
  std::vector<EdgeId> edge_;             // by root: whose set it is
};

// Goes through the steps in their order; `earlier` knows the steps before.
class Unfolding {
 public:
  void run(std::vector<CutStep>& steps, const std::vector<std::vector<EdgeId>>& extends,
           const char* name) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      try {
        unfold(steps[i], extends[i]);
      } catch (const Error& error) {
        throw error.at(std::string(name) + "[" + std::to_string(i) + "]");
      }
      earlier_[steps[i].edge] = &steps[i];
    }
  }

 private:
  void unfold(CutStep& step, const std::vector<EdgeId>& extends) {
    if (extends.empty()) return;
    for (const EdgeId e : extends) append(step, e);
    std::sort(step.set.begin(), step.set.end());
    if (std::adjacent_find(step.set.begin(), step.set.end()) != step.set.end()) {
      throw input_error("the sets it extends meet", "list every node once");
    }
  }

  void append(CutStep& step, EdgeId e) {
    const auto found = earlier_.find(e);
    if (found == earlier_.end() || found->second->kind != step.kind) {
      throw input_error("it extends what is no earlier step of its kind",
                        "extend earlier locks and weak steps of the same kind only");
    }
    const std::vector<NodeId>& set = found->second->set;
    total_ += set.size();
    if (total_ > most_nodes_in_full) {
      throw limit_error("the sets in full have more than 10^8 nodes",
                        "check it with isthmus-check, which leaves them nested");
    }
    step.set.insert(step.set.end(), set.begin(), set.end());
  }

  std::map<EdgeId, const CutStep*> earlier_;
  std::size_t total_ = 0;
};

}  // namespace

std::optional<std::vector<NestedSet>> nested_sets(const Certificate& certificate) {
  const BalanceNetwork& network = certificate.network;
  std::size_t nodes = 0;
  for (const auto* steps : {&certificate.locks, &certificate.weak}) {
    for (const CutStep& step : *steps) nodes += step.set.size();
  }
  if (nodes <= 2 * (network.hidden_count() + network.edge_count())) return std::nullopt;
  StandingSets in(network.hidden_count());
  StandingSets out(network.hidden_count());
  std::vector<NestedSet> nested;
  for (const auto* steps : {&certificate.locks, &certificate.weak}) {
    for (const CutStep& step : *steps) {
      nested.push_back((step.kind == CutKind::in ? in : out).add(step));
    }
  }
  return nested;
}

void unfold_sets(Certificate& certificate, const Extensions& extensions) {
  Unfolding unfolding;
  unfolding.run(certificate.locks, extensions.locks, "locks");
  unfolding.run(certificate.weak, extensions.weak, "weak");
}

}  // namespace isthmus
