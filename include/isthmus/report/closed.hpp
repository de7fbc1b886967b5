// Does a sparse pattern always have an optimum? What `isthmus closed` prints (docs/closed.md).
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/no_optimum.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

struct ClosedReport {
  std::string title;  ///< the file, or empty
  LayerSupports layers;
  Decision decision;
  std::vector<NetworkAt> sequence;  ///< networks whose loss on the training set tends to 0
};

/// "closed", "not closed" or "undecided".
[[nodiscard]] const char* verdict_word(Closedness verdict);

/// Why, as a sentence: "Every limit of products is one, by …".
[[nodiscard]] std::string closed_reason(const ClosedReport& report);

/// What a rule of Decision::rules says, as a clause; empty for an unknown one.
[[nodiscard]] std::string rule_meaning(const std::string& rule);

/// The certificate of the verdict, if there is one (docs/certificate.md, Patterns); else empty.
[[nodiscard]] std::string closed_certificate(const ClosedReport& report);

/// The training set as CSV: x1, …, xn, y1, …, ym, numbers exactly.
void write_dataset_csv(std::ostream& out, const NoOptimum& data);

/// For people: the verdict, what it means, the theorems, the matrix that is not attained or the
/// states that remain.
void write_text(std::ostream& out, const ClosedReport& report, const TextStyle& style = {});

/// Format "isthmus-closed" version 1.
void write_json(std::ostream& out, const ClosedReport& report);

}  // namespace isthmus
