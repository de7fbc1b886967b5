// A certificate for people: each step in words.
#include "certificate.hpp"

namespace isthmus_check {
namespace {

class Words {
 public:
  explicit Words(const Certificate& c) : c_(c) {}
  std::string step(Section section, const Step& s) const {
    switch (section) {
      case base:
      case point:
      case interior:
        return "all laws hold if " + vector(s.vector) + " and all other edges vanish";
      case locks:
        return "θ[" + edge(s.number) + "]² ≥ " + shown(s.bound) +
               ", because it is the only edge that " + cut(s) + sum(s);
      case from_ground:
      case to_ground:
      case forest:
      case interior_forest:
        return "these edges lead to or from the ground: " + tree(s);
      case free_edges:
        return "another flow: the base plus " + vector(s.vector);
      case empty:
        return "no edge " + cut(s) + ", but the sum over such edges is at least " + shown(s.bound) +
               sum(s);
      case floating:
        return "no edge that crosses " + set(s.nodes) +
               " is in point: its rows of the Jacobian add up to zero";
      case weak:
        return "θ[" + edge(s.number) +
               "] ≠ 0 at every regular point, because it is the only edge that " + cut(s) +
               ", and the bound is 0" + sum(s);
      case regular_free:
        return "another regular point: interior plus " + vector(s.vector);
      case always_floating:
        return "no edge " + cut(s) + ", and c = 0: all edges that cross it vanish everywhere on M";
      case strata:
        return set(s.nodes) + " floats at the base plus " + vector(s.vector);
      case search:
        return entry(s);
      case distance:
        return "the weights that cross " + set(s.nodes) + " are the cut";
      default:
        return "the flow " + vector(s.vector) + " leads from " + node(s.number) +
               " to the ground or earlier nodes, and is no less than the cut";
    }
  }

 private:
  template <class Items, class Text>
  static std::string joined(const Items& items, Text&& text) {
    std::string result;
    for (const auto& item : items) result += (result.empty() ? "" : ", ") + text(item);
    return result.empty() ? "nothing" : result;
  }
  std::string node(Id v) const {
    return c_.node_names.empty() ? "node " + std::to_string(v) : c_.node_names[v];
  }
  std::string edge(Id e) const {
    return c_.edge_names.empty() ? "edge " + std::to_string(e) : c_.edge_names[e];
  }
  std::string set(const Ids& nodes) const {
    return "{" + joined(nodes, [&](Id v) { return node(v); }) + "}";
  }
  std::string vector(const Vector& x) const {
    return joined(x, [&](const Entry& e) { return shown(e.value) + " on " + edge(e.edge); });
  }
  std::string tree(const Step& s) const {
    std::size_t i = 0;
    return joined(s.nodes, [&](Id v) { return node(v) + " by " + edge(s.edges[i++]); });
  }
  std::string cut(const Step& s) const {
    return (s.kind == Kind::in ? "enters " : "leaves ") + set(s.nodes);
  }
  // ": c = 2, plus the bounds of h1->y, h2->y".
  std::string sum(const Step& s) const {
    Rational c;
    for (Id v : s.nodes) c += c_.balance[v];
    const std::string value = s.kind == Kind::in ? ": c = " + shown(c) : ": −c = " + shown(-c);
    if (s.edges.empty()) return value;
    return value + ", plus the bounds of " + joined(s.edges, [&](Id e) { return edge(e); });
  }
  std::string entry(const Step& s) const {
    switch (s.form) {
      case branch_entry:
        return "is " + node(s.number) + " inside? first yes, then no";
      case cut_entry:
        return "no floating set: no edge " + cut(s) + ", but c has a sign there";
      case found_entry:
        return "only stratum " + std::to_string(s.number);
      case split_entry:
        return "no floating set: nothing joins " + set(s.nodes) + " to the rest";
      default:
        return "no floating set: no node is inside";
    }
  }

  const Certificate& c_;
};

}  // namespace

std::string in_words(const Certificate& c, Section section, std::size_t i) {
  const std::string name = std::string(forms[section].key) + " " + std::to_string(i);
  return name + ": " + Words(c).step(section, c.steps[section][i]) + ".\n";
}

std::string shown(const Rational& number) {
  const std::size_t digits =
      mpz_sizeinbase(number.get_num_mpz_t(), 10) + mpz_sizeinbase(number.get_den_mpz_t(), 10);
  return digits <= 1000 ? number.get_str() : "(" + std::to_string(digits) + " digits)";
}

std::string claim_text(const Claim& claim) {
  std::string text(claim.kind);
  for (char& c : text) c = c == '_' ? '-' : c;
  const bool number = claim.kind.ends_with("components") || claim.kind == "strata";
  if (number) text += " " + std::to_string(claim.number);
  if (claim.complete) text += " complete";
  return claim.kind == "distance" ? text + " " + shown(claim.squared) : text;
}

}  // namespace isthmus_check
