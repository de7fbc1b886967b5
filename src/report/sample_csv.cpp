#include <ostream>

#include "isthmus/report/sample.hpp"
#include "report/bounds.hpp"
#include "report/sample_values.hpp"

namespace isthmus {

void write_csv(std::ostream& out, const SampleReport& report) {
  constexpr int digits = 8;
  Intervals intervals(report.confidence);
  out << "log2_components,draws,estimate,lower,upper\n";
  for (const LockedBin& bin : report.sample.histogram) {
    const Count count{bin.draws, report.sample.draws};
    const Enclosure& e = intervals.of(count);
    out << bin.locked << ',' << bin.draws << ',' << rounded_decimal(count.share(), digits) << ','
        << decimal_below(e.lower) << ',' << decimal_above(e.upper) << '\n';
  }
}

void write_csv(std::ostream& out, const GridReport& report) {
  Intervals intervals(report.confidence);
  out << "inputs,width,closed_form_lower,closed_form_upper,hits,trials,lower,upper\n";
  for (const GridCell& cell : report.sample.cells) {
    out << cell.inputs << ',' << cell.width << ',';
    if (cell.closed_form) out << decimal_below(cell.closed_form->lower);
    out << ',';
    if (cell.closed_form) out << decimal_above(cell.closed_form->upper);
    if (cell.count.trials == 0) {
      out << ",,,,\n";
      continue;
    }
    const Enclosure& e = intervals.of(cell.count);
    out << ',' << cell.count.hits << ',' << cell.count.trials << ',' << decimal_below(e.lower)
        << ',' << decimal_above(e.upper) << '\n';
  }
}

}  // namespace isthmus
