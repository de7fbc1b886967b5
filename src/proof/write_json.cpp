// The JSON form, laid out to be read by people too: every entry of the object and every step
// begins a line; lists of numbers of the whole network have a line for each item if they are long.
#include <string>
#include <variant>

#include "proof/claim.hpp"
#include "proof/nested_sets.hpp"
#include "proof/write_forms.hpp"

namespace isthmus {
namespace {

/// The longest list that is kept on one line.
constexpr std::size_t longest_on_a_line = 8;

class JsonFormWriter {
 public:
  JsonFormWriter(const Certificate& certificate, TextBuffer& out)
      : certificate_(certificate), out_(out) {}

  void run();

 private:
  void key(std::string_view name) { out_ << ",\n  \"" << name << "\": "; }

  template <class Items, class Write>
  void items(const Items& list, bool on_a_line, Write write);
  /// On one line.
  template <class Items>
  void short_list(const Items& list);
  /// On one line if it is short.
  template <class Items>
  void list(const Items& list);
  /// Every item on a line of its own.
  template <class Steps, class Write>
  void steps(std::string_view name, const Steps& list, Write write);
  template <class Items>
  void entry(std::string_view name, const std::optional<Items>& items);

  void item(NodeId v) { out_ << v; }
  void item(EdgeId e) { out_ << e; }
  void item(const Rational& q) { out_ << '"' << q << '"'; }
  void item(const std::string& text) { out_.quote(text); }
  void item(const std::pair<EdgeId, Rational>& entry);
  void item(const ForestEdge& entry);
  void item(const Forest& tree) { list(tree); }
  void item(const Detour& detour);
  void item(const SearchCut& cut);
  void item(const ReachStep& step);

  void write_network();
  void write_claim(const Claim& claim);
  void write_names();
  void write_cut(const CutStep& step, std::size_t position);
  void write_locks();
  void write_empty();
  void write_regular_part();
  void write_strata();
  void write_search_step(const SearchStep& step);
  void write_distance();

  const Certificate& certificate_;
  TextBuffer& out_;
  std::optional<std::vector<NestedSet>> nested_ = nested_sets(certificate_);
};

template <class Items, class Write>
void JsonFormWriter::items(const Items& list, bool on_a_line, Write write) {
  std::string_view separator = on_a_line ? "" : "\n    ";
  out_ << '[';
  for (const auto& each : list) {
    out_ << separator;
    write(each);
    separator = on_a_line ? ", " : ",\n    ";
  }
  out_ << (on_a_line ? "]" : "\n  ]");
}

template <class Items>
void JsonFormWriter::short_list(const Items& list) {
  items(list, true, [&](const auto& each) { item(each); });
}

template <class Items>
void JsonFormWriter::list(const Items& list) {
  items(list, list.size() <= longest_on_a_line, [&](const auto& each) { item(each); });
}

template <class Steps, class Write>
void JsonFormWriter::steps(std::string_view name, const Steps& list, Write write) {
  if (list.empty()) return;
  key(name);
  items(list, false, write);
}

template <class Items>
void JsonFormWriter::entry(std::string_view name, const std::optional<Items>& items) {
  if (!items) return;
  key(name);
  list(*items);
}

void JsonFormWriter::item(const std::pair<EdgeId, Rational>& entry) {
  out_ << '[' << entry.first << ", \"" << entry.second << "\"]";
}

void JsonFormWriter::item(const ForestEdge& entry) {
  out_ << '[' << entry.node << ", " << entry.edge << ']';
}

void JsonFormWriter::item(const Detour& detour) {
  out_ << '[' << detour.edge << ", ";
  short_list(detour.walk);
  out_ << ']';
}

void JsonFormWriter::item(const SearchCut& cut) {
  out_ << "{\"kind\": \"" << cut.kind << "\", \"set\": ";
  short_list(cut.set);
  out_ << '}';
}

void JsonFormWriter::item(const ReachStep& step) {
  out_ << "{\"node\": " << step.node << ", \"flow\": ";
  short_list(step.flow);
  out_ << '}';
}

void JsonFormWriter::write_network() {
  const BalanceNetwork& network = certificate_.network;
  key("network");
  out_ << "{\"hidden\": " << network.hidden_count() << ", \"edges\": ";
  items(network.edges(), network.edge_count() <= longest_on_a_line, [&](EdgeId e) {
    out_ << '[' << network.tail(e) << ", " << network.head(e);
    if (network.multiplicity(e) != 1) out_ << ", " << network.multiplicity(e);
    out_ << ']';
  });
  out_ << '}';
}

void JsonFormWriter::write_claim(const Claim& claim) {
  out_ << "{\"kind\": \"" << claim_name(claim.kind) << '"';
  switch (claim_form(claim.kind).field) {
    case ClaimField::none:
      break;
    case ClaimField::log2:
      out_ << ", \"log2\": " << claim.log2;
      break;
    case ClaimField::count_and_complete:
      out_ << ", \"count\": " << claim.count
           << ", \"complete\": " << (claim.complete ? "true" : "false");
      break;
    case ClaimField::squared:
      out_ << ", \"squared\": ";
      item(claim.squared);
      break;
  }
  out_ << '}';
}

void JsonFormWriter::write_names() {
  if (!certificate_.names) return;
  key("names");
  out_ << "{\"nodes\": ";
  list(certificate_.names->nodes);
  out_ << ", \"edges\": ";
  list(certificate_.names->edges);
  out_ << '}';
}

// The entries that locks and weak steps share; `position` counts the locks first.
void JsonFormWriter::write_cut(const CutStep& step, std::size_t position) {
  const bool nested = nested_ && !(*nested_)[position].extends.empty();
  out_ << "{\"edge\": " << step.edge << ", \"kind\": \"" << step.kind << "\", \"set\": ";
  short_list(nested ? (*nested_)[position].listed : step.set);
  if (nested) {
    out_ << ", \"extends\": ";
    short_list((*nested_)[position].extends);
  }
  out_ << ", \"uses\": ";
  short_list(step.uses);
}

void JsonFormWriter::write_locks() {
  std::size_t position = 0;
  steps("locks", certificate_.locks, [&](const CutStep& lock) {
    write_cut(lock, position++);
    out_ << ", \"bound\": \"" << lock.bound << "\"}";
  });
  steps("from_ground", certificate_.bypass.from_ground,
        [&](const Forest& tree) { short_list(tree); });
  steps("to_ground", certificate_.bypass.to_ground, [&](const Forest& tree) { short_list(tree); });
}

void JsonFormWriter::write_empty() {
  if (!certificate_.empty) return;
  key("empty");
  out_ << "{\"kind\": \"" << certificate_.empty->kind << "\", \"set\": ";
  short_list(certificate_.empty->set);
  out_ << ", \"uses\": ";
  short_list(certificate_.empty->uses);
  out_ << ", \"bound\": \"" << certificate_.empty->bound << "\"}";
}

void JsonFormWriter::write_regular_part() {
  entry("interior", certificate_.interior);
  entry("interior_forest", certificate_.interior_forest);
  std::size_t position = certificate_.locks.size();
  steps("weak", certificate_.weak, [&](const CutStep& weak) {
    write_cut(weak, position++);
    out_ << '}';
  });
  steps("regular_free", certificate_.regular_free, [&](const RegularWitness& witness) {
    out_ << "{\"difference\": ";
    short_list(witness.difference);
    out_ << ", \"detours\": ";
    short_list(witness.detours);
    out_ << '}';
  });
  if (!certificate_.always_floating) return;
  key("always_floating");
  item(SearchCut{certificate_.always_floating->kind, certificate_.always_floating->set});
}

void JsonFormWriter::write_strata() {
  steps("strata", certificate_.strata, [&](const StratumWitness& stratum) {
    out_ << "{\"set\": ";
    short_list(stratum.set);
    out_ << ", \"difference\": ";
    short_list(stratum.difference);
    out_ << '}';
  });
  steps("search", certificate_.search, [&](const SearchStep& step) { write_search_step(step); });
}

void JsonFormWriter::write_search_step(const SearchStep& step) {
  if (const auto* branch = std::get_if<SearchBranch>(&step)) {
    out_ << "{\"branch\": " << branch->node;
  } else if (const auto* cut = std::get_if<SearchCut>(&step)) {
    out_ << "{\"cut\": ";
    item(*cut);
  } else if (const auto* found = std::get_if<SearchFound>(&step)) {
    out_ << "{\"found\": " << found->index;
  } else if (const auto* split = std::get_if<SearchSplit>(&step)) {
    out_ << "{\"split\": {\"part\": ";
    short_list(split->part);
    out_ << ", \"zeros\": ";
    short_list(split->zeros);
    out_ << '}';
  } else {
    out_ << "{\"none\": true";
  }
  out_ << '}';
}

void JsonFormWriter::write_distance() {
  if (!certificate_.distance) return;
  key("distance");
  short_list(certificate_.distance->set);
  steps("reach", certificate_.distance->reach, [&](const ReachStep& step) { item(step); });
}

void JsonFormWriter::run() {
  out_ << "{\n  \"format\": \"isthmus-certificate\"";
  key("version");
  out_ << '1';
  write_network();
  write_names();
  key("balance");
  list(certificate_.balance.values());
  steps("claims", certificate_.claims, [&](const Claim& claim) { write_claim(claim); });
  entry("base", certificate_.base);
  write_locks();
  steps("free", certificate_.free, [&](const SparseVector& vector) { short_list(vector); });
  write_empty();
  entry("point", certificate_.point);
  entry("floating", certificate_.floating);
  entry("forest", certificate_.forest);
  write_regular_part();
  write_strata();
  write_distance();
  out_ << "\n}\n";
}

}  // namespace

void write_json_form(const Certificate& certificate, TextBuffer& out) {
  JsonFormWriter(certificate, out).run();
}

}  // namespace isthmus
