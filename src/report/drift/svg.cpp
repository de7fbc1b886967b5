#include <ostream>

#include "isthmus/draw/curves.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/float_grid.hpp"
#include "isthmus/report/drift.hpp"

namespace isthmus {
namespace {

/// For drawing: numbers beyond binary64 have no place in a picture.
void add(Curve& curve, std::size_t t, const Rational& q) {
  if (FloatGrid(NumberType::binary64).overflows(q)) return;
  curve.points.push_back({static_cast<double>(t + 1), to_binary64(q)});
}

LineChart changes(const Drift& drift) {
  LineChart chart{"Largest change of a balance", "checkpoint", "|change|", false, true, {}};
  Curve since_first{"since the first checkpoint", {}, CurveStyle::line, 0};
  Curve in_step{"since the one before", {}, CurveStyle::dots, 1};
  for (std::size_t t = 0; t < drift.checkpoints.size(); ++t) {
    add(since_first, t, abs(drift.checkpoints[t].from_first.change));
    add(in_step, t, abs(drift.checkpoints[t].from_previous.change));
  }
  chart.curves = {std::move(since_first), std::move(in_step)};
  chart.whole_x = true;
  return chart;
}

LineChart locks(const Drift& drift) {
  LineChart chart{"Locked weights", "checkpoint", "number", false, false, {}};
  Curve locked{"locked", {}, CurveStyle::line, 0};
  Curve whole{"locks of the first checkpoint that still hold", {}, CurveStyle::dashed, 2};
  for (std::size_t t = 0; t < drift.checkpoints.size(); ++t) {
    std::size_t broken = 0;
    for (const DriftedLock& lock : drift.broken) broken += lock.checkpoint <= t;
    add(locked, t, Rational(Integer(drift.checkpoints[t].locked)));
    add(whole, t, Rational(Integer(drift.first_locks.size() - broken)));
  }
  chart.curves = {std::move(locked), std::move(whole)};
  chart.whole_x = chart.whole_y = true;
  return chart;
}

}  // namespace

void write_svg(std::ostream& out, const Drift& drift) {
  const std::string subtitle = std::to_string(drift.checkpoints.size()) + " checkpoints, " +
                               std::to_string(drift.laws) + " laws";
  out << to_svg("Drift of the balance", subtitle, {changes(drift), locks(drift)});
}

}  // namespace isthmus
