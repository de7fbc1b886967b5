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

class Words {
 public:
  Words(const Certificate& c, const Step& step) : c_(c), s_(step) {}
  [[nodiscard]] std::string meaning(char letter) const {
    const auto edge_name = [&](Id e) { return edge(e); };
    const std::string c = s_.kind == Kind::in ? "c = " : "−c = ";
    std::size_t i = 0;
    switch (letter) {
      case 'e':
        return edge(s_.id);
      case 'n':
        return node(s_.id);
      case 'i':
        return std::to_string(s_.number);
      case 'b':
        return shown(s_.bound);
      case 'd':
        return s_.kind == Kind::in ? "enters" : "leaves";
      case 's':
        return "{" + joined(s_.nodes, [&](Id v) { return node(v); }) + "}";
      case 'c':
        return c + charge() +
               (s_.edges.empty() ? "" : ", plus the bounds of " + joined(s_.edges, edge_name));
      case 't':
        return joined(s_.nodes, [&](Id v) { return node(v) + " by " + edge(s_.edges[i++]); });
      default:
        return joined(s_.vector,
                      [&](const Entry& e) { return shown(e.value) + " on " + edge(e.edge); });
    }
  }

 private:
  template <class Items, class Text>
  [[nodiscard]] static std::string joined(const Items& items, Text&& text) {
    std::string result;
    for (const auto& item : items) result += (result.empty() ? "" : ", ") + text(item);
    return result.empty() ? "nothing" : result;
  }
  [[nodiscard]] std::string node(Id v) const {
    return c_.node_names.empty() ? "node " + std::to_string(v) : c_.node_names[v];
  }
  [[nodiscard]] std::string edge(Id e) const {
    return c_.edge_names.empty() ? "edge " + std::to_string(e) : c_.edge_names[e];
  }
  [[nodiscard]] std::string charge() const {
    Rational sum;
    for (Id v : s_.nodes) sum += c_.balance[v];
    return shown(s_.kind == Kind::in ? sum : -sum);
  }
  const Certificate& c_;
  const Step& s_;
};

}  // namespace

std::string in_words(const Certificate& c, int section, std::size_t i) {
  const Step& step = c.steps[section][i];
  std::string out = std::string(forms[section].key) + " " + std::to_string(i) + ": ";
  std::string_view phrase = phrases[section == search ? step.form : section];
  for (; !phrase.empty(); phrase.remove_prefix(1)) {
    if (phrase[0] != '$') {
      out += phrase[0];
    } else {
      phrase.remove_prefix(1);
      out += Words(c, step).meaning(phrase[0]);
    }
  }
  return out + ".\n";
}

std::string shown(const Rational& number) {
  const std::size_t bits =
      mpz_sizeinbase(number.get_num_mpz_t(), 2) + mpz_sizeinbase(number.get_den_mpz_t(), 2);
  return bits <= 4000 ? number.get_str() : "(" + std::to_string(bits) + " bits)";
}

std::string claim_text(const Step& claim) {
  const Form& form = forms[claim.form];
  std::string text(form.keyword);
  if (form.line.starts_with('l') || form.line.starts_with('m'))
    text += " " + std::to_string(claim.number);
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
  for (const Step& claim : c.claims) out += "\nclaim " + claim_text(claim);
  for (int s = 0; s < no_section; ++s) {
    out += "\n" + std::string(forms[s].key) + " " + std::to_string(c.steps[s].size());
  }
  return out + "\n";
}

}  // namespace isthmus_check
