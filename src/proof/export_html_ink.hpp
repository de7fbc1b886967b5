// Sentences and formulas in HTML, without MathML or scripts: italics, sub and sup.
#pragma once

#include <string>

#include "proof/wording.hpp"
#include "proof/wording_labels.hpp"

namespace isthmus {

class HtmlInk {
 public:
  explicit HtmlInk(const wording::Labels& labels) : labels_(labels) {}

  [[nodiscard]] std::string sentence(const wording::Line& line) const;
  /// The same without tags, for titles and attributes; not yet escaped.
  [[nodiscard]] std::string plain(const wording::Line& line) const;

 private:
  [[nodiscard]] std::string name(const std::string& text) const;
  [[nodiscard]] std::string edge(EdgeId e) const;
  [[nodiscard]] std::string atom(const wording::Atom& atom) const;

  const wording::Labels& labels_;
};

}  // namespace isthmus
