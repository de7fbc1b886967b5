// Weight by weight, with nothing of the code that rescales: every product is compared both ways,
// and what belongs to no trainable edge must not have changed. Products along paths need no check
// of their own: the exponents of their edges add up to k at the end minus k at the start, 0 − 0.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "isthmus/motion/unlock.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

using Exponents = std::vector<std::int32_t>;

bool is_multiple(const Rational& after, const Rational& before, std::int64_t d) {
  const Integer factor = Integer(1) << static_cast<unsigned>(d < 0 ? -d : d);
  return d < 0 ? after * factor == before : after == before * factor;
}

bool same_nodes(const Network& a, const Network& b) {
  return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(),
                    [](const Node& v, const Node& w) {
                      return v.id == w.id && v.role == w.role && v.bias == w.bias &&
                             v.activation == w.activation;
                    });
}

bool same_edge(const Edge& before, const Edge& after, std::int64_t d) {
  if (before.from != after.from || before.to != after.to || before.id != after.id ||
      before.multiplicity != after.multiplicity || before.fixed != after.fixed ||
      before.weights.size() != after.weights.size() ||
      before.norm_squared.has_value() != after.norm_squared.has_value() ||
      (before.fixed && d != 0)) {
    return false;
  }
  for (std::size_t i = 0; i < before.weights.size(); ++i) {
    if (!is_multiple(after.weights[i], before.weights[i], d)) return false;
  }
  return !before.norm_squared || is_multiple(*after.norm_squared, *before.norm_squared, 2 * d);
}

std::map<std::string, const Tensor*> by_name(const Model& model) {
  std::map<std::string, const Tensor*> tensors;
  for (const Tensor& tensor : model.tensors) tensors[tensor.name] = &tensor;
  return tensors;
}

bool same_runs(const Model& a, const Model& b) {
  return std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(),
                    [](const NodeRun& v, const NodeRun& w) {
                      return v.prefix == w.prefix && v.suffix == w.suffix && v.first == w.first &&
                             v.single == w.single && v.count == w.count && v.role == w.role &&
                             v.bias == w.bias && v.normalised == w.normalised &&
                             v.activation == w.activation;
                    });
}

bool same_wiring(const Link& a, const Link& b) {
  return a.wiring == b.wiring && a.fixed == b.fixed && a.offset == b.offset &&
         a.row_stride == b.row_stride && a.column_stride == b.column_stride &&
         a.depth_stride == b.depth_stride && a.depth == b.depth && a.tails == b.tails &&
         a.heads == b.heads && a.elements == b.elements;
}

class ModelComparison {
 public:
  ModelComparison(const Model& before, const Model& after, const Exponents& k)
      : before_(before), after_(after), k_(k), now_(by_name(after)) {}

  bool run() {
    return same_runs(before_, after_) && k_.size() == node_count(before_) &&
           before_.links.size() == after_.links.size() &&
           before_.ties.size() == after_.ties.size() && same_ties() && same_links() && same_rest();
  }

 private:
  [[nodiscard]] bool same_ties() const {
    for (std::size_t i = 0; i < before_.ties.size(); ++i) {
      const Tie& tie = before_.ties[i];
      if (tie.from != after_.ties[i].from || tie.to != after_.ties[i].to) return false;
      if (k_[tie.from] != k_[tie.to]) return false;
    }
    return ground_stays();
  }

  [[nodiscard]] bool ground_stays() const {
    std::size_t v = 0;
    for (const NodeRun& run : before_.runs) {
      for (const std::size_t end = v + run.count; v < end; ++v) {
        if (run.role != Role::hidden && k_[v] != 0) return false;
      }
    }
    return true;
  }

  bool same_links() {
    for (std::size_t i = 0; i < before_.links.size(); ++i) {
      if (!same_wiring(before_.links[i], after_.links[i])) return false;
      if (!same_weights(before_.links[i], after_.links[i])) return false;
    }
    return true;
  }

  bool same_weights(const Link& link, const Link& now) {
    const Tensor& old = before_.tensors[link.tensor];
    const Tensor& tensor = after_.tensors[now.tensor];
    if (old.name != tensor.name || old.shape != tensor.shape) return false;
    std::vector<bool>& seen = seen_[link.tensor];
    seen.resize(old.size(), false);
    bool same = true;
    for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t position) {
      const double was = old.at(position);
      const double is = tensor.at(position);
      const int d = k_[head] - k_[tail];
      same = same && is == std::ldexp(was, d) && was == std::ldexp(is, -d);
      if (link.fixed && was != 0) same = same && d == 0;
      seen[position] = true;
    });
    return same;
  }

  // What no link uses.
  bool same_rest() {
    for (std::uint32_t t = 0; t < before_.tensors.size(); ++t) {
      const Tensor& old = before_.tensors[t];
      const auto found = now_.find(old.name);
      if (found == now_.end() || old.shape != found->second->shape) return false;
      const std::vector<bool>& seen = seen_[t];
      for (std::uint64_t i = 0; i < old.size(); ++i) {
        if (i < seen.size() && seen[i]) continue;
        if (old.at(i) != found->second->at(i)) return false;
      }
    }
    return true;
  }

  const Model& before_;
  const Model& after_;
  const Exponents& k_;
  std::map<std::string, const Tensor*> now_;
  std::map<std::uint32_t, std::vector<bool>> seen_;
};

}  // namespace

bool is_rescaled(const Network& before, const Network& after, const Exponents& k) {
  if (!same_nodes(before, after) || k.size() != before.nodes.size() ||
      before.edges.size() != after.edges.size()) {
    return false;
  }
  for (std::size_t v = 0; v < k.size(); ++v) {
    if (before.nodes[v].role != Role::hidden && k[v] != 0) return false;
  }
  for (std::size_t e = 0; e < before.edges.size(); ++e) {
    const Edge& edge = before.edges[e];
    if (!same_edge(edge, after.edges[e], std::int64_t{k[edge.to]} - k[edge.from])) return false;
  }
  return true;
}

bool is_rescaled(const Model& before, const Model& after, const Exponents& k) {
  return ModelComparison(before, after, k).run();
}

}  // namespace isthmus
