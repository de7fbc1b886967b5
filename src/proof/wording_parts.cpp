// Sets, vectors and counts in words.
#include "proof/wording_parts.hpp"

#include <algorithm>

namespace isthmus::wording {
namespace {

// "a, b, …, and 7 more" with `one` for each item.
template <class Items, class One>
void enumerate(Line& line, const Items& items, std::size_t limit, One&& one) {
  std::size_t written = 0;
  for (const auto& item : items) {
    if (written == limit) {
      line.say(", … and ").count(items.size() - written).say(" more");
      return;
    }
    if (written++ > 0) line.say(", ").turn();
    one(item);
  }
}

}  // namespace

Line Writer::set(const std::vector<NodeId>& nodes) const {
  Line line;
  line.math("\\{");
  enumerate(line, nodes, limits.items, [&](NodeId v) { line.node(v); });
  return line.math("\\}");
}

Line Writer::edges(const std::vector<EdgeId>& list) const {
  Line line;
  enumerate(line, list, limits.items, [&](EdgeId e) { line.edge(e); });
  return line;
}

Line Writer::entries(const char* vector, const SparseVector& values) const {
  Line line;
  enumerate(line, values, limits.items, [&](const auto& entry) {
    line.entry(vector, entry.first).math(" = ").number(entry.second);
  });
  return line;
}

void Writer::vector(const char* name, const SparseVector& values) const {
  Line line = entries(name, values);
  page.paragraph(line.say("; all other entries of ").math(name).say(" are 0."));
}

void Writer::rest(std::size_t total, std::size_t written, const char* what) const {
  if (total <= written) return;
  page.paragraph(Line("… and ")
                     .count(total - written)
                     .say(" further ")
                     .say(what)
                     .say(", see the certificate."));
}

Line Writer::law_sum(const std::vector<NodeId>& nodes) const {
  if (nodes.size() > limits.written_nodes) return Line().math("c(U)");
  Line line;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0) line.turn().math(" + ");
    line.law(nodes[i]);
  }
  return line;
}

Rational Writer::law_value(const std::vector<NodeId>& nodes) const {
  Rational sum = 0;
  for (const NodeId v : nodes) sum += certificate.balance[v];
  return sum;
}

Boundary boundary_of(const BalanceNetwork& network, const std::vector<NodeId>& set) {
  const auto inside = [&](NodeId v) { return std::binary_search(set.begin(), set.end(), v); };
  Boundary boundary;
  for (const NodeId v : set) {
    for (const EdgeId e : network.in_edges(v)) {
      if (!inside(network.tail(e))) boundary.in.push_back(e);
    }
    for (const EdgeId e : network.out_edges(v)) {
      if (!inside(network.head(e))) boundary.out.push_back(e);
    }
  }
  std::sort(boundary.in.begin(), boundary.in.end());
  std::sort(boundary.out.begin(), boundary.out.end());
  return boundary;
}

PictureMarks floating_marks(const BalanceNetwork& network, const std::vector<NodeId>& set) {
  PictureMarks marks;
  if (network.edge_count() > Diagram::most_edges) return marks;  // never drawn
  marks.set = set;
  marks.edges.resize(network.edge_count());
  const Boundary boundary = boundary_of(network, set);
  for (const EdgeId e : boundary.in) marks.edges[e.value] = EdgeMark::zero;
  for (const EdgeId e : boundary.out) marks.edges[e.value] = EdgeMark::zero;
  return marks;
}

PictureMarks cut_marks(const BalanceNetwork& network, const std::vector<NodeId>& set,
                       const std::vector<EdgeId>& strong, const std::vector<EdgeId>& used) {
  PictureMarks marks;
  if (network.edge_count() > Diagram::most_edges) return marks;  // never drawn
  marks.set = set;
  marks.edges.resize(network.edge_count());
  for (const EdgeId e : used) marks.edges[e.value] = EdgeMark::used;
  for (const EdgeId e : strong) marks.edges[e.value] = EdgeMark::strong;
  return marks;
}

std::string counted(std::uint64_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

const char* enters(CutKind kind) { return kind == CutKind::in ? "enters" : "leaves"; }
const char* entering(CutKind kind) { return kind == CutKind::in ? "entering" : "leaving"; }

}  // namespace isthmus::wording
