#include <ostream>

#include "isthmus/report/unlock.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

class UnlockText {
 public:
  UnlockText(std::ostream& out, const UnlockReport& report, const TextStyle& style)
      : page_(out, style), report_(report), unlocking_(report.unlocking) {}

  void write() {
    page_.headline(printable(report_.name) + (report_.name.empty() ? "" : ": ") +
                   counted(report_.hidden, "hidden node") + ", " +
                   counted(report_.weights, "weight"));
    page_.blank();
    page_.paragraph(locks());
    if (balanced()) page_.paragraph(balance());
    if (!report_.remaining.empty()) write_remaining();
    if (!report_.moved.empty()) write_moved();
    page_.blank();
    page_.paragraph(outcome());
  }

 private:
  [[nodiscard]] bool balanced() const { return unlocking_.target == UnlockTarget::balanced; }

  [[nodiscard]] std::string locks() const { return summary(report_) + ". " + bound(); }

  [[nodiscard]] std::string bound() const {
    if (unlocking_.locks_after == 0) return "That is the least there can be.";
    if (unlocking_.fewest()) {
      return "No rescaling by powers of two has fewer: each lock below has a reason.";
    }
    if (balanced()) return "Fewer locks were not looked for.";
    return "Whether another rescaling by powers of two has fewer is not determined; it has at "
           "least " +
           std::to_string(unlocking_.least_locks) + ".";
  }

  [[nodiscard]] std::string balance() const {
    const std::string totals = "The sum of the squared weights went from " +
                               short_number(unlocking_.total_before) + " to " +
                               short_number(unlocking_.total_after) + ". ";
    if (unlocking_.total_open.empty()) {
      return totals + "No rescaling by powers of two has a smaller sum.";
    }
    return totals +
           "Whether another rescaling by powers of two has a smaller sum is not "
           "determined: " +
           unlocking_.total_open + ".";
  }

  void write_remaining() {
    page_.section("Still locked");
    page_.list(report_.remaining, [&](const NamedLock& lock) {
      page_.line(printable(lock.name) +
                 (lock.reason == LockReason::unknown && balanced() ? "" : ": " + because(lock)));
    });
  }

  [[nodiscard]] static std::string because(const NamedLock& lock) {
    switch (lock.reason) {
      case LockReason::dead_end:
        return "every other weight of its cut is 0 or there is none, so no rescaling frees it";
      case LockReason::series:
        return "in series with " + others(lock.series) +
               "; of weights in series only the least are free, and no powers of two make more "
               "of them equal";
      case LockReason::range:
        return "not determined: its number type has no room for the factors that were tried";
      case LockReason::unknown:
        break;
    }
    return "no reason is known";
  }

  [[nodiscard]] static std::string others(const std::vector<std::string>& names) {
    constexpr std::size_t shown = 4;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < shown; ++i) {
      text += (i == 0 ? "" : ", ") + printable(names[i]);
    }
    if (names.size() > shown) text += " and " + std::to_string(names.size() - shown) + " more";
    return text;
  }

  void write_moved() {
    page_.section("Rescaled: weights into the neuron times the factor, weights out of it divided");
    page_.list(report_.moved, [&](const MovedNode& node) {
      page_.line(printable(node.name) + ": 2^" + std::to_string(node.exponent));
    });
  }

  [[nodiscard]] std::string outcome() const {
    const std::string checked = "Every one of " + counted(unlocking_.weights_checked, "weight") +
                                " is its old value times a power of two, exactly, and these "
                                "cancel along every path: the function is unchanged.";
    if (!report_.file.empty()) {
      return "Written to " + printable(report_.file) + " and read back. " + checked;
    }
    if (!unlocking_.changed()) return "Nothing needs to be rescaled.";
    return checked + " Nothing was written; -o FILE writes it.";
  }

  Page page_;
  const UnlockReport& report_;
  const Unlocking& unlocking_;
};

}  // namespace

std::string summary(const UnlockReport& report) {
  return counted(report.unlocking.locks_before, "locked weight") + " before, " +
         std::to_string(report.unlocking.locks_after) + " after";
}

void write_text(std::ostream& out, const UnlockReport& report, const TextStyle& style) {
  UnlockText(out, report, style).write();
}

}  // namespace isthmus
