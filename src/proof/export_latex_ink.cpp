#include "proof/export_latex_ink.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "isthmus/draw/label.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

using wording::Atom;
using wording::Line;

constexpr std::size_t longest_name = 28;
constexpr std::size_t longest_fraction = 9;  // digits that may stand above each other in a sentence
constexpr std::size_t widest_part = 170;     // in points, about half the width of a page

// What the words use in formulas; everything else there is ASCII.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> symbols = {{
    {"θ", "\\theta "},
    {"≥", "\\ge "},
    {"≤", "\\le "},
    {"≠", "\\ne "},
    {"∈", "\\in "},
    {"→", "\\to "},
    {"−", "-"},
    {"…", "\\dots "},
    {"∅", "\\emptyset "},
}};

std::string in_latex(std::string_view text) {
  std::string latex;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text, i);
    std::string_view character = text.substr(i, length);
    for (const auto& [symbol, command] : symbols) {
      if (character == symbol) character = command;
    }
    latex += character;
    i += length;
  }
  return latex;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string letters_in_math(const std::string& letters) {
  return letters.size() == 1 ? letters : "\\mathrm{" + letters + "}";
}

// The digits after the letters with "_" as a comma; empty if they are anything else.
std::string index_of(std::string_view rest) {
  std::string index;
  bool after_digit = false;
  for (const char c : rest) {
    if (!is_digit(c) && !(c == '_' && after_digit)) return {};
    index += c == '_' ? ',' : c;
    after_digit = is_digit(c);
  }
  return after_digit ? index : std::string();
}

std::string words_in_latex(const std::string& words) {
  // Our own sentences: quotes and dashes, no commands. Names are never in them.
  std::string text;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t length = character_length(words, i);
    const std::string character = words.substr(i, length);
    if (character == "“") {
      text += "``";
    } else if (character == "”") {
      text += "''";
    } else if (character == "…") {
      text += "\\dots{}";
    } else {
      text += character;
    }
    i += length;
  }
  return text;
}

// A tall fraction would touch the lines above and below it, so a long one lies flat.
std::string number_in_sentence(const Rational& q) {
  std::string flat = to_text(q);
  const std::size_t bar = flat.find('/');
  if (bar == std::string::npos || flat.size() <= longest_fraction) return to_latex(q);
  return flat.insert(bar + 1, "\\allowbreak ");
}

// Of a fraction the longer part counts.
std::size_t digits_of(const Rational& q) {
  const std::string text = to_text(q);
  const std::size_t bar = text.find('/');
  return bar == std::string::npos ? text.size() : std::max(bar, text.size() - bar - 1);
}

}  // namespace

std::string LatexInk::name(const std::string& name) {
  std::size_t letters = 0;
  while (letters < name.size() && is_letter(name[letters])) ++letters;
  if (letters > 0 && name.size() <= longest_name) {
    const std::string base = letters_in_math(name.substr(0, letters));
    if (letters == name.size()) return base;
    const std::string index = index_of(std::string_view(name).substr(letters));
    if (!index.empty()) return base + "_{" + index + "}";
  }
  return "\\text{\\texttt{" + latex_escaped(name) + "}}";
}

std::string LatexInk::node(NodeId v) const {
  const std::string label = labels_.node(v);
  if (label_columns(label) <= longest_name) return name(label);
  return name(shortened_label(label, longest_name) + "[" + std::to_string(v.value) + "]");
}

std::string LatexInk::edge(EdgeId e) const {
  if (!labels_.is_named()) return std::to_string(e.value);
  const std::string label = labels_.edge(e);
  if (label_columns(label) > longest_name) {
    return name(shortened_label(label, longest_name) + "[" + std::to_string(e.value) + "]");
  }
  if (!labels_.is_made_of_ends(e)) return name(label);
  const EdgeEndNames ends = labels_.ends(e);
  return name(ends.tail) + "," + name(ends.head) + latex_escaped(ends.rank);
}

std::string LatexInk::math(const Atom& atom) const {
  const EdgeId e{atom.id};
  switch (atom.kind) {
    case Atom::Kind::words:
      return "\\text{" + words_in_latex(atom.text) + "}";
    case Atom::Kind::math:
      return in_latex(atom.text);
    case Atom::Kind::weight:
      return "\\theta_{" + edge(e) + "}";
    case Atom::Kind::square:
      if (labels_.is_bundle(e)) return "\\lVert\\theta_{" + edge(e) + "}\\rVert^2";
      return "\\theta_{" + edge(e) + "}^2";
    case Atom::Kind::entry:
      return atom.text + "_{" + edge(e) + "}";
    case Atom::Kind::law:
      return "c_{" + node(NodeId{atom.id}) + "}";
    case Atom::Kind::node:
      return node(NodeId{atom.id});
    case Atom::Kind::edge:
      if (labels_.is_made_of_ends(e) && label_columns(labels_.edge(e)) <= longest_name) {
        const EdgeEndNames ends = labels_.ends(e);
        return name(ends.tail) + "\\to " + name(ends.head) + latex_escaped(ends.rank);
      }
      return labels_.is_named() ? edge(e) : "e_{" + edge(e) + "}";
    case Atom::Kind::number:
      return to_latex(atom.number);
    case Atom::Kind::turn:
      return "";
  }
  return "";
}

std::string LatexInk::sentence(const Line& line) const {
  std::string text;
  bool in_math = false;
  for (const Atom& atom : line.atoms()) {
    if (atom.kind == Atom::Kind::turn) continue;
    const bool is_math = atom.kind != Atom::Kind::words;
    if (is_math != in_math) text += "$";
    in_math = is_math;
    if (atom.kind == Atom::Kind::number) {
      text += number_in_sentence(atom.number);
    } else {
      text += is_math ? math(atom) : words_in_latex(atom.text);
    }
  }
  return in_math ? text + "$" : text;
}

// About how many points wide an atom is at 10pt; names are set small, as an index.
std::size_t LatexInk::width(const Atom& atom) const {
  switch (atom.kind) {
    case Atom::Kind::weight:
    case Atom::Kind::square:
    case Atom::Kind::entry:
      return 8 + 3 * label_columns(labels_.edge(EdgeId{atom.id}));
    case Atom::Kind::edge:
      return 5 * label_columns(labels_.edge(EdgeId{atom.id}));
    case Atom::Kind::law:
    case Atom::Kind::node:
      return 8 + 4 * label_columns(labels_.node(NodeId{atom.id}));
    case Atom::Kind::number:
      return 5 * digits_of(atom.number);
    default:
      return 4 * label_columns(atom.text);
  }
}

std::string LatexInk::formula(const Line& line, const std::string& line_break) const {
  std::string text;
  std::size_t so_far = 0;
  for (const Atom& atom : line.atoms()) {
    if (atom.kind == Atom::Kind::turn && so_far > widest_part) {
      text += line_break;
      so_far = 0;
    }
    so_far += width(atom);
    text += math(atom);
  }
  return text;
}

}  // namespace isthmus
