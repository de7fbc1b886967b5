// The one place that puts a certificate into words; text, LaTeX and HTML only set them.
//
// word_proof() walks through a certificate once and tells a ProofPage what to write, piece by
// piece, so that memory does not grow with the length of the proof. Sentences are built of atoms
// (words, formulas, names, numbers); how an atom looks is the page's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isthmus/draw/picture.hpp"
#include "isthmus/proof/certificate.hpp"

namespace isthmus::wording {

/// The smallest thing a page sets.
struct Atom {
  enum class Kind {
    words,   ///< `text`: plain words
    math,    ///< `text`: symbols; "_", "^" take the next character or {group}
    weight,  ///< θ_e; of a bundle the vector of its members
    square,  ///< θ_e², of a bundle the squared norm
    entry,   ///< the entry for edge `id` of the vector named `text`
    law,     ///< c_v
    node,    ///< the name of a node
    edge,    ///< the name of an edge
    number,  ///< `number`
    turn,    ///< a place where a long formula may be broken
  };
  Kind kind = Kind::words;
  std::string text;
  std::uint32_t id = 0;
  Rational number = 0;
};

/// A sentence or formula under construction.
class Line {
 public:
  Line() = default;
  Line(const char* words) { say(words); }  // NOLINT: sentences are mostly words

  Line& say(std::string_view words);
  Line& math(std::string_view symbols);
  Line& weight(EdgeId e);
  Line& square(EdgeId e);
  Line& entry(const char* vector, EdgeId e);
  Line& law(NodeId v);
  Line& node(NodeId v);
  Line& edge(EdgeId e);
  Line& number(const Rational& q);
  Line& count(std::uint64_t n);
  Line& turn();
  Line& add(const Line& other);

  [[nodiscard]] const std::vector<Atom>& atoms() const noexcept { return atoms_; }

 private:
  std::vector<Atom> atoms_;
};

/// left = first, then further relations below each other, aligned.
struct Formula {
  Line left;
  struct Relation {
    std::string sign;  ///< "=", "≥", …
    Line right;
  };
  std::vector<Relation> relations;
};

/// How much is written out; what is left out is counted and said.
struct Limits {
  std::size_t items = SIZE_MAX;    ///< of one set, vector or list
  std::size_t steps = SIZE_MAX;    ///< of one kind
  std::size_t cards = SIZE_MAX;    ///< steps with a formula each; a table beyond
  std::size_t written_nodes = 10;  ///< c(U) as a sum of so many terms
  std::size_t written_edges = 16;  ///< crossing edges as a sum of so many terms
};

/// What an exporter offers. Calls come in the order of the page; begin/end pairs do not nest except
/// that lists, tables, formulas and paragraphs may stand inside steps and folds.
class ProofPage {
 public:
  virtual ~ProofPage() = default;

  virtual void begin(const Line& title) = 0;
  virtual void theorem(const Line& setting, const std::vector<Line>& claims) = 0;
  virtual void heading(const std::string& text) = 0;
  virtual void paragraph(const Line& text) = 0;
  virtual void lemma(const std::string& name, const Line& statement, const Line& proof) = 0;
  /// The theorem's proof starts here; it ends with the page.
  virtual void begin_proof() = 0;
  /// Not empty; aligned with each other.
  virtual void formulas(const std::vector<Formula>& formulas) = 0;
  /// A step with its mark, such as "L3"; `picture` says what to shade if there is room for one.
  virtual void begin_step(const std::string& mark, const Line& title,
                          const PictureMarks& picture) = 0;
  virtual void end_step() = 0;
  virtual void begin_list() = 0;
  virtual void item(const Line& text) = 0;
  virtual void end_list() = 0;
  virtual void begin_table(const std::vector<std::string>& head) = 0;
  virtual void row(const std::vector<Line>& cells) = 0;
  virtual void end_table() = 0;
  /// Details that a page may fold away.
  virtual void begin_fold(const std::string& title) = 0;
  virtual void end_fold() = 0;
  /// The whole network, if it can be drawn; otherwise a sentence says that it is not drawn.
  virtual void picture(const PictureMarks& marks, const Line& caption) = 0;
  virtual void end() = 0;
};

/// Requires numbers of nodes and edges in range, as read_certificate and prove ensure.
void word_proof(const Certificate& certificate, const Limits& limits, ProofPage& page);

}  // namespace isthmus::wording
