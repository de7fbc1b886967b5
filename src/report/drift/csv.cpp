#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/drift.hpp"

namespace isthmus {
namespace {

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + "\"";
}

std::string csv_number(const Rational& q) {
  std::string text = to_decimal(q, 17);
  if (text.starts_with("≈")) text.erase(0, std::string("≈").size());
  return text;
}

}  // namespace

void write_csv(std::ostream& out, const Drift& drift) {
  out << "checkpoint,file,from_first,from_first_node,from_previous,from_previous_node,total,"
         "locked,dimension,gained,lost,flipped,crossed\n";
  for (std::size_t t = 0; t < drift.checkpoints.size(); ++t) {
    const DriftCheckpoint& at = drift.checkpoints[t];
    out << t + 1 << ',' << csv_text(at.source) << ',' << csv_number(at.from_first.change) << ','
        << csv_text(at.from_first.node) << ',' << csv_number(at.from_previous.change) << ','
        << csv_text(at.from_previous.node) << ',' << csv_number(at.total) << ',' << at.locked << ','
        << at.dimension << ',' << at.gained.size() << ',' << at.lost.size() << ','
        << at.flipped.size() << ',';
    if (drift.walls) out << at.crossed.size();
    out << '\n';
  }
}

}  // namespace isthmus
