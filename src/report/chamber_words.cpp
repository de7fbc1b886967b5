#include "report/chamber_words.hpp"

#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

std::string id(const ChamberReport& report, NodeId v) {
  return report.network.nodes[report.contraction.members[v].front()].id;
}

std::string sum_of(const ChamberReport& report, const std::vector<NodeId>& set) {
  std::string text;
  for (const NodeId v : set) {
    text += (text.empty() ? "c(" : " + c(") + printable(id(report, v)) + ")";
  }
  return text;
}

std::string balance_words(const ChamberReport& report, const ChamberBlock& block,
                          const Chamber& chamber) {
  std::string text;
  for (std::size_t i = 0; i < chamber.point.size(); ++i) {
    text +=
        (i == 0 ? "" : ", ") + sum_of(report, block.hanging[i]) + " = " + chamber.point[i].str();
  }
  return text;
}

std::string locked_words(const ChamberReport& report, const std::vector<std::string>& names,
                         const Chamber& chamber) {
  std::string text;
  for (const EdgeId e : chamber.locked) {
    text += (text.empty() ? "" : ", ") + printable(names[report.contraction.file_edge[e]]);
  }
  return text.empty() ? "none" : text;
}

std::string effective_words(const Chamber& chamber) {
  if (chamber.effective_at_least == chamber.effective_at_most) {
    return chamber.effective_at_least.str();
  }
  return chamber.effective_at_least.str() + " to " + chamber.effective_at_most.str();
}

}  // namespace

std::string wall_sum(const ChamberReport& report, const ChamberWall& wall) {
  return sum_of(report, wall.set);
}

std::string six_digits(const Rational& q, bool up) {
  const Integer scaled = numerator_of(q) * 1'000'000;
  const Integer below = scaled / denominator_of(q);
  const bool exact = below * denominator_of(q) == scaled;
  const Integer digits = up && !exact ? Integer(below + 1) : below;
  const std::string fraction = Integer(digits % 1'000'000).str();
  return Integer(digits / 1'000'000).str() + "." + std::string(6 - fraction.size(), '0') + fraction;
}

std::string share_words(std::uint64_t hits, std::uint64_t draws) {
  if (draws == 0) return "no draw";
  const std::string share = six_digits(Rational(Integer(hits), Integer(draws)), false);
#ifdef ISTHMUS_NUMBERS_BOOST
  return share;
#else
  const Enclosure interval = clopper_pearson({hits, draws}, Rational(99, 100));
  return share + " (" + six_digits(interval.lower, false) + " to " +
         six_digits(interval.upper, true) + ")";
#endif
}

std::string betti_words(const Chamber& chamber) {
  if (!chamber.homology) return "not determined";
  std::string text;
  std::uint64_t next = 0;
  for (const auto& [degree, rank] : chamber.homology->betti) {
    for (; next < degree; ++next) text += text.empty() ? "0" : " 0";
    text += (text.empty() ? "" : " ") + rank.str();
    ++next;
  }
  return text + (chamber.homology->torsion.empty() ? "" : " (torsion)");
}

std::vector<ChamberRow> chamber_rows(const ChamberReport& report) {
  const std::vector<std::string> names = edge_names(report.network);
  std::vector<ChamberRow> rows;
  for (std::size_t b = 0; b < report.chambers.blocks.size(); ++b) {
    const ChamberBlock& block = report.chambers.blocks[b];
    for (std::size_t i = 0; i < block.chambers.size(); ++i) {
      const Chamber& chamber = block.chambers[i];
      ChamberRow row;
      row.block = std::to_string(b + 1);
      row.number = std::to_string(i + 1);
      row.alike = std::to_string(chamber.alike);
      for (const std::int8_t sign : chamber.signs) row.signs += sign > 0 ? '+' : '-';
      row.balance = balance_words(report, block, chamber);
      row.components = short_power_of_two(chamber.locked.size());
      row.locked = locked_words(report, names, chamber);
      row.regular = chamber.regular_log2 ? short_power_of_two(*chamber.regular_log2) : "none";
      row.effective = effective_words(chamber);
      row.betti = betti_words(chamber);
      if (report.hits) row.share = share_words(report.hits->hits[b][i], report.hits->draws);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace isthmus
