#include <algorithm>
#include <ostream>

#include "isthmus/report/drift.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

class DriftText {
 public:
  DriftText(std::ostream& out, const Drift& drift, const TextStyle& style)
      : page_(out, style), drift_(drift) {}

  void write() {
    page_.headline(counted(drift_.checkpoints.size(), "checkpoint") + ", " +
                   counted(drift_.laws, "law") + ", " + counted(drift_.weights, "weight"));
    page_.blank();
    write_verdict();
    write_checkpoints();
    write_broken();
    write_chambers();
  }

 private:
  [[nodiscard]] static std::string change(const LargestChange& largest) {
    if (largest.change == 0) return "no change";
    return short_number(largest.change) + " at " + printable(largest.node);
  }

  void write_verdict() {
    const auto worst =
        std::max_element(drift_.checkpoints.begin(), drift_.checkpoints.end(),
                         [](const DriftCheckpoint& a, const DriftCheckpoint& b) {
                           return abs(a.from_first.change) < abs(b.from_first.change);
                         });
    if (worst->from_first.change == 0) {
      return page_.paragraph("The balance is the same in all checkpoints, exactly.");
    }
    page_.paragraph("The largest change of a balance since the first checkpoint is " +
                    change(worst->from_first) + ", in " + printable(worst->source) + ".");
  }

  void write_checkpoints() {
    page_.section("Largest change of a balance");
    std::size_t number = 0;
    page_.list(drift_.checkpoints, [&](const DriftCheckpoint& checkpoint) {
      ++number;
      if (number == 1) return page_.line("1  " + printable(checkpoint.source) + ": the first one");
      page_.line(std::to_string(number) + "  " + printable(checkpoint.source) + ": " +
                 change(checkpoint.from_first) + " since the first, " +
                 change(checkpoint.from_previous) + " in this step");
    });
  }

  void write_broken() {
    page_.section("Locked weights of the first checkpoint");
    const std::size_t locks = drift_.first_locks.size();
    if (locks == 0) return page_.line("there are none");
    if (drift_.broken.empty()) {
      return page_.line(locks == 1
                            ? "the lock of the first checkpoint still holds in every other one"
                            : "all " + std::to_string(locks) +
                                  " locks of the first checkpoint still hold in every other one");
    }
    page_.line(std::to_string(drift_.broken.size()) + " of " + counted(locks, "lock") +
               (drift_.broken.size() == 1 ? " does" : " do") +
               " not hold, and gradient flow would have kept " +
               (drift_.broken.size() == 1 ? "it:" : "them:"));
    page_.list(drift_.broken, [&](const DriftedLock& broken) {
      page_.line(printable(broken.lock.edge) +
                     (broken.flipped ? ": flipped in " : ": not locked any more in ") +
                     printable(drift_.checkpoints[broken.checkpoint].source),
                 4);
    });
  }

  void write_chambers() {
    page_.section(drift_.walls ? "Chamber" : "Set of locked weights");
    std::vector<const DriftCheckpoint*> changes;
    for (const DriftCheckpoint& checkpoint : drift_.checkpoints) {
      if (!checkpoint.same_locks() || !checkpoint.crossed.empty()) changes.push_back(&checkpoint);
    }
    if (!drift_.walls) page_.line(drift_.no_walls);
    if (changes.empty()) {
      return page_.line(!drift_.walls ? "the same weights are locked in every checkpoint"
                                      : "the balance stays on its side of " + all_walls());
    }
    page_.list(changes, [&](const DriftCheckpoint* checkpoint) { write_change(*checkpoint); });
  }

  [[nodiscard]] std::string all_walls() const {
    return *drift_.walls == 1 ? "the only wall" : "all " + counted(*drift_.walls, "wall");
  }

  void write_change(const DriftCheckpoint& checkpoint) {
    std::string text = printable(checkpoint.source) + ":";
    std::string separator = " ";
    const auto say = [&](const std::string& what, const std::vector<std::string>& names) {
      if (names.empty()) return;
      text += separator + what + " " + some(names);
      separator = "; ";
    };
    say("now locked:", checkpoint.gained);
    say("no longer locked:", checkpoint.lost);
    say("flipped:", checkpoint.flipped);
    std::vector<std::string> walls;
    for (const std::vector<std::string>& set : checkpoint.crossed) {
      walls.push_back("{" + some(set) + "}");
    }
    say("c(U) has another sign for U =", walls);
    page_.line(text);
  }

  [[nodiscard]] static std::string some(const std::vector<std::string>& names) {
    constexpr std::size_t most = 8;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) {
      text += (i > 0 ? ", " : "") + printable(names[i]);
    }
    if (names.size() > most) text += ", … " + std::to_string(names.size() - most) + " more";
    return text;
  }

  Page page_;
  const Drift& drift_;
};

}  // namespace

void write_text(std::ostream& out, const Drift& drift, const TextStyle& style) {
  DriftText(out, drift, style).write();
}

}  // namespace isthmus
