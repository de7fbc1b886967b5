// A certificate for people: each step in words, and a listing of what was understood.
#include "certificate.hpp"

namespace isthmus_check {
namespace {

// One for each form. $e is the edge, $n the node or number, $b the bound, $d "enters" or "leaves",
// $s the set, $c what the bound is made of, $v the vector, $t the tree.
constexpr std::string_view phrases[] = {
    "all laws hold if the squares are $v and all others 0, so M has a point",
    "θ[$e]² ≥ $b, because it is the only edge that $d $s: $c",
    "walks from the ground: $t",
    "walks to the ground: $t",
    "another flow is the base with these changes: $v",
    "no edge $d $s, but the sum over such edges is at least $b: $c",
    "all laws hold if the squares are $v and all others 0",
    "every edge that crosses $s vanishes at the point: its rows of the Jacobian add up to 0",
    "nonzero edges join every hidden node to the ground: $t",
    "all laws hold if the squares are $v and all others 0",
    "nonzero edges join every hidden node to the ground: $t",
    "θ[$e] ≠ 0 at every regular point, because it is the only edge that $d $s: $c, in all 0",
    "another regular point is the interior one with these changes: $v",
    "no edge $d $s and c is 0 there, so all edges that cross it vanish everywhere on M",
    "$s floats at the base with these changes: $v",
    "",
    "the edges that cross $s are the cut",
    "from $n a flow as strong as the cut leads to the ground or earlier nodes: $v",
    "is $n inside? first if so, then if not",
    "nothing floats: what $d $s would vanish, but $c",
    "only stratum number $i",
    "nothing floats: no edge joins $s to the rest",
    "nothing floats: no node is inside"};

template <class Items, class Text>
std::string joined(const Items& items, Text&& text) {
  std::string result;
  for (const auto& item : items) result += (result.empty() ? "" : ", ") + text(item);
  return result.empty() ? "nothing" : result;
}

}  // namespace

std::string in_words(const Certificate& c, int section, std::size_t i) {
  const Step& s = c.steps[section][i];
  const bool into = s.kind == Kind::in;
  const auto node = [&](Id v) {
    return c.node_names.empty() ? "node " + std::to_string(v) : c.node_names[v];
  };
  const auto edge = [&](Id e) {
    return c.edge_names.empty() ? "edge " + std::to_string(e) : c.edge_names[e];
  };
  const auto entry = [&](const Entry& e) { return shown(e.value) + " on " + edge(e.edge); };
  std::string out = place(section, i) + ": ";
  std::string_view phrase = phrases[section == search ? s.form : section];
  for (char last = ' '; !phrase.empty(); last = phrase[0], phrase.remove_prefix(1)) {
    const char letter = last == '$' ? phrase[0] : ' ';
    if (last != '$' && phrase[0] != '$') out += phrase[0];
    if (letter == 'e') out += edge(s.id);
    if (letter == 'n') out += node(s.id);
    if (letter == 'i') out += std::to_string(s.number);
    if (letter == 'b') out += shown(s.bound);
    if (letter == 'd') out += into ? "enters" : "leaves";
    if (letter == 's') out += "{" + joined(s.nodes, node) + "}";
    if (letter == 't') out += joined(s.nodes, node) + " by " + joined(s.edges, edge);
    if (letter == 'v') out += joined(s.vector, entry);
    if (letter != 'c') continue;
    Rational sum;
    for (Id v : s.nodes) sum += c.balance[v];
    out += into ? "c = " + shown(sum) : "−c = " + shown(-sum);
    if (!s.edges.empty()) out += ", plus the bounds of " + joined(s.edges, edge);
  }
  return out + ".\n";
}

std::string quoted(std::string_view text) {
  std::string out(text.substr(0, 40));
  for (char& c : out) c = c >= ' ' && c <= '~' ? c : '?';
  return '"' + out + (text.size() > 40 ? "...\"" : "\"");
}

std::string place(int section, std::size_t i) {
  if (section == no_section) return "claims[" + std::to_string(i) + "]";
  const std::string key(forms[section].key);
  return forms[section].many ? key + "[" + std::to_string(i) + "]" : key;
}

std::string shown(const Rational& number) {
  const std::size_t bits =
      mpz_sizeinbase(number.get_num_mpz_t(), 2) + mpz_sizeinbase(number.get_den_mpz_t(), 2);
  return bits <= 4000 ? number.get_str() : "(" + std::to_string(bits) + " bits)";
}

std::string claim_text(const Step& claim, const char* base) {
  const Form& form = forms[claim.form];
  std::string text(form.keyword);
  if (form.line == "l") text += " " + (base + std::to_string(claim.number));
  if (form.line == "mc") text += " " + std::to_string(claim.number);
  if (form.line == "q") text += " " + shown(claim.bound);
  return text + (claim.complete ? " complete" : "");
}

// Network, balance and claims as in the lines form, then how many of each step there are.
std::string dump(const Certificate& c) {
  std::string out = "network " + std::to_string(c.hidden) + " " + std::to_string(c.network.size());
  for (const Edge& edge : c.network) {
    out += "\nedge " + std::to_string(edge.tail) + " " + std::to_string(edge.head);
    if (edge.multiplicity != 1) out += " " + std::to_string(edge.multiplicity);
  }
  out += "\nbalance";
  for (const Rational& value : c.balance) out += " " + value.get_str();
  for (const Step& claim : c.claims) out += "\nclaim " + claim_text(claim, "");
  for (int s = 0; s < no_section; ++s) {
    out += "\n" + std::string(forms[s].key) + " " + std::to_string(c.steps[s].size());
  }
  return out + "\n";
}

}  // namespace isthmus_check
