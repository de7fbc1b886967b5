// The laws for people: how many, the first of them, why so many are independent, and what holds
// besides.
#include <algorithm>

#include "isthmus/report/law_list.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_terms = 4;  // of one sign
constexpr std::size_t most_names = 8;

/// Laws that are listed layer by layer.
struct Listing {
  std::size_t count;
  const std::vector<std::size_t>& layers;
  const std::function<LawText(std::size_t)>& law;
  bool constant;  // with what they are equal to
};

class Words {
 public:
  Words(std::ostream& out, const LawList& list, const TextStyle& style)
      : page_(out, style), list_(list), limit_(style.list_limit) {}

  void write();

 private:
  [[nodiscard]] std::string headline() const;
  void write_laws();
  void write_rank();
  void write_relation(const std::vector<std::string>& set);
  void write_gradients();
  void write_normalised();
  void write_tied();
  void write_notes();

  [[nodiscard]] std::string square(const LawTerm& term) const;
  [[nodiscard]] std::string side(const LawText& law, int sign) const;
  [[nodiscard]] std::string left_side(const LawText& law) const;
  [[nodiscard]] static std::string right_side(const LawText& law);
  void write_laws_of_layer(const Listing& listing, std::size_t from, std::size_t to,
                           std::size_t most);
  void write_listing(const Listing& listing);

  Page page_;
  const LawList& list_;
  std::size_t limit_;
};

// No line is broken inside it.
std::string unbroken(const std::string& name) {
  std::string text = printable(name);
  std::replace(text.begin(), text.end(), ' ', tie);
  return text;
}

std::string names_text(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most_names; ++i) {
    text.append(i > 0 ? ", " : "").append(printable(names[i]));
  }
  if (names.size() > most_names) {
    text.append(", … ").append(std::to_string(names.size() - most_names)).append(" more");
  }
  return text;
}

std::string Words::headline() const {
  std::string text = list_.title.empty() ? "" : printable(list_.title) + ": ";
  text += list_.laws == 0 ? "no conservation law" : counted(list_.laws, "conservation law");
  if (list_.laws == list_.independent) {
    return text + (list_.laws > 1 ? ", all independent." : ".");
  }
  if (list_.independent == 0) return text + ", none of them independent.";
  return text + ", of which " + std::to_string(list_.independent) +
         (list_.independent == 1 ? " is independent." : " are independent.");
}

std::string Words::square(const LawTerm& term) const {
  std::string name = unbroken(term.weights);
  if (!list_.of_tensors) name = "θ(" + name + ")";
  return (term.count > 1 ? "‖" + name + "‖" : name) + "²";
}

// The first terms of one sign, each behind its sign, and how many there are more.
std::string Words::side(const LawText& law, int sign) const {
  const std::string joint = std::string(sign > 0 ? " +" : " -") + tie;
  std::string text;
  std::size_t count = 0;
  for (const LawTerm& term : law.terms) {
    if (term.sign != sign) continue;
    if (++count <= most_terms) text += joint + square(term);
  }
  if (count <= most_terms) return text;
  return text + joint + "… (" + std::to_string(count - most_terms) + " more)";
}

std::string Words::left_side(const LawText& law) const {
  const std::string text = side(law, 1) + side(law, -1);
  if (text.empty()) return "0";
  return text[1] == '+' ? text.substr(3) : "-" + text.substr(3);
}

std::string Words::right_side(const LawText& law) {
  return law.value ? short_number(*law.value) : "c(" + printable(law.node) + ")";
}

// Laws from..to−1, the first `most` of them.
void Words::write_laws_of_layer(const Listing& listing, std::size_t from, std::size_t to,
                                std::size_t most) {
  std::vector<LawText> shown;
  std::size_t width = 0;
  for (std::size_t i = from; i < std::min(to, from + most); ++i) {
    shown.push_back(listing.law(i));
    width = std::max(width, columns(printable(shown.back().node)));
  }
  for (const LawText& it : shown) {
    std::string text = padded(printable(it.node), width) + "  ";
    if (list_.of_tensors) text += padded(it.kind, 7) + "  ";
    page_.line(text + left_side(it) +
               (listing.constant ? std::string(" =") + tie + right_side(it) : ""));
    if (!it.group.empty()) page_.line("one law for " + names_text(it.group), 6);
  }
  const std::size_t left = to - from - shown.size();
  if (left > 0) page_.line("… and " + std::to_string(left) + " more (--json lists all)");
}

// The first laws of every layer.
void Words::write_listing(const Listing& listing) {
  constexpr std::size_t most_of_many = 2;
  const bool many = listing.layers.size() > 1;
  const std::size_t most = many ? std::min(limit_, most_of_many) : limit_;
  const std::size_t layers = std::min(listing.layers.size(), limit_);
  for (std::size_t i = 0; i < layers; ++i) {
    const std::size_t end = i + 1 < listing.layers.size() ? listing.layers[i + 1] : listing.count;
    write_laws_of_layer(listing, listing.layers[i], end, most);
  }
  if (layers < listing.layers.size()) {
    page_.line("… and " + std::to_string(listing.count - listing.layers[layers]) +
               " in further layers (--json lists all)");
  }
}

void Words::write_laws() {
  if (list_.laws == 0) return;
  page_.section("Laws, one for every hidden node or group of nodes that scale together");
  write_listing({list_.laws, list_.layers, list_.law, true});
}

void Words::write_rank() {
  if (list_.laws == 0) return;
  page_.section("Why " + std::to_string(list_.independent) +
                (list_.independent == 1 ? " is independent" : " are independent"));
  std::string forest;
  constexpr std::size_t most_steps = 4;
  for (std::size_t i = 0; i < list_.independent && i < most_steps; ++i) {
    const auto [node, edge] = list_.forest(i);
    forest += (i > 0 ? ", " : ": ") + printable(node) + " by " + unbroken(edge);
  }
  if (list_.independent > most_steps) {
    forest += ", … " + std::to_string(list_.independent - most_steps) + " more";
  }
  if (list_.independent > 0) {
    page_.line("Not fewer: a forest of " + counted(list_.independent, "weight") +
               (list_.relations.empty() ? " joins every law's node to an input or output"
                                        : " joins their nodes to an input, an output or one "
                                          "node of a set below") +
               forest + ".");
  }
  if (list_.relations.empty()) {
    page_.line("Not more: there are no more laws.");
    return;
  }
  page_.line("Not more: no weight leads out of these sets, so the laws of each add up to 0:");
  page_.list(list_.relations, [&](const auto& set) { write_relation(set); });
}

void Words::write_relation(const std::vector<std::string>& set) {
  page_.line("{" + names_text(set) + "}", 4);
}

void Words::write_gradients() {
  if (!list_.gradient_rank || list_.laws == 0) return;
  page_.section("At the given weights");
  const std::size_t rank = *list_.gradient_rank;
  page_.line("The gradients of the laws have rank " + std::to_string(rank) +
             (rank == list_.independent
                  ? ", as almost everywhere."
                  : ", less than almost everywhere: zeros cut hidden nodes off here."));
}

void Words::write_normalised() {
  if (list_.normalised == 0) return;
  page_.section("Exact for ε = 0 only, not counted: weights before a normalisation");
  write_listing({list_.normalised, list_.normalised_layers, list_.normalised_law, false});
}

void Words::write_tied() {
  if (list_.tied_to_ground.empty()) return;
  page_.section("No law");
  page_.line("Fixed edges tie these hidden nodes to inputs or outputs: " +
             names_text(list_.tied_to_ground));
}

void Words::write_notes() {
  if (list_.notes.empty()) return;
  page_.section("Notes");
  for (const std::string& note : list_.notes) page_.line(printable(note));
}

void Words::write() {
  page_.headline(headline());
  write_laws();
  write_rank();
  write_gradients();
  write_normalised();
  write_tied();
  write_notes();
  if (list_.laws == 0) return;
  page_.blank();
  page_.paragraph(
      "The left sides are constant along gradient flow of any loss on the trainable weights. "
      "Finite steps, SGD, momentum and Adam obey this only approximately, weight decay not at "
      "all.");
}

}  // namespace

void write_text(std::ostream& out, const LawList& list, const TextStyle& style) {
  Words(out, list, style).write();
}

}  // namespace isthmus
