// What `isthmus sample` says: text, JSON, CSV and heat maps (docs/sampling.md).
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "isthmus/draw/heat_map.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/report/text.hpp"
#include "isthmus/sampling/grid.hpp"
#include "isthmus/sampling/sample.hpp"
#include "isthmus/sampling/shallow_law.hpp"

namespace isthmus {

/// One network, sampled.
struct SampleReport {
  Network network;
  SampleOptions options;
  Rational confidence = Rational(99, 100);
  Sample sample;
  std::optional<ShallowLaw> law;
};

/// A grid of networks; `architecture` as the user wrote it.
struct GridReport {
  std::string architecture;
  GridOptions options;
  Rational confidence = Rational(99, 100);
  GridSample sample;
};

void write_text(std::ostream& out, const SampleReport& report, const TextStyle& style = {});
void write_text(std::ostream& out, const GridReport& report, const TextStyle& style = {});

/// Format "isthmus-sample" version 1. Ends of intervals are decimals rounded outwards.
void write_json(std::ostream& out, const SampleReport& report);
void write_json(std::ostream& out, const GridReport& report);

/// The histogram: one line for each number of locked weights that occurred, under a line of titles.
/// `estimate` is the share of the draws.
void write_csv(std::ostream& out, const SampleReport& report);

/// One line a network under a line of titles; what is not known is empty.
void write_csv(std::ostream& out, const GridReport& report);

/// The closed forms where there are some, else the shares of the draws.
[[nodiscard]] HeatMap heat_map(const GridReport& report);

}  // namespace isthmus
