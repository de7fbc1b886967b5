// The object `topology`, for `isthmus topology` and `isthmus analyze --betti`.
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/topology.hpp"
#include "report/json_topology.hpp"
#include "report/polynomial_text.hpp"
#include "report/topology_values.hpp"

namespace isthmus {
namespace {

constexpr std::string_view not_determined = "not determined";
constexpr std::uint64_t longest_list = 10'000;
constexpr auto unlimited = static_cast<std::size_t>(-1);

class TopologyObject {
 public:
  TopologyObject(JsonWriter& json, const Names& names, const TopologyFacts& facts)
      : json_(json), names_(names), facts_(facts) {}

  void write() {
    json_.begin_object();
    json_.text("coefficients", name_of(facts_.coefficients));
    write_betti();
    json_.text("poincare", poincare_text(facts_.factors, facts_.coefficients, unlimited));
    write_euler();
    if (facts_.coefficients.ring == Coefficients::Ring::integers) write_torsion();
    write_effective();
    write_factors();
    write_generators();
    json_.boolean("complete", open_question(facts_).empty());
    if (!open_question(facts_).empty()) json_.text("reason", open_question(facts_));
    json_.end_object();
  }

 private:
  /// As a list by degree; by degree and number where the list would be long; of a homology that is
  /// not determined, b_0 and the word.
  void write_betti() {
    const auto betti = betti_numbers(facts_);
    if (!betti) {
      json_.text("betti", not_determined);
      json_.text("b_0", power_of_two_text(facts_.factors.log2_components));
      return;
    }
    if (betti->rbegin()->first <= longest_list) return write_list(*betti);
    json_.key("betti_by_degree");
    json_.begin_array();
    for (const auto& [degree, number] : *betti) {
      json_.begin_array(Layout::inline_);
      json_.number(degree);
      json_.text(to_text(number));
      json_.end_array();
    }
    json_.end_array();
  }
  void write_list(const std::map<std::uint64_t, Integer>& betti) {
    json_.key("betti");
    json_.begin_array(Layout::inline_);
    for (std::uint64_t i = 0; i <= betti.rbegin()->first; ++i) {
      const auto at = betti.find(i);
      json_.text(at == betti.end() ? "0" : to_text(at->second));
    }
    json_.end_array();
  }
  void write_euler() {
    if (facts_.homology) json_.text("euler", to_text(euler_characteristic(*facts_.homology)));
    json_.text("euler_from_faces",
               facts_.euler ? to_text(*facts_.euler) : std::string(not_determined));
  }
  void write_torsion() {
    if (!facts_.homology) return json_.text("torsion", not_determined);
    json_.key("torsion");
    json_.begin_array();
    for (const auto& [degree, groups] : facts_.homology->torsion) {
      for (const auto& [order, times] : groups) {
        json_.begin_object(Layout::inline_);
        json_.number("degree", degree);
        json_.text("order", to_text(order));
        json_.text("times", to_text(times));
        json_.end_object();
      }
    }
    json_.end_array();
  }
  void write_effective() {
    const EffectiveComponents& effective = facts_.effective;
    json_.key("effective_components");
    json_.begin_object();
    if (effective.orbits.determined()) {
      json_.text("count", to_text(effective.orbits.at_least));
    } else {
      json_.text("count", not_determined);
      json_.text("at_least", to_text(effective.orbits.at_least));
      json_.text("at_most", to_text(effective.orbits.at_most));
      json_.text("reason", effective.reason);
    }
    if (effective.symmetry_is_complete) {
      json_.text("symmetries", to_text(effective.symmetry->order));
    }
    json_.key("edges");
    write_edges(effective.locked);
    json_.key("representatives");
    json_.begin_array();
    for (const SignVector& signs : effective.orbits.representatives) json_.text(signs_text(signs));
    json_.end_array();
    json_.boolean("all_listed", effective.orbits.all_listed);
    json_.end_object();
  }
  void write_factors() {
    json_.key("factors");
    json_.begin_array();
    for (const TopologyFactor& factor : facts_.factors.factors) write_factor(factor);
    json_.end_array();
  }
  void write_factor(const TopologyFactor& factor) {
    json_.begin_object();
    json_.number("count", factor.count());
    if (factor.homology) {
      if (!sphere_text(*factor.homology).empty()) {
        json_.text("sphere", sphere_text(*factor.homology));
      }
      json_.text("poincare",
                 polynomial_text(betti_numbers(*factor.homology, facts_.coefficients), unlimited));
    } else {
      json_.text("poincare", not_determined);
      json_.text("reason", factor.reason);
    }
    json_.key("edges");
    json_.begin_array();
    for (const std::vector<EdgeId>& edges : factor.edges) write_edges(edges);
    json_.end_array();
    json_.end_object();
  }
  void write_edges(const std::vector<EdgeId>& edges) {
    json_.begin_array(Layout::inline_);
    for (const EdgeId e : edges) json_.text(names_.of(e));
    json_.end_array();
  }
  void write_generators() {
    if (!facts_.factors.generators) return json_.text("generators", not_determined);
    json_.key("generators");
    json_.begin_array();
    for (const CutGenerator& generator : *facts_.factors.generators) {
      json_.begin_object(Layout::inline_);
      json_.key("edges");
      write_edges(generator.edges);
      json_.text("kind", kind_text(generator.kind));
      json_.key("set");
      write_set(json_, names_, generator.set);
      json_.text("charge", to_text(generator.charge));
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const Names& names_;
  const TopologyFacts& facts_;
};

}  // namespace

void write_topology(JsonWriter& json, const Names& names, const TopologyFacts& facts) {
  TopologyObject(json, names, facts).write();
}

void write_topology_json(std::ostream& out, const Analysis& analysis) {
  JsonWriter json(out);
  const Names names(analysis);
  json.begin_object();
  json.text("format", "isthmus-topology");
  json.number("version", 1);
  json.text("name", analysis.network.name);
  json.key("variety");
  json.begin_object();
  json.boolean("empty", analysis.empty());
  if (analysis.empty()) {
    json.key("violated_set");
    write_set(json, names, analysis.violated_set);
  } else {
    json.number("dimension", analysis.facts->dimension);
  }
  json.end_object();
  if (!analysis.empty()) {
    json.key("topology");
    write_topology(json, names, *analysis.facts->topology);
  }
  json.end_object();
}

}  // namespace isthmus
