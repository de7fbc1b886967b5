// Node i is compared with node i. Names do not count, since other programs number layers in other
// ways; but runs of nodes whose names differ in a final number are called layers in the message.
#include "isthmus/motion/same_wiring.hpp"

#include <algorithm>
#include <vector>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "network/words.hpp"

namespace isthmus {
namespace {

/// Consecutive nodes of one role whose names are the same up to a final number.
struct NamedLayer {
  std::string name;
  Role role = Role::hidden;
  std::size_t count = 0;
};

std::string stem(const std::string& id) {
  const std::size_t last = id.find_last_not_of("0123456789");
  return last == std::string::npos ? std::string() : id.substr(0, last + 1);
}

std::vector<NamedLayer> layers_of(const Network& network) {
  std::vector<NamedLayer> layers;
  for (const Node& node : network.nodes) {
    const std::string name = stem(node.id);
    if (layers.empty() || layers.back().name != name || layers.back().role != node.role) {
      layers.push_back({name, node.role, 0});
    }
    ++layers.back().count;
  }
  return layers;
}

/// As a noun that can be counted.
std::string noun_of(Role role) { return role_text(role) + (role == Role::hidden ? " node" : ""); }

std::string counted_nodes(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::size_t bias_count(const Network& network) {
  return static_cast<std::size_t>(std::count_if(network.nodes.begin(), network.nodes.end(),
                                                [](const Node& node) { return node.bias; }));
}

class WiringComparison {
 public:
  WiringComparison(const Network& a, const Network& b, const std::string& name_a,
                   const std::string& name_b)
      : a_(a), b_(b), name_a_(name_a), name_b_(name_b) {}

  [[nodiscard]] std::optional<std::string> run() const {
    for (const auto part : {&WiringComparison::layers, &WiringComparison::counts,
                            &WiringComparison::nodes, &WiringComparison::edges}) {
      if (auto found = (this->*part)()) return found;
    }
    return std::nullopt;
  }

 private:
  using Difference = std::optional<std::string>;

  /// "`what` `ours` in A and `theirs` in B"
  [[nodiscard]] std::string differs(const std::string& what, const std::string& ours,
                                    const std::string& theirs) const {
    return what + " " + ours + " in " + name_a_ + " and " + theirs + " in " + name_b_;
  }

  /// Layers of different sizes, where both networks have as many of them.
  [[nodiscard]] Difference layers() const {
    const std::vector<NamedLayer> ours = layers_of(a_);
    const std::vector<NamedLayer> theirs = layers_of(b_);
    if (ours.size() != theirs.size()) return std::nullopt;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i].role != theirs[i].role || ours[i].count == theirs[i].count) continue;
      return differs("the layer " + quoted(ours[i].name) + " has",
                     counted_nodes(ours[i].count, noun_of(ours[i].role)),
                     std::to_string(theirs[i].count));
    }
    return std::nullopt;
  }

  [[nodiscard]] Difference counts() const {
    const std::size_t biases_a = bias_count(a_), biases_b = bias_count(b_);
    if (biases_a != biases_b) {
      return differs("there are", counted_nodes(biases_a, "bias node"), std::to_string(biases_b)) +
             (biases_a == 0 || biases_b == 0 ? " (an architecture gets one by +bias)" : "");
    }
    for (const Role role : {Role::input, Role::hidden, Role::output}) {
      const auto count = [&](const Network& network) {
        return static_cast<std::size_t>(
            std::count_if(network.nodes.begin(), network.nodes.end(),
                          [&](const Node& node) { return node.role == role; }));
      };
      if (count(a_) == count(b_)) continue;
      return differs("there are", counted_nodes(count(a_), noun_of(role)),
                     std::to_string(count(b_)));
    }
    if (a_.edges.size() == b_.edges.size()) return std::nullopt;
    return differs("there are", counted_nodes(a_.edges.size(), "edge"),
                   std::to_string(b_.edges.size()));
  }

  [[nodiscard]] Difference nodes() const {
    for (std::size_t i = 0; i < a_.nodes.size(); ++i) {
      const Node& ours = a_.nodes[i];
      const Node& theirs = b_.nodes[i];
      const std::string node = "node " + std::to_string(i) + " (" + quoted(ours.id) + ")";
      if (ours.role != theirs.role) {
        return differs(node + " is of the role", role_text(ours.role), role_text(theirs.role));
      }
      if (ours.bias != theirs.bias) {
        return node + " is held at 1 in only one of " + name_a_ + " and " + name_b_;
      }
      if (ours.activation != theirs.activation) {
        return node + " has another activation in " + name_a_ + " than in " + name_b_;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] Difference edges() const {
    for (std::size_t i = 0; i < a_.edges.size(); ++i) {
      if (same(a_.edges[i], b_.edges[i])) continue;
      return differs("edge " + std::to_string(i), described(a_, a_.edges[i]),
                     described(b_, b_.edges[i]));
    }
    return std::nullopt;
  }

  [[nodiscard]] static bool same(const Edge& e, const Edge& f) {
    return e.from == f.from && e.to == f.to && e.multiplicity == f.multiplicity &&
           e.fixed == f.fixed && (!e.fixed || e.weights == f.weights);
  }

  [[nodiscard]] static std::string described(const Network& network, const Edge& edge) {
    std::string text = "runs from " + quoted(network.nodes[edge.from].id) + " to " +
                       quoted(network.nodes[edge.to].id);
    if (edge.multiplicity != 1) text += " with multiplicity " + std::to_string(edge.multiplicity);
    if (edge.fixed) text += " with the fixed weight " + to_text(edge.weights.front());
    return text;
  }

  const Network& a_;
  const Network& b_;
  const std::string& name_a_;
  const std::string& name_b_;
};

}  // namespace

std::optional<std::string> wiring_difference(const Network& a, const Network& b,
                                             const std::string& name_a, const std::string& name_b) {
  return WiringComparison(a, b, name_a, name_b).run();
}

}  // namespace isthmus
