// Reading the JSON form, entry by entry in the order of the file. Nothing is set aside for a number
// before the data that it announces.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "proof/nested_sets.hpp"
#include "proof/read_json_values.hpp"

namespace isthmus {
namespace {

class JsonFormReader : private JsonValues {
 public:
  explicit JsonFormReader(std::string_view text) : JsonValues(text) {}

  [[nodiscard]] Certificate read();

 private:
  struct Entry {
    std::string_view name;
    void (JsonFormReader::*read)();
  };
  static const std::array<Entry, 24> entries;

  void read_all();
  void check_order(std::size_t next, std::size_t index);
  void read_format();
  void read_version();
  void read_network();
  void read_edge();
  void read_balance();
  void read_claims();
  void read_names();
  void read_base() { certificate_->base = vector(); }
  void read_locks();
  void read_cut_entry(CutStep& step, std::vector<EdgeId>& extends, std::size_t key);
  std::vector<EdgeId> extended_edges();
  void read_from_ground() { certificate_->bypass.from_ground = forests(); }
  void read_to_ground() { certificate_->bypass.to_ground = forests(); }
  void read_free();
  void read_empty();
  void read_point() { certificate_->point = vector(); }
  void read_floating() { certificate_->floating = set(); }
  void read_forest() { certificate_->forest = forest(); }
  void read_interior() { certificate_->interior = vector(); }
  void read_interior_forest() { certificate_->interior_forest = forest(); }
  void read_weak();
  void read_regular_free();
  void read_always_floating();
  void read_strata();
  void read_search();
  void read_distance();
  void read_reach();

  std::vector<Arc> arcs_;                  ///< until the certificate is there
  std::optional<CertificateNames> names_;  ///< the same
  std::optional<Certificate> certificate_;
  Extensions extensions_;
};

const std::array<JsonFormReader::Entry, 24> JsonFormReader::entries{{
    {"format", &JsonFormReader::read_format},
    {"version", &JsonFormReader::read_version},
    {"network", &JsonFormReader::read_network},
    {"names", &JsonFormReader::read_names},
    {"balance", &JsonFormReader::read_balance},
    {"claims", &JsonFormReader::read_claims},
    {"base", &JsonFormReader::read_base},
    {"locks", &JsonFormReader::read_locks},
    {"from_ground", &JsonFormReader::read_from_ground},
    {"to_ground", &JsonFormReader::read_to_ground},
    {"free", &JsonFormReader::read_free},
    {"empty", &JsonFormReader::read_empty},
    {"point", &JsonFormReader::read_point},
    {"floating", &JsonFormReader::read_floating},
    {"forest", &JsonFormReader::read_forest},
    {"interior", &JsonFormReader::read_interior},
    {"interior_forest", &JsonFormReader::read_interior_forest},
    {"weak", &JsonFormReader::read_weak},
    {"regular_free", &JsonFormReader::read_regular_free},
    {"always_floating", &JsonFormReader::read_always_floating},
    {"strata", &JsonFormReader::read_strata},
    {"search", &JsonFormReader::read_search},
    {"distance", &JsonFormReader::read_distance},
    {"reach", &JsonFormReader::read_reach},
}};

/// The first entries of the table are required, but for the names.
constexpr std::size_t first_entries = 6, names_entry = 3;

constexpr std::array<std::string_view, 6> lock_keys{"edge",    "kind", "set",
                                                    "extends", "uses", "bound"};
constexpr auto weak_keys = std::span(lock_keys).first<5>();
constexpr std::size_t extends_key = 3;

Certificate JsonFormReader::read() {
  try {
    read_all();
  } catch (const Error& error) {
    throw error.at(json_.path());
  }
  unfold_sets(*certificate_, extensions_);
  return std::move(*certificate_);
}

void JsonFormReader::read_all() {
  std::array<std::string_view, entries.size()> names;
  std::ranges::transform(entries, names.begin(), &Entry::name);
  KnownKeys keys(names);
  std::size_t next = 0;
  json_.begin_object();
  for (std::size_t index = 0; keys.next(json_, index); next = index + 1) {
    check_order(next, index);
    (this->*entries[index].read)();
  }
  for (std::size_t index = 0; index < first_entries; ++index)
    if (index != names_entry) keys.require(json_, index);
  json_.finish();
}

/// Whether entry `index` of the table may come where `next` is the first that is not passed.
void JsonFormReader::check_order(std::size_t next, std::size_t index) {
  if (next == names_entry && index > names_entry) ++next;
  if (next < first_entries && index > next) {
    json_.fail("expected " + quoted(std::string(entries[next].name)) + " before this entry",
               "begin with format, version, network, balance and claims in this order");
  }
  if (index < next) {
    json_.fail(quoted(std::string(entries[index].name)) + " does not stand at its place",
               "keep to the order of docs/certificate.md");
  }
}

void JsonFormReader::read_format() {
  if (json_.read_string() == "isthmus-certificate") return;
  json_.fail("this is no certificate", "give a file that isthmus prove has written");
}

void JsonFormReader::read_version() {
  const std::uint64_t version = count();
  if (version == 1) return;
  json_.fail("version " + std::to_string(version) + " is not known",
             "use a certificate of version 1");
}

void JsonFormReader::read_network() {
  static constexpr std::array<std::string_view, 2> keys{"hidden", "edges"};
  object(keys, [&](std::size_t key) {
    if (key == 0) ranges_ = NumberRanges(count(), 0);
    if (key == 1) each([&] { read_edge(); });
  });
  ranges_ = NumberRanges(ranges_.hidden(), arcs_.size());
}

void JsonFormReader::read_edge() {
  Arc arc;
  json_.begin_array();
  item();
  arc.tail = ranges_.end_of_edge(count());
  item();
  arc.head = ranges_.end_of_edge(count());
  if (json_.next_item()) {
    arc.multiplicity = multiplicity_of(count());
    if (json_.next_item()) json_.fail("the list is too long", "write tail, head, multiplicity");
  }
  arcs_.push_back(arc);
}

void JsonFormReader::read_balance() {
  std::vector<Rational> balance;
  each([&] { balance.push_back(rational()); });
  if (balance.size() != ranges_.hidden()) {
    json_.fail(std::to_string(balance.size()) + " numbers for " + std::to_string(ranges_.hidden()) +
                   " hidden nodes",
               "write one for each");
  }
  certificate_.emplace(BalanceNetwork(balance.size(), std::move(arcs_)));
  certificate_->balance = Balance(std::move(balance));
  certificate_->names = std::move(names_);
}

void JsonFormReader::read_claims() {
  each([&] { append_claim(certificate_->claims, claim()); });
  if (certificate_->claims.empty()) json_.fail("nothing is claimed", "add a claim");
}

void JsonFormReader::read_names() {
  static constexpr std::array<std::string_view, 2> keys{"nodes", "edges"};
  CertificateNames found;
  object(keys, [&](std::size_t key) {
    if (key == 0) found.nodes = names(ranges_.hidden());
    if (key == 1) found.edges = names(ranges_.edges());
  });
  if (!found.nodes.empty() || !found.edges.empty()) names_ = std::move(found);
}

void JsonFormReader::read_locks() {
  each([&] {
    CutStep& lock = certificate_->locks.emplace_back();
    auto& extends = extensions_.locks.emplace_back();
    object(
        lock_keys, [&](std::size_t key) { read_cut_entry(lock, extends, key); }, extends_key);
  });
}

void JsonFormReader::read_free() {
  each([&] { certificate_->free.push_back(vector()); });
}

void JsonFormReader::read_empty() {
  static constexpr std::array<std::string_view, 4> keys{"kind", "set", "uses", "bound"};
  EmptyCut empty;
  object(keys, [&](std::size_t key) {
    if (key == 0) empty.kind = kind();
    if (key == 1) empty.set = set();
    if (key == 2) empty.uses = uses();
    if (key == 3) empty.bound = rational();
  });
  certificate_->empty = std::move(empty);
}

void JsonFormReader::read_weak() {
  each([&] {
    CutStep& weak = certificate_->weak.emplace_back();
    auto& extends = extensions_.weak.emplace_back();
    object(
        weak_keys, [&](std::size_t key) { read_cut_entry(weak, extends, key); }, extends_key);
  });
}

void JsonFormReader::read_cut_entry(CutStep& step, std::vector<EdgeId>& extends, std::size_t key) {
  if (key == 0) step.edge = edge();
  if (key == 1) step.kind = kind();
  if (key == 2) step.set = set();
  if (key == extends_key) extends = extended_edges();
  if (key == 4) step.uses = uses();
  if (key == 5) step.bound = rational();
}

std::vector<EdgeId> JsonFormReader::extended_edges() {
  std::vector<EdgeId> extended = uses();
  if (extended.empty()) throw input_error("the list is empty", "leave \"extends\" out");
  return extended;
}

void JsonFormReader::read_regular_free() {
  static constexpr std::array<std::string_view, 2> keys{"difference", "detours"};
  each([&] {
    RegularWitness witness;
    object(keys, [&](std::size_t key) {
      if (key == 0) witness.difference = vector();
      if (key == 1) witness.detours = detours();
    });
    certificate_->regular_free.push_back(std::move(witness));
  });
}

void JsonFormReader::read_always_floating() {
  SearchCut cut = kind_and_set();
  certificate_->always_floating = AlwaysFloating{cut.kind, std::move(cut.set)};
}

void JsonFormReader::read_strata() {
  static constexpr std::array<std::string_view, 2> keys{"set", "difference"};
  each([&] {
    StratumWitness stratum;
    object(keys, [&](std::size_t key) {
      if (key == 0) stratum.set = set();
      if (key == 1) stratum.difference = vector();
    });
    certificate_->strata.push_back(std::move(stratum));
  });
}

void JsonFormReader::read_search() {
  each([&] { certificate_->search.push_back(search_step()); });
}

void JsonFormReader::read_distance() { certificate_->distance.emplace().set = set(); }

void JsonFormReader::read_reach() {
  if (!certificate_->distance) json_.fail("there is no \"distance\" before it", "add its set");
  each([&] { certificate_->distance->reach.push_back(reach_step()); });
}

}  // namespace

Certificate read_json_form(std::string_view text) { return JsonFormReader(text).read(); }

}  // namespace isthmus
