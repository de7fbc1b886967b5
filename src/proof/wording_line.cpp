// Building sentences from atoms.
#include "proof/wording.hpp"

namespace isthmus::wording {

Line& Line::say(std::string_view words) {
  if (!atoms_.empty() && atoms_.back().kind == Atom::Kind::words) {
    atoms_.back().text += words;
  } else {
    atoms_.push_back({Atom::Kind::words, std::string(words), 0, 0});
  }
  return *this;
}

Line& Line::math(std::string_view symbols) {
  atoms_.push_back({Atom::Kind::math, std::string(symbols), 0, 0});
  return *this;
}

Line& Line::weight(EdgeId e) {
  atoms_.push_back({Atom::Kind::weight, "", e.value, 0});
  return *this;
}

Line& Line::square(EdgeId e) {
  atoms_.push_back({Atom::Kind::square, "", e.value, 0});
  return *this;
}

Line& Line::entry(const char* vector, EdgeId e) {
  atoms_.push_back({Atom::Kind::entry, vector, e.value, 0});
  return *this;
}

Line& Line::law(NodeId v) {
  atoms_.push_back({Atom::Kind::law, "", v.value, 0});
  return *this;
}

Line& Line::node(NodeId v) {
  atoms_.push_back({Atom::Kind::node, "", v.value, 0});
  return *this;
}

Line& Line::edge(EdgeId e) {
  atoms_.push_back({Atom::Kind::edge, "", e.value, 0});
  return *this;
}

Line& Line::number(const Rational& q) {
  atoms_.push_back({Atom::Kind::number, "", 0, q});
  return *this;
}

Line& Line::count(std::uint64_t n) { return say(std::to_string(n)); }

Line& Line::turn() {
  atoms_.push_back({Atom::Kind::turn, "", 0, 0});
  return *this;
}

Line& Line::add(const Line& other) {
  for (const Atom& atom : other.atoms_) {
    if (atom.kind == Atom::Kind::words) {
      say(atom.text);
    } else {
      atoms_.push_back(atom);
    }
  }
  return *this;
}

}  // namespace isthmus::wording
