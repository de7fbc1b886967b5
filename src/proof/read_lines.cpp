// Reading the lines form. The table `steps` is the order of the lines after the balance; each of
// its functions reads the words of one line. Nothing is set aside for a number before the data that
// it announces.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "formats/json_reader.hpp"
#include "proof/claim.hpp"
#include "proof/line_words.hpp"
#include "proof/nested_sets.hpp"
#include "proof/read_forms.hpp"
#include "proof/read_values.hpp"

namespace isthmus {
namespace {

/// What the JSON string `text` says; `text` is not empty.
std::string string_of(std::string_view text) {
  if (text.front() == ' ' || text.back() == ' ') {
    throw input_error("a space too many", "separate words by single spaces");
  }
  try {
    ViewStream stream(text);
    JsonReader json(stream, text.size());
    std::string content = json.read_string();
    json.finish();
    return content;
  } catch (const Error& error) {  // its place is one within `text`
    throw input_error(error.detail().cause, error.detail().remedy);
  }
}

class LinesReader {
 public:
  explicit LinesReader(std::string_view text) : words_(text) {}

  [[nodiscard]] Certificate read();

 private:
  struct Step {
    std::string_view keyword;
    int position;   ///< steps come by increasing position
    bool repeated;  ///< may occur more than once
    void (LinesReader::*read)();
  };
  static const std::array<Step, 23> steps;

  void read_all();
  void read_version();
  [[nodiscard]] std::vector<Arc> read_edges();
  void read_names();
  void read_names_of(std::string_view what, std::uint64_t number, std::vector<std::string>& names);
  void read_balance(std::vector<Arc> arcs);
  void read_steps();
  void read_end();

  void next_line();
  void expect(std::string_view word);
  [[nodiscard]] std::uint64_t count() { return count_of(words_.next()); }
  [[nodiscard]] Rational rational() { return canonical_rational(words_.next()); }
  [[nodiscard]] NodeId node() { return ranges_.hidden_node(count()); }
  [[nodiscard]] EdgeId edge() { return ranges_.edge(count()); }
  [[nodiscard]] CutKind kind() { return cut_kind_of(words_.next()); }
  [[nodiscard]] std::vector<NodeId> set();
  [[nodiscard]] std::vector<NodeId> set_after_keyword();
  [[nodiscard]] std::vector<EdgeId> edges_after(std::string_view keyword);
  [[nodiscard]] SparseVector vector();
  [[nodiscard]] Forest forest();

  void read_claim();
  void read_base() { certificate_->base = vector(); }
  void read_lock();
  void read_from_ground() { certificate_->bypass.from_ground.push_back(forest()); }
  void read_to_ground() { certificate_->bypass.to_ground.push_back(forest()); }
  void read_free() { certificate_->free.push_back(vector()); }
  void read_empty();
  void read_point() { certificate_->point = vector(); }
  void read_floating() { certificate_->floating = set(); }
  void read_forest() { certificate_->forest = forest(); }
  void read_interior() { certificate_->interior = vector(); }
  void read_interior_forest() { certificate_->interior_forest = forest(); }
  void read_weak();
  void read_regular_free();
  void read_always_floating();
  void read_stratum();
  void read_branch() { certificate_->search.emplace_back(SearchBranch{node()}); }
  void read_cut();
  void read_found() { certificate_->search.emplace_back(SearchFound{count()}); }
  void read_split();
  void read_none() { certificate_->search.emplace_back(SearchNone{}); }
  void read_distance() { certificate_->distance = DistanceProof{set(), {}}; }
  void read_reach();

  LineWords words_;
  std::string_view keyword_;  ///< of the line that is being read
  NumberRanges ranges_;
  std::optional<CertificateNames> names_;
  std::optional<Certificate> certificate_;
  Extensions extensions_;
};

const std::array<LinesReader::Step, 23> LinesReader::steps{{
    {"claim", 0, true, &LinesReader::read_claim},
    {"base", 1, false, &LinesReader::read_base},
    {"lock", 2, true, &LinesReader::read_lock},
    {"from-ground", 3, true, &LinesReader::read_from_ground},
    {"to-ground", 4, true, &LinesReader::read_to_ground},
    {"free", 5, true, &LinesReader::read_free},
    {"empty", 6, false, &LinesReader::read_empty},
    {"point", 7, false, &LinesReader::read_point},
    {"floating", 8, false, &LinesReader::read_floating},
    {"forest", 9, false, &LinesReader::read_forest},
    {"interior", 10, false, &LinesReader::read_interior},
    {"interior-forest", 11, false, &LinesReader::read_interior_forest},
    {"weak", 12, true, &LinesReader::read_weak},
    {"regular-free", 13, true, &LinesReader::read_regular_free},
    {"always-floating", 14, false, &LinesReader::read_always_floating},
    {"stratum", 15, true, &LinesReader::read_stratum},
    {"branch", 16, true, &LinesReader::read_branch},
    {"cut", 16, true, &LinesReader::read_cut},
    {"found", 16, true, &LinesReader::read_found},
    {"split", 16, true, &LinesReader::read_split},
    {"none", 16, true, &LinesReader::read_none},
    {"distance", 17, false, &LinesReader::read_distance},
    {"reach", 18, true, &LinesReader::read_reach},
}};

Certificate LinesReader::read() {
  try {
    read_all();
  } catch (const Error& error) {
    throw error.at(words_.place());
  }
  unfold_sets(*certificate_, extensions_);
  return std::move(*certificate_);
}

void LinesReader::read_all() {
  read_version();
  std::vector<Arc> arcs = read_edges();
  read_names();
  read_balance(std::move(arcs));
  read_steps();
  read_end();
}

/// Moves to the next line and over its first word.
void LinesReader::next_line() {
  words_.finish();
  if (!words_.next_line()) {
    throw input_error("the certificate ends before its last line, end N",
                      "check that the file is complete");
  }
  keyword_ = words_.next();
}

void LinesReader::expect(std::string_view word) {
  const std::string_view found = words_.next();
  if (found == word) return;
  throw input_error("expected " + std::string(word) + ", found " + quoted(std::string(found)),
                    "correct this line");
}

void LinesReader::read_version() {
  next_line();
  if (keyword_ != "isthmus-certificate") {
    throw input_error("this is no certificate", "give a file that isthmus prove has written");
  }
  const std::uint64_t version = count();
  if (version != 1) {
    throw input_error("version " + std::to_string(version) + " is not known",
                      "use a certificate of version 1");
  }
}

std::vector<Arc> LinesReader::read_edges() {
  next_line();
  if (keyword_ != "network") throw input_error("expected the line: network H E", "add it");
  const std::uint64_t hidden = count();
  ranges_ = NumberRanges(hidden, count());
  std::vector<Arc> arcs;
  for (std::uint64_t e = 0; e < ranges_.edges(); ++e) {
    next_line();
    if (keyword_ != "edge") {
      throw input_error("expected the line of edge " + std::to_string(e), "add it");
    }
    Arc arc;
    arc.tail = ranges_.end_of_edge(count());
    arc.head = ranges_.end_of_edge(count());
    if (!words_.at_end()) arc.multiplicity = multiplicity_of(count());
    arcs.push_back(arc);
  }
  return arcs;
}

/// All names or none; moves to the line after them.
void LinesReader::read_names() {
  next_line();
  if (keyword_ != "name") return;
  names_.emplace();
  read_names_of("node", ranges_.hidden(), names_->nodes);
  read_names_of("edge", ranges_.edges(), names_->edges);
}

void LinesReader::read_names_of(std::string_view what, std::uint64_t number,
                                std::vector<std::string>& names) {
  for (std::uint64_t i = 0; i < number; ++i) {
    if (keyword_ != "name") throw input_error("names are missing", "name all or none");
    expect(what);
    expect(std::to_string(i));
    names.push_back(string_of(words_.rest()));
    next_line();
  }
}

void LinesReader::read_balance(std::vector<Arc> arcs) {
  if (keyword_ != "balance") throw input_error("expected the line: balance Q …", "add it");
  std::vector<Rational> balance;
  for (std::uint64_t v = 0; v < ranges_.hidden(); ++v) balance.push_back(rational());
  certificate_.emplace(BalanceNetwork(ranges_.hidden(), std::move(arcs)));
  certificate_->balance = Balance(std::move(balance));
  certificate_->names = std::move(names_);
}

/// Moves to the line that is no step.
void LinesReader::read_steps() {
  const auto* at = steps.begin();
  for (next_line(); keyword_ != "end"; next_line()) {
    const auto* found = std::ranges::find(steps, keyword_, &Step::keyword);
    if (found == steps.end()) {
      throw input_error("there is no step " + quoted(std::string(keyword_)),
                        "use the steps of docs/certificate.md");
    }
    if (found->position < at->position) {
      throw input_error(std::string(keyword_) + " comes after " + std::string(at->keyword),
                        "keep to the order of docs/certificate.md");
    }
    if (found->position > 0 && certificate_->claims.empty()) {
      throw input_error("no claim stands before the steps", "add a line: claim KIND");
    }
    if (found == at && !found->repeated) {
      throw input_error("a second line " + std::string(keyword_), "leave one of them out");
    }
    at = found;
    (this->*found->read)();
  }
}

void LinesReader::read_end() {
  if (certificate_->claims.empty()) {
    throw input_error("nothing is claimed", "add a line: claim KIND");
  }
  const std::uint64_t before = words_.lines_before();
  if (count() != before) {
    throw input_error(std::to_string(before) + " lines come before this one",
                      "check that the file is complete");
  }
  words_.finish();
  if (!words_.at_end_of_text()) {
    throw input_error("text follows the last line", "remove it");
  }
}

std::vector<NodeId> LinesReader::set() {
  std::vector<NodeId> set;
  while (words_.at_number()) append_increasing(set, node());
  check_set(set);
  return set;
}

std::vector<NodeId> LinesReader::set_after_keyword() {
  expect("set");
  return set();
}

std::vector<EdgeId> LinesReader::edges_after(std::string_view keyword) {
  std::vector<EdgeId> edges;
  if (!words_.at_word(keyword)) return edges;
  words_.next();
  do append_increasing(edges, edge());
  while (words_.at_number());
  return edges;
}

SparseVector LinesReader::vector() {
  SparseVector vector;
  while (words_.at_number()) {
    const EdgeId at = edge();
    append_entry(vector, at, rational());
  }
  return vector;
}

Forest LinesReader::forest() {
  Forest forest;
  while (!words_.at_end()) {
    const NodeId joined = node();
    forest.push_back({joined, edge()});
  }
  return forest;
}

void LinesReader::read_claim() {
  const ClaimForm& form = claim_form_of_word(words_.next());
  Claim claim;
  claim.kind = form.kind;
  if (form.field == ClaimField::log2) claim.log2 = count();
  if (form.field == ClaimField::squared) claim.squared = rational();
  if (form.field == ClaimField::count_and_complete) {
    claim.count = count();
    claim.complete = !words_.at_end();
    if (claim.complete) expect("complete");
  }
  append_claim(certificate_->claims, std::move(claim));
}

void LinesReader::read_lock() {
  CutStep lock;
  lock.kind = kind();
  lock.edge = edge();
  lock.bound = rational();
  lock.set = set_after_keyword();
  extensions_.locks.push_back(edges_after("extends"));
  lock.uses = edges_after("uses");
  certificate_->locks.push_back(std::move(lock));
}

void LinesReader::read_empty() {
  EmptyCut empty;
  empty.kind = kind();
  empty.bound = rational();
  empty.set = set_after_keyword();
  empty.uses = edges_after("uses");
  certificate_->empty = std::move(empty);
}

void LinesReader::read_weak() {
  CutStep weak;
  weak.kind = kind();
  weak.edge = edge();
  weak.set = set_after_keyword();
  extensions_.weak.push_back(edges_after("extends"));
  weak.uses = edges_after("uses");
  certificate_->weak.push_back(std::move(weak));
}

void LinesReader::read_regular_free() {
  RegularWitness witness{vector(), {}};
  while (!words_.at_end()) {
    expect("detour");
    Detour detour{edge(), {}};
    while (words_.at_number()) detour.walk.push_back(edge());
    witness.detours.push_back(std::move(detour));
  }
  certificate_->regular_free.push_back(std::move(witness));
}

void LinesReader::read_always_floating() {
  const CutKind of = kind();
  certificate_->always_floating = AlwaysFloating{of, set_after_keyword()};
}

void LinesReader::read_stratum() {
  StratumWitness stratum{set_after_keyword(), {}};
  expect("difference");
  stratum.difference = vector();
  certificate_->strata.push_back(std::move(stratum));
}

void LinesReader::read_cut() {
  const CutKind of = kind();
  certificate_->search.emplace_back(SearchCut{of, set_after_keyword()});
}

void LinesReader::read_split() {
  SearchSplit split{set(), {}};
  while (!words_.at_end()) {
    expect("zero");
    const CutKind of = kind();
    split.zeros.push_back({of, set()});
  }
  certificate_->search.emplace_back(std::move(split));
}

void LinesReader::read_reach() {
  if (!certificate_->distance) throw input_error("no line distance before this one", "add it");
  const NodeId of = node();
  certificate_->distance->reach.push_back({of, vector()});
}

}  // namespace

Certificate read_lines_form(std::string_view text) { return LinesReader(text).read(); }

}  // namespace isthmus
