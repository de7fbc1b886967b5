#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "report/json_parts.hpp"
#include "report/two_networks.hpp"

namespace isthmus {
namespace {

const char* answer_word(Reach answer) {
  if (answer == Reach::yes) return "yes";
  return answer == Reach::undetermined ? "not determined" : "no";
}

class Writer {
 public:
  Writer(JsonWriter& json, const ReachReport& report)
      : json_(json),
        report_(report),
        result_(report.result),
        names_(report.networks, edges_named(report)) {}

  void write() {
    json_.begin_object();
    json_.text("format", "isthmus-reach");
    json_.number("version", 1);
    json_.text("from", report_.networks.name_a);
    json_.text("to", report_.networks.name_b);
    json_.text("answer", answer_word(result_.answer));
    if (result_.answer == Reach::sign_obstruction) json_.text("obstruction", "signs");
    if (result_.answer == Reach::not_rescalable) json_.text("obstruction", "not rescalable");
    if (!result_.reason.empty()) json_.text("reason", result_.reason);
    write_locked();
    if (result_.answer == Reach::yes) write_yes();
    if (result_.balancing.cut) write_cut(*result_.balancing.cut);
    if (result_.shortage) write_shortage(*result_.shortage);
    json_.number("permutations_tried", result_.permutations_tried);
    json_.end_object();
  }

 private:
  void write_locked() {
    json_.key("locked");
    json_.begin_array();
    for (const LockedSign& lock : result_.locked) {
      json_.begin_object(Layout::inline_);
      json_.number("edge", names_.a.file_edge(lock.edge));
      json_.text("name", names_.edge_a(lock.edge));
      json_.key("sign");
      json_.sign(lock.sign);
      if (result_.answer == Reach::sign_obstruction) {
        json_.boolean("never_agrees", lock.never_agrees);
      }
      json_.end_object();
    }
    json_.end_array();
  }

  void write_yes() {
    write_permutation(json_, names_, result_.partner);
    if (!result_.balancing.scale) {
      json_.text("scale", "not determined");
      json_.text("reason", result_.balancing.reason);
      return;
    }
    json_.key("scale");
    json_.begin_object();
    const PerNode<Enclosure>& scale = *result_.balancing.scale;
    for (const NodeId v : report_.networks.contraction.graph.hidden_nodes()) {
      json_.key(names_.a.of(v));
      json_.begin_array(Layout::inline_);
      json_.text(to_text(scale[v].lower));
      json_.text(to_text(scale[v].upper));
      json_.end_array();
    }
    json_.end_object();
  }

  void write_cut(const BlockingCut& cut) {
    json_.key("cut");
    json_.begin_object();
    json_.key("set");
    write_set(json_, names_.a, cut.set);
    json_.text("missing", kind_text(cut.missing));
    json_.key("crossing");
    json_.begin_array(Layout::inline_);
    for (const EdgeId e : cut.crossing) json_.text(names_.edge_a(e));
    json_.end_array();
    json_.text("balance", to_text(cut.balance));
    json_.end_object();
  }

  void write_shortage(const PartnerShortage& shortage) {
    json_.key("shortage");
    json_.begin_object();
    write_nodes(json_, "nodes", report_.networks.a, shortage.nodes);
    write_nodes(json_, "partners", report_.networks.b, shortage.partners);
    json_.end_object();
  }

  JsonWriter& json_;
  const ReachReport& report_;
  const ReachResult& result_;
  PairNames names_;
};

}  // namespace

void write_json(std::ostream& out, const ReachReport& report) {
  JsonWriter json(out);
  Writer(json, report).write();
}

}  // namespace isthmus
