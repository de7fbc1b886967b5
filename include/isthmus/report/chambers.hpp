// The chambers of a network as text, table or JSON.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/network.hpp"
#include "isthmus/report/text.hpp"
#include "isthmus/topology/chamber_hits.hpp"
#include "isthmus/topology/chambers.hpp"

namespace isthmus {

/// Chambers together with what they are of.
struct ChamberReport {
  Network network;
  Contraction contraction;
  Chambers chambers;
  std::vector<ChamberPlace> places;   ///< of the network's own balance; empty without one
  std::optional<ChamberHits> hits;    ///< of random weights, if they were asked for
  std::optional<Enclosure> negative;  ///< P(c < 0) of each neuron, if there is a closed form
};

void write_text(std::ostream& out, const ChamberReport& report, const TextStyle& style);
/// {"format":"isthmus-chambers","version":1,…}, see docs/chambers.md.
void write_json(std::ostream& out, const ChamberReport& report);
/// One line for each listed chamber, under a line of names.
void write_csv(std::ostream& out, const ChamberReport& report);
/// One tabular for each listed block.
void write_latex(std::ostream& out, const ChamberReport& report);
/// The plane of balances. Throws Error (bad_usage) unless one block has two hidden nodes and the
/// network no others.
void write_svg(std::ostream& out, const ChamberReport& report);

}  // namespace isthmus
