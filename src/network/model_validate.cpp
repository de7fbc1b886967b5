// The promises of a Model, checked in an order in which each step may rely on the ones before:
// tensors, nodes, links one by one, which weights they take, and last the weights themselves.
#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/network/model.hpp"
#include "network/weight_use.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t most_nodes = std::numeric_limits<std::uint32_t>::max() - 2;

[[noreturn]] void fail(const std::string& place, std::string cause, std::string remedy) {
  throw input_error(std::move(cause), std::move(remedy)).at(place);
}

const char* const reader_remedy = "the reader of this model is at fault";

// --- Nodes ---

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What is left of a run's name without the digits beside its numbers. Runs that differ in it
/// cannot share a name, whatever the numbers.
std::pair<std::string, std::string> stem(const NodeRun& run) {
  std::string prefix = run.prefix;
  std::string suffix = run.suffix;
  while (!prefix.empty() && is_digit(prefix.back())) prefix.pop_back();
  suffix.erase(suffix.begin(), std::find_if_not(suffix.begin(), suffix.end(), is_digit));
  return {prefix, suffix};
}

void check_names(const Model& model) {
  std::map<std::pair<std::string, std::string>, std::vector<const NodeRun*>> by_stem;
  for (const NodeRun& run : model.runs) by_stem[stem(run)].push_back(&run);
  for (auto& [ignored, runs] : by_stem) {
    std::sort(runs.begin(), runs.end(),
              [](const NodeRun* a, const NodeRun* b) { return a->first < b->first; });
    for (std::size_t i = 1; i < runs.size(); ++i) {
      const NodeRun &run = *runs[i], &before = *runs[i - 1];
      const bool same = before.prefix == run.prefix && before.suffix == run.suffix;
      const bool apart = std::uint64_t{before.first} + before.count <= run.first;
      if (same && apart && !run.single && !before.single) continue;
      fail(run.prefix, "two layers have nodes of the same name", "rename one of them");
    }
  }
}

void check_runs(const Model& model) {
  if (node_count(model) > most_nodes) {
    fail("", "more than 2^32 - 3 nodes", "use a smaller model");
  }
  if (bundle_count(model) > most_nodes) {
    fail("", "more than 2^32 - 3 pairs of nodes with weights", "use a smaller model");
  }
  for (const NodeRun& run : model.runs) {
    if (run.prefix.empty() && (run.single || run.suffix.empty())) {
      fail("", "a layer without a name", "give every layer a name");
    }
    if (run.single && run.count != 1) fail(run.prefix, "one name for several nodes", reader_remedy);
    if (run.bias && run.role != Role::input)
      fail(run.prefix, "a bias node that is no input", reader_remedy);
  }
  check_names(model);
}

// --- Links ---

class LinkCheck {
 public:
  explicit LinkCheck(const Model& model)
      : model_(model), nodes_(model), mark_(nodes_.size(), false) {}

  void check(const Link& link) {
    if (link.tensor >= model_.tensors.size()) fail("", "a link without a tensor", reader_remedy);
    const Tensor& tensor = model_.tensors[link.tensor];
    const bool dense = link.wiring == Wiring::dense;
    const bool shaped = link.depth > 0 && (dense || link.tails.size() == link.heads.size()) &&
                        (link.elements.empty() ||
                         (!dense && link.depth == 1 && link.elements.size() == link.heads.size()));
    if (!shaped) fail(tensor.name, "a link of inconsistent size", reader_remedy);
    if (dense) check_dense(link, tensor);
    if (!dense) check_listed(link, tensor);
  }

  void check_edge(std::uint32_t from, std::uint32_t to, const std::string& what) const {
    if (from >= nodes_.size() || to >= nodes_.size())
      fail(what, "an edge without an end", reader_remedy);
    if (from >= to)
      fail(what, "an edge from " + nodes_.name(from) + " back to " + nodes_.name(to),
           "number the nodes so that every edge leads to a higher number");
    if (nodes_.run(to).role == Role::input) {
      fail(what, "an edge into the input " + nodes_.name(to), "no edge may lead into an input");
    }
  }

 private:
  void check_dense(const Link& link, const Tensor& tensor) {
    check_distinct(link.heads, tensor);
    check_distinct(link.tails, tensor);
    if (link.heads.empty() || link.tails.empty()) return;
    const auto highest_tail = *std::max_element(link.tails.begin(), link.tails.end());
    for (const std::uint32_t head : link.heads) check_edge(highest_tail, head, tensor.name);
  }

  void check_listed(const Link& link, const Tensor& tensor) const {
    for (std::size_t i = 0; i < link.heads.size(); ++i) {
      check_edge(link.tails[i], link.heads[i], tensor.name);
    }
  }

  void check_distinct(const std::vector<std::uint32_t>& ends, const Tensor& tensor) {
    bool distinct = true;
    std::size_t marked = 0;
    for (; marked < ends.size() && distinct; ++marked) {
      if (ends[marked] >= nodes_.size()) fail(tensor.name, "an edge without an end", reader_remedy);
      distinct = !mark_[ends[marked]];
      mark_[ends[marked]] = true;
    }
    for (std::size_t i = 0; i < marked; ++i) mark_[ends[i]] = false;
    if (!distinct) fail(tensor.name, "a node twice on one side of a link", reader_remedy);
  }

  const Model& model_;
  ModelNodes nodes_;
  std::vector<bool> mark_;
};

void check_links(const Model& model) {
  LinkCheck check(model);
  for (const Link& link : model.links) check.check(link);
  for (const Tie& tie : model.ties) check.check_edge(tie.from, tie.to, "an identity");
}

}  // namespace

void validate(const Model& model) {
  check_runs(model);
  check_links(model);
  check_weight_use(model);
  if (model.has_weights) check_finite(model);
}

}  // namespace isthmus
