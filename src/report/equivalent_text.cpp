#include <ostream>

#include "report/page.hpp"
#include "report/two_networks.hpp"

namespace isthmus {
namespace {

class Words {
 public:
  Words(std::ostream& out, const EquivalenceReport& report, const TextStyle& style)
      : page_(out, style),
        result_(report.result),
        networks_(report.networks),
        names_(report.networks, edges_named(report)),
        a_(printable(report.networks.name_a)),
        b_(printable(report.networks.name_b)) {}

  void write() {
    if (result_.answer == Equivalence::equivalent) return write_yes();
    if (result_.answer == Equivalence::undetermined) {
      page_.headline("Not determined: " + result_.reason + ".");
      page_.line("A search that stopped early proves nothing, neither yes nor no.");
      return;
    }
    page_.headline("No: " + b_ + " is not " + a_ + " up to permutation and positive rescaling.");
    page_.section("What differs");
    write_difference(result_.difference);
    page_.blank();
    page_.line("The two may still compute the same function in other ways.");
  }

 private:
  void write_yes() {
    page_.headline("Yes: " + b_ + " is " + a_ + " with its neurons permuted and rescaled.");
    page_.section("Permutation");
    const auto moved = moved_nodes(result_.partner);
    if (moved.empty()) page_.line("None is needed.");
    page_.list(moved, [&](const auto& move) {
      page_.line(printable(names_.node_a(move.first)) + " has become " +
                 printable(names_.node_b(move.second)) + ".");
    });
    page_.section("Rescaling (weights into a node times λ, weights out of it divided by λ)");
    write_scale();
  }

  void write_scale() {
    std::vector<NodeId> scaled;
    for (const NodeId v : networks_.contraction.graph.hidden_nodes()) {
      if (result_.scale[v] != 1) scaled.push_back(v);
    }
    if (scaled.empty()) page_.line("None is needed.");
    page_.list(scaled, [&](NodeId v) {
      page_.line(printable(names_.a.of(v)) + ": λ = " + short_number(result_.scale[v]));
    });
  }

  void write_difference(const Difference& difference) {
    if (difference.kind == DifferenceKind::weight) return write_weight(difference);
    if (difference.kind == DifferenceKind::node) return write_node(difference);
    page_.line("Every permutation of nodes that look alike was searched, " +
               counted(difference.permutations_tried, "complete one") +
               " put to the test: none turns " + a_ + " into " + b_ +
               ", since around some cycle of weights the products differ.");
  }

  void write_weight(const Difference& difference) {
    page_.line("The weight of " + printable(names_.edge_a(difference.edge)) + " is " +
               numbers(difference.weights_a) + " in " + a_ + " and " +
               numbers(difference.weights_b) + " in " + b_ +
               ". Neither permutations nor rescalings change it.");
  }

  [[nodiscard]] static std::string numbers(const std::vector<Rational>& weights) {
    std::string text;
    constexpr std::size_t most = 4;
    for (std::size_t i = 0; i < weights.size() && i < most; ++i) {
      text += (i > 0 ? ", " : "") + short_number(weights[i]);
    }
    return weights.size() > most ? text + ", …" : text;
  }

  void write_node(const Difference& difference) {
    page_.line(alike(difference.nodes_a, networks_.a) + " of " + a_ + " and " +
               alike(difference.nodes_b, networks_.b) + " of " + b_ + " look like this:");
    page_.list(difference.normalised, [&](const auto& entry) {
      page_.line(printable(difference.nodes_a.empty() ? names_.edge_b(entry.first)
                                                      : names_.edge_a(entry.first)) +
                     tie + short_number(entry.second),
                 4);
    });
    if (difference.normalised.empty()) page_.line("all weights 0", 4);
    page_.line(difference.round <= 1
                   ? "These are weights divided by what rescaling can do to them."
                   : "These are weights divided by what rescaling can do to them; the nodes at "
                     "their other ends count as well, up to " +
                         counted(difference.round, "edge") + " away.");
  }

  [[nodiscard]] static std::string alike(const std::vector<std::uint32_t>& nodes,
                                         const Network& network) {
    if (nodes.empty()) return "no node";
    return counted(nodes.size(), "node") + " " + PairNames::set(network, nodes);
  }

  Page page_;
  const EquivalenceResult& result_;
  const TwoNetworks& networks_;
  PairNames names_;
  std::string a_, b_;
};

}  // namespace

void write_text(std::ostream& out, const EquivalenceReport& report, const TextStyle& style) {
  Words(out, report, style).write();
}

}  // namespace isthmus
