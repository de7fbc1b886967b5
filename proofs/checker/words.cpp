// A certificate for people: steps and claims as in the lines form, but with names.
#include <cctype>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

// The number, or how long it is if it is very long.
std::string shown(const Rational& number) {
  const std::string text = " " + number.get_str();
  return text.size() < 1000 ? text : " (" + std::to_string(text.size()) + " digits)";
}

std::string name(Id id, const std::vector<std::string>& names) {
  return " " + (names.empty() ? std::to_string(id) : names[id]);
}

}  // namespace

std::string fields_text(const Certificate& c, const Step& step) {
  std::string out;
  char last = ' ';
  for (char letter : forms[step.form].line) {
    if (letter == 'K') out += step.kind == Kind::in ? " in" : " out";
    if (letter == 'N') out += name(step.node, c.node_names);
    if (letter == 'E') out += name(step.edge, c.edge_names);
    if (letter == 'B') out += shown(step.bound);
    if (letter == 'I') out += " " + std::to_string(step.number);
    if (letter == 'L') out += " 2^" + std::to_string(step.number);
    if (letter == 'C' && step.complete) out += " complete";
    if (letter == 'P' && !step.extends.empty()) out += " extends";
    for (std::size_t i = 0; i < step.extends.size() && letter == 'P'; ++i)
      out += name(step.extends[i], c.edge_names);
    if (letter == 'U' && !step.edges.empty()) out += " uses";
    for (std::size_t i = 0; i < step.nodes.size() && (letter == 'S' || letter == 'T'); ++i)
      out += name(step.nodes[i], c.node_names) +
             (letter == 'T' ? name(step.edges[i], c.edge_names) : "");
    if (letter == 'U' || letter == 'W')
      for (Id e : step.edges) out += name(e, c.edge_names);
    if (letter == 'V')
      for (const auto& [e, value] : step.vector) out += name(e, c.edge_names) + shown(value);
    if (letter == 'D' || letter == 'Z')
      for (const Step& part : step.parts)
        out += " " + std::string(forms[part.form].keyword) + fields_text(c, part);
    if (std::islower(letter) != 0) out += (last == ' ' ? " " : "") + std::string(1, letter);
    last = letter;
  }
  return out;
}

std::string dump(const Certificate& c) {
  std::string out = "network " + std::to_string(c.hidden) + " " + std::to_string(c.network.size());
  for (const auto& [tail, head, multiplicity] : c.network) {
    out += "\nedge " + std::to_string(tail) + " " + std::to_string(head);
    if (multiplicity != 1) out += " " + std::to_string(multiplicity);
  }
  out += "\nbalance";
  for (const Rational& value : c.balance) out += " " + value.get_str();
  for (const Step& claim : c.claims)
    out += "\nclaim " + std::string(forms[claim.form].keyword) + fields_text(c, claim);
  for (const std::vector<Step>& steps : c.steps)
    for (const Step& step : steps)
      out += "\n" + std::string(forms[step.form].keyword) + fields_text(c, step);
  return out + "\n";
}

}  // namespace isthmus_check
