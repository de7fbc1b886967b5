#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "report/two_networks.hpp"

namespace isthmus {
namespace {

const char* answer_word(Equivalence answer) {
  if (answer == Equivalence::equivalent) return "yes";
  return answer == Equivalence::different ? "no" : "not determined";
}

const char* kind_word(DifferenceKind kind) {
  if (kind == DifferenceKind::weight) return "weight";
  return kind == DifferenceKind::node ? "node" : "exhausted";
}

class Writer {
 public:
  Writer(JsonWriter& json, const EquivalenceReport& report)
      : json_(json),
        report_(report),
        result_(report.result),
        names_(report.networks, edges_named(report)) {}

  void write() {
    json_.begin_object();
    json_.text("format", "isthmus-equivalent");
    json_.number("version", 1);
    json_.text("a", report_.networks.name_a);
    json_.text("b", report_.networks.name_b);
    json_.text("answer", answer_word(result_.answer));
    if (!result_.reason.empty()) json_.text("reason", result_.reason);
    if (result_.answer == Equivalence::equivalent) write_yes();
    if (result_.answer == Equivalence::different) write_difference(result_.difference);
    json_.end_object();
  }

 private:
  void write_yes() {
    write_permutation(json_, names_, result_.partner);
    json_.key("scale");
    json_.begin_object();
    for (const NodeId v : report_.networks.contraction.graph.hidden_nodes()) {
      json_.text(names_.a.of(v), to_text(result_.scale[v]));
    }
    json_.end_object();
  }

  void write_numbers(const char* key, const std::vector<Rational>& numbers) {
    json_.key(key);
    json_.begin_array(Layout::inline_);
    for (const Rational& q : numbers) json_.text(to_text(q));
    json_.end_array();
  }

  void write_difference(const Difference& difference) {
    json_.key("difference");
    json_.begin_object();
    json_.text("kind", kind_word(difference.kind));
    if (difference.kind == DifferenceKind::weight) {
      json_.number("edge", difference.edge);
      json_.text("name", names_.edge_a(difference.edge));
      write_numbers("weights_a", difference.weights_a);
      write_numbers("weights_b", difference.weights_b);
    } else if (difference.kind == DifferenceKind::node) {
      write_nodes(json_, "nodes_a", report_.networks.a, difference.nodes_a);
      write_nodes(json_, "nodes_b", report_.networks.b, difference.nodes_b);
      json_.number("round", difference.round);
      write_normalised(difference);
    } else {
      json_.number("permutations_tried", difference.permutations_tried);
    }
    json_.end_object();
  }

  void write_normalised(const Difference& difference) {
    json_.key("normalised_weights");
    json_.begin_array();
    for (const auto& [edge, weight] : difference.normalised) {
      json_.begin_array(Layout::inline_);
      json_.text(difference.nodes_a.empty() ? names_.edge_b(edge) : names_.edge_a(edge));
      json_.text(to_text(weight));
      json_.end_array();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const EquivalenceReport& report_;
  const EquivalenceResult& result_;
  PairNames names_;
};

}  // namespace

void write_json(std::ostream& out, const EquivalenceReport& report) {
  JsonWriter json(out);
  Writer(json, report).write();
}

}  // namespace isthmus
