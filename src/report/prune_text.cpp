#include <algorithm>
#include <ostream>

#include "isthmus/report/prune.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

class PruneText {
 public:
  PruneText(std::ostream& out, const PruneReport& report, const TextStyle& style)
      : page_(out, style),
        report_(report),
        pruning_(report.pruning),
        names_(report.network, report.contraction, no_edge_names_) {}

  void write() {
    const BalanceNetwork& graph = report_.contraction.graph;
    page_.headline(printable(report_.network.name) + (report_.network.name.empty() ? "" : ": ") +
                   counted(graph.hidden_count(), "hidden node") + ", " +
                   counted(graph.weight_count(), "weight"));
    if (!pruning_.nearest) {
      page_.blank();
      page_.paragraph("There is nothing to prune: no hidden node has a law.");
      return;
    }
    page_.blank();
    write_nearest();
    write_candidates();
    if (report_.removal) write_removal();
  }

 private:
  void write_nearest() {
    const MinimumCuts& all = pruning_.all_nearest;
    const std::string distance =
        "The squared distance to the nearest rank-deficient point (of any balance) is " +
        short_number(pruning_.nearest->value);
    if (all.count > 1) {
      page_.paragraph(distance + ". " + how_many(all));
      page_.list(all.sets, [&](const std::vector<NodeId>& set) { page_.line(names_.set(set)); });
      if (all.sets.size() < all.count) {
        page_.line("(of these, only " + std::to_string(all.sets.size()) + " were written down)");
      }
      return;
    }
    const std::string where = ", where " + names_.set(pruning_.nearest->set) + " is cut off";
    page_.paragraph(
        distance + where +
        (all.complete() ? ". No other set is that cheap."
                        : "; not all sets that cheap were looked for, since " + all.stopped + "."));
  }

  [[nodiscard]] std::string how_many(const MinimumCuts& all) const {
    const std::string count = counted(all.count, "set");
    if (all.value == 0) {
      return count + " of hidden nodes are cut off already, and so is every union of them:";
    }
    if (all.complete()) return count + " of hidden nodes are that cheap to cut off:";
    return "At least " + count + " of hidden nodes are that cheap to cut off (" + all.stopped +
           "):";
  }

  void write_candidates() {
    page_.section("Cheapest to cut off, by the total square of the weights cut");
    for (std::size_t i = 0; i < pruning_.candidates.size(); ++i) {
      write_candidate(i + 1, pruning_.candidates[i]);
    }
    if (pruning_.candidates.empty()) {
      page_.line(
          "No set of this kind: for every node, the cheapest set with it is the node alone.");
    }
    page_.blank();
    page_.paragraph(scope());
  }

  void write_candidate(std::size_t rank, const PruneCandidate& candidate) {
    const std::size_t width = std::to_string(pruning_.candidates.size()).size();
    page_.line(std::string(width - std::to_string(rank).size(), tie) + std::to_string(rank) + "  " +
               names_.set(candidate.set) + ": " + short_number(candidate.cut_weight) + ", frees " +
               counted(candidate.weights, "weight") +
               "; c(U) = " + short_number(candidate.balance) + ", " + price(candidate));
  }

  [[nodiscard]] static std::string price(const PruneCandidate& candidate) {
    if (candidate.detachable()) return "detachable at this balance";
    return "detachable once c moves by " + short_number(candidate.change()) + " in all";
  }

  [[nodiscard]] std::string scope() const {
    if (pruning_.by_tree) {
      return "For every hidden node, the cheapest set that contains it was ranked (a cut tree).";
    }
    if (pruning_.sets == PruneSets::single) return "Only single nodes were ranked, as asked for.";
    const std::string why = pruning_.reason + ".";
    return "Ranked were single nodes and one minimum cut; other sets were not looked for, since " +
           why;
  }

  void write_removal() {
    const Removal& removal = *report_.removal;
    page_.section("Removed");
    std::string ranks;
    for (const std::size_t i : pruning_.chosen) {
      ranks += (ranks.empty() ? "" : ", ") + std::to_string(i + 1);
    }
    page_.line((pruning_.chosen.size() == 1 ? "number " : "numbers ") + ranks + ": " +
               counted(removal.nodes.size(), "node") + " and " +
               counted(removal.weights, "weight") + "; the rest is in " + printable(removal.file) +
               ", was read back and is what it was, number by number");
    if (!removal.kept_because.empty()) {
      page_.line("The file keeps its shapes, and every weight at what was removed is 0 in it: " +
                 printable(removal.kept_because));
    }
    const std::string total = short_number(removal.connection.cut_weight);
    if (!removal.connection.carries_signal) {
      page_.line(
          "The function is unchanged: no path of nonzero weights leads from an input to an "
          "output through what was removed (the weights cut have total square " +
          total + ").");
    } else {
      page_.line(
          "The function may have changed: paths of nonzero weights led through what was "
          "removed, and the weights cut have total square " +
          total + ".");
    }
  }

  const std::vector<std::string> no_edge_names_;
  Page page_;
  const PruneReport& report_;
  const Pruning& pruning_;
  Names names_;
};

}  // namespace

void write_text(std::ostream& out, const PruneReport& report, const TextStyle& style) {
  PruneText(out, report, style).write();
}

}  // namespace isthmus
