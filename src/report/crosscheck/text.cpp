#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/crosscheck.hpp"
#include "report/bounds.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

class CrosscheckText {
 public:
  CrosscheckText(std::ostream& out, const Crosscheck& result, const TextStyle& style)
      : page_(out, style), result_(result) {}

  void write() {
    const std::string name = printable(result_.model);
    page_.headline(name + (name.empty() ? "" : ": ") + counted(result_.claims.size(), "claim") +
                   ", " + summary());
    for (std::size_t i = 0; i < result_.claims.size(); ++i) write_claim(i + 1, result_.claims[i]);
  }

 private:
  [[nodiscard]] std::string summary() const {
    std::string text;
    for (const ClaimVerdict verdict : {ClaimVerdict::confirmed, ClaimVerdict::within_rounding,
                                       ClaimVerdict::refuted, ClaimVerdict::not_determined}) {
      const std::size_t count = result_.count(verdict);
      if (count == 0) continue;
      text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + verdict_name(verdict);
    }
    return text;
  }

  void write_claim(std::size_t number, const ClaimResult& result) {
    const FloatClaim& claim = result.claim;
    std::string title = "Claim " + std::to_string(number);
    if (!claim.id.empty()) title += " (" + printable(claim.id) + ")";
    title += ": " + verdict_name(result.verdict());
    page_.section(title);
    std::vector<const ClaimAnswer*> worth_a_line;
    std::size_t confirmed = 0;
    for (const ClaimAnswer& answer : result.answers) {
      const bool plain = answer.verdict == ClaimVerdict::confirmed && result.answers.size() > 3;
      confirmed += plain;
      if (!plain) worth_a_line.push_back(&answer);
    }
    if (confirmed > 0) page_.line(counted(confirmed, "value") + " confirmed");
    page_.list(worth_a_line,
               [&](const ClaimAnswer* answer) { write_answer(*answer, claim.computed_as); });
  }

  // Lists of Betti numbers, or numbers of many digits, are cut off, between characters; the JSON
  // output has them.
  [[nodiscard]] static std::string shortened(const std::string& text) {
    constexpr std::size_t longest = 100;
    const std::string safe = printable(text);
    if (safe.size() <= longest) return safe;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(safe[end]) & 0xC0U) == 0x80U) --end;
    return safe.substr(0, end) + "…";
  }

  void write_answer(const ClaimAnswer& answer, const std::optional<NumberType>& type) {
    page_.line(printable(answer.what) + ": " + shortened(answer.claimed) + " claimed, " +
               outcome(answer, type));
    if (!answer.why.empty()) {
      page_.line(cause_name(answer.cause) + ": " + printable(answer.why), 4);
    }
  }

  [[nodiscard]] static std::string outcome(const ClaimAnswer& answer,
                                           const std::optional<NumberType>& type) {
    if (answer.verdict == ClaimVerdict::not_determined) return "not determined: " + answer.reason;
    std::string text = verdict_name(answer.verdict);
    if (answer.verdict == ClaimVerdict::within_rounding) {
      text += " (" + std::to_string(*answer.ulps) + " ulp of " + computed_as_name(type) + ")";
    }
    return text + "; " + exactly(answer);
  }

  // Seventeen digits tell any two numbers of binary64 apart.
  [[nodiscard]] static std::string exactly(const ClaimAnswer& answer) {
    if (answer.value) return "exactly " + to_decimal(*answer.value, 17);
    if (answer.enclosure) return "the exact value is " + between(*answer.enclosure, 17);
    return "exactly " + shortened(answer.exact);
  }

  Page page_;
  const Crosscheck& result_;
};

}  // namespace

void write_text(std::ostream& out, const Crosscheck& result, const TextStyle& style) {
  CrosscheckText(out, result, style).write();
}

}  // namespace isthmus
