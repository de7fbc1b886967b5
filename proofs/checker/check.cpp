// The verdict; and what is said besides: the steps in words, and what was understood.
#include "check.hpp"

#include <exception>

#include "certificate.hpp"
#include "pattern.hpp"

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

std::string field_text(const Step& step, char letter) {
  const auto entry = [](const auto& e) { return e.second.get_str() + " on " + edge(e.first); };
  if (letter == 'B') return step.bound.get_str();
  if (letter == 'C') return step.complete ? " complete" : "";
  if (letter == 'E') return edge(step.id);
  if (letter == 'I') return std::to_string(step.number);
  if (letter == 'K') return step.into ? "enters" : "leaves";
  if (letter == 'N') return node(step.id);
  if (letter == 'S') return "{" + joined(step.nodes, node) + "}";
  if (letter == 'T') return joined(step.nodes, node) + " by " + joined(step.edges, edge);
  if (letter == 'U') return step.edges.empty() ? "no edge" : joined(step.edges, edge);
  return joined(step.vector, entry);
}

// Network and balance, and how many claims and steps of each kind there are.
std::string dump(const Certificate& c) {
  std::string out = "network " + std::to_string(c.hidden) + " " + std::to_string(c.network.size());
  for (const auto& [tail, head, multiplicity] : c.network)
    out += "\nedge " + std::to_string(tail) + " " + std::to_string(head) + " " +
           std::to_string(multiplicity);
  out += "\nbalance " + joined(c.balance, [](const Rational& q) { return q.get_str(); });
  for (int s = claims; s < no_section; ++s)
    out += "\n" + std::string(forms[s].key) + " " + std::to_string(c.steps[s].size());
  return out + "\n";
}

}  // namespace

std::string place(int section, std::size_t i) {
  const std::string key(forms[section].key);
  return forms[section].once ? key : key + "[" + std::to_string(i) + "]";
}

std::string in_words(const Step& step) {
  std::string out;
  for (char last = ' '; const char letter : forms[step.form].words) {
    if (letter != '$') out += last == '$' ? field_text(step, letter) : std::string(1, letter);
    last = letter;
  }
  return out;
}

Outcome check(std::string_view text, const Options& options) noexcept {
  Outcome outcome;
  try {
    if (check_pattern(text, options, outcome.line, outcome.text)) {
      outcome.verdict = Verdict::proved;
      return outcome.line.insert(0, "proved: "), outcome;
    }
    const Certificate c = read_certificate(text);
    if (options.dump) outcome.text = dump(c);
    check_certificate(c, options.explain ? &outcome.text : nullptr);
    outcome.verdict = Verdict::proved;
    outcome.line = joined(c.steps[claims], in_words);
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
