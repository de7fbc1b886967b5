#include <ostream>

#include "report/page.hpp"
#include "report/two_networks.hpp"

namespace isthmus {
namespace {

/// A factor, or the digits that both its bounds share, or the bounds.
std::string factor_text(const Enclosure& factor) {
  const std::string lower = short_number(factor.lower);
  const std::string upper = short_number(factor.upper);
  return lower == upper ? "= " + lower : "between " + lower + " and " + upper;
}

class Words {
 public:
  Words(std::ostream& out, const ReachReport& report, const TextStyle& style)
      : page_(out, style),
        result_(report.result),
        networks_(report.networks),
        names_(report.networks, edges_named(report)),
        from_(printable(report.networks.name_a)),
        to_(printable(report.networks.name_b)) {}

  void write() {
    switch (result_.answer) {
      case Reach::yes:
        return write_yes();
      case Reach::sign_obstruction:
        return write_signs();
      case Reach::not_rescalable:
        return write_cut(*result_.balancing.cut);
      case Reach::undetermined:
        page_.headline("Not determined: " + result_.reason + ".");
        page_.line("A search that stopped early proves nothing, neither yes nor no.");
    }
  }

 private:
  void write_yes() {
    page_.headline("Yes: the component of " + from_ + " contains a point equivalent to " + to_ +
                   ".");
    page_.line(locks_kept());
    page_.section("Permutation");
    const auto moved = moved_nodes(result_.partner);
    if (moved.empty()) page_.line("None is needed.");
    page_.list(moved, [&](const auto& move) {
      page_.line(printable(names_.node_a(move.first)) + " takes the weights of " +
                 printable(names_.node_b(move.second)) + " of " + to_ + ".");
    });
    write_scale();
    page_.blank();
    page_.line("Whether gradient flow finds such a point depends on the loss.");
  }

  [[nodiscard]] std::string locks_kept() const {
    if (result_.locked.empty()) return "No weight is locked: M(c) is connected.";
    return "The signs of all " + counted(result_.locked.size(), "locked weight") + " agree.";
  }

  void write_scale() {
    page_.section("Rescaling (weights into a node times λ, weights out of it divided by λ)");
    if (!result_.balancing.scale) {
      page_.line("There is one, as a flow proves; it is not enclosed: " + result_.balancing.reason +
                 ".");
      return;
    }
    std::uint32_t next = 0;
    page_.list(result_.balancing.scale->values(), [&](const Enclosure& factor) {
      page_.line(printable(names_.a.of(NodeId{next++})) + ": λ " + factor_text(factor));
    });
  }

  void write_signs() {
    page_.headline("No: sign obstruction. Points equivalent to " + to_ + " lie on M(c) of " +
                   from_ + ", but in other components only.");
    std::vector<LockedSign> hopeless;
    for (const LockedSign& lock : result_.locked) {
      if (lock.never_agrees) hopeless.push_back(lock);
    }
    if (!hopeless.empty()) {
      page_.section("Locked weights whose signs agree in no permutation");
      page_.list(hopeless, [&](const LockedSign& lock) {
        page_.line(printable(names_.edge_a(lock.edge)) + " is " +
                   (lock.sign > 0 ? "positive" : "negative") + " in " + from_ + ".");
      });
    } else {
      write_why_together();
    }
    write_scope();
  }

  void write_why_together() {
    page_.section("Why");
    if (result_.shortage) {
      const PartnerShortage& shortage = *result_.shortage;
      page_.line("The locked weights at the nodes " + PairNames::set(networks_.a, shortage.nodes) +
                 " need certain signs, and " +
                 (shortage.partners.empty()
                      ? std::string("no node")
                      : "only " + PairNames::set(networks_.b, shortage.partners)) +
                 " of " + to_ + " can offer them to any of these " +
                 std::to_string(shortage.nodes.size()) + ".");
      return;
    }
    page_.line("Each sign agrees in some permutation, but all " +
               counted(result_.locked.size(), "locked weight") +
               " together in none: every permutation was searched.");
  }

  void write_cut(const BlockingCut& cut) {
    page_.headline("No: not rescalable onto this variety. No point equivalent to " + to_ +
                   " lies on M(c) of " + from_ + ".");
    page_.section("Why");
    const bool in = cut.missing == CutKind::in;
    const std::string set = "U = " + names_.a.set(cut.set);
    const std::string none = std::string("none leads ") + (in ? "into " : "out of ") + set;
    if (cut.crossing.empty()) {
      page_.line("Of the nonzero weights of " + to_ + ", none leads into or out of " + set +
                 ". Every rescaling has c(U) = 0.");
    } else {
      page_.line("Of the nonzero weights of " + to_ + ", " + none + ", but " +
                 (in ? "out of it " : "into it ") + crossing_text(cut.crossing) +
                 ". Every rescaling has c(U) " + (in ? "<" : ">") + " 0.");
    }
    page_.line("In " + from_ + ", c(U) = " + short_number(cut.balance) + ".");
    page_.line("Every other permutation meets such a cut, too.");
    write_scope();
  }

  [[nodiscard]] std::string crossing_text(const std::vector<EdgeId>& edges) const {
    const std::string first = printable(names_.edge_a(edges.front()));
    if (edges.size() == 1) return "leads " + first;
    return "lead " + first + " and " + std::to_string(edges.size() - 1) + " more";
  }

  void write_scope() {
    page_.blank();
    page_.line("This speaks of permutations and positive rescalings of " + to_ +
               ", not of other weights that happen to compute the same function.");
  }

  Page page_;
  const ReachResult& result_;
  const TwoNetworks& networks_;
  PairNames names_;
  std::string from_, to_;
};

}  // namespace

void write_text(std::ostream& out, const ReachReport& report, const TextStyle& style) {
  Words(out, report, style).write();
}

}  // namespace isthmus
