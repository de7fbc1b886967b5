// One satisfiability question about laws and amounts of a network.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/export_smtlib.hpp"

namespace isthmus::proof {

/// Collects what a question is about and writes it: declarations, laws, other assertions. An edge
/// e is the variable t<e> (nra) or x<e> (lra); its amount is the term for x_e = θ_e².
class SmtlibQuery {
 public:
  /// Borrows the certificate.
  SmtlibQuery(const Certificate& certificate, SmtlibLogic logic)
      : certificate_(certificate), logic_(logic) {}

  /// Asserts in(v) − out(v) = c_v for every node of the set; nodes asserted before are skipped.
  void assert_laws(const std::vector<NodeId>& set);
  /// Asserts amount(e) `relation` bound; the comment ends the line.
  void assert_amount(EdgeId e, const char* relation, const Rational& bound,
                     const std::string& comment = "");
  /// Asserts that the amounts of the edges, not all of which may be absent, have a positive sum.
  void assert_some_positive(const std::vector<EdgeId>& edges);

  /// All lines up to the last assertion.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] std::string declaration(EdgeId e) const;
  [[nodiscard]] std::string amount(EdgeId e);
  [[nodiscard]] std::string sum(std::span<const EdgeId> edges);

  const Certificate& certificate_;
  SmtlibLogic logic_;
  std::set<NodeId> nodes_;
  std::set<EdgeId> edges_;
  std::string assertions_;
};

/// "node 3" or "node 3 \"h3\"", fit for a comment line.
[[nodiscard]] std::string node_comment(const Certificate& certificate, NodeId v);
/// "0 -> ground" or the edge's name in quotes.
[[nodiscard]] std::string edge_comment(const Certificate& certificate, EdgeId e);

/// A rational as a term: "3", "(- 3)", "(/ 3 4)", "(- (/ 3 4))".
[[nodiscard]] std::string smtlib_numeral(const Rational& q);

}  // namespace isthmus::proof
