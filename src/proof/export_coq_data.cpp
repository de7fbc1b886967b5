// Definitions: the pieces of a certificate in the notation of Coq.
//
// Coq reads long list literals in more than linear time, so that lists are written in pieces of
// a few thousand characters.
//
// A bundle is a row of parallel edges. Its amount sits on the first; the others are zero in every
// flow that is written. The first is freed by moving its amount to the second.
#include "proof/export_coq_data.hpp"

#include "isthmus/exact/parse.hpp"

namespace isthmus::proof {
namespace {

constexpr std::size_t characters_in_a_piece = 5'000;

bool claimed(const Certificate& certificate, ClaimKind kind) {
  for (const Claim& claim : certificate.claims) {
    if (claim.kind == kind) return true;
  }
  return false;
}

}  // namespace

bool needs_strata(const Certificate& certificate) {
  return claimed(certificate, ClaimKind::strata) ||
         (claimed(certificate, ClaimKind::singular_exists) && !certificate.strata.empty());
}

bool needs_search(const Certificate& certificate) {
  return claimed(certificate, ClaimKind::strata) || claimed(certificate, ClaimKind::smooth);
}

// One list definition, written piece by piece.
class CoqData::List {
 public:
  // Without a reader the list is readable in either dialect.
  List(const CoqData& data, std::string name, std::string type, const char* primitive_type = "",
       const char* reader = "")
      : sink_(data.sink_),
        name_(std::move(name)),
        type_(std::move(type)),
        reader_(data.items_.primitive() ? reader : "") {
    if (!raw()) return;
    primitive_type_ = primitive_type;
  }

  void add(const std::string& item) {
    row_.add(item);
    if (row_.size() >= characters_in_a_piece) write_piece();
  }

  void finish() {
    if (pieces_ == 0) {
      define(raw_name(), row_.list() + scope());
    } else {
      if (row_.size() > 0) write_piece();
      std::string all;
      for (std::size_t i = 0; i < pieces_; ++i) {
        all += (i == 0 ? "" : " ++ ") + raw_name() + "_" + std::to_string(i);
      }
      define(raw_name(), all);
    }
    if (raw()) {
      sink_("Definition " + name_ + " : " + type_ + " := " + reader_ + " " + raw_name() + ".\n");
    }
  }

 private:
  [[nodiscard]] bool raw() const { return !reader_.empty(); }
  [[nodiscard]] std::string raw_name() const { return raw() ? name_ + "_raw" : name_; }
  [[nodiscard]] std::string scope() const { return raw() ? "%sint63" : ""; }

  void define(const std::string& name, const std::string& value) {
    sink_("Definition " + name + " : " + (raw() ? primitive_type_ : type_) + " := " + value +
          ".\n");
  }

  void write_piece() {
    define(raw_name() + "_" + std::to_string(pieces_++), row_.list() + scope());
    row_ = CoqRow();
  }

  const TextSink& sink_;
  std::string name_, type_, reader_, primitive_type_;
  CoqRow row_;
  std::size_t pieces_ = 0;
};

void CoqData::write_network() {
  const BalanceNetwork& network = certificate_.network;
  List list(*this, "net", "network", "list int", "edges_of");
  for (const EdgeId e : network.edges()) {
    const std::string ends = items_.pair(coq_node(network.tail(e)), coq_node(network.head(e)));
    for (std::uint64_t i = 0; i < network.multiplicity(e); ++i) list.add(ends);
  }
  list.finish();
}

void CoqData::write_balance() {
  List list(*this, "hid", "balance", "list int", "quots_of");
  for (const NodeId v : certificate_.network.hidden_nodes()) {
    list.add(items_.entry(coq_node(v), certificate_.balance[v]));
  }
  list.finish();
}

void CoqData::write_flow(const char* name, const SparseVector& x) {
  List list(*this, name, "list (eid * Q)", "list int", "quots_of");
  for (const auto& [e, q] : x) list.add(items_.entry(edges_.number(e), q));
  list.finish();
}

void CoqData::write_forest(const char* name, const Forest& forest) {
  List list(*this, name, "list (node * eid)", "list int", "edges_of");
  for (const ForestEdge& it : forest)
    list.add(items_.pair(coq_node(it.node), edges_.number(it.edge)));
  list.finish();
}

// Each tree has a name of its own, since trees are long.
void CoqData::write_trees(const char* name, const std::vector<Forest>& trees) {
  CoqRow names;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    const std::string tree = std::string(name) + "_" + std::to_string(i + 1);
    write_forest(tree.c_str(), trees[i]);
    names.add(tree);
  }
  sink_("Definition " + std::string(name) + " : list (list (node * eid)) := " + names.list() +
        ".\n");
}

void CoqData::write_empty() {
  const EmptyCut& it = *certificate_.empty;
  sink_("Definition contradiction : barrier := Barrier " + coq_kind(it.kind) + " (" +
        coq_rational(it.bound) + ") " + coq_set(it.set) + " " + items_.edge_set(it.uses) + ".\n");
}

void CoqData::write_free() {
  List list(*this, "free", "list (list (eid * Q))", "list (list int)", "diffs_of");
  for (const SparseVector& difference : certificate_.free) list.add(items_.vector(difference));
  for (const auto& [e, amount] : *certificate_.base) {
    if (certificate_.network.multiplicity(e) > 1) list.add(items_.spread(e, amount));
  }
  list.finish();
}

void CoqData::write_regular() {
  write_flow("interior", *certificate_.interior);
  write_forest("interior_forest", certificate_.interior_forest.value_or(Forest{}));
  List weaks(*this, "weaks", "list weak", "list (list int)", "weaks_of");
  for (const CutStep& step : certificate_.weak) weaks.add(items_.weak(step));
  weaks.finish();
  List witnesses(*this, "regular_free", "list witness", "list (list int * list (list int))",
                 "witnesses_of");
  for (const RegularWitness& it : certificate_.regular_free) witnesses.add(items_.witness(it));
  for (const auto& [e, amount] : *certificate_.interior) {
    if (certificate_.network.multiplicity(e) > 1) witnesses.add(items_.moved(e, amount));
  }
  witnesses.finish();
}

void CoqData::write_strata() {
  List list(*this, "strata", "list (list node * list (eid * Q))");
  for (const StratumWitness& it : certificate_.strata) {
    list.add("(" + coq_set(it.set) + "," + items_.readable(it.difference) + ")");
  }
  list.finish();
}

void CoqData::write_search() {
  List list(*this, "search", "list search_step");
  for (const SearchStep& step : certificate_.search) list.add(items_.search_step(step));
  list.finish();
}

void CoqData::write_distance() {
  sink_("Definition nearest : list node := " + coq_set(certificate_.distance->set) + ".\n");
  List list(*this, "reach", "list (node * list (eid * Q))");
  for (const ReachStep& step : certificate_.distance->reach) {
    list.add("(" + std::to_string(coq_node(step.node)) + "," + items_.readable(step.flow) + ")");
  }
  list.finish();
}

void CoqData::write() {
  write_network();
  write_balance();
  if (certificate_.base) write_flow("base", *certificate_.base);
  List locks(*this, "locks", "list lock", "list (list int)", "locks_of");
  for (const CutStep& step : certificate_.locks) locks.add(items_.lock(step));
  locks.finish();
  write_trees("from_ground", certificate_.bypass.from_ground);
  write_trees("to_ground", certificate_.bypass.to_ground);
  sink_("Definition bypass : list tree * list tree := (from_ground, to_ground).\n");
  if (certificate_.base) write_free();
  if (certificate_.empty) write_empty();
  if (certificate_.point) write_flow("squares", *certificate_.point);
  if (certificate_.floating) {
    sink_("Definition floating : list node := " + coq_set(*certificate_.floating) + ".\n");
  }
  if (certificate_.forest) write_forest("forest", *certificate_.forest);
  if (certificate_.interior) write_regular();
  if (certificate_.always_floating) {
    sink_("Definition always_floating : list node := " +
          coq_set(certificate_.always_floating->set) + ".\n");
  }
  if (needs_strata(certificate_)) write_strata();
  if (needs_search(certificate_)) write_search();
  if (certificate_.distance) write_distance();
}

}  // namespace isthmus::proof
