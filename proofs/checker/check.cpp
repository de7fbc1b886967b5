// The verdict; and what is said besides: the steps in words, and what was understood.
#include "check.hpp"

#include <exception>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

template <class Items, class Text>
std::string joined(const Items& items, Text&& text) {
  std::string result;
  for (const auto& item : items) result += (result.empty() ? "" : ", ") + text(item);
  return result.empty() ? "nothing" : result;
}

std::string node(Id v) { return "node " + std::to_string(v); }
std::string edge(Id e) { return "edge " + std::to_string(e); }

// The number, or how long it is if it is very long.
std::string shown(const Rational& number) {
  const std::size_t words = mpz_size(number.get_num_mpz_t()) + mpz_size(number.get_den_mpz_t());
  return words < 64 ? number.get_str() : "(" + std::to_string(words) + " words of 64 bits)";
}

// c(set) with the sign of the kind, and whose bounds are added to it.
std::string sum_text(const Certificate& c, const Step& step) {
  Rational sum;
  for (Id v : step.nodes) sum += c.balance[v];
  const std::string text = step.into ? "c = " + shown(sum) : "−c = " + shown(-sum);
  return text + (step.edges.empty() ? "" : ", plus the bounds of " + joined(step.edges, edge));
}

std::string field_text(const Certificate& c, const Step& step, char letter) {
  const auto entry = [](const auto& e) { return shown(e.second) + " on " + edge(e.first); };
  if (letter == 'A') return sum_text(c, step);
  if (letter == 'B') return shown(step.bound);
  if (letter == 'C') return step.complete ? " complete" : "";
  if (letter == 'E') return edge(step.id);
  if (letter == 'I') return std::to_string(step.number);
  if (letter == 'K') return step.into ? "enters" : "leaves";
  if (letter == 'N') return node(step.id);
  if (letter == 'S') return "{" + joined(step.nodes, node) + "}";
  if (letter == 'T') return joined(step.nodes, node) + " by " + joined(step.edges, edge);
  return joined(step.vector, entry);
}

// Network, balance, claims, and how many there are of each step.
std::string dump(const Certificate& c) {
  const auto edge_text = [](const Edge& edge) {
    const std::string ends = std::to_string(edge.tail) + " " + std::to_string(edge.head);
    return ends + (edge.multiplicity == 1 ? "" : " " + std::to_string(edge.multiplicity));
  };
  std::string out = "hidden " + std::to_string(c.hidden) + "\nedges " +
                    joined(c.network, edge_text) + "\nbalance " + joined(c.balance, shown);
  for (int s = claims; s < no_section; ++s)
    out += "\n" + std::string(forms[s].key) + " " + std::to_string(c.steps[s].size());
  return out + "\n";
}

}  // namespace

std::string place(int section, std::size_t i) {
  const std::string key(forms[section].key);
  return forms[section].once ? key : key + "[" + std::to_string(i) + "]";
}

std::string in_words(const Certificate& c, const Step& step) {
  std::string out;
  for (char last = ' '; const char letter : forms[step.form].words) {
    if (letter != '$') out += last == '$' ? field_text(c, step, letter) : std::string(1, letter);
    last = letter;
  }
  return out;
}

Outcome check(std::string_view text, const Options& options) noexcept {
  Outcome outcome;
  try {
    const Certificate c = read_certificate(text);
    if (options.dump) outcome.text = dump(c);
    check_certificate(c, options.explain ? &outcome.text : nullptr);
    outcome.verdict = Verdict::proved;
    outcome.line = joined(c.steps[claims], [&](const Step& claim) { return in_words(c, claim); });
  } catch (const Outcome& failure) {
    outcome.verdict = failure.verdict;
    outcome.line = failure.line;
  } catch (const std::exception&) {
    outcome = {Verdict::malformed, "no memory", ""};
  }
  constexpr std::string_view words[] = {"proved: ", "not proved: ", "malformed: "};
  outcome.line.insert(0, words[static_cast<int>(outcome.verdict)]);
  return outcome;
}

}  // namespace isthmus_check
