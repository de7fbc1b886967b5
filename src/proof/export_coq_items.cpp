// Numbers are what Coq spends most time on when it reads: binary numbers (positive, Z, Q) are terms
// as deep as their bits, primitive integers are single words. The primitive dialect writes flat
// lists of them; Fast.v and FastRegular.v have a reader for each shape.
#include "proof/export_coq_items.hpp"

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus::proof {
namespace {

constexpr std::uint64_t expanded_limit = 100'000;
constexpr std::uint64_t primitive_from = 2'000;

std::string text(std::uint64_t number) { return std::to_string(number); }

bool fits(const Rational& q) {
  const Integer limit = Integer(1) << 62;
  return abs(numerator_of(q)) < limit && denominator_of(q) < limit;
}

bool fits(const SparseVector& x) {
  for (const auto& [e, q] : x) {
    if (!fits(q)) return false;
  }
  return true;
}

bool fits(const std::optional<SparseVector>& x) { return !x || fits(*x); }

bool all_fit(const Certificate& it) {
  for (const Rational& q : it.balance.values()) {
    if (!fits(q)) return false;
  }
  for (const CutStep& step : it.locks) {
    if (!fits(step.bound)) return false;
  }
  for (const SparseVector& difference : it.free) {
    if (!fits(difference)) return false;
  }
  for (const RegularWitness& witness : it.regular_free) {
    if (!fits(witness.difference)) return false;
  }
  return fits(it.base) && fits(it.point) && fits(it.interior);
}

}  // namespace

CoqEdges::CoqEdges(const BalanceNetwork& network) : first_(network.edge_count()) {
  const bool bundles = network.weight_count() > network.edge_count();
  if (bundles && network.weight_count() > expanded_limit) {
    throw limit_error(
        "the bundles have more than 10^5 weights in all, and Coq gets each as an edge",
        "check the certificate with another checker");
  }
  for (const EdgeId e : network.edges()) {
    first_[e] = count_ + 1;
    count_ += network.multiplicity(e);
  }
}

CoqDialect choose_dialect(const Certificate& certificate, const CoqEdges& edges,
                          CoqNumbers wanted) {
  if (wanted == CoqNumbers::readable) return CoqDialect::readable;
  if (wanted == CoqNumbers::automatic && edges.count() < primitive_from) {
    return CoqDialect::readable;
  }
  if (all_fit(certificate)) return CoqDialect::primitive;
  if (wanted == CoqNumbers::automatic) return CoqDialect::readable;
  throw usage_error("a number of the certificate is too large for a primitive integer",
                    "leave the choice to the exporter");
}

std::string coq_rational(const Rational& q) {
  const std::string denominator = "#" + to_text(denominator_of(q));
  const std::string numerator = to_text(numerator_of(q));
  return q < 0 ? "(" + numerator + ")" + denominator : numerator + denominator;
}

std::string coq_set(const std::vector<NodeId>& set) {
  CoqRow row;
  for (const NodeId v : set) row.add(text(coq_node(v)));
  return row.list();
}

std::string coq_kind(CutKind kind) { return kind == CutKind::in ? "true" : "false"; }

std::string CoqItems::pair(std::uint64_t a, std::uint64_t b) const {
  return primitive() ? text(a) + ";" + text(b) : "(" + text(a) + "," + text(b) + ")";
}

std::string CoqItems::rational(const Rational& q) const {
  if (!primitive()) return coq_rational(q);
  return to_text(numerator_of(q)) + ";" + to_text(denominator_of(q));
}

std::string CoqItems::entry(std::uint64_t number, const Rational& q) const {
  return primitive() ? text(number) + ";" + rational(q)
                     : "(" + text(number) + "," + rational(q) + ")";
}

std::string CoqItems::readable(const SparseVector& x) const {
  CoqRow row;
  for (const auto& [e, q] : x) row.add("(" + text(edges_.number(e)) + "," + coq_rational(q) + ")");
  return row.list();
}

std::string CoqItems::vector(const SparseVector& x) const {
  CoqRow row;
  for (const auto& [e, q] : x) row.add(entry(edges_.number(e), q));
  return row.list();
}

std::string CoqItems::spread(EdgeId bundle, const Rational& amount) const {
  const std::uint64_t first = edges_.number(bundle);
  return CoqRow().add(entry(first, -amount)).add(entry(first + 1, amount)).list();
}

std::string CoqItems::edge_set(const std::vector<EdgeId>& edges) const {
  CoqRow row;
  for (const EdgeId e : edges) row.add(text(edges_.number(e)));
  return row.list();
}

std::string CoqItems::lock(const CutStep& step) const {
  if (!primitive()) {
    return "Lock " + coq_kind(step.kind) + " " + text(edges_.number(step.edge)) + " (" +
           coq_rational(step.bound) + ") " + coq_set(step.set) + " " + edge_set(step.uses);
  }
  CoqRow row;
  row.add(step.kind == CutKind::in ? "1" : "0").add(text(edges_.number(step.edge)));
  row.add(rational(step.bound)).add(text(step.set.size()));
  for (const NodeId v : step.set) row.add(text(coq_node(v)));
  for (const EdgeId e : step.uses) row.add(text(edges_.number(e)));
  return row.list();
}

std::string CoqItems::weak(const CutStep& step) const {
  if (!primitive()) {
    return "Weak " + coq_kind(step.kind) + " " + text(edges_.number(step.edge)) + " " +
           coq_set(step.set) + " " + edge_set(step.uses);
  }
  CoqRow row;
  row.add(step.kind == CutKind::in ? "1" : "0").add(text(edges_.number(step.edge)));
  row.add(text(step.set.size()));
  for (const NodeId v : step.set) row.add(text(coq_node(v)));
  for (const EdgeId e : step.uses) row.add(text(edges_.number(e)));
  return row.list();
}

std::string CoqItems::detour(std::uint64_t edge, const std::string& walk) const {
  if (!primitive()) return "(" + text(edge) + "," + walk + ")";
  return "[" + text(edge) + (walk == "[]" ? "" : ";") + walk.substr(1);
}

std::string CoqItems::witness(const RegularWitness& witness) const {
  CoqRow detours;
  for (const Detour& it : witness.detours) {
    detours.add(detour(edges_.number(it.edge), edge_set(it.walk)));
  }
  return "(" + vector(witness.difference) + "," + detours.list() + ")";
}

// The amount of a bundle moved from its first member to its second, which is also the detour.
std::string CoqItems::moved(EdgeId bundle, const Rational& amount) const {
  const std::uint64_t first = edges_.number(bundle);
  const std::string walk = "[" + text(first + 1) + "]";
  return "(" + spread(bundle, amount) + "," + CoqRow().add(detour(first, walk)).list() + ")";
}

std::string CoqItems::search_step(const SearchStep& step) const {
  if (const auto* it = std::get_if<SearchBranch>(&step))
    return "Branch " + text(coq_node(it->node));
  if (const auto* it = std::get_if<SearchFound>(&step)) return "Found " + text(it->index + 1);
  if (const auto* it = std::get_if<SearchCut>(&step)) {
    return "CutLeaf " + coq_kind(it->kind) + " " + coq_set(it->set);
  }
  if (const auto* it = std::get_if<SearchSplit>(&step)) {
    CoqRow zeros;
    for (const SearchCut& zero : it->zeros) {
      zeros.add("(" + coq_kind(zero.kind) + "," + coq_set(zero.set) + ")");
    }
    return "Split " + coq_set(it->part) + " " + zeros.list();
  }
  return "NoneLeaf";
}

}  // namespace isthmus::proof
