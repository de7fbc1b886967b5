// Sentences and formulas in LaTeX.
#pragma once

#include <string>
#include <vector>

#include "proof/wording.hpp"
#include "proof/wording_labels.hpp"

namespace isthmus {

class LatexInk {
 public:
  explicit LatexInk(const wording::Labels& labels) : labels_(labels) {}

  /// For text mode; formulas between dollar signs.
  [[nodiscard]] std::string sentence(const wording::Line& line) const;
  /// For math mode; words in \text. A long sum is broken by `line_break` at turns.
  [[nodiscard]] std::string formula(const wording::Line& line, const std::string& line_break) const;
  /// A node's name in math mode.
  [[nodiscard]] std::string node(NodeId v) const;
  /// Any name in math mode: h1 and h2_3 become h_{1} and h_{2,3}.
  [[nodiscard]] static std::string name(const std::string& name);

 private:
  [[nodiscard]] std::string edge(EdgeId e) const;
  [[nodiscard]] std::string math(const wording::Atom& atom) const;
  [[nodiscard]] std::size_t width(const wording::Atom& atom) const;

  const wording::Labels& labels_;
};

}  // namespace isthmus
