#include "proof/export_smtlib_query.hpp"

#include <span>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus::proof {
namespace {

// A bundle of at most so many weights is written as the sum of their squares; a larger one as one
// variable >= 0, since a sum of two or more squares takes every value >= 0.
constexpr std::uint64_t squares_limit = 4;

std::string number(EdgeId e) { return std::to_string(e.value); }

std::string member(EdgeId e, std::uint64_t i) { return "t" + number(e) + "_" + std::to_string(i); }

std::string square(const std::string& weight) { return "(* " + weight + " " + weight + ")"; }

}  // namespace

std::string smtlib_numeral(const Rational& q) {
  if (q < 0) return "(- " + smtlib_numeral(Rational(-q)) + ")";
  const Integer denominator = denominator_of(q);
  const std::string numerator = to_text(numerator_of(q));
  return denominator == 1 ? numerator : "(/ " + numerator + " " + to_text(denominator) + ")";
}

std::string node_comment(const Certificate& certificate, NodeId v) {
  if (certificate.network.is_ground(v)) return "ground";
  std::string text = "node " + std::to_string(v.value);
  if (certificate.names) text += " " + quoted(certificate.names->nodes[v.value]);
  return text;
}

std::string edge_comment(const Certificate& certificate, EdgeId e) {
  const BalanceNetwork& network = certificate.network;
  std::string text = "edge " + number(e);
  text += certificate.names ? " " + quoted(certificate.names->edges[e.value])
                            : ", " + node_comment(certificate, network.tail(e)) + " -> " +
                                  node_comment(certificate, network.head(e));
  const std::uint64_t multiplicity = network.multiplicity(e);
  if (multiplicity > 1) text += ", " + std::to_string(multiplicity) + " weights";
  return text;
}

std::string SmtlibQuery::amount(EdgeId e) {
  edges_.insert(e);
  const std::uint64_t multiplicity = certificate_.network.multiplicity(e);
  if (logic_ == SmtlibLogic::lra || multiplicity > squares_limit) return "x" + number(e);
  if (multiplicity == 1) return square("t" + number(e));
  std::string text = "(+";
  for (std::uint64_t i = 0; i < multiplicity; ++i) text += " " + square(member(e, i));
  return text + ")";
}

std::string SmtlibQuery::declaration(EdgeId e) const {
  const auto declare = [](const std::string& name) { return "(declare-const " + name + " Real)"; };
  const std::string comment = " ; " + edge_comment(certificate_, e) + "\n";
  const std::uint64_t multiplicity = certificate_.network.multiplicity(e);
  if (logic_ == SmtlibLogic::lra || multiplicity > squares_limit) {
    return declare("x" + number(e)) + comment + "(assert (>= x" + number(e) + " 0))\n";
  }
  if (multiplicity == 1) return declare("t" + number(e)) + comment;
  std::string text;
  for (std::uint64_t i = 0; i < multiplicity; ++i) text += declare(member(e, i)) + comment;
  return text;
}

std::string SmtlibQuery::sum(std::span<const EdgeId> edges) {
  if (edges.empty()) return "0";
  if (edges.size() == 1) return amount(edges.front());
  std::string text = "(+";
  for (const EdgeId e : edges) text += " " + amount(e);
  return text + ")";
}

void SmtlibQuery::assert_laws(const std::vector<NodeId>& set) {
  const BalanceNetwork& network = certificate_.network;
  for (const NodeId v : set) {
    if (!nodes_.insert(v).second) continue;
    assertions_ += "(assert (= (- " + sum(network.in_edges(v)) + " " + sum(network.out_edges(v)) +
                   ") " + smtlib_numeral(certificate_.balance[v]) + ")) ; " +
                   node_comment(certificate_, v) + "\n";
  }
}

void SmtlibQuery::assert_amount(EdgeId e, const char* relation, const Rational& bound,
                                const std::string& comment) {
  assertions_ += std::string("(assert (") + relation + " " + amount(e) + " " +
                 smtlib_numeral(bound) + "))" + (comment.empty() ? "" : " ; " + comment) + "\n";
}

void SmtlibQuery::assert_some_positive(const std::vector<EdgeId>& edges) {
  assertions_ += "(assert (> " + sum(edges) + " 0))\n";
}

std::string SmtlibQuery::text() const {
  std::string declarations;
  for (const EdgeId e : edges_) declarations += declaration(e);
  return declarations + assertions_;
}

}  // namespace isthmus::proof
