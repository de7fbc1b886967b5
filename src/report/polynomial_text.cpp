#include "report/polynomial_text.hpp"

#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

std::string term_text(std::uint64_t degree, const Integer& coefficient) {
  if (degree == 0) return to_text(coefficient);
  const std::string power = degree == 1 ? "t" : "t^" + std::to_string(degree);
  return coefficient == 1 ? power : to_text(coefficient) + power;
}

std::string factor_text(const std::map<std::uint64_t, Integer>& betti, std::size_t count,
                        std::size_t most_terms) {
  std::string text = polynomial_text(betti, most_terms);
  if (betti.size() > 1) text = "(" + text + ")";
  return count == 1 ? text : text + "^" + std::to_string(count);
}

}  // namespace

std::string polynomial_text(const std::map<std::uint64_t, Integer>& coefficients,
                            std::size_t most) {
  std::string text;
  std::size_t written = 0;
  for (const auto& [degree, coefficient] : coefficients) {
    if (written == most) {
      return text + " + … (" + std::to_string(coefficients.size()) + " terms)";
    }
    text += (written++ == 0 ? "" : " + ") + term_text(degree, coefficient);
  }
  return text;
}

std::string poincare_text(const Topology& topology, const Coefficients& coefficients,
                          std::size_t most_terms) {
  std::string text;
  std::size_t unknown = 0;
  for (const TopologyFactor& factor : topology.factors) {
    if (!text.empty()) text += "·";
    text += factor.homology ? factor_text(betti_numbers(*factor.homology, coefficients),
                                          factor.count(), most_terms)
                            : "P_" + std::to_string(++unknown) + "(t)";
  }
  return text.empty() ? "1" : text;
}

std::string sphere_text(const Homology& homology) {
  const auto& betti = homology.betti;
  if (!homology.torsion.empty() || betti.empty()) return "";
  if (betti.size() == 1) return betti.begin()->second == 2 ? "S^0" : "";
  const bool one_each = betti.begin()->second == 1 && betti.rbegin()->second == 1;
  return betti.size() == 2 && one_each ? "S^" + std::to_string(betti.rbegin()->first) : "";
}

}  // namespace isthmus
