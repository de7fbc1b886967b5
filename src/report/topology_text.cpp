#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/topology.hpp"
#include "report/names.hpp"
#include "report/page.hpp"
#include "report/polynomial_text.hpp"
#include "report/text_topology.hpp"
#include "report/topology_values.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_terms = 12;

std::string edges_text(const Names& names, const std::vector<EdgeId>& edges, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < edges.size() && i < most; ++i) {
    text += (i == 0 ? "" : ", ") + printable(names.of(edges[i]));
  }
  if (edges.size() > most) text += ", … " + std::to_string(edges.size() - most) + " more";
  return text;
}

class TopologyText {
 public:
  TopologyText(Page& page, const Names& names, const TopologyFacts& facts)
      : page_(page), names_(names), facts_(facts) {}

  void write_summary() {
    page_.field("Betti numbers", betti_text());
    page_.field("Poincaré", poincare_text(facts_.factors, facts_.coefficients, most_terms));
    page_.field("Euler", euler_text());
    page_.field("Up to symmetry", effective_text());
    if (facts_.coefficients.ring == Coefficients::Ring::integers)
      page_.field("Torsion", torsion_text());
  }
  void write_factors() {
    if (facts_.factors.factors.empty()) return;
    page_.section("M(c) is, up to homotopy, the product of");
    page_.list(facts_.factors.factors,
               [&](const TopologyFactor& f) { page_.line(factor_text(f)); });
  }
  void write_generators() {
    page_.section("Cut ideal: sets of weights that cannot all vanish");
    if (!facts_.factors.generators) return page_.line("not determined");
    if (facts_.factors.generators->empty()) page_.line("none: M(c) is contractible");
    page_.list(*facts_.factors.generators, [&](const CutGenerator& generator) {
      const bool into = generator.kind == CutKind::in;
      page_.line(edges_text(names_, generator.edges, 8) + "   all that " +
                 (into ? "enters " : "leaves ") + names_.set(generator.set) + ", where c" + tie +
                 "=" + tie + short_number(generator.charge));
    });
  }

 private:
  [[nodiscard]] std::string betti_text() const {
    const auto betti = betti_numbers(facts_);
    if (!betti) {
      return "b_0" + std::string(1, tie) + "=" + tie +
             short_power_of_two(facts_.factors.log2_components) +
             ", the others not determined: " + open_question(facts_);
    }
    std::string text;
    std::size_t written = 0;
    for (const auto& [degree, number] : *betti) {
      if (written++ == most_terms) {
        return text + ", … up to b_" + std::to_string(betti->rbegin()->first) + " (over " +
               name_of(facts_.coefficients) + ")";
      }
      text += (text.empty() ? "b_" : ", b_") + std::to_string(degree) + tie + "=" + tie +
              short_number(number);
    }
    const bool others = betti->rbegin()->first > 0;
    return text + (others ? "" : ", no others") + " (over " + name_of(facts_.coefficients) + ")";
  }
  [[nodiscard]] std::string euler_text() const {
    if (!facts_.homology && !facts_.euler) return "not determined";
    if (!facts_.homology) return short_number(*facts_.euler) + " (from the faces of K(c))";
    const std::string value = short_number(euler_characteristic(*facts_.homology));
    return value + (facts_.euler ? ", confirmed by the faces of K(c)" : "");
  }
  [[nodiscard]] std::string effective_text() const {
    const EffectiveComponents& effective = facts_.effective;
    const SignOrbits& orbits = effective.orbits;
    if (!orbits.determined()) {
      return "between " + short_number(orbits.at_least) + " and " + short_number(orbits.at_most) +
             " effective components; " + effective.reason;
    }
    std::string text = short_number(orbits.at_least) + " effective component";
    if (orbits.at_least != 1) text += "s";
    if (!effective.symmetry_is_complete || effective.symmetry->order == 1) return text;
    return text + " under " + short_number(effective.symmetry->order) + " symmetries";
  }
  [[nodiscard]] std::string torsion_text() const {
    if (!facts_.homology) return "not determined";
    std::string text;
    for (const auto& [degree, groups] : facts_.homology->torsion) {
      for (const auto& [order, times] : groups) {
        text += (text.empty() ? "(Z/" : ", (Z/") + to_text(order) + ")^" + to_text(times) +
                " in degree " + std::to_string(degree);
      }
    }
    return text.empty() ? "none" : text;
  }
  [[nodiscard]] std::string factor_text(const TopologyFactor& factor) const {
    std::string text = factor.count() == 1 ? "" : std::to_string(factor.count()) + " × ";
    if (!factor.homology) return text + "a block that is not determined";
    const std::string sphere = sphere_text(*factor.homology);
    text +=
        sphere.empty()
            ? "a block with " +
                  polynomial_text(betti_numbers(*factor.homology, facts_.coefficients), most_terms)
            : sphere;
    return text + "   " + edges_text(names_, factor.edges.front(), 6) +
           (factor.count() > 1 ? " and so on" : "");
  }

  Page& page_;
  const Names& names_;
  const TopologyFacts& facts_;
};

std::string headline(const Analysis& analysis) {
  std::string text;
  if (!analysis.network.name.empty()) text = printable(analysis.network.name) + ": ";
  if (analysis.empty()) return text + "M(c) is empty, and the empty set has no topology.";
  const TopologyFacts& facts = *analysis.facts->topology;
  text += "M(c) has " + short_power_of_two(facts.factors.log2_components) +
          (facts.factors.log2_components == 0 ? " component" : " components");
  if (!facts.homology) return text + "; its homology is not determined.";
  Integer sum = 0;
  for (const auto& [degree, number] : facts.homology->betti) sum += number;
  return text + " and total Betti number " + short_number(sum) + ".";
}

}  // namespace

void write_topology(Page& page, const Names& names, const TopologyFacts& facts) {
  TopologyText(page, names, facts).write_summary();
}

void write_topology_text(std::ostream& out, const Analysis& analysis, const TextStyle& style) {
  Page page(out, style);
  const Names names(analysis);
  page.headline(headline(analysis));
  page.blank();
  if (analysis.empty()) {
    return page.field("Violated set", names.set(analysis.violated_set));
  }
  TopologyText text(page, names, *analysis.facts->topology);
  text.write_summary();
  text.write_factors();
  text.write_generators();
}

}  // namespace isthmus
