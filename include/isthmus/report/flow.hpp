// What `isthmus flow` says: text, JSON, CSV and a picture (docs/flow.md).
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "isthmus/motion/training.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// One network, trained.
struct FlowRun {
  std::string source;  ///< as the user named it
  Training training;
};

/// Networks trained on the same samples in the same way.
struct FlowReport {
  TrainingOptions options;
  std::string data;  ///< the name of its file
  std::size_t samples = 0;
  std::string test;  ///< empty: none
  std::vector<FlowRun> runs;
};

/// For people; eleven of the logged points of each run.
void write_text(std::ostream& out, const FlowReport& report, const TextStyle& style = {});

/// Format "isthmus-flow" version 1. Numbers of the trajectory are JSON numbers, in the shortest
/// form that reads back as the same binary64 number; what is exact is a fraction as a string.
void write_json(std::ostream& out, const FlowReport& report);

/// A line for each logged point of each run, after a header. Exact numbers are rounded to the
/// nearest binary64 number.
void write_csv(std::ostream& out, const FlowReport& report);

/// Charts of the losses, the distances to singular points and the drifts of the balances.
void write_svg(std::ostream& out, const FlowReport& report);

}  // namespace isthmus
